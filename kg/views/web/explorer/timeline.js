// Events in order of time, of the whole story under the filters: what the brush below leaves.
import { button, el, number, plural } from "./dom.js";

const ROWS = 250;

export const timeline = {
  id: "timeline",
  title: "Timeline",
  available: (context) => context.data.nodes.some((node) => node.kind === "event" && node.first),
  mount(root, context) {
    const { data, look, state, actions } = context;
    root.classList.add("tables", "timeline");
    root.tabIndex = -1;
    let drawnOnly = false;
    const box = el("input", { type: "checkbox" });
    box.addEventListener("change", () => { drawnOnly = box.checked; draw(); });

    function item(at) {
      const node = data.nodes[at], { selected } = state.get();
      const who = [...new Set(data.around[at].map(([, other]) => other))].map(data.name).join(", ");
      const row = button("", () => actions.reveal(at), { class: "event", "aria-current": selected && selected.kind === "node" && selected.at === at ? "true" : null });
      row.append(el("span", { class: "day" }, node.when), look.icon("Event", node.status), el("span", { class: "what" }, el("b", { class: look.struck(node.status) ? "struck" : "" }, data.name(at)), " ", el("span", {}, who)),
        node.status === "Occurred" ? "" : look.chip(node.status), el("small", {}, plural(node.origins, "source")));
      return el("li", {}, row);
    }

    function draw() {
      const { passes, nodes } = context.shown(), here = new Set(nodes);
      const events = data.nodes.map((_, at) => at).filter((at) => data.isEvent(at) && passes[at] && (!drawnOnly || here.has(at)));
      const dated = events.filter((at) => data.nodes[at].first || data.nodes[at].last);
      const when = (at) => data.nodes[at].first || data.nodes[at].last;
      dated.sort((a, b) => when(a).localeCompare(when(b)) || data.nodes[b].weight - data.nodes[a].weight || a - b);
      const list = el("div", {});
      const put = (rows) => {
        let month = list.lastElementChild?.dataset.month, ul = list.lastElementChild?.querySelector("ul");
        for (const at of rows) {
          const next = when(at).slice(0, 7);
          if (next !== month) {
            month = next;
            ul = el("ul", {});
            list.append(el("section", { "data-month": month }, el("h3", {}, new Date(`${month}-01T00:00:00Z`).toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" })), ul));
          }
          ul.append(item(at));
        }
      };
      put(dated.slice(0, ROWS));
      root.replaceChildren(el("h2", {}, `Events in order of time (${number(dated.length)})`),
        el("p", { class: "note" }, el("label", {}, box, " only those on the canvas"), events.length > dated.length ? `  ${plural(events.length - dated.length, "event")} without a date` : ""), list);
      if (dated.length > ROWS) {
        const more = button(`Show ${plural(dated.length - ROWS, "more event")}`, () => { put(dated.slice(ROWS)); more.remove(); }, { class: "plain" });
        root.append(more);
      }
    }

    return {
      show: draw,
      update(_, changed) {
        const top = root.scrollTop;
        if (changed.size === 1 && changed.has("selected")) {
          // only the mark moves
          draw();
          root.scrollTop = top;
        } else draw();
      },
    };
  },
};
