"""What speaks for each class of a candidate name: its own words, and the words around it."""

from __future__ import annotations

import functools

from kg.knowledge.background import small_words
from kg.knowledge.gazetteer import capital, country_codes, country_named
from kg.knowledge.lexicons import (
    acronyms,
    facility_heads,
    given_names,
    groups,
    known_organizations,
    known_things,
    organisation_heads,
    roles,
    rows,
    surnames,
    surnames_first,
    thing_heads,
    titles,
)
from kg.knowledge.media import known_media
from kg.knowledge.nouns import noun_classes, noun_kinds
from kg.knowledge.place_options import FULL_STYLE
from kg.knowledge.speech import speech_verbs
from kg.knowledge.transliteration import fold
from kg.knowledge.word_sets import word_set
from kg.reading.names.candidate import HYPHENS, LABELS, REGION_KINDS, Candidate
from kg.reading.names.parts import THING_BEFORE
from kg.reading.text.tokens import Tokens

CLASSES = ("Person", "Organization", "Place", "Group", "Thing", "None")

Scores = tuple[float, float, float, float, float, float]
ZERO: Scores = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@functools.cache
def weights() -> dict[str, Scores]:
    """Feature → what it adds to the score of each of :data:`CLASSES` (``name_weights.tsv``)."""
    found = {}
    for name, *values in rows("name_weights.tsv"):
        numbers = [float(value) if value else 0.0 for value in values]
        found[name] = (*numbers, *ZERO[len(numbers) :])
    return found  # type: ignore[return-value]


def label_feature(t: Tokens, c: Candidate) -> str:
    """The model's label, of a people where no list and no ending says that it may be one apart."""
    if c.label != "NORP":
        return "label:" + c.label
    words = t.words[c.start : c.end]
    known = words[-1] in groups() or " ".join(words) in groups() or words[-1].lower().endswith(GROUP_ENDINGS)
    return "label:NORP" if known else "label:NORP?"


