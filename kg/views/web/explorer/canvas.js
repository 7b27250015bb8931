// Which nodes are on the canvas, and where: what was there first, and what the reader's steps brought in or took away.
import { beginning, placed } from "./begin.js";
import { calmPlaces } from "./places.js";

/** Neighbours that one expansion brings in. */
export const MOST = 50;
/** Events that join it to nobody come too, where not even so many nodes do otherwise. */
const FEW = 14;

/** The most reported first, of events those that matter most; then those of a telling kind, with a date, that join most. */
const rankOf = (data, at) => {
  const node = data.nodes[at];
  return [-node.weight, node.group === "Other" ? 1 : 0, node.kind === "event" && !node.first ? 1 : 0, -node.degree, at];
};
const byRank = (data) => (a, b) => {
  const left = rankOf(data, a), right = rankOf(data, b);
  for (let i = 0; i < left.length; i += 1) if (left[i] !== right[i]) return left[i] - right[i];
  return 0;
};

/**
 * The neighbours that expanding a node brings in, the most reported first, at most MOST: of an event who takes part, of
 * anyone else its events with who else takes part in them, and those it is tied to. Those that pass the filters first; the
 * others where there is room, so that a filter taken away finds everything in its place.
 */
export function neighbours(data, at, passes, present) {
  const found = candidates(data, at, new Set([at, ...present]), passes);
  if (found.length < MOST) {
    const more = candidates(data, at, new Set([at, ...present, ...found]), (node) => !passes(node));
    found.push(...more.slice(0, MOST - found.length));
  }
  return found.sort(byRank(data));
}

function candidates(data, at, seen, allowed) {
  const found = [];
  const take = (node, most) => {
    if (!seen.has(node) && allowed(node) && found.length < most) { seen.add(node); found.push(node); }
  };
  const near = data.around[at].map(([, other]) => other).sort(byRank(data));
  const leaves = [];
  for (const other of near) {
    if (data.isEvent(other)) {
      if (data.nodes[other].degree < 2) { leaves.push(other); continue; }
      take(other, MOST);
      data.around[other].map(([, third]) => third).sort(byRank(data)).slice(0, 5).forEach((third) => take(third, MOST));
    } else take(other, MOST);
  }
  for (const leaf of leaves) take(leaf, FEW);
  return found;
}

/**
 * Nodes on the canvas, each with its place: number → {x, y, from}; `from` is the node whose expansion brought it. `stage` is the size that
 * a beginning is laid out for, `paths` what leads between the two of `state.path`.
 */
export function canvasOf(data, state, passes, stage, paths) {
  const canvas = new Map();
  // names that nothing links to anything are found by searching; drawn, they would only be dust
  if (state.start === "all") data.nodes.forEach((node, at) => { if (node.degree) canvas.set(at, { x: node.x, y: node.y, from: null }); });
  else if (state.start === "top") for (const [at, place] of beginning(data, passes, stage, data.focus ?? null)) canvas.set(at, { ...place, from: null });
  else if (state.start === "path") {
    const nodes = [...new Set([...(state.path || []), ...paths.flat()])];
    for (const [at, place] of placed(data, nodes, stage)) canvas.set(at, { ...place, from: null });
  } else if (typeof state.start === "number") {
    const around = neighbours(data, state.start, passes, [state.start]);
    for (const [at, place] of placed(data, [state.start, ...around], stage)) canvas.set(at, { ...place, from: at === state.start ? null : state.start });
  }
  for (const [step, at] of state.steps) {
    if (step === "hide") canvas.delete(at);
    else if (step === "add") bring(data, canvas, [at], null);
    else if (step === "expand") {
      bring(data, canvas, [at], null);
      bring(data, canvas, neighbours(data, at, passes, canvas.keys()), at);
    } else if (step === "collapse") collapse(data, canvas, at);
  }
  return canvas;
}

function bring(data, canvas, nodes, from) {
  const fresh = nodes.filter((at) => !canvas.has(at));
  for (const [at, place] of calmPlaces(data, canvas, fresh, from)) canvas.set(at, { ...place, from });
}

/** What the node's expansion brought, and whatever hangs on it alone. */
function collapse(data, canvas, at) {
  for (const [node, place] of [...canvas]) if (place.from === at) canvas.delete(node);
  for (const [, other] of data.around[at]) {
    if (!canvas.has(other)) continue;
    const linked = data.around[other].filter(([, third]) => canvas.has(third));
    if (linked.length <= 1) canvas.delete(other);
  }
}
