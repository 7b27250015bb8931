"""What some articles brought to a story: what they tell for the first time, and what they change of what others told.

All of it is read off the story as it is: what only the new articles tell is new, and where they tell of something old the status,
the days and the contradictions of before are set against those of now. Copies of what was there already bring nothing.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from kg.graph.asking.terms import Iri
from kg.graph.asking.words import days, status
from kg.views.asked.disagreeing import HELD, PLANNED, Kind, is_denial_in
from kg.views.asked.evidence import span_of
from kg.views.asked.positions import is_former
from kg.views.asked.wording import plural
from kg.views.records.cited import Cited, Source
from kg.views.records.citing import Citing, Place, Query
from kg.views.records.differences import differences
from kg.views.records.lines import COMMITMENT, Head, best_line, distinct, heads, standing, sure, tellings, weighty
from kg.views.records.show import event_claims

LEAST = 0.5
"""The least weight of a happening that is news; of what changes with one, none."""
KINDS = (
    "happened", "planned", "moved", "kept", "called off", "denied", "contradicted", "settled", "people", "ties", "names",
)  # fmt: skip
"""Kinds of news, in their order."""
TITLES = {
    "happened": "New happenings",
    "planned": "Plans made",
    "moved": "Plans moved",
    "kept": "Plans kept",
    "called off": "Called off",
    "denied": "Denied for the first time",
    "contradicted": "Now contradicted",
    "settled": "No longer contradicted",
    "people": "New people and organisations",
    "ties": "New positions and ties",
    "names": "Names held for one now",
}

_ARTICLES = "SELECT ?article WHERE { ?article a schema:NewsArticle } ORDER BY ?article"
_DAYS = """SELECT ?claim ?first ?last WHERE { ?claim kg:about ?event ; kg:timeSpan ?span .
  ?span sem:hasBeginTimeStamp ?first ; sem:hasEndTimeStamp ?last } ORDER BY ?claim ?first ?last"""
_NAMED = """SELECT ?entity ?label WHERE { ?entity a ?class ; kg:mentionCount ?n ; skos:prefLabel ?label .
  FILTER(?class IN (schema:Person, schema:Organization)) } ORDER BY ?entity ?label"""
_MENTIONS = "SELECT ?entity ?mention WHERE { ?mention gaf:denotes ?entity }"
_POSITIONS = """SELECT ?m ?who ?label ?role ?where ?span ?sentence WHERE {
  ?m org:member ?who ; org:role ?role ; kg:evidence ?span . ?who skos:prefLabel ?label . ?span nif:anchorOf ?sentence .
  OPTIONAL { ?m org:organization/skos:prefLabel ?where } } ORDER BY ?label ?role ?where ?span"""


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of news.

    Attributes:
        kind: one of :data:`KINDS`.
        title: what it is about; ``when`` its days in words.
        change: what changed, in words; "" where it is merely new.
        cited: the sentence; None for names.
        iri: of the happening or entity.
    """

    kind: str
    title: str
    when: str = ""
    change: str = ""
    cited: Cited | None = None
    iri: str = ""


