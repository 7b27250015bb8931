// The basket: what a reader says of what a store tells, kept in this browser alone, as commands to run.
(() => {
"use strict";
const KEY = `kg basket of ${document.querySelector("main").dataset.store}`, HELD = `${KEY}, held`;
const byId = (id) => document.getElementById(id);
const read = (key, other) => { try { return JSON.parse(localStorage.getItem(key)) || other; } catch { return other; } };
const write = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* nothing is kept */ } };
const items = () => read(KEY, []);

/** Say something of a thing, or take it back; one answer for each thing. */
function say(item) {
  const others = items().filter((one) => one.about !== item.about), again = items().some((one) => one.command === item.command);
  write(KEY, again ? others : [...others, item]);
  show();
}

function make(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made[key] = value;
  made.append(...children);
  return made;
}

const itemOf = (button) => ({ about: button.dataset.about, command: button.dataset.command, says: button.dataset.says });

/** Buttons that say that what this page is of is, or is not, what was held before. */
function pairs(place) {
  const held = read(HELD, null), { iri, kind, label, quoted, store } = place.dataset;
  const holding = held && held.iri === iri;
  const hold = make("button", { type: "button", className: "quiet", ariaPressed: String(Boolean(holding)), onclick: () => { write(HELD, holding ? null : { iri, kind, label, quoted }); show(); } },
    holding ? "Held to be compared: open the other one" : "Compare with another");
  const found = [hold];
  if (held && !holding && held.kind === kind) {
    for (const [word, words] of [["same", "the same as"], ["different", "another than"]]) {
      const command = `kg ${word} ${held.quoted} ${quoted} -s ${store}`, about = [held.iri, iri].sort().join(" ");
      found.push(make("button", { type: "button", className: "quiet", ariaPressed: String(items().some((one) => one.command === command)),
        onclick: () => say({ about, command, says: `${held.label}: ${words} ${label}` }) }, `${word === "same" ? "Same as" : "Different from"} ${held.label}`));
    }
  }
  place.replaceChildren(...found);
}

/** What is in the basket, on its own page. */
function list(place) {
  const kept = items();
  const rows = kept.map((item) => make("li", {}, make("p", {}, item.says), make("code", {}, item.command),
    make("button", { type: "button", className: "quiet", onclick: () => say(item) }, "Take out")));
  const text = make("textarea", { readOnly: true, value: kept.map((item) => item.command).join("\n"), ariaLabel: "Commands" });
  const copy = make("button", { type: "button", onclick: async () => {
    text.select();
    try { await navigator.clipboard.writeText(text.value); } catch { document.execCommand("copy"); }
    copy.textContent = "Copied";
  } }, "Copy the commands");
  const empty = make("button", { type: "button", className: "quiet", onclick: () => { write(KEY, []); show(); } }, "Empty the basket");
  place.replaceChildren(...(kept.length ? [make("ol", { className: "list" }, ...rows), text, make("p", { className: "say" }, copy, empty)]
    : [make("p", {}, "The basket is empty. Buttons on the pages of names and events, and under Review, put into it what you say of them.")]));
}

function show() {
  const kept = items();
  for (const button of document.querySelectorAll("button[data-command]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(kept.some((one) => one.command === button.dataset.command)));
  }
  document.querySelectorAll(".pairs").forEach(pairs);
  byId("basket-count").textContent = kept.length ? `Basket (${kept.length})` : "Basket";
  if (byId("basket")) list(byId("basket"));
}

document.addEventListener("click", (event) => { const button = event.target.closest("button[data-command]"); if (button) say(itemOf(button)); });
window.addEventListener("storage", show); // another tab said something
show();
})();
