"""Where a happening was: how each place that the article names stands to it.

Candidates are the places that the article names, and near its words the buildings and grounds ("the hospital", "Riverton Crown
Court") that something happens in or at. They stand beside a word of the happening or elsewhere: the dateline's town, the lead's,
the place of another of its words or of the happening told before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.knowledge import gazetteer
from kg.reading.events import told
from kg.reading.events.told import ACTORS, LEAD, Happening
from kg.reading.text.annotations import Annotations
from kg.reading.text.syntax import Syntax

_PREPOSITIONS = frozenset(
    (
        "in",
        "at",
        "near",
        "from",
        "to",
        "of",
        "on",
        "for",
        "into",
        "outside",
        "off",
        "around",
        "across",
        "through",
        "against",
    )
)
_AT = frozenset(("in", "at", "into", "inside", "outside", "near"))
"""Prepositions behind which a building or ground is where something happens."""
_HAPPENED = frozenset(("Occurred", "Ongoing"))
_BORDERS = frozenset(("Person", "Group"))
"""Classes that are no place."""
_NEAR = 2
"""Sentences from a word of the happening within which a place without a name or a building may be its place."""


@dataclass(slots=True)
class Where:
    """A place that the article names.

    Attributes:
        chain: its chain.
        mentions: indices into ``Annotations.mentions``.
        kind: country, region, county, city, other, nameless or building.
        linked: happenings that words beside them place there; ``acts``: those that it takes part in.
        within: gazetteer ids of the places that hold it; ``place``: its own, if known.
        sentences: those of its mentions; ``heads``: their head tokens, each with its index, sorted.
        above: words that its mentions are a part of, and how ("Texas officials", "a resident of Harris County").
    """

    chain: int
    mentions: list[int]
    kind: str
    linked: set[int] = field(default_factory=set)
    acts: set[int] = field(default_factory=set)
    within: frozenset[str] = frozenset()
    place: str | None = None
    sentences: set[int] = field(default_factory=set)
    heads: list[tuple[int, int]] = field(default_factory=list)
    above: list[tuple[int, str]] = field(default_factory=list)

    @property
    def named(self) -> bool:
        """Whether it is a place with a name."""
        return self.kind not in ("nameless", "building")


class Wheres:
    """The places of one document, and how they stand to its happenings.

    Args:
        tree: of the document.
        noted: its annotations, with happenings numbered.
        known: its happenings.
    """

    def __init__(self, tree: Syntax, noted: Annotations, known: dict[int, Happening]) -> None:
        self.tree, self.noted, self.known = tree, noted, known
        self.all = _places(tree, noted)
        self.of_chain = {p.chain: p for p in self.all}
        t = tree.tokens
        self.verbs = {t.sentences[i] for i, pos in enumerate(t.pos) if pos in ("VERB", "AUX")}
        self.links = sorted(
            (event.head, noted.mentions[a.mention].chain, event.event)
            for event in noted.events
            for a in event.arguments
            if a.role == "place" and a.mention is not None and noted.mentions[a.mention].chain in self.of_chain
        )
        for _, chain, number in self.links:
            self.of_chain[chain].linked.add(number)
        for event in noted.events:
            for a in event.arguments:
                if a.role in ACTORS and a.mention is not None and noted.mentions[a.mention].chain in self.of_chain:
                    self.of_chain[noted.mentions[a.mention].chain].acts.add(event.event)
        self.of_word = {e.head: e.event for e in noted.events}
        self.told_in: dict[int, set[int]] = {}
        for m in noted.mentions:
            self.told_in.setdefault(m.chain, set()).add(t.sentences[m.head])
        self.standing: dict[tuple[int, bool], list[str]] = {}
        self.kin = told.Kin(noted, known)
        for place in self.all:
            place.heads = sorted((noted.mentions[n].head, n) for n in place.mentions)
            place.above = list(dict.fromkeys(x for i, _ in place.heads for x in self._part_of(i)))
        self.filling: tuple[int, dict[int, str]] = (-1, {})  # head tokens of who takes part, of the happening asked about last
        named = [p for p in self.all if p.named]
        most = max((len(p.mentions) for p in named), default=0)
        self.most = [p for p in named if len(p.mentions) == most]
        self.named = named
        self.ordered = sorted((sentence, p.chain) for p in named for sentence in p.sentences)
        self.families = _families(self.all, named)
        self.count = sum(len(p.mentions) for p in named)
        heaviest = max(known.values(), key=lambda h: (noted.events[h.events[0]].weight, -h.number), default=None)
        self.main = heaviest.number if heaviest else -1

    def open_to(self, h: Happening) -> list[Where]:
        """The places that a happening may have: what has happened is not where alone another of its kind is yet to come, or
        never came."""
        near = {s + d for s in h.sentences for d in range(-_NEAR, _NEAR + 1)}
        places = [p for p in self.all if p.named or h.number in p.linked or near & p.sentences]
        mine = {self.noted.events[k].status for k in h.events}
        kinds = {told.top(self.noted.events[k]) for k in h.events} - {"Other"}
        if not mine <= _HAPPENED:
            return places

        def elsewhere(place: Where) -> bool:
            events = [self.noted.events[k] for n in place.linked - {h.number} for k in self.known[n].events]
            alike = [e.status for e in events if told.top(e) in kinds]
            return bool(alike) and h.number not in place.linked and not _HAPPENED.intersection(alike)

        return [place for place in places if not elsewhere(place)]

    def describe(self, h: Happening, place: Where) -> list[str]:
        """How a place stands to a happening."""
        t, noted = self.tree.tokens, self.noted
        event = noted.events[h.events[0]]
        top = told.top(event)
        kind = place.kind
        heads = place.heads
        where, number, head = told.nearest(self.tree, h.heads, heads)
        at = noted.mentions[number].head
        lead = min(h.sentences) < LEAD
        word = _before(self.tree, at)
        found = [f"near={where}", f"near={where} {kind}", f"kind={kind}", f"prep={word} {where == 'same'}"]
        found += [f"{kind} {top}", f"{kind} {event.status}", f"{where} {told.kind(self.tree, h.heads[0])}"]
        found.append(f"prep={word} {top}")
        if where == "same":
            found += told.beside(self.tree, head, at)
            ways = {told.way(self.tree, x, i) for x in h.heads for i, _ in heads if t.sentences[x] == t.sentences[i]}
            found += [f"way={way}" for way in ways]
            found += self._above(h, [i for i, _ in heads if t.sentences[i] in h.sentences], word, kind)
        else:
            found.append(f"{self.under(at)} {where}")
        if h.number in place.linked:
            found += ["linked", f"linked {kind}", f"linked {top}"]
        own = [self.of_chain[c] for c in h.places if c in self.of_chain and c != place.chain]
        if own:
            inside = any(nested(place, x) for x in own)
            found.append(f"its own elsewhere {inside} {any(x.named for x in own)}")
        found += self._acts(h, place, top)
        found += self._of_parties(h, place)
        linked = len(place.linked - {h.number})
        found += [f"links={min(linked, 3)}", f"links any={bool(self.links)} {linked > 0}"]
        if any(h.number in x.linked and place.place in x.within for x in self.families[place.chain]):
            found.append("holds its own")
        if (place.chain, lead) not in self.standing:
            self.standing[place.chain, lead] = self._standing(place, lead)
        found += self.standing[place.chain, lead]
        found += self.kin.ties(h, place.linked)
        found += [f"acts {x}" for x in self.kin.ties(h, place.acts)]
        found += self._carried(h, place)
        if not place.named:
            found += [f"is {t.lemmas[at].lower()}", f"nameless {where} {word}"]
        return list(dict.fromkeys(found))

    def nothing(self, h: Happening) -> list[str]:
        """What tells of a happening that none of the places is its."""
        event = self.noted.events[h.events[0]]
        return [
            "none",
            f"none {event.status}",
            f"none lead={min(h.sentences) < LEAD}",
            f"none {told.top(event)}",
            f"none type={event.event_type}",
            f"none places={min(len(self.named), 4)}",
            f"none told={min(len(h.events), 3)}",
            f"none quoted={event.quotation is not None}",
            f"none links={bool(self.links)}",
            f"none own={bool(h.places)}",
            f"none countries={all(p.kind == 'country' for p in self.named)}",
        ]

    def _above(self, h: Happening, heads: Iterable[int], word: str, kind: str) -> list[str]:
        """What a place hangs on: a word of the happening, of another, or who is told of with it ("Weld of Massachusetts")."""
        found = set()
        for i in heads:
            under = self.under(i)
            number = told.governor(self.tree, self.of_word, i)
            mine = "nobody" if number < 0 else "mine" if number == h.number else "other"
            found |= {f"{under} same", f"hangs on {mine}", f"hangs on {mine} {word}", f"hangs on {mine} {under} {kind}"}
            if mine == "other":
                e = self.noted.events[self.known[number].events[0]]
                top = told.top(self.noted.events[h.events[0]])
                found.add(f"hangs on other same type={told.top(e) == top} saying={e.speech is not None}")
        return sorted(found)

    def under(self, i: int) -> str:
        """What kind of entity a place's phrase belongs to, before any verb."""
        t, tree = self.tree.tokens, self.tree
        for _ in range(5):
            if t.heads[i] == i:
                break
            step = t.deps[i]
            i = t.heads[i]
            if t.pos[i] in ("VERB", "AUX"):
                break
            if t.pos[i] in ("NOUN", "PROPN") and step != "conj":
                if i in self.of_word:
                    return "under event"
                what = tree.entity_class(i)
                return f"under {what}" if what else "under noun"
        return "under none"

    def _acts(self, h: Happening, place: Where, top: str) -> list[str]:
        """Whether it takes part, here and elsewhere."""
        found = [f"acts elsewhere={min(len(place.acts - {h.number}), 2)}"]
        if h.number in place.acts:
            roles = {
                a.role
                for k in h.events
                for a in self.noted.events[k].arguments
                if a.role in ACTORS and a.mention is not None and self.noted.mentions[a.mention].chain == place.chain
            }
            found += [f"acts {place.kind}", f"acts {top}", *(f"acts as {role} {place.kind}" for role in roles)]
            found.append(f"acts among {min(len(h.chains), 3)}")
        return found

    def _part_of(self, i: int) -> Iterator[tuple[int, str]]:
        """The words that a word is a part of, and how."""
        t = self.tree.tokens
        for _ in range(3):
            above = t.heads[i]
            if above == i:
                break
            if t.deps[i] in ("poss", "compound", "prep", "nmod", "amod", "appos"):
                yield above, t.lower[i] if t.deps[i] == "prep" else t.deps[i]
            i = above

    def _of_parties(self, h: Happening, place: Where) -> list[str]:
        """Whether it is who takes part, what its description names: "Texas officials", "a resident of Harris County"."""
        if self.filling[0] != h.number:
            arguments = (a for k in h.events for a in self.noted.events[k].arguments)
            self.filling = h.number, {a.head: a.role for a in arguments if a.role in ACTORS}
        heads = self.filling[1]
        found = {f"of party {how} {heads[above]}" for above, how in place.above if above in heads}
        if any(
            not place.sentences.isdisjoint(self.told_in[c]) for c in h.chains if c != place.chain and c in self.told_in
        ):
            found.add("beside party")
        return sorted(found)

    def _standing(self, place: Where, lead: bool) -> list[str]:
        """What it is to the article."""
        noted = self.noted
        found = [f"named={min(len(place.mentions), 4)}"]
        first = min(place.sentences)
        found.append(f"first={min(first, 4)} lead={lead}")
        family = self.families[place.chain]
        if any(self._dateline(n) for n in place.mentions):
            found.append(f"dateline lead={lead}")
        elif any(self._dateline(n) for x in family for n in x.mentions):
            found.append("family dateline")
        if any(noted.mentions[n].start < noted.headline_end for n in place.mentions):
            found += ["in headline", f"in headline {place.kind}"]
        elif any(noted.mentions[n].start < noted.headline_end for x in family for n in x.mentions):
            found.append("family in headline")
        if place in self.most:
            found.append("most named" if len(self.most) == 1 else "one of most named")
        if not place.named:
            return found
        if len(self.named) == 1:
            found.append("only place")
        elif len(family) == len(self.named) - 1:
            found.append("all of one family")
        mine = len(place.mentions) + sum(len(x.mentions) for x in family)
        found.append(f"family share={min(4, 5 * mine // self.count)}")
        found.append(f"family={min(len(family), 2)}")
        if place is self.named[0]:
            found.append(f"first place, lead={lead}")
        elif self.named[0] in family:
            found.append(f"family of first place, lead={lead}")
        if self.main in place.linked:
            found.append("place of main")
        elif any(self.main in x.linked for x in family):
            found.append("family of place of main")
        holds = [x for x in family if place.place in x.within]
        if holds:
            found.append(f"holds finer {place.kind}")
            if any(x.linked for x in holds):
                found.append("holds finer linked")
        return found

    def _dateline(self, number: int) -> bool:
        sentence = self.tree.tokens.sentences[self.noted.mentions[number].start]
        return sentence < LEAD + 1 and sentence not in self.verbs

    def _carried(self, h: Happening, place: Where) -> list[str]:
        """Whether it is the place told of last before a word of the happening, or next after it."""
        sentences, first = self.tree.tokens.sentences, h.heads[0]
        found = [
            f"{name} {min(abs(sentences[first] - sentences[head]), 3)}"
            for name, head, chain in told.around(self.links, first, h.number)
            if chain == place.chain
        ]
        last = bisect_right(self.ordered, (sentences[first], len(self.noted.chains))) - 1
        if last >= 0 and self.ordered[last][1] == place.chain:
            found.append(f"last named {min(sentences[first] - self.ordered[last][0], 3)}")
        return found


