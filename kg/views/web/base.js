// What everything else of the picture uses: its looks, small drawings of the legend, what is shown and chosen.
const look = data.look;
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const phone = window.matchMedia("(max-width: 720px)");
const STRUCK = (status) => Boolean(look.statuses[status] && look.statuses[status].struck);

function svg(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const SHAPES = {
  dot: "M8 2a6 6 0 1 0 .01 0z", square: "M3 3h10v10H3z", triangleDown: "M2 3.5h12L8 14z", diamond: "M8 1.5 14.5 8 8 14.5 1.5 8z",
  hexagon: "M4.5 2.2h7L15 8l-3.5 5.8h-7L1 8z", box: "M2.5 4h11A1.5 1.5 0 0 1 15 5.5v5a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 1 10.5v-5A1.5 1.5 0 0 1 2.500 4z",
};

const colours = (name) => look.classes[name][dark.matches ? "dark" : "light"];

/** Colours of a node: by its community where the picture shows those, else by its class. */
const shade = (node) => (node.community ? look.communities[node.community - 1][dark.matches ? "dark" : "light"] : colours(node.class));
const communityName = (n) => data.communities[n - 1] || look.others;

/** The shape of a class, as the picture draws it. */
function icon(name, status, own) {
  const [fill, border] = own || colours(name), style = look.statuses[status] || {};
  const line = style.struck ? "var(--warn)" : style.dashes ? "var(--accent)" : border;
  const path = svg("path", { d: SHAPES[look.classes[name].shape], fill, stroke: line, "stroke-width": "1.2" });
  if (style.dashes) path.setAttribute("stroke-dasharray", "2.5 1.5");
  return svg("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true", "data-class": name }, path);
}

/** The line of a status, as the picture draws it. */
function stroke(status) {
  const style = look.statuses[status];
  const line = svg("line", { x1: 1, y1: 5, x2: 25, y2: 5, stroke: "currentColor", "stroke-width": 2 });
  if (style.dashes) line.setAttribute("stroke-dasharray", style.dashes.map((n) => Math.max(n - 1, 2)).join(" "));
  if (style.faint) line.setAttribute("opacity", "0.5");
  return svg("svg", { class: "stroke" + (style.struck ? " struck" : ""), viewBox: "0 0 26 10", "aria-hidden": "true" }, line);
}

const statusName = (status) => (look.statuses[status] || { name: status }).name;
const say = (text) => { byId("live").textContent = text; };

function chip(status) {
  const style = look.statuses[status] || {};
  return el("span", { class: "chip" + (style.struck ? " struck" : style.dashes ? " dashed" : "") }, statusName(status));
}

// neighbours of each node: [edge, other node]
const around = data.nodes.map(() => []);
data.edges.forEach((edge, at) => {
  around[edge.from].push([at, edge.to]);
  around[edge.to].push([at, edge.from]);
});
const title = (at) => data.nodes[at].label;
const shown = { nodes: data.nodes.map(() => true), edges: data.edges.map(() => true), parts: data.edges.map((e) => e.parts) };
let chosen = null; // ["node" | "edge", number]
