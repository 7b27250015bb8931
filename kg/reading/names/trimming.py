"""Where a name begins and ends: what stands at the ends of a candidate and does not belong to it."""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.knowledge.background import small_words
from kg.knowledge.gazetteer import country_named
from kg.knowledge.lexicons import groups, organisation_heads, surnames, surnames_first, titles
from kg.knowledge.nouns import noun_classes
from kg.knowledge.transliteration import fold
from kg.knowledge.word_sets import word_set
from kg.reading.names.candidate import HYPHENS, WORKS, Candidate
from kg.reading.names.known import named_with_mark
from kg.reading.names.teams import in_result, result_at
from kg.reading.text.tokens import Tokens

POSSESSIVE = word_set("possessive mark")
PARTICLES = word_set("inside a name")
"""Small words that may stand inside a name."""
EDGE = frozenset("\"“”‘’'`«»()[]{}.,;:!?*•·|/\\–—-…#_~><=+")
LEADING = word_set("before a name")
CALENDAR = word_set("calendar")
PLACE_TAIL = word_set("kind after a place")
HYPHEN_TAIL = word_set("after a name and a hyphen")
DASHES = HYPHENS | {"—"}
CREDITS = word_set("before the source of a picture")
ADVERBS = word_set("adverb of a sentence")
PERCENT = frozenset(("%", "percent", "pct"))
NO_TAIL_TAGS = frozenset(("RB", "IN", "VBD", "VBZ", "VBN", "VBP", "CC", "TO", "DT", "PRP"))
_TICKER = re.compile(r"[A-Z0-9]{2,6}\.[A-Z]{1,3}|[A-Z]{2,}\d{3,}[A-Z]*\.?")
"""How exchanges call a share, and makers a part."""
_REPLACED = "\ufffd"
_GLUED_CREDIT = re.compile(r"[a-z](?:Image|Photo|Picture|Credit)s?$")


def _tail(t: Tokens, i: int) -> bool:
    """Whether a word after a hyphen is no part of the name before it ("Norvik-era", "Norvik-based")."""
    return t.tags[i] in NO_TAIL_TAGS or t.lower[i] in HYPHEN_TAIL


def syllable(t: Tokens, start: int, i: int) -> bool:
    """Whether a word in small letters is the second syllable of an East Asian given name ("Park Won-soon").

    Args:
        t: tokens.
        start: of the name.
        i: the word.
    """
    return i - start == 3 and t.words[i].islower() and fold(t.words[start]) in surnames_first()


def _head(t: Tokens, i: int, label: str) -> bool:
    """Whether a word at the head of a sentence has its capital from that alone ("Following Norvik")."""
    if label in WORKS or (i and t.sentences[i - 1] == t.sentences[i] and not t.space[i - 1]):
        return False
    return t.lower[i] in small_words() and t.tags[i] in ("IN", "VBG", "RB", "WRB", "CC", "VBN", "VBD")


def _title_at_end(t: Tokens, start: int, end: int, label: str) -> int:
    """How many of the last words are a title or role that belongs to somebody else ("Fund Chief Executive")."""
    if label in WORKS or label == "FAC":
        return 0
    known = titles()
    for size in (3, 2):
        words = " ".join(t.lower[end - size : end])
        if end - size > start and words in known:
            return size
    word = t.lower[end - 1]
    if t.lower[end - 2] in ("of", "for"):
        return 0  # "Department of Justice"
    if word in known and known[word][1] in ("office", "honorific", "academic") and label in ("PERSON", "ORG", ""):
        return 1
    return 0


def _counted(t: Tokens, start: int, end: int) -> bool:
    """Whether a number behind a name is a result or a count, and no part of it ("Norway 2", "Labour Party - 203 seats")."""
    if t.words[end - 1] in DASHES and organisation_heads().get(t.lower[end - 2]) == "party":
        return True
    place = country_named(" ".join(t.words[start:end]))
    return place is not None or in_result(t.words, end) or organisation_heads().get(t.lower[end - 1]) == "party"


