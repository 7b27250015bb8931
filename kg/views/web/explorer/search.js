// The search box: what it offers, and what happens when something is taken.
import { byId, el, fold, plural, say } from "./dom.js";
import { counts } from "./evidence.js";
import { createFinder } from "./finder.js";

/** Letters of a sentence that are shown. */
const SHOWN = 150;

export function startSearch(context) {
  const { data, look, actions, state } = context;
  const box = byId("search"), list = byId("found");
  const finder = createFinder(data, look), usual = box.placeholder;
  let active = 0, options = [], asking = null;

  /** A piece of a sentence around the first of the words that were asked for, with these marked. */
  function piece(text, asked) {
    const wanted = fold(asked).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const found = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].filter(([word]) => wanted.some((one) => fold(word).startsWith(one)));
    const first = found.length ? found[0].index : 0, begin = first < SHOWN * 0.6 ? 0 : text.indexOf(" ", first - 40) + 1;
    const made = el("span", { class: "said" }, begin ? "… " : "");
    let at = begin;
    for (const match of found) {
      if (match.index < at || match.index + match[0].length > begin + SHOWN) continue;
      made.append(text.slice(at, match.index), el("mark", {}, match[0]));
      at = match.index + match[0].length;
    }
    made.append(text.slice(at, Math.max(at, begin + SHOWN)), text.length > begin + SHOWN ? " …" : "");
    return made;
  }

  function content(one) {
    if (one.sentence !== undefined) {
      const [article, text] = data.sentences[one.sentence];
      return [piece(text, box.value), el("small", {}, data.articles[article].publisher || data.articles[article].when || "")];
    }
    if (one.what) return [el("span", {}, `Only ${one.name}`), el("small", {}, "filter")];
    const node = data.nodes[one.at], other = one.name > 0 ? ` (${node.names[one.name - 1]})` : "";
    return [look.icon(node.class, node.status), el("span", {}, node.label + other), el("small", {}, data.isEvent(one.at) ? node.when : plural(node.origins, "source"))];
  }

  function show() {
    const sections = finder.find(box.value).map(([heading, found]) => [heading, asking ? found.filter((one) => one.at !== undefined && one.at !== asking.from) : found]).filter(([, found]) => found.length);
    options = sections.flatMap(([, found]) => found);
    active = Math.min(active, Math.max(options.length - 1, 0));
    let n = 0;
    list.replaceChildren(...sections.flatMap(([heading, found]) => [
      ...(sections.length > 1 || heading !== "Names and events" ? [el("li", { class: "head", role: "presentation" }, heading)] : []),
      ...found.map((one) => {
        const item = el("li", { role: "option", id: `found-${n}`, class: one.sentence === undefined ? null : "sentence", "aria-selected": n === active ? "true" : "false", "data-node": one.at ?? null }, ...content(one));
        item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(one); });
        n += 1;
        return item;
      }),
    ]));
    const open = Boolean(box.value.trim());
    if (open && !options.length) list.append(el("li", { class: "none" }, "Nothing in this story is called so, and no sentence says so."));
    list.hidden = !open;
    box.setAttribute("aria-expanded", String(open));
    if (options.length) box.setAttribute("aria-activedescendant", `found-${active}`); else box.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
  }

  /** What was found: a node begins anew, as the only thing on the canvas with what is around it; a kind is a filter. */
  function take(one) {
    close();
    box.value = "";
    if (asking && one.at !== undefined) {
      const { then } = asking;
      stop();
      then(one.at);
      return;
    }
    if (one.what) {
      state.set({ start: "top", steps: [], selected: null, [one.what]: one.what === "sources" ? [one.key] : one.others });
      say(`Only ${one.name}`);
      return;
    }
    if (!["graph", "table", "timeline"].includes(state.get().view)) actions.show("graph");
    actions.focus(one.at);
    if (one.sentence !== undefined) {
      // the sentence itself, unfolded where it is a copy
      const words = data.sentences[one.sentence][1];
      for (const more of byId("panel").querySelectorAll(".told > .plain")) if (![...byId("panel").querySelectorAll("blockquote")].some((quote) => quote.textContent === words)) more.click();
      [...byId("panel").querySelectorAll("blockquote")].find((quote) => quote.textContent === words)?.scrollIntoView({ block: "center" });
    }
    say(`${data.name(one.at)}: ${counts(data.nodes[one.at])}`);
  }

  /** Ask for a second node: what is found next is handed to `then`, instead of beginning anew. */
  function ask(words, from, then) {
    asking = { from, then };
    box.placeholder = words;
    box.value = "";
    box.focus();
    say(words);
  }

  function stop() {
    asking = null;
    box.placeholder = usual;
  }

  box.addEventListener("input", () => { active = 0; show(); });
  box.addEventListener("focus", () => { if (box.value) show(); });
  box.addEventListener("blur", () => { close(); stop(); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "/" && !box.value) event.preventDefault(); // the key that leads here
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      active = (active + (event.key === "ArrowDown" ? 1 : options.length - 1)) % Math.max(options.length, 1);
      show();
      byId(`found-${active}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      show();
      if (options.length) take(options[active]);
    } else if (event.key === "Escape") {
      // first the words, then what is selected
      event.stopPropagation();
      if (box.value) { box.value = ""; close(); } else box.blur();
    }
  });
  // the page begins with a question; in a notebook's cell, and where a keyboard would cover it, it does not take the focus
  if (window === window.top && !window.location.hash && window.matchMedia("(min-width: 721px)").matches && !window.matchMedia("(pointer: coarse)").matches) box.focus({ preventScroll: true });
  return { find: finder.names, sections: finder.find, take: (at) => take({ at }), ask };
}
