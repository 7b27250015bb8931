// What the graph says of one IRI: a card below an answer, from which one can go on.
import { button, el } from "./dom.js";
import { iri as written } from "./sparql-values.js";
import { termOf } from "./sparql-results.js";

const MOST = 60;

/** `rows(text)` asks; `open(iri)` shows the card in `root`. */
export function createAbout(root, rows, context) {
  const trail = [];

  const list = (title, found, value) => (found.length ? [el("h3", {}, title), el("dl", {}, ...found.flatMap((row) => [el("dt", {}, termOf(row.p, context)), el("dd", {}, termOf(row[value], context))]))] : []);

  async function open(iri, back = false) {
    const term = written(iri);
    if (!back) trail.push(iri);
    const sentences = await rows(`SELECT DISTINCT ?text { { ${term} kg:evidence/nif:anchorOf ?text } UNION { ?claim kg:about ${term} ; kg:evidence/nif:anchorOf ?text } } ORDER BY ?text LIMIT 8`);
    const said = await rows(`SELECT DISTINCT ?p ?o { ${term} ?p ?o } ORDER BY ?p ?o LIMIT ${MOST}`);
    const of = await rows(`SELECT DISTINCT ?s ?p { ?s ?p ${term} FILTER(?p != kg:about) } ORDER BY ?p ?s LIMIT ${MOST}`);
    if (trail[trail.length - 1] !== iri) return; // another one was asked for meanwhile
    root.replaceChildren(
      el("p", { class: "heading" }, trail.length > 1 ? button("Back", () => { trail.pop(); open(trail[trail.length - 1], true); }) : "", el("code", {}, iri), button("×", close, { class: "close", "aria-label": "Close" })),
      ...sentences.map((row) => el("blockquote", {}, row.text.value)),
      ...list("What it says", said, "o"), ...list("What points at it", of, "s"));
    root.hidden = false;
    root.scrollTop = 0;
  }

  function close() {
    trail.length = 0;
    root.hidden = true;
  }

  return { open, close };
}
