// Taking things out of the page: what is drawn as a SPARQL query, as CSV, as a picture.
import { button, byId, el, say } from "./dom.js";
import { gexf, vector } from "./files.js";
import { groupOf } from "./shown.js";
import { isDark } from "./look.js";

/** Events named one by one in a query; of more, the filters alone are written. */
const NAMED = 300;
/** What spreadsheets take for the beginning of a formula, as kg/exchange/networks.py does. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** An IRI as a query writes it; what may not stand in one is escaped. */
const term = (iri) => `<${iri.replace(/[\x00-\x20<>"{}|^`\\]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)}>`;

/** A query that gives the events drawn, and who takes part in them. */
export function sparql(context) {
  const { data, state } = context, now = state.get(), { nodes, parts } = context.shown();
  const events = nodes.filter(data.isEvent);
  const { selected } = now, lines = [];
  if (selected && selected.kind === "node" && data.isEvent(selected.at)) lines.push(`VALUES ?event { ${term(data.nodes[selected.at].iri)} }`);
  else if (selected && selected.kind === "node") {
    lines.push(`VALUES ?about { ${term(data.nodes[selected.at].iri)} }`, "?event kg:agent|kg:recipient|kg:participant|sem:hasPlace ?about .");
  } else if (now.start !== "all" && events.length <= NAMED) lines.push(`VALUES ?event { ${events.map((at) => term(data.nodes[at].iri)).join(" ")} }`);
  lines.push("?event a sem:Event ; rdfs:label ?what ; kg:status ?status .", "OPTIONAL { ?event sem:hasBeginTimeStamp ?begin }", "OPTIONAL { ?event sem:hasEndTimeStamp ?end }",
    "VALUES ?role { kg:agent kg:recipient kg:participant sem:hasPlace }", "?event ?role ?who .", "?who skos:prefLabel ?name .");
  if (now.statuses.length) lines.push(`FILTER(?status NOT IN (${now.statuses.map((name) => `kg:${name}`).join(", ")}))`);
  if (now.time) lines.push(`FILTER(COALESCE(?begin, ?end) <= "${now.time[1]}"^^xsd:date && COALESCE(?end, ?begin) >= "${now.time[0]}"^^xsd:date)`);
  if (now.origins > 1) lines.push(`?event kg:originCount ?origins . FILTER(?origins >= ${now.origins})`);
  const groups = now.groups.filter((name) => data.nodes.some((node) => node.group === name) || Object.values(parts).flat().some((part) => groupOf(part) === name && name !== "tie"));
  if (groups.length) lines.push(`FILTER NOT EXISTS { VALUES ?group { ${groups.map((name) => `type:${name}`).join(" ")} } ?event sem:eventType/skos:broader* ?group }`);
  if (now.sources.length) {
    const names = now.sources.map((at) => JSON.stringify(data.publishers[at])).join(" ");
    lines.push(`FILTER EXISTS { VALUES ?source { ${names} } ?claim kg:about ?event ; kg:reportedIn/schema:publisher/schema:name ?source }`);
  }
  const used = Object.entries(data.prefixes).filter(([name]) => lines.some((line) => line.includes(`${name}:`)));
  return [...used.map(([name, iri]) => `PREFIX ${name}: <${iri}>`), "SELECT DISTINCT ?event ?what ?status ?begin ?end ?role ?who ?name WHERE {", ...lines.map((line) => `  ${line}`), "}", "ORDER BY ?begin ?event ?role ?name", ""].join("\n");
}

/** One cell; what a spreadsheet would take for a formula is kept from being one. */
export function cell(value) {
  let text = value === null || value === undefined ? "" : String(value);
  if (typeof value === "string" && FORMULA.test(text)) text = `'${text}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What is drawn: a row for everything that links two nodes, with one sentence and its article. */
