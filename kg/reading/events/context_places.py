"""Where a happening was that no word beside it places: how each place that the article names stands to it.

As :mod:`kg.reading.events.context_times` for days: candidates are the places that the article names; the dateline's town, the
lead's, the place of another of its words or of the happening told before.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.knowledge import gazetteer
from kg.reading.events import told
from kg.reading.events.told import ACTORS, LEAD, Happening
from kg.reading.text.annotations import Annotations
from kg.reading.text.syntax import Syntax

_PREPOSITIONS = frozenset("in at near from to of on for into outside off around across through".split())  # noqa: SIM905


_HAPPENED = frozenset(("Occurred", "Ongoing"))


@dataclass(slots=True)
class Where:
    """A place that the article names.

    Attributes:
        chain: its chain.
        mentions: indices into ``Annotations.mentions``.
        kind: country, region, county, city or other.
        linked: happenings that words beside them place there; ``acts``: those that it takes part in.
        within: gazetteer ids of the places that hold it.
    """

    chain: int
    mentions: list[int]
    kind: str
    linked: set[int] = field(default_factory=set)
    acts: set[int] = field(default_factory=set)
    within: frozenset[str] = frozenset()


class Wheres:
    """The places of one document, and how they stand to its happenings.

    Args:
        tree: of the document.
        noted: its annotations, with happenings numbered.
        known: its happenings.
    """

    def __init__(self, tree: Syntax, noted: Annotations, known: dict[int, Happening]) -> None:
        self.tree, self.noted, self.known = tree, noted, known
        self.all = _places(noted)
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
        most = max((len(p.mentions) for p in self.all), default=0)
        self.most = [p for p in self.all if len(p.mentions) == most]

    def open_to(self, h: Happening) -> list[Where]:
        """The places that a happening may have: what has happened is not where alone another of its kind is yet to come, or
        never came."""
        mine = {self.noted.events[k].status for k in h.events}
        kinds = {told.top(self.noted.events[k]) for k in h.events} - {"Other"}
        if not mine <= _HAPPENED:
            return self.all

        def elsewhere(place: Where) -> bool:
            events = [self.noted.events[k] for n in place.linked - {h.number} for k in self.known[n].events]
            alike = [e.status for e in events if told.top(e) in kinds]
            return bool(alike) and not _HAPPENED.intersection(alike)

        return [place for place in self.all if not elsewhere(place)]

    def describe(self, h: Happening, place: Where) -> list[str]:
        """How a place stands to a happening."""
        t, noted = self.tree.tokens, self.noted
        event = noted.events[h.events[0]]
        heads = [(noted.mentions[n].head, n) for n in place.mentions]
        where, number, head = told.nearest(self.tree, h.heads, heads)
        at = noted.mentions[number].head
        found = [f"near={where}", f"near={where} {place.kind}", f"kind={place.kind}"]
        word = self._before(at)
        found.append(f"prep={word} {where == 'same'}")
        if where == "same":
            found += told.beside(self.tree, head, at)
        lead = min(h.sentences) < LEAD
        if h.number in place.linked:
            found.append("linked")
        acts = h.number in place.acts
        top = told.top(event)
        if acts:
            found += [f"acts {place.kind}", f"acts {top}"]
        found.append(f"acts elsewhere={min(len(place.acts - {h.number}), 2)}")
        first = min(t.sentences[noted.mentions[n].start] for n in place.mentions)
        if any(self._dateline(n) for n in place.mentions):
            found.append(f"dateline lead={lead}")
        found.append(f"first={min(first, 4)} lead={lead}")
        if any(noted.mentions[n].start < noted.headline_end for n in place.mentions):
            found.append("in headline")
        if place in self.most:
            found.append("most named" if len(self.most) == 1 else "one of most named")
        if len(self.all) == 1:
            found.append("only place")
        if place is self.all[0]:
            found.append(f"first place, lead={lead}")
        found.append(f"named={min(len(place.mentions), 4)}")
        found.append(f"links={min(len(place.linked - {h.number}), 3)}")
        found.append(f"links any={bool(self.links)} {bool(place.linked - {h.number})}")
        found += told.kin(noted, self.known, h, sorted(place.linked))
        found += [f"acts {x}" for x in told.kin(noted, self.known, h, sorted(place.acts))]
        found += self._carried(h, place)
        holds = [x for x in self.all if noted.chains[place.chain].place in x.within]
        if holds:
            found.append(f"holds finer {place.kind}")
            if any(x.linked for x in holds):
                found.append("holds finer linked")
        own = [self.of_chain[c] for c in h.places if c in self.of_chain and c != place.chain]
        if own:
            ids = {noted.chains[x.chain].place for x in own}
            inside = bool(place.within & ids) or any(noted.chains[place.chain].place in x.within for x in own)
            found.append(f"its own elsewhere {inside}")
        found += [f"{place.kind} {top}", f"{place.kind} {event.status}", f"{where} {told.kind(self.tree, h.heads[0])}"]
        return found

    def nothing(self, h: Happening) -> list[str]:
        """What tells of a happening that none of the places is its."""
        event = self.noted.events[h.events[0]]
        return [
            "none",
            f"none {event.status}",
            f"none lead={min(h.sentences) < LEAD}",
            f"none {told.top(event)}",
            f"none places={min(len(self.all), 4)}",
            f"none told={min(len(h.events), 3)}",
            f"none quoted={event.quotation is not None}",
            f"none links={bool(self.links)}",
        ]

    def _before(self, at: int) -> str:
        """The preposition that a place hangs on, or how else it stands."""
        t = self.tree.tokens
        for _ in range(4):
            above = t.heads[at]
            if t.deps[at] == "pobj":
                return t.lower[above] if t.lower[above] in _PREPOSITIONS else "other"
            if t.deps[at] not in ("appos", "conj", "compound", "npadvmod"):
                break
            at = above
        return (
            t.deps[at]
            if t.deps[at] in ("poss", "compound", "nsubj", "amod", "dobj", "nmod", "appos", "ROOT")
            else "else"
        )

    def _dateline(self, number: int) -> bool:
        sentence = self.tree.tokens.sentences[self.noted.mentions[number].start]
        return sentence < LEAD + 1 and sentence not in self.verbs

    def _carried(self, h: Happening, place: Where) -> list[str]:
        """Whether it is the place told of last before a word of the happening, or next after it."""
        sentences, first = self.tree.tokens.sentences, h.heads[0]
        before = [x for x in self.links if x[0] < first and x[2] != h.number][-1:]
        after = [x for x in self.links if x[0] > first and x[2] != h.number][:1]
        return [
            f"{name} {min(abs(sentences[first] - sentences[head]), 3)}"
            for name, near in (("carried", before), ("followed", after))
            for head, chain, _ in near
            if chain == place.chain
        ]


def _places(noted: Annotations) -> list[Where]:
    """The named places of an article, in order."""
    found: dict[int, Where] = {}
    for number, mention in enumerate(noted.mentions):
        chain = mention.chain
        if chain < 0 or noted.chains[chain].entity_class != "Place" or not noted.chains[chain].names:
            continue
        if chain not in found:
            known = gazetteer.place(noted.chains[chain].place or "") if noted.chains[chain].place else None
            above = gazetteer.containment(known) if known else ()
            found[chain] = Where(chain, [], known.cls if known else "other", within=frozenset(p.id for p in above))
        if mention.kind == "Named":
            found[chain].mentions.append(number)
    return [place for place in found.values() if place.mentions]
