"""Types of a user's own: words that tell events of a type of theirs, names of members of a class of theirs.

The reader asks for them where it asks the lexicon; what holds in a reading is what :func:`using` says around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from kg.knowledge.conditions import Condition


class Narrower(str):
    """A type of ours, read as such, that stands for one of the user's own below it.

    The reader goes by what it knows of the type of ours; :func:`own_name` says at the end which was meant.

    Attributes:
        own: local name of the user's type.
    """

    __slots__ = ("own",)
    own: str

    @classmethod
    def below(cls, broader: str, own: str) -> Narrower:
        """The type ``own`` below ``broader``."""
        found = cls(broader)
        found.own = own
        return found


def own_name(event_type: str) -> str:
    """Local name of the type that is meant: the user's own, or else the type itself."""
    return event_type.own if isinstance(event_type, Narrower) else event_type


@dataclass(frozen=True, slots=True)
class OwnType:
    """A type or class of the user's own.

    Attributes:
        name: local name ("Hack").
        broader: the event type or class of ours that it is below.
        definition: what it is, or "".
    """

    name: str
    broader: str
    definition: str = ""


@dataclass(frozen=True)
class OwnTypes:
    """What a file of types says.

    Attributes:
        text: the file's lines that say something, in order: equal where the types are.
        events: event types.
        classes: classes of entities.
        plain: lemma (a verb may carry its particle or preposition) and part of speech → type, whatever stands beside it.
        senses: the same → types that depend on what stands beside it.
        names: name as written, without blanks → class.
    """

    text: str = ""
    events: Mapping[str, OwnType] = field(default_factory=dict)
    classes: Mapping[str, OwnType] = field(default_factory=dict)
    plain: Mapping[tuple[str, str], Narrower] = field(default_factory=dict)
    senses: Mapping[tuple[str, str], list[tuple[Condition, str]]] = field(default_factory=dict)
    names: Mapping[str, OwnType] = field(default_factory=dict)
    keys: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Class of ours and normal form of a name → own class."""

    @property
    def broader(self) -> dict[str, str]:
        """Own event type → the type of ours above it."""
        return {name: kind.broader for name, kind in self.events.items()}

    def class_of(self, words: str) -> str | None:
        """The class of ours that a name belongs to, by the class of the user's own; None for other names."""
        found = self.names.get(squeezed(words))
        return found.broader if found else None


def squeezed(name: str) -> str:
    """A name without blanks: tokens of a text and words of a file then compare alike."""
    return "".join(name.split())


NO_TYPES = OwnTypes()
_active: ContextVar[OwnTypes] = ContextVar("own types", default=NO_TYPES)


@contextmanager
def using(types: OwnTypes) -> Iterator[None]:
    """What is read inside is read with these types."""
    before = _active.set(types)
    try:
        yield
    finally:
        _active.reset(before)


def active() -> OwnTypes:
    """The types to read with."""
    return _active.get()
