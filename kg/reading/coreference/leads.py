"""The delayed name of news: a lead tells of "a money launderer", and the paragraph behind it begins with his name.

Joined are a person whom the last nominal of the first paragraph's last sentence describes by a role, unnamed so far, and the full
name that the next paragraph begins with and that the article's text has not named before. Anything less clear is left alone.
"""

from __future__ import annotations

from itertools import pairwise

from kg.knowledge.lexicons import roles
from kg.knowledge.positions import position_heads
from kg.reading.coreference.clusters import Clusters
from kg.reading.names.evidence import speech_lemmas

PROTAGONIST = 2
"""Mentions that the unnamed person has where the paragraph names other persons."""
PARAGRAPHS = 3
"""Paragraphs, without the headline, behind which a lead has ended."""


def join_leads(clusters: Clusters, headline_end: int) -> None:
    """Join the unnamed person of a lead with the name behind it.

    Args:
        clusters: of one article, after pronouns have been joined.
        headline_end: token where the headline ends.
    """
    for first, second in _paragraphs(clusters, headline_end):
        named = next((i for i, m in enumerate(clusters.all) if second <= m.start <= second + 1), None)
        if named is None or not _new_full_name(clusters, named, headline_end):
            continue
        inside = [
            i
            for i, m in enumerate(clusters.all)
            if first <= m.start < second and m.kind == "Nominal" and _role(clusters, i)
        ]
        unnamed = {id(clusters.of[i]) for i in inside if not clusters.of[i].names}
        if len(unnamed) != 1:
            continue
        nominal = next(i for i in inside if not clusters.of[i].names)
        if not _told_of(clusters, nominal):
            continue
        others = any(_named_person(clusters, i, first, second) for i in range(len(clusters.all)))
        if others and len(clusters.of[nominal].mentions) < PROTAGONIST:
            continue
        a, b = clusters.of[nominal], clusters.of[named]
        if a.gender and b.gender and a.gender != b.gender:
            continue
        clusters.join(nominal, named)
        return


def _paragraphs(clusters: Clusters, headline_end: int) -> list[tuple[int, int]]:
    """Begin, and begin of the next, of the first paragraphs."""
    t = clusters.t
    begins = [headline_end]
    for i in range(headline_end, len(t.words)):
        if t.breaks[i] and i + 1 < len(t.words) and not t.space[i + 1] and i + 1 > begins[-1]:
            begins.append(i + 1)
        if len(begins) > PARAGRAPHS + 2:
            break
    return list(pairwise(begins))[:PARAGRAPHS]


def _new_full_name(clusters: Clusters, index: int, headline_end: int) -> bool:
    m = clusters.all[index]
    cluster = clusters.of[index]
    if m.kind != "Named" or cluster.entity_class != "Person" or m.end - m.start < 2:
        return False
    before = [clusters.all[i] for i in cluster.mentions if headline_end <= clusters.all[i].start < m.start]
    return not before


def _role(clusters: Clusters, index: int) -> bool:
    m = clusters.all[index]
    word = clusters.t.lower[m.head]
    if clusters.of[index].entity_class != "Person" or clusters.t.tags[m.head] != "NN":
        return False
    return word in position_heads() or word in roles()


def _told_of(clusters: Clusters, index: int) -> bool:
    """Whether a sentence is about a mention, or its words are said by it."""
    t, m = clusters.t, clusters.all[index]
    above = t.heads[m.head]
    if t.deps[m.head] in ("nsubj", "nsubjpass"):
        return t.deps[above] == "ROOT" or t.lemmas[above] in speech_lemmas()
    return m.start > 1 and t.lower[m.start - 2 : m.start] == ["according", "to"]


def _named_person(clusters: Clusters, index: int, first: int, second: int) -> bool:
    """Whether a paragraph names a person otherwise than as the possessor of a role ("the president's aide")."""
    m = clusters.all[index]
    if m.kind != "Named" or not first <= m.start < second or clusters.of[index].entity_class != "Person":
        return False
    behind = clusters.t.lower[m.end] if m.end < len(clusters.t.words) else ""
    return behind not in ("'s", "’s")
