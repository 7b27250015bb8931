// What stands beside a node: a name on one line; of an event its title on some, with its day.

const LONGEST = 34, LINE = 24, LINES = 3;
/** Pixels that a letter of a name, and of a title, takes on average, and the height of a line. */
const NAME = 7.4, TITLE = 6.3;
export const HIGH = { name: 16, title: 14 };

export const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

/** Words in lines of about LINE letters, LINES at most. */
export function wrapped(text) {
  const words = text.split(" "), lines = [""];
  for (const word of words) {
    const line = lines[lines.length - 1];
    if (line && line.length + 1 + word.length > LINE) {
      if (lines.length === LINES) {
        lines[lines.length - 1] = `${line} …`;
        break;
      }
      lines.push(word);
    } else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.map((line) => cut(line, LINE + 4));
}

/** {lines, when}: of an event its title on some lines, or on one where there is little room (`low`). */
export function labelOf(data, at, low = false) {
  const node = data.nodes[at], name = data.name(at);
  if (node.kind !== "event") return { lines: [cut(name, LONGEST)], when: "" };
  return { lines: low ? [cut(name, LONGEST)] : wrapped(node.label), when: node.when };
}

/** What a node covers, its name to the right included, in pixels from its middle. */
export function boxOf(data, at) {
  const event = data.isEvent(at), { lines, when } = labelOf(data, at);
  const letters = event ? TITLE : NAME, high = event ? HIGH.title : HIGH.name;
  const last = lines.length - 1, wide = Math.max(...lines.map((line, n) => line.length + (n === last && when ? when.length + 2 : 0))) * letters;
  const size = event ? 7 : 15, half = Math.max(size, (lines.length * high) / 2 + 1);
  return { left: size, right: size + 4 + wide, top: half, bottom: half };
}
