// What a reader says of the story, collected: commands of kg to copy, since a page changes nothing itself.
//
// A decision is ["doubt", its id, an answer's word], ["right" | "wrong", event] or ["same" | "different", node, node]. No words of articles
// get into a command: only IRIs and names of terms, each quoted for a shell.
import { button, el } from "./dom.js";

/** A word as a POSIX shell takes it, as Python's shlex.quote writes it. */
export const quoted = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`);

/** What a decision is about: there is one for each. */
export function about([kind, one, other]) {
  if (kind === "doubt") return `doubt ${one}`;
  return kind === "right" || kind === "wrong" ? `event ${one}` : `pair ${Math.min(one, other)} ${Math.max(one, other)}`;
}

const same = (a, b) => a.join("\n") === b.join("\n");

export function createDecisions(context) {
  const { data, state, look } = context;
  let doubts = [], store = "STORE";

  const ready = context.hasBlock("review") ? context.jsonBlock("review").then((held) => {
    // of a page that holds a part of the story, what is about that part
    doubts = held.doubts.filter(({ nodes }) => nodes.some((iri) => data.byIri.has(iri)));
    ({ store } = held);
  }) : Promise.resolve();

  const has = (one) => state.get().decisions.some((other) => same(one, other));

  /** Say something, or take it back where it was said already. */
  function decide(one) {
    const others = state.get().decisions.filter((other) => about(other) !== about(one));
    state.set({ decisions: has(one) ? others : [...others, one] });
  }

  /** A decision in words and as a command; null where the page does not know what it is about. */
  function told(one) {
    const [kind, a, b] = one;
    if (kind === "doubt") {
      const answer = doubts.find(({ id }) => id === a)?.answers.find(({ word }) => word === b);
      return answer ? { says: answer.says, command: answer.command } : null;
    }
    const command = (...words) => ["kg", ...words.map(quoted), "-s", store, "--reason", "explorer"].join(" ");
    if (kind === "same" || kind === "different") {
      return { says: `${data.nodes[a].label}: ${kind === "same" ? "the same as" : "another than"} ${data.nodes[b].label}`, command: command(kind, data.nodes[a].iri, data.nodes[b].iri) };
    }
    const node = data.nodes[a], right = kind === "right";
    return { says: `${node.label}: ${look.statusOf(node)}, that is ${kind}`, command: command("correct", node.iri, "--status", right ? node.status : "Unknown") };
  }

  return {
    ready,
    has,
    decide,
    told,
    /** Whether two nodes may be said to be one: two events, or two that are none. */
    comparable: (a, b) => a !== b && data.isEvent(a) === data.isEvent(b),
    doubts: () => doubts,
    of: (at) => doubts.filter(({ nodes }) => nodes.includes(data.nodes[at].iri)),
    items: () => state.get().decisions.map((one) => ({ one, ...told(one) })).filter(({ command }) => command),
    commands: () => state.get().decisions.map(told).filter(Boolean).map(({ command }) => command).join("\n"),
  };
}

/** Buttons that answer a doubt. */
export function answersTo(context, doubt) {
  const { decisions } = context;
  return el("p", { class: "steps" }, ...doubt.answers.map(({ word, says }) => {
    const one = ["doubt", doubt.id, word];
    return button(word, () => decisions.decide(one), { "aria-pressed": String(decisions.has(one)), title: says });
  }));
}
