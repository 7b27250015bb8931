"""Nominals that are one without a definite word between them: the noun of a headline, and what belongs to one owner.

A headline drops its articles, so that "Driver charged" takes up nothing and "A driver has been charged" under it looks new. "His
government" and "Kovac's government" are one where he is Kovac.
"""

from __future__ import annotations

from collections import defaultdict

from kg.knowledge.word_sets import word_set
from kg.reading.coreference.clusters import Cluster, Clusters
from kg.reading.text.annotations import DocMention
from kg.reading.text.tokens import Tokens

ANEW = word_set("said anew")
INDEFINITE = word_set("indefinite")
ANOTHER = word_set("another of its kind")
LEAD = 4
"""Sentences behind the headline in which its nouns may come with their articles."""


def join_headline(clusters: Clusters, headline_end: int) -> None:
    """Join a noun of the headline, without an article there, with the first one of that noun in the lead.

    Args:
        clusters: of one article.
        headline_end: token where the headline ends.
    """
    t = clusters.t
    if not headline_end or headline_end >= len(t.words):
        return
    above: dict[str, list[int]] = defaultdict(list)
    below: dict[str, list[int]] = defaultdict(list)
    last = t.sentences[headline_end] + LEAD
    for index, mention in enumerate(clusters.all):
        if mention.kind != "Nominal":
            continue
        head = t.lemmas[mention.head].lower()
        if mention.start < headline_end:
            above[head].append(index)
        elif t.sentences[mention.head] <= last:
            below[head].append(index)
    for head, indices in above.items():
        if len(indices) != 1 or head not in below:
            continue
        index, other = indices[0], below[head][0]
        mention, found = clusters.all[index], clusters.all[other]
        if determiner(t, mention) or determiner(t, found) not in INDEFINITE:
            continue
        if any(determiner(t, clusters.all[i]) in INDEFINITE for i in below[head][1:]):
            continue
        one, two = clusters.of[index], clusters.of[other]
        if one is not two and _nested(one, two) and _agree(one, two):
            clusters.join(index, other)


def join_owned(clusters: Clusters) -> None:
    """Join nouns of one kind that belong to one owner: "his government" and "Kovac's government".

    Args:
        clusters: of one article, after pronouns have been joined.
    """
    t = clusters.t
    first: dict[tuple[object, ...], int] = {}
    for index, mention in enumerate(clusters.all):
        head = t.lemmas[mention.head].lower()
        if mention.kind != "Nominal" or head in ANEW:
            continue
        owner = _owner(clusters, mention)
        if owner is None or not clusters.of[owner].names:
            continue
        said = frozenset(w for w in t.lower[_own_words(t, mention) : mention.head] if w.isalnum())
        if said & ANOTHER:
            continue
        key = (id(clusters.of[owner]), head, t.tags[mention.head], said)
        other = first.setdefault(key, index)
        one, two = clusters.of[index], clusters.of[other]
        if one is not two and _agree(one, two) and not (one.names and two.names):
            clusters.join(other, index)
            for known, at in list(first.items()):  # the owned may be an owner, too
                if known[0] in (id(one), id(two)) and clusters.of[at] is clusters.of[index]:
                    first[known] = at


def determiner(t: Tokens, mention: DocMention) -> str:
    """The article, owner or number before a noun, which the mention holds or not; empty where there is none."""
    for i in range(max(mention.start - 1, 0), mention.head):
        if t.pos[i] == "DET" or t.tags[i] in ("PRP$", "CD", "POS"):
            return t.lower[i]
    return ""


def _nested(a: Cluster, b: Cluster) -> bool:
    return a.modifiers <= b.modifiers or b.modifiers <= a.modifiers


def _agree(a: Cluster, b: Cluster) -> bool:
    """Whether number, class and gender allow that two are one."""
    return (
        bool(a.plural) == bool(b.plural)
        and a.entity_class == b.entity_class
        and not (a.gender and b.gender and a.gender != b.gender)
    )


def _owner(clusters: Clusters, mention: DocMention) -> int | None:
    """The mention that owns another: the last "his" or "Kovac's" before its noun."""
    t = clusters.t
    for i in range(mention.head - 1, mention.start - 1, -1):
        if t.tags[i] == "PRP$":
            return clusters.at.get(i)
        if t.tags[i] == "POS":
            return clusters.at.get(i - 1)
    if mention.start > 1 and t.tags[mention.start - 1] == "POS":
        return clusters.at.get(mention.start - 2)
    return None


def _own_words(t: Tokens, mention: DocMention) -> int:
    """Where a phrase begins behind its owner."""
    owners = [i for i in range(mention.start, mention.head) if t.tags[i] in ("PRP$", "POS")]
    return owners[-1] + 1 if owners else mention.start
