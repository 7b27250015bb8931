// The picture: vis-network with the positions it was given, styled by class, status and what is chosen.
const NAME_SIZE = 16, TITLE_SIZE = 14; // letters, in the picture's own pixels
const MARK = 7; // half a side, in the picture's own pixels, of an event whose title is too small to be read
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
let network = null;
let hovered = null;
let marks = false; // whether events are drawn as marks, their titles being too small to be read

function ink() {
  const style = getComputedStyle(document.documentElement);
  const get = (name) => style.getPropertyValue(name).trim();
  return { ink: get("--ink"), paper: get("--paper"), soft: get("--soft"), accent: get("--accent"), warn: get("--warn"), line: dark.matches ? "#666d7b" : "#a8a190" };
}

/** Nodes and edges that belong to what is chosen; null when nothing is. */
function kept() {
  if (!chosen) return null;
  if (chosen[0] === "edge") {
    const edge = data.edges[chosen[1]];
    return { nodes: new Set([edge.from, edge.to]), edges: new Set([chosen[1]]) };
  }
  const nodes = new Set([chosen[1]]), edges = new Set();
  for (const [edge, other] of around[chosen[1]]) {
    if (!shown.edges[edge]) continue;
    nodes.add(other);
    edges.add(edge);
    // an event is told whole: with its other participants
    if (data.nodes[other].kind === "event") {
      for (const [second, third] of around[other]) if (shown.edges[second]) { nodes.add(third); edges.add(second); }
    }
  }
  return { nodes, edges };
}

function nodeStyle(at, now, keep) {
  const node = data.nodes[at], [fill, border] = shade(node), event = node.kind === "event";
  const status = look.statuses[node.status] || {};
  const away = keep && !keep.nodes.has(at);
  const own = chosen && chosen[0] === "node" && chosen[1] === at;
  const mark = event && marks ? { shape: "square", size: MARK, label: undefined } : {};
  const edge = own ? now.accent : status.struck ? now.warn : event && status.dashes ? now.accent : border;
  return {
    ...data.vis.nodes[at], ...mark, hidden: !shown.nodes[at], opacity: away ? 0.14 : status.faint ? 0.72 : 1,
    borderWidth: own ? 3 : event ? 1.5 : 1.2, borderWidthSelected: 3,
    color: { background: fill, border: edge, highlight: { background: fill, border: now.accent }, hover: { background: fill, border: now.accent } },
    shapeProperties: { borderDashes: status.dashes || false, borderRadius: 7 },
    margin: { top: 6, bottom: 6, left: 8, right: 8 },
    font: {
      size: event ? TITLE_SIZE : NAME_SIZE, face: getComputedStyle(document.body).fontFamily, vadjust: event ? 0 : -4,
      color: away ? fade(now.ink) : status.struck ? now.warn : now.ink, strokeWidth: event ? 0 : away ? 0 : 4, strokeColor: now.paper,
    },
  };
}

const fade = (colour) => colour + "30";

/** What a line says: its roles or types that are not filtered away. */
function lineLabel(at) {
  const labels = [...new Set(shown.parts[at].map((part) => part.label))];
  const text = labels.length > 2 ? `${labels.slice(0, 2).join(", ")} +${labels.length - 2}` : labels.join(", ");
  return text.length > 34 ? text.slice(0, 33) + "…" : text;
}

/** The status that a line is drawn with: its event's, or the most certain of what it stands for. */
function lineStatus(at) {
  const order = Object.keys(look.statuses);
  const found = shown.parts[at].map((part) => part.status).filter(Boolean);
  if (found.length < shown.parts[at].length) return null;
  return found.sort((a, b) => order.indexOf(a) - order.indexOf(b))[0] || null;
}

function edgeStyle(at, now, keep) {
  const parts = shown.parts[at], style = look.statuses[lineStatus(at)] || {};
  const away = keep && !keep.edges.has(at), own = keep && !away;
  const ways = new Set(parts.map((part) => part.way));
  const tie = parts.every((part) => part.kind === "position" || part.kind === "relation");
  const colour = own ? (style.struck ? now.warn : now.accent) : style.struck ? now.warn : tie ? now.soft : now.line;
  const arrow = { enabled: true, scaleFactor: 0.45 };
  return {
    ...data.vis.edges[at], hidden: !shown.edges[at],
    arrows: { to: ways.has(1) ? arrow : { enabled: false }, from: ways.has(-1) ? arrow : { enabled: false } },
    dashes: style.dashes || (tie ? [1, 4] : false),
    color: { color: colour, highlight: colour, hover: now.accent, opacity: away ? 0.1 : style.faint ? 0.55 : 0.95 },
  };
}

/** Draw again after a choice, a filter, or the change between light and dark. */
function redraw() {
  const now = ink(), keep = kept();
  nodeSet.update(data.nodes.map((_, at) => nodeStyle(at, now, keep)));
  edgeSet.update(data.edges.map((_, at) => edgeStyle(at, now, keep)));
}

/** Empty boxes tell nothing: once titles are too small to be read, or can be read again, draw events the other way. */
function markOrTell() {
  const now = TITLE_SIZE * network.getScale() < LETTERS_LEAST;
  if (now === marks) return;
  marks = now;
  requestAnimationFrame(redraw);
}