def own_features(t: Tokens, c: Candidate, place: str | None) -> list[str]:
    """What the words of a candidate tell, the same wherever it stands.

    Args:
        place: the sign that the gazetteer gives for the name (``kg.reading.names.known_places``), or None.
    """
    words = [w for w in t.words[c.start : c.end] if w not in ("-", "–") and not w.isspace()]
    lower = [w.lower() for w in words]
    alone = len(words) == 1
    found = []
    if place:
        found.append(place)
    text = " ".join(words)
    known = acronyms().get(text) or acronyms().get(text.replace(".", ""))
    if known:
        found.append("acronym:" + known.entity_class)
    if c.known and LABELS[c.label] == "Organization":
        found += ["known:org", "known:org"]
    elif text in known_organizations() or (not alone and text.lower() in known_media()):
        found.append("known:org")
    elif alone and not place and text not in known_things() and _medium(t, c, lower[0]):
        found += ["known:org", "known:org"]  # a list outweighs the model's guess at a lone word
    elif text in known_things() or (not alone and words[-1] in known_things() and words[-1].isalpha() and not place):
        found.append("known:thing")
    group = (
        text in groups()
        or (text.isupper() and text.capitalize() in groups())
        or (alone and not text.isascii() and text[:1].isupper() and fold(text).capitalize() in groups())  # Māori
        or (len(words) == 2 and words[1] in groups() and lower[0] in QUARTERS)
    )
    if group:
        found.append("group")
    elif len(words) == 1 and len(lower[0]) > 5 and lower[0].endswith(GROUP_ENDINGS):
        found.append("suffix:group")
    first, last = fold(words[0]), fold(words[-1])
    heads, sites = organisation_heads(), facility_heads()
    if not alone:
        site = lower[-1] in sites or lower[-1].rstrip("s") in sites or " ".join(lower[-2:]) in sites
        if lower[-1] in heads and not group and " ".join(lower[-2:]) not in sites:
            found.append("org:last:" + heads[lower[-1]])
        elif any(w in heads and heads[w] != "legal" for w in lower[: -2 if " ".join(lower[-2:]) in sites else -1]):
            found.append("org:inside")
            if lower[0] in heads and lower[1] in ("of", "for"):
                found.append("org:first")
        if site:
            found.append("site:last")
        elif lower[0] in sites:
            found.append("site:first")
        elif lower[0] in PLACE_BEFORE:
            found.append("place:first")
        if place and (lower[-1] in REGION_KINDS or FULL_STYLE.match(text)):
            found.append("region:last")
        if lower[0] in THING_BEFORE or (len(words) > 2 and lower[0] in small_words() and lower[1] in THING_BEFORE):
            found.append("thing:first")
        if first in given_names() and words[0].isalpha():
            found.append("given:first" if last not in sites and lower[-1] not in heads else "given:other")
            if len(words) <= 3 and last in surnames():
                found.append("surname:last")
        elif last in surnames():
            found.append("surname:last")
        if first in surnames_first() and len(words) < 4 and _no_common(lower):
            found.append("surname:first")
        if any(len(w) == 2 and w[1] == "." and w[0].isupper() for w in words[:-1]):
            found.append("initial")
        if any(w in ("of", "for", "and", "&") for w in lower):
            found.append("of")
        if len(words) == 3 and lower[1] == "the" and first in given_names() and words[2][0].isupper():
            found += ["given:first", "surname:last"]  # "Carlos the Jackal"
        if any(w in ("bin", "al", "ibn", "el", "van", "von", "der") for w in lower[:-1]):
            found.append("particle")
        found.append(f"words:{min(len(words), 4)}")
        if lower[0] in QUARTERS:
            found.append("direction")
        elif not place and not group and country_named(words[-1]) and lower[0] not in small_words():
            found.append("country:last")
    else:
        if lower[0] in heads:
            found.append("org:alone")
        if lower[0] in sites:
            found.append("site:alone")
        if first in given_names():
            found.append("given:alone")
        if first in surnames():
            found.append("surname:alone")
        if lower[0] in noun_classes() or lower[0] in roles() or lower[0] in titles():
            found.append("common:alone")
            if place in TOWNS and lower[0] in small_words():
                found.append("gaz:common")
        elif lower[0] in small_words():
            found.append("small:alone")
        if lower[0] in NO_NAMES or (lower[0][-1] == "s" and lower[0][:-1] in NO_NAMES):
            found.append("no name")
        if words[0].isupper() and 2 <= len(words[0]) <= 6:
            found.append("capitals")
        elif sum(ch.isupper() for ch in words[0]) > 1 and not words[0].isupper():
            found.append("mixed")
        if len(words[0]) == 1:
            found.append("letter")
        if lower[0].endswith(NOTIONS) and len(lower[0]) > 7 and not place:
            found.append("suffix:notion")
    if text.lower() in titles() or all(w in titles() or w in roles() for w in lower):
        found.append("role")
    elif alone and lower[0] in title_words():
        found.append("title word")
    if lower[-1] in thing_heads():
        found.append("thing:last")
    if any(ch.isdigit() for ch in text):
        found.append("digits")
        if not alone and len(words[-1]) == 4 and words[-1].isdigit():
            found.append("year:last")
    if all(w in noun_classes() or w in heads or w in ("of", "and", "the", "for") for w in lower) and not alone:
        found.append("common:all")
    elif not alone and all(w in small_words() for w in lower):
        found.append("small:all")
    if not alone and _common_plural(lower):
        found.append("plural:common")
    elif not alone and first not in given_names() and _plural_of_goods(lower[-1]):
        found.append("plural:last")
    lettered = not alone and len(words[-1]) == 1 and words[-1].isupper() and first not in given_names()
    if lettered and (lower[0] in small_words() or lower[0] in noun_classes()):
        found.append("letter:last")  # "Vitamin C"
    if any(w in word_set("between hyphens in a place") for w in lower[1:-1]) and any(
        t.words[i] in HYPHENS for i in range(c.start, c.end)
    ):
        found.append("linked place")
    if not alone and words[0] in acronyms() and acronyms()[words[0]].entity_class == "Organization":
        found.append("acronym:first")
    return found


