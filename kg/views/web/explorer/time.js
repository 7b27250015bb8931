// The time brush below the view: how many events when, and a stretch of time that filters everything.
import { byId, button, el, plural, svg } from "./dom.js";
import { passing } from "./shown.js";

const DAY = 86_400_000;
const HEIGHT = 46;
const MOST_BARS = 160;
/** Of the events, those that the bars must hold. */
const SHARE = 0.85;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** Steps of a bar, in days; the finest that gives no more than MOST_BARS is taken. */
const STEPS = [1, 7, 30.436875, 91.310625, 365.2425, 3652.425];

const day = (iso) => Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY;
const iso = (number) => new Date(Math.round(number) * DAY).toISOString().slice(0, 10);

/** The days of an event as numbers, [first, last]; null where it has none, or only one side of its interval. */
function daysOf(node) {
  const first = node.first && day(node.first), last = node.last && day(node.last);
  if (!first && !last) return null;
  return [first || last, last || first];
}

/**
 * Where most of time lies, as [first, last] day: the shortest stretch with nearly all events in it. A few dates far off (a
 * war of 1945 in a story of today, a goal for 2050) must not squeeze all others.
 */
function domain(days) {
  const middles = days.map(([first, last]) => (first + last) / 2).sort((a, b) => a - b);
  const many = Math.ceil(middles.length * (middles.length > 12 ? SHARE : 1));
  let low = middles[0], high = middles[many - 1];
  for (let at = 1; at + many <= middles.length; at += 1) {
    if (middles[at + many - 1] - middles[at] < high - low) { low = middles[at]; high = middles[at + many - 1]; }
  }
  // what is not much farther off, and the whole of what does not last longer than all that
  const wide = Math.max(high - low, 14), near = ([first, last]) => last - first <= wide && last >= low - wide / 5 && first <= high + wide / 5;
  for (const [first, last] of days.filter(near)) { low = Math.min(low, first); high = Math.max(high, last); }
  const margin = Math.max((high - low) * 0.03, 2);
  return [Math.floor(low - margin), Math.ceil(high + margin)];
}

/** What bars count, [number of the event, [first, last] day]: its own days, or each day on which it was told. */
function datedBy(data, by) {
  const events = data.nodes.map((node, at) => [at, node]).filter(([, node]) => node.kind === "event");
  if (by === "published") return events.flatMap(([at, node]) => node.published.map((n) => [at, [day(data.dates[n]), day(data.dates[n])]]));
  return events.map(([at, node]) => [at, daysOf(node)]).filter(([, days]) => days);
}

