// What the reader chose: one plain object, told to whoever subscribed when a part of it changes.

export const EMPTY = Object.freeze({
  /** Panel in the middle: "graph", "table", "map", "sparql", … */
  view: "graph",
  /** null, or {kind: "node" | "edge", at: number}. */
  selected: null,
  /** What the picture began with: "top" (what matters most), "all", "none", "path", or a node's number. */
  start: "top",
  /** What was done since: ["expand" | "collapse" | "hide" | "add", node]. */
  steps: Object.freeze([]),
  /** With "path": the numbers of the two nodes that it leads between; else null. */
  path: null,
  /** What the size of a name says: "sources", "links", "pagerank", "between"; and its colour: "class" or "community". */
  size: "sources",
  colour: "class",
  /** Names that are switched off. */
  classes: Object.freeze([]),
  groups: Object.freeze([]),
  statuses: Object.freeze([]),
  /** Numbers of the publishers wanted; none: all. */
  sources: Object.freeze([]),
  /** The least number of origins. */
  origins: 1,
  /** null, or [first day, last day] as ISO dates: only events whose interval overlaps. */
  time: null,
  /** The days that time goes by: "event" (when things happen) or "published" (when they were told). */
  by: "event",
  /** What was asked in SPARQL last: null, or {name (of a named query or ""), given: {parameter: text}, text}. */
  ask: null,
  /** What the reader says of the story: see decisions.js. */
  decisions: Object.freeze([]),
  /** "auto", "light", "dark". */
  theme: "auto",
});

const same = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);

/** A store: `get()`, `set(patch)`, `subscribe(listener)`; a listener is called with (state, names of what changed). */
export function createState(first = {}) {
  let state = Object.freeze({ ...EMPTY, ...first });
  const listeners = new Set();
  return {
    get: () => state,
    set(patch) {
      const changed = Object.keys(patch).filter((key) => !same(state[key], patch[key]));
      if (!changed.length) return;
      state = Object.freeze({ ...state, ...patch });
      const names = new Set(changed);
      for (const listener of [...listeners]) listener(state, names);
    },
    /** Returns a function that ends it. */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
