// What can stand at the cursor of a query: variables, words of SPARQL, and the terms that this graph really uses.
import { allTokens, declared, tokens, variables } from "./sparql-text.js";
import { fold } from "./dom.js";

const KEYWORDS = [
  "SELECT", "DISTINCT", "WHERE", "OPTIONAL", "FILTER", "FILTER NOT EXISTS", "UNION", "MINUS", "GRAPH", "BIND", "VALUES", "ORDER BY",
  "DESC", "ASC", "GROUP BY", "HAVING", "LIMIT", "OFFSET", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "AS", "CONSTRUCT",
  "ASK", "DESCRIBE", "PREFIX", "REGEX", "CONTAINS", "LCASE", "UCASE", "STR", "STRSTARTS", "STRLEN", "LANG", "DATATYPE", "BOUND", "IF",
  "COALESCE", "YEAR", "MONTH", "DAY", "IN", "NOT IN", "EXISTS",
];
const MOST = 40;
const A = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const EVENT_TYPE = "http://semanticweb.cs.vu.nl/2009/11/sem/eventType";
const WORD = /(?:[?$][\p{L}\p{N}_]*|<[^\s<>]*|[\p{L}\p{N}_-]*:[\p{L}\p{N}_-]*|[\p{L}][\p{L}\p{N}_-]*)$/u;
const TERM = new Set(["iri", "string", "variable", "number", "local", "word"]);
const STEPS = new Set(["/", "|", "^", "*", "+", "(", ")", "!"]);

/** The IRI of a prefixed name or of an IRI in brackets; null for what is neither. */
function expand(term, prefixes) {
  if (term === "a") return A;
  if (term.startsWith("<")) return term.slice(1, -1);
  const colon = term.indexOf(":");
  const namespace = colon >= 0 ? prefixes[term.slice(0, colon)] : undefined;
  return namespace === undefined ? null : namespace + term.slice(colon + 1);
}

/** Terms of a stretch: prefixed names in one piece, paths with what they are glued to. */
function pieces(text) {
  const found = [];
  for (const token of tokens(text)) {
    const last = found[found.length - 1];
    const joined = last && last.end === token.begin && token.kind === "local" && last.kind === "word";
    if (joined) Object.assign(last, { text: text.slice(last.begin, token.end), end: token.end, kind: "local" });
    else found.push({ ...token, text: text.slice(token.begin, token.end) });
  }
  return found;
}

/**
 * What stands at the end of `text` (a query up to its cursor, without the word that is being written):
 * {role: "subject" | "predicate" | "object" | "outside", subject, predicate}.
 */
export function situation(text) {
  let depth = 0, role = "subject", subject = null, predicate = null, data = false;
  for (const { kind, text: said } of pieces(text)) {
    const word = said.toLowerCase();
    if (said === "{") { depth += 1; role = data ? "outside" : "subject"; data = false; }
    else if (said === "}") { depth -= 1; role = "subject"; }
    else if (depth === 0) continue;
    else if (kind === "word" && ["filter", "bind", "having", "values", "graph", "optional", "union", "minus", "not", "exists", "select", "where", "order", "group", "by", "limit"].includes(word)) {
      role = ["filter", "bind", "values", "graph", "select"].includes(word) ? "outside" : "subject";
      data = word === "values";
    } else if (role === "outside") continue;
    else if (said === ".") { role = "subject"; subject = predicate = null; }
    else if (said === ";") { role = "predicate"; predicate = null; }
    else if (said === "," && subject) role = "object";
    else if (STEPS.has(said)) role = said === ")" || said === "*" || said === "+" ? role : "predicate";
    else if (TERM.has(kind)) {
      if (role === "subject") { subject = said; role = "predicate"; }
      else if (role === "predicate") { predicate = said; role = "object"; }
      else role = "done";
    }
  }
  return { role: depth > 0 ? role : "outside", subject, predicate };
}

/** Classes that a query gives to a subject. */
function classesOf(text, subject, prefixes) {
  const listed = pieces(text), found = [];
  for (let at = 0; subject && at + 2 < listed.length; at += 1) {
    if (listed[at].text !== subject) continue;
    const second = expand(listed[at + 1].text, prefixes);
    const third = second === A ? expand(listed[at + 2].text, prefixes) : null;
    if (third) found.push(third);
  }
  return found;
}

