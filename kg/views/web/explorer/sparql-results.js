// An answer as a table whose nodes can be selected, as CSV, and as nodes for the graph. All that it holds becomes text nodes.
import { button, el, linkable, number, plural } from "./dom.js";
import { cell } from "./share.js";
import { shorten } from "./sparql-vocabulary.js";

/** Rows drawn at once; the rest on demand. CSV always holds all. */
const DRAWN = 200;
/** Nodes that are put on the canvas at once. */
export const MOST_NODES = 300;
const NUMBER = /(?:integer|decimal|double|float|int|long|nonNegativeInteger)$/;

/** A cell as the page's other tables write it; what is a number stays one. */
const written = (term) => (term && NUMBER.test(term.datatype || "") && /^[-+\d.eE]+$/.test(term.value) ? term.value : cell(term?.value));

/** An answer as CSV, all rows. */
export const csv = ({ head, results }) =>
  [head.vars, ...results.bindings.map((row) => head.vars.map((name) => row[name]))].map((line, at) => line.map(at ? written : cell).join(",")).join("\r\n") + "\r\n";

/** The numbers of the nodes that an answer names, each once, in its order. */
export function nodesOf({ head, results }, data) {
  const found = new Set();
  for (const row of results.bindings) {
    for (const name of head.vars) {
      const at = row[name] && row[name].type === "uri" ? data.byIri.get(row[name].value) : undefined;
      if (at !== undefined) found.add(at);
    }
  }
  return [...found];
}

function cellOf(term, context) {
  if (!term) return el("td", { class: "empty" });
  const { data, look, actions } = context;
  if (term.type === "uri") {
    const at = data.byIri.get(term.value);
    if (at !== undefined) {
      const node = data.nodes[at];
      const made = button(node.label, () => actions.select("node", at), { class: "node", title: term.value });
      made.prepend(look.icon(node.class, node.status));
      return el("td", {}, made);
    }
    const short = shorten(term.value, data.prefixes);
    const shown = short.startsWith("<") ? term.value : short;
    const known = shown !== term.value || term.value.includes("#char=") || data.articles.some((article) => article.iri === term.value);
    if (!known && linkable(term.value) && !term.value.startsWith(context.base)) {
      return el("td", { class: "iri" }, el("a", { href: term.value, target: "_blank", rel: "noopener noreferrer" }, shown));
    }
    return el("td", { class: "iri", title: term.value }, brief(shown, context.base));
  }
  if (term.type === "bnode") return el("td", { class: "iri" }, `_:${term.value}`);
  return el("td", { class: NUMBER.test(term.datatype || "") ? "number" : "", title: term["xml:lang"] ? `in ${term["xml:lang"]}` : undefined }, term.value);
}

/** An IRI of data without its base. */
const brief = (iri, base) => (base && iri.startsWith(base) ? `…/${iri.slice(base.length)}` : iri);

/** Draw an answer into `root`. */
export function drawAnswer(root, answer, context) {
  if (answer.boolean !== undefined) {
    root.replaceChildren(el("p", { class: "answer" }, answer.boolean ? "Yes" : "No"));
    return;
  }
  const { vars } = answer.head, rows = answer.results.bindings;
  const body = el("tbody", {});
  const row = (one) => el("tr", {}, ...vars.map((name) => cellOf(one[name], context)));
  let drawn = 0;
  const more = button("", () => { grow(); }, { class: "more" });
  const grow = () => {
    body.append(...rows.slice(drawn, drawn + DRAWN).map(row));
    drawn = Math.min(drawn + DRAWN, rows.length);
    more.hidden = drawn >= rows.length;
    more.textContent = `${plural(Math.min(DRAWN, rows.length - drawn), "more row")} of ${number(rows.length)}`;
  };
  grow();
  root.replaceChildren(el("table", {}, el("thead", {}, el("tr", {}, ...vars.map((name) => el("th", { scope: "col" }, name)))), body), more);
}
