// Time as an axis: bars of how many events begin when, the years, months or days below them, and the eras of a story.
const DAY = 864e5;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const BARS = 120; // bars at most
const FINGER = 44; // pixels that a bar has at least on a phone
const FEW = 8; // events from which on bars tell something
const LATEST = 0.03; // share of the events, the latest, that may lie behind the axis
const EARLIEST = [0.03, 0.1, 0.2, 0.35]; // and of the earliest before it: background of long ago would squeeze the story into one bar
const SHORTER = 8; // how many times shorter the axis must get for more of them to be left out
const EDGE = 0.05; // share of the axis at its end where no words fit
const TICKS = 7; // words below the axis, about

const narrow = window.matchMedia("(max-width: 640px)");
const dayOf = (iso) => Date.parse(iso) / DAY;
const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const partsOf = (day) => { const date = new Date(day * DAY); return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]; };
const dayFrom = (year, month, day) => { const date = new Date(Date.UTC(2000, month, day)); date.setUTCFullYear(year + (date.getUTCFullYear() - 2000)); return date.getTime() / DAY; };

/** First day and the day after the last one that the axis shows; null where too few events have a day. */
function reach(events) {
  const dated = events.filter((e) => e.first).map((e) => dayOf(e.first)).filter(Number.isFinite).sort((a, b) => a - b);
  if (dated.length < FEW) return null;
  const end = dated[Math.ceil(dated.length * (1 - LATEST)) - 1] + 1;
  const begins = EARLIEST.map((share) => dated[Math.floor(dated.length * share)]);
  return [begins.find((begin) => (end - begin) * SHORTER < end - begins[0]) ?? begins[0], end];
}

const dayWords = (day) => { const [y, m, d] = partsOf(day); return `${d} ${MONTHS[m]} ${y}`; };

/** Steps of a scale: [years, months, days] between two words, the first that gives few enough. */
const STEPS = [[0, 0, 1], [0, 0, 2], [0, 0, 7], [0, 0, 14], [0, 1, 0], [0, 3, 0], [0, 6, 0], [1, 0, 0], [2, 0, 0], [5, 0, 0], [10, 0, 0], [20, 0, 0], [50, 0, 0], [100, 0, 0], [500, 0, 0]];

/** Where words stand on the axis: [day, words]. */
function ticks(begin, end, most) {
  const step = STEPS.find(([y, m, d]) => (end - begin) / (y * 365.25 + m * 30.4 + d) <= most) || STEPS.at(-1);
  const [years, months, days] = step, [year, month] = partsOf(begin);
  let day = days ? Math.ceil(begin) : years ? dayFrom(Math.floor(year / years) * years, 0, 1) : dayFrom(year, Math.floor(month / months) * months, 1);
  const found = [];
  for (let last = null; day < end && found.length < 60; ) {
    const [y, m, d] = partsOf(day);
    if (day >= begin && day < end - (end - begin) * EDGE) {
      const own = years ? String(y) : days ? `${d} ${MONTHS[m]}` : MONTHS[m];
      found.push([day, years || last === y ? own : `${own} ${y}`]);
      last = y;
    }
    day = days ? day + days : dayFrom(y + years, m + months, 1);
  }
  return found;
}

/** The era of an event: its year where the story goes over many years, or where no more is known; else its month. */
function eraOf(event, byYears) {
  if (!event.first) return "";
  const [year, month] = partsOf(dayOf(event.first));
  const long = dayOf(event.last || event.first) - dayOf(event.first) > 31;
  return byYears || long ? String(year) : `${MONTHS[month]} ${year}`;
}