def _families(places: Iterable[Where], named: Sequence[Where]) -> dict[int, list[Where]]:
    """Chain of each place → the named ones that are :func:`nested` with it, in their order."""
    at: dict[str, list[int]] = {}
    inside: dict[str, list[int]] = {}
    for number, x in enumerate(named):
        if x.place is not None:
            at.setdefault(x.place, []).append(number)
        for holder in x.within:
            inside.setdefault(holder, []).append(number)
    found = {}
    for p in places:
        kin = {n for holder in p.within for n in at.get(holder, ())} | set(inside.get(p.place or "", ()))
        found[p.chain] = [named[n] for n in sorted(kin) if named[n] is not p]
    return found


def nested(a: Where, b: Where) -> bool:
    """Whether one of two places holds the other."""
    return (a.place is not None and a.place in b.within) or (b.place is not None and b.place in a.within)


def _before(tree: Syntax, at: int) -> str:
    """The preposition that a place hangs on, or how else it stands."""
    t = tree.tokens
    for _ in range(4):
        above = t.heads[at]
        if t.deps[at] == "pobj":
            return t.lower[above] if t.lower[above] in _PREPOSITIONS else "other"
        if t.deps[at] not in ("appos", "conj", "compound", "npadvmod"):
            break
        at = above
    return (
        t.deps[at] if t.deps[at] in ("poss", "compound", "nsubj", "amod", "dobj", "nmod", "appos", "ROOT") else "else"
    )


