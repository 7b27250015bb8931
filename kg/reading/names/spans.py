"""Where names may stand: the model's entities, cleaned and split, and capitalised words that it left out."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import accumulate

from kg.knowledge.background import small_words
from kg.knowledge.gazetteer import country_named, lookup
from kg.knowledge.lexicons import (
    acronyms,
    given_names,
    groups,
    organisation_heads,
    roles,
    surnames_first,
    titles,
)
from kg.knowledge.nouns import noun_classes
from kg.knowledge.positions import position_heads, position_words
from kg.knowledge.transliteration import fold
from kg.knowledge.word_sets import word_set
from kg.reading.names.candidate import HYPHENS, LABELS, WORKS, Candidate
from kg.reading.names.joins import joined
from kg.reading.names.known import LINKS, known_names
from kg.reading.names.parts import split_pair, split_roles
from kg.reading.names.trimming import CALENDAR, DASHES, PARTICLES, syllable, trim
from kg.reading.text.tokens import Tokens

MEASURES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"))

SPLITTERS = word_set("ends a name")
BRACKETS = frozenset(("(", ")", "[", "]", ";", "|", "•", "“", "”", "«", "»", '"', ":"))
NOT_OWN = word_set("possessor inside a name")
"""Words whose possessive is part of a longer name ("People's Republic")."""

NO_NAME_TAGS = frozenset(
    ("PRP", "PRP$", "DT", "WP", "WRB", "IN", "CC", "MD", "TO", "CD", "UH", "RB", "EX", "LS", "WDT", "PDT")
)
PARTY_LETTERS = frozenset(("R", "D", "I"))
"""Republican, Democrat, independent, as papers of the United States write them before a state."""
_IN_SURNAMES = frozenset(("du", "de", "des", "di", "da", "dos", "del", "della", "van", "von", "zu", "bin", "ibn"))
_ARTICLES_IN_NAMES = frozenset(("la", "las", "los", "der", "den"))
DROWNED = 3
"""Words in capitals beside a name in capitals that make it one of a shouted line."""
_CURRENCY = "|".join(sorted(word_set("currency")))
_SUM = re.compile(rf"(?:{_CURRENCY})\.?\d[\d.,]*|\d[\d.,]*(?:{_CURRENCY})", re.IGNORECASE)


def candidates(
    t: Tokens, entities: list[tuple[int, int, str]], blocked: list[bool], persons: Collection[int] = ()
) -> list[Candidate]:
    """All stretches that may be names, disjoint and in order.

    Args:
        t: the tokens.
        entities: the model's entities as (start, end, label).
        blocked: tokens that belong to time expressions.
        persons: tokens that look like months or days and are persons' names.
    """
    covered = [b or _unreadable(word) for b, word in zip(blocked, t.words, strict=True)]
    cover_parties(t, covered)
    _cover_tickers(t, covered)
    raw = known_names(t, covered)
    within = {i for start, end, label in entities if label == "PERSON" for i in range(start, end)}
    for i in sorted(set(persons) - within):  # where the model sees a date, it cuts the surname off
        if not covered[i]:
            raw.append(_calendar_person(t, i, covered))
            covered[raw[-1].start : raw[-1].end] = [True] * (raw[-1].end - raw[-1].start)
    for found_start, found_end, found_label in entities:
        person = found_label == "NORP" and _person_of_a_people(t, found_start, found_end, covered)
        start, end, label = found_start, found_end + person, "PERSON" if person else found_label
        if label in LABELS:
            for piece in _pieces(t, start, end, label, covered):
                if piece[0] > start and t.lower[piece[0] - 1] in ("with", "the"):
                    label = ""  # another name, of which the model says nothing
                a, b = _extended(t, *piece, label, covered)
                while b - a > 1 and t.lower[b - 1] in LINKS and label not in WORKS:
                    b -= 1
                if not any(covered[a:b]):
                    raw.append(Candidate(a, b, label))
                    covered[a:b] = [True] * (b - a)
        elif label in MEASURES and not any(i in persons for i in range(start, end)):
            covered[start:end] = [True] * (end - start)
    for i in sorted(persons):
        if not covered[i]:
            raw.append(_calendar_person(t, i, covered))
            covered[raw[-1].start : raw[-1].end] = [True] * (raw[-1].end - raw[-1].start)
    raw += _left_out(t, covered)
    raw.sort(key=lambda c: c.start)
    found = []
    dropped = -2  # where a role with its field ("Representative for Trade") ended: "and Economic Cooperation" is of it
    for c in joined(t, raw):
        if c.start == dropped + 1 and t.lower[dropped] in ("and", ",", "&"):
            dropped = c.end
            continue
        parts = split_roles(t, c)
        if not parts:
            dropped = c.end
        for part in parts:
            trimmed = trim(t, part, persons)
            if trimmed:
                found += split_pair(t, trimmed)
    capitals = _Capitals(t, raw)
    return [c for c in found if c.known or not (capitals.drown(c) or _of_an_office(t, c))]


def _person_of_a_people(t: Tokens, start: int, end: int, covered: list[bool]) -> bool:
    """Whether what the model takes for a people is the first word of a person's name ("Ciprian Munteanu", "Han Meilin"):
    no people that a list holds, or one whose name is a surname, too, before a word with a capital that is no common one."""
    if end - start > 1 or end >= len(t.words) or covered[end] or t.breaks[end] or not t.words[end].istitle():
        return False
    first, after = t.words[start], t.lower[end]
    if first in groups() and fold(first) not in surnames_first():
        return False
    known = after in small_words() or after in noun_classes() or after in organisation_heads() or after in titles()
    return first.istitle() and not known and t.words[end] not in groups() and after.isalpha()


def _of_an_office(t: Tokens, c: Candidate) -> bool:
    """Whether a lone word is the adjective of an office with capitals ("Deputy Permanent Representative Ann Lee")."""
    after = t.lower[c.end : c.end + 1]
    return (
        c.end - c.start == 1
        and t.lower[c.start] in position_words("adjective")
        and bool(after)
        and after[0] in position_heads()
    )


class _Capitals:
    """The stretches in capitals of an article, where they do not show what is a name; each word of it is looked at once.

    Args:
        t: the words.
        raw: the candidates that the article writes in any way.
    """

    def __init__(self, t: Tokens, raw: list[Candidate]) -> None:
        self.t = t
        goes_on = [(w.isupper() or not w[:1].isalnum()) and not cut for w, cut in zip(t.words, t.breaks, strict=False)]
        self._begin, self._end = list(range(len(t.words) + 1)), list(range(len(t.words) + 1))
        for at, on in enumerate(goes_on):
            if on:
                self._begin[at + 1] = self._begin[at]
        for at in range(len(t.words) - 1, -1, -1):
            if goes_on[at]:
                self._end[at] = self._end[at + 1]
        self._capitals = [0, *accumulate(w.isupper() and len(w) > 1 for w in t.words)]
        self._small = {
            tuple(w.lower() for w in t.words[k.start : k.end]) for k in raw if not t.words[k.start].isupper()
        }

    def drown(self, c: Candidate) -> bool:
        """Whether a candidate is cut out of one: not one that is known or that the article writes with small letters, too."""
        words = self.t.words[c.start : c.end]
        if not all(w.isupper() or not w[:1].isalpha() for w in words):
            return False
        start, end = self._begin[c.start], self._end[c.end]
        capital = self._capitals[end] - self._capitals[start]
        if capital - sum(len(w) > 1 for w in words) < DROWNED or end - start == len(self.t.words):
            return False
        name = " ".join(words)
        if name in acronyms() or country_named(name.title()):
            return False
        return tuple(w.lower() for w in words) not in self._small


def _cover_tickers(t: Tokens, covered: list[bool]) -> None:
    """Cover an exchange and a share's letters in brackets ("Norvik Rail (OSE: NVR)"), which name nobody else."""
    for i in range(1, len(t.words) - 3):
        if t.words[i] == ":" and t.words[i - 2] == "(" and t.words[i + 2] == ")" and i > 1:
            pair = (t.words[i - 1], t.words[i + 1])
            if all(w.isupper() and len(w) < 8 for w in pair):
                covered[i - 1] = covered[i] = covered[i + 1] = True


