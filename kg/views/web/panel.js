// What is known of the chosen node or line, with the sentences it rests on.

/** A sentence with its marks as elements; marks are [begin, end, begin, end, …]. */
function quote(text, marks) {
  const made = el("blockquote", {});
  let at = 0;
  for (let i = 0; i < marks.length; i += 2) {
    made.append(text.slice(at, marks[i]), el("mark", {}, text.slice(marks[i], marks[i + 1])));
    at = marks[i + 1];
  }
  made.append(text.slice(at));
  return made;
}

const OPEN = /^https?:\/\//i;

function told([sentence, marks, status, by], own) {
  const [article, text] = data.sentences[sentence];
  const [headline, publisher, date, url] = data.articles[article];
  const name = headline || "Article without a headline";
  const linked = url && OPEN.test(url) ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, name) : name;
  const cite = el("cite", {}, linked);
  for (const more of [publisher, date || "undated", by && `according to ${by}`]) if (more) cite.append(" · ", el("span", {}, more));
  if (status && own && status !== own) cite.append(" ", chip(status));
  return el("li", { class: "told" }, quote(text, marks), cite);
}

function sentences(panel, evidence, rests, own) {
  panel.append(el("h3", {}, "In the articles"));
  if (!evidence.length) {
    panel.append(el("p", { class: "more" }, "No sentence: this comes from the gazetteer or was not kept."));
    return;
  }
  panel.append(el("ul", {}, ...evidence.map((one) => told(one, own))));
  if (rests > evidence.length) panel.append(el("p", { class: "more" }, `${evidence.length} of ${plural(rests, "place")} where it is told.`));
}

const counts = (of) =>
  [plural(of.origins, "source"), plural(of.articles, "article"), of.mentions ? plural(of.mentions, "mention") : null].filter(Boolean).join(" · ");

/** A row that leads to a node. */
function rowTo(at, role, also) {
  const node = data.nodes[at];
  const what = el("span", { class: "what" }, el("span", { class: STRUCK(node.status) ? "struck" : "" }, node.label));
  if (also) what.append(" ", el("small", {}, also));
  return el("li", {}, el("button", { type: "button", class: "row", onclick: () => choose("node", at, true) }, icon(node.class, node.status, shade(node)), what, role && el("span", { class: "role" }, role)));
}

function kindLine(name, text) {
  return el("p", { class: "kind" }, name ? icon(name) : "", text);
}

function nodePanel(panel, at) {
  const node = data.nodes[at], event = node.kind === "event";
  panel.append(kindLine(node.class, event ? `${look.classes.Event.one} · ${node.type}` : look.classes[node.class].one));
  panel.append(el("h2", { class: STRUCK(node.status) ? "struck" : "" }, node.label));
  if (event) {
    const when = el("p", { class: "when" }, chip(node.status), node.when || "no date known");
    panel.append(when);
  } else {
    if (node.titles.length) panel.append(el("ul", { class: "titles" }, ...node.titles.slice(0, 3).map((held) => el("li", {}, held))));
    if (node.titles.length > 3) panel.append(el("p", { class: "also" }, `and ${plural(node.titles.length - 3, "position")} more`));
    if (node.names.length) panel.append(el("p", { class: "also" }, "Also: " + node.names.join(" · ")));
  }
  panel.append(el("p", { class: "counts" }, counts(node)));
  const shape = [];
  if (node.community) shape.push(`community of ${communityName(node.community)}`);
  if (node.measure !== undefined) shape.push(`${data.sizeBy} ${node.measure}`);
  if (shape.length) panel.append(el("p", { class: "counts", id: "shape" }, shape.join(" · ")));
  const linked = around[at].filter(([edge]) => shown.edges[edge]);
  if (event) {
    panel.append(el("h3", {}, "Who and where"), el("ul", { class: "rows" }, ...linked.map(([edge, other]) => rowTo(other, lineLabel(edge)))));
  } else {
    const events = linked.filter(([, other]) => data.nodes[other].kind === "event");
    events.sort(([, a], [, b]) => data.nodes[b].matters - data.nodes[a].matters || (data.nodes[b].first || "").localeCompare(data.nodes[a].first || ""));
    const others = linked.filter(([, other]) => data.nodes[other].kind !== "event");
    if (events.length) {
      panel.append(el("h3", {}, plural(events.length, "event")), el("ul", { class: "rows" }, ...events.map(([, other]) => {
        const node = data.nodes[other];
        const who = [...new Set(around[other].map(([, third]) => third).filter((third) => third !== at))].map(title).join(", ");
        return rowTo(other, node.when || "undated", who);
      })));
    }
    if (others.length) panel.append(el("h3", {}, "Connections"), el("ul", { class: "rows" }, ...others.map(([edge, other]) => rowTo(other, lineLabel(edge)))));
  }
  sentences(panel, node.evidence, node.rests, node.status);
}