def _thing_of_a_person(t: Tokens, i: int) -> bool:
    """Whether the last word of a person's name is that of a thing, not a surname ("the Lindqvist Memos")."""
    word = t.lower[i]
    kind = noun_classes().get(word.removesuffix("s"))
    return word.endswith("s") and kind == "Thing" and fold(word) not in surnames()


def _asked_about(t: Tokens, end: int) -> bool:
    """Whether a verb in its plain form follows, and the sentence ends as a question: "Will" before the name is no given name."""
    number = t.sentences[end - 1]
    stop = t.starts[number + 1] if number + 1 < len(t.starts) else len(t.words)
    return end < stop and t.tags[end] in ("VB", "VBP", "RB") and "?" in t.words[end:stop]


def trim(t: Tokens, c: Candidate, persons: Collection[int] = ()) -> Candidate | None:
    """A candidate without articles, quotation marks and what else does not belong to a name; None if nothing is left."""
    start, end, label = c.start, c.end, c.label
    while start < end:
        word = t.lower[start]
        if (
            t.space[start]
            or word in EDGE
            or word in POSSESSIVE
            or word in LEADING
            or (word in ADVERBS and label not in WORKS)
            or (end - start > 1 and _head(t, start, label))
            or (end - start > 1 and label == "PERSON" and word in ("in", "on", "at", "for", "by", "with", "from"))
            or (t.words[start].islower() and label not in WORKS and word not in PARTICLES and word[0].isalpha())
        ):
            start += 1
        else:
            break
    if end - start > 1 and t.words[start] == "Will" and start in t.starts and _asked_about(t, end):
        start += 1
    if end - start > 1 and label == "PERSON" and t.words[start] in groups() and t.tags[start] == "JJ":
        start += 1
    while start < end and not c.known and not named_with_mark(t, start, end):
        word = t.lower[end - 1]
        closing = word == ")" and "(" in t.words[start:end]
        if (
            t.space[end - 1]
            or word in POSSESSIVE
            or (word in EDGE and not closing)
            or (
                t.words[end - 1].islower()
                and label != "WORK_OF_ART"
                and not (label in ("GPE", "LOC", "FAC") and word in PLACE_TAIL)
                and not (
                    end - 2 > start
                    and t.words[end - 2] in HYPHENS
                    and (not _tail(t, end - 1) or syllable(t, start, end - 1))
                )
            )
            or (word in ("and", "&", "or"))
            or word in PERCENT
            or (word in ADVERBS and label not in WORKS)
            or (word.isdigit() and len(word) < 4 and end - start > 1 and _counted(t, start, end - 1))
            or (end - start > 1 and result_at(t.words[:end], end - 1))
            or (word in CREDITS and end - start > 1 and end < len(t.words) and t.words[end] in (":", "/"))
            or (word[:1].isdigit() and end < len(t.words) and t.lower[end] in PERCENT)
        ):
            end -= 1
        elif end - start > 3 and result_at(t.words, end - 3):
            end -= 3
        elif end - start > 1 and (size := _title_at_end(t, start, end, label)):
            end -= size
        elif end - start > 1 and label == "PERSON" and _thing_of_a_person(t, end - 1):
            end -= 1
        else:
            break
    if start >= end or (t.lower[start] in CALENDAR and end - start == 1 and start not in persons):
        return None
    if end - start == 1 and _TICKER.fullmatch(t.words[start]):
        return None  # "NVR.OL"
    if any(w[0] == "@" or "://" in w or ".com/" in w or ":-" in w for w in t.words[start:end]):
        return None
    if any('"' in w and len(w) > 1 for w in t.words[start:end]) or any(_REPLACED in w for w in t.words[start:end]):
        return None  # a damaged text
    if end < len(t.words) and t.words[end] == ":" and _GLUED_CREDIT.search(t.words[end - 1]):
        return None  # "Ann LeeImage: …"
    if not any(not w.islower() or not w.isascii() for w in t.words[start:end]) and label not in WORKS:
        return None
    if not any(ch.isalpha() for w in t.words[start:end] for ch in w) and label != "EVENT":
        return None
    return Candidate(start, end, label, c.title, c.known)