def cover_parties(t: Tokens, covered: list[bool]) -> None:
    """Cover the letter of a party before a politician's state ("Ann Lee, R-Utah"), which is no part of the state's name."""
    for i in range(1, len(t.words) - 2):
        letter = t.words[i] in PARTY_LETTERS and t.words[i + 1] in HYPHENS and not t.spaced[i]
        if letter and t.words[i - 1] in (",", "(") and t.words[i + 2][:1].isupper():
            covered[i] = covered[i + 1] = True


def _calendar_person(t: Tokens, i: int, covered: list[bool]) -> Candidate:
    """The whole name of a person around a word that looks like a month or a day."""
    start, end = i, i + 1
    while (
        start
        and not covered[start - 1]
        and fold(t.words[start - 1]) in given_names()
        and t.lower[start - 1] not in roles()
        and t.words[start - 1][0].isupper()
    ):
        start -= 1
    if start == i and end < len(t.words) and t.words[end].istitle() and t.tags[end] == "NNP" and not covered[end]:
        end += 1
    return Candidate(start, end, "PERSON")


def _pieces(t: Tokens, start: int, end: int, label: str, covered: list[bool]) -> list[tuple[int, int]]:
    """Cut an entity where no name goes on: at line ends, brackets, some prepositions, and after a possessive."""
    found, begin = [], start
    for i in range(start, end):
        word, lower = t.words[i], t.lower[i]
        inside = start < i < end - 1
        cut = (
            t.breaks[i]
            or (word in BRACKETS and label not in WORKS)
            or _unreadable(word)
            or (t.words[i] in PARTY_LETTERS and covered[i])
        )
        if not cut and inside:
            cut = (
                (lower in SPLITTERS and word.islower() and label != "WORK_OF_ART")
                or (
                    lower in ("'s", "’s", "‘s")
                    and label not in WORKS
                    and _own_name(t, i)
                    and not _place_with_mark(t, i)
                )
                or (
                    lower in ("'", "’", "‘") and label not in WORKS and t.lower[i - 1].endswith("s") and _own_name(t, i)
                )
                or (word == "," and label in ("GPE", "LOC", "PERSON", "FAC", "NORP"))
                or (word == "," and label in ("ORG", "PRODUCT", "WORK_OF_ART") and _list(t, start, end))
                or (lower in ("and", "&") and label in ("PERSON", "GPE", "NORP"))
                or (lower == "with" and word.islower() and label in ("PERSON", "GPE", "FAC", "LOC"))
                or (word == "the" and label in ("PERSON", "ORG", "GPE") and _next_to_another(t, i, end))
                or (word in DASHES and label == "PERSON" and t.spaced[i] and t.spaced[i - 1])
                or (label not in ("WORK_OF_ART", "LAW") and _verb_within(t, i))
            )
        if cut:
            if begin < i:
                found.append((begin, i))
            begin = i + 1
    if begin < end:
        found.append((begin, end))
    return found


