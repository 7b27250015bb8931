// A list of suggestions below a field: arrow keys, Enter or Tab to take one, Escape to leave it. For a field of text, a combobox.
import { el, say } from "./dom.js";

let made = 0;

/**
 * Give a field suggestions.
 *
 * `find(asked)` gives options {text, label, detail, title}; `take(option)` puts one in; `where()` is a point {x, y, line} in the
 * field's own pixels for the list's corner, or null for below the field. Returns {list, open(asked), close(), isOpen()};
 * `list` goes where the field is, into an element that is positioned.
 */
export function suggestions(field, { find, take, where = () => null, label }) {
  made += 1;
  const id = `suggestions-${made}`;
  const list = el("ul", { id, class: "suggestions", role: "listbox", "aria-label": label, hidden: true });
  let options = [], at = 0;
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id, autocomplete: "off", spellcheck: "false" })) field.setAttribute(name, value);

  function close() {
    list.hidden = true;
    options = [];
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function mark(to) {
    at = (to + options.length) % options.length;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    const item = list.children[at];
    field.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  function choose(one) {
    close();
    take(one);
    field.focus();
  }

  function open(asked = false) {
    options = find(asked);
    if (!options.length) { close(); return; }
    list.replaceChildren(...options.map((one, n) => el("li", { role: "option", id: `${id}-${n}`, title: one.title, onmousedown: (event) => { event.preventDefault(); choose(one); } },
      el("span", { class: "text" }, one.label), one.detail ? el("small", {}, one.detail) : "")));
    list.hidden = false;
    const point = where() || { x: 0, y: field.offsetHeight, line: field.offsetHeight };
    const host = field.offsetParent || document.body;
    const left = Math.max(0, Math.min(field.offsetLeft + point.x, host.clientWidth - list.offsetWidth - 8));
    // above the line where the window ends below it
    const bottom = field.getBoundingClientRect().top + point.y + list.offsetHeight;
    const above = bottom > innerHeight && field.getBoundingClientRect().top + point.y - point.line > list.offsetHeight;
    list.style.left = `${left}px`;
    list.style.top = `${field.offsetTop + point.y - (above ? point.line + list.offsetHeight : 0)}px`;
    field.setAttribute("aria-expanded", "true");
    mark(0);
    say(`${options.length} suggestions`);
  }

  field.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) mark(Math.abs(step) > 1 ? Math.min(Math.max(at + step, 0), options.length - 1) : at + step);
    else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || (event.key === "Tab" && !event.shiftKey)) choose(options[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("blur", close);
  return { list, open, close, isOpen: () => !list.hidden };
}