def _common_plural(lower: list[str]) -> bool:
    """Whether a name is made of common words and ends with several of a kind that is no organisation's ("Block Grants")."""
    last = lower[-1]
    several = last.endswith("s") and (last[:-1] in noun_classes() or last[:-1] in small_words())
    known = (small_words(), noun_classes(), noun_kinds())
    return (
        several
        and last not in organisation_heads()
        and noun_classes().get(last[:-1]) not in ("Person", "Organization", "Group")
        and all(any(w in table or w.removesuffix("s") in table for table in known) or w in ("and", "of") for w in lower)
    )


def _plural_of_goods(word: str) -> bool:
    """Whether a word is the plural of what firms trade in or dig for ("Altyn Oxides", "Northern Metals")."""
    return word.endswith("s") and word[:-1] in word_set("what firms trade in")


def _medium(t: Tokens, c: Candidate, word: str) -> bool:
    """Whether a single word is the name of a medium and hardly anything else ("Izvestia", "the Guardian")."""
    if word in given_names() or fold(word) in surnames() or word.capitalize() in groups():
        return False
    if word in known_media() and word not in small_words() and word not in noun_classes():
        return True
    the = c.start > 0 and t.lower[c.start - 1] == "the" and f"the {word}" in known_media()
    return the and len(word) >= LONG_NAME and t.words[c.start].istitle()


LONG_NAME = 7
"""Letters of a common word from which "the" before it and a capital make it a newspaper (not "the Sun", "the Hill")."""


def _no_common(lower: list[str]) -> bool:
    """Whether no word behind the first is a common one."""
    known = (small_words(), noun_classes(), organisation_heads(), facility_heads(), thing_heads())
    return not any(w in words for w in lower[1:] for words in known)


TOWNS = frozenset(("gaz:big", "gaz:city", "gaz:town"))
LATIN = ("us", "a", "um", "is", "ens", "ii", "ae", "oides")
"""Endings of the second words of species."""
NOTIONS = ("phobia", "ization", "isation", "ism", "ology", "ologist", "ologists")
GROUP_ENDINGS = ("ian", "ians", "ese", "ish", "ists", "ist", "ites", "eños")
THING_AFTER = word_set("kind of thing after its name")
QUARTERS = word_set("quarter of the compass")
PLACE_BEFORE = word_set("kind of place before its name")
NO_NAMES = word_set("no name in capitals")


