// What every page uses: its data, making elements (never HTML), names without case and accents, numbers in words.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);

/** An element with attributes and children; strings become text. */
function el(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const LETTERS = { ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ß: "ss", ı: "i", ð: "d", þ: "th", "’": "'" };
/** A name without case and accents. */
const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[øłđæœßıðþ’]/g, (c) => LETTERS[c]);

const number = (n) => n.toLocaleString("en-US");
const plural = (n, one, more) => `${number(n)} ${n === 1 ? one : more || one + "s"}`;
