// The list of events by eras, its filters, and the axis above it.
const STEP = 60; // events that are drawn at once: the weightiest
const MANY_YEARS = 3; // years of a story from which on its eras are years

const style = (status) => data.statuses[status] || { name: status.toLowerCase() };
const chipClass = (status) => "chip" + (style(status).struck ? " struck" : style(status).dashes ? " dashed" : "");
const chip = (status, by) => el("span", { class: chipClass(status) }, style(status).name + (by && status === "Denied" ? ` by ${by}` : ""));

for (const event of data.events) {
  const said = event.told.map((t) => [t.pieces.join(""), t.publisher || "", t.headline || "", t.said_by || ""].join(" "));
  event.text = fold([event.what, event.type, event.when, ...event.actors, ...event.places, ...said].join(" "));
}
const off = new Set();
const whole = reach(data.events);
const byYears = Boolean(whole) && whole[1] - whole[0] > MANY_YEARS * 365;
let drawn = STEP, days = null;

function chosen() {
  const wanted = fold(byId("search").value).split(/\s+/).filter(Boolean);
  const type = byId("types").value, who = byId("who").value, where = byId("where").value;
  return data.events.filter((e) => !off.has(e.status) && (!type || e.type === type) && (!who || e.actors.includes(who)) &&
    (!where || e.places.includes(where)) && wanted.every((w) => e.text.includes(w)));
}

/** The weightiest of some events, in the order that is wanted. */
function ordered(events) {
  const heavy = events.map((e, at) => [e, at]).sort((a, b) => b[0].weight - a[0].weight || a[1] - b[1]).slice(0, drawn);
  const order = byId("order").value;
  if (order === "weight") return heavy.map(([e]) => e);
  const inTime = heavy.sort((a, b) => a[1] - b[1]).map(([e]) => e);
  return order === "back" ? inTime.reverse() : inTime;
}

function steps(event) {
  if (event.steps.length < 2) return null;
  return el("ul", { class: "steps", "aria-label": "How its status went" }, ...event.steps.map(([date, status, source, said]) =>
    el("li", {}, chip(status, said), " " + [date || "no date", source, said && `says ${said}`].filter(Boolean).join(" · "))));
}

function telling(told) {
  const words = told.pieces.map((piece, at) => (at % 2 ? el("mark", {}, piece) : piece));
  const where = [told.said_by && `says ${told.said_by}`, told.publisher, told.date].filter(Boolean).join(" · ");
  const head = told.headline || told.url || "";
  const link = told.url ? el("a", { href: told.url, rel: "noopener noreferrer nofollow", target: "_blank" }, head) : head;
  return el("li", { class: "told" }, el("blockquote", {}, ...words), el("cite", {}, link, where && (head ? " · " : "") + where));
}

function row(event) {
  const evidence = el("div", { hidden: true });
  const open = el("button", { type: "button", class: "open", "aria-expanded": "false", onclick: () => {
    if (!evidence.childElementCount) {
      const all = [steps(event), el("ul", {}, ...event.told.map(telling))];
      if (event.articles > event.told.length) all.push(el("p", { class: "facts" }, `told by ${plural(event.articles, "article")} in all`));
      evidence.append(...all.filter(Boolean));
    }
    evidence.hidden = !evidence.hidden;
    open.setAttribute("aria-expanded", String(!evidence.hidden));
  } },
  el("span", { class: "what" + (style(event.status).struck ? " struck" : "") }, event.what),
  el("span", { class: "facts" }, ...(event.steps.length > 1 ? event.steps.map((s) => chip(s[1], s[3])) : [chip(event.status, event.steps[0]?.[3])]),
    event.type, " · " + plural(event.origins, "source")));
  return el("li", { class: "entry" }, el("div", { class: "when" }, event.when || "no date"), el("div", { class: "event" }, open, evidence));
}

/** Rows with the name of its era before the first one of each. */
function rows(events) {
  const inTime = byId("order").value !== "weight", found = [];
  let era = null;
  for (const event of events) {
    const own = eraOf(event, byYears);
    if (inTime && own !== era) found.push(el("li", { class: "era" }, el("h2", {}, own || "No date")));
    era = own;
    found.push(row(event));
  }
  return found;
}

function show() {
  let events = chosen();
  axis(events);
  eras(events);
  if (days) events = events.filter((e) => e.first && e.first <= days[1] && e.last >= days[0]);
  const seen = Math.min(drawn, events.length);
  byId("count").textContent = (seen < events.length ? `the ${number(seen)} that matter most of ` : events.length < data.events.length ? `${number(events.length)} of ` : "")
    + plural(seen < events.length ? events.length : data.events.length, "event");
  byId("events").replaceChildren(...rows(ordered(events)));
  byId("more").hidden = events.length <= drawn;
}

