// Finding a name: by any of its forms, without regard to case or accents.
const index = data.nodes.map((node, at) => ({ at, names: [node.label, ...(node.names || [])].map(fold) }));
const MOST = 12;
let active = 0;

function find(words) {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  const found = [];
  for (const { at, names } of index) {
    if (!shown.nodes[at]) continue;
    let best = Infinity, name = 0;
    names.forEach((folded, n) => {
      if (!wanted.every((word) => folded.includes(word))) return;
      const score = (folded === wanted.join(" ") ? 0 : folded.startsWith(wanted[0]) ? 1 : new RegExp(`(^|[^\\p{L}])${escape(wanted[0])}`, "u").test(folded) ? 2 : 3) + (n ? 0.5 : 0);
      if (score < best) { best = score; name = n; }
    });
    if (best < Infinity) found.push({ at, best: best + (data.nodes[at].kind === "event" ? 1 : 0), name });
  }
  return found.sort((a, b) => a.best - b.best || a.at - b.at).slice(0, MOST);
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

function showFound() {
  const box = byId("search"), list = byId("found"), found = find(box.value);
  list.replaceChildren();
  active = Math.min(active, Math.max(found.length - 1, 0));
  found.forEach(({ at, name }, n) => {
    const node = data.nodes[at], other = name > 0 ? node.names[name - 1] : null;
    const item = el("li", { role: "option", id: `found-${n}`, "aria-selected": n === active ? "true" : "false", "data-node": at }, icon(node.class, null, shade(node)),
      el("span", {}, node.kind === "event" ? node.label : node.label + (other ? ` (${other})` : "")), el("small", {}, node.kind === "event" ? "" : plural(node.origins, "source")));
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(at); });
    list.append(item);
  });
  if (!found.length && box.value.trim()) list.append(el("li", { class: "none" }, "Nothing drawn here is called so."));
  const open = Boolean(box.value.trim());
  list.hidden = !open;
  box.setAttribute("aria-expanded", String(open));
  if (found.length) box.setAttribute("aria-activedescendant", `found-${active}`); else box.removeAttribute("aria-activedescendant");
  return found;
}

function closeFound() {
  byId("found").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
}

function take(at) {
  closeFound();
  byId("search").value = "";
  showList(false);
  choose("node", at, true);
  say(`${title(at)}: ${counts(data.nodes[at])}`);
}

function startSearch() {
  const box = byId("search");
  box.addEventListener("input", () => { active = 0; showFound(); });
  box.addEventListener("focus", () => { if (box.value) showFound(); });
  box.addEventListener("blur", closeFound);
  box.addEventListener("keydown", (event) => {
    const found = find(box.value);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      active = (active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % Math.max(found.length, 1);
      showFound();
      const item = byId(`found-${active}`);
      if (item) item.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && found.length) {
      take(found[Math.min(active, found.length - 1)].at);
    } else if (event.key === "Escape") {
      // first the words, then what is chosen
      if (box.value) { event.stopPropagation(); box.value = ""; closeFound(); } else box.blur();
    }
  });
}
