// Which events stand where on the map, and which points stand together. Pure: the story and what passes the filters in, points out.
import { passing } from "./shown.js";

const WITHIN = /containedInPlace$/;
const HAPPENED = new Set(["Occurred", "Ongoing"]);
const STRUCK = new Set(["Denied", "NotOccurred", "Cancelled"]);

/** For every place the places that contain it, at any depth, as far as the page knows. */
export function containers(data) {
  const above = new Map();
  data.edges.forEach((edge) => {
    for (const part of edge.parts) {
      if (!WITHIN.test(part.iri)) continue;
      const [inner, outer] = part.along ? [edge.from, edge.to] : [edge.to, edge.from];
      if (!above.has(inner)) above.set(inner, []);
      above.get(inner).push(outer);
    }
  });
  const found = new Map();
  for (const inner of above.keys()) {
    const seen = new Set(), pending = [...above.get(inner)];
    while (pending.length) {
      const outer = pending.pop();
      if (seen.has(outer) || outer === inner) continue;
      seen.add(outer);
      pending.push(...(above.get(outer) || []));
    }
    found.set(inner, seen);
  }
  return found;
}

/** The places of every event: [numbers of nodes], the finest alone where one contains another. */
export function placesOfEvents(data, inside) {
  const found = new Map();
  data.edges.forEach((edge, at) => {
    if (!edge.parts.some((part) => part.role === "place")) return;
    const [event, place] = data.isEvent(edge.from) ? [edge.from, edge.to] : [edge.to, edge.from];
    if (!data.isEvent(event)) return;
    if (!found.has(event)) found.set(event, []);
    found.get(event).push([place, at]);
  });
  for (const [event, places] of found) {
    found.set(event, places.filter(([outer]) => !places.some(([inner]) => inner !== outer && inside.get(inner)?.has(outer) && !inside.get(outer)?.has(inner))));
  }
  return found;
}

/**
 * What is drawn under the filters: `points`, one for each place with coordinates: {place, lon, lat, within, events, weight, kind}, the
 * heaviest first; and `counts`: placed, undated (among them), unplaced (no place told), nowhere (only at places that no
 * list of places knows), hidden (placed, but undated while a time is chosen).
 */
export function located(data, places, shown, state) {
  const here = new Map(), counts = { placed: 0, undated: 0, unplaced: 0, nowhere: 0, hidden: 0 };
  const drawable = (at) => data.nodes[at].lon !== undefined;
  data.nodes.forEach((node, at) => {
    if (node.kind !== "event" && drawable(at) && shown.passes[at] && node.class === "Place") here.set(at, []);
  });
  data.nodes.forEach((node, at) => {
    if (node.kind !== "event" || !shown.passes[at]) return;
    const all = places.get(at) || [];
    const own = all.filter(([place]) => drawable(place) && shown.passes[place]);
    if (!own.length) {
      counts[all.length ? "nowhere" : "unplaced"] += 1;
      return;
    }
    counts.placed += 1;
    if (!node.first && !node.last) counts.undated += 1;
    for (const [place] of own) {
      if (!here.has(place)) here.set(place, []);
      here.get(place).push(at);
    }
  });
  if (state.time) {
    const before = passing(data, { ...state, time: null }).nodes;
    for (const [at, all] of places) {
      const node = data.nodes[at];
      if (before[at] && !shown.passes[at] && !node.first && !node.last && all.some(([place]) => drawable(place))) counts.hidden += 1;
    }
  }
  const points = [...here].map(([place, events]) => {
    const { lon, lat, within } = data.nodes[place];
    events.sort((a, b) => data.nodes[b].weight - data.nodes[a].weight || a - b);
    return { place, lon, lat, within: within || null, events, weight: events.reduce((sum, at) => sum + data.nodes[at].reports, 0), kind: kindOf(data, events) };
  });
  points.sort((a, b) => b.weight - a.weight || b.events.length - a.events.length || data.nodes[b.place].weight - data.nodes[a.place].weight || a.place - b.place);
  return { points, counts };
}

/** How events are drawn together: "named" without any; else as the surest among them. */
export function kindOf(data, events) {
  const statuses = events.map((at) => data.nodes[at].status);
  if (!statuses.length) return "named";
  if (statuses.some((status) => HAPPENED.has(status))) return "happened";
  return statuses.every((status) => STRUCK.has(status)) ? "struck" : "open";
}

/** Pixels from the middle of a point to its edge: its area grows with its weight. */
export const radius = (weight) => (weight ? Math.min(4.5 + 2.6 * Math.sqrt(weight), 30) : 3.5);

/**
 * Points that would overlap, together. `points` have `x`, `y` in pixels and come the heaviest first; each joins the first
 * that it would touch. Gives {points, x, y, weight, events}; where it stands is the middle by weight.
 */
export function clusters(points) {
  let made = points.map((point) => ({ points: [point], x: point.x, y: point.y, weight: point.weight, events: point.events }));
  for (let round = 0; round < 6; round += 1) {
    const kept = [];
    for (const one of made) {
      const near = kept.find((other) => Math.hypot(other.x - one.x, other.y - one.y) < (radius(other.weight) + radius(one.weight)) * 0.92);
      if (!near) { kept.push({ ...one }); continue; }
      // places without events weigh a little, too
      const [a, b] = [near.weight || 0.1 * near.points.length, one.weight || 0.1 * one.points.length];
      near.x = (near.x * a + one.x * b) / (a + b);
      near.y = (near.y * a + one.y * b) / (a + b);
      near.points = [...near.points, ...one.points];
      near.events = [...new Set([...near.events, ...one.events])];
      near.weight += one.weight;
    }
    const settled = kept.length === made.length;
    made = kept.sort((a, b) => b.weight - a.weight || a.points[0].place - b.points[0].place);
    if (settled) break;
  }
  return made;
}
