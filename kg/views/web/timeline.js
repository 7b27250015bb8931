// The list of events, its filters and its strip of bars.
const STEP = 200; // events that are drawn at once
const BARS = 120; // bars of the strip at most

const style = (status) => data.statuses[status] || { name: status.toLowerCase() };
const chipClass = (status) => "chip" + (style(status).struck ? " struck" : style(status).dashes ? " dashed" : "");
const chip = (status) => el("span", { class: chipClass(status) }, style(status).name);

for (const event of data.events) {
  const said = event.told.map((t) => [t.pieces.join(""), t.publisher || "", t.headline || "", t.said_by || ""].join(" "));
  event.text = fold([event.what, event.type, event.when, ...event.actors, ...event.places, ...said].join(" "));
}
const off = new Set();
let drawn = STEP, months = null;

function chosen() {
  const wanted = fold(byId("search").value).split(/\s+/).filter(Boolean);
  const type = byId("types").value;
  return data.events.filter((e) => !off.has(e.status) && (!type || e.type === type) && wanted.every((w) => e.text.includes(w)));
}

function ordered(events) {
  const order = byId("order").value;
  if (order === "back") return events.slice().reverse();
  return order === "weight" ? events.slice().sort((a, b) => b.weight - a.weight) : events;
}

function steps(event) {
  if (event.steps.length < 2) return null;
  return el("ul", { class: "steps", "aria-label": "How its status went" }, ...event.steps.map(([date, status, source, said]) =>
    el("li", {}, chip(status), " " + [date || "no date", source, said && `says ${said}`].filter(Boolean).join(" · "))));
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
  el("span", { class: "facts" }, ...(event.steps.length > 1 ? event.steps.map((s) => chip(s[1])) : [chip(event.status)]),
    event.type, " · " + plural(event.origins, "source")));
  return el("li", {}, el("div", { class: "when" }, event.when || "no date"), el("div", { class: "event" }, open, evidence));
}

function show() {
  let events = chosen();
  strip(events);
  if (months) events = events.filter((e) => e.first && e.first <= months[1] && e.last >= months[0]);
  byId("count").textContent = events.length === data.events.length ? plural(events.length, "event")
    : `${number(events.length)} of ${plural(data.events.length, "event")}`;
  byId("events").replaceChildren(...ordered(events).slice(0, drawn).map(row));
  byId("more").hidden = events.length <= drawn;
}

/** How many events begin when: bars over equal stretches of time; one that is pressed shows its stretch alone. */
function strip(events) {
  const days = (iso) => Date.parse(iso) / 864e5;
  const dated = data.events.filter((e) => e.first).map((e) => days(e.first)).filter(Number.isFinite).sort((a, b) => a - b);
  byId("strip").hidden = dated.length < 8;
  if (dated.length < 8) return;
  // a few events of long ago would squeeze all others into one bar
  const begin = dated[Math.floor(dated.length * 0.03)], end = dated[Math.ceil(dated.length * 0.97) - 1] + 1;
  const bars = Math.max(1, Math.min(BARS, Math.round(end - begin))), width = (end - begin) / bars;
  const counts = new Array(bars).fill(0);
  for (const e of events) {
    const at = e.first ? Math.floor((days(e.first) - begin) / width) : -1;
    if (at >= 0 && at < bars) counts[at] += 1;
  }
  const most = Math.max(1, ...counts), iso = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
  byId("strip").replaceChildren(...counts.map((n, at) => {
    const from = iso(Math.ceil(begin + at * width)), to = iso(Math.max(Math.ceil(begin + at * width), Math.ceil(begin + (at + 1) * width) - 1));
    const pressed = Boolean(months) && months[0] === from && months[1] === to;
    const name = `${from === to ? from : from + " to " + to}: ${plural(n, "event")}`;
    const bar = el("button", { type: "button", class: n ? null : "none", disabled: !n && !pressed, title: name, "aria-label": name, "aria-pressed": String(pressed),
      onclick: () => { months = pressed ? null : [from, to]; drawn = STEP; show(); } });
    bar.style.height = n ? `${12 + (88 * n) / most}%` : "2px";
    return bar;
  }));
}

const tally = (key) => data.events.reduce((found, e) => found.set(e[key], (found.get(e[key]) || 0) + 1), new Map());
for (const [status, n] of tally("status")) {
  const button = el("button", { type: "button", class: chipClass(status), "aria-pressed": "true", onclick: () => {
    if (off.has(status)) off.delete(status); else off.add(status);
    button.setAttribute("aria-pressed", String(!off.has(status)));
    drawn = STEP;
    show();
  } }, `${style(status).name} ${n}`);
  byId("statuses").append(button);
}
byId("types").append(el("option", { value: "" }, "all"), ...[...tally("type")].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  .map(([type, n]) => el("option", { value: type }, `${type} (${n})`)));
for (const id of ["search", "types", "order"]) byId(id).addEventListener("input", () => { drawn = STEP; show(); });
byId("more").addEventListener("click", () => { drawn += STEP; show(); });
if (data.undated) {
  byId("undated").textContent = `${plural(data.undated, "event")} without a date ${data.undated === 1 ? "is" : "are"} not shown.`;
  byId("undated").hidden = false;
}
show();
