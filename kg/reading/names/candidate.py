"""A stretch of text that may be a name, and what the model's labels mean."""

from __future__ import annotations

from dataclasses import dataclass

from kg.knowledge.word_sets import word_set

LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "NORP": "Group",
    "PRODUCT": "Thing",
    "WORK_OF_ART": "Thing",
    "EVENT": "Thing",
    "LAW": "Thing",
}
"""Our classes for the model's labels; all other labels name nothing."""

WORKS = frozenset(("WORK_OF_ART", "LAW", "EVENT"))
HYPHENS = word_set("hyphen")
REGION_KINDS = frozenset(("oblast", "krai", "raion", "governorate", "voivodeship", "prefecture", "province"))
"""Kinds of regions that end their names."""
MATTERS = (
    "ment",
    "tion",
    "sion",
    "ity",
    "ance",
    "ence",
    "ics",
    "ism",
    "ship",
    "fairs",
    "ness",
    "ture",
    "omy",
    "ogy",
    "ergy",
    "stry",
)
"""Ends of words for matters that offices are for."""


@dataclass(slots=True)
class Candidate:
    """A stretch that may be a name.

    Attributes:
        start, end: tokens, end exclusive.
        label: the model's label, or "" where the model left it out.
        title: lower-cased title that stands before it, or None.
        known: whether a list has the name, whose class the label tells then.
    """

    start: int
    end: int
    label: str
    title: str | None = None
    known: bool = False
