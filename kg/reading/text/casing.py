"""The text as it is read: texts in capitals or Each Word So in the case that news would write them in, no-break blanks as blanks,
a dash set for a hyphen as a hyphen. Every character keeps its place, so that all offsets stay those of the text as given.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter, defaultdict

from spacy.lang.en.stop_words import STOP_WORDS

from kg.knowledge.background import known_stems, small_words, stem
from kg.knowledge.gazetteer import lookup
from kg.knowledge.lexicons import (
    acronyms,
    facility_heads,
    given_names,
    groups,
    known_organizations,
    known_things,
    organisation_heads,
    roles,
    surnames,
    titles,
)
from kg.knowledge.media import known_media
from kg.knowledge.nouns import noun_classes
from kg.knowledge.word_sets import word_set

SHOUTED = 0.9
"""Share of capitals among a line's letters from which it is in capitals."""
LETTERS, WORDS = 12, 3
"""Letters and words that such a line must have at least."""
MOSTLY = 0.5
"""Share of an article that is so from which all of its lines that look like it are."""
EACH = 0.8
"""Share of capitals among the common words of a line from which each word has one."""
RUNNING = 4
"""Common words of such a line at least: headlines are not running text."""
BEFORE = 64
"""Characters before a word in which the end of the sentence before is looked for."""
LARGE = 100_000
"""Inhabitants of a town from which its name is that town's, whatever else it may mean."""
LONGEST = 5
"""Words of the longest names that are looked up."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_END = re.compile(r"[.!?…]['\"”’)]*\s*$|^\s*$|[:;]\s*[\"“]\s*$|[\"“]\s*$|—\s*$")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}")
_ENDINGS = (
    "ing",
    "ed",
    "tion",
    "tions",
    "ment",
    "ments",
    "ness",
    "ity",
    "ly",
    "ous",
    "ive",
    "able",
    "ism",
    "ics",
    "ers",
    "ship",
)
_BLANKS = {ord(c): " " for c in "\u00a0\u2007\u202f\u2009\u200a\u2002\u2003"}
_DAMAGED_NOT = re.compile(r"(?<=n)[\"”](?=t\b)")
"""What it has left of an apostrophe ("did not" as "didn"t")."""
_DAMAGED_END = re.compile(r"(?<=[A-Za-z.,!?])[\"”]\?(?=[A-Za-z])")
"""What it has left of a closing mark, or of an apostrophe behind "s", and the blank behind it ("the States"?withdrawal")."""
_DAMAGED_DASH = re.compile(r"(?<=\s)[\"”]\?(?=[A-Za-z])")
"""What a wrong decoding has left of a long dash ("his wife "?a lawyer "?left")."""
_DAMAGED_BLANK = re.compile(r"(?<=[a-z0-9\"”/)][.!?])-(?=\s?[A-Z\"“])|(?<=[.!?][\"”])-(?=\s?[A-Z\"“])")
"""What it has left of a blank between two sentences ("She left.-He stayed")."""
_DASH = re.compile(r"[^\W\d_]+(?:—[^\W\d_]+)+")
_SHORT = frozenset(("am", "etc", "ex", "hi", "nd", "oh", "pm", "rd", "th", "vs"))
_CALENDAR = word_set("calendar")
_MONTHS_BEFORE = frozenset(("in", "of", "since", "until", "early", "late", "by", "mid", "last", "next", "this"))
_SMALL_IN_NAMES = frozenset(("of", "the", "and", "for", "de", "on", "in", "at", "to"))


def _closed(found: re.Match[str]) -> str:
    """What stood where a wrong decoding has left a mark and "?": a closing mark where one is open, else an apostrophe."""
    text, at = found.string, found.start()
    before = text[text.rfind("\n", 0, at) + 1 : at]
    opened = sum(mark in '"“”' for mark in before) % 2
    if opened:
        return f"{found[0][0]} "
    return "' " if before.endswith("s") else found[0]


def legible(text: str) -> str:
    """A text as it is read, of the same length.

    Args:
        text: as given, with what is not read blanked out.
    """
    text = _DAMAGED_DASH.sub("— ", _DAMAGED_BLANK.sub(" ", text.translate(_BLANKS)))
    text = _DAMAGED_NOT.sub("'", text)
    if '"?' in text or "”?" in text:
        text = _DAMAGED_END.sub(_closed, text)
    if "—" in text:
        text = _DASH.sub(_hyphen, text)
    lines = text.split("\n")
    kinds = [_kind(line) for line in lines]
    if not any(kinds):
        return text
    for told in (
        "upper",
        "each",
    ):  # a text that is mostly so: its short lines and names alone are no headings of another
        if sum(len(line) for line, kind in zip(lines, kinds, strict=True) if kind == told) > MOSTLY * len(text):
            like = str.isupper if told == "upper" else str.istitle
            kinds = [
                kind or (told if like(line) or _mostly_capital(line) else "")
                for line, kind in zip(lines, kinds, strict=True)
            ]
    learnt = _learn([line for line, kind in zip(lines, kinds, strict=True) if not kind])
    cased = [line for line, kind in zip(lines, kinds, strict=True) if kind]
    persons = _persons(cased, learnt)
    return "\n".join(
        _true_case(line, learnt, persons) if kind else line for line, kind in zip(lines, kinds, strict=True)
    )


def _hyphen(found: re.Match[str]) -> str:
    """A long dash within a name that is written with a hyphen: a place's, an organisation's, two given names."""
    name = found[0].replace("—", "-")
    parts = name.split("-")
    if not (parts[0][:1].isupper() and parts[-1][:1].isupper()):
        return found[0]
    known = name in known_organizations() or name.lower() in given_names() or any(p.exact for p in lookup(name))
    double = len(parts) == 2 and all(
        part.lower() in given_names() and part.lower() not in small_words() for part in parts
    )
    return name if known or double or _of_a_region(name) else found[0]


@functools.lru_cache(maxsize=1024)
def _of_a_region(name: str) -> bool:
    """Whether the name of a region begins so ("Karachay-Cherkess" of Karachay-Cherkessia)."""
    return any(p.cls == "region" and p.exact for ending in ("ia", "a", "iya") for p in lookup(name + ending))


def _kind(line: str) -> str:
    """ "upper" of a line in capitals, "each" of one with a capital at each word, else ""."""
    letters = [c for c in line if c.isalpha() and (c.isupper() or c.islower())]
    words = _WORD.findall(line)
    if len(letters) < LETTERS or len(words) < WORDS:
        return ""
    low = [w.lower() for w in words]
    if sum(map(str.isupper, letters)) >= SHOUTED * len(letters):
        return "upper" if any(w in small_words() for w in low) else ""
    common = [w for w, small in zip(words, low, strict=True) if len(w) > 3 and small in small_words()]
    if len(common) >= RUNNING and re.search(r"[.!?]['\"”’)]*\s*(?:\s[A-Z]|$)", line):
        return "each" if sum(w[0].isupper() for w in common) >= EACH * len(common) else ""
    return ""


def _mostly_capital(line: str) -> bool:
    words = _WORD.findall(line)
    return sum(w[0].isupper() for w in words) >= EACH * len(words)


def _learn(lines: list[str]) -> dict[str, str]:
    """How the rest of the article writes its words, where no sentence begins: word in small letters → as most often written."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        for found in _WORD.finditer(line):
            if not _begins(line, found.start()):
                seen[found[0].lower()][found[0]] += 1
    return {low: min(forms, key=lambda w: (-forms[w], w)) for low, forms in seen.items()}


def _begins(line: str, at: int) -> bool:
    """Whether a sentence begins at a place: what stands shortly before ends one, or nothing does."""
    return _END.search(line, max(0, at - BEFORE), at) is not None


def _persons(lines: list[str], learnt: dict[str, str]) -> frozenset[str]:
    """Words that stand behind a given name or a title and are no common ones: surnames, in small letters."""
    found = set()
    for line in lines:
        words = [w.lower() for w in _WORD.findall(line)]
        for before, word in itertools.pairwise(words):
            behind = _given(before, learnt) or before in _before_names()
            free = word not in small_words() or (before in _before_names() and word in surnames())
            if behind and free and word not in STOP_WORDS:
                found.add(word)
    return frozenset(found)


@functools.cache
def _before_names() -> frozenset[str]:
    return frozenset(t for t, (_, kind) in titles().items() if kind in ("honorific", "office", "rank") and " " not in t)


def _given(word: str, learnt: dict[str, str]) -> bool:
    return word in given_names() and word not in small_words() and not learnt.get(word, "A").islower()


@functools.lru_cache(maxsize=16384)
def _common(word: str) -> bool:
    """Whether a word is a common one."""
    return (
        word in small_words()
        or word in STOP_WORDS
        or word in _SHORT
        or word in noun_classes()
        or word.removesuffix("s") in noun_classes()
        or word in roles()
        or word in titles()
        or word in organisation_heads()
        or word in facility_heads()
        or stem(word) in known_stems()
        or (len(word) > 6 and word.endswith(_ENDINGS))
    )


@functools.cache
def _listed() -> dict[str, str]:
    """Well-known names of several words in small letters → as written."""
    found = {name.lower(): name for name in (*known_organizations(), *known_things()) if " " in name}
    for name in known_media():
        if " " in name:
            found.setdefault(name, " ".join(w if w in _SMALL_IN_NAMES else w.capitalize() for w in name.split()))
    return found


@functools.lru_cache(maxsize=16384)
def _phrase(low: str) -> str | None:
    """How a name of several words is written, where the lists hold it."""
    if low in _listed():
        return _listed()[low]
    words = low.split()
    if all(_common(w) for w in words[1:]) and words[0] in _SMALL_IN_NAMES | {"a"}:
        return None
    written = " ".join(w if i and w in _SMALL_IN_NAMES else w.capitalize() for i, w in enumerate(words))
    known = any(
        p.exact and (p.cls in ("country", "region") or (p.cls == "city" and p.population >= LARGE))
        for p in lookup(written)
    )
    return written if known else None


@functools.lru_cache(maxsize=16384)
def _one_name(word: str) -> str | None:
    """How a single word is written that the lists hold as a name; None where they do not."""
    upper, capital = word.upper(), word.capitalize()
    if word in _CALENDAR or capital in groups():
        return capital
    if word in small_words() or word in STOP_WORDS or word in _SHORT:
        return None
    if upper in acronyms() and word not in given_names():
        return upper
    if word in given_names():
        return capital
    known = any(p.exact and (p.cls != "city" or p.population >= LARGE) and p.cls != "county" for p in lookup(capital))
    return capital if known or capital in known_organizations() or word in known_media() else None


def _true_case(line: str, learnt: dict[str, str], persons: frozenset[str]) -> str:
    """One line in the case that news would write it in."""
    found = list(_WORD.finditer(line))
    dotted = {i for m in _DOTTED.finditer(line) for i in range(*m.span())}
    out = list(line)
    i = 0
    while i < len(found):
        size, written = _longest(line, found, i)
        if written:
            for match, word in zip(found[i : i + size], written, strict=True):
                _put(out, match.start(), match[0], word)
            i += size
            continue
        match = found[i]
        if match.start() in dotted:
            i += 1
            continue
        before = found[i - 1][0].lower() if i else ""
        after = found[i + 1][0].lower() if i + 1 < len(found) else ""
        word = _one(match[0].lower(), before, after, learnt, persons)
        named = i and out[found[i - 1].start()].isupper() and before not in STOP_WORDS and not _common(before)
        if named and word.islower() and word in _kinds() and line[found[i - 1].end() : match.start()] == " ":
            word = word.capitalize()  # "Norvik University"
        if _begins(line, match.start()):
            word = word[:1].upper() + word[1:]
        _put(out, match.start(), match[0], word)
        i += 1
    return "".join(out)


def _longest(line: str, found: list[re.Match[str]], i: int) -> tuple[int, list[str] | None]:
    """The longest known name of several words that begins at a word."""
    for size in range(min(LONGEST, len(found) - i), 1, -1):
        span = line[found[i].start() : found[i + size - 1].end()]
        words = [m[0].lower() for m in found[i : i + size]]
        if span.lower().split() != words:
            continue
        written = _phrase(" ".join(words))
        if written and len(written.split()) == size:
            return size, written.split()
    return 1, None


def _one(low: str, before: str, after: str, learnt: dict[str, str], persons: frozenset[str]) -> str:
    """How a word is written."""
    base, mark, rest = low.partition("'") if "'" in low else low.partition("’")
    if mark and rest in ("s", "t", "ll", "re", "ve", "d", "m"):
        return ("I" if base == "i" else _one(base, before, after, learnt, persons)) + mark + rest
    if low == "i":
        return "I"
    if low in ("may", "march", "august"):
        return low.capitalize() if before in _MONTHS_BEFORE else low
    if low == "us":
        named = (
            before in ("the", "a")
            or after in noun_classes()
            or after in roles()
            or after.removesuffix("s") in noun_classes()
        )
        return "US" if named else low
    if low in learnt:
        return learnt[low]
    if low in persons:
        return low.capitalize()
    return _one_name(low) or (low if _common(low) else low.capitalize())


@functools.cache
def _kinds() -> frozenset[str]:
    """Kinds of organisations and sites that end their names."""
    return frozenset(
        w for w in (*organisation_heads(), *facility_heads()) if " " not in w and w not in word_set("team acts")
    )


def _put(out: list[str], at: int, old: str, new: str) -> None:
    """Write a word over another of the same letters, where each letter has a counterpart of one character."""
    for k, (a, b) in enumerate(zip(old, new, strict=False)):
        if len(old) == len(new) and a.lower() == b.lower():
            out[at + k] = b
