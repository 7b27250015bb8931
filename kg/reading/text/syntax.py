"""What stands under what in a ``Doc``, and which entity mention heads a phrase: plain lists, made once."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from kg.reading.text.annotations import annotated
from kg.reading.text.tokens import Tokens, tokens

_KEY = "kg_syntax"
_CLASS_OF_LABEL = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
    "PRODUCT": "thing", "WORK_OF_ART": "thing", "LAW": "thing",
}  # fmt: skip


class Syntax:
    """The tree of a document.

    Attributes:
        tokens: its token lists.
        children: of each token, its dependents in order.
        mention_of: head token → index of the mention that it heads (the shortest such mention's index where several).
        covering: token → index of the shortest mention that covers it.
        time_of: token → index of the time expression that covers it.
    """

    __slots__ = ("children", "classes", "covering", "mention_of", "mentions", "said", "time_of", "tokens")

    def __init__(self, doc: Doc) -> None:
        noted = annotated(doc)
        self.tokens: Tokens = tokens(doc)
        self.children: list[list[int]] = [[] for _ in self.tokens.heads]
        for i, head in enumerate(self.tokens.heads):
            if head != i:
                self.children[head].append(i)
        self.mentions = noted.mentions
        self.mention_of: dict[int, int] = {}
        self.covering: dict[int, int] = {}
        for number, mention in sorted(enumerate(noted.mentions), key=lambda x: (x[1].start - x[1].end, x[0])):
            for i in range(mention.start, mention.end):
                self.covering[i] = number
            self.mention_of[mention.head] = number
        self.time_of: dict[int, int] = {
            i: number for number, time in enumerate(noted.times) for i in range(time.start, time.end)
        }
        self.classes: dict[int, str | None] = {}
        self.said: dict[int, Any] = {}  # what kg.reading.events.occurrences found, by noun

    def entity_class(self, i: int) -> str | None:
        """The entity class, in lower case, of what token ``i`` heads: of its mention, else of the model's entity."""
        number = self.mention_of.get(i)
        if number is None:
            return _CLASS_OF_LABEL.get(self.tokens.ents[i])
        return self.mentions[number].entity_class.lower()

    def first(self, i: int, *deps: str) -> int | None:
        """The first dependent of ``i`` with one of the relations ``deps``."""
        found = self.tokens.deps
        return next((c for c in self.children[i] if found[c] in deps), None)


def syntax(doc: Doc) -> Syntax:
    """The tree of ``doc``, made on first use: mentions and times must be complete by then."""
    found = doc.user_data.get(_KEY)
    noted = annotated(doc)
    if found is None or found.mentions is not noted.mentions or len(found.children) != len(doc):
        found = doc.user_data[_KEY] = Syntax(doc)
    return found
