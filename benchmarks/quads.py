"""Where the quads of a store go: by kind of node and by what is said of it, a word of article."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox

from benchmarks.data import report
from kg.graph import vocabulary as v

_ROLES = (*v.ROLES.values(), v.HAS_TIME)
_SAID: dict[str, dict[str, tuple[str, ...]]] = {
    "claim": {
        "what each has (class, article, evidence, status)": (v.A, v.REPORTED_IN, v.EVIDENCE, v.STATUS),
        "trigger and type; subject, predicate, object": (v.TRIGGER, v.EVENT_TYPE, v.SUBJECT, v.PREDICATE, v.OBJECT),
        "roles as read": (),
        "who says so (speaker, addressee, cue, content)": (v.SPEAKER, v.ADDRESSEE, v.CUE, v.CONTENT, v.QUOTATION),
        "certainty, polarity, tense where not the usual": (v.CERTAINTY, v.POLARITY, v.TENSE),
        "roles resolved": _ROLES,
        "event, said by, said to": (v.ABOUT, v.SAID_BY, v.SAID_TO),
    },
    "span": {
        "words and kind": (),
        "class of entity as read": (v.ENTITY_CLASS,),
        "what it denotes": (v.DENOTES,),
        "values of times": (v.TIME_VALUE, v.TIME_MODIFIER, v.TIME_BASIS, v.BEGIN, v.END),
    },
    "event": {
        "class, label, type, status": (v.A, v.LABEL, v.EVENT_TYPE, v.STATUS),
        "counts of articles and origins": (v.ARTICLE_COUNT, v.ORIGIN_COUNT),
        "actors once more as sem:hasActor": (v.HAS_ACTOR,),
        "roles, times": (),
    },
    "entity": {
        "class and names": (v.A, v.PREF_LABEL, v.ALT_LABEL, v.LABEL),
        "counts of mentions, articles and origins": (v.MENTION_COUNT, v.ARTICLE_COUNT, v.ORIGIN_COUNT),
        "links, places, ties": (),
    },
    "article": {"all": ()},
    "shared": {"memberships, times, topics, coordinates, publishers": ()},
    "ontology": {"all, the same in every store": ()},
}
"""Kind of node → what is said of it → by which properties; () takes what is left."""


def show(counts: Counter[tuple[str, str]], nodes: Counter[str], *, words: int) -> None:
    """Print where the quads of a store go.

    Args:
        counts, nodes: what :func:`count` gives.
        words: of the store's articles.
    """
    rows = []
    for kind, groups in _SAID.items():
        total = sum(n for (of, _), n in counts.items() if of == kind)
        rows.append(
            (kind, f"{total / words:.3f}   {nodes[kind]:,} nodes, {total / max(nodes[kind], 1):.1f} quads each")
        )
        if len(groups) > 1:
            rows += [(f"  {group}", f"  {counts[kind, group] / words:.3f}") for group in groups]
    total = sum(counts.values())
    report(f"Quads a word: {total / words:.2f} ({total:,} quads, {words:,} words)", rows)


def count(graph: ox.Store) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """Quads by kind of node and by what is said of it, and how many nodes there are of each kind."""
    group = {
        kind: {predicate: name for name, predicates in groups.items() for predicate in predicates}
        for kind, groups in _SAID.items()
    }
    rest = {kind: next(name for name, some in groups.items() if not some) for kind, groups in _SAID.items()}
    counts: Counter[tuple[str, str]] = Counter()
    seen: dict[str, set[str]] = {kind: set() for kind in _SAID}
    for quad in graph.quads_for_pattern(None, None, None, None):
        node = str(quad.subject)[1:-1]
        kind = "ontology" if str(quad.graph_name) == f"<{v.ONTOLOGY}>" else _kind(node)
        seen[kind].add(node)
        counts[kind, group[kind].get(quad.predicate.value, rest[kind])] += 1
    return counts, Counter({kind: len(nodes) for kind, nodes in seen.items()})


def _kind(node: str) -> str:
    if "#char=" in node:
        return "span"
    return next((kind for kind in ("claim", "event", "entity", "article") if f"/{kind}/" in node), "shared")
