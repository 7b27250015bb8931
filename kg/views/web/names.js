// Words on the canvas that are read at any size: names where the picture is too small for its own letters, the weightiest first,
// and what lines say, where that covers no name.
const LETTERS_LEAST = 9; // pixels below which letters are not read
const LETTERS_OWN = 11.5; // pixels of the letters drawn instead
const ALONG = [0.5, 0.4, 0.6, 0.3, 0.7]; // places of a line where its words may stand
const FIRM = 8; // how many names stand even where they cover a symbol
const ROLES_FROM = 1.1; // scale from which lines into events say what somebody does there, unasked
const measured = new Map(); // widths of words in letters of one pixel
let placed = []; // boxes in pixels of what was written last: [left, top, right, bottom, kind, number]

const readable = (at) => (data.nodes[at].kind === "event" ? TITLE_SIZE : NAME_SIZE) * network.getScale() >= LETTERS_LEAST;
const whole = (box, view) => inside([box[0], box[1]], view) && inside([box[2], box[3]], view);
const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

function widthOf(context, words) {
  let width = measured.get(words);
  if (width === undefined) {
    context.font = `100px ${getComputedStyle(document.body).fontFamily}`;
    width = context.measureText(words).width / 100;
    measured.set(words, width);
  }
  return width;
}

/** What no words may cover: symbols, and names that the picture writes itself; in pixels. */
function taken(keep) {
  const scale = network.getScale(), found = [];
  data.nodes.forEach((node, at) => {
    if (!shown.nodes[at] || (keep && !keep.nodes.has(at))) return;
    const own = readable(at);
    const { x, y } = network.getPosition(at);
    const size = node.kind === "event" ? MARK : data.vis.nodes[at].size, all = network.getBoundingBox(at);
    const box = own ? [all.left, all.top, all.right, all.bottom] : [x - size, y - size, x + size, y + size];
    found.push([...box.map((value, side) => value * scale + (side < 2 ? -2 : 2)), own || node.kind !== "event" ? "symbol" : "mark", at]);
  });
  return found;
}

/** The part of the drawing that is seen, in pixels of the drawing. */
function seen(scale) {
  const corner = network.DOMtoCanvas({ x: 0, y: 0 }), stage = byId("picture");
  return [corner.x * scale, corner.y * scale, corner.x * scale + stage.clientWidth, corner.y * scale + stage.clientHeight];
}

const inside = ([x, y], view) => x >= view[0] && x <= view[2] && y >= view[1] && y <= view[3];

/** A box around a middle; one that stands below or above its point is moved aside where it would be cut. */
function boxAt(x, y, wide, high, view, moved) {
  const left = moved ? Math.min(Math.max(x - wide / 2, view[0] + 2), view[2] - wide - 2) : x - wide / 2;
  return [left, y - high / 2, left + wide, y + high / 2];
}

/** Put lines of words into a box. */
function write(context, lines, box, colour, halo) {
  const high = LETTERS_OWN * 1.15, middle = (box[0] + box[2]) / 2, top = (box[1] + box[3]) / 2 - (lines.length * high) / 2;
  context.font = `${LETTERS_OWN}px ${getComputedStyle(document.body).fontFamily}`;
  lines.forEach((line, n) => {
    if (halo) { context.strokeStyle = halo; context.strokeText(line, middle, top + n * high); }
    context.fillStyle = colour;
    context.fillText(line, middle, top + n * high);
  });
}

const widest = (context, lines) => Math.max(...lines.map((line) => widthOf(context, line))) * LETTERS_OWN;

/** The first of some boxes that meets nothing written and no symbol of another, marks of events at last; boxes of the firmest may cover symbols. */
function free(boxes, held, at, firm) {
  const clear = (wanted) => boxes.find((box) => !held.some((other) => other[5] !== at && wanted(other) && meet(box, other)));
  return clear(() => true) || clear((other) => other[4] !== "mark") || (firm && clear((other) => other[4] !== "mark" && other[4] !== "symbol"));
}

