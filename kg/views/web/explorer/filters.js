// The legend on the left: what shapes and lines mean, how many there are of what the other filters leave, and switches for them.
import { byId, button, el, fold, number } from "./dom.js";
import { COLOURS, SIZES } from "./measures.js";
import { TIE, groupOf, passing } from "./shown.js";

/** Publishers listed before a search box is needed. */
const FEW = 8;

function tally(pairs) {
  const found = new Map();
  for (const [key, name] of pairs) {
    if (key === undefined || key === null) continue;
    const entry = found.get(key) || [name, 0];
    entry[1] += 1;
    found.set(key, entry);
  }
  return found;
}

export function startFilters(context) {
  const { data, look, state, actions } = context;
  const root = byId("filters");
  const events = data.nodes.filter((node) => node.kind === "event");
  const parts = data.edges.flatMap((edge) => edge.parts);
  const most = Math.max(1, ...data.nodes.map((node) => node.reports));

  const orderOf = (names) => (a, b) => names.indexOf(a[0]) - names.indexOf(b[0]);
  const sets = [
    ["classes", "Shown", [...tally(data.nodes.map((node) => [node.class, look.classes[node.class].name]))].sort(orderOf(Object.keys(look.classes))), (key) => look.icon(key)],
    ["statuses", "Status of events", [...tally(events.map((node) => [node.status, look.statusName(node.status)]))].sort(orderOf(Object.keys(look.statuses))), look.stroke],
    ["groups", "Kinds of events", [...tally([...events.map((node) => [node.group, node.groupLabel]), ...parts.filter((part) => groupOf(part) === TIE).map(() => [TIE, look.ties])])]
      .sort((a, b) => (a[0] === TIE) - (b[0] === TIE) || b[1][1] - a[1][1] || (a[1][0] < b[1][0] ? -1 : 1)), null],
  ];

  function keySet([what, heading, entries, drawing]) {
    const set = el("fieldset", { "data-filter": what });
    const all = button("all", () => state.set({ [what]: [] }), { class: "all", "aria-label": `${heading}: all` });
    set.append(el("legend", {}, heading, all));
    for (const [key, [name, n]] of entries) {
      const box = el("input", { type: "checkbox", value: key });
      box.addEventListener("change", () => {
        const off = state.get()[what];
        state.set({ [what]: box.checked ? off.filter((other) => other !== key) : [...off, key] });
      });
      const only = button("only", () => state.set({ [what]: entries.map(([other]) => other).filter((other) => other !== key) }), { class: "only", "aria-label": `Only ${name}` });
      set.append(el("div", { class: "key" }, el("label", {}, box, drawing ? drawing(key) : "", el("span", {}, name), el("small", { "data-count": key }, number(n))), entries.length > 1 ? only : ""));
    }
    return set;
  }

  const counted = data.publishers.map((name, at) => [at, name, 0]);
  function sourceSet() {
    const set = el("fieldset", { "data-filter": "sources" }), listed = el("div", {});
    const find = el("input", { type: "search", class: "small", placeholder: "Find a source", "aria-label": "Find a source", hidden: counted.length <= FEW });
    set.append(el("legend", {}, "Sources", button("all", () => state.set({ sources: [] }), { class: "all", "aria-label": "Sources: all" })), find, listed);
    const show = () => {
      const wanted = fold(find.value), on = state.get().sources;
      const rows = counted.filter(([at, name]) => (wanted ? fold(name).includes(wanted) : true) || on.includes(at));
      const first = rows.filter(([at]) => on.includes(at)), rest = rows.filter(([at]) => !on.includes(at)).slice(0, Math.max(FEW - first.length, 3));
      listed.replaceChildren(...[...first, ...rest].map(([at, name, n]) => {
        const box = el("input", { type: "checkbox", value: at });
        box.checked = on.includes(at);
        box.addEventListener("change", () => {
          const now = state.get().sources;
          state.set({ sources: box.checked ? [...now, at].sort((a, b) => a - b) : now.filter((other) => other !== at) });
        });
        return el("div", { class: "key wanted" }, el("label", {}, box, el("span", {}, name), el("small", {}, number(n))));
      }));
      if (rows.length > first.length + rest.length) listed.append(el("p", { class: "note" }, `and ${number(rows.length - first.length - rest.length)} more`));
      set.classList.toggle("some", on.length > 0);
    };
    find.addEventListener("input", show);
    return [set, show];
  }

  function originSet() {
    const range = el("input", { type: "range", min: 1, max: Math.min(most, 10), step: 1, "aria-label": "At least so many independent sources" });
    const told = el("output", {});
    range.addEventListener("input", () => state.set({ origins: Number(range.value) }));
    const set = el("fieldset", { "data-filter": "origins", hidden: most < 2 }, el("legend", {}, "Reported by at least"), el("label", { class: "range" }, range, told));
    return [set, () => {
      const { origins } = state.get();
      range.value = String(origins);
      told.textContent = `${origins} source${origins === 1 ? "" : "s"}`;
    }];
  }

  /** What size and colour say, and with communities who they are. */
  function pictureSet() {
    const { measures } = context;
    const choice = (what, heading, all) => {
      const list = el("select", { "data-choice": what, onchange: () => state.set({ [what]: list.value }) }, ...all.map(([key, name]) => el("option", { value: key }, name)));
      return [el("label", { class: "choice" }, el("span", {}, heading), list), list];
    };
    const [size, sizes] = choice("size", "Size", SIZES), [colour, colours] = choice("colour", "Colour", COLOURS), legend = el("div", { class: "communities" });
    const show_ = () => {
      const now = state.get();
      sizes.value = now.size;
      colours.value = now.colour;
      for (const option of sizes.options) option.disabled = !measures.able(option.value);
      const found = now.colour === "community" ? measures.communities() : [], coloured = look.coloured();
      legend.replaceChildren(...found.slice(0, coloured).map((one, n) => {
        const row = button("", () => actions.only(one.members.slice(0, 40)), { class: "row", title: one.members.slice(0, 12).map(data.name).join(", ") });
        const spot = el("i", { class: "spot" });
        [spot.style.background, spot.style.borderColor] = look.community(n);
        row.append(spot, el("span", { class: "what" }, one.members.slice(0, 2).map(data.name).join(", ")), el("small", {}, number(one.members.length)));
        return row;
      }), ...(found.length > coloured ? [el("p", { class: "note" }, `and ${number(found.length - coloured)} more in grey`)] : []));
    };
    return [el("fieldset", { "data-filter": "picture" }, el("legend", {}, "Picture"), size, colour, legend), show_];
  }

  const begin = el("div", { class: "begin", role: "group", "aria-label": "What is on the canvas" },
    button("What matters", () => actions.begin("top"), { "data-start": "top" }), button("Everything", () => actions.begin("all"), { "data-start": "all" }));
  const made = sets.filter(([, , entries]) => entries.length).map(keySet);
  const [sources, showSources] = sourceSet(), [origins, showOrigins] = originSet();
  const reset = button("Clear all filters", () => state.set({ classes: [], groups: [], statuses: [], sources: [], origins: 1, time: null }), { class: "plain", id: "clear" });
  const [picture, showPicture] = pictureSet();
  root.replaceChildren(begin, reset, ...made.slice(0, 1), picture, ...made.slice(1, 2), origins, ...(data.publishers.length > 1 ? [sources] : []), ...made.slice(2),
    el("p", { class: "note" }, "An arrow into an event comes from who does it, an arrow out of it goes to whom it is done. Broken outlines are planned or possible, struck ones denied or cancelled. Blue lines are positions and ties."));

  /**
   * How many of each there are: of what all other filters let through, so that a number says what switching it on would show. Where
   * a filter by kind is on, the others count what it leaves.
   */
  function count() {
    const now = state.get();
    for (const set of made) {
      const what = set.dataset.filter, { nodes, parts } = passing(data, { ...now, [what]: [] });
      const found = {};
      const add = (key) => { found[key] = (found[key] || 0) + 1; };
      data.nodes.forEach((node, at) => {
        if (!nodes[at]) return;
        if (what === "classes") add(node.class);
        else if (node.kind === "event") add(what === "statuses" ? node.status : node.group);
      });
      if (what === "groups") for (const some of parts) for (const part of some) if (groupOf(part) === TIE) add(TIE);
      for (const told of set.querySelectorAll("[data-count]")) told.textContent = number(found[told.dataset.count] || 0);
    }
    const { nodes } = passing(data, { ...now, sources: [] });
    counted.forEach((entry) => { entry[2] = 0; });
    const byNumber = new Map(counted.map((entry) => [entry[0], entry]));
    data.nodes.forEach((node, at) => { if (nodes[at] && node.kind === "event") for (const source of node.sources) byNumber.get(source)[2] += 1; });
    counted.sort((a, b) => b[2] - a[2] || (a[1] < b[1] ? -1 : 1));
    showSources();
  }

  function show() {
    const now = state.get();
    for (const set of made) {
      const off = now[set.dataset.filter];
      set.classList.toggle("some", off.length > 0);
      for (const box of set.querySelectorAll("input")) box.checked = !off.includes(box.value);
    }
    for (const one of begin.children) one.setAttribute("aria-pressed", String(one.dataset.start === now.start && !now.steps.length));
    reset.hidden = !(now.classes.length || now.groups.length || now.statuses.length || now.sources.length || now.origins > 1 || now.time);
    showOrigins();
  }
  state.subscribe((_, changed) => {
    show();
    if (["size", "colour", "theme"].some((name) => changed.has(name))) showPicture();
  });
  context.onShown((_, changed) => {
    if (changed.size === 1 && changed.has("selected")) return;
    count();
    showPicture();
  });
  show();
  showPicture();
  count();
}
