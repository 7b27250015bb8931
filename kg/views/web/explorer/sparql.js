// The panel that asks the graph itself, inside the page: named queries, an editor, the answer.
import { button, el, fold, number, plural, say } from "./dom.js";
import { createAbout } from "./sparql-about.js";
import { createEditor } from "./sparql-editor.js";
import { Engine, QueryError } from "./sparql-client.js";
import { bind, declared, formOf, fromClauses, limited, prefixedNames, withPrefixes } from "./sparql-text.js";
import { close, isAddress, ValueError, valuesOf } from "./sparql-values.js";
import { csv, drawAnswer, MOST_NODES, nodesOf } from "./sparql-results.js";
import { shorten, usage, vocabulary } from "./sparql-vocabulary.js";
import { copy } from "./share.js";
import { suggestions } from "./suggest.js";

const OWN = `# Planned events, soonest first. Ctrl+Space completes, Ctrl+Enter asks.
SELECT ?event ?from ?to ?place WHERE {
  ?event a sem:Event ; kg:status kg:Planned .
  OPTIONAL { ?event sem:hasBeginTimeStamp ?from ; sem:hasEndTimeStamp ?to }
  OPTIONAL { ?event sem:hasPlace ?place }
}
ORDER BY ?from ?to
`;
const GROUPS = { people: "People", organisations: "Organisations", places: "Places", entities: "All names", events: "Events", time: "Time", sources: "Sources", quality: "Quality of the graph" };
/** Statements that take more than a moment to load: some 100,000 a second. */
const LARGE = 200_000;
const LIMITS = [100, 1000, 10000];
const KIND = { entity: "any of its names", event: "words of its label", type: "a type, narrower ones included", "first-day": "from: year, month or day", "last-day": "up to: year, month or day", text: "text", number: "a number", iri: "an IRI" };

