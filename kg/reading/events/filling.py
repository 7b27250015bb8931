"""Giving roles of one event to words: who stands behind a word, its conjuncts, states it names, what prepositions mean."""

from __future__ import annotations

from collections.abc import Iterable

from kg.knowledge import event_roles as roles
from kg.reading.events.fillers import Fillers, amount
from kg.reading.events.states import Named, both, within
from kg.reading.text.annotations import Annotations, DocArgument, DocEvent
from kg.reading.text.syntax import Syntax

RELATIVES = frozenset(("who", "which", "that", "whom"))
ACTING = frozenset(("person", "organization", "group", "place"))
"""Classes of entities that act, are told and receive."""
_DEPTH = 6
"""How far an antecedent is looked for up the tree."""


class Filling:
    """Collects the arguments of one event in ``found``.

    Args:
        pair: codes of the two states that the text told of last, whom "both sides" means.
    """

    def __init__(
        self, tree: Syntax, noted: Annotations, fillers: Fillers, event: DocEvent, pair: tuple[str, ...] = ()
    ) -> None:
        self.tree, self.noted, self.fillers, self.event, self.pair = tree, noted, fillers, event, pair
        self.when: dict[str, int] = {}
        self.said: set[int] = set()  # tokens of who speaks and who is spoken to
        self.several = False  # whether the filler in hand names several states
        self.found: list[DocArgument] = []
        self.taken: set[tuple[str, int]] = set()
        self.heads: set[int] = set()

    def add(self, role: str, head: int) -> None:
        """Give ``role`` to what token ``head`` heads and to each conjunct of it."""
        if not 0 <= head < len(self.tree.children):
            return
        several = self._conjuncts(self._referent(head))
        capitals = role == "agent" and self.fillers.capitals(several)
        for one in map(self._named, several):
            if one in self.heads or one == self.event.head or self.tree.tokens.space[one]:
                continue
            argument = self.fillers.argument(role, one)
            self.several = False
            self._beside(role, self._antecedent(one))
            if argument is not None and not argument.start <= self.event.head < argument.end:
                self.heads.add(one)
                if not self.several:
                    argument.country = self.fillers.stands_for(one, argument.role, self.event.event_type)
                if capitals and argument.country is None:
                    argument.country = self.fillers.country(one)
                self.found.append(argument)
                if argument.role == "place":
                    for c in self.tree.children[one]:  # "Long Beach, California"
                        if self.tree.tokens.deps[c] == "appos" and self.tree.entity_class(c) == "place":
                            self.add("place", c)

    def _conjuncts(self, head: int) -> list[int]:
        t, found = self.tree.tokens, [head]
        for i in found:
            found.extend(
                c
                for c in self.tree.children[i]
                if (t.deps[c] == "conj" and t.pos[c] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"))
            )
            if len(found) > 12:
                break
        return found

    def _referent(self, head: int) -> int:
        """Of a relative pronoun, its antecedent."""
        return head if head in self.tree.mention_of else self._antecedent(head)

    def _antecedent(self, head: int) -> int:
        t = self.tree.tokens
        if t.lower[head] in RELATIVES and t.tags[head] in ("WP", "WDT", "IN"):
            at = t.heads[head]
            for _ in range(_DEPTH):
                if t.deps[at] in ("relcl", "acl"):
                    return t.heads[at]
                if t.heads[at] == at:
                    break
                at = t.heads[at]
        return head

    def _named(self, head: int) -> int:
        """Of a description with a name beside it ("the maker, Airbus"), the name."""
        tree, t = self.tree, self.tree.tokens
        number = tree.mention_of.get(head)
        if number is not None and tree.mentions[number].kind == "Nominal":
            for c in tree.children[head]:
                if t.deps[c] == "appos" and t.pos[c] == "PROPN":
                    beside = tree.mention_of.get(c)
                    if beside is not None and tree.mentions[beside].kind == "Named":
                        same = tree.mentions[beside].chain == tree.mentions[number].chain
                        return head if same else c
        return head

    def states(self) -> tuple[str, ...]:
        """The two states that do it or to which it is done, where it is two."""
        codes = []
        for a in self.found:
            if a.role in ("agent", "participant", "recipient"):
                code = a.country or self.fillers.country(a.head)
                if code and code not in codes:
                    codes.append(code)
        return tuple(codes) if len(codes) == 2 else ()

    def _beside(self, role: str, head: int) -> None:
        """The states that a description of those who act names: "both sides", "the Russian and American delegations"."""
        if role not in ("agent", "participant") or not roles.country_acts(role, self.event.event_type):
            return
        tree = self.tree
        number = tree.mention_of.get(head)
        if number is not None and tree.mentions[number].kind == "Named":
            return
        if len(self.pair) == 2 and both(tree, head):
            start, end = self.fillers.span(head)
            for code in self.pair:
                self.found.append(DocArgument(role, start, end, head, country=code))
            return
        self._states(role, within(tree, head))

    def _states(self, role: str, named: list[Named]) -> None:
        """Give ``role`` to each of several states named together."""
        self.several = self.several or bool(named)
        for i, code in named:
            if i in self.heads and len({at for at, _ in named}) > 1:
                continue
            self.heads.add(i)
            start, end = i, i + 1
            number = self.tree.mention_of.get(i)
            if number is not None:
                mention = self.tree.mentions[number]
                if any(at != i and mention.start <= at < mention.end for at, _ in named):
                    number = None  # "Russian-American" as one group
                else:
                    start, end = mention.start, mention.end
            self.found.append(DocArgument(role, start, end, i, mention=number, country=code))

    def _amount(self, start: int, end: int, head: int) -> None:
        value, unit = amount([self.tree.tokens.lower[i] for i in range(start, end)])
        if value is not None:
            self.found.append(DocArgument("quantity", start, end, head, amount=value, unit=unit))

    def _object_of(self, preposition: int) -> int:
        found = self.tree.first(preposition, "pobj", "pcomp")
        return -1 if found is None else found

    def _prepositions(self, head: int, children: Iterable[int], of: str | None = None) -> None:
        tree, t = self.tree, self.tree.tokens
        for c in children:
            if t.deps[c] not in ("prep", "agent") or t.deps[c] == "agent":
                if t.deps[c] in ("npadvmod", "advmod", "tmod") and c in tree.time_of:
                    self.add("time", c)
                continue
            if t.lower[c] in roles.words("no role"):
                continue
            target = self._object_of(c)
            if target < 0:
                for d in tree.children[c]:  # "out of", "from across"
                    if t.deps[d] == "prep":
                        self._prepositions(c, [d], of)
                continue
            role = self._role(t.lower[c], target, of)
            if role == "place" and self._of_topic(c, target):
                continue
            if role:
                self.add(role, target)
            for d in tree.children[target]:  # the parser often hangs the next preposition on the first one's noun
                if (
                    t.deps[d] == "prep"
                    and (role in ("participant", "place", "time", "topic") or target in self.fillers.triggers)
                    and t.lower[d] in ("in", "at", "on", "near")
                ):
                    inner = self._object_of(d)
                    near = inner >= 0 and (inner in tree.time_of or tree.entity_class(inner) == "place")
                    if near and not self._of_topic(d, inner):
                        again = self._role(t.lower[d], inner, of)
                        if again in ("place", "time"):
                            self.add(again, inner)

    def _of_topic(self, preposition: int, place: int) -> bool:
        """Whether a country belongs to what is talked about, not to the talks ("talks on mines in Norway")."""
        t = self.tree.tokens
        noun = preposition - 1
        if t.lower[preposition] != "in" or not roles.reciprocal(self.event.event_type) or t.pos[noun] != "NOUN":
            return False
        if noun == self.event.head or not self.fillers.is_country(place):
            return False
        above = t.heads[noun]
        if t.deps[noun] == "conj":
            above = t.heads[above]
        return t.deps[above] == "prep" and t.lower[above] in ("on", "about", "over", "regarding", "concerning", "for")

    def _role(self, preposition: str, target: int, of: str | None) -> str | None:
        tree = self.tree
        if target in tree.time_of:
            return "time"
        group = tree.entity_class(target)
        if preposition == "of" and of:
            where = group == "place" and roles.role(self.event.event_type, preposition, group)
            return where or of  # "a tour of Asia"
        if preposition == "with" and self.event.lemma in roles.words("object is provided"):
            return "recipient"
        if group in ACTING and f"{self.event.lemma.split(' ')[0]} {preposition}" in roles.words("asks"):
            return "participant"  # "called on the mayor to act"
        found = roles.role(self.event.event_type, preposition, group)
        if found == "quantity" and not self._is_amount(target):
            return "recipient" if of else "topic"  # "an order for aircraft"
        return found

    def _is_amount(self, head: int) -> bool:
        t = self.tree.tokens
        return (
            t.ents[head] in ("MONEY", "QUANTITY", "PERCENT", "CARDINAL")
            or t.pos[head] in ("NUM", "SYM")
            or t.lemmas[head].lower() in roles.words("amounts")
        )

    def _thing(self, head: int) -> bool:
        """Whether a thing is named: by its class, or by a model's number ("the Airbus A380", whatever class it was given)."""
        tree, t = self.tree, self.tree.tokens
        if tree.entity_class(head) == "thing":
            return True
        return t.pos[head] in ("PROPN", "NOUN", "NUM") and any(c.isdigit() for c in t.words[head])

    def _moved(self, subject: int) -> bool:
        """Whether it is a thing that moves or starts: it undergoes that ("the plane made its first flight")."""
        return self.event.event_type in roles.words("things undergo") and self._thing(subject)

    def _receives(self, verb: int, who: int) -> bool:
        """Whether the object is who is told, paid or given something (PropBank's Arg2): "told them", "supplied it with …"."""
        tree, t = self.tree, self.tree.tokens
        lemma = t.lemmas[verb].lower()
        if lemma in roles.words("object receives"):
            return tree.entity_class(who) in ACTING
        return lemma in roles.words("object is provided") and any(
            t.deps[c] == "prep" and t.lower[c] == "with" for c in tree.children[verb]
        )
