// Runs in a frame of its own, bundled apart: Oxigraph and the graph. It speaks to the page by messages alone; the page's policy holds
// here too. A sandboxed frame has a process of its own in Chromium, so a heavy query leaves the page free.
import init, { Store } from "oxigraph/web.js";

let store = null;

function plain(term) {
  if (term.termType === "NamedNode") return { type: "uri", value: term.value };
  if (term.termType === "BlankNode") return { type: "bnode", value: term.value };
  const said = { type: "literal", value: term.value };
  if (term.language) said["xml:lang"] = term.language;
  else if (term.datatype.value !== "http://www.w3.org/2001/XMLSchema#string") said.datatype = term.datatype.value;
  return said;
}

async function open({ wasm, graph }) {
  await init({ module_or_path: wasm });
  store = new Store();
  store.load(graph, { format: "application/trig", unchecked: true, no_transaction: true });
  return { size: store.size };
}

function query({ text, form, union }) {
  const options = { use_default_graph_as_union: union };
  if (form === "select" || form === "ask") return JSON.parse(store.query(text, { ...options, results_format: "json" }));
  const seen = new Map();
  for (const quad of store.query(text, options)) {
    const key = `${quad.subject} ${quad.predicate} ${quad.object}`;
    if (!seen.has(key)) seen.set(key, { subject: plain(quad.subject), predicate: plain(quad.predicate), object: plain(quad.object) });
  }
  const bindings = [...seen.keys()].sort().map((key) => seen.get(key));
  return { head: { vars: ["subject", "predicate", "object"] }, results: { bindings } };
}

const DOES = { open, query };

addEventListener("message", async (event) => {
  if (event.source !== parent) return;
  const { id, does, what } = event.data;
  let answer;
  try {
    const began = performance.now();
    const given = await DOES[does](what);
    answer = { id, given, ms: performance.now() - began };
  } catch (error) {
    // a string is what Oxigraph says of a query; anything else broke the machine
    answer = { id, error: String((error && error.message) || error), broken: error instanceof WebAssembly.RuntimeError || error instanceof RangeError };
  }
  parent.postMessage(answer, "*");
});
parent.postMessage({ up: true }, "*");
