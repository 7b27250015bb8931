"""What our spaCy components leave on a ``Doc``, in token indices; ``kg.reading.reader`` turns it into a ``Reading``.

All live in one object, ``doc._.kg`` (:class:`Annotations`), made by the first component that asks for it with
:func:`annotated`. Spans are ``(start, end)`` token indices, end exclusive. Fields mean what they mean in ``kg.reading.reading``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

TokenSpan = tuple[int, int]


@dataclass(slots=True)
class DocMention:
    start: int
    end: int
    head: int  # token index of the head word (of a name, its last word)
    kind: str  # Named Nominal Pronoun
    entity_class: str
    chain: int = -1
    head_start: int = (
        -1
    )  # first token of a head of several words (a whole name inside a longer phrase); -1: the head word alone
    doubtful: bool = False  # a pronoun whose antecedent is not sure


@dataclass(slots=True)
class DocChain:
    entity_class: str
    names: list[str] = field(default_factory=list)
    gender: str | None = None
    plural: bool = False
    titles: list[str] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    place: str | None = None
    country_code: str | None = None
    head_lemma: str | None = None
    within: str | None = None
    members: list[int] = field(default_factory=list)


@dataclass(slots=True)
class DocTime:
    start: int
    end: int
    type: str
    value: str | None = None
    modifier: str | None = None
    first: str | None = None
    last: str | None = None
    basis: str = "Unresolved"
    granularity: str | None = None
    characters: tuple[int, int] | None = None  # where the expression does not begin and end with tokens


@dataclass(slots=True)
class DocArgument:
    role: str
    start: int
    end: int
    head: int
    mention: int | None = None
    time: int | None = None
    country: str | None = None
    topic: str | None = None
    amount: float | None = None
    unit: str | None = None
    context: bool = False
    doubtful: bool = False  # words of the claim that fill no slot of the event


@dataclass(slots=True)
class DocEvent:
    start: int
    end: int
    head: int
    lemma: str
    event_type: str
    arguments: list[DocArgument] = field(default_factory=list)
    certainty: str = "Certain"
    polarity: str = "Positive"
    tense: str = "Past"
    status: str = "Occurred"
    quotation: int | None = None
    speech: int | None = None
    event: int = -1
    weight: float = 0.0
    title: str = ""
    title_score: float = 0.0


@dataclass(slots=True)
class DocQuotation:
    content: list[TokenSpan]
    quotation: str  # Direct Indirect Mixed Attitude
    sentences: TokenSpan  # token range of the sentence(s) that hold it
    speaker: TokenSpan | None = None
    speaker_mention: int | None = None
    addressee: TokenSpan | None = None
    addressee_mention: int | None = None
    cue: TokenSpan | None = None
    kind: str = "speech"  # speech, belief, intent, evidence


@dataclass(slots=True)
class DocRelation:
    subject: int
    predicate: str
    object: TokenSpan
    sentence: TokenSpan
    object_mention: int | None = None
    object_literal: str | None = None
    organization: int | None = None
    since: int | None = None
    until: int | None = None
    former: bool = False
    quotation: int | None = None


@dataclass(slots=True)
class Annotations:
    published: str | None = None  # ISO date
    publisher: str | None = None  # its name or web address
    headline_end: int = 0  # token index where the headline ends; 0 without headline
    calendar_persons: set[int] = field(
        default_factory=set
    )  # tokens that look like months or days and are persons' names
    mentions: list[DocMention] = field(default_factory=list)  # sorted by (start, end)
    chains: list[DocChain] = field(default_factory=list)
    times: list[DocTime] = field(default_factory=list)  # sorted
    quotations: list[DocQuotation] = field(default_factory=list)
    events: list[DocEvent] = field(default_factory=list)  # sorted by trigger
    kindred: list[tuple[int, int]] = field(
        default_factory=list
    )  # happenings (DocEvent.event) that are likely one, but not surely enough to be joined; sorted
    relations: list[DocRelation] = field(default_factory=list)


def annotated(doc: Doc) -> Annotations:
    """The annotations of ``doc``, made empty on first use."""
    found = doc.user_data.get("kg")
    if found is None:
        found = doc.user_data["kg"] = Annotations()
    return found


if not Doc.has_extension("kg"):
    Doc.set_extension("kg", getter=annotated)
