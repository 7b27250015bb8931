// What passes the filters, and of what is on the canvas, what is drawn.

export const TIE = "tie";
/** The group that a part of an edge is filtered by. */
export const groupOf = (part) => (part.kind === "position" || part.kind === "relation" ? TIE : part.group);

export function overlaps(first, last, time) {
  if (!time) return true;
  if (!first && !last) return false;
  return (!first || first.slice(0, 10) <= time[1]) && (!last || last.slice(0, 10) >= time[0]);
}

/** Whether an event lies in the chosen time: by its own days, or by those on which it was told. */
function timely(data, node, state) {
  if (!state.time || state.by !== "published") return overlaps(node.first, node.last, state.time);
  return node.published.some((at) => data.dates[at].slice(0, 10) >= state.time[0] && data.dates[at].slice(0, 10) <= state.time[1]);
}

/** Whether any filter is on that takes events away. */
const narrowed = (state) => Boolean(state.groups.length || state.statuses.length || state.time || state.sources.length || state.origins > 1);

/**
 * For every node of the story whether it passes the filters (`nodes`), and which parts of every edge do (`parts`).
 * An entity all of whose events are filtered away passes no more.
 */
export function passing(data, state) {
  const off = { classes: new Set(state.classes), groups: new Set(state.groups), statuses: new Set(state.statuses) };
  const wanted = new Set(state.sources);
  const allowed = (node) =>
    !off.classes.has(node.class) &&
    node.reports >= state.origins &&
    (!wanted.size || node.sources.some((source) => wanted.has(source))) &&
    (node.kind !== "event" ||
      (!off.groups.has(node.group) && !off.statuses.has(node.status) && timely(data, node, state)));
  const nodes = data.nodes.map(allowed);
  const parts = data.edges.map((edge) => {
    if (!nodes[edge.from] || !nodes[edge.to]) return [];
    return edge.parts.filter((part) => {
      if (part.kind === "role") return true;
      if (off.groups.has(groupOf(part))) return false;
      return state.by === "published" || !(part.first || part.last) || overlaps(part.first, part.last, state.time);
    });
  });
  if (narrowed(state)) {
    data.nodes.forEach((node, at) => {
      if (!nodes[at] || node.kind === "event") return;
      const linked = data.around[at];
      if (linked.length && !linked.some(([edge]) => parts[edge].some((part) => part.kind === "role"))) nodes[at] = false;
    });
    data.edges.forEach((edge, at) => { if (!nodes[edge.from] || !nodes[edge.to]) parts[at] = []; });
  }
  return { nodes, parts };
}

/**
 * Of what passes, what is drawn: both ends of an edge are on the canvas. What the reader asked for by name stays, whatever
 * the filters say.
 */
export function drawn(data, passed, canvas, state) {
  const asked = new Set([state.start, ...(state.path || []), state.selected && state.selected.kind === "node" ? state.selected.at : null]);
  const nodes = [...canvas.keys()].filter((at) => passed.nodes[at] || asked.has(at));
  const here = new Set(nodes);
  const edges = [];
  for (const at of nodes) {
    for (const [edge, other] of data.around[at]) {
      if (data.edges[edge].from === at && here.has(other) && passed.parts[edge].length) edges.push(edge);
    }
  }
  return { nodes, edges };
}
