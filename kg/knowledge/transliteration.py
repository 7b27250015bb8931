"""Letters to plain small Latin letters: diacritics off, Cyrillic and Greek transliterated."""

from __future__ import annotations

import functools
import unicodedata

CYRILLIC_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџѓќѕәғқңөұүһ"
CYRILLIC_LATIN = (
    "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya "
    "i yi ye g u j lj nj c dj dz g k dz a g k n o u u h"
)
GREEK_LETTERS = "αβγδεζηθικλμνξοπρσςτυφχψω"
GREEK_LATIN = "a v g d e z i th i k l m n x o p r s s t y f ch ps o"
CYRILLIC = dict(zip(CYRILLIC_LETTERS, CYRILLIC_LATIN.split(), strict=True))
GREEK = dict(zip(GREEK_LETTERS, GREEK_LATIN.split(), strict=True))
SPECIAL = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ə": "a",
    "ŋ": "n", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-", "—": "-",
}  # fmt: skip

_TABLE = {ord(k): "" if v == "_" else v for k, v in (CYRILLIC | GREEK | SPECIAL).items()}


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """``text`` in small Latin letters without diacritics.

    Cyrillic by a scheme near to what newspapers use (BGN/PCGN without signs), Greek by ELOT; letters of other scripts
    stay as they are. Typographic apostrophes and dashes become plain ones.
    """
    text = text.lower()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text).translate(_TABLE)
    if text.isascii():
        return text
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.translate(_TABLE)
