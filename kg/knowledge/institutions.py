"""Names of institutions that every country has ("the Supreme Court"): its country says whose one is (``institutions.tsv``)."""

from __future__ import annotations

import functools
import re

from kg.knowledge import gazetteer, lexicons

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\.?", re.UNICODE)
_CODES = {"us": "US", "u.s.": "US", "u.s": "US", "usa": "US", "uk": "GB", "u.k.": "GB", "u.k": "GB"}


@functools.cache
def _words(kind: str) -> frozenset[str]:
    split = "|" if kind == "whole" else None
    return frozenset(w for row in lexicons.rows("institutions.tsv") if row[0] == kind for w in row[1].split(split))


def _country(words: list[str]) -> str | None:
    name = " ".join(words)
    if name.lower() in _CODES:
        return _CODES[name.lower()]
    found = gazetteer.country_named(name)
    return found.country_code if found else gazetteer.country_of_demonym(name)


@functools.lru_cache(maxsize=4096)
def institution(name: str) -> tuple[str, str | None] | None:
    """An institution's name without its country, words in alphabetical order, and that country's ISO code.

    "Russian Foreign Ministry", "Foreign Ministry of Russia" and "Ministry of Foreign Affairs" without a country are three
    spellings of few keys; None for names that say more than what institution it is.
    """
    words = _WORD.findall(name.replace("’", "'"))
    words = [w[:-2] if w.endswith("'s") else w for w in words]
    words = words[1:] if words and words[0].lower() == "the" else words
    code = None
    for length in (3, 2, 1):
        for start, end in ((0, length), (len(words) - length, len(words))):
            if code is None and 0 <= start < end <= len(words) and length < len(words):
                code = _country(words[start:end])
                if code:
                    words = words[:start] + words[end:]
    plain = [w.lower() for w in words if w.lower() != "the"]
    while plain and plain[-1] in ("of", "for", "in"):
        plain.pop()
    text = " ".join(plain)
    if text in _words("whole"):
        return text, code
    heads = [w for w in plain if w in _words("head")]
    if not heads or not all(w in _words("head") or w in _words("with") for w in plain):
        return None
    return " ".join(sorted({w.replace("defence", "defense") for w in plain} - {"of", "for", "and", "affairs"})), code
