"""Whom "they" stand for where two were just named together: "Anna met Boris in Oslo. They met again in Bergen."

The latest of the few sentences before decides: its subject is two names joined by "and", or, where "they" do what two do
together, its verb has the one as subject and the other as object. Elsewhere only two joined as the subject right before are
meant.
"""

from __future__ import annotations

from kg.knowledge.word_sets import word_set
from kg.reading.text.annotations import Annotations, DocChain, DocMention
from kg.reading.text.tokens import Tokens

NEAR = 2
"""Sentences back in which the two may be named."""
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "obj")
_WITH = frozenset(["with", "to"])


def join_pairs(noted: Annotations, t: Tokens) -> None:
    """Give each "they" that stands for two just named a chain of its own, with the two as its members."""
    together = word_set("two do together")
    finder = _Finder(noted, t)
    for m in noted.mentions:
        if m.kind != "Pronoun" or t.lower[m.head] != "they" or t.deps[m.head] not in _SUBJECTS:
            continue
        reciprocal = t.lemmas[t.heads[m.head]].lower() in together
        pair = finder.pair(m, reciprocal=reciprocal)
        if pair:
            classes = {noted.chains[n].entity_class for n in pair}
            noted.chains.append(DocChain(classes.pop() if len(classes) == 1 else "Group", plural=True, members=pair))
            m.chain = len(noted.chains) - 1


class _Finder:
    """Looks for two who are named together."""

    def __init__(self, noted: Annotations, t: Tokens) -> None:
        self.noted, self.t = noted, t
        self.at = {m.head: n for n, m in enumerate(noted.mentions)}
        self.children: dict[int, list[int]] = {}
        for i, head in enumerate(t.heads):
            if head != i:
                self.children.setdefault(head, []).append(i)

    def pair(self, they: DocMention, *, reciprocal: bool) -> list[int]:
        """The chains of the two that "they" stand for; empty where that is not sure."""
        t = self.t
        here = t.sentences[they.head]
        for sentence in range(here - 1, here - 1 - NEAR, -1):
            if sentence < 0:
                return []
            start, end = t.starts[sentence], t.starts[sentence + 1] if sentence + 1 < len(t.starts) else len(t.words)
            for head in range(start, end):
                if t.deps[head] not in _SUBJECTS or t.pos[t.heads[head]] != "VERB":
                    continue
                one = self._named(head)
                if one is None:
                    continue
                joined = [
                    n for c in self.children.get(head, ()) if t.deps[c] == "conj" and (n := self._named(c)) is not None
                ]
                if len(joined) == 1 and joined[0] != one and (reciprocal or sentence == here - 1):
                    return sorted((one, joined[0]))
                verb = t.heads[head]
                if reciprocal and not joined:
                    other = self._other(verb)
                    if other is not None and other != one:
                        return sorted((one, other))
            if any(t.lower[i] == "they" for i in range(start, end)):
                continue
            if not reciprocal:
                return []
        return []

    def _named(self, head: int) -> int | None:
        """The chain of the name that stands at ``head``; None for what has no name or is many."""
        number = self.at.get(head)
        if number is None:
            return None
        chain = self.noted.mentions[number].chain
        known = self.noted.chains[chain]
        return (
            chain
            if known.names and not known.plural and known.entity_class in ("Person", "Organization", "Place")
            else None
        )

    def _other(self, verb: int) -> int | None:
        """The one other party of a verb that two do together: its object, or who stands behind "with" or "to"."""
        found = []
        for c in self.children.get(verb, ()):
            if self.t.deps[c] in _OBJECTS:
                found.append(c)
            elif self.t.deps[c] == "prep" and self.t.lower[c] in _WITH:
                found += [d for d in self.children.get(c, ()) if self.t.deps[d] == "pobj"]
        chains = {n for i in found if (n := self._named(i)) is not None}
        more = any(self.t.deps[d] == "conj" for i in found for d in self.children.get(i, ()))
        return chains.pop() if len(chains) == 1 and not more else None
