"""Who is a medium: a newspaper, an agency, a broadcaster, whose report another article passes on."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from kg.knowledge.lexicons import DATA, organisation_heads


@functools.cache
def _rows() -> tuple[frozenset[str], frozenset[str]]:
    names: set[str] = set()
    called: set[str] = set()
    for line in (DATA / "media.txt").read_text("utf8").splitlines():
        if line.startswith("called|"):
            called.update(line.split("|")[1:])
        elif line.startswith("same|"):
            names.update(line.split("|")[1:])
        elif line and not line.startswith("#"):
            names.update(line.split("|"))
    return frozenset(names), frozenset(called)


def known_media() -> frozenset[str]:
    """Names of well-known media, in lower case."""
    return _rows()[0]


def media_nouns() -> frozenset[str]:
    """What media are called beside their names ("the newspaper Izvestia")."""
    return _rows()[1]


def plain(name: str) -> str:
    """A name in lower case, without its article."""
    return " ".join(name.casefold().split()).removeprefix("the ")


@functools.cache
def _aliases() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in (DATA / "media.txt").read_text("utf8").splitlines():
        if line.startswith("same|"):
            first, *others = line.split("|")[1:]
            found |= dict.fromkeys(others, first)
    return found


def outlet(name: str) -> str:
    """One key for a medium, whichever of its names is used: "AP", "The Associated Press"; "BBC News", "bbc.co.uk"."""
    low = plain(name)
    if _HOST.fullmatch(low):
        labels = [label for label in low.split(".") if label not in _HOSTS]
        low = labels[-1] if labels else low
    low = _aliases().get(low, low)
    squeezed = "".join(filter(str.isalnum, low))
    for ending in _GENERIC:
        short = squeezed.removesuffix(ending)
        if len(short) > 1 and short != squeezed:
            squeezed = short
            break
    return _squeezed_aliases().get(squeezed, squeezed)


@functools.cache
def _squeezed_aliases() -> dict[str, str]:
    return {"".join(filter(str.isalnum, a)): "".join(filter(str.isalnum, b)) for a, b in _aliases().items()}


def key_of(names: Iterable[str]) -> str:
    """The key of a medium that is called by several names: that of a well-known one, else of the first in the alphabet."""
    ranked = sorted(names, key=lambda name: (plain(name) not in known_media(), plain(name)))
    return outlet(ranked[0]) if ranked else ""


def is_own(names: Iterable[str], publisher: str) -> bool:
    """Whether a medium is the publisher itself, which may be given by a host's name.

    Args:
        names: of the medium ("BBC", "China Daily", "Deutsche Welle").
        publisher: "BBC News", "europe.chinadaily.com.cn", "dw.com".
    """
    return outlet(publisher) in set(map(outlet, names))


_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_GENERIC = ("newsagency", "newspaper", "magazine", "website", "online", "news", "agency", "tv")
"""What may stand after a medium's name without making it another."""

_HOSTS = frozenset(
    ("www", "com", "org", "net", "co", "uk", "go", "gov", "edu", "cn", "example", "news", "en", "english", "info", "eu")
)
"""Parts of hosts' names that name nobody."""


def is_medium(names: Iterable[str], called: Iterable[str] = ()) -> bool:
    """Whether it is a medium by one of its names ("Izvestia", "Harbour Courier Press"), or by what it is called.

    Args:
        names: as written.
        called: nouns beside them, in lower case.
    """
    heads = organisation_heads()
    for name in names:
        low = plain(name)
        words = low.split()
        if low in known_media() or f"the {low}" in known_media():
            return True
        if len(words) > 1 and heads.get(words[-1]) == "media":
            return True
    return any(noun in media_nouns() for noun in called)
