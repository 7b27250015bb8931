"""In which language a text is: only English is read, and a text in another must not be read as if it were.

Most texts are settled by their most frequent words; the others are given to py3langid (naive Bayes over pieces of words, 139
languages; Lui and Baldwin 2012, "langid.py"), whose verdict counts only where it is clear, so that no English text, list
of names or table of results is taken for another language.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.articles.phrases import english

ENGLISH = "en"

ENOUGH_WORDS = 8
FREQUENT = 0.15
"""Share of frequent English words from which a text is English: of 363 pieces of English news, all with 60 words or more have it;
of 618 texts in 80 other languages, none with 8 words or more but one (Danish, which shares words with English)."""

SURE = 20.0
"""By how much (natural logarithm of the likelihoods) another language has to be more likely than English: no piece of English
news that was tried reaches it, and 585 of 603 single sentences of other languages do."""

SURE_A_BYTE = 0.25
"""Likewise, a byte of the text: names of foreign towns in an English table add up, but thinly."""

LEAST_SMALL = 4
SMALL = 0.4
"""How many words, and what share of them, begin with a small letter in prose of any language in Latin letters."""

LOOKED_AT = 20_000
"""Characters that are looked at."""

_LATIN = re.compile(r"[a-zA-Z]")
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, told: str | None) -> tuple[str, bool]:
    """The language of a text, and whether it is another than English.

    Args:
        text: the article.
        told: the tag that its source gives, or None.
    Returns:
        The tag that its source gives, unless the text plainly is in another language; and whether it is foreign. A text that
        is too short to tell is in the language that its source says, and in English where it says none.
    """
    told = told or ENGLISH
    verdict = detected(text[:LOOKED_AT])
    if verdict is None or verdict == primary(told):
        return told, primary(told) != ENGLISH
    if verdict == ENGLISH:
        return (told if primary(told) == ENGLISH else ENGLISH), False
    return (verdict if primary(told) == ENGLISH else told), True


def primary(tag: str) -> str:
    """The language of a tag, without script and country."""
    return tag.split("-", 1)[0].lower()


def detected(text: str) -> str | None:
    """The language that ``text`` clearly is in (ISO 639), or None."""
    words = _WORD.findall(text.lower())
    frequent = sum(word in english() for word in words)
    if len(words) >= ENOUGH_WORDS and frequent >= FREQUENT * len(words):
        return ENGLISH
    plain = " ".join(text.split())
    if sum(map(str.isalpha, plain)) < ENOUGH_WORDS:
        return None
    ranked = dict(_identifier().rank(plain))
    best = max(sorted(ranked), key=lambda language: ranked[language])
    if best == ENGLISH:
        return ENGLISH if len(words) >= ENOUGH_WORDS else None
    lead = ranked[best] - ranked[ENGLISH]
    if _LATIN.search(plain) and not _prose(plain):
        return None
    return best if lead > SURE and lead > SURE_A_BYTE * len(plain.encode()) else None


def _prose(text: str) -> bool:
    """Whether a text in Latin letters has small words enough to be no list of names, which no language owns."""
    words = _WORD.findall(text)
    small = sum(word[0].islower() for word in words)
    shouted = all(word.isupper() for word in words)
    return len(words) >= ENOUGH_WORDS if shouted else small >= LEAST_SMALL and small >= SMALL * len(words)


@cache
def _identifier() -> Any:
    from py3langid.langid import LanguageIdentifier  # half a second to load: only where frequent words do not settle it

    return LanguageIdentifier.from_model_file("data/model.npz.xz")
