"""One gold article and what the system read in it, all in offsets of the gold text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.articles.article import Span
from kg.evaluation.facts import Facts, span_of
from kg.evaluation.gold import GoldArticle, local
from kg.evaluation.offsets import OffsetMap
from kg.evaluation.scope import ENTITY_KINDS
from kg.graph import vocabulary as v

CLASS_OF = {iri: name.lower() for name, iri in v.ENTITY_CLASS_IRIS.items()}

COARSE_STATUS = {"ongoing": "occurred", "proposed": "planned", "cancelled": "denied", "notoccurred": "denied"}
"""Our statuses that gold does not tell apart."""

_THE = re.compile(r"(?i)the\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Read:
    """A span that the system found, once for each of its kinds.

    Attributes:
        span: in the gold text.
        kind: named, nominal, pronoun, trigger, time, …
        entity_class: person, organization, … or None.
        node: IRI of what it denotes, or None.
        value: TIMEX3 value, or None.
        iri: its own.
    """

    span: Span
    kind: str
    entity_class: str | None
    node: str | None
    value: str | None
    iri: str


@dataclass(frozen=True, slots=True)
class ReadTrigger:
    """What the system says of a trigger: the event it denotes and the event's status there."""

    event: str | None
    status: str | None


class Document:
    """One gold article, and what the system read in it.

    Args:
        gold: the article.
        facts: of the graph.
        iri: of the article in the graph; None where it is not in there, and all its gold is missed.
        mentions, claims: of the article in the graph.
    """

    def __init__(
        self,
        gold: GoldArticle,
        facts: Facts,
        iri: str | None = None,
        mentions: Iterable[str] = (),
        claims: Iterable[str] = (),
    ) -> None:
        self.gold, self.facts, self.iri = gold, facts, iri
        self.id, self.text = gold.id, gold.text
        self.how = "absent"
        self.read: list[Read] = []
        self.claims: list[str] = []
        if iri is None:
            return
        cut = max((end for _, end in gold.scored), default=0)
        self.map = OffsetMap(facts.one(v.IS_STRING, iri) or "", self.text, cut)
        self.how = self.map.how
        for node in sorted(mentions):
            self._add(node)
        order = {kind: i for i, kind in enumerate(ENTITY_KINDS)}
        self.read.sort(key=lambda m: (m.span, order.get(m.kind, 9), m.iri))
        self.claims = sorted(claims)

    def _add(self, node: str) -> None:
        facts, span = self.facts, self.map(span_of(node))
        if span is None:
            return
        nodes = facts.all(v.DENOTES, node)
        # a nominal may denote an entity and, as a trigger, an event
        events = {n for n in nodes if v.EVENT in facts.all(v.A, n)}
        value = (facts.one(v.TIME_VALUE, node) or "").strip() or None
        for iri in facts.all(v.MENTION_KIND, node):
            kind = local(iri) or ""
            denoted = min((n for n in nodes if (n in events) == (kind == "trigger")), default=min(nodes, default=None))
            # the class of the entity that is denoted outranks the one read in this article
            decided = (CLASS_OF[t] for t in facts.all(v.A, denoted) if t in CLASS_OF)
            entity_class = next(decided, CLASS_OF.get(facts.one(v.ENTITY_CLASS, node) or ""))
            self.read.append(Read(span, kind, entity_class, denoted, value, node))

    def inside(self, span: Span) -> bool:
        """Whether a span begins where the article was labelled."""
        return any(begin <= span[0] < end for begin, end in self.gold.scored)

    def marked(self, items: Sequence[Any] | None) -> list[Any]:
        """Gold items with a ``span`` that lie where the article was labelled."""
        return [item for item in items or () if self.inside(item.span)]

    def entities(self) -> list[Read]:
        """Entity mentions that the system found, where the article was labelled."""
        return [m for m in self.read if m.kind in ENTITY_KINDS and self.inside(m.span)]

    def spans(self, predicate: str, claim: str) -> list[Span]:
        """Spans that a claim points at."""
        found = {self.map(span_of(node)) for node in self.facts.all(predicate, claim)}
        return sorted(span for span in found if span)

    def triggers(self) -> dict[Span, ReadTrigger]:
        """Triggers that the system found, each span once."""
        events: dict[Span, set[str | None]] = defaultdict(set)
        statuses: dict[Span, Counter[str]] = defaultdict(Counter)
        denoted: dict[Span, set[str | None]] = defaultdict(set)
        for m in self.read:
            if m.kind == "trigger":
                denoted[m.span].add(m.node)
        for span, nodes in denoted.items():
            events[span] |= nodes
        for claim in self.claims:
            for node in self.facts.all(v.TRIGGER, claim):
                place = self.map(span_of(node))
                if place is None:
                    continue
                about = self.facts.one(v.ABOUT, claim)
                events[place] |= {about} if about else denoted.get(place, set())
                names = (local(s) or "" for s in self.facts.all(v.STATUS, claim))
                statuses[place].update(COARSE_STATUS.get(name, name) for name in names)
        found = {}
        for span, nodes in sorted(events.items()):
            if self.inside(span):
                event = min((n for n in nodes if n), default=None)
                votes = statuses.get(span, Counter())
                found[span] = ReadTrigger(event, min(votes, key=lambda s: (-votes[s], s), default=None))
        return found

    def trim(self, span: Span) -> Span:
        """A span without outer blanks, a leading "the" and a trailing "'s"."""
        begin, end = span
        while begin < end and self.text[begin].isspace():
            begin += 1
        while end > begin and self.text[end - 1].isspace():
            end -= 1
        the = _THE.match(self.text, begin, end)
        begin = the.end() if the else begin
        return (begin, end - 2) if end - begin > 2 and self.text[end - 2 : end] in ("'s", "’s") else (begin, end)


def documents(gold: Iterable[GoldArticle], facts: Facts) -> list[Document]:
    """Gold articles with what a graph holds of them."""
    articles, mentions, claims = facts.articles(), facts.mentions(), facts.claims()
    found = []
    for article in gold:
        iri = articles.get(article.id)
        found.append(Document(article, facts, iri, mentions.get(iri or "", ()), claims.get(iri or "", ())))
    return found