function createPanel(root, context, { queries, statements }) {
  const { data, state, actions } = context;
  const engine = new Engine(context.block, root);
  const opens = `Opening the graph: ${number(statements)} statements${statements > LARGE ? ", which takes some seconds" : ""} …`;
  const used = new Map();
  let words = null, answer = null, busy = false, given = {}, named = null;

  const rows = async (text) => (await engine.ask(withPrefixes(text, data.prefixes), "select")).given.results.bindings;

  /** Values of a property, for completion; asked once, known from the second keystroke on. */
  function values(iri) {
    if (!used.has(iri)) {
      used.set(iri, []);
      rows(`SELECT ?term (COUNT(*) AS ?n) { ?s <${iri}> ?term FILTER(ISIRI(?term)) } GROUP BY ?term ORDER BY DESC(?n) ?term LIMIT 60`)
        .then((found) => used.set(iri, found.map((row) => ({ iri: row.term.value, n: Number(row.n.value), short: shorten(row.term.value, data.prefixes), ...words.described.get(row.term.value) })).filter((term) => !term.short.startsWith("<"))))
        .catch(() => {});
    }
    return used.get(iri);
  }

  // ---------------------------------------------------------------- what is asked

  const picker = el("select", { id: "named", onchange: () => pick(picker.value) }, el("option", { value: "" }, "A query of your own"));
  for (const group of new Set(queries.map((query) => query.group))) {
    const those = queries.filter((query) => query.group === group);
    picker.append(el("optgroup", { label: GROUPS[group] || group }, ...those.map((query) => el("option", { value: query.name }, query.title))));
  }
  const fields = el("div", { class: "fields" });
  const limit = el("select", { "aria-label": "Most rows" }, ...LIMITS.map((n) => el("option", { value: n, selected: n === 1000 }, `up to ${number(n)} rows`)), el("option", { value: "" }, "all rows"));
  const ask = button("Ask", () => run(), { class: "primary", title: "Ctrl+Enter" });
  const stop = button("Stop", () => engine.end(), { hidden: true });
  const status = el("p", { class: "status", role: "status" });
  const warning = el("p", { class: "warning", hidden: true }, "In this browser a heavy query freezes the page until it is done: keep the number of rows small.");
  const results = el("div", { class: "results", tabindex: 0, role: "region", "aria-label": "Answer" });
  const aside = el("aside", { class: "about-card", hidden: true, tabindex: 0, "aria-label": "What this graph says of it" });
  const drawing = { ...context, articles: new Map(data.articles.map(({ iri, headline }) => [iri, headline])), about: (iri) => card.open(iri).catch((error) => tell(error.message, true)) };
  const card = createAbout(aside, rows, drawing);
  const inGraph = button("Show in the graph", () => draw(), { disabled: true });
  const asCsv = button("Copy as CSV", async () => { await copy(csv(answer)); say("Table copied"); }, { disabled: true });
  const editor = createEditor({ words: () => words, values, run: () => run() });

  function pick(name) {
    named = queries.find((query) => query.name === name) || null;
    picker.value = named ? named.name : "";
    editor.set(named ? named.text : OWN, named ? 7 : 10);
    given = {};
    answer = null;
    inGraph.disabled = asCsv.disabled = true;
    results.replaceChildren();
    card.close();
    if (words) tell("");
    fields.replaceChildren(...(named ? named.parameters.map(fieldOf) : []));
    fields.hidden = !fields.childElementCount;
  }

  function fieldOf(parameter) {
    const field = el("input", { type: "text", name: parameter.name, placeholder: `e.g. ${parameter.kind === "event" ? "talks" : parameter.example}`, "aria-label": `${parameter.name}: ${KIND[parameter.kind]}`, oninput: () => { given[parameter.name] = field.value; list.open(); } });
    field.required = parameter.required;
    const list = suggestions(field, {
      label: `Values for ${parameter.name}`,
      find: () => optionsFor(parameter.kind, field.value),
      take: (one) => { field.value = one.shown || one.text; given[parameter.name] = one.text; },
    });
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") run(); });
    return el("div", { class: "field" }, el("label", {}, el("span", {}, parameter.name, parameter.required ? "" : el("small", {}, " may be left out")), field), list.list);
  }

  function optionsFor(kind, said) {
    if (!words || !said.trim()) return [];
    const wanted = fold(said);
    if (kind === "type") {
      return words.types.filter((type) => fold(`${type.name} ${type.label}`).includes(wanted)).slice(0, 20).map((type) => ({ text: type.name, label: type.name, detail: type.label }));
    }
    if (kind !== "entity" && kind !== "event") return [];
    const seen = new Set();
    const found = (kind === "event" ? words.events : words.names).filter((one) => (` ${one.key}`).includes(` ${wanted}`) && !seen.has(one.iri) && seen.add(one.iri)).slice(0, 20);
    return found.map((one) => ({ text: one.iri, shown: one.label, label: one.label, detail: plural(one.articles ?? one.n, "article"), title: one.iri }));
  }

  // ---------------------------------------------------------------- asking

  function tell(text, wrong = false) {
    status.textContent = text;
    status.classList.toggle("wrong", wrong);
  }

  function setBusy(now) {
    busy = now;
    ask.disabled = now;
    stop.hidden = !now;
  }

  async function run() {
    if (busy) return;
    card.close();
    const written = editor.get(), form = formOf(written);
    answer = null;
    inGraph.disabled = asCsv.disabled = true;
    results.replaceChildren();
    if (form === "update") { tell("That would change the graph; SELECT, ASK, CONSTRUCT and DESCRIBE can be asked.", true); return; }
    if (!form) { tell("A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE.", true); return; }
    setBusy(true);
    state.set({ ask: { name: named ? named.name : "", given: { ...given }, text: written } });
    tell(words ? "Asking …" : opens);
    try {
      await ready();
      tell("Asking …");
      const bound = named ? bind(written, valuesOf(named, given, words)) : written;
      const most = Number(limit.value), cut = most ? limited(bound, most + 1) : bound;
      const from = await chosen(written);
      const { given: found, ms } = await engine.ask(withPrefixes(cut, data.prefixes), form, { from })
        // where it goes wrong in the text as written, without what was put into it
        .catch((error) => (error.place ? engine.ask(withPrefixes(written, data.prefixes), form, { from }) : Promise.reject(error)));
      show(found, ms, cut === bound ? 0 : most);
      if (isEmpty(found)) await explain(written);
    } catch (error) {
      if (!(error instanceof QueryError || error instanceof ValueError || error instanceof Error)) throw error;
      tell(error.message, true);
      if (error.place) editor.point(error.place);
    } finally {
      setBusy(false);
    }
  }

  /** Whether FROM chooses graphs; each must be one of this page, and every prefix a known one. */
  async function chosen(written) {
    const prefixes = { ...data.prefixes, ...declared(written) };
    const unknown = prefixedNames(written).find(({ prefix }) => prefixes[prefix] === undefined);
    if (unknown) {
      const alike = close(unknown.prefix, Object.keys(prefixes));
      throw new QueryError(`The prefix ${unknown.prefix}: is not known${alike.length ? `; did you mean ${alike.join(": or ")}:?` : `; known are ${Object.keys(data.prefixes).join(", ")}.`}`);
    }
    const graphs = fromClauses(written, prefixes);
    for (const graph of graphs) {
      const { given: { boolean } } = await engine.ask(`ASK { GRAPH ${graph} { ?s ?p ?o } }`, "ask");
      if (!boolean) throw new QueryError(`This page holds no graph ${graph}; FROM reaches nothing outside it.`);
    }
    return graphs.length > 0;
  }

  function show(found, ms, most) {
    answer = found;
    if (found.boolean !== undefined) { tell(`${(ms / 1000).toFixed(2)} s`); drawAnswer(results, found, drawing); return; }
    const cut = most && found.results.bindings.length > most;
    if (cut) found.results.bindings.length = most;
    const n = found.results.bindings.length;
    tell(n ? `${cut ? `The first ${number(n)} rows; there are more` : plural(n, found.head.vars.join() === "subject,predicate,object" ? "statement" : "row")} · ${(ms / 1000).toFixed(2)} s` : "No rows.");
    drawAnswer(results, found, drawing);
    asCsv.disabled = !n;
    const nodes = nodesOf(found, data).length;
    inGraph.disabled = !nodes;
    inGraph.title = nodes ? plural(nodes, "node") : "No column of this answer holds an entity or an event of the graph: select ?event, not only its label.";
  }

  function draw() {
    const nodes = nodesOf(answer, data);
    actions.only(nodes.slice(0, MOST_NODES));
    say(nodes.length > MOST_NODES ? `The first ${MOST_NODES} of ${plural(nodes.length, "node")}` : plural(nodes.length, "node"));
  }

  /** Nothing was found, or it was counted and is none. */
  const isEmpty = ({ results }) => results && (!results.bindings.length || (results.bindings.length === 1 && Object.values(results.bindings[0]).every((term) => term.value === "0")));

  /** Nothing was found: a name that nothing in this graph bears may be why. */
  async function explain(written) {
    const prefixes = { ...data.prefixes, ...declared(written) };
    const every = [...words.classes, ...words.properties, ...words.types.map((type) => ({ ...type, short: `type:${type.name}` }))];
    const known = new Set(every.map((term) => term.iri));
    const told = [];
    for (const { prefix, local } of prefixedNames(written)) {
      const iri = prefixes[prefix] === undefined ? null : prefixes[prefix] + local.replace(/\\(.)/g, "$1");
      if (!iri || !isAddress(iri) || known.has(iri)) continue;
      known.add(iri);
      const { given: { boolean } } = await engine.ask(`ASK { { <${iri}> ?p ?o } UNION { ?s <${iri}> ?o } UNION { ?s ?p <${iri}> } UNION { GRAPH <${iri}> { ?s ?p ?o } } }`, "ask");
      if (boolean) continue;
      const alike = close(`${prefix}:${local}`, every.map((term) => term.short));
      told.push(`Nothing in this graph is called ${prefix}:${local}${alike.length ? `; did you mean ${alike.join(" or ")}?` : "."}`);
    }
    if (told.length) tell(`${status.textContent.replace(/ ·.*/, "").replace(/\.?$/, ".")} ${told.join(" ")}`);
  }

  // ---------------------------------------------------------------- opening

  let opening = null;
  function ready() {
    opening ||= (async () => {
      const { size, shares } = await engine.open();
      warning.hidden = !shares;
      words ||= await vocabulary(rows, data.prefixes);
      if (!words.used) usage(rows, data.prefixes, words.described).then((found) => { words.used = found; }, () => {});
      return size;
    })();
    opening.catch(() => {}).then(() => { if (!engine.opened) opening = null; });
    return opening;
  }

  const heading = el("div", { class: "choose" }, el("label", { for: "named" }, "Question"), picker);
  const bar = el("div", { class: "bar" }, ask, stop, limit, status, el("span", { class: "spring" }), inGraph, asCsv);
  root.classList.add("sparql");
  root.append(heading, fields, editor.root, warning, bar, results, aside);

  /** What an address asks: put there, and asked. */
  function restore({ name, given: values, text }) {
    pick(name);
    editor.set(text, named ? 7 : 10);
    for (const field of fields.querySelectorAll("input")) {
      const value = values[field.name] || "";
      // an IRI that a choice of the list put there is shown as its name
      const node = data.nodes[data.byIri.get(value)];
      field.value = node ? node.label : value;
      if (value) given[field.name] = value;
    }
    run();
  }
  const same = (asked) => asked && asked.text === editor.get() && asked.name === (named ? named.name : "") && JSON.stringify(asked.given) === JSON.stringify(given);
  pick("");
  if (state.get().ask) restore(state.get().ask);
  state.subscribe((now, changed) => { if (changed.has("ask") && now.ask && !same(now.ask)) restore(now.ask); });

  return {
    show() {
      if (words || busy) return;
      tell(opens);
      ready().then((size) => { if (!answer && !busy) tell(`Ready: ${number(size)} statements. Nothing leaves this page.`); }, (error) => tell(error.message, true));
    },
    // for tests and for a curious reader's console
    engine, editor, run, pick, bind, valuesOf,
    words: () => words,
    answer: () => answer,
  };
}

export const sparql = {
  id: "sparql",
  title: "Ask",
  available: (context) => context.hasBlock("oxigraph"),
  mount(root, context) {
    let panel = null;
    context.jsonBlock("queries").then((told) => {
      panel = createPanel(root, { ...context, base: told.base }, told);
      window.sparql = panel;
      panel.show();
    });
    return { show() { panel?.show(); } };
  },
};