/** Cross out what was denied or cancelled. */
function crossOut(context) {
  const keep = kept();
  context.strokeStyle = ink().warn;
  context.lineWidth = 1.6;
  data.nodes.forEach((node, at) => {
    if (!shown.nodes[at] || !STRUCK(node.status)) return;
    const box = network.getBoundingBox(at);
    if (!box) return;
    context.globalAlpha = keep && !keep.nodes.has(at) ? 0.14 : 0.9;
    context.beginPath();
    context.moveTo(box.left + 5, (box.top + box.bottom) / 2);
    context.lineTo(box.right - 5, (box.top + box.bottom) / 2);
    context.stroke();
  });
  context.globalAlpha = 1;
}

const gently = () => (calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

/** The whole picture, with a narrow margin. */
function fit(animate) {
  const boxes = data.nodes.map((_, at) => at).filter((at) => shown.nodes[at]).map((at) => network.getBoundingBox(at)).filter(Boolean);
  if (!boxes.length) return;
  const left = Math.min(...boxes.map((b) => b.left)), right = Math.max(...boxes.map((b) => b.right));
  const top = Math.min(...boxes.map((b) => b.top)), bottom = Math.max(...boxes.map((b) => b.bottom));
  const stage = byId("picture");
  const scale = Math.min((stage.clientWidth - 28) / (right - left), (stage.clientHeight - (byId("hint").hidden ? 32 : 84)) / (bottom - top), 1.2);
  const raised = byId("hint").hidden ? 0 : 20 / Math.max(scale, 0.05);
  const position = { x: (left + right) / 2, y: (top + bottom) / 2 + raised };
  network.moveTo({ position, scale: Math.max(scale, 0.05), animation: animate ? gently() : false });
}

/** Choose a node or an edge (or nothing), show it and tell of it. */
function choose(what, at, move) {
  chosen = what ? [what, at] : null;
  network.unselectAll();
  redraw();
  showPanel();
  if (what === "node" && move) {
    const scale = Math.min(Math.max(network.getScale(), 0.9), 1.4);
    // on a phone the panel covers the lower half
    network.focus(at, { scale, offset: { x: 0, y: phone.matches ? -byId("stage").clientHeight * 0.26 : 0 }, animation: gently() });
  }
}

/** The nearest node in a direction, for arrow keys. */
function towards(from, x, y) {
  const start = network.getPosition(from);
  let best = null, least = Infinity;
  data.nodes.forEach((_, at) => {
    if (at === from || !shown.nodes[at]) return;
    const p = network.getPosition(at), along = (p.x - start.x) * x + (p.y - start.y) * y;
    const across = Math.abs((p.x - start.x) * y) + Math.abs((p.y - start.y) * x);
    if (along <= 0 || across > along * 1.5) return;
    if (along + across * 2 < least) { least = along + across * 2; best = at; }
  });
  return best;
}

function keys(event) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (ways[event.key]) {
    event.preventDefault();
    const first = data.nodes.findIndex((_, at) => shown.nodes[at]);
    const next = chosen && chosen[0] === "node" ? towards(chosen[1], ...ways[event.key]) : first;
    if (next !== null && next >= 0) { choose("node", next, true); say(title(next)); }
  } else if (event.key === "Enter" && chosen) {
    byId("panel").focus();
  } else if (event.key === "+" || event.key === "-") {
    network.moveTo({ scale: network.getScale() * (event.key === "+" ? 1.25 : 0.8) });
  } else if (event.key === "0") fit(true);
}

function drawPicture() {
  network = new vis.Network(byId("picture"), { nodes: nodeSet, edges: edgeSet }, data.vis.options);
  redraw();
  network.on("afterDrawing", (context) => { crossOut(context); writeWords(context); markOrTell(); });
  network.on("click", (event) => {
    if (event.nodes.length) choose("node", event.nodes[0], false);
    else if (event.edges.length) choose("edge", event.edges[0], false);
    else choose(null);
  });
  const hover = (found) => { hovered = found; if (!chosen) edgeSet.update(data.edges.map((_, at) => edgeStyle(at, ink(), kept()))); };
  network.on("hoverNode", (event) => { hover({ edge: null, near: new Set(around[event.node].map(([edge]) => edge)) }); byId("picture").style.cursor = "pointer"; });
  network.on("hoverEdge", (event) => { hover({ edge: event.edge }); byId("picture").style.cursor = "pointer"; });
  for (const gone of ["blurNode", "blurEdge"]) network.on(gone, () => { hover(null); byId("picture").style.cursor = ""; });
  const frame = byId("picture").querySelector(".vis-network");
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", "Picture of the network. Arrow keys go from one to the next, Enter reads what it rests on; the List button gives the same as tables.");
  frame.addEventListener("keydown", keys);
  let touched = false;
  for (const own of ["zoom", "dragStart"]) network.on(own, () => { touched = true; });
  network.on("resize", () => { if (!touched && !chosen) fit(false); });
  dark.addEventListener("change", () => { redraw(); showPanel(); drawLegend(); });
  fit(false);
}
