// What keys and the mouse do: a dialog, by "?" or its button.
import { byId, button, el } from "./dom.js";

const KEYS = [
  ["Anywhere", [["/", "go to the search box"], ["?", "this help"], ["Esc", "let go of what is selected; close what is open"]]],
  ["With something selected", [["e", "expand: bring in its neighbours"], ["h", "hide it"], ["p", "find a path from it to something else"]]],
  ["Search", [["↑ ↓", "choose among what was found"], ["Enter", "begin with it"]]],
  ["Tabs", [["← →", "the view before, the next one"]]],
  ["Graph", [["← → ↑ ↓", "move the picture"], ["+ −", "zoom"], ["0", "show the whole picture"], ["click", "read what a node or a line rests on"], ["double-click", "expand a node"]]],
  ["Map", [["← → ↑ ↓", "move the map"], ["+ −", "zoom"], ["Tab", "from point to point"]]],
  ["Ask", [["Ctrl Enter", "ask"], ["Ctrl Space", "complete a word"]]],
];

export function startHelp(context) {
  const has = (name) => !["Graph", "Map", "Ask"].includes(name) || byId(`tab-${{ Graph: "graph", Map: "map", Ask: "sparql" }[name]}`);
  const dialog = el("dialog", { id: "help", "aria-label": "Keys" }, button("×", () => dialog.close(), { class: "close", "aria-label": "Close" }), el("h2", {}, "Keys"),
    ...KEYS.filter(([name]) => has(name)).flatMap(([name, keys]) => [el("h3", {}, name), el("dl", {}, ...keys.flatMap(([key, does]) => [el("dt", {}, ...key.split(" ").map((one) => el("kbd", {}, one))), el("dd", {}, does)]))]));
  document.body.append(dialog);
  const open = () => { if (!dialog.open) dialog.showModal(); };
  byId("tools").append(button("?", open, { id: "keys", "aria-label": "Keys", title: "Keys (?)" }));
  return { open };
}
