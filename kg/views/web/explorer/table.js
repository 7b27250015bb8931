// The same as tables: what is drawn, in rows that a keyboard and a screen reader can walk. Where there is no WebGL, this
// is how the page begins.
import { button, el, number, plural } from "./dom.js";
import { hasWebGL } from "./graph.js";

/** Rows that a table shows at first; more come on demand, since thousands would make a page slow. */
const ROWS = 200;

/** Cells as they are compared: numbers by size, dates by their day, words by the alphabet; what is empty last. */
function compare(a, b, down) {
  const blank = (value) => value === null || value === undefined || value === "";
  if (blank(a) || blank(b)) return blank(a) - blank(b);
  const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { sensitivity: "base", numeric: true });
  return down ? -order : order;
}

/**
 * A heading and a table. `columns` are [name, style]; a row is {cells(), keys}: what stands in it, made when it is shown, and what it is
 * sorted by. `sorted` is [column, down] or null, `sort(column)` is called when a heading is pressed.
 */
function tableOf(heading, columns, rows, sorted, sort) {
  const cells = (row) => el("tr", {}, ...row.cells().map((cell, n) => el("td", { class: columns[n][1] }, cell === null || cell === undefined ? "" : typeof cell === "object" ? cell : String(cell))));
  const ordered = sorted ? rows.map((row, n) => [row, n]).sort(([a, m], [b, n]) => compare(a.keys[sorted[0]], b.keys[sorted[0]], sorted[1]) || m - n).map(([row]) => row) : rows;
  const body = el("tbody", {}, ...ordered.slice(0, ROWS).map(cells));
  const head = el("tr", {}, ...columns.map(([name, style], n) => {
    const on = sorted && sorted[0] === n;
    return el("th", { scope: "col", class: style, "aria-sort": on ? (sorted[1] ? "descending" : "ascending") : null },
      button(`${name}${on ? (sorted[1] ? " ↓" : " ↑") : ""}`, () => sort(n), { class: "sort", title: `Sort by ${name.toLowerCase()}` }));
  }));
  const made = [el("h2", {}, `${heading} (${number(rows.length)})`), el("table", {}, el("thead", {}, head), body)];
  if (rows.length > ROWS) {
    const more = button(`Show ${plural(rows.length - ROWS, "more row")}`, () => {
      body.append(...ordered.slice(ROWS).map(cells));
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

    const sorted = new Map();
    /** A first press sorts words from A, numbers and days from the most; a second one turns it round, a third takes it back. */
    const sorter = (heading, columns) => (n) => {
      const first = columns[n][1] === "number" || columns[n][0] === "When", now = sorted.get(heading);
      if (!now || now[0] !== n) sorted.set(heading, [n, first]);
      else if (now[1] === first) sorted.set(heading, [n, !first]);
      else sorted.delete(heading);
      const at = root.scrollTop;
      draw();
      root.scrollTop = at;
      const heads = [...root.querySelectorAll("h2")], place = heads.findIndex((one) => one.textContent.startsWith(heading));
      heads[place]?.nextElementSibling.querySelectorAll(".sort")[n]?.focus();
    };
    const section = (heading, columns, rows) => tableOf(heading, columns, rows, sorted.get(heading) || null, sorter(heading, columns));

    function draw() {
      const { nodes, edges, parts } = context.shown();
      const entities = nodes.filter((at) => !data.isEvent(at)).sort((a, b) => data.nodes[b].weight - data.nodes[a].weight || a - b);
      const events = nodes.filter(data.isEvent).sort((a, b) => data.nodes[b].standing - data.nodes[a].standing || a - b);
      const { measures, state } = context, more = state.get().size !== "sources";
      const name = [["Name"], ["Class"], ["Also", "wide"], ["Sources", "number"], ["Articles", "number"], ...(more ? [[measures.label(), "number"]] : [])];
      const event = [["Event"], ["Type", "wide"], ["When"], ["Status"], ["Sources", "number"]];
      const line = [["From"], ["Connection"], ["To"], ["When", "wide"], ["Status"], ["Sources", "number"]];
      root.replaceChildren(
        ...(hasWebGL() ? [] : [el("p", { class: "nowebgl" }, "This browser draws no WebGL, so there is no picture: the tables tell the same.")]),
        ...section("Names", name, entities.map((at) => {
          const node = data.nodes[at], also = node.names.join(", "), kind = look.classes[node.class].one;
          const value = more ? [measures.value(at)] : [], written = value.map((n) => (Number.isInteger(n) ? n : n.toFixed(4)));
          return { keys: [node.label, kind, also, node.origins, node.articles, ...value], cells: () => [opener("node", at, node.label), kind, also, node.origins, node.articles, ...written] };
        })),
        ...section("Events", event, events.map((at) => {
          const node = data.nodes[at], status = look.statusOf(node);
          return { keys: [node.label, node.type, node.first || node.last, status, node.origins], cells: () => [opener("node", at, node.label, look.struck(node.status)), node.type, node.when, status, node.origins] };
        })),
        ...section("Connections", line, edges.flatMap((at) => parts[at].map((part) => {
          const edge = data.edges[at], [from, to] = part.along ? [edge.from, edge.to] : [edge.to, edge.from], status = part.status ? look.statusName(part.status) : "";
          return {
            keys: [data.nodes[from].label, part.label, data.nodes[to].label, part.first || part.last, status, part.origins],
            cells: () => [opener("node", from, data.nodes[from].label), opener("edge", at, part.label, look.struck(part.status)), opener("node", to, data.nodes[to].label), part.when, status, part.origins],
          };
        }))),
      );
    }
    context.state.subscribe((_, changed) => { if (changed.has("size") && !root.hidden) draw(); });
    return { show: draw, update: draw };
  },
};
