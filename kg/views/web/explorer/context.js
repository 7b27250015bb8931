// What every panel is given: the data, the state, what is drawn at the moment, and what can be done.
import { block, hasBlock, jsonBlock } from "./data.js";
import { canvasOf } from "./canvas.js";
import { drawn, passing } from "./shown.js";
import { plural, say } from "./dom.js";

const FILTERS = ["classes", "groups", "statuses", "sources", "origins", "time"];
const CANVAS = ["start", "steps"];

export function createContext(data, state) {
  const listeners = new Set();
  let passed, canvas, now;

  function derive(changed) {
    const filters = !changed || FILTERS.some((name) => changed.has(name));
    const steps = !changed || CANVAS.some((name) => changed.has(name));
    if (!filters && !steps && !changed.has("selected")) return false;
    const current = state.get();
    if (filters) passed = passing(data, current);
    if (steps || (filters && current.start !== "all" && (current.steps.length || typeof current.start === "number"))) {
      canvas = canvasOf(data, current, (at) => passed.nodes[at]);
    }
    now = { passes: passed.nodes, parts: passed.parts, canvas, ...drawn(data, passed, canvas, current) };
    return true;
  }
  derive(null);
  state.subscribe((_, changed) => {
    if (derive(changed)) for (const listener of [...listeners]) listener(now, changed);
  });

  const step = (name, at) => state.set({ steps: [...state.get().steps, [name, at]] });
  const actions = {
    /** Select a node or an edge, or nothing: `select(null)`. The panel on the right tells what it rests on. */
    select(kind, at) { state.set({ selected: kind ? { kind, at } : null }); },
    /** Bring a node onto the canvas if it is not there, and select it. */
    reveal(at) {
      if (!canvas.has(at)) step("expand", at);
      actions.select("node", at);
    },
    /** Clear the canvas and begin with a node and its neighbours. */
    focus(at) { state.set({ start: at, steps: [], selected: { kind: "node", at } }); },
    expand(at) {
      const before = canvas.size;
      step("expand", at);
      say(`${plural(canvas.size - before, "node")} added around ${data.name(at)}`);
    },
    collapse(at) { step("collapse", at); },
    hide(at) {
      const { selected } = state.get();
      if (selected && (selected.kind === "edge" || selected.at === at)) actions.select(null);
      step("hide", at);
    },
    /** Clear the canvas and put these nodes on it, with all that links them. */
    only(nodes) { state.set({ start: "none", steps: nodes.map((at) => ["add", at]), selected: null, view: "graph" }); },
    add(nodes) { state.set({ steps: [...state.get().steps, ...nodes.map((at) => ["add", at])] }); },
    begin(start) { state.set({ start, steps: [], selected: null }); },
    show(view) { state.set({ view }); },
  };

  return {
    data,
    state,
    actions,
    block,
    jsonBlock,
    hasBlock,
    /** What is drawn: see README.md. */
    shown: () => now,
    /** Called with (shown, names of what changed) whenever what is drawn may have changed; returns a function that ends it. */
    onShown(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
