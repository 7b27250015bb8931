// Which nodes are on the canvas, and where: what was there first, and what the reader's steps brought in or took away.
import { calmPlaces } from "./places.js";

/** Neighbours that one expansion brings in. */
export const MOST = 50;

const rankOf = (data, at) => {
  const node = data.nodes[at];
  return [-node.weight, -node.degree, at];
};
const byRank = (data) => (a, b) => {
  const left = rankOf(data, a), right = rankOf(data, b);
  for (let i = 0; i < left.length; i += 1) if (left[i] !== right[i]) return left[i] - right[i];
  return 0;
};

/**
 * The neighbours that expanding a node brings in, the most reported first, at most MOST: of an event who takes part, of
 * anyone else its events with who else takes part in them, and those it is tied to.
 */
export function neighbours(data, at, passes, present) {
  const found = [];
  const seen = new Set([at, ...present]);
  const take = (node) => {
    if (!seen.has(node) && passes(node) && found.length < MOST) { seen.add(node); found.push(node); }
  };
  const near = data.around[at].map(([, other]) => other).sort(byRank(data));
  for (const other of near) {
    take(other);
    if (data.isEvent(other)) data.around[other].map(([, third]) => third).sort(byRank(data)).slice(0, 5).forEach(take);
  }
  return found;
}

/** Nodes on the canvas, each with its place: number → {x, y, from}; `from` is the node whose expansion brought it. */
export function canvasOf(data, state, passes) {
  const canvas = new Map();
  if (state.start === "all") data.nodes.forEach((node, at) => canvas.set(at, { x: node.x, y: node.y, from: null }));
  else if (state.start === "top") data.start.forEach(([at, x, y]) => canvas.set(at, { x, y, from: null }));
  else if (typeof state.start === "number") {
    canvas.set(state.start, { x: 0, y: 0, from: null });
    bring(data, canvas, neighbours(data, state.start, passes, canvas.keys()), state.start);
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
