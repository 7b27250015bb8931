"""Months and days of the week that are persons' names: "Theresa May", "June Smith", "Mrs May", then "May" alone."""

from __future__ import annotations

from kg.knowledge.background import small_words
from kg.knowledge.gazetteer import country_named, lookup
from kg.knowledge.lexicons import given_names, known_organizations, roles, surnames, titles
from kg.knowledge.media import known_media
from kg.knowledge.transliteration import fold
from kg.knowledge.word_sets import word_set
from kg.reading.text.tokens import Tokens

SURNAMES = word_set("calendar word as surname")
GIVEN = word_set("calendar word as given name")
DATED = word_set("before a month")
"""Words before a month that no person's name follows."""
_VERBS = ("VBD", "VBZ", "MD", "POS", "VBP")


def calendar_persons(t: Tokens) -> set[int]:
    """Tokens that look like months or days and are words of persons' names.

    Args:
        t: the tokens of an article.
    """
    found: set[int] = set()
    bare: set[str] = set()
    at = [i for i, word in enumerate(t.lower) if (word in SURNAMES or word in GIVEN) and t.words[i][:1].isupper()]
    for i in at:
        word = t.lower[i]
        if (word in SURNAMES and _behind_a_given_name(t, i)) or (word in SURNAMES and _behind_a_title(t, i)):
            found.add(i)
            bare.add(word)
        elif word in GIVEN and _before_a_surname(t, i):
            found.add(i)
    found |= {i for i in at if t.lower[i] in bare and i not in found and _alone(t, i)}
    return found


def _dated(t: Tokens, i: int) -> bool:
    """Whether a day or a year follows."""
    after = t.words[i + 1] if i + 1 < len(t.words) else ""
    return after[:1].isdigit()


def _behind_a_given_name(t: Tokens, i: int) -> bool:
    before = i - 1
    if i < 1 or _dated(t, i) or not t.words[before][:1].isupper():
        return False
    if len(t.words[before]) <= 2 and before > 0:  # an initial
        before -= 1
    if t.lower[before] in DATED:
        return False
    if t.ents[i] == t.ents[before] == "PERSON":
        return True
    if fold(t.words[before]) not in given_names():
        return False
    if not t.lower[i].endswith("day"):
        return True  # a month stands behind a preposition or with a day
    return i + 1 < len(t.words) and t.tags[i + 1] in _VERBS and (before in t.starts or t.words[before - 1] == ",")


def _behind_a_title(t: Tokens, i: int) -> bool:
    before = t.lower[i - 1] if i else ""
    known = titles().get(before) or titles().get(" ".join(t.lower[max(0, i - 2) : i]))
    if _dated(t, i) or known is None or not t.words[i - 1][:1].isupper():
        return False
    return known[1] in ("honorific", "office") and t.sentences[i - 1] == t.sentences[i]


def _before_a_surname(t: Tokens, i: int) -> bool:
    after = i + 1
    if after >= len(t.words) or t.sentences[after] != t.sentences[i]:
        return False
    word = t.words[after]
    if not (word[:1].isupper() and word[1:].islower() and t.tags[after] in ("NNP", "NNPS")):
        return False
    before = t.lower[i - 1] if i and t.sentences[i - 1] == t.sentences[i] else ""
    if before in DATED or t.lower[after] in SURNAMES:
        return False
    month = not t.lower[i].endswith("day")
    if month and (before in roles() or before in titles() or (i and t.pos[i - 1] == "VERB")) and not lookup(word):
        return True  # "nurse April Kepler", "sued August Bergman"
    first = i in t.starts or before in (",", "and", "that", ";") or (i > 0 and t.pos[i - 1] == "VERB")
    known = fold(word) in surnames() and country_named(word) is None and fold(t.words[i]) in given_names()
    return t.ents[i] == t.ents[after] == "PERSON" or (first and known) or (i in t.starts and _new_surname(t, after))


def _new_surname(t: Tokens, i: int) -> bool:
    """Whether a word that no list holds, behind a day at the head of a sentence, does something: news writes "on Friday" before
    those whom it has named."""
    acts = i + 1 < len(t.words) and t.tags[i + 1] in ("VBD", "VBZ") and t.sentences[i + 1] == t.sentences[i]
    word = t.words[i]
    plain = (
        word.lower() in small_words()
        or bool(lookup(word))
        or word in known_organizations()
        or word.lower() in known_media()
    )
    return acts and not plain and t.words.count(word) == 1


def _alone(t: Tokens, i: int) -> bool:
    """Whether a word that is a person's name elsewhere in the article is that here."""
    before = t.lower[i - 1] if i else ""
    if t.lower[i].endswith("day") and not (before != "on" and t.tags[i + 1 : i + 2] and t.tags[i + 1] in _VERBS):
        return False
    return not _dated(t, i) and before not in DATED