export function csv(context) {
  const { data, look } = context, { edges, parts, nodes } = context.shown();
  const head = ["From", "From class", "Connection", "To", "To class", "When", "First day", "Last day", "Status", "Sources", "Articles", "Sentence", "Headline", "Publisher", "Date", "Url"];
  const rows = edges.flatMap((at) => parts[at].map((part) => {
    const edge = data.edges[at], [from, to] = (part.along ? [edge.from, edge.to] : [edge.to, edge.from]).map((n) => data.nodes[n]);
    const [sentence] = part.evidence[0] || [], [article, text] = sentence === undefined ? [] : data.sentences[sentence], source = article === undefined ? {} : data.articles[article];
    return [from.label, look.classes[from.class].one, part.label, to.label, look.classes[to.class].one, part.when, part.first, part.last, part.status && look.statusName(part.status), part.origins, part.articles,
      text, source.headline, source.publisher, source.date, source.url];
  }));
  const linked = new Set(edges.flatMap((at) => [data.edges[at].from, data.edges[at].to]));
  for (const at of nodes.filter((one) => !linked.has(one))) {
    const node = data.nodes[at];
    rows.push([node.label, look.classes[node.class].one, "", "", "", node.when, node.first, node.last, node.status && look.statusName(node.status), node.origins, node.articles, "", "", "", "", ""]);
  }
  return [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** The picture as it is on the screen: a canvas with a heading, as a PNG. */
export function picture(context, panel) {
  const { sigma, overlay } = panel;
  // WebGL forgets what it drew: draw and copy at once
  sigma.refresh({ schedule: false });
  overlay.paint();
  const ratio = window.devicePixelRatio || 1, { width, height } = sigma.getDimensions(), top = 44;
  const canvas = el("canvas", { width: Math.round(width * ratio), height: Math.round((height + top) * ratio) }), pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  pen.fillStyle = isDark() ? "#15171c" : "#faf9f5";
  pen.fillRect(0, 0, width, height + top);
  for (const layer of [...sigma.getContainer().querySelectorAll("canvas")]) {
    if (!["sigma-edges", "sigma-nodes", "overlay"].some((name) => layer.classList.contains(name))) continue;
    pen.globalAlpha = Number(getComputedStyle(layer).opacity);
    pen.drawImage(layer, 0, top, width, height);
  }
  pen.globalAlpha = 1;
  pen.fillStyle = isDark() ? "#e8e6df" : "#26251f";
  pen.font = "600 17px ui-serif, Georgia, 'Liberation Serif', serif";
  pen.fillText(context.data.title, 14, 28, width - 28);
  return canvas;
}

function save(name, blob) {
  const url = URL.createObjectURL(blob), link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // no clipboard here (an old browser, a notebook's cell): the old way
    const box = el("textarea", { class: "unseen" });
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
}

export function startShare(context, panels) {
  const name = context.data.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").toLowerCase() || "story";
  const done = (text) => { say(text); flash.textContent = text; flash.hidden = false; setTimeout(() => { flash.hidden = true; }, 2500); };
  const flash = el("p", { class: "flash", hidden: true });
  const menu = el("div", { class: "menu", role: "menu", hidden: true });
  const item = (text, act) => button(text, () => { close(); act(); }, { role: "menuitem" });
  const toggle = button("Export", () => (menu.hidden ? open() : close()), { "aria-haspopup": "menu", "aria-expanded": "false", id: "export" });
  const png = item("Save picture (PNG)", () => picture(context, panels.get("graph")).toBlob((blob) => { save(`${name}.png`, blob); done("Picture saved"); }));
  const drawing = item("Save picture (SVG)", () => { save(`${name}.svg`, new Blob([vector(context, panels.get("graph"))], { type: "image/svg+xml" })); done("Picture saved"); });
  menu.append(
    item("Copy as SPARQL", async () => { await copy(sparql(context)); done("Query copied: ask it with kg query"); }),
    context.hasBlock("oxigraph") ? item("Ask as SPARQL", () => context.state.set({ view: "sparql", ask: { name: "", given: {}, text: sparql(context) } })) : "",
    item("Copy as CSV", async () => { await copy(csv(context)); done("Table copied"); }),
    item("Save CSV", () => { save(`${name}.csv`, new Blob(["\ufeff", csv(context)], { type: "text/csv" })); done("Table saved"); }),
    png,
    drawing,
    item("Save for Gephi (GEXF)", () => { save(`${name}.gexf`, new Blob([gexf(context)], { type: "application/gexf+xml" })); done("Graph saved"); }),
    item("Copy link", async () => { await copy(window.location.href); done("Link copied"); }),
  );
  function open() {
    png.hidden = drawing.hidden = context.state.get().view !== "graph" || !panels.has("graph");
    menu.hidden = false;
    toggle.setAttribute("aria-expanded", "true");
    menu.querySelector("button").focus();
  }
  function close() {
    menu.hidden = true;
    toggle.setAttribute("aria-expanded", "false");
  }
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.querySelectorAll("button:not([hidden])")], at = items.indexOf(document.activeElement);
    if (event.key === "ArrowDown") items[(at + 1) % items.length].focus();
    else if (event.key === "ArrowUp") items[(at + items.length - 1) % items.length].focus();
    else if (event.key === "Escape") { close(); toggle.focus(); } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", (event) => { if (!menu.hidden && !menu.parentNode.contains(event.target)) close(); });
  byId("tools").append(el("div", { class: "holder" }, toggle, menu));
  document.body.append(flash);
}