def context_features(t: Tokens, c: Candidate, first: set[int]) -> list[str]:
    """What the words around a candidate tell."""
    found = []
    start, end, count = c.start, c.end, len(t.words)
    before = start - 1
    if c.title:
        start_of_title = start - len(c.title.split())
        found.append("title:" + (titles()[c.title][1] if c.title in titles() else "office"))
        before = start_of_title - 1
    while before >= 0 and t.space[before]:
        before -= 1
    after = end
    word = t.lower[before] if before >= 0 and t.sentences[before] == t.sentences[start] else ""
    follows = t.lower[after] if after < count else ""
    following = t.lower[after + 1] if after + 1 < count else ""
    head = end - 1
    closing = following if follows in (".", ",") else follows  # "… Mozart's "Don Giovanni.""
    quoted = word in ("“", '"', "‘", "«") and closing in ("”", '"', "’", "»")
    if quoted:
        found.append("quoted")
        if before and t.lower[before - 1] in ("'s", "’s"):
            found.append("quoted of")  # "Mozart's "Don Giovanni""
    if not c.title and word:
        known = titles().get(word)
        two = (t.lower[before - 1] + " " + word) if before > 0 else ""
        if known or two in titles():
            found.append("title:" + (known or titles()[two])[1])
        elif word in roles() or t.lemmas[before].lower() in roles():
            found.append("role:before")
        elif t.lemmas[before].lower() in THING_AFTER:
            found.append("thing:before")
        elif noun_classes().get(t.lemmas[before].lower()):
            found.append("noun:before:" + noun_classes()[t.lemmas[before].lower()])
        elif word in WORDS_BEFORE:
            found.append("before:" + word)
        called = _called(t, before, start) or _called_so(t, before, start)
        if called:
            found.append("called:" + called)
        ended = follows in (",", ".", "") or after >= count
        beside = word == "," and ended and before > 1 and t.heads[head] == before - 1
        if beside and t.lemmas[before - 1].lower() in THING_AFTER and t.tags[before - 1] == "NN":
            found.append("thing:before")  # "his film, Fall of Grace"
        if word == "the":
            found.append("the")
            if end - start == 1 and t.lower[start] in noun_classes():
                found.append("the noun")
            word2 = t.lower[before - 1] if before else ""
            if word2 in ("in", "at", "across"):
                found.append("in the")
    if word == "of" and before > 0:
        above = noun_classes().get(t.lemmas[before - 1].lower())
        if t.lower[before - 1] in PLACE_OF:
            found.append("city of")
        elif above:
            found.append("of:" + above)
    if _binomial(t, c):
        found.append("binomial")
    if start in first:
        found.append("first")
        word = t.lower[start]
        several = (
            end - start == 1 and word.endswith("s") and word[:-1] in noun_classes() and fold(word) not in surnames()
        )
        if several and t.words[start] not in groups():
            found.append("common:alone")  # "Jurors heard …"
    if follows in ("'s", "’s"):
        found.append("possessive")
        owned = next((i for i in range(after + 1, min(after + 5, count)) if t.pos[i] == "NOUN"), None)
        if owned is not None and t.lower[owned] in BODY:
            found.append("body")
    elif follows == ",":
        if following.isdigit() and len(following) < 3 and after + 2 < count and t.lower[after + 2] in (",", "year"):
            found.append("age")
        elif following in ("who", "whose", "whom"):
            found.append("who")
        elif following == "where":
            found.append("where")
        elif following == "which":
            found.append("which")
        else:
            kind = _apposition(t, start, end, after)
            if kind:
                found.append(f"appos:{kind}")
    elif follows == "(":
        found.append("bracket")
    elif follows in ("who", "whose"):
        found.append("who")
    elif follows.isdigit() and after + 1 < count and t.lemmas[after + 1].lower() in THING_AFTER:
        found.append("thing:after")  # "the Falcon 9 rocket"
    elif after < count and t.pos[after] == "NOUN" and not t.space[after]:
        lemma = t.lemmas[after].lower()
        if lemma in THING_AFTER:
            found.append("thing:after")
        elif lemma in PLACE_OF:
            found.append("city:after")
        elif lemma in roles():
            found.append("role:after")
        elif lemma in noun_classes():
            found.append("noun:after:" + noun_classes()[lemma])
        else:
            found.append("noun:after")
    dep = t.deps[head]
    verb = t.heads[head]
    lemma = t.lemmas[verb].lower()
    if dep in ("nsubj", "nsubjpass"):
        if lemma in speech_lemmas():
            found.append("says")
        else:
            found.append("subject")
    elif lemma in speech_lemmas() and abs(verb - head) <= 2 and t.pos[verb] == "VERB" and t.lower[verb] != "called":
        found.append("says")
    elif dep == "dobj":
        found.append("object")
    if "says" in found and end - start == 1 and t.words[start] in capital_names():
        found[found.index("says")] = "capital says"  # "Washington said nothing"
    if t.tags[head] in ("NNP", "NNPS"):
        found.append("proper")
    elif t.tags[head] in ("JJ",):
        found.append("adjective")
    else:
        found.append("improper")
    return found


@functools.cache
def capital_names() -> frozenset[str]:
    """Names of the capitals of all countries, which stand for their governments ("Washington said nothing")."""
    return frozenset(p.name for code in country_codes() if (p := capital(code)) is not None and " " not in p.name)


