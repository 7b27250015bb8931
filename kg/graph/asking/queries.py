"""Named queries with parameters: ``ontology/queries/*.rq``, written as ``ontology/queries/README.md`` tells."""

from __future__ import annotations

import calendar
import datetime
import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import pyoxigraph as ox
from rapidfuzz import fuzz, process, utils

from kg.errors import Code, KgError
from kg.graph.asking.rows import Rows
from kg.graph.asking.sparql import SECONDS, Runner, ask
from kg.graph.asking.terms import Iri
from kg.graph.vocabulary import DEFAULT_BASE, TYPE, shorten

GROUPS = ("people", "organisations", "places", "entities", "events", "time", "sources", "quality")
KINDS = ("entity", "event", "type", "first-day", "last-day", "text", "number", "iri")

_INCLUDE = re.compile(r"^ *# @include ([\w-]+)\n", re.MULTILINE)
_PARAM = re.compile(r"@param (\w+) ([\w-]+) (required|optional) (.+)")
_NOTE = re.compile(r"(.+?) \((\w+: .+)\)\.?")
_RELATIVE = re.compile(r"[-+](\d{1,4})([dwmy])")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+")

Find = Callable[[str, str | None], Sequence[str]]
"""From the name of an entity, and the class that is meant where several bear it (or None), to their IRIs; raises KgError where
nobody does."""
FindEvent = Callable[[str], Sequence[str]]
"""From the label of an event to the IRIs of those that have it."""
OwnTypes = Callable[[], Mapping[str, str]]
"""Gives the user's own event types, by local name, each with the type of ours above it; asked only where a type is given."""
PREFERRED = {"person": "Person", "organisation": "Organization", "place": "Place"}
"""Of a parameter called so, the class of entity that is meant by a name that several bear."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query: the variable, its kind (one of :data:`KINDS`), whether it must be given, an example."""

    name: str
    kind: str
    required: bool
    example: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that is ready to ask.

    Attributes:
        name: of its file.
        title: the question, as one sentence.
        group: one of :data:`GROUPS`.
        parameters: in the order of the heading.
        text: SPARQL.
        terms: whether its answer is terms of the graph, which people want as they are written in queries.
    """

    name: str
    title: str
    group: str
    parameters: tuple[Parameter, ...]
    text: str
    terms: bool = False

    @property
    def question(self) -> str:
        """The title without what it says of its parameters, and without its full stop."""
        return self._parts[0]

    @property
    def note(self) -> str:
        """What the title says in brackets, of its parameters."""
        return self._parts[1]

    @property
    def _parts(self) -> tuple[str, str]:
        found = _NOTE.fullmatch(self.title)
        return (found[1], found[2]) if found else (self.title.removesuffix("."), "")


def parse(name: str, text: str) -> NamedQuery:
    """Read the heading of a query.

    Args:
        name: of the query.
        text: its file.

    Raises:
        ValueError: where the heading is not as ``ontology/queries/README.md`` says.
    """
    title, group, parameters, terms = "", "", [], False
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        said = line.lstrip("# ").rstrip()
        if said.startswith("@group "):
            group = said.split(maxsplit=1)[1]
        elif said == "@terms":
            terms = True
        elif said.startswith("@"):
            found = _PARAM.fullmatch(said)
            if not found or found[2] not in KINDS:
                raise ValueError(f"{name}: {said!r} is no parameter")
            parameters.append(Parameter(found[1], found[2], found[3] == "required", found[4]))
        elif not title:
            title = said
    if not title or group not in GROUPS:
        raise ValueError(f"{name}: no title, or no known group")
    return NamedQuery(name, title, group, tuple(parameters), text, terms)


def expanded(text: str, parts: Mapping[str, str]) -> str:
    """A query with what it shares with others in place of its lines "# @include NAME".

    Args:
        text: of its file.
        parts: name → lines of SPARQL.

    Raises:
        KeyError: where no part has the name.
    """
    return _INCLUDE.sub(lambda found: parts[found[1]], text)


@functools.cache
def _files() -> dict[str, str]:
    """What stands in ``ontology/queries``, by name."""
    return {file.name: file.read_text("utf8") for file in files("kg.ontology").joinpath("queries").iterdir()}


@functools.cache
def query_parts() -> dict[str, str]:
    """Lines of SPARQL that several queries share, by name (see :func:`expanded`)."""
    return {name.removesuffix(".part"): text for name, text in _files().items() if name.endswith(".part")}


@functools.cache
def named_queries() -> dict[str, NamedQuery]:
    """All named queries, by name, in the order of their groups."""
    found = [
        parse(name.removesuffix(".rq"), expanded(text, query_parts()))
        for name, text in _files().items()
        if name.endswith(".rq")
    ]
    return {query.name: query for query in sorted(found, key=lambda q: (GROUPS.index(q.group), q.name))}


def named_query(name: str) -> NamedQuery:
    """One of them.

    Raises:
        KgError: KG034, with what is called alike.
    """
    known = named_queries()
    if name not in known:
        close = alike(name, {key: f"{key} {query.title}" for key, query in known.items()})
        raise KgError(Code.NO_QUERY, name=name, hint=f"; did you mean {' or '.join(close)}" if close else "")
    return known[name]


def alike(name: str, known: Mapping[str, str], *, limit: int = 3) -> list[str]:
    """Keys that may be meant by a name, the likest first: by themselves, else by all the words of what they say.

    Args:
        name: as given.
        known: key → what it says, the key included.
        limit: most keys.
    """
    near = process.extract(name, list(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=60)
    found = [key for key, *_ in near]
    wanted = utils.default_process(name).split()
    if wanted:
        words = {key: utils.default_process(said).split() for key, said in known.items()}
        found += [key for key, said in words.items() if all(any(w.startswith(x[:5]) for w in said) for x in wanted)]
    return list(dict.fromkeys(found))[:limit]


def values_of(
    query: NamedQuery,
    given: Mapping[str, Any],
    find: Find,
    find_event: FindEvent | None = None,
    own_types: OwnTypes = dict,
) -> dict[str, Any]:
    """Values for the variables of a query, from what a person gives as its parameters.

    Args:
        query: a named query.
        given: parameter → value, as text or as the Python value itself.
        find: looks an entity up.
        find_event: looks an event up by its label; without it events are given by their IRIs.
        own_types: gives the user's own event types (see :func:`own_types`).

    Raises:
        KgError: KG035 when one is missing, KG036 when one is unknown, KG037 when it is of the wrong kind, and what
            ``find`` raises.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            close = alike(name, {key: key for key in known}, limit=1)
            hint = f"; did you mean {close[0]}" if close else ""
            listed = ", ".join(known) if known else "none"
            raise KgError(Code.UNKNOWN_VALUE, name=query.name, parameter=name, known=listed + hint)
    values = {}
    for parameter in query.parameters:
        value = given.get(parameter.name)
        if value is None or value == "":
            if parameter.required:
                raise KgError(Code.MISSING_VALUE, name=query.name, parameter=parameter.name)
            continue
        values[parameter.name] = _value(parameter, value, find, find_event, own_types)
    return values