function edgePanel(panel, at) {
  const edge = data.edges[at], parts = shown.parts[at];
  panel.append(kindLine(null, "Connection"));
  for (const part of parts) {
    const [from, to] = part.along ? [edge.from, edge.to] : [edge.to, edge.from];
    const struck = STRUCK(part.status);
    panel.append(el("h2", { class: struck ? "struck" : "" }, part.kind === "role" ? inEvent(from, part, to) : `${title2(from)} – ${part.label} – ${title2(to)}`));
    const when = el("p", { class: "when" });
    for (const [status, n] of Object.entries(part.statuses || {})) when.append(chip(status), part.count > 1 ? `× ${n}` : "");
    if (part.status && !part.statuses) when.append(chip(part.status));
    if (part.when) when.append(part.when);
    if (when.childNodes.length) panel.append(when);
    panel.append(el("p", { class: "counts" }, counts(part)));
    if (part === parts[0]) panel.append(el("ul", { class: "rows" }, rowTo(edge.from), rowTo(edge.to)));
    sentences(panel, part.evidence, part.rests, part.status);
  }
}

/** Who does what in an event: its title, and the question that this end answers. */
function inEvent(from, part, to) {
  const [event, other] = data.nodes[from].kind === "event" ? [from, to] : [to, from];
  return `${title2(event)} – ${part.label}: ${title2(other)}`;
}

const title2 = (at) => (data.nodes[at].kind === "event" ? data.nodes[at].short : data.nodes[at].label);

/** With nothing chosen: what the picture shows and where to begin. */
function overview(panel) {
  const entities = data.nodes.map((_, at) => at).filter((at) => shown.nodes[at] && data.nodes[at].kind === "entity");
  const events = data.nodes.map((_, at) => at).filter((at) => shown.nodes[at] && data.nodes[at].kind === "event");
  panel.append(kindLine(null, "This picture"));
  if (!data.nodes.length) {
    panel.append(el("p", { class: "lead" }, "There is nothing to draw: no two names are linked under these filters."));
    return;
  }
  panel.append(el("p", { class: "lead" }, `${plural(entities.length, "name")}${events.length ? ` and ${plural(events.length, "event")}` : ""}. Choose anything to read the sentences it rests on.`));
  panel.append(el("h3", {}, "Most reported"), el("ul", { class: "rows" }, ...entities.slice(0, 8).map((at) => rowTo(at, plural(data.nodes[at].origins, "source")))));
  if (events.length) {
    const first = events.slice().sort((a, b) => data.nodes[b].matters - data.nodes[a].matters || a - b).slice(0, 8);
    const who = (at) => [...new Set(around[at].map(([, other]) => other))].map(title).join(", ");
    panel.append(el("h3", {}, "What matters most"), el("ul", { class: "rows" }, ...first.map((at) => rowTo(at, data.nodes[at].when, who(at)))));
  }
}

function showPanel() {
  const panel = byId("panel");
  panel.replaceChildren();
  panel.scrollTop = 0;
  panel.classList.toggle("rest", !chosen);
  if (!chosen) return overview(panel);
  panel.append(el("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => choose(null) }, "×"));
  if (chosen[0] === "node") nodePanel(panel, chosen[1]);
  else edgePanel(panel, chosen[1]);
}
