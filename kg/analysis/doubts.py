"""What is doubtful in a story, the most doubtful first: names and tellings joined on little, look-alikes kept apart, classes in
conflict, and weighty happenings that one voice alone tells.

Each doubt comes with both sentences and with the judgements that would settle it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rapidfuzz import fuzz

from kg.graph.asking.terms import Iri
from kg.graph.asking.words import entity_class, local, status
from kg.knowledge.transliteration import fold
from kg.story.index import Join, Telling
from kg.views.asked.evidence import span_of
from kg.views.records.cited import Cited
from kg.views.records.citing import Citing, Place, Query
from kg.views.records.lines import Head, heads
from kg.views.records.show import event_claims

KINDS = ("join", "apart", "class", "event")
SURE = 1.0
"""Score from which a join of names is not doubted, unless it rests on a surname alone."""
ALIKE = 84
"""Likeness, of 100, from which two names that are kept apart are asked for."""
LIKELY = 0.8
"""Probability from which the joins of a happening's tellings are not doubted."""
WEIGHTY = 0.5
REVIEWED = "review: "
"""What the reason of a judgement begins with that settles a doubt; its id follows."""


Tellings = Callable[[str], Sequence[tuple[str, str, Telling]]]
"""IRI of a happening → IRIs of two articles, and why what they tell is held to be it."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at.

    Attributes:
        kind: one of :data:`KINDS`.
        question: in words.
        doubt: how doubtful, 0 to 1.
        left, right: IRIs of the mentions or the happening that a judgement goes by; right "" where there is one.
        cited: both sentences.
        answers: what can be said: same, different, right, wrong.
        value: class or status as it is now; ``other`` what it might be instead.
    """

    kind: str
    question: str
    doubt: float
    left: str
    right: str
    cited: tuple[Cited, ...]
    answers: tuple[str, ...]
    value: str = ""
    other: str = ""

    @property
    def id(self) -> str:
        """What it is about, the same after a rebuild."""
        return "|".join(filter(None, (self.kind, local_span(self.left), local_span(self.right), self.other)))


def local_span(iri: str) -> str:
    """The end of an IRI, with the article that a span is in."""
    return "/".join(iri.rsplit("/", 1)[-1:])


_NAMED = """SELECT ?entity ?label ?class ?mention ?words WHERE {
  ?entity a ?class ; kg:mentionCount ?n ; skos:prefLabel ?label . ?mention gaf:denotes ?entity ; kg:mentionKind kg:Named ;
    nif:anchorOf ?words } ORDER BY ?entity ?mention"""
_READ = """SELECT ?entity ?class ?read ?mention WHERE { ?entity kg:mentionCount ?n ; a ?class .
  ?mention gaf:denotes ?entity ; kg:entityClass ?read . FILTER(?read != ?class) } ORDER BY ?entity ?read ?mention"""
_SENTENCES = "SELECT ?span ?words WHERE { ?claim kg:evidence ?span . ?span nif:anchorOf ?words }"


class _Story:
    """Names and sentences of a story, got once."""

    def __init__(self, query: Query) -> None:
        self.query, self.citing = query, Citing(query)
        self.label: dict[str, str] = {}
        self.cls: dict[str, str] = {}
        self.mentions: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for entity, label, cls, mention, words in query(_NAMED):
            self.label[entity], self.cls[entity] = label, local(cls)
            self.mentions[entity].append((mention, str(words)))
        self.sentences: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for span, words in query(_SENTENCES):
            if place := span_of(span):
                self.sentences[place[0]].append((place[1], place[2], str(words)))
        for spans in self.sentences.values():
            spans.sort(key=lambda s: (s[1] - s[0], s))
        self.citing.load(self.sentences)

    @cached_property
    def heads(self) -> dict[str, Head]:
        """The events of the story."""
        return heads(self.query)

    def cite(self, mention: str) -> Cited | None:
        """The shortest sentence that is cited and holds a mention."""
        place = span_of(mention)
        if place is None:
            return None
        for begin, end, words in self.sentences.get(place[0], ()):
            if begin <= place[1] and place[2] <= end:
                return self.citing.cite(Place(f"{place[0]}#char={begin},{end}", words, (mention,)))
        return None

    def mention(self, entity: str, name: str, *, apart_from: str = "") -> str | None:
        """A mention of an entity by a name, in a sentence that can be shown; of another article than ``apart_from`` if any."""
        wanted = fold(name)
        found = [m for m, words in self.mentions[entity] if fold(" ".join(words.split())) == wanted and self.cite(m)]
        other = (span_of(apart_from) or ("",))[0]
        return min(found, key=lambda m: ((span_of(m) or ("",))[0] == other, m), default=None)


