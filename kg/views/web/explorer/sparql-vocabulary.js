// What this graph has: its classes, the properties actually used, event types, names; asked of the graph itself, once.
import { fold } from "./dom.js";

const LOCAL = /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u;

/** An IRI as a prefixed name; in angle brackets where no prefix fits. */
export function shorten(iri, prefixes) {
  for (const [name, namespace] of Object.entries(prefixes)) {
    if (iri.startsWith(namespace) && LOCAL.test(iri.slice(namespace.length))) return `${name}:${iri.slice(namespace.length)}`;
  }
  return `<${iri}>`;
}

const QUERIES = {
  classes: "SELECT ?term (COUNT(?s) AS ?n) { ?s a ?term } GROUP BY ?term",
  properties: "SELECT ?term (COUNT(?s) AS ?n) { ?s ?term ?o } GROUP BY ?term",
  // one value for each: what is described in several languages or ways is still one line
  described: "SELECT ?term (MIN(?l) AS ?label) (MIN(?c) AS ?comment) { ?term rdfs:label|skos:prefLabel ?l OPTIONAL { ?term rdfs:comment|skos:definition ?c } FILTER EXISTS { GRAPH kg:ontology { ?term ?p ?o } } } GROUP BY ?term",
  types: "SELECT ?term ?label ?above { GRAPH kg:ontology { ?term a skos:Concept ; skos:prefLabel ?label OPTIONAL { ?term skos:broader ?above } } FILTER(STRSTARTS(STR(?term), STR(type:))) }",
  names: "SELECT ?term ?label ?preferred ?n { GRAPH kg:story { { ?term skos:prefLabel ?label BIND(true AS ?preferred) } UNION { ?term skos:altLabel ?label BIND(false AS ?preferred) } ?term kg:articleCount ?n } }",
  events: "SELECT ?term (MIN(?l) AS ?label) (MAX(?w) AS ?n) { ?term a sem:Event ; rdfs:label ?l OPTIONAL { ?term kg:weight ?w } } GROUP BY ?term",
};
/** Which class uses which property; the slowest of them, so it comes last. */
const USE = "SELECT ?class ?term (COUNT(?s) AS ?n) { ?s a ?class ; ?term ?o } GROUP BY ?class ?term";

const value = (row, name) => (row[name] ? row[name].value : "");
const counted = (rows) => rows
  .filter((row) => row.term && row.term.type === "uri")
  .map((row) => ({ iri: row.term.value, n: Number(value(row, "n")) }))
  .sort((a, b) => b.n - a.n || (a.iri < b.iri ? -1 : 1));

/** `ask(text)` → rows. Gives {classes, properties, described, types, names, events, prefixes, used: null}. */
export async function vocabulary(ask, prefixes) {
  const found = {};
  for (const [name, text] of Object.entries(QUERIES)) found[name] = await ask(text);
  const described = new Map(found.described.map((row) => [row.term.value, { label: value(row, "label"), comment: value(row, "comment") }]));
  const named = (term) => ({ ...term, short: shorten(term.iri, prefixes), ...described.get(term.iri) });
  const types = new Map();
  for (const row of found.types) {
    const iri = row.term.value;
    const type = types.get(iri) || { iri, name: iri.slice(iri.lastIndexOf("/") + 1), label: value(row, "label"), broader: [] };
    if (row.above && !type.broader.includes(row.above.value)) type.broader.push(row.above.value);
    types.set(iri, type);
  }
  return {
    prefixes,
    described,
    classes: counted(found.classes).map(named),
    properties: counted(found.properties).map(named),
    types: [...types.values()].sort((a, b) => (a.iri < b.iri ? -1 : 1)),
    names: found.names.map((row) => ({
      iri: row.term.value, label: value(row, "label"), key: fold(value(row, "label")),
      preferred: value(row, "preferred") === "true", articles: Number(value(row, "n")),
    })).sort((a, b) => b.articles - a.articles || b.preferred - a.preferred || (a.key < b.key ? -1 : 1)),
    events: found.events.map((row) => ({ iri: row.term.value, label: value(row, "label"), key: fold(value(row, "label")), n: Number(value(row, "n")) }))
      .sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1)),
    used: null,
  };
}

/** Class → properties that its members have, the most used first. */
export async function usage(ask, prefixes, described) {
  const used = new Map();
  for (const row of await ask(USE)) {
    if (!used.has(row.class.value)) used.set(row.class.value, []);
    used.get(row.class.value).push(row);
  }
  return new Map([...used].map(([of, rows]) => [of, counted(rows).map((term) => ({ ...term, short: shorten(term.iri, prefixes), ...described.get(term.iri) }))]));
}