def _next_to_another(t: Tokens, article: int, end: int) -> bool:
    """Whether another name begins with "the" right behind a name ("Ferrero the Harbour Party"), no byname ("Ivan the Great")."""
    return end - article > 2 and t.tags[article - 1] in ("NNP", "NNPS")


def _verb_within(t: Tokens, i: int) -> bool:
    """Whether a common verb in small letters parts two names ("Chelsea beat Everton")."""
    return (
        t.words[i].islower()
        and t.tags[i] in ("VBD", "VBZ", "VBP", "VB", "MD")
        and t.lower[i] in small_words()
        and t.lower[i] not in PARTICLES
        and t.words[i - 1] not in DASHES
        and t.words[i + 1][:1].isupper()
    )


def _list(t: Tokens, start: int, end: int) -> bool:
    """Whether an entity with commas is a list of names of one or two words ("Acme, Norvik"): no "Acme, Inc.", "Department
    for Trade, Energy and Industry", "University of Norvik, Elms"."""
    parts = " ".join(t.words[start:end]).split(" , ")
    lower = t.lower[start:end]
    if (
        any(w in lower for w in ("and", "&", "or", "of", "for", "the", "in", "on", "to"))
        or t.lower[end - 1] in organisation_heads()
    ):
        return False
    if end < len(t.words) and t.lower[end] in ("and", "&", "or", ","):
        return all(part[:1].isupper() for part in parts)
    return all(part[:1].isupper() and part.count(" ") < 2 for part in parts) and len(parts) == 2


def _unreadable(word: str) -> bool:
    """Whether a word is in a script without capital letters, which show what is a name, or a sum of money."""
    if word.isascii():
        return word[-1:].isdigit() ^ word[:1].isdigit() and _SUM.fullmatch(word) is not None
    return any(ch > "\u0590" and ch.isalpha() and ch.lower() == ch.upper() for ch in word)


def _place_with_mark(t: Tokens, mark: int) -> bool:
    """Whether a possessive is inside a place's name ("Hawke's Bay")."""
    if mark + 1 >= len(t.words) or not t.words[mark + 1][:1].isupper():
        return False
    return any(p.exact for p in lookup(f"{t.words[mark - 1]}'s {t.words[mark + 1]}"))


def _own_name(t: Tokens, mark: int) -> bool:
    """Whether what stands before a possessive is a name of its own, not part of a longer one ("People's Republic")."""
    several = noun_classes().get(t.lower[mark - 1].removesuffix("s")) == "Person" and t.words[mark] in ("'", "’")
    if several and mark + 1 < len(t.words) and t.lower[mark + 1] in organisation_heads():
        return False  # "Writers' Association"
    return t.lower[mark - 1] not in NOT_OWN and t.tags[mark - 1] in ("NNP", "NNPS")