def _value(
    parameter: Parameter, value: Any, find: Find, find_event: FindEvent | None, own_types: OwnTypes
) -> Any:
    kind = parameter.kind
    if not isinstance(value, str) or isinstance(value, Iri):
        return value
    if kind == "entity":
        return [Iri(iri) for iri in find(value, PREFERRED.get(parameter.name))]
    if kind == "type":
        return _types(value, parameter.name, own_types())
    if kind in ("first-day", "last-day"):
        return day(value, last=kind == "last-day", parameter=parameter.name)
    if kind in ("event", "iri"):
        address = value.strip().strip("<>")
        if kind == "event" and find_event is not None and "://" not in address:
            return [Iri(iri) for iri in find_event(value.strip())]
        if not _ADDRESS.fullmatch(address):
            raise KgError(Code.BAD_VALUE, value=value, parameter=parameter.name, wanted=f"an IRI like {DEFAULT_BASE}…")
        return Iri(address)
    if kind == "number":
        try:
            return int(value) if re.fullmatch(r"[+-]?\d+", value.strip()) else float(value)
        except ValueError as error:
            raise KgError(Code.BAD_VALUE, value=value, parameter=parameter.name, wanted="a number") from error
    return value


def day(value: str, *, last: bool = False, parameter: str = "date", today: datetime.date | None = None) -> datetime.date:
    """The first or last day of a year, a month or a day, or of a time told from today.

    Args:
        value: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``today yesterday tomorrow``; ``this-week last-week next-week``, the same
            of month and year; ``-7d``, ``+2w``, ``-3m``, ``-1y``.
        last: the last day instead of the first.
        parameter: for messages.
        today: the day from which it is told; that of the clock by default.

    Raises:
        KgError: KG037.
    """
    text = value.strip().lower()
    told = relative(text, today or datetime.datetime.now(datetime.UTC).astimezone().date())
    if told is not None:
        return told[1] if last else told[0]
    found = _DAY.fullmatch(text)
    try:
        if not found:
            raise ValueError(value)
        year = int(found[1])
        month = int(found[2] or (12 if last else 1))
        return datetime.date(year, month, int(found[3] or (calendar.monthrange(year, month)[1] if last else 1)))
    except (ValueError, calendar.IllegalMonthError) as error:
        wanted = "a date: YYYY, YYYY-MM, YYYY-MM-DD, today, yesterday, last-week or -7d"
        raise KgError(Code.BAD_VALUE, value=value, parameter=parameter, wanted=wanted) from error


