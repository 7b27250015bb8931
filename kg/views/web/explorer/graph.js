// The picture: what is on the canvas, drawn by sigma's WebGL. Positions are given; nothing moves by itself.
import Graph from "graphology";
import Sigma from "sigma";
import { button, byId, calm, el } from "./dom.js";
import { boxOf } from "./labels.js";
import { isDark } from "./look.js";
import { createOverlay } from "./overlay.js";
import { DASHED, LineProgram, PLAIN, SHAPES, STRUCK, ShapeProgram, ThinProgram } from "./programs.js";

/** So many edges are drawn a pixel wide, and left out while the camera moves. */
const MANY = 3000;
const MARGIN = 46, RIM = 10;
/** Of so many nodes names count when the picture is made to fit. */
const NAMED = 200;

let able = null;
export function hasWebGL() {
  if (able === null) {
    const canvas = document.createElement("canvas");
    able = Boolean(window.WebGLRenderingContext && (canvas.getContext("webgl2") || canvas.getContext("webgl")));
  }
  return able;
}

const INK = { light: { line: "#a39c8b", tie: "#7d9cbd", warn: "#b3392c", event: "#fffdf7" }, dark: { line: "#5b6270", tie: "#5d7fa6", warn: "#f0897c", event: "#262a33" } };

