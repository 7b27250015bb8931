// A drawing that can be moved and zoomed: by wheel, drag, two fingers, double click, keys and buttons. Knows nothing of maps.

const STEP = 1.6;

/** `changed(zoomed)` is called after every change of {x, y, k}: a place p of the drawing stands at p·k + (x, y) on the screen. */
export function createFrame(root, { width, height, most, changed }) {
  const view = { x: 0, y: 0, k: 1 };
  const size = () => ({ wide: root.clientWidth || 1, high: root.clientHeight || 1 });
  const least = () => Math.min(size().wide / width, size().high / height);

  function settle(before) {
    const { wide, high } = size();
    view.k = Math.min(Math.max(view.k, least()), least() * most);
    // some of the drawing stays in sight
    const keep = (at, length, drawn) => (drawn <= length ? (length - drawn) / 2 : Math.min(Math.max(at, length - drawn), 0));
    view.x = keep(view.x, wide, width * view.k);
    view.y = keep(view.y, high, height * view.k);
    changed(view.k !== before);
  }

  function zoom(by, px, py) {
    const { wide, high } = size(), before = view.k, x = px ?? wide / 2, y = py ?? high / 2;
    const k = Math.min(Math.max(before * by, least()), least() * most);
    view.x = x - ((x - view.x) * k) / before;
    view.y = y - ((y - view.y) * k) / before;
    view.k = k;
    settle(before);
  }

  function move(dx, dy) {
    view.x += dx;
    view.y += dy;
    settle(view.k);
  }

  /** Show a box of the drawing, {left, top, right, bottom}, with room around it. */
  function fit(box, room = 48) {
    const { wide, high } = size();
    const k = Math.min((wide - 2 * room) / Math.max(box.right - box.left, 1e-6), (high - 2 * room) / Math.max(box.bottom - box.top, 1e-6));
    view.k = Math.min(Math.max(k, least()), least() * most);
    view.x = wide / 2 - ((box.left + box.right) / 2) * view.k;
    view.y = high / 2 - ((box.top + box.bottom) / 2) * view.k;
    settle(NaN); // another view altogether, also where its scale is the same
  }

  // ---------------------------------------------------------------- hands

  const fingers = new Map();
  let dragged = 0;
  const spot = (event) => {
    const corner = root.getBoundingClientRect();
    return [event.clientX - corner.left, event.clientY - corner.top];
  };
  root.addEventListener("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 20 : 1;
    zoom(Math.exp(-Math.max(-240, Math.min(event.deltaY * lines, 240)) * 0.0022), ...spot(event));
  }, { passive: false });
  root.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (!fingers.size) dragged = 0;
    fingers.set(event.pointerId, spot(event));
  });
  root.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = spot(event), [dx, dy] = [now[0] - before[0], now[1] - before[1]];
    dragged += Math.hypot(dx, dy);
    if (dragged > 4 && !root.hasPointerCapture(event.pointerId)) root.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, now);
    if (fingers.size === 1) { move(dx, dy); return; }
    const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    const far = (place) => Math.hypot(place[0] - other[0], place[1] - other[1]) || 1;
    zoom(far(now) / far(before), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
  });
  for (const gone of ["pointerup", "pointercancel"]) root.addEventListener(gone, (event) => fingers.delete(event.pointerId));
  root.addEventListener("dblclick", (event) => zoom(STEP * STEP, ...spot(event)));
  root.addEventListener("keydown", (event) => {
    const ways = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
    if (ways[event.key]) move(...ways[event.key]);
    else if (event.key === "+" || event.key === "=") zoom(STEP);
    else if (event.key === "-") zoom(1 / STEP);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return { view, zoom, move, fit, settle: () => settle(NaN), least, larger: () => zoom(STEP), smaller: () => zoom(1 / STEP), wasDragged: () => dragged > 4 };
}
