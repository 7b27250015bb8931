"""Who takes part in a happening: how each entity that the article names stands to it.

The arguments of a happening's words tell a part of it; the rest stands elsewhere: in the clause above ("was charged with the
murder"), behind a noun ("the bodies of"), at another happening of the sentence, in the sentence before. And some of what stands
beside a word is no participant: a thing, the scene, who reports. :class:`Parties` lists the entities that may take part and
tells of each how it stands to the happening, for a small model whose weights are data (:mod:`kg.reading.events.participants`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.knowledge import event_roles as roles
from kg.knowledge import events as lexicon
from kg.reading.events import told
from kg.reading.events.told import ACTORS, LEAD, Happening
from kg.reading.text.annotations import Annotations, DocArgument, DocEvent
from kg.reading.text.syntax import Syntax

_MARKS = frozenset(("a", "an", "the", "its", "his", "their", "her", "this", "that", "some", "other", "another"))
_SPEAKERS = frozenset(("i", "we", "me", "us", "my", "our"))


@dataclass(slots=True)
class Party:
    """An entity that may take part.

    Attributes:
        chain: its chain.
        mentions: indices into ``Annotations.mentions``, in order.
        held: (event, argument) pairs of the happening that have it.
    """

    chain: int
    mentions: list[int]
    held: list[tuple[DocEvent, DocArgument]] = field(default_factory=list)


class Parties:
    """The entities of one document, and how they stand to its happenings.

    Args:
        tree: of the document.
        noted: its annotations, with happenings numbered.
        known: its happenings.
    """

    def __init__(self, tree: Syntax, noted: Annotations, known: dict[int, Happening]) -> None:
        self.tree, self.noted, self.known = tree, noted, known
        self.mentions: dict[int, list[int]] = {}
        for number, mention in enumerate(noted.mentions):
            if mention.chain >= 0 and not mention.doubtful:
                self.mentions.setdefault(mention.chain, []).append(number)
        # the same by head token, for the nearest of them
        self.places = {c: sorted((noted.mentions[n].head, n) for n in found) for c, found in self.mentions.items()}
        self.heads = {c: frozenset(head for head, _ in found) for c, found in self.places.items()}
        self.in_sentence: dict[tuple[int, int], list[int]] = {}  # chain and sentence → heads of its mentions there
        for chain, found in self.mentions.items():
            for n in found:
                head = noted.mentions[n].head
                self.in_sentence.setdefault((chain, tree.tokens.sentences[head]), []).append(head)
        self.named_in: dict[int, list[int]] = {}  # sentence → chains that it names
        for chain, sentence in self.in_sentence:
            self.named_in.setdefault(sentence, []).append(chain)
        self.hangs = self._hangs()
        self.in_headline = {
            c for c, found in self.mentions.items() if any(noted.mentions[n].start < noted.headline_end for n in found)
        }
        self.counts = {chain: len(found) for chain, found in self.mentions.items()}
        acting = [
            c for c in self.mentions if noted.chains[c].entity_class in ("Person", "Organization", "Place", "Group")
        ]
        ranked = sorted(acting, key=lambda c: (-self.counts[c], c))
        heaviest = max(known.values(), key=lambda h: (noted.events[h.events[0]].weight, -h.number), default=None)
        self.main = heaviest.number if heaviest else -1
        self.headline_subjects = {
            m.chain
            for m in noted.mentions
            if m.start < noted.headline_end and tree.tokens.deps[m.head] in ("nsubj", "nsubjpass")
        }
        self.filled: tuple[int, set[tuple[int, str, bool, str]]] = (-1, set())  # of the happening asked about last
        self.rank = {c: n for n, c in enumerate(x for x in ranked if noted.chains[x].names)}
        self.roles: dict[int, list[tuple[DocEvent, str]]] = {}
        for event in noted.events:
            for a in event.arguments:
                if a.mention is not None and a.role in ACTORS:
                    self.roles.setdefault(noted.mentions[a.mention].chain, []).append((event, a.role))
        self.acts: dict[int, set[int]] = {
            c: {event.event for event, _ in found if event.speech is None} for c, found in self.roles.items()
        }
        self.speakers = {
            noted.mentions[q.speaker_mention].chain for q in noted.quotations if q.speaker_mention is not None
        }
        self.only_speak = {c: all(event.speech is not None for event, _ in found) for c, found in self.roles.items()}

    def _hangs(self) -> dict[tuple[int, int], list[str]]:
        """Chain and token that its words hang on, "of" between them or not → how they hang there."""
        t, noted = self.tree.tokens, self.noted
        found: dict[tuple[int, int], list[str]] = {}
        for chain, numbers in self.mentions.items():
            for n in numbers:
                i = noted.mentions[n].head
                while t.deps[i] == "conj" and t.heads[i] != i:
                    i = t.heads[i]
                above = t.heads[i]
                if t.deps[i] == "pobj" and t.lower[above] == "of":
                    found.setdefault((chain, t.heads[above]), []).append("of")
                elif t.deps[i] in ("poss", "appos", "compound"):
                    found.setdefault((chain, above), []).append(t.deps[i])
        return found

    def of(self, h: Happening, *, held_alone: bool = False) -> list[Party]:
        """The entities that may take part in a happening: its own first, then those that its sentences name, in order.

        Args:
            h: the happening.
            held_alone: whether only those that its words' arguments name are asked for.
        """
        noted = self.noted
        held: dict[int, list[tuple[DocEvent, DocArgument]]] = {}
        for k in h.events:
            for a in noted.events[k].arguments:
                if a.role in ACTORS and a.mention is not None and noted.mentions[a.mention].chain >= 0:
                    held.setdefault(noted.mentions[a.mention].chain, []).append((noted.events[k], a))
        chosen = dict.fromkeys(held)
        inside = set(h.heads)
        beside = [c for s in sorted(set(h.sentences)) for c in self.named_in.get(s, ())]
        for chain in beside if not held_alone else ():
            nameless = not noted.chains[chain].names and noted.chains[chain].entity_class in ("Thing", "Place")
            if not nameless and inside.isdisjoint(self.heads[chain]):
                chosen.setdefault(chain)
        return [Party(c, self.mentions.get(c, []), held.get(c, [])) for c in chosen]

    def looks_into(self, h: Happening, party: Party) -> bool:
        """Whether it is who looks into a death or a crash, and nothing tells that it did it."""
        deed = any(self.noted.events[k].event_type in roles.words("looked into types") for k in h.events)
        acts = [event.event_type for event, role in self.roles.get(party.chain, ()) if role == "agent"]
        return deed and "Investigate" in acts and not any(x in roles.words("looked into types") for x in acts)

    def describe(self, h: Happening, party: Party) -> list[str]:
        """How an entity stands to a happening."""
        t, noted = self.tree.tokens, self.noted
        chain = noted.chains[party.chain]
        events = [noted.events[k] for k in h.events]
        first = events[0]
        kind = Counter(e.event_type for e in events).most_common(1)[0][0]
        top = told.top(first)
        what = chain.entity_class + ("" if chain.names else " nameless")
        found = [f"is {what}", f"is {what} top={top}", f"is {what} type={kind}"]
        held = Counter(a.role for _, a in party.held)
        had = {a.role for e in events for a in e.arguments if a.role in ACTORS and a.mention is not None}
        if held:
            role = min(held, key=lambda r: (-held[r], r))
            found += [
                f"held {role}",
                f"held {role} {what}",
                f"held {role} {what} top={top}",
                f"held {role} type={kind}",
            ]
            found.append(f"held share={'all' if len({id(e) for e, _ in party.held}) == len(events) else 'some'}")
            found.append(f"held by first={any(e is first for e, _ in party.held)}")
            for event, a in party.held[:3]:
                way = told.way(self.tree, event.head, a.head)
                found += [f"held way={way}", f"held {role} way={way}"]
                found.append(f"held by {told.kind(self.tree, event.head)} {role}")
                found.append(f"held kind={noted.mentions[a.mention].kind}" if a.mention is not None else "held bare")
                if a.mention is not None and noted.mentions[a.mention].kind == "Pronoun":
                    found.append(f"held pronoun {t.lower[a.head]}")
                same = sum(told.root(e) == told.root(event) for e in events)
                found.append(f"held root same={told.root(event) == told.root(first)} most={2 * same > len(events)}")
                found.append(f"held status same={event.status == first.status}")
                found += self._held(a)
                found.append(f"held context={event.speech is not None} {role}")
                if a.country:
                    found.append("held country")
            mine = {id(e) for e, _ in party.held}
            others = {
                noted.mentions[a.mention].chain
                for e in events
                for a in e.arguments
                if a.role == role and a.mention is not None and id(e) not in mine
            } - {party.chain}
            found.append(f"held beside {min(len(others), 3)} {role}")
            found.append(f"held beside {len(others) > 0} {role} top={top}")
        else:
            found.append("not held")
            found.append(f"open agent={'agent' not in had} recipient={'recipient' not in had} top={top}")
            found.append(f"open {what} {len(had) > 0}")
        found += self._named(h, party, what, held=bool(held))
        found += self._near(h, party, what, had, top)
        found += self._known(h, party, top, held=bool(held))
        return list(dict.fromkeys(found))

    def _named(self, h: Happening, party: Party, what: str, *, held: bool) -> list[str]:
        """What words name it, how often, and who else of its kind has a role of the happening."""
        t, noted = self.tree.tokens, self.noted
        kind = what.split(maxsplit=1)[0]
        rank = next((n for n, bound in enumerate((1, 2, 4, 8)) if self.rank.get(party.chain, 99) < bound), 4)
        found = [f"rank={rank} held={held}", f"named times={min(len(party.mentions), 5)} held={held} {what}"]
        if kind != what:
            for i in [noted.mentions[n].head for n in party.mentions[:1]] or [a.head for _, a in party.held[:1]]:
                counted = any(t.deps[c] == "nummod" for c in self.tree.children[i])
                marks = {t.lower[c] for c in self.tree.children[i]} & _MARKS
                found.append(f"noun counted={counted} plural={t.tags[i] == 'NNS'} {what} held={held}")
                found.append(f"noun mark={min(marks, default='none')} {what}")
                found.append(f"noun is {t.lemmas[i].lower()}")
                found.append(f"noun as {t.deps[i]} held={held}")
            if self._attribute(party):
                found.append(f"attribute held={held}")
        mine = {a.role for _, a in party.held}
        beside = {
            (what_ == kind, named, role in mine) for c, what_, named, role in self._fillers(h) if c != party.chain
        }
        found += [f"beside alike={x} named={y} role={z} {kind != what}" for x, y, z in sorted(beside)]
        first = noted.events[h.events[0]]
        found.append(f"word={told.root(first)} held={held} {kind if held else ''}")
        for role in sorted(mine):
            found.append(f"word={told.root(first)} {role}")
            found.append(f"verb class={lexicon.verb_class(first.lemma)} {role} {what}")
        if party.chain in self.headline_subjects:
            found.append(f"headline subject lead={min(h.sentences) < LEAD} held={held}")
        acts = self.acts.get(party.chain, set())
        found.append(f"acts in {min(len(acts) - (h.number in acts), 4)} held={held}")
        if self.main in acts and self.main != h.number:
            found.append(f"acts in main held={held} {kind}")
        if party.mentions and not held:
            places = self.places[party.chain]
            after = bisect_left(places, (h.heads[0] + 1,))
            between = after < len(places) and places[after][0] < h.heads[-1]
            found.append(f"between={between} {len(h.heads) > 1}")
        found.append(f"tellings={min(len(h.events), 4)} by={min(len({id(e) for e, _ in party.held}), 3)}")
        return found

    def _fillers(self, h: Happening) -> set[tuple[int, str, bool, str]]:
        """Who has a role of a happening by its words: chain, class, whether it has a name, role."""
        if self.filled[0] != h.number:
            noted = self.noted
            chains = {
                (noted.mentions[a.mention].chain, a.role)
                for k in h.events
                for a in noted.events[k].arguments
                if a.role in ACTORS and a.mention is not None
            }
            found = {(c, noted.chains[c].entity_class, bool(noted.chains[c].names), role) for c, role in chains if c >= 0}
            self.filled = h.number, found
        return self.filled[1]

    def _attribute(self, party: Party) -> bool:
        """Whether it is merely said what somebody is ("was named president", "as chairman")."""
        t = self.tree.tokens
        heads = [a.head for _, a in party.held] or [self.noted.mentions[n].head for n in party.mentions[:1]]
        return any(t.deps[i] in ("attr", "oprd") or (t.deps[i] == "pobj" and t.lower[t.heads[i]] == "as") for i in heads)

    def _held(self, argument: DocArgument) -> list[str]:
        """What hangs on the words of an argument: of whom it is a number or a part, a name for it."""
        t, tree = self.tree.tokens, self.tree
        i = argument.head
        found = []
        for c in tree.children[i]:
            below = tree.first(c, "pobj") if t.deps[c] == "prep" and t.lower[c] == "of" else None
            if below is not None and tree.entity_class(below):
                found.append(f"held of somebody counted={t.lemmas[i].lower() in roles.words('counts or parts')}")
            if t.deps[c] in ("appos", "compound") and t.pos[c] == "PROPN" and t.pos[i] == "NOUN":
                found.append(f"held has name {t.deps[c]}")
        return found

    def _within(self, h: Happening, party: Party) -> list[str]:
        """Whether it is that of which an argument of the happening is a number, a part or what belongs to it."""
        t, noted = self.tree.tokens, self.noted
        heads = {a.head: a.role for k in h.events for a in noted.events[k].arguments if a.role in ACTORS}
        found = []
        for i, role in heads.items():
            for how in self.hangs.get((party.chain, i), ()):
                if how == "of":
                    found.append(f"of held {role} counted={t.lemmas[i].lower() in roles.words('counts or parts')}")
                else:
                    found.append(f"has held {role}" if how == "poss" else f"names held {role}")
        return found

    def _near(self, h: Happening, party: Party, what: str, had: set[str], top: str) -> list[str]:
        """Where it stands to the happening's nearest word."""
        noted, t = self.noted, self.tree.tokens
        if not party.mentions:
            return ["nowhere"]
        where, number, head = told.nearest(self.tree, h.heads, self.places[party.chain])
        found = [f"near={where}", f"near={where} {what}"]
        at = noted.mentions[number].head
        open_ = (
            f"{'a' if 'agent' in had else ''}{'r' if 'recipient' in had else ''}{'p' if 'participant' in had else ''}"
        )
        if where == "same":
            ways = {
                told.way(self.tree, x, at_head)
                for x in h.heads
                for at_head in self.in_sentence.get((party.chain, t.sentences[x]), ())
            }
            found += [f"way={way}" for way in ways]
            found += [f"way={way} has {open_}" for way in ways]
            found += [f"way={way} {what.split(maxsplit=1)[0]}" for way in ways]
            found += self._within(h, party)
            found += told.beside(self.tree, head, at)
            above = told.clause(self.tree, head)
            if t.pos[head] not in ("VERB", "AUX") and above != head:
                found.append(f"above class={lexicon.verb_class(t.lemmas[above].lower())} {told.way(self.tree, above, at)}")
        else:
            found += [f"dep={t.deps[at]} near={where}", f"dep={t.deps[at]} has {open_}"]
        found.append(f"noun={t.pos[head] not in ('VERB', 'AUX')} near={where} has {open_}")
        return found

    def _known(self, h: Happening, party: Party, top: str, *, held: bool) -> list[str]:
        """What the rest of the article tells of it."""
        noted, t = self.noted, self.tree.tokens
        found: list[str] = []
        if party.chain in self.in_headline:
            found.append(f"in headline lead={min(h.sentences) < LEAD} held={held}")
        if party.mentions and t.sentences[noted.mentions[party.mentions[0]].start] < LEAD:
            found.append(f"in lead lead={min(h.sentences) < LEAD}")
        if party.chain in self.speakers:
            found.append(f"speaks only={self.only_speak.get(party.chain, True)} held={held}")
        events = [noted.events[k] for k in h.events]
        for e in events:
            if e.quotation is not None and e.speech is None:
                speaker = noted.quotations[e.quotation].speaker_mention
                if speaker is not None and noted.mentions[speaker].chain == party.chain:
                    own = any(t.lower[a.head] in _SPEAKERS for a in e.arguments if a.role in ACTORS)
                    found.append(f"says it held={held} of oneself={own}")
                    break
        sentences = set(h.sentences)
        for event, role in self.roles.get(party.chain, ())[:12]:
            if event.event == h.number or event.speech is not None:
                continue
            near = t.sentences[event.head] in sentences
            found.append(f"elsewhere {role} held={held} near={near}")
            found.append(f"elsewhere {role} {told.top(event)} for {top}")
            if told.root(event) == told.root(events[0]):
                found.append(f"kin word {role} held={held}")
        return found


def roles_held(party: Party) -> Sequence[str]:
    """The roles that the happening's words give an entity, the commonest first."""
    held = Counter(a.role for _, a in party.held)
    return sorted(held, key=lambda r: (-held[r], r))
