"""What boilerplate looks like, as ``kg/articles/data`` says it; read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"

NAME = r"[A-Z][\w'’.-]+(?:\s+(?:[A-Z][\w'’.-]*|de|del|della|da|dos|van|von|der|den|bin|bint|al|el|la|le|ibn)){1,4}"
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line of patterns.tsv: ``edge`` where it holds only beside the article's prose."""

    kind: str
    edge: bool
    shape: re.Pattern[str]


def _lines(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


@cache
def menu() -> frozenset[str]:
    """Phrases of menus, folded."""
    return frozenset(line.strip().casefold() for line in _lines("menu.txt"))


@cache
def sections() -> frozenset[str]:
    """Names of sections, folded."""
    return frozenset(line.strip().casefold() for line in _lines("sections.txt"))


@cache
def widgets() -> frozenset[str]:
    """Last words of headings over widgets, folded."""
    return frozenset(line.strip().casefold() for line in _lines("widgets.txt"))


@cache
def english() -> frozenset[str]:
    """Frequent words of English."""
    return frozenset(word for line in _lines("english.txt") for word in line.split())


@cache
def foreign() -> frozenset[str]:
    """Frequent words of other languages."""
    return frozenset(word for line in _lines("foreign.txt") for word in line.split())


@cache
def openers() -> frozenset[str]:
    """Words with which sentences begin, with a capital."""
    return frozenset(word for line in _lines("openers.txt") for word in line.split())


@cache
def table_heads() -> frozenset[str]:
    """Words that head the columns of tables."""
    return frozenset(word for line in _lines("table_heads.txt") for word in line.split())


@cache
def other_suffixes() -> frozenset[str]:
    """Suffixes of text that is no article."""
    return frozenset(suffix for line in _lines("other_suffixes.txt") for suffix in line.split())


@cache
def fields() -> dict[str, tuple[str, ...]]:
    """Our field of an article and the names that it goes by in JSON, best first."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines("fields.tsv"):
        field, names = line.split("#", 1)[0].strip().split("\t")
        found[field] = found.get(field, ()) + tuple(name.strip() for name in names.split(","))
    return found


@cache
def patterns() -> tuple[Pattern, ...]:
    """Shapes of whole lines."""
    found = []
    for line in _lines("patterns.tsv"):
        kind, where, shape = line.split("\t")
        shape = shape.replace("{name}", NAME).replace("{month}", MONTH)
        found.append(Pattern(kind, where == "edge", re.compile(shape)))
    return tuple(found)


@cache
def glued_after() -> re.Pattern[str]:
    """A phrase of a menu stuck to the end of a line's last sentence."""
    words = "|".join(sorted((re.escape(line.lstrip("<")) for line in _lines("glued.txt")), key=len, reverse=True))
    return re.compile(rf"(?<=[.!?…\"”’)])(?:{words})+(?=\s*\Z)")


@cache
def glued_before() -> re.Pattern[str]:
    """A phrase of a menu stuck to the beginning of a line's first sentence."""
    words = [re.escape(line[1:]) for line in _lines("glued.txt") if line.startswith("<")]
    return re.compile(rf"\s*(?P<phrase>(?:{'|'.join(sorted(words, key=len, reverse=True))})+)(?=[\"“‘]?[A-Z])")
