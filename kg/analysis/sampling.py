"""Facts drawn at random for a person to judge, and what the judgements say of all: precision with its interval.

Each kind of fact is a stratum of its own. The interval is Wilson's (1927), at 95 %; over all strata, shares are weighted by the
sizes of the strata, as stratified sampling does (Cochran, Sampling Techniques, 1977, ch. 5).
"""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.graph.asking.words import entity_class, status
from kg.views.asked.evidence import span_of
from kg.views.records.citing import Query

KINDS = ("happening", "name", "quote", "position")
Z = 1.96
"""Standard deviations of a normal distribution that hold 95 % of it."""

_QUERIES = {
    "happening": """SELECT ?id ?sentence ?where ?what ?value WHERE {
  ?claim kg:about ?event ; kg:trigger ?id ; kg:status ?value ; kg:evidence ?where .
  ?event rdfs:label ?what ; sem:eventType ?type .
  FILTER(?value != kg:NotOccurred) FILTER NOT EXISTS { ?type skos:broader* type:Statement }
  ?where nif:anchorOf ?sentence } ORDER BY ?id ?where ?what ?value""",
    "name": """SELECT ?id ?sentence ?where ?what ?value WHERE { ?claim kg:evidence ?where .
  ?claim kg:agentSpan|kg:recipientSpan|kg:participantSpan|kg:placeSpan ?id . ?id kg:mentionKind kg:Named ; gaf:denotes ?e .
  ?e a ?value ; kg:mentionCount ?n ; skos:prefLabel ?what . ?where nif:anchorOf ?sentence } ORDER BY ?id ?where ?what ?value""",
    "quote": """SELECT ?id ?sentence ?where ?what ?value WHERE {
  ?claim kg:saidBy ?who ; kg:quotation ?how ; kg:content ?id ; kg:evidence ?where . FILTER(?how != kg:Attitude)
  ?who skos:prefLabel ?value . ?id nif:anchorOf ?what . ?where nif:anchorOf ?sentence } ORDER BY ?id ?where ?what ?value""",
    "position": """SELECT ?id ?sentence ?where ?what ?value WHERE {
  ?m org:member ?who ; org:role ?role ; kg:evidence ?where . ?who skos:prefLabel ?value . ?where nif:anchorOf ?sentence .
  OPTIONAL { ?m org:organization/skos:prefLabel ?at } BIND(?m AS ?id)
  BIND(IF(BOUND(?at), CONCAT(?role, ", ", ?at), ?role) AS ?what) } ORDER BY ?id ?where ?what ?value""",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact to be judged.

    Attributes:
        kind: its stratum.
        id: what it is about: a span or a node; the same after a rebuild.
        says: the fact in words.
        sentence, article: where it stands.
        value: what is claimed: a status, a class, a speaker, a holder.
    """

    kind: str
    id: str
    says: str
    sentence: str
    article: str
    value: str


def facts(query: Query, kind: str) -> list[Fact]:
    """All facts of a kind, each once, in a fixed order."""
    found: dict[str, Fact] = {}
    for iri, sentence, where, what, value in query(_QUERIES[kind]):
        article = (span_of(str(where)) or (str(where),))[0]
        text = " ".join(str(sentence).split())
        local = str(value).rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        says = {
            "happening": f"{what}: {status(local)}",
            "name": f"{what}: {entity_class(local)}",
            "quote": f"{value} said: {' '.join(str(what).split())}",
            "position": f"{value}: {what}",
        }[kind]
        claimed = local if kind in ("happening", "name") else str(value)
        found.setdefault(str(iri), Fact(kind, str(iri), says, text, article, claimed))
    return list(found.values())


def draw(query: Query, kinds: Collection[str], number: int, seed: int, judged: Collection[tuple[str, str]]) -> list[Fact]:
    """Facts at random, as many of each kind, without those that are judged already.

    Args:
        query: asks the store.
        kinds: of :data:`KINDS`.
        number: how many in all.
        seed: of the chance; the same seed and story give the same facts.
        judged: kinds and ids.
    """
    chance = random.Random(seed)
    found: list[Fact] = []
    wanted = [kind for kind in KINDS if kind in kinds]
    for at, kind in enumerate(wanted):
        every = [fact for fact in facts(query, kind) if (fact.kind, fact.id) not in judged]
        share = number // len(wanted) + (at < number % len(wanted))
        found += chance.sample(every, min(share, len(every)))
    return found


@dataclass(frozen=True, slots=True)
class Precision:
    """A share of right facts with its interval.

    Attributes:
        kind: stratum; "all" over all of them.
        right, judged, size: how many are right, of how many judged, of how many that there are.
        share, low, high: 0 to 1.
    """

    kind: str
    right: int
    judged: int
    size: int
    share: float
    low: float
    high: float


def wilson(right: int, judged: int) -> tuple[float, float, float]:
    """The share of right ones with Wilson's interval at 95 %; 0, 0 and 1 where none is judged."""
    if not judged:
        return 0.0, 0.0, 1.0
    p, n = right / judged, judged
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return p, max(0.0, middle - half), min(1.0, middle + half)


def precision(labels: Iterable[Mapping[str, str]], sizes: Mapping[str, int]) -> list[Precision]:
    """Precision by stratum, and over all that have judgements.

    Args:
        labels: judgements: ``kind`` and ``verdict`` ("right", "wrong").
        sizes: how many facts of each kind there are.
    """
    told: dict[str, list[bool]] = {}
    for label in labels:
        told.setdefault(label["kind"], []).append(label["verdict"] == "right")
    found = []
    for kind in KINDS:
        if kind in told:
            share, low, high = wilson(sum(told[kind]), len(told[kind]))
            found.append(Precision(kind, sum(told[kind]), len(told[kind]), sizes.get(kind, 0), share, low, high))
    total = sum(p.size for p in found)
    if len(found) > 1 and total:
        share = sum(p.share * p.size for p in found) / total
        half = Z * math.sqrt(sum((p.size / total) ** 2 * ((p.high - p.low) / (2 * Z)) ** 2 for p in found))
        right, judged = sum(p.right for p in found), sum(p.judged for p in found)
        found.append(Precision("all", right, judged, total, share, max(0.0, share - half), min(1.0, share + half)))
    return found
