// From what a reader types as a parameter of a named query to RDF terms, as kg/graph/asking/queries.py does it. Values become terms, written
// with everything escaped; they are never text of a query.
import { fold } from "./dom.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
/** How many times as many articles the first bearer of a name must have as the second to be meant without a word. */
const LEADS = 3;

export class ValueError extends Error {}

// ---------------------------------------------------------------- terms

const ESCAPES = { "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\" };
const escaped = (text) =>
  text.replace(/[\u0000-\u001f"\\\u007f]/g, (c) => ESCAPES[c] || `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);

export const literal = (text, type) => `"${escaped(text)}"${type ? `^^<${XSD}${type}>` : ""}`;

const ADDRESS = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`\u0000-\u0020]+$/;
export const isAddress = (text) => ADDRESS.test(text);
export const iri = (text) => {
  if (!isAddress(text)) throw new ValueError(`${text} is no IRI.`);
  return `<${text}>`;
};

// ---------------------------------------------------------------- kinds

const lastOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The first or last day of a year, a month or a day, as an ISO date; null for what is none. */
export function day(text, last) {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text.trim());
  if (!found || Number(found[1]) < 1) return null;
  const year = Number(found[1]), month = Number(found[2] || (last ? 12 : 1));
  if (month < 1 || month > 12) return null;
  const most = year < 100 ? 31 : lastOf(year, month);
  const date = Number(found[3] || (last ? most : 1));
  if (date < 1 || date > most) return null;
  return `${found[1]}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

const listed = (names) => names.join(", ");

/**
 * The IRIs of who is called so: preferred or other name, whatever the case and accents, else what has it as its first or last words.
 * `names` are {iri, label, preferred, articles}.
 */
export function find(name, names) {
  const said = name.trim();
  if (isAddress(said) && names.some((known) => known.iri === said)) return said;
  const wanted = fold(said);
  let found = names.filter((known) => known.key === wanted);
  if (!found.length) found = names.filter((known) => known.key.startsWith(`${wanted} `) || known.key.endsWith(` ${wanted}`));
  found.sort((a, b) => b.preferred - a.preferred || b.articles - a.articles || (a.iri < b.iri ? -1 : 1));
  if (!found.length) {
    const alike = close(wanted, [...new Set(names.filter((n) => n.preferred).map((n) => n.key))]);
    const labels = alike.map((key) => names.find((n) => n.preferred && n.key === key).label);
    throw new ValueError(`Nobody and nothing is called ${said}${labels.length ? `; did you mean ${labels.join(" or ")}?` : "."}`);
  }
  const best = found.reduce((a, b) => (b.articles > a.articles || (b.articles === a.articles && b.preferred && !a.preferred) ? b : a));
  const others = found.filter((known) => known.iri !== best.iri);
  const sure = best.preferred && !others.some((known) => known.preferred);
  if (others.some((known) => known.articles * LEADS > best.articles) && !sure) {
    const label = (of) => (names.find((n) => n.iri === of && n.preferred) || { label: of }).label;
    const choices = [...new Set([best, ...others].map((known) => known.iri))].slice(0, 5).map((of) => `${label(of)} <${of}>`);
    throw new ValueError(`Several are called ${said}: ${listed(choices)}. Choose one of the list, or give its IRI.`);
  }
  return best.iri;
}

const wordsOf = (text) => new Set(fold(text).replace(/[^\p{L}\p{N}]+/gu, " ").split(" ").filter(Boolean));

/** The IRIs of the events whose label says just these words, else of the one whose label holds them all; `events` are {iri, label}. */
function happened(text, events) {
  const said = text.replace(/^<|>$/g, "");
  if (isAddress(said) && said.includes("://")) return [said];
  const wanted = wordsOf(text);
  const labelled = events.map((event) => ({ ...event, words: wordsOf(event.label) })).filter(({ words }) => [...wanted].every((word) => words.has(word)));
  const same = labelled.filter(({ words }) => words.size === wanted.size);
  if (same.length) return same.map((event) => event.iri);
  if (labelled.length === 1) return [labelled[0].iri];
  if (!labelled.length || !wanted.size) throw new ValueError(`No event is called ${text}: choose one of the list.`);
  throw new ValueError(`${labelled.length} events may be meant by ${text}: choose one of the list.`);
}

/** An event type and all narrower ones; `types` are {iri, name, label, broader: [iri]}. */
function narrower(text, types) {
  const plain = text.trim().replace(/^type:/i, "").toLowerCase();
  const top = types.find((type) => [type.name.toLowerCase(), type.label.toLowerCase(), type.iri.toLowerCase()].includes(plain));
  if (!top) {
    const alike = close(plain, types.map((type) => type.name.toLowerCase()));
    throw new ValueError(`${text} is no event type${alike.length ? `; did you mean ${alike.join(" or ")}?` : "."}`);
  }
  const found = new Set([top.iri]);
  for (let grown = true; grown;) {
    grown = false;
    for (const type of types) {
      if (!found.has(type.iri) && type.broader.some((above) => found.has(above))) { found.add(type.iri); grown = true; }
    }
  }
  return types.filter((type) => found.has(type.iri)).map((type) => type.iri);
}

/** The terms of one value; `known` holds names, events and types. */
export function terms({ name, kind }, text, known) {
  const said = text.trim();
  if (kind === "entity") return [iri(find(said, known.names))];
  if (kind === "type") return narrower(said, known.types).map(iri);
  if (kind === "first-day" || kind === "last-day") {
    const found = day(said, kind === "last-day");
    if (!found) throw new ValueError(`${name} is a date: YYYY, YYYY-MM or YYYY-MM-DD, not ${said}.`);
    return [literal(found, "date")];
  }
  if (kind === "event") return happened(said, known.events).map(iri);
  if (kind === "iri") {
    const address = said.replace(/^<|>$/g, "");
    if (!isAddress(address)) throw new ValueError(`${name} is an IRI like https://…, not ${said}.`);
    return [iri(address)];
  }
  if (kind === "number") {
    if (/^[+-]?\d+$/.test(said)) return [literal(String(BigInt(said)), "integer")];
    if (said === "" || !Number.isFinite(Number(said))) throw new ValueError(`${name} is a number, not ${said}.`);
    return [literal(String(Number(said)), "double")];
  }
  return [literal(text)];
}

/** Terms for the variables of a named query: {variable: [term]}; `given` are texts by parameter. */
export function valuesOf(query, given, known) {
  const values = {};
  for (const parameter of query.parameters) {
    const text = given[parameter.name] || "";
    if (text.trim()) values[parameter.name] = terms(parameter, text, known);
    else if (parameter.required) throw new ValueError(`This question needs a value for ${parameter.name}.`);
  }
  return values;
}

// ---------------------------------------------------------------- likeness

function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}

/** Of `known`, those most like `wanted`: at most three, at most a third of its letters away, and hardly further than the first. */
export function close(wanted, known) {
  const most = Math.max(1, Math.floor(wanted.length / 3));
  const found = known
    .map((one) => [distance(wanted.toLowerCase(), one.toLowerCase(), most), one])
    .filter(([far]) => far <= most)
    .sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1));
  return found.filter(([far]) => far <= found[0][0] + 1).slice(0, 3).map(([, one]) => one);
}
