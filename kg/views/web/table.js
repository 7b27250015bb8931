// The same as tables: what is drawn, in rows that a keyboard and a screen reader can walk.
const opener = (what, at, text, struck) =>
  el("button", { type: "button", class: struck ? "struck" : "", onclick: () => choose(what, at, false) }, text);

function tableOf(heading, columns, rows) {
  const head = el("tr", {}, ...columns.map(([name, style]) => el("th", { scope: "col", class: style }, name)));
  const body = rows.map((cells) => el("tr", {}, ...cells.map((cell, n) => el("td", { class: columns[n][1] }, cell === null || cell === undefined ? "" : typeof cell === "object" ? cell : String(cell)))));
  return [el("h2", {}, `${heading} (${number(rows.length)})`), el("table", {}, el("thead", {}, head), el("tbody", {}, ...body))];
}

function showTable() {
  const table = byId("table");
  if (table.hidden) return;
  table.replaceChildren();
  const visible = data.nodes.map((_, at) => at).filter((at) => shown.nodes[at]);
  const entities = visible.filter((at) => data.nodes[at].kind === "entity");
  const events = visible.filter((at) => data.nodes[at].kind === "event");
  table.append(...tableOf("Names", [["Name"], ["Class"], ["Also", "wide"], ["Sources", "number"], ["Articles", "number"]],
    entities.map((at) => {
      const node = data.nodes[at];
      return [opener("node", at, node.label), look.classes[node.class].one, node.names.join(", "), node.origins, node.articles];
    })));
  if (events.length) {
    table.append(...tableOf("Events", [["Event"], ["Type", "wide"], ["When"], ["Status"], ["Sources", "number"]],
      events.map((at) => {
        const node = data.nodes[at];
        return [opener("node", at, node.label, STRUCK(node.status)), node.type, node.when, statusName(node.status), node.origins];
      })));
  }
  const lines = data.edges.map((_, at) => at).filter((at) => shown.edges[at]);
  table.append(...tableOf("Connections", [["From"], ["Connection"], ["To"], ["When", "wide"], ["Status"], ["Sources", "number"]],
    lines.flatMap((at) => shown.parts[at].map((part) => {
      const edge = data.edges[at], [from, to] = part.along ? [edge.from, edge.to] : [edge.to, edge.from];
      return [opener("node", from, title2(from)), opener("edge", at, part.label, STRUCK(part.status)), opener("node", to, title2(to)), part.when, part.status ? statusName(part.status) : "", part.origins];
    }))));
}

function showList(open) {
  byId("table").hidden = !open;
  byId("picture").toggleAttribute("inert", open);
  byId("list").setAttribute("aria-pressed", String(open));
  if (open) { showTable(); byId("table").focus({ preventScroll: true }); }
}
