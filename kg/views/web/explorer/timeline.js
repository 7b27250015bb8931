// Events in order of time, of the whole story under the filters: what the brush below leaves. It follows what is selected.
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
    // with a name selected, its events alone, until the reader wants all
    let about = null, everything = false;
    const drawnOnly = el("input", { type: "checkbox", onchange: draw }), newest = el("input", { type: "checkbox", onchange: draw });

    function item(at) {
      const node = data.nodes[at], { selected } = state.get();
      const who = [...new Set(data.around[at].map(([, other]) => other))].map(data.name).join(", ");
      const row = button("", () => actions.reveal(at), { class: "event", "aria-current": selected && selected.kind === "node" && selected.at === at ? "true" : null });
      row.append(el("span", { class: "day" }, node.when || "–"), look.icon("Event", node.status), el("span", { class: "what" }, el("b", { class: look.struck(node.status) ? "struck" : "" }, node.label), " ", el("span", {}, who)),
        node.status === "Occurred" ? "" : look.chip(node.status, look.statusOf(node)), el("small", {}, plural(node.origins, "source")));
      return el("li", {}, row);
    }

    function draw() {
      const { passes, nodes } = context.shown(), here = new Set(nodes), { selected } = state.get();
      const chosen = selected && selected.kind === "node" && !data.isEvent(selected.at) ? selected.at : selected ? about : null;
      if (chosen !== about) { about = chosen; everything = false; }
      const its = about === null || everything ? null : new Set(data.around[about].map(([, other]) => other));
      const events = data.nodes.map((_, at) => at).filter((at) => data.isEvent(at) && passes[at] && (!drawnOnly.checked || here.has(at)) && (!its || its.has(at)));
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
      // as many as it takes for the selected one to be among them
      const wanted = selected && selected.kind === "node" ? dated.indexOf(selected.at) : -1, rows = Math.max(ROWS, wanted + 20);
      put(dated.slice(0, rows));
      const whose = about === null ? "" : button(everything ? `Only those of ${data.name(about)}` : "Show all events", () => { everything = !everything; draw(); }, { class: "plain whose" });
      root.replaceChildren(el("h2", {}, its ? `Events of ${data.name(about)} in order of time (${number(dated.length)})` : `Events in order of time (${number(dated.length)})`), whose,
        el("p", { class: "note" }, el("label", {}, drawnOnly, " only those on the canvas"), el("label", {}, newest, " newest first"), events.length > dated.length ? `${plural(events.length - dated.length, "event")} without a date` : ""), list);
      const undated = its ? events.filter((at) => !data.nodes[at].first && !data.nodes[at].last).sort((a, b) => data.nodes[b].standing - data.nodes[a].standing || a - b).slice(0, ROWS) : [];
      if (undated.length) list.append(el("section", { "data-stretch": "" }, el("h3", {}, "No day known"), el("ul", {}, ...undated.map(item))));
      if (dated.length > rows) {
        const more = button(`Show ${plural(dated.length - rows, "more event")}`, () => { put(dated.slice(rows)); more.remove(); }, { class: "plain" });
        root.append(more);
      }
    }

    /** The selected event comes into sight. */
    function follow() {
      const row = root.querySelector('.event[aria-current="true"]');
      if (!row) return;
      const bounds = row.getBoundingClientRect(), frame = root.getBoundingClientRect();
      if (bounds.top < frame.top || bounds.bottom > frame.bottom) row.scrollIntoView({ block: "center" });
    }

    return {
      show() { draw(); follow(); },
      update() {
        const top = root.scrollTop;
        draw();
        root.scrollTop = top;
        follow();
      },
    };
  },
};