export function startTime(context) {
  const { data, state } = context;
  const root = byId("time");
  const ways = ["event", "published"].filter((by) => datedBy(data, by).length);
  if (!ways.length) {
    root.hidden = true;
    return;
  }
  const events = data.nodes.filter((node) => node.kind === "event").length;
  let by, dated, undated, low, high, step, bars;

  /** Count by the days of events, or by those of publication: other bars over another stretch. */
  function count() {
    by = ways.includes(state.get().by) ? state.get().by : ways[0];
    dated = datedBy(data, by);
    undated = events - new Set(dated.map(([at]) => at)).size;
    [low, high] = domain(dated.map(([, days]) => days));
    step = STEPS.find((size) => (high - low) / size <= MOST_BARS) || STEPS[STEPS.length - 1];
    bars = Math.max(1, Math.ceil((high - low) / step));
    chart.setAttribute("viewBox", `0 0 ${bars} ${HEIGHT}`);
    tickRow.replaceChildren(...ticks());
    for (const one of choice.children) one.setAttribute("aria-pressed", String(one.dataset.by === by));
  }

  const chart = svg("svg", { class: "bars", preserveAspectRatio: "none", "aria-hidden": "true" }), tickRow = el("div", { class: "ticks", "aria-hidden": "true" });
  const brush = el("div", { class: "brush", hidden: true }, el("i", { class: "left" }), el("i", { class: "right" }));
  const area = el("div", { class: "area" }, chart, tickRow, brush);
  const from = el("input", { type: "date", "aria-label": "From" }), to = el("input", { type: "date", "aria-label": "To" });
  const told = el("span", { class: "told-time" });
  const clear = button("All of time", () => state.set({ time: null }), { class: "plain" });
  const choice = el("div", { class: "by", role: "group", "aria-label": "Days that the bars count", hidden: ways.length < 2 },
    button("When it happens", () => state.set({ by: "event", time: null }), { "data-by": "event" }), button("When it was told", () => state.set({ by: "published", time: null }), { "data-by": "published" }));
  root.replaceChildren(area, el("div", { class: "dates" }, choice, el("label", {}, "From ", from), el("label", {}, "to ", to), clear, told));

  function ticks() {
    const years = (high - low) / 365.25, made = [];
    const first = new Date(low * DAY), stepMonths = years > 40 ? 120 : years > 12 ? 24 : years > 5 ? 12 : years > 2 ? 6 : years > 0.8 ? 2 : 1;
    if (years < 0.25) {
      const each = Math.max(1, Math.round((high - low) / 8));
      for (let at = low + each; at < high; at += each) made.push([at, `${new Date(at * DAY).getUTCDate()} ${MONTHS[new Date(at * DAY).getUTCMonth()]}`]);
    } else {
      for (let month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth() + 1) / stepMonths) * stepMonths; ; month += stepMonths) {
        const at = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;
        if (at > high) break;
        made.push([at, month % 12 ? `${MONTHS[month % 12]} ${years > 1.2 ? `’${String(Math.floor(month / 12)).slice(2)}` : ""}`.trim() : String(Math.floor(month / 12))]);
      }
    }
    const fit = Math.max(2, Math.floor((root.clientWidth || 900) / 90)), each = Math.ceil(made.length / fit);
    return made.filter(([at], n) => n % each === 0 && (at - low) / (high - low) < 0.97).map(([at, text]) => {
      const tick = el("span", {}, text);
      tick.style.left = `${((at - low) / (high - low)) * 100}%`;
      return tick;
    });
  }

  function drawBars() {
    // of all that the other filters let through, so that one sees where to go
    const current = state.get(), { nodes } = passing(data, { ...current, time: null });
    const all = new Array(bars).fill(0);
    for (const [at, [first, last]] of dated) {
      if (!nodes[at]) continue;
      const a = Math.max(0, Math.floor((first - low) / step)), b = Math.min(bars - 1, Math.floor((last - low) / step));
      // an event that lasts counts once in every bar it touches, thinly: a year must not outweigh its days
      for (let bar = a; bar <= b; bar += 1) all[bar] += 1 / (b - a + 1);
    }
    const most = Math.max(...all, 1e-9);
    chart.replaceChildren(...all.map((n, bar) => {
      const high_ = n ? Math.max(Math.sqrt(n / most) * (HEIGHT - 3), 1.5) : 0;
      const on = !current.time || (low + (bar + 1) * step > day(current.time[0]) && low + bar * step <= day(current.time[1]));
      return n ? svg("rect", { x: bar + 0.08, y: HEIGHT - high_, width: 0.84, height: high_, class: on ? "on" : "off" }) : "";
    }).filter(Boolean));
    const { passes } = context.shown(), inside = new Set(dated.filter(([at]) => passes[at]).map(([at]) => at)).size;
    const beyond = dated.filter(([at, [first, last]]) => passes[at] && (last < low || first > high)).length;
    const what = by === "published" ? "event told" : "dated event", more = by === "published" ? "events told" : undefined;
    told.textContent = current.time
      ? `${plural(inside, "event")} ${by === "published" ? "told then" : "then"}${undated ? `; ${plural(undated, "undated event")} left out` : ""}`
      : `${plural(inside, what, more)}${beyond ? ` (${beyond.toLocaleString("en-US")} before or after)` : ""}${undated ? `, ${plural(undated, "undated", "undated")}` : ""}. Drag over the bars to filter.`;
    clear.hidden = !current.time;
    from.value = current.time ? current.time[0] : "";
    to.value = current.time ? current.time[1] : "";
    brush.hidden = !current.time;
    if (current.time) place(day(current.time[0]), day(current.time[1]) + 1);
  }

  function place(first, last) {
    const share = (at) => Math.max(0, Math.min(1, (at - low) / (high - low))) * 100;
    brush.style.left = `${share(first)}%`;
    brush.style.width = `${Math.max(share(last) - share(first), 0.3)}%`;
  }

  function drag(event) {
    const bounds = area.getBoundingClientRect();
    const at = (x) => low + Math.max(0, Math.min(1, (x - bounds.left) / bounds.width)) * (high - low);
    const { time } = state.get(), start = at(event.clientX), near = (8 / bounds.width) * (high - low);
    let mode = "new", a = start, b = start;
    if (time) {
      const [first, last] = [day(time[0]), day(time[1]) + 1];
      if (Math.abs(start - first) < near) { mode = "edge"; a = last; b = first; }
      else if (Math.abs(start - last) < near) { mode = "edge"; a = first; b = last; }
      else if (start > first && start < last) { mode = "move"; a = first; b = last; }
    }
    let moved = false;
    area.setPointerCapture(event.pointerId);
    brush.hidden = false;
    const now = (x) => (mode === "move" ? [a + at(x) - start, b + at(x) - start] : [Math.min(a, at(x)), Math.max(a, at(x))]);
    const move = (next) => { moved ||= Math.abs(next.clientX - event.clientX) > 3; if (moved) place(...now(next.clientX)); };
    const end = (next) => {
      area.removeEventListener("pointermove", move);
      area.removeEventListener("pointerup", end);
      area.removeEventListener("pointercancel", end);
      if (!moved) { if (mode === "new") state.set({ time: null }); drawBars(); return; }
      const [first, last] = now(next.clientX);
      state.set({ time: [iso(Math.floor(first)), iso(Math.max(Math.ceil(last) - 1, Math.floor(first)))] });
    };
    area.addEventListener("pointermove", move);
    area.addEventListener("pointerup", end);
    area.addEventListener("pointercancel", end);
    event.preventDefault();
  }
  area.addEventListener("pointerdown", drag);

  const typed = () => {
    const first = from.value || (to.value ? iso(low) : ""), last = to.value || (from.value ? iso(high) : "");
    if (!first && !last) state.set({ time: null });
    else if (first <= last) state.set({ time: [first, last] });
  };
  from.addEventListener("change", typed);
  to.addEventListener("change", typed);
  context.onShown((_, changed) => {
    if (changed.has("by")) count();
    if (!(changed.size === 1 && changed.has("selected"))) drawBars();
  });
  count();
  drawBars();
}
