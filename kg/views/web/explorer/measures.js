// What sizes and colours may say: how central a node is, who belongs together. Of what passes the filters, reckoned when first asked for.
import Graph from "graphology";
import louvain from "graphology-communities-louvain";
import betweenness from "graphology-metrics/centrality/betweenness";
import pagerank from "graphology-metrics/centrality/pagerank";

export const SIZES = [["sources", "Sources"], ["links", "Connections"], ["pagerank", "PageRank"], ["between", "Betweenness"]];
export const COLOURS = [["class", "Class"], ["community", "Who belongs together"]];
/** Nodes up to which betweenness is reckoned: it takes time for every pair. */
const PAIRS = 1500;
/** Members from which people and things are a community of their own colour. */
const FEW = 3;

/** Numbers below 1, always the same ones (mulberry32): communities do not change from one opening to the next. */
function numbers(seed) {
  let now = seed;
  return () => {
    now = (now + 0x6d2b79f5) | 0;
    let t = Math.imul(now ^ (now >>> 15), 1 | now);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** What passes the filters as a graph; an edge is as heavy as the most sources of what it stands for. */
export function passingGraph(data, { passes, parts }) {
  const graph = new Graph({ type: "undirected", multi: false, allowSelfLoops: false });
  data.nodes.forEach((_, at) => { if (passes[at]) graph.addNode(at); });
  data.edges.forEach(({ from, to }, at) => {
    if (from !== to && parts[at].length && passes[from] && passes[to] && !graph.hasEdge(from, to)) graph.addEdgeWithKey(`e${at}`, from, to, { weight: Math.max(1, ...parts[at].map((part) => part.origins)) });
  });
  return graph;
}

export function createMeasures(context) {
  const { data, state } = context;
  let of = null, graph = null, kept = new Map();

  /** What is reckoned once for the filters as they are. */
  function once(name, make) {
    const shown = context.shown();
    if (of !== shown.passes) { of = shown.passes; graph = null; kept = new Map(); }
    graph ||= passingGraph(data, shown);
    if (!kept.has(name)) kept.set(name, make(graph));
    return kept.get(name);
  }

  const values = (name) => once(name, (whole) => {
    if (name === "links") return Object.fromEntries(whole.mapNodes((at) => [at, whole.degree(at)]));
    if (name === "pagerank") return whole.order ? pagerank(whole, { getEdgeWeight: "weight", maxIterations: 300, tolerance: 1e-5 }) : {};
    if (name === "between") return able(name) && whole.order ? betweenness(whole, { getEdgeWeight: null, normalized: true }) : {};
    return Object.fromEntries(whole.mapNodes((at) => [at, data.nodes[at].reports]));
  });

  /** Whether a measure can be had of a story of this size. */
  function able(name) {
    return name !== "between" || once("size", (whole) => whole.order) <= PAIRS;
  }

  /** Communities, the largest first: {at (its most reported name), members (names)}; and the number of each node's. */
  const communities = () => once("communities", (whole) => {
    const found = louvain(whole, { getEdgeWeight: "weight", rng: numbers(7), resolution: 1 }), members = new Map();
    for (const [key, one] of Object.entries(found)) {
      const at = Number(key);
      if (data.isEvent(at)) continue;
      if (!members.has(one)) members.set(one, []);
      members.get(one).push(at);
    }
    const ranked = [...members].map(([one, all]) => [one, all.sort((a, b) => data.nodes[b].reports - data.nodes[a].reports || a - b)])
      .filter(([, all]) => all.length >= FEW).sort((a, b) => b[1].length - a[1].length || a[1][0] - b[1][0]);
    const rank = new Map(ranked.map(([one], n) => [one, n]));
    return { list: ranked.map(([, all]) => ({ at: all[0], members: all })), of: (at) => rank.get(found[at]) ?? -1 };
  });

  return {
    able,
    /** The measure of a node that the reader chose. */
    value: (at) => values(state.get().size)[at] ?? 0,
    /** The largest of all names'. */
    most: () => once(`most ${state.get().size}`, () => data.nodes.reduce((most, node, at) => (node.kind === "entity" ? Math.max(most, values(state.get().size)[at] ?? 0) : most), 0)) || 1,
    communities: () => communities().list,
    community: (at) => communities().of(at),
    label: () => SIZES.find(([name]) => name === state.get().size)[1],
  };
}