export const graph = {
  id: "graph",
  title: "Graph",
  available: hasWebGL,
  mount(root, context) {
    const { data, look, state, actions } = context;
    root.classList.add("graph");
    const container = el("div", { class: "canvas", tabindex: "0", role: "img", "aria-label": "Picture of the story; the tab Table tells the same in words" });
    const hint = el("p", { class: "hint", hidden: true });
    const zoom = (factor) => camera().animate({ ratio: camera().ratio * factor }, { duration: calm.matches ? 1 : 150 });
    const controls = el("div", { class: "zoom" },
      button("+", () => zoom(1 / 1.4), { "aria-label": "Zoom in" }), button("−", () => zoom(1.4), { "aria-label": "Zoom out" }),
      button("Fit", () => fit(true), { title: "Show the whole picture" }));
    root.append(container, hint, controls);

    const { measures } = context;
    let box = null, begun = null;

    function nodeOf(at, place, scale) {
      const node = data.nodes[at], event = node.kind === "event";
      const [fill, border] = context.paint(at);
      const ink = INK[isDark() ? "dark" : "light"];
      const size = event ? 5.5 : 6 + 11 * Math.sqrt(measures.value(at) / measures.most());
      const style = look.struck(node.status) ? STRUCK : look.dashed(node.status) ? DASHED : PLAIN;
      return {
        x: place.x, y: -place.y, size: Math.max(size * scale, 2.2), type: "shape", shape: SHAPES[look.classes[node.class].shape] ?? 0, style,
        color: fill, border: style === STRUCK ? ink.warn : border, label: null,
      };
    }

    function edgeOf(at, parts, many) {
      const ink = INK[isDark() ? "dark" : "light"];
      const statuses = parts.map((part) => part.status).filter(Boolean);
      const struck = statuses.length > 0 && statuses.every(look.struck), dashed = statuses.length > 0 && statuses.every(look.dashed);
      const tie = parts.every((part) => part.kind !== "role");
      const origins = Math.max(...parts.map((part) => part.origins), 1);
      return {
        type: many ? "thin" : "line", size: 1.1 + Math.min(Math.sqrt(origins) - 1, 2.4), style: struck ? STRUCK : dashed ? DASHED : PLAIN,
        color: struck ? ink.warn : tie ? ink.tie : ink.line,
      };
    }

    function build() {
      const { nodes, edges, parts, canvas } = context.shown();
      const made = new Graph({ type: "undirected", multi: false, allowSelfLoops: false });
      const scale = nodes.length > 2500 ? 0.4 : nodes.length > 1200 ? 0.5 : nodes.length > 500 ? 0.65 : nodes.length > 160 ? 0.8 : 1;
      for (const at of nodes) made.addNode(at, nodeOf(at, canvas.get(at), scale));
      for (const at of edges) {
        const edge = data.edges[at];
        if (edge.from !== edge.to) made.addEdgeWithKey(`e${at}`, edge.from, edge.to, edgeOf(at, parts[at], edges.length > MANY));
      }
      return made;
    }

    /** The stretch of the plane that the picture began with: what comes later does not shift what was there. */
    function frame() {
      const places = [...context.shown().canvas.values()];
      const xs = places.map((place) => place.x), ys = places.map((place) => -place.y);
      const low = (values) => values.reduce((a, b) => Math.min(a, b), Infinity), high = (values) => values.reduce((a, b) => Math.max(a, b), -Infinity);
      return places.length ? { x: [low(xs) - 1, high(xs) + 1], y: [low(ys) - 1, high(ys) + 1] } : { x: [-1, 1], y: [-1, 1] };
    }

    const sigma = new Sigma(new Graph(), container, {
      nodeProgramClasses: { shape: ShapeProgram }, nodeHoverProgramClasses: { shape: ShapeProgram }, edgeProgramClasses: { line: LineProgram, thin: ThinProgram },
      defaultNodeType: "shape", defaultEdgeType: "line", renderLabels: false, renderEdgeLabels: false, enableEdgeEvents: false,
      defaultDrawNodeHover: () => {}, hideEdgesOnMove: false, stagePadding: MARGIN, minCameraRatio: 0.05, maxCameraRatio: 12, zIndex: false,
      doubleClickZoomingRatio: 1.6, allowInvalidContainer: true, inertiaDuration: calm.matches ? 0 : 200,
    });
    const camera = () => sigma.getCamera();
    const overlay = createOverlay(sigma, context);
    // sigma would read pixels back from the graphics card at every move of the pointer; the overlay reckons what is under it
    sigma.getNodeAtPosition = () => null;
    sigma.pickingLayers.clear();

    function draw() {
      const fresh = begun !== context.layings() || box === null;
      if (fresh) { begun = context.layings(); box = frame(); sigma.setCustomBBox(box); }
      const made = build(), many = made.size > MANY;
      if (sigma.getSetting("hideEdgesOnMove") !== many) sigma.setSetting("hideEdgesOnMove", many);
      overlay.forget();
      // the camera first: each further drawing of thousands of edges would cost as much as this one
      if (fresh) fit(false);
      sigma.setGraph(made);
      showHint();
      if (!fresh && outside()) fit(true);
    }

    /** Where what is drawn lies, in sigma's own units: the frame is one wide or high, its middle 0.5. */
    function extent() {
      const { nodes, canvas } = context.shown();
      let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
      const size = Math.max(box.x[1] - box.x[0], box.y[1] - box.y[0]);
      for (const at of nodes) {
        const place = canvas.get(at), x = 0.5 + (place.x - (box.x[0] + box.x[1]) / 2) / size, y = 0.5 + (-place.y - (box.y[0] + box.y[1]) / 2) / size;
        left = Math.min(left, x); right = Math.max(right, x);
        bottom = Math.min(bottom, y); top = Math.max(top, y);
      }
      return left <= right ? { left, right, bottom, top } : null;
    }

    function outside() {
      const found = extent();
      if (!found) return false;
      const { width, height } = sigma.getDimensions();
      const a = sigma.framedGraphToViewport({ x: found.left, y: found.top }), b = sigma.framedGraphToViewport({ x: found.right, y: found.bottom });
      return a.x < 0 || b.x > width || a.y < 0 || b.y > height;
    }

    function fit(moving) {
      const found = extent();
      if (!found) return;
      const { width, height } = sigma.getDimensions();
      const rest = { cameraState: { x: 0.5, y: 0.5, ratio: 1, angle: 0 } };
      const a = sigma.framedGraphToViewport({ x: found.left, y: found.top }, rest), b = sigma.framedGraphToViewport({ x: found.right, y: found.bottom }, rest);
      // pixels that a unit of the frame takes at ratio 1
      const unit = (b.x - a.x) / Math.max(found.right - found.left, 1e-9) || (b.y - a.y) / Math.max(found.top - found.bottom, 1e-9) || 1;
      const { start, steps } = state.get();
      if (start === "top" && !steps.length && !covered()) { go(asLaid(unit), moving); return; }
      const room = margins(found, width, height, unit);
      room.bottom += Math.min(covered(), height / 2);
      const ratio = Math.max((b.x - a.x) / Math.max(width - room.left - room.right, 50), (b.y - a.y) / Math.max(height - room.top - room.bottom, 50), 0.12);
      const pixel = ratio / unit;
      const target = { x: (found.left + found.right) / 2 + ((room.right - room.left) / 2) * pixel, y: (found.bottom + found.top) / 2 + ((room.top - room.bottom) / 2) * pixel, ratio, angle: 0 };
      go(target, moving);
    }

    function go(target, moving) {
      if (moving && !calm.matches) camera().animate(target, { duration: 250 });
      else camera().setState(target);
    }

    /** The camera for which a pixel of the layout is one on the screen: what was laid out for this stage stands as it was laid. */
    function asLaid(unit) {
      const size = Math.max(box.x[1] - box.x[0], box.y[1] - box.y[0]);
      return { x: 0.5 - (box.x[0] + box.x[1]) / 2 / size, y: 0.5 - (box.y[0] + box.y[1]) / 2 / size, ratio: unit / size, angle: 0 };
    }

    /** Pixels that names need beyond the outermost nodes on each side; of very many nodes, some for the longest. */
    function margins(found, width, height, unit) {
      const { nodes, canvas } = context.shown();
      if (nodes.length > NAMED) return { left: MARGIN, right: MARGIN + 90, top: MARGIN, bottom: MARGIN };
      const size = Math.max(box.x[1] - box.x[0], box.y[1] - box.y[0]), scale = Math.min((width - 2 * RIM) / Math.max((found.right - found.left) * unit, 1), (height - 2 * RIM) / Math.max((found.top - found.bottom) * unit, 1));
      const need = { left: RIM, right: RIM, top: RIM, bottom: RIM };
      for (const at of nodes) {
        const place = canvas.get(at), covers = boxOf(data, at);
        const x = 0.5 + (place.x - (box.x[0] + box.x[1]) / 2) / size, y = 0.5 + (-place.y - (box.y[0] + box.y[1]) / 2) / size;
        need.left = Math.max(need.left, covers.left + RIM - (x - found.left) * unit * scale);
        need.right = Math.max(need.right, Math.min(covers.right, width * 0.45) + RIM - (found.right - x) * unit * scale);
        need.top = Math.max(need.top, covers.top + RIM - (found.top - y) * unit * scale);
        need.bottom = Math.max(need.bottom, covers.bottom + RIM - (y - found.bottom) * unit * scale);
      }
      return need;
    }

    function showHint() {
      const { canvas, nodes } = context.shown();
      const parts = [];
      if (!data.nodes.length) parts.push("No two names are linked here: there is nothing to draw");
      else if (state.get().start === "path" && !context.shown().paths.length) parts.push("Nothing that passes the filters leads from one to the other");
      else if (!canvas.size) parts.push("The canvas is empty: search for a name, or begin with what matters most");
      else if (!nodes.length) parts.push("Nothing on the canvas passes the filters");
      else if (nodes.length < canvas.size) parts.push(`${(canvas.size - nodes.length).toLocaleString("en-US")} filtered away`);
      hint.textContent = parts.join(" · ");
      hint.hidden = !parts.length;
    }

    /** A selected node that is out of sight comes into it. */
    function bringIntoSight() {
      const { selected } = state.get();
      if (!selected || selected.kind !== "node" || !sigma.getGraph().hasNode(selected.at)) return;
      const place = sigma.getNodeDisplayData(selected.at), { width, height: whole } = sigma.getDimensions(), height = whole - covered();
      const { x, y } = sigma.framedGraphToViewport(place);
      if (x > 20 && x < width - 20 && y > 20 && y < height - 20) return;
      // into the middle of what is not covered
      const down = sigma.viewportToFramedGraph({ x: 0, y: covered() / 2 }).y - sigma.viewportToFramedGraph({ x: 0, y: 0 }).y;
      const target = { x: place.x, y: place.y + down };
      if (calm.matches) camera().setState(target); else camera().animate(target, { duration: 250 });
    }

    /** Pixels of the stage that the panel covers from below, on a phone. */
    function covered() {
      const stage = container.getBoundingClientRect(), panel = byId("panel").getBoundingClientRect();
      return panel.width && panel.left < stage.right - 40 ? Math.max(0, stage.bottom - panel.top) : 0;
    }

    sigma.on("clickStage", ({ event }) => {
      const node = overlay.nodeAt(event.x, event.y), edge = node === null ? overlay.edgeAt(event.x, event.y) : null;
      if (node !== null) actions.select("node", node);
      else if (edge !== null) actions.select("edge", edge);
      else actions.select(null);
    });
    sigma.on("doubleClickStage", ({ event, preventSigmaDefault }) => {
      const node = overlay.nodeAt(event.x, event.y);
      if (node === null) return;
      preventSigmaDefault();
      actions.expand(node);
    });
    sigma.on("moveBody", ({ event }) => {
      const node = event.original.buttons ? null : overlay.nodeAt(event.x, event.y);
      container.classList.toggle("over", node !== null);
      overlay.hover(node);
    });
    container.addEventListener("mouseleave", () => overlay.hover(null));
    container.addEventListener("keydown", (event) => {
      const step = 0.12 * camera().ratio;
      const keys = {
        ArrowLeft: { x: camera().x - step }, ArrowRight: { x: camera().x + step }, ArrowUp: { y: camera().y + step }, ArrowDown: { y: camera().y - step },
        "+": { ratio: camera().ratio / 1.4 }, "=": { ratio: camera().ratio / 1.4 }, "-": { ratio: camera().ratio * 1.4 },
      };
      if (event.key === "0") fit(true);
      else if (keys[event.key]) camera().setState(keys[event.key]);
      else return;
      event.preventDefault();
    });
    state.subscribe((_, changed) => {
      if (changed.has("size") || changed.has("colour")) recolour();
      if (changed.has("selected")) { overlay.redraw(); bringIntoSight(); }
    });
    function recolour() { overlay.forget(); sigma.setGraph(build()); }

    return {
      sigma,
      overlay,
      fit,
      show() { sigma.resize(); draw(); },
      update(_, changed) {
        // what is selected changes what passes only where it is the last of its kind: rebuilding would flicker
        if (changed.size === 1 && changed.has("selected") && sameAsDrawn()) return;
        draw();
      },
      recolour,
    };

    function sameAsDrawn() {
      const { nodes, edges } = context.shown(), drawn = sigma.getGraph();
      return drawn.order === nodes.length && drawn.size === edges.length && nodes.every((at) => drawn.hasNode(at));
    }
  },
};
