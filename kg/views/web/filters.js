// The legend: what shapes and lines mean, how many there are, and switches for them.
const TIE = "\u0000tie";
const off = { class: new Set(), group: new Set(), status: new Set(), community: new Set() };

const groupOf = (part) => (part.kind === "position" || part.kind === "relation" ? TIE : part.group);
const nodeAllowed = (node) =>
  !off.class.has(node.class) && !off.community.has(node.community) && (node.kind !== "event" || (!off.group.has(node.group) && !off.status.has(node.status)));
const partAllowed = (part) => {
  if (part.kind === "role") return true;
  if (off.group.has(groupOf(part))) return false;
  return part.kind !== "event" || Object.keys(part.statuses).some((status) => !off.status.has(status));
};

/** Who is left with nothing because its events are filtered away goes with them. */
function applyFilters() {
  data.nodes.forEach((node, at) => { shown.nodes[at] = nodeAllowed(node); });
  data.edges.forEach((edge, at) => {
    shown.parts[at] = edge.parts.filter(partAllowed);
    shown.edges[at] = shown.nodes[edge.from] && shown.nodes[edge.to] && shown.parts[at].length > 0;
  });
  if (off.group.size || off.status.size) {
    data.nodes.forEach((node, at) => {
      if (node.kind === "entity" && around[at].length && !around[at].some(([edge]) => shown.edges[edge])) shown.nodes[at] = false;
    });
  }
  if (chosen && !(chosen[0] === "node" ? shown.nodes : shown.edges)[chosen[1]]) chosen = null;
  redraw();
  showPanel();
  showTable();
  showHint();
}

function showHint() {
  const hint = byId("hint"), cut = data.total > data.nodes.length;
  const visible = shown.nodes.filter(Boolean).length;
  const parts = [];
  if (cut) parts.push(`Showing the ${number(data.nodes.length)} that matter most of ${number(data.total)}`);
  if (visible < data.nodes.length) parts.push(`${number(data.nodes.length - visible)} filtered away`);
  hint.textContent = parts.join(" · ");
  hint.hidden = !parts.length;
}

function tally(of) {
  const found = new Map();
  for (const [key, name] of of) {
    if (key === undefined || key === null) continue;
    const entry = found.get(key) || [name, 0];
    entry[1] += 1;
    found.set(key, entry);
  }
  return found;
}

function keySet(what, heading, entries, drawing) {
  const set = el("fieldset", { class: off[what].size ? "some" : "" });
  const all = el("button", { type: "button", class: "all", onclick: () => { off[what].clear(); drawLegend(); applyFilters(); } }, "all");
  set.append(el("legend", {}, heading, all));
  for (const [key, [name, n]] of entries) {
    const box = el("input", { type: "checkbox", value: key });
    box.checked = !off[what].has(key);
    box.addEventListener("change", () => {
      if (box.checked) off[what].delete(key); else off[what].add(key);
      set.classList.toggle("some", off[what].size > 0);
      applyFilters();
    });
    const only = el("button", { type: "button", class: "only", "aria-label": `Only ${name}`, onclick: () => {
      off[what].clear();
      for (const [other] of entries) if (other !== key) off[what].add(other);
      drawLegend();
      applyFilters();
    } }, "only");
    set.append(el("div", { class: "key" }, el("label", {}, box, drawing ? drawing(key) : "", el("span", {}, name), el("small", {}, number(n))), entries.length > 1 ? only : ""));
  }
  return set;
}

function drawLegend() {
  const legend = byId("legend");
  legend.replaceChildren();
  const events = data.nodes.filter((node) => node.kind === "event");
  const parts = data.edges.flatMap((edge) => edge.parts);
  const classes = tally(data.nodes.map((node) => [node.class, look.classes[node.class].name]));
  const order = Object.keys(look.classes);
  const plain = (name) => icon(name, null, look.communities.at(-1)[dark.matches ? "dark" : "light"]);
  legend.append(keySet("class", "Shown", [...classes].sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0])), data.communities ? plain : icon));
  if (data.communities) {
    const named = tally(data.nodes.filter((node) => node.community).map((node) => [node.community, communityName(node.community)]));
    const dot = (n) => icon("Person", null, shade({ community: n }));
    legend.append(keySet("community", "Communities", [...named].sort((a, b) => a[0] - b[0]), dot));
  }
  const told = events.length ? events : parts.filter((part) => part.kind === "event");
  const groups = tally([...told.map((one) => [one.group, one.groupLabel]), ...parts.filter((part) => groupOf(part) === TIE).map(() => [TIE, look.ties])]);
  const sorted = [...groups].sort((a, b) => (a[0] === TIE) - (b[0] === TIE) || b[1][1] - a[1][1] || (a[1][0] < b[1][0] ? -1 : 1));
  if (sorted.length) legend.append(keySet("group", "Kinds of events", sorted));
  const statuses = tally(told.flatMap((one) => (one.statuses ? Object.keys(one.statuses) : [one.status])).map((status) => [status, statusName(status)]));
  const known = Object.keys(look.statuses);
  if (statuses.size) legend.append(keySet("status", "Status", [...statuses].sort((a, b) => known.indexOf(a[0]) - known.indexOf(b[0])), stroke));
  if (data.sizeBy) legend.append(el("p", { class: "note" }, `The larger, the more ${data.sizeBy}.`));
  if (events.length) legend.append(el("p", { class: "note" }, "An arrow into an event comes from who does it, an arrow out of it goes to whom it is done. Dotted lines are positions and ties."));
}
