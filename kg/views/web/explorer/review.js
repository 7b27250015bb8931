// The panel that reviews: what is doubtful, each with both sentences, and a basket of what the reader decided, as commands to copy.
import { answersTo } from "./decisions.js";
import { button, byId, el, plural, say } from "./dom.js";
import { quote } from "./evidence.js";
import { copy } from "./share.js";

/** Doubts that are listed at first. */
const ROWS = 20;

export const review = {
  id: "review",
  title: "Review",
  available: () => true,
  mount(root, context) {
    const { data, state, actions, decisions } = context;
    root.classList.add("tables", "review");
    root.tabIndex = -1;
    let rows = ROWS;

    function basket() {
      const items = decisions.items();
      if (!items.length) return [el("p", { class: "note" }, "Nothing is decided yet. Buttons here and beside every name and event collect what you say, as commands of kg; this page changes nothing itself.")];
      const text = el("textarea", { readonly: true, rows: Math.min(items.length + 1, 8), "aria-label": "Commands", spellcheck: "false", wrap: "off" });
      text.value = decisions.commands();
      return [
        el("ol", { class: "decided" }, ...items.map(({ one, says }) => el("li", {}, el("span", { class: "what" }, says), button("×", () => decisions.decide(one), { class: "close", "aria-label": `Take back: ${says}` })))),
        text,
        el("p", { class: "steps" }, button("Copy the commands", async () => { await copy(decisions.commands()); say("Commands copied"); byId("copied").hidden = false; }, { class: "copy" }),
          button("Empty the basket", () => state.set({ decisions: [] })), el("span", { id: "copied", hidden: true }, "Copied: run them where the store's folder is.")),
      ];
    }

    function item(doubt) {
      const nodes = doubt.nodes.map((iri) => data.byIri.get(iri)).filter((at) => at !== undefined);
      return el("li", { class: "doubt" }, el("h3", {}, doubt.question),
        ...doubt.cited.map(({ sentence, marks, title, when }) => el("figure", {}, quote(sentence, marks), el("cite", {}, title, when ? ` · ${when}` : ""))),
        answersTo(context, doubt),
        nodes.length ? el("p", { class: "leads" }, ...nodes.slice(0, 2).map((at) => button(data.name(at), () => actions.select("node", at), { class: "plain" }))) : "");
    }

    function draw() {
      const top = root.scrollTop, doubts = decisions.doubts(), decided = state.get().decisions.length;
      const more = doubts.length > rows ? [button(`Show ${plural(doubts.length - rows, "more", "more")}`, () => { rows = doubts.length; draw(); }, { class: "plain" })] : [];
      root.replaceChildren(el("h2", {}, decided ? `Decided (${decided})` : "Decided"), ...basket(),
        ...(doubts.length ? [el("h2", {}, `What is doubtful (${doubts.length})`), el("ul", { class: "doubts" }, ...doubts.slice(0, rows).map(item)), ...more] : [el("p", { class: "note" }, "Nothing else is doubtful here; kg review goes through all that is.")]));
      root.scrollTop = top;
    }

    decisions.ready.then(draw);
    state.subscribe((_, changed) => { if (changed.has("decisions") && !root.hidden) draw(); });
    return { show: draw };
  },
};
