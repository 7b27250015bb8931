"""Dated events in order of time, of one entity or of a whole story: how the status of each went, and what it rests on."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kg.graph.asking.words import days as words
from kg.graph.asking.words import status
from kg.views.asked import rows
from kg.views.asked.evidence import Sources, Telling, span_of
from kg.views.asked.nationalities import with_countries
from kg.views.asked.rows import ClaimRow, EventRow, Query

TOLD = 6
"""Sentences shown of one event; of every origin one first."""

ACTORS = ("agent", "participant", "recipient")


_FIELDS = (
    "event", "first", "last", "status", "type", "what", "actors", "places", "articles", "origins", "sentence", "history",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One step in how the status of an event went: what it was first called, when and where.

    Attributes:
        date: of publication, or None.
        status: what is said of the event.
        publisher, headline: of the article.
        said_by: who says so, when it is not the article itself.
    """

    date: str | None
    status: str
    publisher: str | None
    headline: str | None
    said_by: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An event on a timeline.

    Attributes:
        event: its IRI.
        label, event_type: as people read them.
        first, last: ISO dates; None where it has none.
        when: these as people write them.
        status: as the story has it.
        actors, places: labels.
        articles, origins: how many tell it.
        sentence: one that tells it.
        steps: how its status went, where it changed; else the first telling alone.
        told: sentences it rests on, as :meth:`kg.views.asked.evidence.Sources.show` gives them.
        weight: how much it matters, 0 to 1.
    """

    event: str
    label: str
    event_type: str
    first: str | None
    last: str | None
    when: str
    status: str
    actors: tuple[str, ...]
    places: tuple[str, ...]
    articles: int
    origins: int
    sentence: str
    steps: tuple[Step, ...]
    told: tuple[dict[str, Any], ...]
    weight: float = 1.0

    @property
    def status_words(self) -> str:
        """The status as people say it."""
        return status(self.status)


class Timeline(Sequence[Entry]):
    """Events in order of time.

    Args:
        entries: in their order.
        title: whose they are.
        undated: how many more events there are that have no date.
        passing: how many more are mentioned in passing.
    """

    COLUMNS = ("what", "when", "status", "sources", "sentence")

    def __init__(self, entries: Iterable[Entry], *, title: str = "Timeline", undated: int = 0, passing: int = 0) -> None:
        self.entries = tuple(entries)
        self.title = title
        self.undated = undated
        self.passing = passing

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, at: Any) -> Any:
        return self.entries[at]

    def __repr__(self) -> str:
        return f"<Timeline: {self.title}, {len(self)} events>"

    def cells(self, limit: int | None = None) -> list[tuple[str, ...]]:
        """Rows of a table for people, in :data:`COLUMNS`; of ``limit`` events the weightiest, in order of time."""
        found: list[tuple[str, ...]] = []
        weighty = sorted(range(len(self)), key=lambda at: (-self.entries[at].weight, at))[:limit]
        for e in (self.entries[at] for at in sorted(weighty)):
            steps = [status(s.status, s.said_by) for s in e.steps]
            if not e.steps or e.steps[-1].status != e.status:
                steps.append(status(e.status))
            went = " → ".join(dict.fromkeys(steps))
            found.append((e.label, e.when or "no date", went, str(e.origins), e.sentence))
        return found

    def to_frame(self) -> Any:
        """One row an event, as a pandas data frame: days as datetime64, missing text empty."""
        import pandas

        names = ("what", "first", "last", "status", "type", "actors", "places", "articles", "origins", "sentence")
        rows = [
            (e.label, e.first, e.last, e.status_words, e.event_type, "; ".join(e.actors), "; ".join(e.places), e.articles,
             e.origins, e.sentence)
            for e in self.entries
        ]  # fmt: skip
        frame = pandas.DataFrame(rows, columns=list(names))
        begun, ended = ([getattr(e, name) for e in self.entries] for name in ("first", "last"))
        for name, days in (("first", begun), ("last", ended)):  # of any year, as the rows of a question have them
            frame[name] = pandas.Series([day and date.fromisoformat(day) for day in days], dtype="datetime64[s]")
        return frame

    def write(self, form: str) -> str:
        """As data: json, jsonl or csv."""
        if form == "csv":
            out = io.StringIO()
            writer = csv.writer(out)
            writer.writerow(_FIELDS)
            for e in self.entries:
                history = "; ".join(f"{s.date or ''} {status(s.status)} {s.publisher or ''}".strip() for s in e.steps)
                who, where = "; ".join(e.actors), "; ".join(e.places)
                given = (
                    e.event,
                    e.first,
                    e.last,
                    status(e.status),
                    e.event_type,
                    e.label,
                    who,
                    where,
                    e.articles,
                    e.origins,
                )
                writer.writerow([*("" if x is None else x for x in given), e.sentence, history])
            return out.getvalue()
        objects = [asdict(e) for e in self.entries]
        if form == "jsonl":
            return "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects)
        return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"


def timeline(
    query: Query,
    *,
    entity: str | None = None,
    title: str | None = None,
    first: str | None = None,
    last: str | None = None,
    statements: bool = False,
    undated: bool = False,
    passing: bool = False,
) -> Timeline:
    """Put events in order.

    Args:
        query: as in :mod:`kg.views.asked.rows`.
        entity: IRI of one who takes part, or of a place where they happen; all events by default.
        title: of the timeline; the entity's label by default.
        first, last: ISO dates; only events that touch the days between.
        statements: whether what was merely said is an event too.
        undated: whether events without a date follow at the end.
        passing: whether what is mentioned in passing (states, wishes, general truths) is listed, too.
    """
    entities = rows.entities(query)
    known, home = with_countries(dict(entities), entity)  # "the Russians" are Russia
    events = rows.events(query)
    types = rows.event_types(query)
    chosen = []
    without = lightly = 0
    for event in events.values():
        if entity is not None and entity not in {home.get(filler, filler) for _, filler in event.slots}:
            continue
        kind = types.get(event.event_type)
        if not statements and (event.event_type == "Statement" or (kind and kind.group == "Statement")):
            continue
        if event.status == "NotOccurred":
            continue
        begin, end = event.first or event.last, event.last or event.first
        if begin and end and ((first and end < first) or (last and begin > last)):
            continue
        if event.passing and not passing:
            lightly += bool(begin)
            continue
        if not begin:
            without += 1
            if not undated or first or last:
                continue
        chosen.append(event)
    chosen.sort(key=lambda e: (e.first is None, e.first or "", e.last or "", -e.weight, -e.origins, e.label, e.iri))
    sources = Sources.of(query)
    told: dict[str, list[ClaimRow]] = defaultdict(list)
    for claim in rows.claims(query, {e.iri for e in chosen}):
        told[claim.event].append(claim)
    labels = {iri: known[home.get(iri, iri)].label for iri in entities}
    picked = {e.iri: sources.choose(told[e.iri], TOLD) for e in chosen}
    tellings = {c.iri: made for claims in picked.values() for c in claims if (made := _telling(c, labels))}
    sources.load(tellings.values())
    name = title or (labels.get(entity, "Timeline") if entity else "Timeline")
    maker = _Entries(sources, labels, types)
    entries = [
        maker.entry(e, told[e.iri], [tellings[c.iri] for c in picked[e.iri] if c.iri in tellings]) for e in chosen
    ]
    return Timeline(entries, title=name, undated=without if not undated else 0, passing=lightly)


def _telling(claim: ClaimRow, labels: dict[str, str]) -> Telling | None:
    span, trigger = span_of(claim.sentence), span_of(claim.trigger or "")
    if span is None or trigger is None:
        return None
    said_by = ", ".join(sorted(labels[s] for s in claim.said_by if s in labels)) or None
    return Telling(claim.article, span[1:], (trigger[1:],), claim.status, said_by)


@dataclass(frozen=True, slots=True)
class _Entries:
    """Makes entries.

    Args:
        sources: articles and their texts, those that are needed loaded.
        labels: of entities, by IRI.
        types: event types, by local name.
    """

    sources: Sources
    labels: dict[str, str]
    types: dict[str, rows.TypeRow]

    def entry(self, event: EventRow, claims: list[ClaimRow], tellings: list[Telling]) -> Entry:
        labels, types = self.labels, self.types
        shown = [s for t in tellings if (s := self.sources.show(t))]
        agreeing = [s for s in shown if s["status"] == event.status and not s["said_by"]] or shown
        actors = [filler for role in ACTORS for r, filler in event.slots if r == role]
        places = [filler for r, filler in event.slots if r == "place"]
        return Entry(
            event=event.iri,
            label=event.label,
            event_type=types[event.event_type].label if event.event_type in types else event.event_type,
            first=event.first,
            last=event.last,
            when=words(event.first, event.last),
            status=event.status,
            actors=tuple(dict.fromkeys(labels[a] for a in actors if a in labels)),
            places=tuple(dict.fromkeys(labels[p] for p in places if p in labels)),
            articles=event.articles,
            origins=event.origins,
            sentence=" ".join(agreeing[0]["sentence"].split()) if agreeing else "",
            steps=steps(claims, self.sources, labels),
            told=tuple(shown),
            weight=event.weight,
        )


def steps(claims: Iterable[ClaimRow], sources: Sources, labels: dict[str, str]) -> tuple[Step, ...]:
    """How the status of an event went, in order of publication; tellings that repeat the last step are none.

    Of several on one day those in the article's own voice come last, so that they stand.
    """

    def order(claim: ClaimRow) -> tuple[object, ...]:
        article = sources.articles.get(claim.article)
        return ((article.date if article else None) or "9999", not claim.said_by, claim.article, claim.where)

    found: list[Step] = []
    for claim in sorted(claims, key=order):
        status = claim.status or "Unknown"
        if status == "Unknown" or (found and found[-1].status == status):
            continue
        article = sources.articles.get(claim.article)
        said_by = ", ".join(sorted(labels[s] for s in claim.said_by if s in labels)) or None
        date, publisher, headline = (article.date, article.publisher, article.headline) if article else (None,) * 3
        found.append(Step(date, status, publisher, headline, said_by))
    return tuple(found)
