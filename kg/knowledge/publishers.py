"""Where an article's publisher is at home, as far as its name or web address tells: what local news means by "Springfield"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.knowledge import gazetteer
from kg.knowledge.gazetteer import Place
from kg.knowledge.lexicons import rows
from kg.knowledge.word_sets import word_set

GENERIC = frozenset("ai cc co eu fm io la ly me to tv ws".split())  # noqa: SIM905
"""Codes of countries under which anybody registers an address."""
SECOND = frozenset(("co", "com", "org", "net", "gov", "ac"))
"""Parts of an address before the country's code."""
SHORTEST = 5
"""Letters of a town's name from which a publisher's name that holds it is named after it ("lima" is in too many)."""
LONGEST = 100
"""Letters of the longest publisher's name that is looked through for towns; the longest address of data/publishers.tsv
has 25, and looking grows with the square of the length."""
LONGEST_HOST = 253
"""Characters of a host's name (RFC 1035)."""
_LETTERS = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True)
class Home:
    """Where a publisher is at home.

    Attributes:
        town: the town, where ``data/publishers.tsv`` knows the publisher.
        country_code: ISO code of the town's country, else of its address ("….co.uk"), or None.
        letters: of its name or address, run together, as towns' names stand in them ("daily-springfielder").
        namesakes: the towns that it may be named after, where the first is not known.
    """

    town: Place | None
    country_code: str | None
    letters: str
    namesakes: tuple[Place, ...] = ()

    def named_after(self, name: str) -> bool:
        """Whether the publisher bears the name of this place."""
        letters = _LETTERS.sub("", gazetteer.name_key(name))
        return len(letters) >= SHORTEST and letters in self.letters


@functools.cache
def _towns() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in rows("publishers.tsv")}


def _town(name: str, code: str) -> Place | None:
    """The town of this name in a region ("US.OH") or country ("IE")."""
    region = gazetteer.region_with_code(code) if "." in code else None
    found = [
        p
        for p in gazetteer.lookup(name)
        if p.cls == "city" and p.country_code == code[:2] and (region is None or p.region == region.id)
    ]
    return max(found, key=lambda p: (p.population, -p.index), default=None)


def host_of(url: str | None) -> str:
    """The host of a web address, "" of anything else ("urn:…")."""
    try:
        parts = urlsplit(url or "")
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


@functools.lru_cache(maxsize=1024)
def home_of(publisher: str) -> Home | None:
    """Where a publisher is at home.

    Args:
        publisher: its name ("Norfolk Daily News") or web address ("norfolkdailynews.com").

    Returns:
        What is known, or None of an empty name.
    """
    address = publisher.strip().lower()
    if "://" in address:
        address = host_of(address)
    address = address.split("/")[0].removeprefix("www.")
    parts = address.split(".") if " " not in address else [address, ""]
    letters = _LETTERS.sub("", "".join(part for part in parts[:-1] if part not in SECOND) or parts[0])
    if not letters:
        return None
    known = next((_towns()[part] for part in _endings(address) if part in _towns()), None)
    if known:
        return Home(_town(*known), known[1][:2], letters)
    ending = address.rpartition(".")[2] if "." in address and " " not in address else ""
    code = {"uk": "GB"}.get(ending, ending.upper())
    country = code if ending not in GENERIC and gazetteer.country(code) else None
    towns = [p for p in _namesakes(letters) if country in (None, p.country_code)]
    return Home(None, country, letters, tuple(towns))


def _namesakes(letters: str) -> list[Place]:
    """Towns whose name is left of a publisher's when the words that newspapers are called by are taken away."""
    if len(letters) > LONGEST:
        return []
    words = sorted(word_set("press"), key=lambda w: (-len(w), w))
    core = re.sub(f"^(?:{'|'.join(words)})+|(?:{'|'.join(words)})+$", "", letters)
    spellings = [core, *(f"{core[:i]} {core[i:]}" for i in range(2, len(core) - 1))]
    if len(core) < SHORTEST:
        return []
    return [p for name in spellings for p in gazetteer.lookup(name.title()) if p.cls == "city" and p.exact]


def _endings(address: str) -> list[str]:
    """ "news.example.co.uk", "example.co.uk", …: the address without its first parts."""
    parts = address.split(".") if len(address) <= LONGEST_HOST else []
    return [".".join(parts[i:]) for i in range(len(parts) - 1)]
