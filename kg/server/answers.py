"""Questions and answers of the page Ask: which questions have some words, and rows as people read them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Protocol

from kg.graph.asking import words
from kg.graph.asking.calling import Naming
from kg.graph.asking.queries import GROUPS, NamedQuery, Parameter, alike, named_queries
from kg.graph.asking.rows import Rows
from kg.graph.asking.terms import Iri
from kg.knowledge.transliteration import fold

if TYPE_CHECKING:
    from kg.server.library import Edition

SHOWN = 1_000
"""Rows of an answer that a page shows; the rest is in the download."""
PARAMETERS = {
    "least": "weight from (0 to 1)", "from": "from the day", "to": "to the day", "type": "kind of event", "entity": "name",
    "person": "person", "other": "the other's name", "one": "one's name", "event": "words of the event",
    "headline": "words of the headline", "words": "words",
}  # fmt: skip
"""What people are asked for; of entities "to" is a name, too."""

Cell = tuple[str, str | None, bool]
"""The words of a value, where they lead, whether it is a number or a day."""


class Addresses(Protocol):
    """What knows where nodes are shown."""

    def address(self, iri: str) -> str | None: ...
    def short(self, iri: str) -> str: ...


def label(parameter: Parameter) -> str:
    """A parameter in words."""
    if parameter.kind == "entity" and parameter.name in ("to", "from"):
        return f"{parameter.name} whom"
    return PARAMETERS.get(parameter.name, parameter.name)


def questions(find: str = "") -> dict[str, list[NamedQuery]]:
    """The named queries by group: all, or those that have all of some words, else those that are called alike."""
    known = named_queries()
    wanted = fold(find).split()
    said = {name: fold(f"{name} {query.title} {query.group}") for name, query in known.items()}
    chosen = [name for name in known if all(word in said[name] for word in wanted)]
    if not chosen:
        chosen = alike(find, said)
    return {group: [known[name] for name in chosen if known[name].group == group] for group in GROUPS}


def table(rows: Rows, edition: Edition, pages: Addresses) -> tuple[list[str], list[list[Cell]]]:
    """An answer as people read it: of each value its words. A column of nodes whose names stand in another one is left out, and
    these names lead there; first and last day are one column.

    Returns:
        Names of columns, and rows of cells.
    """
    shown = list(rows)[:SHOWN]
    naming = Naming(edition.solutions, edition.iris.base)
    names = naming({x for row in shown for x in row if isinstance(x, Iri) and naming.is_node(x)})
    leads: dict[int, int] = {}  # column of words → column of nodes
    for at in range(len(rows.variables)):
        nodes = [row[at] for row in shown]
        if not nodes or not all(isinstance(x, Iri) and naming.is_node(x) for x in nodes):
            continue
        for other in range(len(rows.variables)):
            if other not in leads and all(row[other] == names.get(row[at]) for row in shown):
                leads[other] = at
                break
    kept = [at for at in range(len(rows.variables)) if at not in leads.values()]
    span = (rows.variables.index("first"), rows.variables.index("last")) if {"first", "last"} <= set(rows.variables) else None
    if span:
        kept.remove(span[1])

    def cell(row: Any, at: int) -> Cell:
        value = row[at]
        if span and at == span[0]:
            first, last = (None if row[n] is None else str(row[n]) for n in span)
            return words.days(first, last), None, True
        if isinstance(value, Iri):
            if naming.is_node(value):
                return names.get(value) or pages.short(value), pages.address(value), False
            return words.term(value) or str(value), None if words.term(value) else pages.address(value), False
        if isinstance(value, str):
            where = words.point(value)
            address = pages.address(row[leads[at]]) if at in leads else None
            return (", ".join(map(str, where)) if where else value), address, False
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            value = words.day(value)
        return "" if value is None else str(value), None, True

    named = ["when" if span and at == span[0] else rows.variables[at] for at in kept]
    return named, [[cell(row, at) for at in kept] for row in shown]
