"""What must stand beside a word for it to have a sense."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """What must stand beside a word for a sense: of ``slot`` (object, subject, of, mod) one of ``values``.

    ``words`` tells whether the values are lemmas, ``types`` whether they are event types (those below them count, too, * is
    any), or else they are entity classes (lower case).
    """

    slot: str
    values: frozenset[str]
    words: bool
    types: bool = False

    @classmethod
    def parse(cls, text: str) -> Condition:
        """A condition as the lexicon writes it ("object:=deal|accord")."""
        slot, values = text.split(":", 1)
        words, types = values.startswith("="), values.startswith("~")
        return cls(slot, frozenset((values.lower() if not types else values).lstrip("=~").split("|")), words, types)
