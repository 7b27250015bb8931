// Paths between two: cheap where many sources tell of a step, dear through what is linked to everybody, as in kg/analysis/paths.py.
import { bidirectional } from "graphology-shortest-path/dijkstra";
import { passingGraph } from "./measures.js";

const PATHS = 3;
const STEP = 0.5, UNSUPPORTED = 0.3, DENIED = 0.75, CONTAINED = 0.75, HUB = 0.125;
/** How much dearer a step is for another path when one has taken it. */
const TAKEN = 2.5;

const WITHIN = /containedInPlace$/;

/** Paths from one node to another over what passes, at most PATHS, the cheapest first: lists of nodes. */
export function pathsBetween(data, shown, look, from, to) {
  const graph = passingGraph(data, shown);
  if (from === to || !graph.hasNode(from) || !graph.hasNode(to)) return [];
  const taken = new Map(), found = [];
  const hub = (at) => (at === from || at === to || data.isEvent(at) ? 0 : HUB * Math.log2(1 + graph.degree(at)));
  const cost = (key) => {
    const at = Number(key.slice(1)), parts = shown.parts[at], ends = data.edges[at];
    const origins = Math.max(1, ...parts.map((part) => part.origins));
    const one = STEP + UNSUPPORTED / origins + (parts.every((part) => look.struck(part.status)) ? DENIED : 0) + (parts.every((part) => WITHIN.test(part.iri)) ? CONTAINED : 0) + (hub(ends.from) + hub(ends.to)) / 2;
    return one * (taken.get(key) || 1);
  };
  for (let round = 0; round < 2 * PATHS && found.length < PATHS; round += 1) {
    const path = bidirectional(graph, from, to, cost)?.map(Number);
    if (!path) break;
    if (!found.some((other) => other.join() === path.join())) found.push(path);
    for (let n = 1; n < path.length; n += 1) {
      const key = graph.edge(path[n - 1], path[n]);
      taken.set(key, (taken.get(key) || 1) * TAKEN);
    }
  }
  return found.sort((a, b) => a.length - b.length);
}