const option = (term) => ({ text: term.short, label: term.short, detail: term.label && !term.short.toLowerCase().endsWith(`:${term.label.toLowerCase()}`) ? term.label : "", title: term.comment || term.iri, n: term.n });

/**
 * What may be written at `caret`: {from, to, options: [{text, label, detail, title, n}]}; `values(iri)` are terms that a
 * property has as values, as far as they are known by now. `asked` says that the reader wants to see all.
 */
export function complete(text, caret, words, values, asked = false) {
  const before = text.slice(0, caret);
  const word = (WORD.exec(before) || [""])[0];
  const from = caret - word.length;
  const none = { from, to: caret, options: [] };
  // within a string or a comment nothing is a term
  const all = allTokens(before), last = all[all.length - 1];
  if (last && last.kind === "comment" && !word.startsWith("<")) return none;
  if (last && last.kind === "string") return none;
  if (all.some((token) => token.kind === "mark" && /["']/.test(token.text) && !before.slice(token.begin).includes("\n"))) return none;
  if (!asked && word.length < (/[?$:<]/.test(word) ? 1 : 2)) return none;

  const give = (found) => {
    const options = found.filter((one) => one.text !== word).slice(0, MOST);
    // what is written whole already wants no list
    return found.some((one) => one.text.toLowerCase() === word.toLowerCase()) && !asked ? none : { from, to: caret, options };
  };
  if (/^[?$]/.test(word)) {
    const known = variables(text.slice(0, from) + text.slice(caret)).map((name) => word[0] + name);
    return give(known.filter((name) => name.startsWith(word)).map((name) => ({ text: name, label: name, detail: "variable" })));
  }
  const prefixes = { ...words.prefixes, ...declared(text) };
  const { role, subject, predicate } = situation(text.slice(0, from));
  const wanted = fold(word);
  const rank = (term) => {
    const short = fold(term.short), local = short.slice(short.indexOf(":") + 1);
    if (!wanted || short.startsWith(wanted)) return 0;
    if (!word.includes(":") && local.startsWith(wanted)) return 1;
    if (!word.includes(":") && fold(term.label || "").includes(wanted)) return 2;
    // "hasbegin" in "sem:beg": within the prefix, anywhere
    const [prefix, rest] = [wanted.slice(0, wanted.indexOf(":") + 1), wanted.slice(wanted.indexOf(":") + 1)];
    if (word.includes(":") && short.startsWith(prefix) && local.includes(rest)) return 3;
    return !word.includes(":") && wanted.length > 2 && local.includes(wanted) ? 4 : -1;
  };
  const pick = (terms) => {
    const seen = new Set();
    return terms
      .map((term, at) => [rank(term), at, term])
      .filter(([how, , term]) => how >= 0 && !seen.has(term.iri) && seen.add(term.iri))
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])
      .map(([, , term]) => option(term));
  };
  const keywords = !word.includes(":") && !word.startsWith("<")
    ? KEYWORDS.filter((one) => one.toLowerCase().startsWith(word.toLowerCase())).map((one) => ({ text: one, label: one, detail: "" }))
    : [];
  if (role === "predicate") {
    const classes = classesOf(text, subject, prefixes);
    const used = words.used ? classes.flatMap((iri) => words.used.get(iri) || []) : [];
    return give([...pick([...used, ...words.properties]), ...(asked && !word ? [] : keywords)]);
  }
  if (role === "object" || role === "done") {
    const property = predicate && expand(predicate, prefixes);
    if (property === A) return give(pick(words.classes));
    if (property === EVENT_TYPE) return give(pick(words.types.map((type) => ({ ...type, short: `type:${type.name}` }))));
    const found = property ? pick(values(property)) : [];
    return give(found.length ? found : [...keywords, ...(word.includes(":") ? pick(words.classes) : [])]);
  }
  const any = [...words.classes, ...words.properties, ...words.types.map((type) => ({ ...type, short: `type:${type.name}` }))];
  return give([...keywords, ...(word ? pick(any) : [])]);
}
