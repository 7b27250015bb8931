// Places for some dozens of nodes on a stage: forces (ForceAtlas2: Jacomy and others, 2014) tell who is near whom, then every
// box with its name takes the nearest free spot. Nothing of chance is in it: the same nodes on the same stage stand in the same places.
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

const ROUNDS = 400;
/** Pixels kept free between two boxes, and to the rim of the stage. */
const GAP = 5, RIM = 14;
/** What the buttons take of the stage, on the right below. */
const CORNER = { width: 160, height: 60 };

/**
 * [node, {x, y}] in pixels, centred on (0, 0).
 *
 * `links` are pairs of nodes; `from(n)` gives a first place, `box(n)` what a node covers with its name: {left, top, right, bottom} from
 * its middle; `stage` is {width, height}.
 */
export function arrange(nodes, links, { from, box, stage }) {
  if (!nodes.length) return [];
  const graph = new Graph({ type: "undirected", multi: false });
  // where two begin in one place, no force has a direction
  nodes.forEach((at, n) => graph.addNode(at, { x: from(at).x + Math.cos(n), y: from(at).y + Math.sin(n) }));
  for (const [a, b] of links) if (!graph.hasEdge(a, b)) graph.addEdge(a, b);
  if (nodes.length > 2) forceAtlas2.assign(graph, { iterations: ROUNDS, settings: { gravity: 0.6, scalingRatio: 12, slowDown: 3, adjustSizes: false } });
  const boxes = nodes.map((at) => ({ at, x: graph.getNodeAttribute(at, "x"), y: graph.getNodeAttribute(at, "y"), ...box(at) }));
  spread(boxes, stage);
  settle(boxes, links, stage);
  return boxes.map(({ at, x, y }) => [at, { x: Math.round(x), y: Math.round(y) }]);
}

/** Over the whole stage, the ranks in each direction counting as much as the distances: a crowd in the middle takes more room. */
function spread(boxes, { width, height }) {
  const wide = width - 2 * RIM, high = height - 2 * RIM;
  for (const [axis, size, before, after] of [["x", wide, "left", "right"], ["y", high, "top", "bottom"]]) {
    const order = [...boxes].sort((a, b) => a[axis] - b[axis] || a.at - b.at);
    const low = order[0][axis], far = order[order.length - 1][axis] - low || 1;
    const places = new Map(order.map((one, n) => [one, (0.3 * (one[axis] - low)) / far + (0.7 * n) / Math.max(order.length - 1, 1)]));
    for (const one of boxes) one[axis] = -size / 2 + one[before] + (boxes.length > 1 ? places.get(one) : 0.5) * Math.max(size - one[before] - one[after], 0);
  }
}

/**
 * Every box on the free spot nearest to where it would be, inside the stage as long as that has room; those with many links first, which
 * so stay in the midst of theirs.
 */
function settle(boxes, links, { width, height }) {
  const degree = new Map();
  for (const at of links.flat()) degree.set(at, (degree.get(at) || 0) + 1);
  const around = new Map(boxes.map((one) => [one.at, []]));
  for (const [a, b] of links) { around.get(a).push(b); around.get(b).push(a); }
  const byNode = new Map(boxes.map((one) => [one.at, one])), placed = new Set();
  const order = [...boxes].sort((a, b) => (degree.get(b.at) || 0) - (degree.get(a.at) || 0) || a.at - b.at);
  const free = (one, x, y) => {
    for (const other of placed) {
      if (other !== one && x - one.left < other.x + other.right + GAP && x + one.right + GAP > other.x - other.left && y - one.top < other.y + other.bottom + GAP && y + one.bottom + GAP > other.y - other.top) return false;
    }
    return true;
  };
  const within = (low, high, value) => Math.max(low, Math.min(high, value));
  const put = (one, wanted) => {
    for (const stretch of [1, 1.5, 2.5, 8]) {
      const right = (width * stretch) / 2 - RIM, bottom = (height * stretch) / 2 - RIM;
      const x = within(-right + one.left, right - one.right, wanted.x), y = within(-bottom + one.top, bottom - one.bottom, wanted.y);
      for (const [dx, dy] of SPOTS) {
        const to = { x: x + dx, y: y + dy };
        if (to.x - one.left < -right || to.x + one.right > right || to.y - one.top < -bottom || to.y + one.bottom > bottom || !free(one, to.x, to.y)) continue;
        Object.assign(one, to);
        placed.add(one);
        return;
      }
    }
    placed.add(one);
  };
  // the buttons in the corner
  placed.add({ x: width / 2, y: height / 2, left: CORNER.width, top: CORNER.height, right: 0, bottom: 0 });
  for (const one of order) put(one, one);
  // what stands far from its own moves nearer where there is room
  for (let round = 0; round < 3; round += 1) {
    for (const one of order) {
      const near = around.get(one.at).map((at) => byNode.get(at));
      if (!near.length) continue;
      const middle = { x: near.reduce((sum, other) => sum + other.x, 0) / near.length, y: near.reduce((sum, other) => sum + other.y, 0) / near.length };
      const far = ({ x, y }) => near.reduce((sum, other) => sum + Math.hypot(other.x - x, other.y - y), 0), before = { x: one.x, y: one.y };
      put(one, { x: (one.x + 2 * middle.x) / 3, y: (one.y + 2 * middle.y) / 3 });
      if (far(one) > far(before)) Object.assign(one, before);
    }
  }
}

/** Steps to try, the nearest first: down and up count more, since names are wide and low. */
const SPOTS = [];
for (let dx = -640; dx <= 640; dx += 16) for (let dy = -640; dy <= 640; dy += 8) SPOTS.push([dx, dy]);
SPOTS.sort((a, b) => Math.hypot(a[0], a[1] * 1.3) - Math.hypot(b[0], b[1] * 1.3) || a[0] - b[0] || a[1] - b[1]);
