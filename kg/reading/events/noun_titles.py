"""Titles of events that a noun tells: its phrase, or the noun with who takes part and where."""

from __future__ import annotations

from kg.knowledge import events as lexicon
from kg.knowledge.gazetteer import country
from kg.knowledge.word_sets import word_set
from kg.reading.events.clauses import LONG
from kg.reading.events.title_features import Candidate
from kg.reading.events.wording import LONGEST_NAME, Wording, Writing
from kg.reading.text.annotations import DocArgument, DocEvent

RECIPROCAL = frozenset(("Consult", "Cooperate", "Agree", "Assault"))
"""Kinds of events between equals."""
NOT_CERTAIN = frozenset(("Denied", "Cancelled", "NotOccurred", "Possible", "Proposed", "Unknown"))
"""Statuses of which a noun alone would tell something else."""
_ON = word_set("happening on somebody")
_WITH = word_set("happening with somebody")
_TO = word_set("happening to somewhere")
EQUALS = 3
"""Equals that are named."""


class NounTitles:
    """Makes them for one article."""

    def __init__(self, wording: Wording) -> None:
        self.wording, self.tree, self.t, self.noted = wording, wording.tree, wording.t, wording.noted

    def of_phrase(self, event: DocEvent) -> Candidate | None:
        """A noun's phrase that says of whom or where: "Visit of Anna Berg to Norland"."""
        t, tree = self.t, self.tree
        i = event.head
        if t.pos[i] not in ("NOUN", "PROPN") or event.speech is not None:
            return None
        said = Writing()
        kept = self.wording.phrase(i)
        while kept and t.deps[min(kept)] == "det" and t.heads[min(kept)] == i:
            kept = kept - {min(kept)}
        words = self.wording.write(kept, said)
        if len(words) > LONG + 2:
            said = Writing()
            kept = {k for k in self.wording.phrase(i, inner=False) if not (t.deps[k] == "det" and t.heads[k] == i)}
            words = self.wording.write(kept, said)
        if not 3 <= len(words) <= LONG + 2 or said.unclear:
            return None
        if event.status in ("NotOccurred", "Denied", "Cancelled"):
            return None  # "No injunction": what is not is no phrase of its own
        beside = any(t.deps[c] in ("conj", "advmod", "appos") for c in tree.children[i])
        return Candidate(" ".join(words), "phrase", frozenset(kept), said, extra=("beside",) if beside else ())

    def of_doer(self, event: DocEvent) -> Candidate | None:
        """A noun's phrase that names nobody who does it, with who does: "Anna Berg’s visit to a shipyard"."""
        phrase = self.of_phrase(event)
        tree, t = self.tree, self.t
        if phrase is None or any(t.deps[c] in ("poss", "compound") for c in tree.children[event.head]):
            return None
        for a in event.arguments:
            if a.role != "agent" or a.doubtful or a.context or (found := self.called(a)) is None:
                continue
            mention = self.noted.mentions[a.mention] if a.mention is not None else None
            if mention is None or mention.doubtful or mention.chain in phrase.said.chains or a.head in phrase.tokens:
                continue
            name = found[1].removeprefix("the ")
            own = phrase.text[1:2].isupper() or t.pos[min(phrase.tokens)] == "PROPN"
            whose = f"{name}{'’' if name.endswith('s') else '’s'}"
            text = f"{whose} {phrase.text[0] if own else phrase.text[0].lower()}{phrase.text[1:]}"
            said = Writing()
            said.named = True
            said.chains |= {*phrase.said.chains, mention.chain}
            extra = ("doer", f"doer {self.noted.chains[mention.chain].entity_class}", *phrase.extra)
            return Candidate(text, "phrase", phrase.tokens, said, extra=extra)
        return None

    def of_slots(self, event: DocEvent, claims: list[DocEvent]) -> Candidate | None:
        """A noun with its equals and its place, of all that the article tells: "Talks between Norland and Ostria in Oslo".

        Args:
            event: the telling.
            claims: all tellings of its happening.
        """
        t, i = self.t, event.head
        if t.pos[i] != "NOUN" or event.speech is not None or event.status in NOT_CERTAIN:
            return None
        tops = lexicon.top_types(event.event_type)
        names: dict[str, dict[object, str]] = {"agent": {}, "participant": {}, "recipient": {}, "place": {}}
        for claim in claims:
            for a in claim.arguments if claim.status not in NOT_CERTAIN else ():
                outside = a.doubtful or (a.context and a.role != "place")
                if a.role in names and not outside and (found := self.called(a)):
                    names[a.role].setdefault(*found)
        equals = {**names["agent"], **names["participant"]} if RECIPROCAL.intersection(tops) else {}
        equals = self._of_a_kind(equals)
        actors = list(equals.values())[:EQUALS] if names["participant"] and len(equals) > 1 else []
        places = [name for key, name in names["place"].items() if key not in equals]
        link, whose = self._whose(event, names) if not actors else ("", "")
        if not actors and not whose and (not places or {"Other", "Move"} & set(tops)):
            return None
        before = [c for c in self.tree.children[i] if t.deps[c] in ("compound", "amod") and c < i]
        said = Writing()
        words = self.wording.write({*(c for c in before if c not in self.tree.covering), i}, said)
        if actors:
            words += ["between", *", ".join(actors[:-1]).split(), "and", *actors[-1].split()]
        if whose:
            words += [link, *whose.split()]
        if places and places[0] != whose:
            words += ["to" if t.lemmas[i] in _TO else "in", *places[0].split()]
        if len(words) > LONG + 1:
            return None
        said.named = True
        extra = (f"equals {len(actors)}", f"whose {link}", "placed" if places else "nowhere")
        return Candidate(" ".join(words), "slots", frozenset((i, *before)), said, extra=extra)

    def _whose(self, event: DocEvent, names: dict[str, dict[object, str]]) -> tuple[str, str]:
        """Who or what undergoes it, and by which preposition the noun is tied to it."""
        lemma = self.t.lemmas[event.head]
        undergoes = [*names["recipient"].values()]
        if undergoes and lemma in _ON:
            return "on", undergoes[0]
        return ("of", undergoes[0]) if len(undergoes) == 1 and lemma not in _WITH | _ON else ("", "")

    def _of_a_kind(self, equals: dict[object, str]) -> dict[object, str]:
        """Of equals those of one kind: beside two states or more a person is no third party, but speaks for one of them."""
        people = {key for key in equals if isinstance(key, int) and self.noted.chains[key].entity_class == "Person"}
        rest = {key: name for key, name in equals.items() if key not in people}
        return rest if len(rest) > 1 else equals

    def called(self, a: DocArgument) -> tuple[object, str] | None:
        """Who or what fills a role, and its name: of a state that a capital or its people stand for, the state."""
        place = country(a.country) if a.country else None
        if place is not None:
            the = "the " if place.name.split()[-1].lower() in word_set("name with an article") else ""
            return a.country, f"{the}{place.name}"
        mention = self.noted.mentions[a.mention] if a.mention is not None else None
        if mention is None or mention.chain < 0 or not self.noted.chains[mention.chain].names:
            return None
        chain = self.noted.chains[mention.chain]
        state = chain.country_code if chain.place and chain.entity_class == "Place" else None
        key: object = state if state and _is_state(chain.place, state) else mention.chain
        if chain.entity_class == "Group" or len(chain.names[0].split()) > LONGEST_NAME:
            return None
        return key, self.wording.name(mention.chain)


def _is_state(place: str | None, code: str) -> bool:
    """Whether a gazetteer id is the state of this code."""
    found = country(code)
    return found is not None and place == found.id
