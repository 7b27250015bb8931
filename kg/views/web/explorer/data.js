// The story that the page holds, decoded once; README.md lists its fields.

/** The bytes of a block of the page, decompressed; null where the page has no such block. */
export async function block(name) {
  const element = document.getElementById(`block-${name}`);
  if (!element) return null;
  const text = atob(element.textContent.trim());
  const packed = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) packed[at] = text.charCodeAt(at);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export const hasBlock = (name) => document.getElementById(`block-${name}`) !== null;

/** A block of JSON. */
export async function jsonBlock(name) {
  const bytes = await block(name);
  return bytes && JSON.parse(new TextDecoder().decode(bytes));
}

/** The story, with what is derived from it: `around`, `byIri`, `name(n)`. */
export async function load() {
  const data = await jsonBlock("story");
  const around = data.nodes.map(() => []);
  data.edges.forEach((edge, at) => {
    around[edge.from].push([at, edge.to]);
    around[edge.to].push([at, edge.from]);
  });
  const byIri = new Map(data.nodes.map((node, at) => [node.iri, at]));
  data.nodes.forEach((node, at) => {
    node.reports = node.origins || node.articles || 1;
    node.weight = node.kind === "event" ? node.matters : node.reports;
    node.standing = node.kind === "event" ? node.matters * (0.4 + 0.6 * node.recent) : 0;
    node.degree = around[at].length;
  });
  return {
    ...data,
    /** For each node: [number of the edge, number of the other node]. */
    around,
    byIri,
    /** What stands on a node: a name; of an event its title, cut where it is long. */
    name: (at) => data.nodes[at].short || data.nodes[at].label,
    isEvent: (at) => data.nodes[at].kind === "event",
  };
}
