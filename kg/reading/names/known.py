"""Names that lists know, which the model cuts or takes for persons: media, companies called after a person, towns of saints."""

from __future__ import annotations

import functools
import re

from kg.knowledge.background import small_words
from kg.knowledge.gazetteer import lookup
from kg.knowledge.lexicons import given_names, groups, known_organizations, known_things
from kg.knowledge.media import known_media, media_nouns
from kg.knowledge.nouns import noun_classes
from kg.knowledge.own_types import active
from kg.knowledge.transliteration import fold
from kg.knowledge.word_sets import word_set
from kg.reading.names.candidate import HYPHENS, Candidate
from kg.reading.names.parts import SAINTS
from kg.reading.text.tokens import Tokens

LINKS = frozenset(("for", "of", "on", "and", "&", "in", "at", "to", "against", "with", "by", "from"))
_LABEL_OF = {"Person": "PERSON", "Organization": "ORG", "Place": "GPE", "Group": "NORP", "Thing": "PRODUCT"}
MARKS = frozenset(("'s", "’s"))
TOWN, CITY = 1_000, 50_000
"""Inhabitants of a town from which "St." before its name makes it that town rather than a saint; from which things are called
after it."""
MEDIUM_VERBS = word_set("verb of a medium")
SPEECH = frozenset(("say", "tell", "add", "reveal", "claim", "note", "describe"))
_PARTS = re.compile(r"[-/&]|'s|[^\s/&'-]+(?:&[^\s-]+)?")


def known_names(t: Tokens, covered: list[bool]) -> list[Candidate]:
    """Names that lists know and models cut ("Belt and Road", "Moody's", "Agence France-Presse"), those that a user lists before
    others; they are covered then."""
    found = _own(t, covered)
    names = _long_names()
    for i, word in enumerate(t.words):
        for rest, label in names.get(word, ()):
            end = i + 1 + len(rest)
            written = tuple("'s" if w == "’s" else w for w in t.words[i + 1 : end])
            if written == rest and not any(covered[i:end]) and _whole(t, i, end) and _alone(t, i, end, rest):
                found.append(Candidate(i, end, label, known=True))
                covered[i:end] = [True] * (end - i)
                break
        if not word[:1].isupper():
            continue
        for rest in _media().get(t.lower[i], ()):
            end = i + 1 + len(rest)
            written_words = t.words[i + 1 : end]
            ends = end >= len(t.words) or not t.words[end][:1].isupper()
            free = ends and not any(c.start <= i < c.end for c in found) and _all_capital(written_words)
            if free and tuple(w.lower() for w in written_words) == rest:
                found.append(Candidate(i, end, "ORG", known=True))
                covered[i:end] = [True] * (end - i)
                break
        if not covered[i] and is_medium_here(t, i, i + 1):
            found.append(Candidate(i, i + 1, "ORG", known=True))
            covered[i] = True
        if t.lower[i] in SAINTS and not covered[i] and (place := _saints_town(t, i)):
            found.append(place)
            covered[place.start : place.end] = [True] * (place.end - place.start)
    return found


def _own(t: Tokens, covered: list[bool]) -> list[Candidate]:
    """Names that a user lists, the longest of those that begin at one word."""
    names, found = active().names, []
    longest = max(map(len, names), default=0)
    for i in range(len(t.words) if names else 0):
        written, last = "", None
        for end in range(i, len(t.words)):
            written += t.words[end]
            if covered[end] or t.space[end] or len(written) > longest:
                break
            if written in names:
                last = (end + 1, names[written].broader)
        if last is not None:
            end, cls = last
            found.append(Candidate(i, end, _LABEL_OF[cls], known=True))
            covered[i:end] = [True] * (end - i)
    return found


def named_with_mark(t: Tokens, start: int, end: int) -> bool:
    """Whether a possessive mark ends a name because it belongs to it ("Moody's")."""
    return end - start > 1 and t.lower[end - 1] in MARKS and _spelt(t, start, end) in known_organizations()


def _spelt(t: Tokens, start: int, end: int) -> str:
    return " ".join(t.words[start:end]).replace(" 's", "'s").replace(" ’s", "'s")


def _whole(t: Tokens, start: int, end: int) -> bool:
    """Whether the name ends there. After one that is also a person's with a mark ("Wendy's"), no noun may follow."""
    if t.lower[end - 1] not in MARKS:
        return True
    if end < len(t.words) and t.words[end][:1].isupper() and t.tags[end] in ("NNP", "NNPS") and t.spaced[end - 1]:
        return False  # a longer name, or a person who belongs to somebody
    first = fold(t.words[start])
    doubtful = end - start == 2 and first in given_names()
    return not doubtful or end >= len(t.words) or t.pos[end] not in ("NOUN", "ADJ", "PROPN", "ADV", "NUM")


def _alone(t: Tokens, start: int, end: int, rest: tuple[str, ...]) -> bool:
    """Whether a name of words with capitals alone is no part of a longer one."""
    if not all(word[:1].isupper() and word not in LINKS for word in rest):
        return True
    before = start and t.words[start - 1][:1].isupper() and t.tags[start - 1] in ("NNP", "NNPS")
    follows = t.words[end] if end < len(t.words) else ""
    return (
        not (before and start - 1 not in t.starts)
        and not follows[:1].isupper()
        and follows not in ("of", "for", "-", "&")
    )


