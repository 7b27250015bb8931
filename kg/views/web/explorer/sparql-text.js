// What a SPARQL query says, as far as the page needs it: tokens, its form, whether it has a limit, values of variables.
// The same reading as kg/graph/asking/sparql_text.py; a test holds both against each other.

const TOKEN = new RegExp(
  [
    "(?<blank>\\s+)",
    "(?<comment>#[^\\r\\n]*)",
    "(?<iri><(?:[^<>\"{}|^`\\\\\\x00-\\x20]|\\\\[uU][0-9A-Fa-f]+)*>)",
    "(?<string>\"\"\"(?:\"{0,2}(?:[^\"\\\\]|\\\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\\\]|\\\\.))*'''" +
      "|\"(?:[^\"\\\\\\r\\n]|\\\\.)*\"|'(?:[^'\\\\\\r\\n]|\\\\.)*')",
    "(?<variable>[?$][\\p{L}\\p{N}_]+)",
    "(?<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
    "(?<number>(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)",
    "(?<local>:(?:[\\p{L}\\p{N}_\\-:%·.]|\\\\.)*)",
    "(?<word>\\p{L}(?:[\\p{L}\\p{N}_\\-·]|\\.(?=[\\p{L}\\p{N}_\\-]))*)",
    "(?<escape>\\\\.)",
    "(?<mark>.)",
  ].join("|"),
  "gsu",
);

const FORMS = new Set(["select", "ask", "construct", "describe"]);
const UPDATES = new Set(["insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"]);

/** Every token with blanks and comments: {kind, text, begin, end}. */
export function allTokens(text) {
  const found = [];
  for (const match of text.matchAll(TOKEN)) {
    const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
    found.push({ kind, text: match[0].toLowerCase(), begin: match.index, end: match.index + match[0].length });
  }
  return found;
}

export const tokens = (text) => allTokens(text).filter((token) => token.kind !== "blank" && token.kind !== "comment");

/** The form of a query, "update" for what would change a graph, null for neither. */
export function formOf(text) {
  const listed = tokens(text);
  for (let at = 0; at < listed.length; at += 1) {
    const { kind, text: word } = listed[at];
    if (kind !== "word") return null;
    if (word === "prefix" || word === "base") {
      while (at < listed.length && listed[at].kind !== "iri") at += 1;
    } else if (FORMS.has(word)) return word;
    else return UPDATES.has(word) ? "update" : null;
  }
  return null;
}

/** Names of the variables, in the order in which they come. */
export const variables = (text) => [...new Set(tokens(text).filter((t) => t.kind === "variable").map((t) => text.slice(t.begin + 1, t.end)))];

/** Prefixed names of a text: {prefix, local, begin, end}. */
export function prefixedNames(text) {
  const listed = tokens(text), found = [];
  let prologue = false;
  listed.forEach((token, at) => {
    const before = listed[at - 1];
    if (token.kind === "word" && token.text === "prefix") prologue = true;
    if (token.kind === "iri") prologue = false;
    if (token.kind !== "local" || prologue) return;
    const joined = before && before.kind === "word" && before.end === token.begin;
    const begin = joined ? before.begin : token.begin;
    let end = token.end;
    while (text[end - 1] === ".") end -= 1; // the dot that ends a triple
    found.push({ prefix: joined ? text.slice(before.begin, before.end) : "", local: text.slice(token.begin + 1, end), begin, end });
  });
  return found;
}

/** Prefixes that a query declares itself. */
export function declared(text) {
  const listed = tokens(text), found = {};
  listed.forEach((token, at) => {
    if (token.kind !== "word" || token.text !== "prefix") return;
    const named = listed[at + 1] && listed[at + 1].kind === "word" ? listed[at + 1] : null;
    const iri = listed.slice(at + 1, at + 4).find((t) => t.kind === "iri");
    if (iri) found[named ? text.slice(named.begin, named.end) : ""] = text.slice(iri.begin + 1, iri.end - 1);
  });
  return found;
}

