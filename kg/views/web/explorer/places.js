// Places for nodes that come onto the canvas: near what they are linked to, on the nearest free spot of a spiral. The same
// steps give the same places; what stands already does not move.

const GAP = 62;
const TURN = Math.PI * (3 - Math.sqrt(5));

/** Spots taken, in a grid, so that asking for a free one is quick. */
class Taken {
  constructor(places) {
    this.cells = new Map();
    for (const place of places) this.add(place);
  }

  add(place) {
    const key = `${Math.floor(place.x / GAP)} ${Math.floor(place.y / GAP)}`;
    if (!this.cells.has(key)) this.cells.set(key, []);
    this.cells.get(key).push(place);
  }

  free(x, y, wide, high) {
    const reach = Math.ceil(wide / GAP) + 1;
    const column = Math.floor(x / GAP), row = Math.floor(y / GAP);
    for (let i = column - reach; i <= column + reach; i += 1) {
      for (let j = row - 1; j <= row + 1; j += 1) {
        for (const other of this.cells.get(`${i} ${j}`) || []) {
          if (Math.abs(other.x - x) < wide && Math.abs(other.y - y) < high) return false;
        }
      }
    }
    return true;
  }
}

/** [node, {x, y}] for each of `fresh`, in their order; `from` is the node that brings them in, if any. */
export function calmPlaces(data, canvas, fresh, from) {
  const taken = new Taken(canvas.values());
  const placed = new Map(canvas);
  const found = [];
  for (const at of fresh) {
    const linked = data.around[at].map(([, other]) => placed.get(other)).filter(Boolean);
    const near = linked.length ? linked : from !== null && placed.has(from) ? [placed.get(from)] : [];
    let x = 0, y = 0;
    for (const place of near) { x += place.x / near.length; y += place.y / near.length; }
    if (!near.length && placed.size) {
      // linked to nothing here: below all that is drawn
      y = Math.max(...[...placed.values()].map((place) => place.y)) + 2 * GAP;
    }
    const wide = GAP * 1.7, high = GAP * 0.9;
    let spot = { x, y };
    for (let n = 0; n < 4000; n += 1) {
      const far = GAP * 0.55 * Math.sqrt(n), angle = n * TURN + at;
      spot = { x: x + far * Math.cos(angle) * 1.25, y: y + far * Math.sin(angle) };
      if (taken.free(spot.x, spot.y, wide, high)) break;
    }
    spot = { x: Math.round(spot.x), y: Math.round(spot.y) };
    taken.add(spot);
    placed.set(at, spot);
    found.push([at, spot]);
  }
  return found;
}
