// Finding a name: by any of its forms, without regard to case or accents, in the whole story.
import { byId, el, fold, plural, say } from "./dom.js";
import { counts } from "./evidence.js";

const MOST = 12;
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

export function startSearch(context) {
  const { data, look, actions, state } = context;
  const box = byId("search"), list = byId("found");
  let index = null, active = 0;

  /** Numbers of the nodes that are called so, the best first. */
  function find(words) {
    index ||= data.nodes.map((node, at) => ({ at, names: [node.label, ...(node.names || [])].map(fold) }));
    const wanted = fold(words).split(/\s+/).filter(Boolean);
    if (!wanted.length) return [];
    const whole = wanted.join(" "), word = new RegExp(`(^|[^\\p{L}])${escape(wanted[0])}`, "u");
    const found = [];
    for (const { at, names } of index) {
      let best = Infinity, name = 0;
      names.forEach((folded, n) => {
        if (!wanted.every((one) => folded.includes(one))) return;
        const score = (folded === whole ? 0 : folded.startsWith(wanted[0]) ? 1 : word.test(folded) ? 2 : 3) + (n ? 0.5 : 0);
        if (score < best) { best = score; name = n; }
      });
      if (best < Infinity) found.push({ at, best: best + (data.isEvent(at) ? 1.5 : 0), name });
    }
    return found.sort((a, b) => a.best - b.best || data.nodes[b.at].weight - data.nodes[a.at].weight || a.at - b.at).slice(0, MOST);
  }

  function show() {
    const found = find(box.value);
    active = Math.min(active, Math.max(found.length - 1, 0));
    list.replaceChildren(...found.map(({ at, name }, n) => {
      const node = data.nodes[at], other = name > 0 ? ` (${node.names[name - 1]})` : "";
      const item = el("li", { role: "option", id: `found-${n}`, "aria-selected": n === active ? "true" : "false", "data-node": at }, look.icon(node.class, node.status),
        el("span", {}, node.label + other), el("small", {}, data.isEvent(at) ? node.when : plural(node.origins, "source")));
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(at); });
      return item;
    }));
    const open = Boolean(box.value.trim());
    if (open && !found.length) list.append(el("li", { class: "none" }, "Nothing in this story is called so."));
    list.hidden = !open;
    box.setAttribute("aria-expanded", String(open));
    if (found.length) box.setAttribute("aria-activedescendant", `found-${active}`); else box.removeAttribute("aria-activedescendant");
    return found;
  }

  function close() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
  }

  /** Begin with what was found, as the only thing on the canvas with what is around it. */
  function take(at) {
    close();
    box.value = "";
    if (!["graph", "table"].includes(state.get().view)) actions.show("graph");
    actions.focus(at);
    say(`${data.name(at)}: ${counts(data.nodes[at])}`);
  }

  box.addEventListener("input", () => { active = 0; show(); });
  box.addEventListener("focus", () => { if (box.value) show(); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "/" && !box.value) event.preventDefault(); // the key that leads here
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const found = find(box.value);
      active = (active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % Math.max(found.length, 1);
      show();
      byId(`found-${active}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      const found = find(box.value);
      if (found.length) take(found[Math.min(active, found.length - 1)].at);
    } else if (event.key === "Escape") {
      // first the words, then what is selected
      event.stopPropagation();
      if (box.value) { box.value = ""; close(); } else box.blur();
    }
  });
  // the page begins with a question; in a notebook's cell, and where a keyboard would cover it, it does not take the focus
  if (window === window.top && !window.location.hash && window.matchMedia("(min-width: 721px)").matches && !window.matchMedia("(pointer: coarse)").matches) box.focus({ preventScroll: true });
  return { find, take };
}
