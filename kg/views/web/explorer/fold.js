// Copies folded: of each origin one sentence, the others behind a button.
import { plural } from "./dom.js";

const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/**
 * Pieces of evidence, [sentence, …] as the story holds them, by origin: [{lead, rest}], in the order in which the origins come. The lead
 * is the first that is not merely the headline of its article.
 */
export function byOrigin(data, evidence) {
  const groups = new Map();
  for (const one of evidence) {
    const [article] = data.sentences[one[0]], { origin } = data.articles[article];
    if (!groups.has(origin)) groups.set(origin, []);
    groups.get(origin).push(one);
  }
  return [...groups.values()].map((all) => {
    const lead = all.find((one) => {
      const [article, text] = data.sentences[one[0]];
      return plain(text) !== plain(data.articles[article].headline || "");
    }) || all[0];
    return { lead, rest: all.filter((one) => one !== lead) };
  });
}

/** What stands on the button that unfolds: "+7 copies", "+1 more sentence". */
export function folded(data, { lead, rest }) {
  const articleOf = (one) => data.sentences[one[0]][0];
  const copies = new Set(rest.map(articleOf).filter((article) => article !== articleOf(lead))).size;
  const more = rest.filter((one) => articleOf(one) === articleOf(lead)).length;
  return `+${[copies && plural(copies, "copy", "copies"), more && plural(more, "more sentence")].filter(Boolean).join(", ")}`;
}