/** The graphs that FROM and FROM NAMED choose, as `<iri>`. */
export function fromClauses(text, prefixes) {
  const listed = tokens(text), found = [];
  for (let at = 0; at < listed.length && listed[at].text !== "{"; at += 1) {
    if (listed[at].kind !== "word" || listed[at].text !== "from") continue;
    if (listed[at + 1] && listed[at + 1].text === "named") at += 1;
    const next = listed[at + 1], after = listed[at + 2];
    if (!next) break;
    if (next.kind === "iri") found.push(text.slice(next.begin, next.end));
    else if (next.kind === "local") found.push(`<${prefixes[""]}${text.slice(next.begin + 1, next.end)}>`);
    else if (next.kind === "word" && after && after.kind === "local") found.push(`<${prefixes[text.slice(next.begin, next.end)]}${text.slice(after.begin + 1, after.end)}>`);
  }
  return found;
}

/** The query with our prefixes before it, on one line of their own: lines of errors are one more than in the text. */
export const withPrefixes = (text, prefixes) =>
  `${Object.entries(prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}>`).join(" ")}\n${text}`;

/** The query with a limit, where it is a SELECT that has none, and where one can be put. */
export function limited(text, most) {
  if (formOf(text) !== "select") return text;
  let depth = 0;
  for (const token of tokens(text)) {
    if (token.text === "{") depth += 1;
    else if (token.text === "}") depth -= 1;
    else if (depth === 0 && token.kind === "word" && (token.text === "limit" || token.text === "values")) return text;
  }
  return `${text}\nLIMIT ${most}`;
}

// ---------------------------------------------------------------- values

/**
 * Give variables their values, as terms that are written already (`<iri>`, `"literal"^^<type>`), never as text of the query.
 * A VALUES block is put at the start of the outermost group and of each group in which the variable stands.
 */
export function bind(text, values) {
  const names = Object.keys(values);
  if (!names.length) return text;
  const listed = tokens(text);
  const known = new Set(variables(text));
  for (const name of names) {
    if (!known.has(name)) throw new Error(`The query has no variable ?${name}; it has ${known.size ? [...known].map((n) => `?${n}`).join(", ") : "none"}.`);
  }
  const blocks = Object.fromEntries(names.map((name) => [name, ` VALUES ?${name} { ${values[name].join(" ")} } `]));
  const wanted = groups(text, listed);
  if (!wanted.size) {
    if (listed.some((t) => t.text === "describe")) return `${text}\nWHERE {${Object.values(blocks).join("")}}`;
    throw new Error("Values need a WHERE { … } group; give CONSTRUCT its template.");
  }
  const places = [...wanted.keys()].sort((a, b) => a - b);
  const parts = [];
  let at = 0;
  for (const place of places) {
    const put = names.filter((name) => place === places[0] || wanted.get(place).has(name)).map((name) => blocks[name]);
    if (put.length) {
      parts.push(text.slice(at, place), ...put);
      at = place;
    }
  }
  return parts.join("") + text.slice(at);
}

/** Where each group of patterns begins (after its brace), with the variables that stand directly in it. */
function groups(text, listed) {
  const found = new Map(), stack = [];
  let data = false, template = false;
  const constructs = listed.some((t) => t.kind === "word" && t.text === "construct");
  const whole = listed.some((t, at) => t.text === "construct" && listed[at + 1] && listed[at + 1].text === "{");
  if (constructs && !whole) return found; // CONSTRUCT WHERE { … }: the group is the template too
  listed.forEach((token, at) => {
    if (token.kind === "word" && token.text === "values") data = true;
    else if (token.kind === "word" && token.text === "construct") template = true;
    else if (token.text === "{") {
      const following = listed[at + 1] ? listed[at + 1].text : "";
      if (data || template || following === "select") stack.push(null);
      else {
        stack.push(token.end);
        found.set(token.end, new Set());
      }
      data = template = false;
    } else if (token.text === "}") stack.pop();
    else if (token.kind === "variable" && stack.length && stack[stack.length - 1] !== null) {
      found.get(stack[stack.length - 1]).add(text.slice(token.begin + 1, token.end));
    }
  });
  return found;
}
