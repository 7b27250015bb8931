// What the page begins with: the happenings that matter most and are told of latest, of all that passes the filters, and who takes part.
import { arrange } from "./arrange.js";
import { boxOf } from "./labels.js";

/** Square pixels of the stage for each node, its name included; so many nodes at least, and at most. */
const EACH = 13_000, LEAST = 12, MOST = 56;
/** Participants that one event brings. */
const FILLERS = 4;
/** Events of the very same participants. */
const ALIKE = 2;

export const roomFor = ({ width, height }) => Math.max(LEAST, Math.min(MOST, Math.round((width * height) / EACH)));

/**
 * Nodes to begin with: events in order of standing, each with those of its participants that weighty events tell most of.
 * `passes(n)` says what may be taken, `most` how many nodes, `focus` is a node that all should be about, or null.
 */
export function choose(data, passes, most, focus = null) {
  const fillers = new Map();
  data.nodes.forEach((node, at) => {
    if (node.kind !== "event" || !passes(at)) return;
    const linked = data.around[at].filter(([edge, other]) => passes(other) && !data.isEvent(other) && data.edges[edge].parts.some((part) => part.kind === "role"));
    fillers.set(at, [...new Set(linked.map(([, other]) => other))]);
  });
  const reach = new Map();
  for (const [event, who] of fillers) if (who.length > 1) for (const one of who) reach.set(one, (reach.get(one) || 0) + data.nodes[event].standing);
  const near = (event) => focus === null || event === focus || fillers.get(event).includes(focus);
  const weighty = (one) => (reach.get(one) || 0) * Math.log2(1 + data.nodes[one].reports);
  const ranked = [...fillers.keys()].filter((event) => fillers.get(event).length).sort((a, b) =>
    near(b) - near(a) || (fillers.get(b).length > 1) - (fillers.get(a).length > 1) || data.nodes[b].standing - data.nodes[a].standing || data.nodes[b].origins - data.nodes[a].origins || a - b);
  const chosen = new Set(focus === null ? [] : [focus]), turns = new Map();
  for (const event of ranked) {
    const who = fillers.get(event).sort((a, b) => (b === focus) - (a === focus) || weighty(b) - weighty(a) || a - b).slice(0, FILLERS);
    const key = [...who].sort((a, b) => a - b).join(" "), told = turns.get(key) || 0;
    const fresh = [event, ...who].filter((at) => !chosen.has(at));
    if (told >= ALIKE || chosen.size + fresh.length > most) continue;
    turns.set(key, told + 1);
    fresh.forEach((at) => chosen.add(at));
  }
  // a story so small or so loose that no event tells of anybody: the most reported
  if (!chosen.size) data.nodes.map((_, at) => at).filter(passes).sort((a, b) => data.nodes[b].reports - data.nodes[a].reports || a - b).slice(0, most).forEach((at) => chosen.add(at));
  return [...chosen].sort((a, b) => a - b);
}

const linksAmong = (data, nodes) => {
  const here = new Set(nodes), links = [];
  for (const at of nodes) for (const [edge, other] of data.around[at]) if (other > at && here.has(other) && data.edges[edge].parts.length) links.push([at, other]);
  return links;
};

/** Places for some nodes with what links them, on a stage as large as they need: [node, {x, y}]. */
export function placed(data, nodes, { width, height }) {
  const larger = Math.max(1, Math.sqrt((nodes.length * EACH) / (width * height)));
  return arrange(nodes, linksAmong(data, nodes), { from: (at) => data.nodes[at], box: (at) => boxOf(data, at), stage: { width: width * larger, height: height * larger } });
}

/** What the page begins with, with places: as many as stand on a stage of some size with their names apart. */
export function beginning(data, passes, stage, focus) {
  const box = (at) => boxOf(data, at);
  const outside = ([at, { x, y }]) => x - box(at).left < -stage.width / 2 || x + box(at).right > stage.width / 2 || y - box(at).top < -stage.height / 2 || y + box(at).bottom > stage.height / 2;
  for (let most = roomFor(stage); ; most = Math.floor(most * 0.85)) {
    const nodes = choose(data, passes, most, focus);
    const found = arrange(nodes, linksAmong(data, nodes), { from: (at) => data.nodes[at], box, stage });
    if (most < LEAST || !found.some(outside)) return found;
  }
}
