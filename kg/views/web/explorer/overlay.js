// What lies over the WebGL picture: names that do not overlap, arrow heads, and what the pointer or the selection stresses.
import { HIGH, labelOf } from "./labels.js";
import { isDark } from "./look.js";

const FONT = 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';
const INK = {
  light: { ink: "#26251f", soft: "#6b675c", halo: "#faf9f5", accent: "#2a5a8c", warn: "#b3392c" },
  dark: { ink: "#e8e6df", soft: "#a3a097", halo: "#15171c", accent: "#8dbdf0", warn: "#f0897c" },
};
/** Names drawn at once, arrow heads drawn at once: more say nothing any more. */
const NAMES = 160, ARROWS = 700;
/** With more nodes in sight than MANY only FEW names: a crowd of names hides the picture. */
const MANY = 700, FEW = 55;
/** With more nodes than these, titles stand on one line. */
const LOW = 200;

export function createOverlay(sigma, context) {
  const { data, look, state } = context;
  const canvas = document.createElement("canvas");
  canvas.className = "overlay";
  sigma.getContainer().querySelector(".sigma-mouse").before(canvas);
  const pen = canvas.getContext("2d");
  const widths = new Map();
  let hovered = null, frame = 0, named = new Map();

  const placeOf = (at) => {
    const found = sigma.getNodeDisplayData(at);
    if (!found) return null;
    const { x, y } = sigma.framedGraphToViewport(found);
    return { x, y, r: sigma.scaleSize(found.size) };
  };

  function setFont(event, strong) {
    pen.font = `${strong ? 600 : event ? 400 : 500} ${event ? 12 : 13}px ${FONT}`;
  }

  function widthOf(at, event, text) {
    if (!widths.has(at)) {
      setFont(event, false);
      widths.set(at, Math.max(...text.lines.map((line, n) => pen.measureText(n === text.lines.length - 1 && text.when ? `${line}  ${text.when}` : line).width)) + 4);
    }
    return widths.get(at);
  }

  /** What is stressed: the node under the pointer, else what is selected, with its neighbours; null when nothing is. */
  function stressed() {
    const drawn = sigma.getGraph();
    const { selected } = state.get();
    if (hovered !== null && drawn.hasNode(hovered)) return around(hovered);
    if (!selected) return null;
    if (selected.kind === "node") return drawn.hasNode(selected.at) ? around(selected.at) : null;
    const edge = data.edges[selected.at];
    return drawn.hasEdge(`e${selected.at}`) ? { centre: null, nodes: new Set([edge.from, edge.to]), edges: [selected.at] } : null;
  }

  function around(at) {
    const drawn = sigma.getGraph();
    const linked = data.around[at].filter(([edge]) => drawn.hasEdge(`e${edge}`));
    return { centre: at, nodes: new Set([at, ...linked.map(([, other]) => other)]), edges: linked.map(([edge]) => edge) };
  }

  function line(at, ink, strong) {
    const edge = data.edges[at], a = placeOf(edge.from), b = placeOf(edge.to);
    if (!a || !b) return;
    const parts = context.shown().parts[at];
    const struck = parts.length && parts.every((part) => look.struck(part.status)), dashed = parts.length && parts.every((part) => look.dashed(part.status));
    pen.strokeStyle = pen.fillStyle = struck ? ink.warn : strong ? ink.accent : ink.soft;
    if (strong) {
      pen.lineWidth = 1.5;
      pen.globalAlpha = 0.8;
      pen.setLineDash(struck ? [2, 4] : dashed ? [7, 5] : []);
      pen.beginPath();
      pen.moveTo(a.x, a.y);
      pen.lineTo(b.x, b.y);
      pen.stroke();
      pen.setLineDash([]);
      pen.globalAlpha = 1;
    }
    const ways = new Set(parts.map((part) => part.way));
    if (ways.has(1)) head(a, b, strong);
    if (ways.has(-1)) head(b, a, strong);
  }

  function head(a, b, strong) {
    const far = Math.hypot(b.x - a.x, b.y - a.y), size = strong ? 8 : 6;
    if (far < a.r + b.r + 2 * size) return;
    const x = (b.x - a.x) / far, y = (b.y - a.y) / far;
    const tip = { x: b.x - x * (b.r + 2), y: b.y - y * (b.r + 2) };
    pen.beginPath();
    pen.moveTo(tip.x, tip.y);
    pen.lineTo(tip.x - x * size - y * size * 0.45, tip.y - y * size + x * size * 0.45);
    pen.lineTo(tip.x - x * size + y * size * 0.45, tip.y - y * size - x * size * 0.45);
    pen.fill();
  }

  const SHAPE = {
    dot: (r) => pen.arc(0, 0, r, 0, 2 * Math.PI),
    square: (r) => pen.roundRect(-0.9 * r, -0.9 * r, 1.8 * r, 1.8 * r, r * 0.2),
    triangleDown: (r) => { pen.moveTo(-1.06 * r, -0.72 * r); pen.lineTo(1.06 * r, -0.72 * r); pen.lineTo(0, 1.1 * r); pen.closePath(); },
    diamond: (r) => { pen.moveTo(0, -1.2 * r); pen.lineTo(1.2 * r, 0); pen.lineTo(0, 1.2 * r); pen.lineTo(-1.2 * r, 0); pen.closePath(); },
    hexagon: (r) => { for (let i = 0; i < 6; i += 1) pen.lineTo(Math.cos((i * Math.PI) / 3) * r * 1.06, Math.sin((i * Math.PI) / 3) * r * 1.06); pen.closePath(); },
    box: (r) => pen.roundRect(-1.15 * r, -0.75 * r, 2.3 * r, 1.5 * r, r * 0.25),
  };

  function node(at, ink, centre) {
    const place = placeOf(at);
    if (!place) return;
    const { class: name, status } = data.nodes[at], [fill, border] = context.paint(at);
    pen.save();
    pen.translate(place.x, place.y);
    pen.beginPath();
    SHAPE[look.classes[name].shape](place.r);
    pen.fillStyle = fill;
    pen.fill();
    pen.lineWidth = centre ? 3 : 1.5;
    pen.strokeStyle = look.struck(status) ? ink.warn : centre ? ink.accent : border;
    pen.setLineDash(look.struck(status) ? [2, 3] : look.dashed(status) ? [5, 3] : []);
    pen.stroke();
    pen.restore();
  }

  /** Names, the most reported first, each where none of those before it stands: right, left, below or above its node. */
  function names(ink, stress, width, height) {
    const { nodes } = context.shown();
    const first = stress ? [...stress.nodes].sort((a, b) => (b === stress.centre) - (a === stress.centre) || data.nodes[b].weight - data.nodes[a].weight) : [];
    const taken = [], nodesThere = [];
    named = new Map();
    const off = (box) => (other) => box[0] > other[2] || box[2] < other[0] || box[1] > other[3] || box[3] < other[1];
    // names of what is stressed may cover other nodes, which are dim then
    const free = (box, stressed_) => taken.every(off(box)) && (stressed_ || nodesThere.every(off(box)));
    let drawn = 0;
    const draw = (at, strong) => {
      const place = placeOf(at);
      if (!place || place.x < -20 || place.x > width + 20 || place.y < -10 || place.y > height + 10) return;
      const event = data.isEvent(at), text = labelOf(data, at, nodes.length > LOW), line = event ? HIGH.title : HIGH.name;
      const wide = widthOf(at, event, text), high = line * text.lines.length + 1, gap = place.r + 4;
      const spots = [[place.x + gap, place.y - high / 2], [place.x - gap - wide, place.y - high / 2], [place.x - wide / 2, place.y + gap - 1], [place.x - wide / 2, place.y - gap - high + 1]];
      const spot = spots.find(([x, y]) => x > 2 && x + wide < width - 2 && y > 0 && y + high < height && free([x, y, x + wide, y + high], stress && stress.nodes.has(at)));
      if (!spot) return;
      const [x, y] = spot;
      taken.push([x, y, x + wide, y + high]);
      named.set(at, { x, y, text, event, line });
      drawn += 1;
      pen.globalAlpha = stress && !stress.nodes.has(at) ? 0.28 : 1;
      setFont(event, strong);
      pen.textBaseline = "middle";
      pen.lineJoin = "round";
      pen.lineWidth = 3.5;
      pen.strokeStyle = ink.halo;
      pen.fillStyle = look.struck(data.nodes[at].status) ? ink.warn : event ? ink.soft : ink.ink;
      text.lines.forEach((words, n) => {
        const middle = y + line * (n + 0.5) + 0.5;
        pen.strokeText(words, x + 2, middle);
        pen.fillText(words, x + 2, middle);
        if (!text.when || n < text.lines.length - 1) return;
        const after = x + 2 + pen.measureText(`${words}  `).width, alpha = pen.globalAlpha;
        pen.globalAlpha = alpha * 0.75;
        pen.strokeText(text.when, after, middle);
        pen.fillText(text.when, after, middle);
        pen.globalAlpha = alpha;
      });
      pen.globalAlpha = 1;
    };
    // nodes themselves are in the way of names, unless there are too many to mind
    if (nodes.length <= 400) {
      for (const at of nodes) {
        const place = placeOf(at);
        if (place) nodesThere.push([place.x - place.r, place.y - place.r, place.x + place.r, place.y + place.r]);
      }
    }
    const most = nodes.length > MANY && inSight(nodes, width, height) > MANY ? FEW : NAMES;
    first.slice(0, NAMES).forEach((at) => draw(at, at === stress.centre));
    for (const at of order(nodes)) {
      if (drawn >= most || (stress && drawn >= most / 2 && nodes.length > 400)) break;
      if (!stress || !stress.nodes.has(at)) draw(at, false);
    }
  }

  function inSight(nodes, width, height) {
    let found = 0;
    for (const at of nodes) {
      const place = placeOf(at);
      if (place && place.x > 0 && place.x < width && place.y > 0 && place.y < height) found += 1;
    }
    return found;
  }

  let sorted = null;
  /** What names compete for room by: entities before events, the most reported and the weightiest first. */
  function order(nodes) {
    sorted ||= [...nodes].sort((a, b) => data.isEvent(a) - data.isEvent(b) || data.nodes[b].weight - data.nodes[a].weight || data.nodes[b].degree - data.nodes[a].degree || a - b);
    return sorted;
  }

  function paint() {
    cancelAnimationFrame(frame);
    frame = 0;
    const { width, height } = sigma.getDimensions(), ratio = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const ink = INK[isDark() ? "dark" : "light"], stress = stressed();
    sigma.getContainer().classList.toggle("stressed", stress !== null);
    const { edges } = context.shown();
    if (!stress && edges.length <= ARROWS) for (const at of edges) line(at, ink, false);
    if (stress) {
      for (const at of stress.edges) line(at, ink, true);
      for (const at of stress.nodes) node(at, ink, at === stress.centre);
    }
    names(ink, stress, width, height);
  }

  sigma.on("afterRender", paint);

  return {
    paint,
    redraw() { if (!frame) frame = requestAnimationFrame(paint); },
    hover(at) {
      if (hovered === at) return;
      hovered = at;
      this.redraw();
    },
    forget() { sorted = null; hovered = null; widths.clear(); },
    /** Names as they were drawn last: node → {x, y, text, …}. */
    named: () => named,
    /** The number of the node at a point, the nearest of several; null for none. */
    nodeAt(x, y) {
      let best = null, least = 1;
      for (const at of context.shown().nodes) {
        const place = placeOf(at);
        if (!place) continue;
        const share = Math.hypot(x - place.x, y - place.y) / (place.r * 1.15 + 3);
        if (share < least) { least = share; best = at; }
      }
      return best;
    },
    /** The number of the edge at a point, within some pixels; null for none. */
    edgeAt(x, y) {
      let best = null, least = 6;
      for (const at of context.shown().edges) {
        const edge = data.edges[at], a = placeOf(edge.from), b = placeOf(edge.to);
        if (!a || !b) continue;
        const far = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
        const share = far ? Math.max(0, Math.min(1, ((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / far)) : 0;
        const off = Math.hypot(x - a.x - share * (b.x - a.x), y - a.y - share * (b.y - a.y));
        if (off < least) { least = off; best = at; }
      }
      return best;
    },
    canvas,
  };
}
