// The state in the address, behind "#": a link leads to the same view of the same page, and Back undoes a step.
import { COLOURS, SIZES } from "./measures.js";
import { EMPTY } from "./state.js";

const STEPS = { expand: "+", collapse: "-", hide: "!", add: "~" };
const NAMES = Object.fromEntries(Object.entries(STEPS).map(([name, sign]) => [sign, name]));
const LISTS = ["classes", "groups", "statuses"];
const ISO = /^\d{4}-\d{2}-\d{2}$/;

export function createAddress(data) {
  /** What stands for a node: the end of its IRI, which a page made anew keeps, numbers do not. */
  const ids = data.nodes.map((node) => node.iri.split("/").slice(-2).join("/"));
  const numbers = new Map(ids.map((id, at) => [id, at]));

  function write(state) {
    const parts = new URLSearchParams();
    if (state.view !== EMPTY.view) parts.set("view", state.view);
    if (state.start !== EMPTY.start) parts.set("start", typeof state.start === "number" ? ids[state.start] : `:${state.start}`);
    if (state.steps.length) parts.set("steps", state.steps.map(([name, at]) => STEPS[name] + ids[at]).join(" "));
    if (state.selected) {
      const { kind, at } = state.selected;
      parts.set("selected", kind === "node" ? ids[at] : `${ids[data.edges[at].from]} ${ids[data.edges[at].to]}`);
    }
    for (const name of LISTS) if (state[name].length) parts.set(name, state[name].join(" "));
    if (state.sources.length) parts.set("sources", JSON.stringify(state.sources.map((at) => data.publishers[at])));
    if (state.origins > 1) parts.set("origins", state.origins);
    if (state.time) parts.set("time", state.time.join(" "));
    if (state.path) parts.set("path", state.path.map((at) => ids[at]).join(" "));
    for (const name of ["size", "colour"]) if (state[name] !== EMPTY[name]) parts.set(name, state[name]);
    if (state.by !== EMPTY.by) parts.set("by", state.by);
    if (state.ask) parts.set("ask", JSON.stringify(state.ask));
    if (state.decisions.length) parts.set("decided", JSON.stringify(state.decisions.map(([kind, a, b]) => (kind === "doubt" ? [kind, a, b] : [kind, ids[a], ...(b === undefined ? [] : [ids[b]])]))));
    if (state.theme !== EMPTY.theme) parts.set("theme", state.theme);
    return parts.toString();
  }

  /** The state that an address describes; what it names and the page does not hold is left out. */
  function read(text) {
    const parts = new URLSearchParams(text.replace(/^#/, "")), state = { ...EMPTY };
    const at = (id) => numbers.get(id);
    if (parts.has("view")) state.view = parts.get("view");
    const start = parts.get("start");
    if (start) {
      if ([":top", ":all", ":none"].includes(start)) state.start = start.slice(1);
      else if (at(start) !== undefined) state.start = at(start);
    }
    const path = (parts.get("path") || "").split(" ").map(at);
    if (start === ":path" && path.length === 2 && path.every((one) => one !== undefined)) Object.assign(state, { start: "path", path });
    if (SIZES.some(([name]) => name === parts.get("size"))) state.size = parts.get("size");
    if (COLOURS.some(([name]) => name === parts.get("colour"))) state.colour = parts.get("colour");
    state.steps = (parts.get("steps") || "").split(" ").filter(Boolean).map((one) => [NAMES[one[0]], at(one.slice(1))]).filter(([name, node]) => name && node !== undefined);
    const selected = (parts.get("selected") || "").split(" ").filter(Boolean).map(at);
    if (selected.length === 1 && selected[0] !== undefined) state.selected = { kind: "node", at: selected[0] };
    if (selected.length === 2) {
      const edge = (data.around[selected[0]] || []).find(([, other]) => other === selected[1]);
      if (edge) state.selected = { kind: "edge", at: edge[0] };
    }
    for (const name of LISTS) if (parts.get(name)) state[name] = parts.get(name).split(" ");
    try {
      const named = JSON.parse(parts.get("sources") || "[]");
      state.sources = named.map((name) => data.publishers.indexOf(name)).filter((n) => n >= 0).sort((a, b) => a - b);
    } catch { /* not ours: no sources are chosen */ }
    try {
      const { name, given, text } = JSON.parse(parts.get("ask") || "null") || {};
      if (typeof name === "string" && typeof text === "string") state.ask = { name, given: Object.fromEntries(Object.entries(given || {}).map(([key, value]) => [key, String(value)])), text };
    } catch { /* not ours: nothing was asked */ }
    try {
      const decided = JSON.parse(parts.get("decided") || "[]").map(([kind, a, b]) => (kind === "doubt" ? [kind, String(a), String(b)] : [kind, ...[a, b].filter((one) => one !== undefined).map(at)]));
      state.decisions = decided.filter(([kind, a, b]) => kind === "doubt" || (a !== undefined && (["right", "wrong"].includes(kind) ? data.isEvent(a) && b === undefined : ["same", "different"].includes(kind) && b !== undefined && a !== b)));
    } catch { /* not ours: nothing was decided */ }
    if (Number(parts.get("origins")) > 1) state.origins = Math.floor(Number(parts.get("origins")));
    const time = (parts.get("time") || "").split(" ");
    if (time.length === 2 && time.every((one) => ISO.test(one)) && time[0] <= time[1]) state.time = time;
    if (parts.get("by") === "published") state.by = "published";
    if (["light", "dark"].includes(parts.get("theme"))) state.theme = parts.get("theme");
    return state;
  }

  /** Keep the address at what the state is, and the state at what the address is. */
  function follow(state) {
    let last = write(state.get()), waiting = 0;
    const put = (push) => {
      const next = write(state.get());
      if (next === last) return;
      last = next;
      try {
        window.history[push ? "pushState" : "replaceState"](null, "", next ? `#${next}` : "#");
      } catch { /* a notebook's cell has no address of its own */ }
    };
    state.subscribe((_, changed) => {
      clearTimeout(waiting);
      if (changed.has("start") || changed.has("path") || changed.has("steps") || changed.has("view")) put(true);
      else waiting = setTimeout(() => put(false), 150);
    });
    const back = () => {
      if (window.location.hash.replace(/^#/, "") === last) return;
      const next = read(window.location.hash);
      last = write(next);
      state.set(next);
    };
    window.addEventListener("popstate", back);
    window.addEventListener("hashchange", back);
  }

  return { read, write, follow };
}
