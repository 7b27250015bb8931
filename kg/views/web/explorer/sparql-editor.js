// A field for a query: coloured by what its words are, with completion at the cursor. The text lies in a plain textarea; the colours
// are drawn behind it.
import { allTokens } from "./sparql-text.js";
import { complete } from "./sparql-complete.js";
import { suggestions } from "./suggest.js";
import { el } from "./dom.js";

const KIND = { comment: "comment", iri: "term", local: "term", string: "literal", number: "literal", tag: "literal", variable: "variable" };

/** The editor; `words()` is the vocabulary or null, `values(iri)` known values of a property, `run()` asks. */
export function createEditor({ words, values, run, changed }) {
  const text = el("textarea", { class: "query", "aria-label": "Query in SPARQL", rows: 9, wrap: "off", autocapitalize: "off", autocorrect: "off", "data-gramm": "false" });
  const colours = el("pre", { class: "query colours", "aria-hidden": "true" });
  const probe = el("span", { class: "query probe", "aria-hidden": "true" }, "0".repeat(100));
  const root = el("div", { class: "editor" }, colours, text, probe);

  function colour() {
    const said = text.value, tokens = allTokens(said);
    colours.replaceChildren(...tokens.map((token, at) => {
      const before = tokens[at - 1], after = tokens[at + 1];
      let kind = KIND[token.kind];
      // a word glued to what follows a colon is a prefix, else one of SPARQL's own
      if (token.kind === "word") kind = after && after.kind === "local" && after.begin === token.end ? "term" : "keyword";
      if (token.kind === "local" && !(before && before.kind === "word")) kind = "term";
      const piece = said.slice(token.begin, token.end);
      return kind ? el("span", { class: kind }, piece) : piece;
    }), "\n");
    colours.scrollTop = text.scrollTop;
    colours.scrollLeft = text.scrollLeft;
  }

  /** Where the cursor is, in pixels of the field. */
  function caret() {
    const before = text.value.slice(0, text.selectionStart);
    const line = before.split("\n").length, column = before.length - before.lastIndexOf("\n") - 1;
    const style = getComputedStyle(text);
    const high = parseFloat(style.lineHeight), wide = probe.getBoundingClientRect().width / 100;
    return { x: parseFloat(style.paddingLeft) + column * wide - text.scrollLeft, y: parseFloat(style.paddingTop) + line * high - text.scrollTop + 2, line: high + 4 };
  }

  let place = null;
  const list = suggestions(text, {
    label: "Completions",
    where: caret,
    find(asked) {
      if (!words() || text.selectionStart !== text.selectionEnd) return [];
      place = complete(text.value, text.selectionStart, words(), values, asked);
      return place.options;
    },
    take(one) {
      // typed, not set: so that undo takes it back
      text.setSelectionRange(place.from, place.to);
      text.focus();
      if (!document.execCommand("insertText", false, one.text)) text.setRangeText(one.text, place.from, place.to, "end");
      list.close();
      colour();
    },
  });
  root.append(list.list);
  text.setAttribute("aria-multiline", "true");
  text.addEventListener("input", (event) => {
    colour();
    changed?.();
    if (event.inputType === "insertText" || event.inputType === "deleteContentBackward" && list.isOpen()) list.open();
    else list.close();
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); list.close(); run(); }
    else if (event.key === " " && event.ctrlKey) { event.preventDefault(); list.open(true); }
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight" || event.key === "Home" || event.key === "End") list.close();
  });
  text.addEventListener("mousedown", () => list.close());
  text.addEventListener("scroll", () => { colours.scrollTop = text.scrollTop; colours.scrollLeft = text.scrollLeft; });

  return {
    root,
    field: text,
    get: () => text.value,
    set(value, rows = 10) {
      text.value = value;
      text.scrollTop = 0;
      text.style.height = ""; // what the reader dragged
      text.rows = Math.min(Math.max(value.split("\n").length, 5), rows);
      colour();
    },
    /** Put the cursor where an error is. */
    point({ line, column }) {
      const lines = text.value.split("\n");
      const row = Math.min(Math.max(line, 1), lines.length) - 1;
      const at = lines.slice(0, row).reduce((sum, one) => sum + one.length + 1, 0) + Math.min(column - 1, lines[row].length);
      text.focus();
      text.setSelectionRange(at, Math.min(at + 1, text.value.length));
    },
  };
}
