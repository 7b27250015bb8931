// Making elements. Nothing of what articles say is ever markup: strings become text nodes.

export const byId = (id) => document.getElementById(id);

function fill(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== "" && child !== false));
  return made;
}

/** An element with attributes (`onclick` and its like: listeners) and children; strings become text. */
export const el = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);

/** The same for SVG. */
export const svg = (name, attributes, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

export const button = (text, onclick, more) => el("button", { type: "button", onclick, ...more }, text);

export const number = (n) => n.toLocaleString("en-US");
export const plural = (n, one, more) => `${number(n)} ${n === 1 ? one : more || one + "s"}`;

/** Tell a screen reader. */
export const say = (text) => { byId("live").textContent = text; };

const LETTERS = { ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ß: "ss", ı: "i", ð: "d", þ: "th", "’": "'" };
/** A name without case and accents. */
export const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[øłđæœßıðþ’]/g, (c) => LETTERS[c]);

/** Whether a link may be followed: to the web alone, and by hand. */
export const linkable = (url) => /^https?:\/\//i.test(url || "");

export const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
