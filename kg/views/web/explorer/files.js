// What is drawn as files of other programs: GEXF for Gephi and its like, SVG for anything that draws.
import Graph from "graphology";
import { write } from "graphology-gexf/browser/index.js";
import { isDark } from "./look.js";
import { svg } from "./dom.js";

/** What XML may not hold at all. */
const clean = (text) => String(text ?? "").replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
const FONT = "Segoe UI, Roboto, Helvetica Neue, Noto Sans, Liberation Sans, Arial, sans-serif";

/** What is drawn as GEXF 1.2: places, colours and sizes as on the screen, statuses and classes in words. */
export function gexf(context) {
  const { data, look } = context, { nodes, edges, parts, canvas } = context.shown();
  const graph = new Graph({ type: "directed", multi: false, allowSelfLoops: false });
  for (const at of nodes) {
    const node = data.nodes[at], event = node.kind === "event", place = canvas.get(at);
    graph.addNode(clean(node.iri), {
      label: clean(node.label), color: context.paint(at)[event ? 1 : 0], size: event ? 6 : 6 + 11 * Math.sqrt(context.measures.value(at) / context.measures.most()), x: place.x, y: -place.y,
      kind: look.classes[node.class].one.toLowerCase(), sources: node.origins, articles: node.articles,
      ...(event ? { type: clean(node.type), status: clean(look.statusOf(node)), when: node.when, first: node.first || "", last: node.last || "", weight: node.matters } : { names: clean(node.names.join(", ")) }),
    });
  }
  for (const at of edges) {
    const { from, to } = data.edges[at], along = parts[at].filter((part) => part.way === -1).length * 2 <= parts[at].length;
    const [source, target] = (along ? [from, to] : [to, from]).map((one) => clean(data.nodes[one].iri));
    if (source === target || graph.hasEdge(source, target)) continue;
    graph.addEdgeWithKey(`e${at}`, source, target, { label: clean([...new Set(parts[at].map((part) => part.label))].join(", ")), sources: Math.max(0, ...parts[at].map((part) => part.origins)), status: clean([...new Set(parts[at].map((part) => part.status).filter(Boolean).map(look.statusName))].join(", ")) });
  }
  return write(graph, { version: "1.2" });
}

const SHAPES = {
  dot: (r) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  square: (r) => `M${-0.9 * r} ${-0.9 * r}h${1.8 * r}v${1.8 * r}h${-1.8 * r}z`,
  triangleDown: (r) => `M${-1.06 * r} ${-0.72 * r}H${1.06 * r}L0 ${1.1 * r}z`,
  diamond: (r) => `M0 ${-1.2 * r}L${1.2 * r} 0 0 ${1.2 * r} ${-1.2 * r} 0z`,
  hexagon: (r) => `M${[0, 1, 2, 3, 4, 5].map((i) => `${Math.cos((i * Math.PI) / 3) * r * 1.06} ${Math.sin((i * Math.PI) / 3) * r * 1.06}`).join("L")}z`,
  box: (r) => `M${-1.15 * r} ${-0.75 * r}h${2.3 * r}v${1.5 * r}h${-2.3 * r}z`,
};

/** The picture as it is on the screen, as SVG: every line, shape and name. */
export function vector(context, { sigma, overlay }) {
  const { data, look } = context, { nodes, edges, parts } = context.shown(), { width, height } = sigma.getDimensions(), top = 44;
  overlay.paint();
  const dark = isDark(), ink = dark ? "#e8e6df" : "#26251f", soft = dark ? "#a3a097" : "#6b675c", paper = dark ? "#15171c" : "#faf9f5", warn = dark ? "#f0897c" : "#b3392c";
  const placeOf = (at) => { const found = sigma.getNodeDisplayData(at), { x, y } = sigma.framedGraphToViewport(found); return { x, y, r: sigma.scaleSize(found.size), found }; };
  const dashes = (status) => (look.struck(status) ? "2 3" : look.dashed(status) ? "6 4" : null);
  const drawing = sigma.getGraph();
  const lines = edges.filter((at) => drawing.hasEdge(`e${at}`)).map((at) => {
    const { from, to } = data.edges[at], a = placeOf(from), b = placeOf(to), statuses = parts[at].map((part) => part.status).filter(Boolean);
    const style = drawing.getEdgeAttributes(`e${at}`), same = statuses.length && statuses.every((one) => dashes(one)) ? dashes(statuses[0]) : null;
    return svg("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: style.color, "stroke-width": style.size, "stroke-dasharray": same },
      svg("title", {}, clean(parts[at].map((part) => part.label).join(", "))));
  });
  const shapes = nodes.map((at) => {
    const { x, y, r, found } = placeOf(at), node = data.nodes[at];
    return svg("path", { d: SHAPES[look.classes[node.class].shape](r), transform: `translate(${x} ${y})`, fill: found.color, stroke: found.border, "stroke-width": 1.5, "stroke-dasharray": dashes(node.status) }, svg("title", {}, clean(node.label)));
  });
  const names = [...overlay.named()].flatMap(([at, { x, y, text, event, line }]) => text.lines.map((words, n) => {
    const last = n === text.lines.length - 1 && text.when;
    return svg("text", { x: x + 2, y: y + line * (n + 0.75), "font-size": event ? 12 : 13, fill: look.struck(data.nodes[at].status) ? warn : event ? soft : ink, stroke: paper, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" }, clean(words), last ? svg("tspan", { dx: 6, opacity: 0.75 }, clean(text.when)) : "");
  }));
  const made = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height: height + top, viewBox: `0 0 ${width} ${height + top}`, "font-family": FONT },
    svg("title", {}, clean(data.title)), svg("rect", { width, height: height + top, fill: paper }),
    svg("text", { x: 16, y: 27, "font-size": 16, "font-weight": 600, "font-family": "Georgia, serif", fill: ink }, clean(data.title)),
    svg("g", { transform: `translate(0 ${top})` }, svg("g", {}, ...lines), svg("g", {}, ...shapes), svg("g", {}, ...names)));
  return new XMLSerializer().serializeToString(made);
}