def _places(tree: Syntax, noted: Annotations) -> list[Where]:
    """The places of an article, in order."""
    found: dict[int, Where] = {}
    linked = {
        noted.mentions[a.mention].chain
        for event in noted.events
        for a in event.arguments
        if a.role == "place" and a.mention is not None
    }
    t = tree.tokens
    for number, mention in enumerate(noted.mentions):
        chain = mention.chain
        if chain < 0 or mention.kind == "Pronoun" or noted.chains[chain].entity_class in _BORDERS:
            continue
        one = noted.chains[chain]
        if chain not in found:
            place = one.entity_class == "Place"
            kind = "nameless" if place else "building"
            near = one.entity_class != "Thing" and _at(tree, mention.head)
            if not (place and one.names) and chain not in linked and not near:
                continue
            known = gazetteer.place(one.place) if one.place else None
            if place and one.names:
                kind = known.cls if known else "other"
            above: Iterable[gazetteer.Place] = gazetteer.containment(known) if known else ()
            found[chain] = Where(
                chain, [], kind, within=frozenset(p.id for p in above), place=known.id if known else None
            )
        where = found[chain]
        if mention.kind == "Named" or not where.named:
            where.mentions.append(number)
            where.sentences.add(t.sentences[mention.head])
    return [place for place in found.values() if place.mentions]


def _at(tree: Syntax, head: int) -> bool:
    """Whether a word hangs on a preposition of place."""
    t = tree.tokens
    return t.deps[head] == "pobj" and t.lower[t.heads[head]] in _AT