def _called(t: Tokens, noun: int, start: int) -> str | None:
    """The class of a noun with an article right before a name, which says what bears it ("the company Altyn Oxides")."""
    gerund = (
        t.tags[noun] == "VBG"
        and t.lower[noun] in ("holding", "grouping")
        and noun
        and (t.pos[noun - 1] in ("ADJ", "DET") or t.words[noun - 1] in groups())
    )
    if noun + 1 != start or not (t.tags[noun] in ("NN", "NNS") or gerund) or t.words[noun] != t.lower[noun]:
        return None
    if t.tags[noun] == "NNS":  # "the fashion brands Ann Lee and Bo Li"
        return "Organization" if t.lemmas[noun].lower() in word_set("called so in the plural") else None
    if t.lower[noun] in word_set("kind of medium"):
        return "Organization"  # "Iranian news agency Fars"
    found = "Place" if t.lower[noun] in PLACE_OF else "Organization" if gerund else noun_classes().get(t.lower[noun])
    i = noun - 1
    while i >= 0 and noun - i < 5 and t.pos[i] in ("ADJ", "NOUN", "PROPN") and t.sentences[i] == t.sentences[noun]:
        i -= 1
    if found == "Organization" and i >= 0 and i < noun - 1 and t.pos[i] == "ADP":
        return found  # "by campaign group Harbour First"
    article = i >= 0 and (t.lower[i] in ("the", "a", "an", "its", "his", "their") or t.words[i] in ("'s", "’s"))
    return found if article and found in ("Organization", "Place") else None


def _called_so(t: Tokens, verb: int, start: int) -> str | None:
    """The same where "called" or "named" stands between ("a smaller city called Garia")."""
    if t.lower[verb] not in ("called", "named") or verb < 1 or t.tags[verb - 1] != "NN":
        return None
    noun = t.lower[verb - 1]
    found = "Place" if noun in PLACE_OF or noun in ("town", "village", "suburb") else noun_classes().get(noun)
    return found if verb + 1 == start and found in ("Organization", "Place") else None


def _binomial(t: Tokens, c: Candidate) -> bool:
    """Whether a word is the genus of a species ("Acropora millepora"): a Latin word with a small letter stands behind it."""
    last = c.end - 1 if t.words[c.end - 1].islower() else c.end
    if last - c.start != 1 or last >= len(t.words):
        return False
    after = t.words[last]
    known = after in small_words() or after in noun_classes() or fold(t.words[c.start]) in given_names()
    return after.islower() and len(after) > 5 and after.endswith(LATIN) and not known and t.pos[last] != "VERB"


def _apposition(t: Tokens, start: int, end: int, comma: int) -> str | None:
    """The class of the noun that explains a name after a comma ("Ann Lee, a banker"), or None."""
    count = len(t.words)
    for i in range(comma + 1, min(comma + 7, count)):
        if t.pos[i] in ("NOUN", "PROPN"):
            ends = t.pos[min(i + 1, count - 1)] != "NOUN"
            if (start <= t.heads[i] < end and t.deps[i] == "appos") or ends:
                lemma = t.lemmas[i].lower()
                if lemma in roles():
                    return "Person"
                if i == comma + 1 or t.lower[comma + 1] in ("the", "a", "an", "its", "his"):
                    return noun_classes().get(lemma)
            return None
        if t.pos[i] not in ("DET", "ADJ", "ADV", "NUM"):
            return None
    return None


@functools.cache
def title_words() -> frozenset[str]:
    """Words that titles of several words are made of ("prime", "highness")."""
    return frozenset(word for title in titles() if " " in title for word in title.split() if word.isalpha())


@functools.cache
def speech_lemmas() -> frozenset[str]:
    """Lemmas of verbs of speech."""
    return frozenset(speech_verbs())


WORDS_BEFORE = word_set("telling before a name")
PLACE_OF = word_set("kind of place")
BODY = word_set("what persons have")
