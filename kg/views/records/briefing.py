"""What a story on one screen is made of, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.graph.asking.words import day, days
from kg.views.asked.wording import plural
from kg.views.records.cited import Cited, Source
from kg.views.records.lines import Line
from kg.views.records.shown import Difference

LINES = 10
"""Happenings told first."""
PEOPLE, PLACES = 6, 5
"""Who and where is told first."""
SECTIONS = ("What happened", "What is planned", "What is denied or called off")


def by_day(told: Sequence[Line]) -> list[Line]:
    """Lines in order of time, those without a day last."""
    return sorted(told, key=lambda line: (line.head.first or "9999", line.head.last or "", -line.head.weight))


@dataclass(frozen=True, slots=True)
class Somebody:
    """One who matters, or a place where much happens.

    Attributes:
        iri, label, entity_class: of it.
        position: in words; "" where none is told.
        articles, origins: how many name it.
        happenings: titles of its weightiest happenings.
        cited: a sentence that tells its position.
    """

    iri: str
    label: str
    entity_class: str
    position: str
    articles: int
    origins: int
    happenings: tuple[str, ...] = ()
    cited: Cited | None = None

    @property
    def told(self) -> str:
        """As what, in how many articles."""
        told = plural(self.articles, "article")
        if self.origins != self.articles:
            told += f" of {plural(self.origins, 'origin')}"
        return f"{self.position}; {told}" if self.position else told


@dataclass(slots=True)
class Brief:
    """A story on one screen.

    Attributes:
        label: of the story.
        articles, origins, undated: how many articles there are, of how many independent origins, how many without a date.
        first, last: days of the first and last dated article.
        happened, planned, undone: lines; of what is denied or called off the last.
        disputed: what independent sources contradict one another about.
        people: who matters; ``places``: where.
        sources: articles cited.
        shown: how many lines of happenings come first.
        matter: how many happenings, people and organisations, and places matter, of which these are the first.
    """

    label: str
    articles: int
    origins: int
    undated: int
    first: str | None
    last: str | None
    happened: list[Line] = field(default_factory=list)
    planned: list[Line] = field(default_factory=list)
    undone: list[Line] = field(default_factory=list)
    disputed: list[Difference] = field(default_factory=list)
    people: list[Somebody] = field(default_factory=list)
    places: list[Somebody] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    shown: int = LINES
    matter: tuple[int, int, int] = (0, 0, 0)

    @property
    def left_out(self) -> str:
        """What it does not tell, in words; "" where it tells all that matters."""
        told = (sum(map(len, (self.happened, self.planned, self.undone))), len(self.people), len(self.places))
        names = ("happenings that matter", "people and organisations that take part in them", "places where they are")
        parts = [f"{n:,} of {of:,} {what}" for n, of, what in zip(told, self.matter, names, strict=True) if of > n]
        return f"Told: {', '.join(parts)}." if parts else ""

    @property
    def sections(self) -> list[tuple[str, list[Line], list[Line]]]:
        """Title, lines that come first and lines on demand, in order of time, of the sections that have any."""
        told = (self.happened, self.planned, self.undone)
        return [
            (words, by_day(lines[:first]), by_day(lines[first:]))
            for words, lines, first in zip(SECTIONS, told, self.firsts, strict=True)
            if lines
        ]

    @property
    def scope(self) -> str:
        """ "23 articles of 14 independent origins, 26 Mar – 4 Apr 2025, 2 without a date"."""
        told = f"{plural(self.articles, 'article')} of {plural(self.origins, 'independent origin')}"
        when = days(self.first, self.last)
        undated = f"{self.undated} without a date" if self.undated else ""
        return ", ".join(filter(None, (told, when, undated)))

    @property
    def firsts(self) -> tuple[int, int, int]:
        """How many lines of what happened, is planned, is denied or called off come first: of ten four, three and three, and
        what one section lacks the others get.
        """
        have = [len(self.happened), len(self.planned), len(self.undone)]
        share = [min(n, max(1, round(self.shown * part))) for n, part in zip(have, (0.4, 0.3, 0.3), strict=True)]
        while sum(share) < min(self.shown, sum(have)):
            at = next(i for i in range(3) if share[i] < have[i])
            share[at] += 1
        return share[0], share[1], share[2]

    def publisher(self, cited: Cited) -> str:
        """Where a sentence stands, in words: outlet, day."""
        source = next((s for s in self.sources if s.iri == cited.article), None)
        outlet = source.publisher if source and source.publisher else cited.title
        return ", ".join(filter(None, (outlet, day(cited.date))))
