"""What a store holds, in the lines that end a build and begin ``kg info``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import printable
from kg.graph.asking.words import days
from kg.views.asked.wording import plural

if TYPE_CHECKING:
    from kg.graph.store.info import Summary

NAMED = 5
"""Articles without a date that are named."""


def lines(told: Summary) -> Iterator[str]:
    """A summary for an analyst, line by line."""
    when = days(told.first, told.last)
    origins = f"{plural(told.articles, 'article')} of {plural(told.origins, 'independent origin')}"
    yield f"{origins}, {plural(told.outlets, 'outlet')}" + (f", {when}" if when else "")
    count = told.counts
    yield (
        f"{plural(count['people'], 'person', 'people')}, {plural(count['organisations'], 'organisation')}, "
        f"{plural(count['places'], 'place')}"
    )
    yield (
        f"{plural(count['happenings'], 'happening')}: {count['that matter']:,} matter, {count['with a day']:,} have a day, "
        f"{count['planned']:,} are planned, {count['denied or called off']:,} denied or called off"
    )
    if told.undated:
        named = "; ".join(printable(name) for name in told.undated[:NAMED])
        more = f"; and {len(told.undated) - NAMED} more" if len(told.undated) > NAMED else ""
        yield f"Without a date, so that days in them stay open: {named}{more}. `kg amend ARTICLE --date DAY` gives one."