def doubts(
    query: Query,
    joins: Callable[[str], Sequence[Join]],
    tellings: Tellings = lambda iri: (),
    *,
    kinds: Collection[str] = KINDS,
    settled: Collection[str] = (),
) -> list[Doubt]:
    """All of them.

    Args:
        query: asks the store.
        joins: why the names of an entity are held to be one, by its IRI.
        tellings: why what articles tell is held to be one happening, by its IRI, with the IRIs of both articles.
        kinds: of :data:`KINDS`.
        settled: ids of doubts that are settled.
    """
    story = _Story(query)
    found: list[Doubt] = []
    if "join" in kinds:
        found += _joins(story, joins)
        found += _tellings(story, tellings)
    if "apart" in kinds:
        found += _apart(story)
    if "class" in kinds:
        found += _classes(story)
    if "event" in kinds:
        found += _events(story)
    known = set(settled)
    ordered = sorted((d for d in found if d.id not in known), key=lambda d: (-d.doubt, KINDS.index(d.kind), d.question, d.id))
    once: dict[tuple[str, str], Doubt] = {}  # two spellings that fold alike are asked for in the same words
    for doubt in ordered:
        once.setdefault((doubt.kind, doubt.question), doubt)
    return list(once.values())


def _joins(story: _Story, joins: Callable[[str], Sequence[Join]]) -> Iterable[Doubt]:
    for entity in sorted(story.label):
        if len({fold(words) for _, words in story.mentions[entity]}) < 2:
            continue
        for join in joins(entity):
            if join.score >= SURE and join.reason != "surname alone":
                continue
            one, other = (name.rpartition(" (")[0] for name in (join.left, join.right))
            left = story.mention(entity, one)
            right = story.mention(entity, other, apart_from=left or "")
            a, b = story.cite(left or ""), story.cite(right or "")
            if left and right and a and b and left != right:
                doubt = min(1.0, max(0.0, 1.3 - join.score)) if join.score < SURE else 0.25
                asked = f"Is “{one}” the same as “{other}”? ({join.reason})"
                yield Doubt("join", asked, round(doubt, 3), left, right, (a, b), ("same", "different"))


def _tellings(story: _Story, tellings: Tellings) -> Iterable[Doubt]:
    """Of each happening that several articles tell, the telling that hangs on it the least."""
    told = {iri: head for iri, head in story.heads.items() if head.articles > 1}
    claims = event_claims(story.query, [Iri(iri) for iri in told])
    for iri, head in sorted(told.items()):
        best: dict[tuple[str, int], tuple[str, str, Telling]] = {}
        for article, other, telling in tellings(iri):  # the surest first
            best.setdefault(telling.left, (article, other, telling))
            best.setdefault(telling.right, (article, other, telling))
        weakest = min(best.values(), key=lambda found: (found[2].score, found[2].left, found[2].right), default=None)
        if weakest is None or weakest[2].score >= LIKELY:
            continue
        article, other, telling = weakest
        left, right = (_nearest(claims.get(iri, ()), a, at) for a, at in ((article, telling.left[1]), (other, telling.right[1])))
        if left is None or right is None or left.words == right.words:
            continue
        asked = f"{head.title}: do both tell of this one? ({telling.reason})"
        doubt = (1 - telling.score) * (0.5 + head.weight / 2)
        ends = next(iter(left.marked)), next(iter(right.marked))
        both = story.citing.cite(left), story.citing.cite(right)
        yield Doubt("join", asked, round(doubt, 3), *ends, both, ("same", "different"))


def _nearest(places: Iterable[Place], article: str, at: int) -> Place | None:
    """Of the claims in an article, the one whose word stands nearest to ``at``."""
    found = []
    for place in places:
        marked = span_of(next(iter(place.marked), ""))
        if marked and place.article == article:
            found.append((abs(marked[1] - at), len(place.words), place.span, place))
    return min(found, key=lambda f: f[:3])[3] if found else None