@dataclass(slots=True, repr=False)
class News:
    """What some articles brought; in Jupyter it shows itself.

    Attributes:
        label: title of the page.
        articles: the new ones; ``repeated`` of them copy what was there.
        items: in order of :data:`KINDS`, the weightiest first.
        sources: the articles cited.
    """

    label: str
    articles: int
    repeated: int
    items: list[Item] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<News: {self.label}, {self.scope}, {plural(len(self.items), 'piece')}>"

    @property
    def scope(self) -> str:
        """ "3 new articles, 1 of them a copy"."""
        told = f"{self.articles:,} new article{'s' * (self.articles != 1)}"
        return told + (f", {self.repeated:,} of them copied from or retelling what was there" if self.repeated else "")

    @property
    def sections(self) -> list[tuple[str, list[Item]]]:
        """Title and items of the kinds that there are."""
        found = [(TITLES[kind], [item for item in self.items if item.kind == kind]) for kind in KINDS]
        return [(title, items) for title, items in found if items]

    def first(self, number: int) -> News:
        """The same with so many pieces of each kind at most."""
        kept = [item for kind in KINDS for item in [i for i in self.items if i.kind == kind][:number]]
        return News(self.label, self.articles, self.repeated, kept, self.sources)

    def data(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        return {"scope": self.scope, **asdict(self)}

    @property
    def html(self) -> str:
        """A page of its own."""
        from kg.views.records.record import page

        return page("news", self)

    def _repr_html_(self) -> str:
        from kg.views.records.record import fragment

        return fragment("news", self)


def news(
    query: Query,
    new: Collection[str],
    *,
    label: str = "What is new",
    joined: Mapping[str, str] | None = None,
    watched: Collection[str] = (),
    least: float = LEAST,
    known: Mapping[str, Head] | None = None,
) -> News:
    """What some articles brought.

    Args:
        query: asks the store.
        new: IRIs of the articles; those that the store does not hold count for nothing.
        label: title of the page.
        joined: what entities were called before these articles came → their IRIs now.
        watched: IRIs of entities; only news of these.
        least: weight that a new happening needs.
        known: the events of the story, where they were asked for already.
    """
    citing = Citing(query)
    everything = [str(a) for (a,) in query(_ARTICLES)]
    citing.load(everything)
    fresh = {a for a in everything if a in set(new)}
    before = {citing.origin(a) for a in everything if a not in fresh}
    repeated = {a for a in fresh if citing.origin(a) in before}
    every = heads(query) if known is None else known
    made = _Maker(query, citing, every, fresh, repeated, watched=frozenset(watched), least=least)
    happenings = list(made.happenings())
    moved = {item.iri for item in happenings if item.kind == "moved"}
    disputed = (item for item in made.disagreements() if not (item.iri in moved and item.change.startswith("when")))
    items = [*happenings, *disputed, *made.people(), *made.ties(), *made.names(joined or {})]
    items.sort(key=lambda item: KINDS.index(item.kind))
    told = {item.cited.article for item in items if item.cited}
    return News(label, len(fresh), len(repeated), items, [s for s in citing.all() if s.iri in told])


class _Maker:
    def __init__(
        self,
        query: Query,
        citing: Citing,
        known: Mapping[str, Head],
        fresh: set[str],
        repeated: set[str],
        *,
        watched: frozenset[str],
        least: float,
    ) -> None:
        self.query, self.citing, self.watched, self.least = query, citing, watched, least
        self.fresh, self.telling = fresh, fresh - repeated
        self.heads = {iri: h for iri, h in known.items() if h.top != "Statement" and self._wanted(h)}
        self.last = max((s.date for s in citing.sources.values() if s.date), default="")
        self.weighed = any(h.weight for h in known.values())
        matter = [iri for iri, h in self.heads.items() if self._may_matter(h)]
        self.claims, self.ranks = event_claims(query, matter), tellings(query, matter)

    def _wanted(self, head: Head) -> bool:
        return not self.watched or bool(self.watched & {iri for iri, _ in (*head.actors, *head.places)})

    def happenings(self) -> Iterable[Item]:
        """What happened, is planned, moved, kept, called off or denied by what the new articles tell."""
        ordered = sorted(self.heads.values(), key=lambda h: (-h.weight, -h.origins, h.title, h.iri))
        lines = []
        for head in ordered:
            old, now = self._parts(head.iri)
            if now and old:
                yield from self._changed(head, old, now)
            elif now and self._matters(head) and (line := best_line(head, now, self.citing, self.ranks)):
                lines.append(line)
        for line in distinct(lines):
            kind = {"Planned": "planned", "Proposed": "planned", "Denied": "denied", "Cancelled": "called off",
                    "Occurred": "happened", "Ongoing": "happened"}.get(line.head.status)  # fmt: skip
            if kind and (kind != "happened" or sure(line)):
                change = line.status if kind == "denied" else ""
                yield Item(kind, line.head.title, line.head.when, change, line.cited, line.head.iri)

    def _may_matter(self, head: Head) -> bool:
        """Whether a happening can be news: by its weight, or because another article may have told it otherwise before."""
        return head.articles > 1 or not self.weighed or head.weight * COMMITMENT >= self.least

    def _matters(self, head: Head) -> bool:
        if head.status in PLANNED and not standing(head, self.last):
            return False
        return head.status != "NotOccurred" and (weighty(head, self.least) or not self.weighed)

    def _parts(self, event: str) -> tuple[list[Place], list[Place]]:
        places = self.claims.get(event, [])
        return (
            [p for p in places if p.article not in self.fresh],
            [p for p in places if p.article in self.telling],
        )

    def _changed(self, head: Head, old: list[Place], now: list[Place]) -> Iterable[Item]:
        was, is_ = {p.status for p in old}, {p.status for p in now}
        found: list[tuple[str, str, list[Place]]] = []
        if was & PLANNED and not was & HELD and is_ & HELD:
            found.append(("kept", "took place", [p for p in now if p.status in HELD]))
        if "Cancelled" in is_ and "Cancelled" not in was:
            found.append(("called off", status("Cancelled"), [p for p in now if p.status == "Cancelled"]))
        denials = [p for p in now if p.status == "Denied" and p.said_by and is_denial_in(p.words)]
        if denials and "Denied" not in was:
            found.append(("denied", status("Denied", denials[0].said_by), denials))
        if moved := self._moved(old, now):
            found.append(moved)
        for kind, change, places in found:
            place = min(places, key=self.citing.order)
            yield Item(kind, head.title, head.when, change, self.citing.cite(place), head.iri)

    def _moved(self, old: list[Place], now: list[Place]) -> tuple[str, str, list[Place]] | None:
        """A plan whose days the new articles tell otherwise, all of them and without any that agrees."""
        claims = [Iri(p.claim) for p in (*old, *now) if p.claim and p.status in PLANNED]
        told: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for claim, first, last in self.query(_DAYS, claim=claims) if claims else ():
            told[claim].append((str(first), str(last)))
        before = {d for p in old for d in told.get(p.claim or "", ())}
        later = [p for p in now if told.get(p.claim or "")]
        since = {d for p in later for d in told[p.claim or ""]}
        if not before or not since or any(a[0] <= b[1] and b[0] <= a[1] for a in before for b in since):
            return None
        change = f"from {days(*min(before))} to {days(*min(since))}"
        return "moved", change, later

    def disagreements(self) -> Iterable[Item]:
        labels = {iri: self.heads[iri].title for iri in self.claims if iri in self.heads}
        touched = {iri: label for iri, label in labels.items() if self._parts(iri)[1]}
        now = differences(self.query, self.citing, touched, self.claims, kinds=[Kind.CONTRADICTION])
        earlier = {iri: self._parts(iri)[0] for iri in touched}
        was = differences(self.query, self.citing, touched, earlier, kinds=[Kind.CONTRADICTION])
        for kind, found, others in (("contradicted", now, was), ("settled", was, now)):
            known = {(d.event, d.what) for d in others}
            for d in found:
                if (d.event, d.what) not in known:
                    cited = [c for _, told in d.values for c in told]
                    chosen = next((c for c in cited if c.article in self.fresh), cited[0])
                    change = f"{d.what}: " + "; ".join(value for value, _ in d.values)
                    yield Item(kind, d.label, self.heads[d.event].when, change, chosen, d.event)

    @functools.cached_property
    def named(self) -> dict[str, str]:
        """People and organisations, by IRI, with their names."""
        return {str(entity): str(name) for entity, name in self.query(_NAMED)}

    def people(self) -> Iterable[Item]:
        """Those that only the new articles name and that take part in what matters, or hold a position."""
        acting: dict[str, list[Head]] = defaultdict(list)
        for head in self.heads.values():
            for iri, _ in head.actors:
                acting[iri].append(head)
        label = {
            entity: name for entity, name in self.named.items()
            if entity in acting and (not self.watched or entity in self.watched)
            and (not self.weighed or max(h.weight for h in acting[entity]) >= self.least)
        }  # fmt: skip
        mentions: dict[str, list[str]] = defaultdict(list)
        for entity, mention in self.query(_MENTIONS, entity=[Iri(e) for e in sorted(label)]) if label else ():
            mentions[entity].append(mention)
        told: dict[str, list[str]] = defaultdict(list)
        lines = {}
        for entity in sorted(mentions, key=lambda e: (-sum(h.weight for h in acting[e]), label[e], e)):
            articles = {(span_of(m) or (m,))[0] for m in mentions[entity]}
            if not articles <= self.telling:
                continue
            best = max(acting[entity], key=lambda h: (h.weight, h.iri))
            line = best_line(best, self._parts(best.iri)[1], self.citing, self.ranks)
            if line and (label[entity] in line.cited.sentence or label[entity].split()[-1] in line.cited.sentence):
                told[best.iri].append(entity)
                lines[best.iri] = line
        for event, entities in told.items():
            names = ", ".join(label[e] for e in entities)
            yield Item("people", names, "", f"in: {lines[event].head.title}", lines[event].cited, entities[0])

    def ties(self) -> Iterable[Item]:
        """Positions that only the new articles tell, of those that were known before or not."""
        told: dict[str, list[Place]] = defaultdict(list)
        words: dict[str, tuple[str, str, str]] = {}
        known: set[tuple[str, str]] = set()
        for membership, who, label, role, where, span, sentence in self.query(_POSITIONS):
            place = Place(span, sentence)
            told[membership].append(place)
            said = f"{role}, {where}" if where else role
            words[membership] = (who, label, f"former {said}" if is_former(role, sentence) else said)
            if place.article not in self.fresh:
                known.add((who, where or role))
        seen: set[tuple[str, str]] = set()
        for membership, places in told.items():
            who, label, said = words[membership]
            where = said.rpartition(", ")[2]
            if (who, where) in known or (who, where) in seen or (self.watched and who not in self.watched):
                continue
            if all(p.article in self.telling for p in places) and ", " in said:
                seen.add((who, where))
                yield Item("ties", label, "", said, self.citing.cite(min(places, key=self.citing.order)), who)

    def names(self, joined: Mapping[str, str]) -> Iterable[Item]:
        """Entities that bear another IRI since: joined with others, or told apart."""
        if not joined:
            return
        label = self.named
        for was, now in sorted(joined.items()):
            if now in label and (not self.watched or now in self.watched):
                yield Item("names", label[now], "", f"{was} is now {label[now]}", None, now)
