"""re3d's relations as the whole graph tells them: ties, positions held, and what events say of who is where and with whom.

re3d has its own kinds of relation. Some are predicates of our ties by the same name (``kg:coLocated``); for the others this says
which claims of ours mean them, so that ``relations that we model`` counts what a reader of the graph would find.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.articles.article import Span
from kg.evaluation.document import Document, documents
from kg.evaluation.facts import Facts
from kg.evaluation.gold import GoldArticle, local
from kg.evaluation.scores import Rows, Tally, jaccard, pair
from kg.graph import vocabulary as v
from kg.knowledge.events import event_types

Tie = tuple[Span, Span, str]

SYMMETRIC = frozenset(("colocated", "fightingagainst", "commwith", "alliesof", "issynonymof"))
MODELLED = SYMMETRIC | {"belongsto", "inchargeof"}
"""Not modelled: likes, dislikes, apart, has attribute (numbers, ages, nationalities as words)."""
TIES = {
    "containedinplace": "colocated",
    "location": "colocated",
    "memberof": "belongsto",
    "worksfor": "belongsto",
    "parentorganization": "belongsto",
}
EVENTS = {
    "Consult": "commwith",
    "Statement": "commwith",
    "Agree": "commwith",
    "Support": "alliesof",
    "Cooperate": "alliesof",
    "Aid": "alliesof",
    "Assault": "fightingagainst",
    "Coerce": "fightingagainst",
    "Threaten": "fightingagainst",
}
"""Top types of events between actors, and the relation of re3d that they tell of."""


def score(articles: list[GoldArticle], facts: Facts) -> Rows:
    """Row ``relations-modelled``: subject and object overlap, and the kind is the same; of symmetric kinds in either order.

    Row ``relations-modelled-beside``: without the places that an event has from elsewhere in the article (``kg:FromContext``).
    The set marks what a sentence tells, and such a place would count as a tie of every actor.
    """
    tally, beside = Tally(), Tally()
    for doc in documents(articles, facts):
        meant = sorted(
            {
                ordered((r.subject, r.object, r.type or ""))
                for r in doc.gold.relations or ()
                if r.type in MODELLED and doc.inside(r.subject)
            }
        )
        for count, context in ((tally, True), (beside, False)):
            ties = (tie for claim in doc.claims for tie in told(doc, claim, context=context))
            said = sorted({ordered(tie) for tie in ties if doc.inside(tie[0])})
            count.add(len(pair(meant, said, alike)), len(said), len(meant))
    return {"relations-modelled": tally.row(), "relations-modelled-beside": beside.row()}


def ordered(tie: Tie) -> Tie:
    """A symmetric tie with its ends in the order of the text."""
    a, b, kind = tie
    return (*sorted((a, b)), kind) if kind in SYMMETRIC else tie  # type: ignore[return-value]


def alike(a: Tie, b: Tie) -> float:
    """How far two ties of one kind overlap."""
    if a[2] != b[2]:
        return 0.0
    ways = [(b[0], b[1])] + ([(b[1], b[0])] if a[2] in SYMMETRIC else [])
    found = [(jaccard(a[0], x), jaccard(a[1], y)) for x, y in ways]
    return max((x + y for x, y in found if x and y), default=0.0)


def told(doc: Document, claim: str, *, context: bool = True) -> Iterator[Tie]:
    """The relations of re3d that a claim tells of, with or without the place that it has out of the context."""
    facts = doc.facts
    for predicate in facts.all(v.PREDICATE, claim):
        name = local(predicate) or ""
        kind = TIES.get(name, name)
        ends = v.ORGANIZATION_SPAN if name == "jobtitle" else v.OBJECT
        if name == "jobtitle":
            kind = "belongsto"
        if kind in MODELLED:
            for a, b in product(doc.spans(v.SUBJECT, claim), doc.spans(ends, claim)):
                yield a, b, kind
    agents, others = doc.spans(v.AGENT_SPAN, claim), doc.spans(v.RECIPIENT_SPAN, claim)
    equals, places = doc.spans(v.PARTICIPANT_SPAN, claim), doc.spans(v.PLACE_SPAN, claim)
    if not context and next(iter(facts.all(v.PLACE_BASIS, claim)), None):
        places = []
    for actor, place in product([*agents, *others, *equals], places):
        yield actor, place, "colocated"
    kind = next((EVENTS[t] for name in facts.all(v.EVENT_TYPE, claim) if (t := _top(name)) in EVENTS), "")
    if kind:
        for a, b in [*product(agents, [*others, *equals]), *((a, b) for a in equals for b in equals if a < b)]:
            yield a, b, kind


def _top(name: str) -> str:
    types, name = event_types(), name.rsplit("/", 1)[-1]
    while name in types and types[name].broader:
        name = types[name].broader[0]
    return name
