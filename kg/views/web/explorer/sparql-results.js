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

/** An IRI of data without its base. */
const brief = (iri, base) => (base && iri.startsWith(base) ? `…/${iri.slice(base.length)}` : iri);

/** A term as something to look at: a node that can be selected, a status in words, an IRI that can be asked about, a link to the web, or text. */
export function termOf(term, context) {
  const { data, look, actions, base, articles, about } = context;
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type !== "uri") return term.value;
  const at = data.byIri.get(term.value);
  if (at !== undefined) {
    const node = data.nodes[at], made = button(node.label, () => actions.select("node", at), { class: "node", title: term.value });
    made.prepend(look.icon(node.class, node.status));
    return made;
  }
  const short = shorten(term.value, data.prefixes), status = short.startsWith("kg:") && Object.hasOwn(look.statuses, short.slice(3));
  const shown = status ? look.statusName(short.slice(3)) : short.startsWith("<") ? brief(term.value, base) : short;
  if (shown === term.value && linkable(term.value)) return el("a", { href: term.value, target: "_blank", rel: "noopener noreferrer" }, shown);
  return button(articles.get(term.value) || shown, () => about(term.value), { class: "about", title: `${term.value}\nWhat this graph says of it` });
}

function cellOf(term, context) {
  if (!term) return el("td", { class: "empty" });
  const kind = term.type === "uri" ? (context.data.byIri.has(term.value) ? "" : "iri") : NUMBER.test(term.datatype || "") ? "number" : /date(?:Time)?$/.test(term.datatype || "") ? "day" : "";
  return el("td", { class: kind, title: term["xml:lang"] ? `in ${term["xml:lang"]}` : undefined }, termOf(term, context));
}

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
