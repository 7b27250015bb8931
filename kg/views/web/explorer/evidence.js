// The panel on the right: what is known of the selected node or edge, with the sentences it rests on.
import { answersTo } from "./decisions.js";
import { byId, button, el, linkable, plural } from "./dom.js";
import { byOrigin, folded } from "./fold.js";

/** Rows of a list that are shown at first. */
const ROWS = 12;

/** A sentence with its marks as elements; marks are [begin, end, begin, end, …]. */
export function quote(text, marks) {
  const made = el("blockquote", {});
  let at = 0;
  for (let i = 0; i < marks.length; i += 2) {
    made.append(text.slice(at, marks[i]), el("mark", {}, text.slice(marks[i], marks[i + 1])));
    at = marks[i + 1];
  }
  made.append(text.slice(at));
  return made;
}

/** One piece of evidence: the sentence, the article, the date; `own` is the status of what it tells. */
export function told(context, [sentence, marks, status, by], own) {
  const { data, look } = context;
  const [article, text] = data.sentences[sentence];
  const { headline, publisher, when, url } = data.articles[article];
  const name = headline || "Article without a headline";
  const cite = el("cite", {}, linkable(url) ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, name) : name);
  for (const more of [publisher, when || "undated", by && `according to ${by}`]) if (more) cite.append(" · ", el("span", {}, more));
  if (status && own && status !== own) cite.append(" ", look.chip(status));
  return el("li", { class: "told" }, quote(text, marks), cite);
}

export const counts = (of) =>
  [plural(of.origins, "source"), plural(of.articles, "article"), of.mentions ? plural(of.mentions, "mention") : null].filter(Boolean).join(" · ");

/** Words on an edge: the labels of what links its ends. */
export const edgeLabel = (parts) => [...new Set(parts.map((part) => part.label))].join(", ");

function list(rows) {
  const made = el("ul", { class: "rows" }, ...rows.slice(0, ROWS).map((row) => row()));
  if (rows.length > ROWS) {
    const more = button(`${plural(rows.length - ROWS, "more", "more")}`, () => { made.append(...rows.slice(ROWS).map((row) => row())); more.remove(); }, { class: "plain" });
    return [made, more];
  }
  return [made];
}

/** Names of those who take part, the first few of many. */
function company(data, at, but) {
  const names = [...new Set(data.around[at].map(([, other]) => other).filter((other) => other !== but))].map(data.name);
  return names.length > 5 ? `${names.slice(0, 4).join(", ")} and ${names.length - 4} more` : names.join(", ");
}