def of_index(index: Any, iris: Any) -> tuple[Callable[[str], Sequence[Join]], Tellings]:
    """What :func:`doubts` asks of a store's index: why names, and why tellings, are joined.

    Args:
        index: of the store.
        iris: its IRIs.
    """

    def joins(iri: str) -> Sequence[Join]:
        found: Sequence[Join] = index.joins(iris.local(iri))
        return found

    def tellings(iri: str) -> Sequence[tuple[str, str, Telling]]:
        return [(iris.article(t.left[0]), iris.article(t.right[0]), t) for t in index.tellings(iris.local(iri))]

    return joins, tellings


def _apart(story: _Story) -> Iterable[Doubt]:
    by_class: dict[str, list[str]] = defaultdict(list)
    for entity, cls in story.cls.items():
        if cls in ("Person", "Organization") and len(story.label[entity]) > 4:
            by_class[cls].append(entity)
    for cls, listed in sorted(by_class.items()):
        listed.sort(key=lambda e: (story.label[e], e))
        for at, one in enumerate(listed):
            for other in listed[at + 1 :]:
                a, b = fold(story.label[one]), fold(story.label[other])
                score = fuzz.ratio(a, b)
                if cls == "Person" and a.split()[-1] == b.split()[-1] and (a.split()[0] in b or b.split()[0] in a):
                    score = max(score, 90.0)
                if score < ALIKE:
                    continue
                left = story.mention(one, story.label[one])
                right = story.mention(other, story.label[other], apart_from=left or "")
                first, second = story.cite(left or ""), story.cite(right or "")
                if left and right and first and second:
                    asked = f"Are “{story.label[one]}” and “{story.label[other]}” one {entity_class(cls)}, or two?"
                    yield Doubt("apart", asked, round(score / 150, 3), left, right, (first, second), ("same", "different"))


def _classes(story: _Story) -> Iterable[Doubt]:
    read: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for entity, cls, other, mention in story.query(_READ):
        if entity in story.label:
            read[entity, local(cls), local(other)].append(mention)
    for (entity, cls, other), mentions in sorted(read.items()):
        left = story.mention(entity, story.label[entity])
        right = next((m for m in mentions if story.cite(m)), None)
        a, b = story.cite(left or ""), story.cite(right or "")
        if left and a and b:
            share = len(mentions) / max(len(story.mentions[entity]), 1)
            asked = f"Is “{story.label[entity]}” {_a(cls)}? Some words read as if it were {_a(other)}."
            doubt = round(min(0.8, 0.2 + share), 3)
            told = (a,) if a.sentence == b.sentence else (a, b)
            yield Doubt("class", asked, doubt, left, "", told, ("right", "wrong"), value=cls, other=other)


def _events(story: _Story) -> Iterable[Doubt]:
    weighty = {iri: h for iri, h in story.heads.items() if h.weight >= WEIGHTY and h.origins == 1 and h.top != "Statement"}
    claims = event_claims(story.query, [Iri(iri) for iri in weighty])
    for iri, head in weighty.items():
        places = claims.get(iri, [])
        if not places or any(p.said_by is None and p.status == head.status for p in places):
            continue
        every = [story.citing.cite(p) for p in sorted(places, key=story.citing.order)]
        cited = tuple({c.sentence: c for c in reversed(every)}.values())[::-1][:2]
        asked = f"{head.title}: {status(head.status)}? One voice alone tells it."
        yield Doubt("event", asked, round(head.weight / 2, 3), iri, "", cited, ("right", "wrong"), value=head.status)


def _a(cls: str) -> str:
    words = entity_class(cls)
    return f"{'an' if words[0] in 'aeio' else 'a'} {words}"


def settled(judgements: Iterable[Any]) -> set[str]:
    """The ids of doubts that standing judgements settled, by their reasons."""
    reasons = (j.reason or "" for j in judgements if not j.retracted)
    return {r.removeprefix(REVIEWED) for r in reasons if r.startswith(REVIEWED)}


def settle(judge: Any, doubt: Doubt, answer: str, *, by: str | None = None) -> Any:
    """Write down what a person says of a doubt, as a judgement.

    Args:
        judge: has ``same different retype correct``, as a story has.
        doubt: what is asked.
        answer: one of its answers.
        by: who says so.
    """
    why = REVIEWED + doubt.id
    if doubt.kind in ("join", "apart"):
        return (judge.same if answer == "same" else judge.different)(doubt.left, doubt.right, reason=why, by=by)
    if doubt.kind == "class":
        return judge.retype(doubt.left, doubt.value if answer == "right" else doubt.other, reason=why, by=by)
    wanted = doubt.value if answer == "right" else "Unknown"
    return judge.correct(doubt.left, status=wanted, reason=why, by=by)[0]