function writeNames(context, now, keep, held, scale, view) {
  order.forEach((at, turn) => {
    if (!shown.nodes[at] || (keep && !keep.nodes.has(at)) || readable(at)) return;
    const node = data.nodes[at], event = node.kind === "event", { x, y } = network.getPosition(at);
    const lines = data.vis.nodes[at].label.split("\n");
    const wide = widest(context, lines) + (event ? 10 : 4), high = lines.length * LETTERS_OWN * 1.15 + (event ? 6 : 2);
    const size = (event ? MARK : data.vis.nodes[at].size) * scale, [px, py] = [x * scale, y * scale];
    const there = inside([px, py], view); // of a symbol that is seen the name is seen whole, or not at all
    const below = [px, py + size + high / 2], above = [px, py - size - high / 2];
    const boxes = (event ? [[px, py]] : [below, above]).map(([cx, cy]) => boxAt(cx, cy, wide, high, view, there));
    if (!event) boxes.push(...[px + size + wide / 2, px - size - wide / 2].map((cx) => boxAt(cx, py, wide, high, view, false)));
    const box = free(boxes.filter((one) => !there || whole(one, view)), held, at, turn < FIRM);
    if (!box) return;
    held.push([...box, "name", at]);
    placed.push([...box, "name", at]);
    if (event) card(context, node, box);
    write(context, lines, box, STRUCK(node.status) ? now.warn : now.ink, event ? null : now.paper);
  });
}

/** The box of an event, large enough for its title. */
function card(context, node, box) {
  const [fill, border] = shade(node), status = look.statuses[node.status] || {};
  context.beginPath();
  context.roundRect(box[0], box[1], box[2] - box[0], box[3] - box[1], 4);
  context.fillStyle = fill;
  context.fill();
  context.save();
  context.lineWidth = 1;
  context.strokeStyle = status.struck ? ink().warn : status.dashes ? ink().accent : border;
  context.setLineDash(status.dashes ? [4, 2] : []);
  context.stroke();
  context.restore();
}

function writeLines(context, now, keep, held, scale, view) {
  const near = hovered && (hovered.near || new Set([hovered.edge]));
  data.edges.forEach((edge, at) => {
    if (!shown.edges[at] || (keep && !keep.edges.has(at))) return;
    const asked = (keep && keep.edges.size <= 24) || (near && near.has(at));
    const role = shown.parts[at].every((part) => part.kind === "role");
    if (!asked && (12 * scale < LETTERS_LEAST || (role && scale < ROLES_FROM))) return;
    const a = network.getPosition(edge.from), b = network.getPosition(edge.to), lines = [lineLabel(at)];
    const wide = widest(context, lines) + 4, high = LETTERS_OWN * 1.15 + 2;
    const boxes = ALONG.map((t) => boxAt((a.x + (b.x - a.x) * t) * scale, (a.y + (b.y - a.y) * t) * scale, wide, high, view, false));
    const box = free(boxes, held, -1 - at, false);
    if (!box) return;
    held.push([...box, "line", -1 - at]);
    placed.push([...box, "line", at]);
    write(context, lines, box, asked ? now.ink : now.soft, now.paper);
  });
}

// the most reported names, the weightiest events, then the others
const order = (() => {
  const names = [], titles = [];
  data.nodes.forEach((node, at) => (node.kind === "event" ? titles : names).push(at));
  return [...names.slice(0, 12), ...titles.slice(0, 6), ...names.slice(12), ...titles.slice(6)];
})();

/** After everything else was drawn. The context has the picture's scale; letters of our own keep their size. */
function writeWords(context) {
  const scale = network.getScale(), now = ink(), keep = kept(), held = taken(keep);
  placed = [];
  context.save();
  context.scale(1 / scale, 1 / scale);
  context.globalAlpha = 1;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  writeNames(context, now, keep, held, scale, seen(scale));
  writeLines(context, now, keep, held, scale, seen(scale));
  context.restore();
}
