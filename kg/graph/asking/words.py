"""The words in which people read the graph's own terms: statuses, classes, types, roles, ties, days and coordinates.

Screens, tables, frames, pages and answers all take their words from here; queries and JSON keep the terms.
"""

from __future__ import annotations

import datetime
import re

from kg.graph import vocabulary as v
from kg.graph.writing.event_types import label as type_words
from kg.knowledge.written_days import written_day, written_days

STATUSES = {
    "Occurred": "happened",
    "Ongoing": "ongoing",
    "Planned": "planned",
    "Proposed": "proposed",
    "Possible": "possible",
    "Denied": "denied",
    "NotOccurred": "did not happen",
    "Cancelled": "cancelled",
    "Unknown": "unclear",
}
"""Statuses of the model as people say them."""

CLASSES = {
    "Person": "person",
    "Organization": "organisation",
    "Place": "place",
    "Group": "group",
    "Thing": "thing",
    "NewsArticle": "article",
    "Event": "event",
}
"""Classes of the model as people say them."""

ROLES = {"agent": "who", "recipient": "whom", "participant": "among", "hasPlace": "where", "place": "where",
         "hasTime": "when", "time": "when", "topic": "about", "instrument": "with", "quantity": "how much",
         "hasActor": "who"}  # fmt: skip
"""Roles in an event, as the question that each answers."""

TIES = {
    "worksFor": "works for", "memberOf": "member of", "parentOrganization": "part of", "subOrganization": "has the part",
    "location": "located in", "containedInPlace": "lies in", "spouse": "married to", "parent": "child of",
    "children": "parent of", "sibling": "sibling of", "nationality": "nationality", "affiliation": "belongs to", "owns": "owns",
    "jobTitle": "is", "sameAs": "is known as",
    "worksFor of": "has working for it", "memberOf of": "has as a member", "parentOrganization of": "has the part",
    "subOrganization of": "part of", "location of": "has located in it", "containedInPlace of": "contains",
    "spouse of": "married to", "parent of": "parent of", "children of": "child of", "sibling of": "sibling of",
    "nationality of": "nationality of", "affiliation of": "has belonging to it", "owns of": "owned by",
}  # fmt: skip
"""Ties as people say them; "of" where the other one is the subject."""

_POINT = re.compile(r"POINT\s*\(\s*([-+\d.eE]+) ([-+\d.eE]+)\s*\)")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def local(iri: str) -> str:
    """The last piece of an IRI."""
    return iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]


def status(name: str | None, by: str | None = None) -> str:
    """A status in words.

    Args:
        name: its local name ("Occurred") or IRI; None where there is none.
        by: who denies it, where somebody does.

    Returns:
        "happened", "denied by Ana Ilić"; "" for None; a name that the model does not have as it stands.
    """
    if not name:
        return ""
    words = STATUSES.get(local(name), name)
    return f"{words} by {by}" if by and local(name) == "Denied" else words


def entity_class(name: str) -> str:
    """A class in words: "organisation"; one of the user's own: "steel maker" of SteelMaker."""
    return CLASSES.get(local(name), type_words(local(name)))


def event_type(name: str) -> str:
    """An event type in words: "sign agreement"."""
    return type_words(local(name))


def tie(name: str) -> str:
    """A tie in words: "works for"; "worksFor of" is "has working for it"."""
    return TIES.get(name, _plain(name))


def role(name: str) -> str:
    """A role in words."""
    return ROLES.get(local(name), _plain(local(name)))


def term(iri: str) -> str | None:
    """The words of a term of the model, or None for any other IRI.

    Args:
        iri: whole.
    """
    short = v.shorten(iri)
    if short == iri:
        return None
    prefix, _, name = short.partition(":")
    if prefix == "type":
        return event_type(name)
    if prefix == "time" and name.startswith("unit"):
        return _plain(name.removeprefix("unit"))
    for known in (STATUSES, CLASSES, TIES, ROLES):
        if name in known:
            return known[name]
    return _plain(name)


def _plain(name: str) -> str:
    return _HUMP.sub(" ", name).lower()


def point(wkt: str) -> tuple[float, float] | None:
    """Latitude and longitude, in degrees, of a point in WKT ("POINT(lon lat)"); None for anything else."""
    found = _POINT.fullmatch(wkt.strip())
    return (float(found[2]), float(found[1])) if found else None


# ---------------------------------------------------------------- days

def days(first: str | None, last: str | None) -> str:
    """An interval as people write it: "12 Mar 2031", "11–20 Apr 2031", "Apr 2031", "since 3 May 2030"; "" without days."""
    begin, end = _day(first), _day(last)
    if begin is None:
        return "" if end is None else f"until {day(end)}"
    return written_days(begin, end, short=True) if end else f"since {day(begin)}"


def _day(value: str | None) -> datetime.date | None:
    try:
        return None if value is None else datetime.date.fromisoformat(value[:10])
    except ValueError:
        return None


def day(value: datetime.date | str | None) -> str:
    """One day as people write it: "24 Mar 2025"; "" for None."""
    when = _day(value) if isinstance(value, str) else value
    return "" if when is None else written_day(when, short=True)
