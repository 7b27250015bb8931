// What the search box finds: names and events, kinds of them, near spellings, sentences. Knows nothing of the page.
import MiniSearch from "minisearch";
import { fold } from "./dom.js";

const MOST = 10, NEAR = 5, KINDS = 4, SENTENCES = 6;
/** With so many names found as they are written, near spellings are not asked for. */
const ENOUGH = 4;
/** Letters from which a word may be spelt otherwise, and how much: one letter of five. */
const LONG = 4, FUZZY = 0.2;

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
const words = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

export function createFinder(data, look) {
  let named = null, near = null, sentences = null, restingOn = null;
  const better = (a, b) => (data.nodes[b].standing || data.nodes[b].weight) - (data.nodes[a].standing || data.nodes[a].weight) || a - b;

  /** Numbers of the nodes that are called so, the best first: [{at, name (number of the form that fits)}]. */
  function names(asked) {
    named ||= data.nodes.map((node, at) => ({ at, names: [node.label, ...(node.names || [])].map(fold) }));
    const wanted = fold(asked).split(/\s+/).filter(Boolean);
    if (!wanted.length) return [];
    const whole = wanted.join(" "), word = new RegExp(`(^|[^\\p{L}])${escape(wanted[0])}`, "u");
    const found = [];
    for (const { at, names: forms } of named) {
      let best = Infinity, name = 0;
      forms.forEach((folded, n) => {
        if (!wanted.every((one) => folded.includes(one))) return;
        const score = (folded === whole ? 0 : folded.startsWith(wanted[0]) ? 1 : word.test(folded) ? 2 : 3) + (n ? 0.5 : 0);
        if (score < best) { best = score; name = n; }
      });
      if (best < Infinity) found.push({ at, best: best + (data.isEvent(at) ? 1.5 : 0), name });
    }
    return found.sort((a, b) => a.best - b.best || data.nodes[b.at].weight - data.nodes[a.at].weight || a.at - b.at).slice(0, MOST);
  }

  const index = (fields, documents) => {
    const made = new MiniSearch({ fields, tokenize: words, processTerm: (term) => term, searchOptions: { combineWith: "AND", prefix: true, fuzzy: (term) => (term.length >= LONG ? FUZZY : false) } });
    made.addAll(documents);
    return made;
  };

  /** Numbers of nodes that are nearly called so, or are of a type or have a position that is. */
  function alike(asked, but) {
    near ||= index(["name", "names", "kind", "titles", "who"], data.nodes.map((node, at) => ({
      who: node.kind === "event" ? data.around[at].map(([, other]) => data.nodes[other].label).join(" ") : "",
      id: at, name: node.label, names: (node.names || []).join(" "), titles: (node.titles || []).join(" "),
      kind: node.kind === "event" ? `${node.type} ${node.groupLabel} ${look.statusName(node.status)}` : look.classes[node.class].one,
    })));
    return near.search(asked, { boost: { name: 4, names: 3 } }).filter(({ id }) => !but.has(id))
      .sort((a, b) => b.score - a.score || better(a.id, b.id)).slice(0, NEAR).map(({ id }) => ({ at: id, name: 0 }));
  }

  /** Classes, statuses, kinds of events and sources that are called so: {what, key, name, only: the others, which are switched off}. */
  function kinds(asked) {
    const wanted = words(asked);
    if (!wanted.length) return [];
    const fits = (name) => { const parts = words(name); return wanted.every((one) => one.length > 2 && parts.some((part) => part.startsWith(one))); };
    const tell = (what, entries) => entries.filter(([, name]) => fits(name)).map(([key, name]) => ({ what, key, name, others: entries.map(([other]) => other).filter((other) => other !== key) }));
    const events = data.nodes.filter((node) => node.kind === "event"), unique = (pairs) => [...new Map(pairs)];
    return [
      ...tell("classes", unique(data.nodes.map((node) => [node.class, `${look.classes[node.class].name} (${look.classes[node.class].one.toLowerCase()})`]))),
      ...tell("statuses", unique(events.map((node) => [node.status, look.statusName(node.status)]))),
      ...tell("groups", unique(events.map((node) => [node.group, node.groupLabel]))),
      ...tell("sources", data.publishers.map((name, at) => [at, name])),
    ].slice(0, KINDS);
  }

  /** Sentences with these words: {sentence, at (the node that rests on it)}. */
  function told(asked) {
    if (words(asked).join("").length < 3) return [];
    if (!restingOn) {
      restingOn = new Map();
      data.nodes.map((_, at) => at).sort((a, b) => data.isEvent(b) - data.isEvent(a) || better(a, b)).forEach((at) => {
        for (const [sentence] of data.nodes[at].evidence) if (!restingOn.has(sentence)) restingOn.set(sentence, at);
      });
      sentences = index(["text"], data.sentences.map(([, text], id) => ({ id, text })).filter(({ id }) => restingOn.has(id)));
    }
    const seen = new Set();
    return sentences.search(asked, { fuzzy: false }).filter(({ id }) => {
      // copies say it in the same words
      const text = fold(data.sentences[id][1]);
      return !seen.has(text) && seen.add(text);
    }).slice(0, SENTENCES).map(({ id }) => ({ sentence: id, at: restingOn.get(id) }));
  }

  /** Sections of what was found: [[heading, [{at, name} | {what, key, …} | {sentence, at}]]], those without anything left out. */
  function find(asked) {
    if (!asked.trim()) return [];
    const exact = names(asked);
    const more = exact.length < ENOUGH ? alike(asked, new Set(exact.map(({ at }) => at))) : [];
    return [["Names and events", exact], ["Kinds", kinds(asked)], ["Near that", more], ["Sentences", told(asked)]].filter(([, found]) => found.length);
  }

  return { names, find };
}