export function startEvidence(context) {
  const { data, look, state, actions } = context;
  const panel = byId("panel");

  /** What may be said of a node: it goes into the basket of the panel Review. */
  function decide(at) {
    const { decisions } = context, event = data.isEvent(at), asked = (kind, words) => actions.askFor(`${data.name(at)} ${words} …`, at, (other) => {
      if (decisions.comparable(at, other)) decisions.decide([kind, at, other]);
      actions.select("node", at);
    });
    const say = (word, kind) => button(word, () => decisions.decide([kind, at]), { "aria-pressed": String(decisions.has([kind, at])) });
    panel.append(el("h3", {}, "Is this right?"),
      el("p", { class: "steps" }, ...(event ? [say("Right", "right"), say("Wrong", "wrong")] : []), button("Same as …", () => asked("same", "is the same as")), button("Different from …", () => asked("different", "is another than"))),
      ...decisions.of(at).flatMap((doubt) => [el("p", { class: "more" }, doubt.question), answersTo(context, doubt)]),
      ...decisions.items().filter(({ one: [kind, a, b] }) => (kind === "same" || kind === "different") && (a === at || b === at)).map(({ says }) => el("p", { class: "more" }, says)));
  }

  /** A row that leads to a node. */
  function rowTo(at, role, also) {
    const node = data.nodes[at];
    const what = el("span", { class: "what" }, el("span", { class: look.struck(node.status) ? "struck" : "" }, node.label || data.name(at)));
    if (also) what.append(" ", el("small", {}, also));
    const made = button("", () => actions.reveal(at), { class: context.shown().canvas.has(at) ? "row" : "row away" });
    made.replaceChildren(look.icon(node.class, node.status), what, ...(role ? [el("span", { class: "role" }, role)] : []));
    return el("li", {}, made);
  }

  const kind = (name, text, status) => el("p", { class: "kind" }, name ? look.icon(name, status) : "", text);

  function sentences(evidence, rests, own) {
    panel.append(el("h3", {}, "In the articles"));
    if (!evidence.length) {
      panel.append(el("p", { class: "more" }, "No sentence: this comes from the gazetteer or was not kept."));
      return;
    }
    panel.append(el("ul", { class: "evidence" }, ...byOrigin(data, evidence).map((group) => {
      const item = told(context, group.lead, own);
      if (group.rest.length) {
        const more = button(folded(data, group), () => more.replaceWith(el("ul", { class: "evidence" }, ...group.rest.map((one) => told(context, one, own)))), { class: "plain" });
        item.append(more);
      }
      return item;
    })));
    if (rests > evidence.length) panel.append(el("p", { class: "more" }, `${evidence.length} of ${plural(rests, "place")} where it is told.`));
  }

  function steps(at) {
    const here = context.shown().canvas.has(at);
    return el("p", { class: "steps" },
      button("Expand", () => actions.expand(at), { title: "Bring in up to 50 neighbours (double-click does the same)" }),
      here ? button("Collapse", () => actions.collapse(at), { title: "Take away what hangs on it alone" }) : "",
      here ? button("Hide", () => actions.hide(at)) : "",
      button("Only this", () => actions.focus(at), { title: "Clear the canvas and begin here" }),
      button("Path to …", () => actions.pathFrom(at), { title: "What leads from here to something else (p)" }));
  }

  function nodePanel(at) {
    const node = data.nodes[at], event = node.kind === "event";
    panel.append(kind(node.class, event ? `${look.classes.Event.one} · ${node.type}` : look.classes[node.class].one, node.status));
    panel.append(el("h2", { class: look.struck(node.status) ? "struck" : "" }, node.label));
    if (event) panel.append(el("p", { class: "when" }, look.chip(node.status, look.statusOf(node)), node.when || "no date known"));
    else {
      if (node.titles.length) panel.append(el("p", {}, node.titles.join("; ")));
      if (node.names.length) panel.append(el("p", { class: "also" }, `Also: ${node.names.join(" · ")}`));
    }
    panel.append(el("p", { class: "counts" }, counts(node)), steps(at));
    const { parts, passes } = context.shown();
    const linked = data.around[at].filter(([edge, other]) => passes[other] && parts[edge].length);
    if (event) {
      panel.append(el("h3", {}, "Who and where"), ...list(linked.map(([edge, other]) => () => rowTo(other, edgeLabel(parts[edge])))));
    } else {
      const events = linked.filter(([, other]) => data.isEvent(other)).sort(([, a], [, b]) => data.nodes[b].weight - data.nodes[a].weight || (data.nodes[b].first || "").localeCompare(data.nodes[a].first || ""));
      const others = linked.filter(([, other]) => !data.isEvent(other));
      if (events.length) {
        panel.append(el("h3", {}, plural(events.length, "event")), ...list(events.map(([edge, other]) => () =>
          rowTo(other, data.nodes[other].when || edgeLabel(parts[edge]), company(data, other, at)))));
      }
      if (others.length) panel.append(el("h3", {}, "Connections"), ...list(others.map(([edge, other]) => () => rowTo(other, edgeLabel(parts[edge])))));
    }
    sentences(node.evidence, node.rests, node.status);
    decide(at);
  }

  function edgePanel(at) {
    const edge = data.edges[at];
    panel.append(kind(null, "Connection"));
    context.shown().parts[at].forEach((part, n) => {
      const [from, to] = part.along ? [edge.from, edge.to] : [edge.to, edge.from];
      const heading = part.kind === "role" ? `${part.label[0].toUpperCase()}${part.label.slice(1)}: ${data.name(data.isEvent(from) ? to : from)}` : `${data.name(from)} – ${part.label} – ${data.name(to)}`;
      panel.append(el("h2", { class: look.struck(part.status) ? "struck" : "" }, heading));
      const when = [part.status ? look.chip(part.status) : "", part.when].filter(Boolean);
      if (when.length) panel.append(el("p", { class: "when" }, ...when));
      panel.append(el("p", { class: "counts" }, counts(part)));
      if (!n) panel.append(el("ul", { class: "rows" }, rowTo(edge.from), rowTo(edge.to)));
      sentences(part.evidence, part.rests, part.status);
    });
  }

  /** What leads from one to the other: each step with a sentence. */
  function pathPanel([from, to]) {
    const { paths, parts } = context.shown();
    panel.append(kind(null, "Path"), el("h2", {}, `From ${data.name(from)} to ${data.name(to)}`));
    if (!paths.length) panel.append(el("p", { class: "more" }, "Nothing that passes the filters leads from one to the other."));
    paths.forEach((path, n) => {
      panel.append(el("h3", {}, `${paths.length > 1 ? `Way ${n + 1}: ` : ""}${plural(path.length - 1, "step")}`));
      const list_ = el("ul", { class: "rows" });
      path.forEach((at, place) => {
        list_.append(rowTo(at, data.nodes[at].when));
        if (place === path.length - 1) return;
        const [edge] = data.around[at].find(([one, other]) => other === path[place + 1] && parts[one].length), some = parts[edge];
        const tie = !data.isEvent(at) && !data.isEvent(path[place + 1]);
        // of an event both steps rest on what is told of it: its sentence stands below it once
        const evidence = tie ? some[0].evidence : data.isEvent(at) ? data.nodes[at].evidence : [];
        const lead = byOrigin(data, evidence)[0];
        if (tie) list_.append(el("li", { class: "more" }, edgeLabel(some)));
        if (lead) list_.append(told(context, lead.lead, data.nodes[at].status));
      });
      panel.append(list_);
    });
  }

  /** With nothing selected: what the picture shows, and where to begin. */
  function overview() {
    const { nodes, passes } = context.shown(), all = data.nodes.map((_, at) => at);
    const entities = nodes.filter((at) => !data.isEvent(at)).sort((a, b) => data.nodes[b].weight - data.nodes[a].weight || a - b);
    const events = nodes.filter(data.isEvent);
    panel.append(kind(null, "This view"));
    if (!data.nodes.length) {
      panel.append(el("p", { class: "lead" }, "There is nothing to draw: no two names are linked."));
      return;
    }
    const allNames = all.filter((at) => passes[at] && !data.isEvent(at)).length, allEvents = all.filter((at) => passes[at] && data.isEvent(at)).length;
    panel.append(el("p", { class: "lead" }, `${plural(events.length, "event")} of ${allEvents.toLocaleString("en-US")} and ${plural(entities.length, "name")} of ${allNames.toLocaleString("en-US")} are drawn. Choose anything to read the sentences it rests on; a double-click brings in its neighbours.`));
    if (data.total > data.nodes.length) panel.append(el("p", { class: "more" }, `The page holds the ${data.nodes.length.toLocaleString("en-US")} most reported of ${plural(data.total, "node")}.`));
    const rows = (heading, some, also) => { if (some.length) panel.append(el("h3", {}, heading), el("ul", { class: "rows" }, ...some.slice(0, 8).map((at) => rowTo(at, ...also(at))))); };
    rows("What matters most", [...events].sort((a, b) => data.nodes[b].standing - data.nodes[a].standing || a - b), (at) => [data.nodes[at].when]);
    rows("Most reported", entities, (at) => [plural(data.nodes[at].origins, "source")]);
    rows("Latest events", events.filter((at) => data.nodes[at].first).sort((a, b) => data.nodes[b].first.localeCompare(data.nodes[a].first) || a - b), (at) => [data.nodes[at].when, company(data, at, null)]);
  }

  function show() {
    const { selected } = state.get();
    panel.replaceChildren();
    const { start, path } = state.get(), leads = start === "path" && path;
    panel.classList.toggle("rest", !selected && !leads);
    if (!selected && leads) {
      panel.append(button("×", () => actions.begin("top"), { class: "close", "aria-label": "Close" }));
      return pathPanel(path);
    }
    if (!selected) return overview();
    panel.append(button("×", () => actions.select(null), { class: "close", "aria-label": "Close" }));
    if (selected.kind === "node") nodePanel(selected.at);
    else edgePanel(selected.at);
  }

  state.subscribe((_, changed) => {
    if (!changed.has("decisions")) return;
    const top = panel.scrollTop;
    show();
    panel.scrollTop = top;
  });
  let before = null;
  context.onShown(() => {
    const { selected } = state.get(), top = panel.scrollTop;
    show();
    panel.scrollTop = before === selected ? top : 0;
    before = selected;
  });
  show();
}
