"""``kg_event_coreference``: which claims of one article tell of one event.

Two claims are one event when they use the same or a related word ("met", "the meeting") or a definite noun of the same type
("the attack" after "bombed"), and nothing they tell speaks against it: other participants in the same role, another place,
another time. Words that tell much of anything ("have", "make") and speech join nothing. Claims join clusters, nearest first,
and must agree with every claim there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge import event_roles as roles
from kg.knowledge import events as lexicon
from kg.reading.events.occurrences import occurrences, whole
from kg.reading.text.annotations import Annotations, DocEvent, annotated
from kg.reading.text.syntax import Syntax, syntax

_ACTORS = ("agent", "recipient", "participant")
_APART_IN_TIME = ({"Occurred", "Planned"}, {"Occurred", "Proposed"})
"""What has happened is not, in the same article, what is yet to come."""
_WINDOW = 60
"""How many clusters back a claim looks, in order of mention (keeps long texts linear)."""


@Language.factory("kg_event_coreference", assigns=["doc._.kg"])
def create_event_coreference(nlp: Language, name: str) -> EventCoreference:
    return EventCoreference()


@dataclass(slots=True)
class Claim:
    """What of a claim tells whether it is the same event as another.

    Attributes:
        root: the verb behind its lemma; ``kind``: its type; ``noun``: whether it is a noun; ``definite``: whether
            the noun points back ("the", "this", a possessor).
        fresh: words that tell it from others of its kind ("another", "the next", "a second").
        moved: whether it is told that it was put off: another day is then no other event.
        actors: role → keys of its fillers; ``places``: keys; ``times``: (first, last) intervals.
    """

    number: int
    root: str
    kind: str
    noun: bool
    definite: bool
    headline: bool
    sentence: int
    status: str
    fresh: frozenset[str] = frozenset()
    moved: bool = False
    actors: dict[str, set[object]] = field(default_factory=dict)
    places: set[object] = field(default_factory=set)
    times: list[tuple[str, str]] = field(default_factory=list)

    @property
    def everyone(self) -> set[object]:
        return set().union(*self.actors.values()) if self.actors else set()


class EventCoreference:
    """Numbers ``event`` of each of ``annotations(doc).events``, in order of first mention."""

    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        if not noted.events:
            return doc
        tree = syntax(doc)
        clusters: list[list[Claim]] = []
        of_root: dict[str, list[int]] = {}
        of_kind: dict[str, list[int]] = {}
        for number, event in enumerate(noted.events):
            claim = describe(tree, noted, event, number)
            found = None
            if joins(claim):
                near = {*of_root.get(claim.root, [])[-_WINDOW:]}
                if claim.kind not in lexicon.words("never by type"):
                    near.update(of_kind.get(claim.kind, [])[-_WINDOW:])
                scored = [(self._likeness(claim, clusters[c]), c) for c in sorted(near, reverse=True)]
                best = max(scored, key=lambda x: (x[0], x[1]), default=(0, -1))
                if best[0] > 0:
                    found = best[1]
            if found is None:
                found = len(clusters)
                clusters.append([])
            clusters[found].append(claim)
            event.event = found
            if joins(claim):
                for index, key in ((of_root, claim.root), (of_kind, claim.kind)):
                    listed = index.setdefault(key, [])
                    if not listed or found not in listed[-_WINDOW:]:
                        listed.append(found)
        return doc

    def _likeness(self, claim: Claim, cluster: list[Claim]) -> float:
        """How well a claim fits a cluster; 0 or less where it does not."""
        scores = [likeness(other, claim) for other in cluster]
        if min(scores) <= -5:
            return -5
        return max(scores)


def joins(claim: Claim) -> bool:
    """Whether claims of this kind are ever joined."""
    return claim.kind not in lexicon.words("never joined") and claim.root not in lexicon.words("too general")


def describe(tree: Syntax, noted: Annotations, event: DocEvent, number: int) -> Claim:
    """What of ``event`` tells whether it is the same as another."""
    t = tree.tokens
    noun = t.pos[event.head] not in ("VERB", "AUX")
    lemma = event.lemma
    root = (lexicon.verb_of_noun(lemma) or lemma) if noun else lemma
    definite = noun and any(
        t.deps[c] == "poss" or (t.deps[c] == "det" and t.lower[c] in ("the", "this", "that", "these", "those"))
        for c in tree.children[event.head]
    )
    claim = Claim(
        number,
        root,
        lexicon.plain_type(root, "v") or "Statement" if event.speech is not None else event.event_type,
        noun,
        definite,
        event.head < noted.headline_end,
        t.sentences[event.head],
        "Planned" if event.status == "Unknown" and event.tense == "Future" else event.status,
        frozenset(
            t.lower[c]
            for head in {event.head, whole(tree, event.head)}  # "the next round of talks"
            for c in tree.children[head]
            if t.lower[c] in lexicon.words("fresh")
        )
        if noun
        else frozenset(),
        noun and definite and any(said.kind == "postpone" for said in occurrences(tree, event.head)),
    )
    for a in event.arguments:
        if a.role == "time":
            if a.time is not None:
                time = noted.times[a.time]
                if time.first and time.last:
                    claim.times.append((time.first, time.last))
            continue
        key: object = None
        if a.country is not None:
            key = ("country", a.country)
        elif a.mention is not None and noted.mentions[a.mention].chain >= 0:
            chain = noted.mentions[a.mention].chain
            # a chain without a name says what it is less surely: it may agree, but never speaks against
            names = noted.chains[chain].names if chain < len(noted.chains) else []
            code, how = roles.capital_or_country(names[0]) if names else (None, "")
            key = ("country", code) if code and how == "country" else chain if names else f"chain {chain}"
        elif a.role in ("recipient", "place"):
            key = t.lemmas[a.head].lower()
        if key is None:
            continue
        if a.role in _ACTORS:
            claim.actors.setdefault(a.role, set()).add(key)
        elif a.role == "place":
            claim.places.add(key)
    return claim


def likeness(a: Claim, b: Claim) -> float:
    """Positive where two claims may be one event, the more the surer; -5 where they cannot."""
    if _apart(a, b):
        return -5
    same_word = a.root == b.root
    shared = a.everyone & b.everyone
    if not same_word:
        if a.kind != b.kind or a.kind in lexicon.words("never by type") or b.sentence - a.sentence > 3:
            return 0
        if b.noun and b.definite:  # for a verb or noun of the same type, not far before
            return 1.5 + len(shared) if shared or not (a.everyone and b.everyone) else 0
        same_role = any(a.actors.get(role, set()) & b.actors.get(role, set()) for role in _ACTORS)
        return 0.5 + len(shared) if same_role else 0
    score = 1.0 + len(shared)
    if a.places & b.places:
        score += 1
    if b.noun and b.definite:
        score += 1
    if a.headline or b.headline:
        score += 1
    return score


def _other_party(a: Claim, b: Claim) -> bool:
    """Whether two met of whom one meets somebody else there: talks of A with B are not those of A with C."""
    one, other = ({x for x in c.actors.get("participant", ()) if isinstance(x, (int, tuple))} for c in (a, b))
    return len(one) == len(other) == 2 and len(one & other) == 1


def _apart(a: Claim, b: Claim) -> bool:
    """Whether what is told of them excludes that they are one."""
    if a.sentence == b.sentence and not a.noun and not b.noun and a.root != b.root:
        return True
    if not a.everyone & b.everyone:
        for role in _ACTORS:
            one, other = a.actors.get(role), b.actors.get(role)
            if one and other and all(isinstance(x, (int, tuple)) for x in one | other):
                return True
    elif _other_party(a, b):
        return True
    for first, last in () if b.moved else a.times:
        if any(last < begin or end < first for begin, end in b.times):
            return True
    if a.fresh != b.fresh and not (a.times and b.times):
        return True
    happened, not_happened = ("Occurred", "Ongoing"), ("Denied", "NotOccurred", "Cancelled")
    if {a.status, b.status} in _APART_IN_TIME:
        return True
    return (a.status in happened and b.status in not_happened) or (b.status in happened and a.status in not_happened)