function press(stretch) {
  days = days && days[0] === stretch[0] && days[1] === stretch[1] ? null : stretch;
  drawn = STEP;
  show();
}

const pressed = (from, to) => Boolean(days) && days[0] === from && days[1] === to;

/** How many events begin when: bars over equal stretches of time; one that is pressed shows its stretch alone. */
function axis(events) {
  byId("strip").hidden = !whole;
  if (!whole) return;
  const [begin, end] = whole, most = narrow.matches ? Math.floor(byId("bars").clientWidth / FINGER) : BARS;
  const count = Math.max(1, Math.min(most, Math.round(end - begin))), width = (end - begin) / count;
  const counts = new Array(count).fill(0);
  for (const e of events) {
    const at = e.first ? Math.floor((dayOf(e.first) - begin) / width) : -1;
    if (at >= 0 && at < count) counts[at] += 1;
  }
  const highest = Math.max(1, ...counts);
  byId("bars").replaceChildren(...counts.map((n, at) => {
    const first = Math.ceil(begin + at * width), from = isoOf(first);
    const last = Math.max(first, Math.ceil(begin + (at + 1) * width) - 1), to = isoOf(last);
    const name = `${first === last ? dayWords(first) : `${dayWords(first)} to ${dayWords(last)}`}: ${plural(n, "event")}`, on = pressed(from, to);
    const bar = el("span", {});
    bar.style.height = n ? `${12 + (88 * n) / highest}%` : "2px";
    return el("button", { type: "button", class: n ? null : "none", disabled: !n && !on, title: name, "aria-label": name, "aria-pressed": String(on), onclick: () => press([from, to]) }, bar);
  }));
  byId("axis").replaceChildren(...ticks(begin, end, narrow.matches ? 4 : TICKS).map(([day, words]) => {
    const tick = el("span", {}, words);
    tick.style.left = `${(100 * (day - begin)) / (end - begin)}%`;
    return tick;
  }));
}

/** What lies before and behind the axis, and all of it again. */
function eras(events) {
  if (!whole) return;
  const outside = (test) => events.filter((e) => e.first && test(dayOf(e.first)));
  const button = (words, from, to) => el("button", { type: "button", class: "chip", "aria-pressed": String(pressed(from, to)), onclick: () => press([from, to]) }, words);
  const before = outside((day) => day < whole[0]), after = outside((day) => day >= whole[1]);
  const found = [];
  if (before.length) found.push(button(`${plural(before.length, "event")} before ${dayWords(whole[0])}`, "0001-01-01", isoOf(whole[0] - 1)));
  if (after.length) found.push(button(`${plural(after.length, "event")} after ${dayWords(whole[1] - 1)}`, isoOf(whole[1]), "9999-12-31"));
  if (days) found.push(el("button", { type: "button", class: "chip", onclick: () => press(days) }, "all days"));
  byId("eras").replaceChildren(...found);
}

const tally = (of) => data.events.flatMap(of).reduce((found, key) => found.set(key, (found.get(key) || 0) + 1), new Map());
const most = (counts) => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
for (const [status, n] of tally((e) => [e.status])) {
  const button = el("button", { type: "button", class: chipClass(status), "aria-pressed": "true", onclick: () => {
    if (off.has(status)) off.delete(status); else off.add(status);
    button.setAttribute("aria-pressed", String(!off.has(status)));
    drawn = STEP;
    show();
  } }, `${style(status).name} ${n}`);
  byId("statuses").append(button);
}
for (const [id, of] of [["who", (e) => e.actors], ["where", (e) => e.places], ["types", (e) => [e.type]]]) {
  const options = most(tally(of)).map(([name, n]) => el("option", { value: name }, `${name} (${n})`));
  byId(id).append(el("option", { value: "" }, "all"), ...options);
  byId(id).parentElement.hidden = !options.length;
}
for (const id of ["search", "who", "where", "types", "order"]) byId(id).addEventListener("input", () => { drawn = STEP; show(); });
byId("more").addEventListener("click", () => { drawn += STEP; show(); });
const unfold = () => { byId("filters").open = !narrow.matches; };
unfold();
narrow.addEventListener("change", () => { unfold(); show(); });
if (data.undated || data.passing) {
  const left = [[data.undated, "without a date"], [data.passing, "mentioned in passing"]].filter(([count]) => count);
  const said = left.map(([count, how]) => `${plural(count, "event")} ${how}`).join(" and ");
  byId("undated").textContent = `${said} ${data.undated + data.passing === 1 ? "is" : "are"} not shown.`;
  byId("undated").hidden = false;
}
show();