def _with_particle(t: Tokens, end: int, covered: list[bool]) -> int:
    """The end of a person's name with the surname behind a small word ("Remi Crosson du Cormier", "Ana von der Berg")."""
    told = end
    while t.words[end - 1] in _IN_SURNAMES | _ARTICLES_IN_NAMES:
        end -= 1  # the model stops within the particle
    after = end + 1
    while after < len(t.words) and t.lower[after] in _ARTICLES_IN_NAMES:
        after += 1
    goes_on = (
        after < len(t.words)
        and t.words[end] in _IN_SURNAMES
        and t.words[after].istitle()
        and t.tags[after] in ("NNP", "NNPS")
        and t.sentences[after] == t.sentences[end]
        and not any(covered[end : after + 1])
    )
    return after + 1 if goes_on else told


def _extended(t: Tokens, start: int, end: int, label: str, covered: list[bool]) -> tuple[int, int]:
    """Take in the rest of a hyphenated name that was cut at the hyphen, and of a person's that was cut at a small word."""
    count = len(t.words)
    while end + 3 < count and _linked(t, end) and not any(covered[end : end + 4]):
        end += 4
    while (
        end + 1 < count
        and t.words[end] in HYPHENS
        and not t.spaced[end - 1]
        and not t.spaced[end]
        and not covered[end]
        and not covered[end + 1]
        and t.words[end + 1].isalpha()
        and (
            t.tags[end + 1] in ("NNP", "NNPS")
            or (len(t.words[end + 1]) < 6 and (t.tags[end + 1] == "NN" or syllable(t, start, end + 1)))
        )
    ):
        end += 2
    if label == "PERSON":
        end = _with_particle(t, end, covered)
    while (
        start > 1
        and t.words[start - 1] in HYPHENS
        and not t.spaced[start - 1]
        and not t.spaced[start - 2]
        and t.words[start - 2][:1].isupper()
        and not covered[start - 1]
        and not covered[start - 2]
    ):
        start -= 2
    return start, end


def _linked(t: Tokens, hyphen: int) -> bool:
    """Whether a place's name goes on behind a small word between hyphens ("Aulnay-sous-Bois", "Stoke-on-Trent")."""
    link = hyphen + 1
    return (
        all(t.words[i] in HYPHENS and not t.spaced[i] and not t.spaced[i - 1] for i in (hyphen, hyphen + 2))
        and t.words[link] in word_set("between hyphens in a place")
        and t.words[hyphen - 1][:1].isupper()
        and t.words[hyphen + 3][:1].isupper()
    )


def _left_out(t: Tokens, covered: list[bool]) -> list[Candidate]:
    """Runs of capitalised words that the model did not mark."""
    found = []
    count = len(t.words)
    first = set(t.starts)
    i = 0
    while i < count:
        if covered[i] or not _name_word(t, i, first):
            i += 1
            continue
        start = i
        i += 1
        while i < count and not covered[i]:
            if _name_word(t, i, first, inside=True):
                i += 1
            elif (
                i + 1 < count
                and not covered[i + 1]
                and (_links(t, i) or (t.words[i] in HYPHENS and not t.spaced[i]))
                and _name_word(t, i + 1, first, inside=True)
            ):
                i += 2
            else:
                break
        found.append(Candidate(start, i, ""))
    return found


def _links(t: Tokens, i: int) -> bool:
    """Whether a small word links two parts of a name ("Bank of …", "Abdul al …"), rather than two names."""
    if t.lower[i] == "of":
        return t.lower[i - 1] in organisation_heads() or t.lower[i - 1] in noun_classes()
    return t.lower[i] in PARTICLES


def _name_word(t: Tokens, i: int, first: set[int], *, inside: bool = False) -> bool:
    """Whether a token may be a word of a name that the model left out."""
    word = t.words[i]
    if word[0].islower() and len(word) > 3 and word[1].isupper() and word.isalpha():
        return True  # iPhone, eBay
    if not word[0].isupper() or t.lower[i] in CALENDAR:
        return inside and t.lower[i] in ("mr", "mr.", "dr", "dr.")
    if t.tags[i] in ("NNP", "NNPS"):
        return True
    if len(word) > 1 and word.isupper() and word.isalpha():
        return True
    if t.tags[i] in NO_NAME_TAGS:
        return False
    return i not in first and (inside or t.tags[i] in ("NN", "NNS", "JJ"))
