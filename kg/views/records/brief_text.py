"""A brief in Markdown, and as the lines of a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.views.records.lines import Line
from kg.views.records.markdown import escape

if TYPE_CHECKING:
    from kg.views.records.brief import Brief, Somebody

SECTIONS = (
    ("What happened", "happened"),
    ("What is planned", "planned"),
    ("What is denied or called off", "undone"),
)


def title(line: Line) -> str:
    """A happening in one line: its title, and what became of it where that is not plain."""
    return line.head.title if line.head.status == "Occurred" else f"{line.head.title} ({line.status})"


def support(line: Line) -> str:
    """How many tell it: "3 origins"; "" where one alone does."""
    return f"{line.head.origins} origins" if line.head.origins > 1 else ""


def sections(found: Brief) -> Iterator[tuple[str, list[Line], list[Line]]]:
    """Title, lines that come first, lines on demand, of the sections that have any."""
    for (words, name), first in zip(SECTIONS, found.firsts, strict=True):
        told: list[Line] = getattr(found, name)
        if told:
            yield words, by_day(told[:first]), by_day(told[first:])


def by_day(told: Sequence[Line]) -> list[Line]:
    """Lines in order of time, those without a day last."""
    return sorted(told, key=lambda line: (line.head.first or "9999", line.head.last or "", -line.head.weight))


def of(somebody: Somebody) -> str:
    """Who, as what, in how many articles."""
    told = f"{somebody.articles} article{'s' * (somebody.articles != 1)}"
    if somebody.origins != somebody.articles:
        told += f" of {somebody.origins} origin{'s' * (somebody.origins != 1)}"
    return f"{somebody.position}; {told}" if somebody.position else told


def markdown(found: Brief) -> str:
    """The brief in Markdown (CommonMark); what comes from articles stays text."""
    lines = [f"# {escape(found.label)}", "", escape(found.scope) + "."]
    for words, first, more in sections(found):
        lines += ["", f"## {words}", ""]
        for line in (*first, *more):
            when = f"{line.head.when}: " if line.head.when else ""
            told = ", ".join(filter(None, (support(line), line.more)))
            lines += [
                f"- {when}**{escape(title(line))}**" + (f" ({told})" if told else ""),
                "",
                f"  > {escape(line.cited.sentence)} — {escape(found.publisher(line.cited))}",
                "",
            ]
    if found.disputed:
        lines += ["", "## What sources contradict one another about", ""]
        for one in found.disputed:
            lines += [f"- **{escape(one.label)}**, {one.what}: " + " – ".join(escape(value) for value, _ in one.values), ""]
            for value, cited in one.values:
                lines += [f"  > {escape(value)}: {escape(cited[0].sentence)} — {escape(found.publisher(cited[0]))}", ""]
    for words, somebodies in (("Who", found.people), ("Where", found.places)):
        if somebodies:
            lines += ["", f"## {words}", ""]
            lines += [f"- **{escape(p.label)}** ({escape(of(p))})" for p in somebodies]
    return "\n".join([*lines, ""])