def is_medium_here(t: Tokens, start: int, end: int) -> bool:
    """Whether a single word with a capital is a medium, by what is done with it: "Sabah reported", "told the Sun", "the newspaper
    Dawn"; words in capitals that are no common ones ("RIA") always."""
    word = t.lower[start]
    the = start > 0 and t.lower[start - 1] == "the"
    named = word in known_media() or (f"the {word}" in known_media())
    if not named or (end < len(t.words) and t.words[end][:1].isupper() and t.sentences[end] == t.sentences[start]):
        return False
    if start and t.words[start - 1][:1].isupper() and t.tags[start - 1] in ("NNP", "NNPS"):
        return False
    if t.words[start].isupper() and len(word) > 2 and word not in small_words():
        return True
    lemma = t.lemmas[end].lower() if end < len(t.words) else ""
    follows = t.lower[end] if end < len(t.words) else ""
    before = start - 2 if the else start - 1
    earlier = t.lower[before] if before >= 0 and t.sentences[before] == t.sentences[start] else ""
    if (
        follows in media_nouns()
        or earlier in media_nouns()
        or (follows == "news" and t.lower[end + 1 : end + 2] == ["agency"])
    ):
        return True
    report = lemma in MEDIUM_VERBS and t.pos[end] in ("VERB", "AUX")
    common = word in small_words() or word in noun_classes() or t.words[start] in groups()
    if common and not the and not report:
        return False
    if report:
        return not common or the or start in t.starts or t.tags[start] in ("NNP", "NNPS")
    according = earlier == "to" and before > 0 and t.lower[before - 1] == "according"
    if not the and (_of_a_person(t, start) or (fold(word) in given_names() and not according)):
        return False
    if common and f"the {word}" not in known_media():
        return False
    if t.words[start] in groups() and t.words[start - 1] != "The":
        return False
    return (
        according
        or earlier in ("told", "tells", "telling", "tell")
        or (lemma in SPEECH and t.pos[end] == "VERB" and not common)
    )


def _saints_town(t: Tokens, i: int) -> Candidate | None:
    """The name of a town around "St." ("St. Louis", "Sault Ste. Marie"), which the model takes for a person, or of what is called
    after a large one ("St. Louis Cardinals"); not that of a church or a hospital."""
    begin = i - 1 if i and t.words[i - 1][:1].isupper() and t.sentences[i - 1] == t.sentences[i] else i
    for start in sorted({begin, i}):
        for end in range(min(i + 5, len(t.words)), i + 1, -1):
            if any(t.space[start:end]) or not t.words[end - 1][:1].isupper():
                continue
            name = " ".join(w for w in t.words[start:end] if w != ".").replace(" - ", "-")
            people = max((p.population for p in lookup(name) if p.exact and p.cls == "city"), default=0)
            if people < TOWN or t.words[end : end + 1] in (["'s"], ["’s"]):
                continue
            stop = end
            while stop < len(t.words) and t.words[stop][:1].isupper() and t.words[stop].isalpha():
                stop += 1
            if stop == end:
                return Candidate(start, end, "GPE")
            return Candidate(start, stop, "ORG") if people >= CITY and t.tags[end] != "DT" else None
    return None


def _of_a_person(t: Tokens, start: int) -> bool:
    """Whether the text elsewhere gives the word as the surname of a full name."""
    word = t.words[start]
    return any(w == word and i and fold(t.words[i - 1]) in given_names() for i, w in enumerate(t.words))


def _all_capital(words: list[str]) -> bool:
    return all(w[:1].isupper() or w.isdigit() or w in ("of", "the", "and", "/") or w in HYPHENS for w in words)


def _tokens(name: str) -> list[str]:
    """A name cut as the tokenizer cuts it."""
    return [part for word in name.split() for part in (_PARTS.findall(word) if word != "&" else ["&"])]


@functools.cache
def _media() -> dict[str, list[tuple[str, ...]]]:
    """First word → the other words of names of media of several words, in small letters, the longest first."""
    names: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(known_media()):
        first, *rest = _tokens(name.removeprefix("the "))
        if rest and "." not in name:
            names.setdefault(first, []).append(tuple(rest))
    return {first: sorted(set(rests), key=lambda r: (-len(r), r)) for first, rests in names.items()}


@functools.cache
def _long_names() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word → the other words of names with a small word, a number or a mark inside, the longest first, and the model's
    label for their class."""
    names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for known, label in ((known_things(), "EVENT"), (known_organizations(), "ORG")):
        for name in known:
            first, *rest = _tokens(name)
            if rest and (
                label == "ORG" or any(word in LINKS or word == "'s" or not word[:1].isupper() for word in rest)
            ):
                names.setdefault(first, []).append((tuple(rest), label))
    return {first: sorted(rests, key=lambda r: (-len(r[0]), r)) for first, rests in names.items()}
