// The map: where the events stand that pass the filters, on an outline of the world that the page holds itself.
import { geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import { button, el, number, plural, svg } from "./dom.js";
import { createFrame } from "./map-frame.js";
import { clusters, containers, kindOf, located, placesOfEvents, radius } from "./map-points.js";

const WIDE = 1000, HIGH = 520;
/** How far one can zoom in, of the whole world: the outline is one of 1:110 million. */
const MOST = 45;
/** The least part of the world that is shown at first, in the drawing's units. */
const LEAST = 150;
/** Share of its width from which all of the world is shown. */
const WORLDWIDE = 0.45;
/** Letters of a country's name, in pixels. */
const LETTER = 6.3;
const LISTED = 60;

/** Width of a text in pixels, in the letters of `like`, an element of the drawing. */
function createRule(like) {
  const pen = document.createElement("canvas").getContext("2d"), known = new Map();
  return (text) => {
    if (!known.has(text)) {
      const { fontWeight, fontSize, fontFamily } = getComputedStyle(like);
      pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
      known.set(text, pen.measureText(text).width);
    }
    return known.get(text);
  };
}

function createMap(root, context, world) {
  const { data, look, state, actions } = context;
  const projection = geoNaturalEarth1().fitSize([WIDE, HIGH], { type: "Sphere" }), path = geoPath(projection);
  const places = placesOfEvents(data, containers(data));
  let points = [], counts = {}, drawn = [], chosen = null, waiting = 0, resting = 0;

  // ---------------------------------------------------------------- the world

  const countries = feature(world, world.objects.countries).features.map((one) => ({ name: one.properties.name, middle: path.centroid(one), size: path.area(one) }));
  const land = svg("g", { class: "land" },
    svg("path", { class: "sphere", d: path({ type: "Sphere" }) }),
    svg("path", { class: "graticule", d: path(geoGraticule10()) }),
    svg("path", { class: "countries", d: path(feature(world, world.objects.land)) }),
    svg("path", { class: "borders", d: path(mesh(world, world.objects.countries, (a, b) => a !== b)) }));
  const names = svg("g", { class: "names", "aria-hidden": "true" }), labels = svg("g", { class: "labels", "aria-hidden": "true" }), dots = svg("g", { class: "dots" });
  const moved = svg("g", {}, names, dots, labels), widthOf = createRule(labels);
  const picture = svg("svg", { class: "world", tabindex: 0, role: "group", "aria-label": "Map. Arrow keys move it, plus and minus zoom; Tab goes from point to point. The list beside it gives the same." }, land, moved);
  const card = el("aside", { class: "card", "aria-label": "Places" });
  const tools = el("div", { class: "map-tools", role: "group", "aria-label": "Zoom" },
    button("+", () => frame.larger(), { "aria-label": "Zoom in" }), button("−", () => frame.smaller(), { "aria-label": "Zoom out" }),
    button("Fit", () => fitAll(), { title: "Show all points" }), button("World", () => frame.fit({ left: 0, top: 0, right: WIDE, bottom: HIGH }, 0)));
  const note = el("p", { class: "source" }, "Outlines: Natural Earth. What is told of a whole country stands in its middle.");
  root.append(el("div", { class: "sheet" }, picture, tools, note), card);

  const frame = createFrame(picture, { width: WIDE, height: HIGH, most: MOST, changed: (zoomed) => place(zoomed) });

  // ---------------------------------------------------------------- points

  const nameOf = (point) => data.nodes[point.place].label;
  const title = (cluster) => {
    const listed = cluster.points.slice(0, 3).map(nameOf).join(", ");
    const more = cluster.points.length > 3 ? ` and ${plural(cluster.points.length - 3, "more", "more")}` : "";
    return `${listed}${more}: ${cluster.events.length ? plural(cluster.events.length, "event") : "named, no event"}`;
  };
  const holds = (cluster, at) => cluster.points.some((point) => point.place === at) || cluster.events.includes(at);

  function place(zoomed) {
    const { x, y, k } = frame.view;
    land.setAttribute("transform", `translate(${x} ${y}) scale(${k})`);
    moved.setAttribute("transform", `translate(${x} ${y})`);
    // many steps of a wheel come within one frame of the screen
    if (zoomed && !waiting) waiting = requestAnimationFrame(() => { waiting = 0; put(); });
    // names that have come to the rim are put elsewhere when the hand rests
    clearTimeout(resting);
    if (!zoomed) resting = setTimeout(() => write(frame.view.k), 160);
  }

  /** Put the points where they stand at this zoom. */
  function put() {
    const { k } = frame.view, { selected } = state.get();
    const at = selected && selected.kind === "node" ? selected.at : -1;
    cancelAnimationFrame(waiting);
    waiting = 0;
    const focused = document.activeElement?.closest?.(".dots g")?.dataset.place;
    drawn = clusters(points.map((point) => ({ ...point, x: point.px * k, y: point.py * k })));
    dots.replaceChildren(...drawn.map((cluster) => {
      const size = radius(cluster.weight), kind = kindOf(data, cluster.events), listed = chosen !== null && holds(cluster, chosen);
      const made = svg("g", {
        class: `dot ${kind}${holds(cluster, at) ? " selected" : ""}${listed ? " listed" : ""}`, transform: `translate(${cluster.x} ${cluster.y})`,
        tabindex: 0, role: "button", "aria-label": title(cluster), "data-place": cluster.points[0].place,
        onclick: () => { if (!frame.wasDragged()) open(cluster); },
        onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(cluster); } },
      }, svg("title", {}, title(cluster)), svg("circle", { r: size }));
      if (size >= 9 && cluster.events.length > 1) made.append(svg("text", { dy: "0.35em" }, number(cluster.events.length)));
      return made;
    }).reverse()); // the heaviest above
    if (focused !== undefined) dots.querySelector(`[data-place="${focused}"]`)?.focus();
    write(k);
  }

  /** Names that do not touch anything: of the points, then of the countries where there is room. */
  function write(k) {
    const taken = drawn.map(({ x, y, weight }) => { const r = radius(weight); return [x - r, y - r, x + r, y + r]; });
    const free = (box) => !taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) && taken.push(box);
    // no name is cut by the rim of the sheet; of a point that is out of sight, any spot will do
    const { x: offX, y: offY } = frame.view, { clientWidth, clientHeight } = picture;
    const inside = (left, right, y) => (left + offX >= 2 && right + offX <= clientWidth - 2 && y + offY >= 8 && y + offY <= clientHeight - 8) || right + offX < 0 || left + offX > clientWidth || y + offY < 0 || y + offY > clientHeight;
    const texts = [];
    for (const cluster of drawn) {
      if (!cluster.events.length && k < frame.least() * 3) continue;
      const rest = cluster.points.length - 1, said = `${nameOf(cluster.points[0])}${rest ? ` +${rest}` : ""}`;
      const wide = widthOf(said) + 6, r = radius(cluster.weight) + 4;
      const spots = [[cluster.x + r, cluster.y, "start"], [cluster.x - r, cluster.y, "end"], [cluster.x, cluster.y - r - 7, "middle"], [cluster.x, cluster.y + r + 8, "middle"]];
      const spot = spots.find(([x, y, anchor]) => {
        const left = anchor === "start" ? x : anchor === "end" ? x - wide : x - wide / 2;
        return inside(left, left + wide, y) && free([left, y - 7, left + wide, y + 7]);
      });
      if (spot) texts.push(svg("text", { x: spot[0], y: spot[1], dy: "0.35em", "text-anchor": spot[2], class: cluster.events.length ? null : "named" }, said));
    }
    labels.replaceChildren(...texts);
    const known = new Set(drawn.flatMap((cluster) => cluster.points.map(nameOf)));
    names.replaceChildren(...countries.filter(({ size, name }) => size * k * k > (name.length * LETTER) ** 2 * 0.9 && !known.has(name)).flatMap(({ name, middle }) => {
      const [x, y] = [middle[0] * k, middle[1] * k], wide = name.length * LETTER * 1.15;
      return free([x - wide / 2, y - 7, x + wide / 2, y + 7]) ? [svg("text", { x, y, dy: "0.35em", "text-anchor": "middle" }, name)] : [];
    }));
  }

  function box(of) {
    const xs = of.map((point) => point.px), ys = of.map((point) => point.py);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    return { left, top, right, bottom };
  }

  function fitAll() {
    const of = points.some((point) => point.events.length) ? points.filter((point) => point.events.length) : points;
    if (!of.length) { frame.fit({ left: 0, top: 0, right: WIDE, bottom: HIGH }, 0); return; }
    const { left, right, top, bottom } = box(of), [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const wide = Math.max(right - left, LEAST) / 2, high = Math.max(bottom - top, (LEAST * HIGH) / WIDE) / 2;
    // points from all over the world: the whole of it, not a piece whose rims cut it
    if (wide * 2 > WIDE * WORLDWIDE) frame.fit({ left: 0, top: 0, right: WIDE, bottom: HIGH }, 0);
    else frame.fit({ left: x - wide, right: x + wide, top: y - high, bottom: y + high });
  }

  // ---------------------------------------------------------------- the card

  function row(at, also, act) {
    const node = data.nodes[at], { selected } = state.get();
    const what = el("span", { class: "what" }, el("span", { class: look.struck(node.status) ? "struck" : "" }, node.kind === "event" ? node.label : data.name(at)));
    const made = button("", act, { class: "row", "data-at": at, "aria-current": selected && selected.kind === "node" && selected.at === at ? "true" : null });
    // a date stands below the words of its event, a number of events beside a name
    if (node.kind === "event") what.append(el("small", { class: "when" }, also));
    made.replaceChildren(look.icon(node.class, node.status), what, ...(also && node.kind !== "event" ? [el("span", { class: "role" }, also)] : []));
    return el("li", {}, made);
  }

  function rows(all, make) {
    const made = el("ul", { class: "rows" }, ...all.slice(0, LISTED).map(make));
    if (all.length <= LISTED) return [made];
    const more = button(plural(all.length - LISTED, "more", "more"), () => { made.append(...all.slice(LISTED).map(make)); more.remove(); }, { class: "plain" });
    return [made, more];
  }

  const said = () => [
    [counts.undated, `${plural(counts.undated, "of them has", "of them have")} no date`],
    [counts.hidden, `${plural(counts.hidden, "more is", "more are")} undated, which the chosen time leaves out`],
    [counts.nowhere, `${plural(counts.nowhere, "event is", "events are")} told of a place that is not on the map (“the island”)`],
    [counts.unplaced, `${plural(counts.unplaced, "event has", "events have")} no place told`],
  ].filter(([n]) => n).map(([, text]) => el("li", {}, text));

  function drawCard() {
    const cluster = chosen === null ? null : drawn.find((one) => one.points.some((point) => point.place === chosen));
    if (cluster) { drawPlaces(cluster); return; }
    chosen = null;
    const busy = points.filter((point) => point.events.length), silent = points.filter((point) => !point.events.length);
    card.replaceChildren(
      el("h2", {}, `${plural(counts.placed, "event")} at ${plural(busy.length, "place")}`),
      el("ul", { class: "said" }, ...said()),
      ...rows(busy, (point) => row(point.place, plural(point.events.length, "event"), () => { choose(point); })),
      ...(silent.length ? [el("h3", {}, `Named, no event (${number(silent.length)})`), ...rows(silent, (point) => row(point.place, "", () => { choose(point); actions.select("node", point.place); }))] : []));
  }

  function drawPlaces(cluster) {
    card.replaceChildren(el("p", { class: "back" }, button("All places", () => { chosen = null; put(); drawCard(); }, { class: "plain" }),
      cluster.points.length > 1 ? button("Zoom in", () => frame.fit(box(cluster.points), 90), { class: "plain" }) : ""));
    for (const point of cluster.points) {
      card.append(el("h2", {}, button(nameOf(point), () => actions.select("node", point.place), { class: "place", title: "Show what it rests on" })));
      if (point.within) card.append(el("p", { class: "within" }, `Drawn at ${point.within}, in which it lies.`));
      card.append(...(point.events.length ? rows(point.events, (at) => row(at, data.nodes[at].when || "undated", () => actions.select("node", at))) : [el("p", { class: "within" }, "Named; no event is told of it here.")]));
    }
    card.scrollTop = 0;
  }

  function open(cluster) {
    chosen = cluster.points[0].place;
    put();
    drawCard();
    if (cluster.points.length === 1 && !cluster.events.length) actions.select("node", chosen);
    // one event alone: what it rests on
    if (cluster.events.length === 1) actions.select("node", cluster.events[0]);
  }

  function choose(point) {
    chosen = point.place;
    into(point);
    put();
    drawCard();
  }

  /** Move a point into sight. */
  function into(point) {
    const { x, y, k } = frame.view, at = [point.px * k + x, point.py * k + y], { clientWidth, clientHeight } = picture;
    if (at[0] > 30 && at[0] < clientWidth - 30 && at[1] > 30 && at[1] < clientHeight - 30) return;
    frame.move(clientWidth / 2 - at[0], clientHeight / 2 - at[1]);
  }

  // ---------------------------------------------------------------- keeping up

  function refresh() {
    ({ points, counts } = located(data, places, context.shown(), state.get()));
    for (const point of points) [point.px, point.py] = projection([point.lon, point.lat]);
    put();
    drawCard();
  }

  let shown = false;
  new ResizeObserver(() => { if (picture.clientWidth) { if (!shown) first(); else frame.settle(); } }).observe(picture);
  function first() {
    if (shown || !picture.clientWidth) return;
    shown = true;
    refresh();
    fitAll();
  }

  return {
    show() { if (shown) { refresh(); frame.settle(); } else first(); },
    update(_, changed) {
      if (!shown) return;
      if (changed.size === 1 && changed.has("selected")) {
        const { selected } = state.get();
        const point = selected && selected.kind === "node" && points.find((one) => one.place === selected.at || one.events.includes(selected.at));
        if (point) into(point);
        put();
        // the list stays where it was scrolled to
        for (const one of card.querySelectorAll(".row")) {
          if (point && one.dataset.at === String(selected.at)) one.setAttribute("aria-current", "true"); else one.removeAttribute("aria-current");
        }
      } else if ([...changed].some((name) => name !== "steps" && name !== "start")) refresh();
    },
    // for tests and for a curious reader's console
    frame, projection, points: () => points, counts: () => counts, clusters: () => drawn,
  };
}

export const map = {
  id: "map",
  title: "Map",
  available: (context) => context.hasBlock("world") && context.data.nodes.some((node) => node.lon !== undefined),
  mount(root, context) {
    root.classList.add("map");
    const panel = {};
    context.jsonBlock("world").then((world) => {
      Object.assign(panel, createMap(root, context, world));
      panel.show();
    });
    return panel;
  },
};
