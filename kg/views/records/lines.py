"""Happenings as lines of a list: a title, a day, what became of it, and the one sentence that tells it best."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from kg.graph.asking.queries import expanded, query_parts
from kg.graph.asking.terms import Iri
from kg.graph.asking.words import days, local, status
from kg.knowledge.days import moved
from kg.knowledge.disagreement_words import pattern
from kg.views.asked.disagreeing import HELD, is_denial_in
from kg.views.records.cited import Cited, Fold, one_line
from kg.views.records.citing import Citing, Place, Query, in_order
from kg.views.records.show import event_claims

CLEAR, CLEAR_OF_SEVERAL = 0.45, 0.35
"""The least clarity of a title that stands for a story, of one origin and of several."""
BEHIND = 365
"""Days that a happening may lie behind the article that tells it; what is older is its background."""

COMMITMENT = 1.5
"""What the weight of an agreement counts that is told as a saying, whose weight is that of words: with 1, what was agreed on
24 March stands below 20 others in the brief of the corpus."""
WEIGHTY = 0.5
"""The least weight of a happening that stands for a story. Where no event has a weight (a store of before), all count alike."""
NO_DEEDS = frozenset({"Statement", "State", "Think", "Other", "Forecast", "Plan"})
"""Types of what is no deed of anybody: what is said, thought, or merely so."""

# Of 15,000 events Oxigraph sorts in .8 s what Python sorts in .1, and a role from VALUES is tried for all that has one.
_HEADS = """SELECT ?event ?label ?type ?status ?first ?last ?articles ?origins ?weight ?clarity WHERE { GRAPH kg:story {
  ?event a sem:Event ; rdfs:label ?label ; sem:eventType ?type ; kg:status ?status ; kg:articleCount ?articles ;
    kg:originCount ?origins . OPTIONAL { ?event sem:hasBeginTimeStamp ?first } OPTIONAL { ?event sem:hasEndTimeStamp ?last }
  OPTIONAL { ?event kg:weight ?weight } OPTIONAL { ?event kg:clarity ?clarity } } }"""
_OWN_DAYS = """SELECT DISTINCT ?event ?begin WHERE { GRAPH kg:story { ?event sem:hasBeginTimeStamp ?first }
  ?claim kg:about ?event ; kg:timeSpan/sem:hasBeginTimeStamp ?begin .
  FILTER NOT EXISTS { ?claim kg:timeBasis kg:FromContext } }"""
_SLOTS = """SELECT ?event ?role ?other ?label WHERE { GRAPH kg:story { ?event a sem:Event ; ?role ?other .
  FILTER(?role IN (kg:agent, kg:recipient, kg:participant, sem:hasPlace)) ?other kg:mentionCount ?n ; skos:prefLabel ?label } }"""
_TELLINGS = """SELECT ?event ?telling ?best WHERE {
  ?event a sem:Event ; rdfs:label ?what ; kg:status ?status .
  OPTIONAL { ?event sem:hasBeginTimeStamp ?first ; sem:hasEndTimeStamp ?last }
  # @include telling
}"""
_TOPS = """SELECT DISTINCT ?type ?top WHERE { { SELECT DISTINCT ?type WHERE { GRAPH kg:story { ?event sem:eventType ?type } } }
  ?type skos:broader* ?top . FILTER NOT EXISTS { ?top skos:broader ?above } } ORDER BY ?type ?top"""


@dataclass(frozen=True, slots=True)
class Head:
    """An event as the story has it.

    Attributes:
        iri, title: of it.
        event_type, top: local names of its type and of that at the top above it.
        status: local name.
        first, last: ISO dates, or None.
        articles, origins: how many tell it.
        weight: how much it matters, 0 to 1.
        actors, places: (IRI, label) of those that have a name.
        clarity: how likely a person understands the title alone, 0 to 1.
        own_day: whether its day stands beside the words of a claim; elsewhere in the article it may be another's.
    """

    iri: str
    title: str
    event_type: str
    top: str
    status: str
    first: str | None
    last: str | None
    articles: int
    origins: int
    weight: float
    actors: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    clarity: float = 1.0
    own_day: bool = False

    @property
    def when(self) -> str:
        return days(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Line:
    """A happening with the sentence that tells it best.

    Attributes:
        head: the happening.
        cited: that sentence; ``more`` says in words which others of its origin there are.
        denied_by: who denies it, where somebody does.
    """

    head: Head
    cited: Cited
    more: str = ""
    denied_by: str | None = None

    @property
    def status(self) -> str:
        return status(self.head.status, self.denied_by)

    @property
    def title(self) -> str:
        """The happening in one line: its title, and what became of it where that is not plain."""
        plain = self.head.status in ("Occurred", "Planned") or pattern("outcome").search(self.head.title)
        return self.head.title if plain else f"{self.head.title} ({self.status})"

    @property
    def support(self) -> str:
        """How many tell it: "3 origins"; "" where one alone does."""
        return f"{self.head.origins} origins" if self.head.origins > 1 else ""

    @property
    def said_by(self) -> str | None:
        return self.cited.said_by


def heads(query: Query) -> dict[str, Head]:
    """All events of the story, by IRI, those of mere speech included."""
    tops: dict[str, str] = {}
    for kind, top in query(_TOPS):
        tops.setdefault(local(kind), local(top))
    actors: dict[str, dict[str, str]] = defaultdict(dict)
    places: dict[str, dict[str, str]] = defaultdict(dict)
    for event, role, other, label in in_order(query(_SLOTS), 0, 1, 3, 2):
        (places if role.endswith("hasPlace") else actors)[event][other] = label
    found: dict[str, Head] = {}
    begun: dict[str, set[str]] = defaultdict(set)
    for event, begin in query(_OWN_DAYS):
        begun[event].add(str(begin))
    for event, label, kind, is_, first, last, articles, origins, weight, clarity in in_order(query(_HEADS), 0, 1, 2):
        name = local(kind)
        interval = (first and str(first), last and str(last))
        found.setdefault(
            event,
            Head(event, one_line(label), name, tops.get(name, name), local(is_), *interval,
                 int(articles), int(origins), float(weight or 0), tuple(actors[event].items()), tuple(places[event].items()),
                 1.0 if clarity is None else float(clarity), _has_own_day(begun[event], *interval)),
        )  # fmt: skip
    return found


def _has_own_day(begun: Iterable[str], first: str | None, last: str | None) -> bool:
    """Whether one of the days beside the words of an event's claims is the event's."""
    return first is not None and last is not None and any(first <= day <= last for day in begun)


def lines(query: Query, wanted: Iterable[Head], citing: Citing | None = None) -> list[Line]:
    """Events with their best sentences; those that no sentence tells well are left out.

    Args:
        query: asks the store.
        wanted: in their order.
        citing: knows articles already.
    """
    wanted = list(wanted)
    citing = citing or Citing(query)
    events = [head.iri for head in wanted]
    claims, ranks = event_claims(query, events), tellings(query, events)
    citing.load(place.article for places in claims.values() for place in places)
    found: list[Line] = []
    for head in wanted:
        shown = {line.cited.sentence for line in found}
        if line := best_line(head, claims.get(head.iri, []), citing, ranks, used=shown):
            found.append(line)
    return found


def tellings(query: Query, events: Iterable[str]) -> dict[str, str]:
    """The claims that may stand for some events, each with what it is ranked by: the first in the alphabet tells best.

    One place chooses the sentence of an event, for named queries and records: ``ontology/queries/telling.part``.
    """
    listed = [Iri(event) for event in sorted(set(events))]
    text = expanded(_TELLINGS, query_parts())
    return {claim: str(best) for _, claim, best in query(text, event=listed)} if listed else {}


def best_line(
    head: Head, places: Collection[Place], citing: Citing, ranks: Mapping[str, str], *, used: Collection[str] = ()
) -> Line | None:
    """An event with its best sentence; None where none tells it well, or where as many tell of a plan that it has come true.

    Args:
        head: the event.
        places: its claims.
        citing: knows their articles.
        ranks: of the claims that may stand for it (see :func:`tellings`).
        used: sentences that other lines show already: another one tells more.
    """
    agreeing = [p for p in places if p.claim in ranks]
    if head.status == "Denied":
        by_name = [p for p in agreeing if p.said_by and not pattern("unnamed").fullmatch(p.said_by)]
        agreeing = [p for p in by_name if is_denial_in(p.words)] if not pattern("negated").search(head.title) else []
    told = {citing.origin_of(p) for p in agreeing}
    if not agreeing or (
        head.status == "Planned" and len({citing.origin_of(p) for p in places if p.status in HELD}) >= len(told)
    ):
        return None
    again = {one_line(words) for words in used}
    best, *rest = sorted(agreeing, key=lambda p: (one_line(p.words) in again, ranks[p.claim or ""]))
    cited = citing.cite(best)
    others = [citing.cite(p) for p in rest if citing.origin_of(p) == cited.origin]
    more = Fold(cited, tuple(others)).copies
    denied_by = best.said_by if head.status == "Denied" else None
    return Line(head, cited, more, denied_by)


def distinct(found: Iterable[Line]) -> list[Line]:
    """Lines without those that tell again what one before them tells: the same sentence, or the same deed of the same people on
    days that touch.
    """
    kept: list[Line] = []
    for line in found:
        if not any(_again(line, other) for other in kept):
            kept.append(line)
    return kept


def _again(line: Line, other: Line) -> bool:
    a, b = line.head, other.head
    if a.status != b.status:
        return False
    if line.cited.sentence == other.cited.sentence or fuzz.token_set_ratio(a.title, b.title) >= 90:
        return _touch(a, b)
    if a.top != b.top or not _touch(a, b) or bool(a.first) != bool(b.first):
        return False
    one, two = set(dict(a.actors)), set(dict(b.actors))
    return bool(one) and bool(two) and (one <= two or two <= one)


def _touch(a: Head, b: Head) -> bool:
    if not (a.first and a.last and b.first and b.last):
        return True
    return a.first <= b.last and b.first <= a.last


def weighty(head: Head, least: float = WEIGHTY) -> bool:
    """Whether a happening may stand for a story: a deed of weight, of somebody with a name, or at a place with one, on some day
    or told by several; of what is agreed ("the two sides agree to …") the meeting has the names."""
    if not (head.actors or (head.places and (head.first or head.origins > 1)) or _agreed(head)):
        return False
    if not _agreed(head) and (head.event_type in NO_DEEDS or head.top in ("Statement", "Other")):
        return False
    if pattern("unnamed").match(head.title) or pattern("pointing").search(head.title):
        return False
    if head.clarity < (CLEAR_OF_SEVERAL if head.origins > 1 else CLEAR):
        return False
    return head.weight * (COMMITMENT if commits(head) else 1.0) >= least


def commits(head: Head) -> bool:
    """Whether a saying of some day binds who says it: "the two sides agree to …"."""
    return head.top == "Statement" and _agreed(head)


def _agreed(head: Head) -> bool:
    return bool(head.first) and pattern("commitment").search(head.title) is not None


def standing(head: Head, last: str) -> bool:
    """Whether a plan still stands on the last day told of, and says enough: a day, or two that are named, one of them as who, or
    a place that several origins name."""
    if head.last:
        return head.last >= last
    if head.origins > 1 and head.places:
        return True
    return bool(head.actors) and len(head.actors) + len(head.places) > 1


def ahead(line: Line) -> bool:
    """Whether a plan is still one on the day on which it is told, and not what somebody foresees for others, some day."""
    last, told = line.head.last, line.cited.date
    if last and told and last < told:
        return False
    if line.head.origins > 1 and any(name in line.cited.sentence for _, name in line.head.places):
        return True
    if last or line.said_by is None:  # whose plan it is stands there
        return any(name.split()[-1] in line.cited.sentence or name in line.head.title for _, name in line.head.actors)
    named = {name.split()[-1] for _, name in (*line.head.actors, *line.head.places)}
    return sum(name in line.cited.sentence for name in named) > 1


def day_of_its_own(line: Line) -> Line:
    """A plan without its day where that stands elsewhere in the article: it may be the day on which the plan was told."""
    return line if line.head.own_day else replace(line, head=replace(line.head, first=None, last=None))


def of_now(line: Line) -> bool:
    """Whether a deed is what its article tells, not its background, nor what may be."""
    if pattern("perhaps").search(line.head.title):
        return False
    if line.head.first and line.cited.date and line.head.first > line.cited.date:
        return False  # a day that is still to come when it is told is another's
    if not (line.head.last and line.cited.date):
        return True
    behind = moved(datetime.date.fromisoformat(line.cited.date[:10]), -BEHIND)
    return line.head.last >= behind.isoformat()


def sure(line: Line) -> bool:
    """Whether what happened is told as a fact, not as what one voice claims."""
    if min(line.head.origins, line.head.articles) > 1:
        return True
    if is_attributed(line.head.title):
        return False
    if line.said_by is not None and line.cited.sentence.lstrip().startswith(('"', "“", "‘", "'")):
        return False  # told in a quotation alone
    return line.said_by is None or not pattern("claimed").search(line.cited.sentence)


def is_attributed(title: str) -> bool:
    """Whether a title ends with who says so: "…, the prosecutors say"."""
    _, comma, by = title.rpartition(", ")
    return bool(comma) and " " in by and pattern("attributed").fullmatch(by.split()[-1]) is not None