def relative(text: str, today: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of a time told from a day ("yesterday", "last-week", "-7d"); None for any other text."""
    one = datetime.timedelta(days=1)
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if text in near:
        return (today + near[text] * one,) * 2
    if found := _RELATIVE.fullmatch(text):
        number = int(found[1]) * (-1 if text[0] == "-" else 1)
        try:
            if found[2] in "dw":
                return (today + number * (7 if found[2] == "w" else 1) * one,) * 2
            return (_months(today, number * (12 if found[2] == "y" else 1)),) * 2
        except (OverflowError, ValueError):
            return None
    which, _, unit = text.partition("-")
    step = {"last": -1, "this": 0, "next": 1}.get(which)
    if step is None or unit not in ("week", "month", "year"):
        return None
    if unit == "week":
        monday = today - today.weekday() * one + 7 * step * one
        return monday, monday + 6 * one
    first = _months(today.replace(day=1), step) if unit == "month" else datetime.date(today.year + step, 1, 1)
    return first, _months(first, 1 if unit == "month" else 12) - one


def _months(day: datetime.date, number: int) -> datetime.date:
    """The same day some months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def own_types(query: Callable[[str], Iterable[Any]]) -> dict[str, str]:
    """The event types of a store that are the user's own: local name → that of the type of ours above it.

    Args:
        query: SPARQL → rows of two terms.
    """
    return {str(own).removeprefix(TYPE): str(above).removeprefix(TYPE) for own, above in query(_OWN_TYPES)}


_OWN_TYPES = f"""SELECT ?own ?above WHERE {{
  GRAPH kg:ontology {{ ?own skos:inScheme <{TYPE}own> ; skos:broader ?above }} }} ORDER BY ?own"""


def _types(value: str, parameter: str, own: Mapping[str, str]) -> list[Iri]:
    """An event type and all narrower ones, the user's own among them."""
    from kg.graph.writing.event_types import label
    from kg.knowledge.events import event_types

    known = {name: kind.broader for name, kind in event_types().items()} | {name: (above,) for name, above in own.items()}
    plain = shorten(value.strip()).removeprefix("type:").lower()
    name = next((name for name in known if plain in (name.lower(), label(name))), None)
    if name is None:
        close = alike(plain, {n: f"{n} {label(n)}" for n in known})
        tops = [n for n, above in known.items() if not above]
        raise KgError(
            Code.BAD_VALUE,
            value=value,
            parameter=parameter,
            wanted=f"an event type such as {', '.join(close or tops[:5])}",
        )
    found = {name}
    while more := {n for n, above in known.items() if n not in found and found.intersection(above)}:
        found |= more
    return [Iri(TYPE + n) for n in known if n in found]


_BY_LABEL = """
SELECT DISTINCT ?entity WHERE {
  ?entity skos:prefLabel|skos:altLabel ?label ; kg:mentionCount ?n .
  FILTER(LCASE(STR(?label)) = LCASE(?name))
}
ORDER BY DESC(?n) ?entity
"""


def find_by_label(query: Callable[[str, Mapping[str, Any]], Rows]) -> Find:
    """A plain :data:`Find`: everything that has the name as one of its labels, in any case.

    Args:
        query: asks a graph: text and values → rows.
    """

    def find(name: str, kind: str | None = None) -> Sequence[str]:
        found = list(query(_BY_LABEL, {"name": str(name)}).column("entity"))
        if not found and _ADDRESS.fullmatch(name.strip()):
            return [name.strip()]
        if not found:
            raise KgError(Code.NO_ENTITY, name=name, hint="")
        return found

    return find


def ask_named(
    graph: ox.Store | Runner,
    name: str,
    given: Mapping[str, Any] | None = None,
    *,
    find: Find | None = None,
    seconds: float = SECONDS,
) -> Rows:
    """Ask a named query.

    Args:
        graph: an open store (asked in this process, without limits), or a runner.
        name: of the query.
        given: its parameters.
        find: looks entities up by name; :func:`find_by_label` unless given.
        seconds: as in :meth:`kg.graph.asking.sparql.Runner.ask`.

    Raises:
        KgError: KG032 to KG037, KG040.
    """
    query = named_query(name)

    def run(text: str, values: Mapping[str, Any]) -> Rows:
        if isinstance(graph, Runner):
            return graph.ask(text, values, seconds=seconds)
        return ask(graph, text, values, trusted=True)

    mine = lambda: own_types(lambda text: run(text, {}))  # noqa: E731
    return run(query.text, values_of(query, given or {}, find or find_by_label(run), own_types=mine))
