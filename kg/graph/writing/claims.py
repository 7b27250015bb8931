"""IRIs of claims: functions of the article's key and of the words a claim rests on, never of the order of reading.

The evidence graph describes a claim, the story graph resolves its slots; both take its name from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.articles.article import Span
from kg.graph.vocabulary import Iris
from kg.reading.reading import Reading


@dataclass(frozen=True, slots=True)
class ClaimIris:
    """IRIs of the claims of one reading, by the indices that the reading uses.

    Attributes:
        events: one for each of ``Reading.events``.
        quotations: one for each of ``Reading.quotations``; the same as that of the event claim whose ``speech`` it is.
        relations: one for each of ``Reading.relations``.
    """

    events: tuple[str, ...]
    quotations: tuple[str, ...]
    relations: tuple[str, ...]


def claim_iri(iris: Iris, key: str, kind: str, span: Span, *more: object) -> str:
    """The IRI of one claim, before claims on the same words are told apart.

    Args:
        iris: IRIs of data.
        key: the article's.
        kind: "e" for events (and the speaking of a quotation that an event claim tells), "q" for other quotations,
            "r" for relations.
        span: the trigger; of a quotation its cue, else its first content; of a relation its subject.
        more: what else tells it from others: predicate and object of a relation.
    """
    return iris.claim(key, "-".join([f"{kind}{span[0]}-{span[1]}", *map(str, more)]))


def claim_iris(iris: Iris, key: str, reading: Reading) -> ClaimIris:
    """The IRIs of all claims of a reading; claims on the very same words are numbered in the order of their content.

    Args:
        iris: IRIs of data.
        key: the article's.
        reading: what was read in it.
    """
    events = _distinct(
        (
            (claim_iri(iris, key, "e", e.trigger), (e.event_type, e.lemma, e.status, e.quotation is not None, i))
            for i, e in enumerate(reading.events)
        )
    )
    speeches = {e.speech: iri for e, iri in zip(reversed(reading.events), reversed(events), strict=True)}
    own = _distinct(
        (
            (claim_iri(iris, key, "q", q.cue or (q.content[0] if q.content else q.evidence)), (q.content, i))
            for i, q in enumerate(reading.quotations)
        )
    )
    relations = _distinct(
        (
            (
                claim_iri(
                    iris,
                    key,
                    "r",
                    reading.mentions[r.subject].span,
                    r.predicate.rpartition(":")[2],
                    *r.object_span,
                ),
                (r.object_literal or "", r.former, i),
            )
            for i, r in enumerate(reading.relations)
        )
    )
    return ClaimIris(tuple(events), tuple(speeches.get(i, iri) for i, iri in enumerate(own)), tuple(relations))


def _distinct(named: Iterable[tuple[str, tuple[object, ...]]]) -> list[str]:
    """The names, in the order given; where one comes again, with ".2", ".3", … in the order of their content."""
    listed = list(named)
    if len({name for name, _ in listed}) == len(listed):
        return [name for name, _ in listed]
    seen: dict[str, int] = {}
    found = [""] * len(listed)
    for at in sorted(range(len(listed)), key=lambda at: listed[at]):
        name = listed[at][0]
        seen[name] = seen.get(name, 0) + 1
        found[at] = name if seen[name] == 1 else f"{name}.{seen[name]}"
    return found
