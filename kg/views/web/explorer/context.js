// What every panel is given: the data, the state, what is drawn at the moment, and what can be done.
import { block, hasBlock, jsonBlock } from "./data.js";
import { canvasOf } from "./canvas.js";
import { createDecisions } from "./decisions.js";
import { createMeasures } from "./measures.js";
import { pathsBetween } from "./paths.js";
import { drawn, passing } from "./shown.js";
import { byId, plural, say } from "./dom.js";

const FILTERS = ["classes", "groups", "statuses", "sources", "origins", "time", "by"];
const CANVAS = ["start", "steps", "path"];

/** The size of what is in the middle; of one that is not shown yet, a usual one. */
function stage() {
  const { clientWidth, clientHeight } = byId("stage");
  return clientWidth > 100 && clientHeight > 100 ? { width: clientWidth, height: clientHeight } : { width: 900, height: 600 };
}

export function createContext(data, state, look) {
  const listeners = new Set();
  let passed, canvas, now, laid, paths = [], layings = 0;

  function derive(changed) {
    const filters = !changed || FILTERS.some((name) => changed.has(name));
    const steps = !changed || CANVAS.some((name) => changed.has(name));
    if (!filters && !steps && !changed.has("selected")) return false;
    const current = state.get();
    if (filters) passed = passing(data, current);
    if (steps || (filters && current.start !== "all")) {
      laid = stage();
      paths = current.start === "path" && current.path ? pathsBetween(data, { passes: passed.nodes, parts: passed.parts }, look, ...current.path) : [];
      if (!changed || changed.has("start") || changed.has("path") || (filters && (current.start === "top" || current.start === "path"))) layings += 1;
      canvas = canvasOf(data, current, (at) => passed.nodes[at], laid, paths);
    }
    now = { passes: passed.nodes, parts: passed.parts, canvas, paths, ...drawn(data, passed, canvas, current) };
    return true;
  }
  derive(null);
  state.subscribe((_, changed) => {
    if (derive(changed)) for (const listener of [...listeners]) listener(now, changed);
  });

  /** Lay what the page began with out anew where the window has another shape now. */
  let settling = 0;
  window.addEventListener("resize", () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      const { start, steps } = state.get(), { width, height } = stage();
      if (start !== "top" || steps.length || Math.abs(Math.log((width / height) * (laid.height / laid.width))) < 0.3) return;
      derive(null);
      for (const listener of [...listeners]) listener(now, new Set(["start"]));
    }, 200);
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
    /** Show what leads from one node to another, and nothing else. */
    path(from, to) { state.set({ start: "path", path: [from, to], steps: [], selected: null, view: "graph" }); },
    begin(start) { state.set({ start, steps: [], selected: null }); },
    show(view) { state.set({ view }); },
  };

  const context = {
    data,
    state,
    look,
    actions,
    block,
    jsonBlock,
    hasBlock,
    /** What is drawn: see README.md. */
    shown: () => now,
    /** How often the picture was laid out anew: what comes by the reader's steps does not count. */
    layings: () => layings,
    /** Lay out anew where the stage has another size than the picture was laid out for: when all that is around it has come. */
    settle() {
      const { width, height } = stage(), { start } = state.get();
      if (start === "all" || start === "none" || (Math.abs(width - laid.width) < 9 && Math.abs(height - laid.height) < 9)) return;
      derive(null);
      for (const listener of [...listeners]) listener(now, new Set(["start"]));
    },
    /** Called with (shown, names of what changed) whenever what is drawn may have changed; returns a function that ends it. */
    onShown(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** [fill, border] of a node, as the reader wants it coloured. */
    paint(at) {
      const { class: name } = data.nodes[at];
      if (state.get().colour !== "community") return look.colours(name);
      const [fill, border] = look.community(context.measures.community(at));
      return data.isEvent(at) ? [look.colours(name)[0], border] : [fill, border];
    },
  };
  context.measures = createMeasures(context);
  context.decisions = createDecisions(context);
  return context;
}
