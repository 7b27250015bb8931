"""``kg_times``: time expressions with their TIMEX3 values and the days that they name.

Words that only time expressions have start a grammar of our own (``time_grammar``, ``time_parser``); the sentence
decides doubtful ones, and whether "Friday" lies ahead (``time_context``); dates are counted from publication or from
times named before (``time_resolution``, ``time_values``). spaCy's DATE and TIME entities are evidence.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from kg.reading.text.annotations import DocTime, annotated
from kg.reading.text.tokens import Tokens, tokens
from kg.reading.times.context import deed_dated, direction, is_time
from kg.reading.times.grammar import Expression
from kg.reading.times.lexer import Words, words
from kg.reading.times.parser import scan
from kg.reading.times.persons import calendar_persons
from kg.reading.times.resolution import Resolved, Resolver, to_time
from kg.reading.times.values import Period


@Language.factory("kg_times", assigns=["doc._.kg"])
def create_times(nlp: Language, name: str) -> Times:
    return Times()


class Times:
    """Finds and resolves the time expressions of a ``Doc``; leaves them in ``annotated(doc).times``."""

    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        noted.calendar_persons = calendar_persons(tokens(doc))
        noted.times = find_times(doc, noted.published, noted.calendar_persons)
        return doc


def find_times(doc: Doc, published: str | None, persons: Collection[int] = ()) -> list[DocTime]:
    """The time expressions of a document, in order.

    Args:
        doc: with tags, dependencies and entities where the model gives them.
        published: ISO date of publication, or None.
        persons: tokens that are words of persons' names.
    """
    read = tokens(doc)
    lexed = words(doc, read)
    found = [e for e in (_verb_left_out(e, lexed, read) for e in scan(lexed.lower)) if is_time(e, lexed, read)]
    found = [e for e in found if not any(lexed.token[k] in persons for k in range(e.start, e.end))]
    found = _without_loose_nights(found, lexed)
    if not found:
        return []
    sentences = [read.sentences[lexed.token[e.start]] for e in found]
    resolver = Resolver(_day(published))
    results: list[DocTime | None] = [None] * len(found)
    days: dict[int, Period] = {}
    clocks = []
    for k, e in enumerate(found):
        if e.kind == "clock":
            clocks.append(k)
            continue
        told = direction(lexed.token[_head(e)], lexed.token[e.start], read) if _open(e) or _ahead(e, lexed) else 0
        if told > 0 and e.weekday is not None and e.month is None and deed_dated(lexed.token[_head(e)], read):
            told = -1
        if told > 0 and _ahead(e, lexed):
            e.kind, e.relation = "offset", 1
        resolved = resolver.resolve(e, sentences[k], told)
        if resolved.period is not None and resolved.period.unit == "D":
            days[sentences[k]] = resolved.period
        results[k] = _note(e, resolved, lexed, doc)
    for k in clocks:
        near = next((days[s] for s in (sentences[k], sentences[k] - 1, sentences[k] - 2) if s in days), None)
        results[k] = _note(found[k], resolver.clock(found[k], near), lexed, doc)
    return [r for r in results if r is not None]


def _without_loose_nights(found: list[Expression], lexed: Words) -> list[Expression]:
    """The expressions without "overnight" where the date of the night follows ("overnight on March 2-3")."""
    kept = []
    for k, e in enumerate(found):
        after = found[k + 1] if k + 1 < len(found) else None
        night = e.end - e.start == 1 and lexed.lower[e.start] == "overnight"
        dated = after is not None and after.kind == "date" and after.start - e.end < 2
        linked = after is not None and lexed.lower[e.end : after.start] in ([], ["on"], ["from"], ["into"], ["to"])
        if not (night and dated and linked):
            kept.append(e)
    return kept


def _verb_left_out(found: Expression, lexed: Words, read: Tokens) -> Expression:
    """The expression without "last" where that is a verb ("it may last 18 months")."""
    last = found.kind == "duration" and lexed.lower[found.start] == "last" and found.end - found.start > 1
    if last and read.tags[lexed.token[found.start]].startswith("VB"):
        found.start += 1
        found.relation, found.certain = None, True
    return found


def _head(found: Expression) -> int:
    last = found.kind == "duration" or (found.kind == "date" and found.weekday is None)
    return found.end - 1 if last else found.start


def _open(found: Expression) -> bool:
    """Whether tense must tell which of several dates is meant."""
    if found.kind == "unit":
        return found.unit == "WE" and found.relation is None
    return found.kind == "date" and found.year is None and not found.years and found.relation is None


def _ahead(found: Expression, lexed: Words) -> bool:
    """Whether it counts on from now where the sentence speaks of the future ("will rule in two weeks")."""
    return (
        found.kind == "duration"
        and isinstance(found.amount, float)
        and found.relation is None
        and found.modifier is None
        and found.unit in ("D", "W", "M", "Y")
        and found.start > 0
        and lexed.lower[found.start - 1] == "in"
    )


def _note(found: Expression, resolved: Resolved, lexed: Words, doc: Doc) -> DocTime:
    start, end = lexed.token[found.start], lexed.token[found.end - 1]
    noted = to_time(found, resolved, start, end + 1)
    begins, stops = lexed.pieces.get(found.start, (0, 0))[0], lexed.pieces.get(found.end - 1, (0, 0))[1]
    length = len(doc[end])
    if begins or (stops and stops < length):
        noted.characters = (doc[start].idx + begins, doc[end].idx + (stops or length))
    return noted


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
