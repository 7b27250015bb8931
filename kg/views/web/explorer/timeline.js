// Events in order of time, of the whole story under the filters: what the brush below leaves.
import { button, el, number, plural } from "./dom.js";

const ROWS = 250;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** The month of an event; of one that may be anywhere in a longer time, its year. */
function stretchOf(node) {
  const [first, last] = [node.first || node.last, node.last || node.first], year = first.slice(0, 4);
  return first.slice(0, 7) === last.slice(0, 7) ? `${MONTHS[Number(first.slice(5, 7)) - 1]} ${year}` : year === last.slice(0, 4) ? year : `${year}–${last.slice(0, 4)}`;
}

export const timeline = {
  id: "timeline",
  title: "Timeline",
  available: (context) => context.data.nodes.some((node) => node.kind === "event" && node.first),
  mount(root, context) {
    const { data, look, state, actions } = context;
    root.classList.add("tables", "timeline");
    root.tabIndex = -1;
    const drawnOnly = el("input", { type: "checkbox", onchange: draw }), newest = el("input", { type: "checkbox", onchange: draw });

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
      const events = data.nodes.map((_, at) => at).filter((at) => data.isEvent(at) && passes[at] && (!drawnOnly.checked || here.has(at)));
      const dated = events.filter((at) => data.nodes[at].first || data.nodes[at].last);
      const when = (at) => data.nodes[at].first || data.nodes[at].last;
      const way = newest.checked ? -1 : 1;
      dated.sort((a, b) => way * when(a).localeCompare(when(b)) || data.nodes[b].weight - data.nodes[a].weight || a - b);
      const list = el("div", {});
      const put = (rows) => {
        let stretch = list.lastElementChild?.dataset.stretch, ul = list.lastElementChild?.querySelector("ul");
        for (const at of rows) {
          const next = stretchOf(data.nodes[at]);
          if (next !== stretch) {
            stretch = next;
            ul = el("ul", {});
            list.append(el("section", { "data-stretch": stretch }, el("h3", {}, stretch), ul));
          }
          ul.append(item(at));
        }
      };
      put(dated.slice(0, ROWS));
      root.replaceChildren(el("h2", {}, `Events in order of time (${number(dated.length)})`),
        el("p", { class: "note" }, el("label", {}, drawnOnly, " only those on the canvas"), el("label", {}, newest, " newest first"), events.length > dated.length ? `${plural(events.length - dated.length, "event")} without a date` : ""), list);
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
