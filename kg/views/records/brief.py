"""A story on one screen: what happened, what is planned, what is denied or disputed, who matters, where, since when.

The weightiest happenings stand for the story. One that nobody with a name takes part in and that is nowhere, that is told by a
headline alone, or that repeats another's sentence, is left out: a line less is better than one that tells nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.graph.asking.terms import Iri
from kg.views.asked.positions import ToldPosition, held
from kg.views.records.briefing import LINES, PEOPLE, PLACES, Brief, Somebody
from kg.views.records.cited import Cited
from kg.views.records.citing import Citing, Place, Query
from kg.views.records.disagreements import disagreements
from kg.views.records.lines import (
    COMMITMENT,
    Head,
    ahead,
    commits,
    day_of_its_own,
    distinct,
    heads,
    lines,
    of_now,
    standing,
    sure,
    weighty,
)

MOST = 40
"""Happenings of a section at most."""
SUPPORT = 0.1
"""What each origin more adds to the weight of a happening, up to three."""
UNDATED = 0.75
"""What the weight of a happening without a day counts."""
HAPPENED, PLANNED, UNDONE = ("Occurred", "Ongoing"), ("Planned", "Proposed"), ("Denied", "Cancelled")

_ENTITIES = """SELECT ?entity ?label ?class ?articles ?origins WHERE { GRAPH kg:story { ?entity a ?class ; skos:prefLabel ?label ;
  kg:mentionCount ?n ; kg:articleCount ?articles ; kg:originCount ?origins } } ORDER BY ?entity ?class"""
_POSITIONS = """SELECT ?person ?role ?where ?first ?last ?span ?sentence WHERE {
  ?m org:member ?person ; org:role ?role ; kg:evidence ?span . ?span nif:anchorOf ?sentence .
  OPTIONAL { ?m org:organization/skos:prefLabel ?where } OPTIONAL { ?m sem:hasBeginTimeStamp ?first }
  OPTIONAL { ?m sem:hasEndTimeStamp ?last } } ORDER BY ?person ?role ?where ?span"""
_ARTICLES = "SELECT ?article WHERE { ?article a schema:NewsArticle } ORDER BY ?article"


def brief(
    query: Query,
    *,
    title: str,
    entity: str | None = None,
    label: str = "",
    shown: int = LINES,
    known: Mapping[str, Head] | None = None,
) -> Brief:
    """Put a story on one screen.

    Args:
        query: asks the store.
        title: of the story.
        entity: IRI of one to stay with; the whole story by default.
        label: what it is called.
        shown: how many lines of happenings come first.
        known: the events of the story, where they were asked for already.
    """
    citing = Citing(query)
    articles = [str(a) for (a,) in query(_ARTICLES)]
    citing.load(articles)
    every = heads(query) if known is None else known
    concerned = {
        iri: head for iri, head in every.items()
        if entity is None or entity in dict(head.actors) or entity in dict(head.places)
    }  # fmt: skip
    dates = sorted(s.date for s in citing.sources.values() if s.date)
    found = Brief(
        f"{label} in {title}" if entity else title,
        len(articles),
        len({citing.origin(a) for a in articles}),
        len(articles) - len(dates),
        dates[0] if dates else None,
        dates[-1] if dates else None,
        shown=shown,
    )
    unweighed = not any(h.weight for h in every.values())
    ranked = sorted((h for h in concerned.values() if weighty(h) or unweighed), key=_rank)
    stale = found.last or ""
    done = {h.title for h in every.values() if h.status == "Occurred"}  # a plan told beside a deed may be called by it
    for name, statuses in (("happened", HAPPENED), ("planned", PLANNED), ("undone", UNDONE)):
        wanted = [h for h in ranked if h.status in statuses]
        if name == "planned":
            wanted = [h for h in wanted if standing(h, stale) and h.title not in done]
        told_of = lines(query, wanted[: 3 * MOST], citing)
        if name == "happened":
            told_of = [line for line in told_of if sure(line) and of_now(line)]
        elif name == "planned":
            told_of = [day_of_its_own(line) for line in told_of if ahead(line)]
            told_of = [line for line in told_of if standing(line.head, stale)]
        setattr(found, name, distinct(told_of)[:MOST])
    found.disputed = [d for d in disagreements(query, known=every).found if d.event in concerned]
    found.people, found.places, who, where = _who_and_where(query, ranked, citing, entity)
    found.matter = (sum(h.status in (*HAPPENED, *PLANNED, *UNDONE) for h in ranked), who, where)
    told = {line.cited.article for line in (*found.happened, *found.planned, *found.undone)}
    told |= {p.cited.article for p in (*found.people, *found.places) if p.cited}
    told |= {c.article for d in found.disputed for _, cited in d.values for c in cited}
    found.sources = [s for s in citing.all() if s.iri in told]
    return found


def _rank(head: Head) -> tuple[object, ...]:
    """The weightiest first; one without a day tells less, what several origins tell is surer, and a clear title tells more."""
    sure = 1.0 + SUPPORT * min(head.origins - 1, 3)
    sure *= COMMITMENT if commits(head) else 1.0
    sure *= (1.0 + head.clarity) / 2
    return (-head.weight * sure * (1.0 if head.first else UNDATED), -head.origins, head.title, head.iri)


def _who_and_where(
    query: Query, ranked: list[Head], citing: Citing, entity: str | None
) -> tuple[list[Somebody], list[Somebody], int, int]:
    about = {str(iri): (str(label), str(cls), int(n), int(o)) for iri, label, cls, n, o in query(_ENTITIES)}
    part: dict[str, list[Head]] = defaultdict(list)
    there: dict[str, list[Head]] = defaultdict(list)
    for head in ranked:
        for iri, _ in head.actors:
            part[iri].append(head)
        for iri, _ in head.places:
            there[iri].append(head)
    outlets = frozenset(s.publisher.casefold() for s in citing.sources.values() if s.publisher)
    everybody = _first(part, about, ("Person", "Organization"), entity, outlets)
    everywhere = _first(there, about, ("Place",), entity, outlets)
    people, places = everybody[: 3 * PEOPLE], everywhere[: 3 * PLACES]
    positions = _positions(query, [iri for iri in people if about[iri][1].endswith("Person")], citing)
    return (
        [_somebody(iri, about[iri], part[iri], positions.get(iri)) for iri in people],
        [_somebody(iri, about[iri], there[iri], None) for iri in places],
        len(everybody),
        len(everywhere),
    )


def _first(
    found: Mapping[str, list[Head]],
    about: Mapping[str, tuple[str, str, int, int]],
    classes: tuple[str, ...],
    entity: str | None,
    outlets: frozenset[str],
) -> list[str]:
    """Those of some classes, by the weight of their happenings and by how many origins name them."""
    wanted = [iri for iri in found if iri in about and about[iri][1].endswith(classes) and iri != entity]
    wanted = [iri for iri in wanted if about[iri][0].casefold() not in outlets]
    return sorted(
        wanted, key=lambda iri: (-sum(h.weight or 0.1 for h in found[iri]) * about[iri][3], about[iri][0], iri)
    )


def _somebody(
    iri: str, about: tuple[str, str, int, int], happenings: list[Head], position: tuple[str, Cited] | None
) -> Somebody:
    label, cls, articles, origins = about
    words, cited = position or ("", None)
    titles = tuple(h.title for h in happenings[:2])
    return Somebody(iri, label, cls.rsplit("/", 1)[-1], words, articles, origins, titles, cited)


def _positions(query: Query, people: list[str], citing: Citing) -> dict[str, tuple[str, Cited]]:
    """The first position of some people, with a sentence."""
    told: dict[str, list[ToldPosition[Place]]] = defaultdict(list)
    listed = [Iri(iri) for iri in sorted(people)]
    for person, role, where, first, last, span, sentence in query(_POSITIONS, person=listed) if listed else ():
        place = Place(span, sentence)
        begin, end = first and str(first), last and str(last)
        told[person].append(ToldPosition(role, where or "", begin, end, sentence, citing.origin(place.article), place))
    found: dict[str, tuple[str, Cited]] = {}
    for person, tellings in told.items():
        best = held(tellings)[0]
        if best.lone or best.past:
            continue
        place = min(best.told, key=lambda p: (not 40 <= len(p.words) <= 320, citing.order(p)))
        found[person] = best.title, citing.cite(place)
    return found
