// The same as tables: what is drawn, in rows that a keyboard and a screen reader can walk. Where there is no WebGL, this
// is how the page begins.
import { button, el, number, plural } from "./dom.js";
import { hasWebGL } from "./graph.js";

/** Rows that a table shows at first; more come on demand, since thousands would make a page slow. */
const ROWS = 200;

function tableOf(heading, columns, rows) {
  const cells = (row) => el("tr", {}, ...row().map((cell, n) => el("td", { class: columns[n][1] }, cell === null || cell === undefined ? "" : typeof cell === "object" ? cell : String(cell))));
  const body = el("tbody", {}, ...rows.slice(0, ROWS).map(cells));
  const head = el("tr", {}, ...columns.map(([name, style]) => el("th", { scope: "col", class: style }, name)));
  const made = [el("h2", {}, `${heading} (${number(rows.length)})`), el("table", {}, el("thead", {}, head), body)];
  if (rows.length > ROWS) {
    const more = button(`Show ${plural(rows.length - ROWS, "more row")}`, () => {
      body.append(...rows.slice(ROWS).map(cells));
      more.remove();
    }, { class: "plain" });
    made.push(more);
  }
  return made;
}

export const table = {
  id: "table",
  title: "Table",
  available: () => true,
  mount(root, context) {
    const { data, look, actions } = context;
    root.classList.add("tables");
    root.tabIndex = -1;
    const opener = (kind, at, text, struck) => button(text, () => actions.select(kind, at), { class: struck ? "link struck" : "link" });

    function draw() {
      const { nodes, edges, parts } = context.shown();
      const entities = nodes.filter((at) => !data.isEvent(at));
      const events = nodes.filter(data.isEvent);
      const name = [["Name"], ["Class"], ["Also", "wide"], ["Sources", "number"], ["Articles", "number"]];
      const event = [["Event"], ["Type", "wide"], ["When"], ["Status"], ["Sources", "number"]];
      const line = [["From"], ["Connection"], ["To"], ["When", "wide"], ["Status"], ["Sources", "number"]];
      root.replaceChildren(
        ...(hasWebGL() ? [] : [el("p", { class: "nowebgl" }, "This browser draws no WebGL, so there is no picture: the tables tell the same.")]),
        ...tableOf("Names", name, entities.map((at) => () => {
          const node = data.nodes[at];
          return [opener("node", at, node.label), look.classes[node.class].one, node.names.join(", "), node.origins, node.articles];
        })),
        ...tableOf("Events", event, events.map((at) => () => {
          const node = data.nodes[at];
          return [opener("node", at, node.label, look.struck(node.status)), node.type, node.when, look.statusName(node.status), node.origins];
        })),
        ...tableOf("Connections", line, edges.flatMap((at) => parts[at].map((part) => () => {
          const edge = data.edges[at], [from, to] = part.along ? [edge.from, edge.to] : [edge.to, edge.from];
          return [opener("node", from, data.name(from)), opener("edge", at, part.label, look.struck(part.status)), opener("node", to, data.name(to)),
            part.when, part.status ? look.statusName(part.status) : "", part.origins];
        }))),
      );
    }
    return { show: draw, update: draw };
  },
};
