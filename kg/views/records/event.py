"""One event on one page: who, where and when, how its status went, and every sentence that tells it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kg.errors import Code, KgError
from kg.graph.asking.terms import Iri
from kg.graph.asking.words import days as words
from kg.graph.asking.words import local, status
from kg.views.asked.wording import plural
from kg.views.records.cited import Cited, Source, one_line
from kg.views.records.citing import Citing, Place, Query
from kg.views.records.differences import differences
from kg.views.records.show import event_claims, role_name
from kg.views.records.shown import Difference, Related

_HEAD = """SELECT ?label ?kind ?type ?status ?first ?last ?articles ?origins WHERE {
  ?event a sem:Event ; rdfs:label ?label ; sem:eventType ?type ; kg:status ?status ;
    kg:articleCount ?articles ; kg:originCount ?origins . OPTIONAL { ?type skos:prefLabel ?kind }
  OPTIONAL { ?event sem:hasBeginTimeStamp ?first } OPTIONAL { ?event sem:hasEndTimeStamp ?last } } ORDER BY ?kind"""
_SLOTS = """SELECT ?role ?other ?label ?class WHERE {
  VALUES ?role { kg:agent kg:recipient kg:participant sem:hasPlace kg:topic kg:instrument }
  ?event ?role ?other . ?other skos:prefLabel|rdfs:label ?label . OPTIONAL { ?other a ?class FILTER(?class != skos:Concept) } }
  ORDER BY ?role ?label ?other"""
_QUANTITIES = "SELECT DISTINCT ?words WHERE { ?claim kg:about ?event ; kg:quantity ?words } ORDER BY ?words"
_TIMES = "SELECT DISTINCT ?words WHERE { ?event sem:hasTime/rdfs:label ?words } ORDER BY ?words"


@dataclass(frozen=True, slots=True)
class Step:
    """What the sources of one day first said of an event's status."""

    status: str
    cited: Cited


@dataclass(slots=True, repr=False)
class Event:
    """What is known of one event; in Jupyter it shows itself.

    Attributes:
        iri, label, event_type, status: of it.
        first, last: ISO dates, or None; ``when`` as people write them.
        times: the words that date it.
        articles, origins: how many tell it.
        slots: who and what fills its roles; ``how`` is the role.
        quantities: as written.
        steps: how its status went.
        cited: every sentence that tells it, in order of date.
        differences: what sources tell differently.
        sources: the articles.
    """

    iri: str
    label: str
    event_type: str
    status: str
    first: str | None
    last: str | None
    articles: int
    origins: int
    times: list[str] = field(default_factory=list)
    slots: list[Related] = field(default_factory=list)
    quantities: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)

    @property
    def when(self) -> str:
        return words(self.first, self.last)

    def __repr__(self) -> str:
        told = f"{plural(self.articles, 'article')} of {plural(self.origins, 'origin')}"
        return f"<Event: {', '.join(filter(None, (self.label, self.when, status(self.status), told)))}>"

    def _repr_html_(self) -> str:
        from kg.views.records.record import fragment

        return fragment("event", self)


def event(query: Query, iri: str) -> Event:
    """Everything known of one event.

    Args:
        query: asks the store.
        iri: the event.

    Raises:
        KgError: KG040 where there is no such event.
    """
    node = Iri(iri)
    head = next(iter(query(_HEAD, event=node)), None)
    if head is None:
        raise KgError(Code.NO_ENTITY, name=iri, hint="; events are named by their labels or IRIs (`kg query timeline`)")
    label, kind, event_type, status, first, last, articles, origins = head
    found = Event(
        iri,
        label,
        kind or local(event_type),
        local(status),
        first and str(first),
        last and str(last),
        int(articles),
        int(origins),
    )
    found.times = [text for (text,) in query(_TIMES, event=node)]
    slots: dict[
        tuple[str, str], Related
    ] = {}  # of several without a name that are called alike ("officials") one is enough
    for role, other, name, cls in query(_SLOTS, event=node):
        slots.setdefault((role, name), Related(other, name, local(cls) if cls else "", role_name(role)))
    order = ("agent", "participant", "recipient", "place", "topic", "instrument")
    found.slots = sorted(slots.values(), key=lambda s: (order.index(s.how), s.label, s.iri))
    found.quantities = [one_line(str(text)) for (text,) in query(_QUANTITIES, event=node)]
    citing = Citing(query)
    claims = event_claims(query, [iri])
    places = claims.get(iri, [])
    citing.load(place.article for place in places)
    ordered = sorted(places, key=citing.order)
    told: dict[tuple[str, str, str | None], Cited] = {}
    for place in ordered:
        cited = citing.cite(place)
        told.setdefault((cited.article, cited.sentence, cited.status), cited)
    found.cited = list(told.values())
    found.steps = _steps(ordered, citing)
    found.differences = differences(query, citing, {iri: label}, claims)
    found.sources = citing.all()
    return found


def _steps(ordered: list[Place], citing: Citing) -> list[Step]:
    """Where the status changed, in order of date; of several on one day those in the article's own voice stand."""
    by_day: dict[str, list[Cited]] = defaultdict(list)
    for place in ordered:
        cited = citing.cite(place)
        if cited.status and cited.status != "Unknown":
            by_day[cited.date or "9999"].append(cited)
    found: list[Step] = []
    for day in sorted(by_day):
        for cited in sorted(by_day[day], key=lambda c: c.said_by is None):
            if cited.status and (not found or found[-1].status != cited.status):
                found.append(Step(cited.status, cited))
    return found
