"""``kg_names``: the names of an article, from the model's named entities and the evidence of the whole article.

Candidates that read alike get one class: the signs of all their occurrences, and of the names tied to them (surname and
full name, acronym and long form), are added up, each class's score being a sum of weights (``name_weights.tsv``).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge.background import small_words as background_words
from kg.knowledge.lexicons import given_names, organisation_heads, surnames
from kg.knowledge.own_types import active
from kg.knowledge.transliteration import fold
from kg.reading.names.candidate import Candidate
from kg.reading.names.evidence import CLASSES, context_features, label_feature, own_features, weights
from kg.reading.names.known_places import place_sign
from kg.reading.names.markets import market_things
from kg.reading.names.parts import split_by_article
from kg.reading.names.spans import candidates
from kg.reading.names.trimming import PARTICLES
from kg.reading.text.annotations import DocMention, annotated
from kg.reading.text.tokens import Tokens, tokens

LONG_FORM = 4.0
"""How much a long form's class counts for its acronym (tried: 2 to 6, alike)."""

SURE_TIE = 1.5
"""How often a tie counts to a full name that begins with a given name (tried: 1 to 3)."""

OF_PERSONS = frozenset(("says", "who", "age", "body", "role:before", "appos:Person", "subject"))
"""Signs of the context that persons have."""

OF_PLACES = frozenset(
    (
        "before:in", "before:at", "before:from", "before:to", "before:near", "before:across", "before:throughout",
        "before:outside", "before:around", "in the", "city of", "city:after", "appos:Place", "noun:before:Place", "called:Place",
        "where", "list:Place", "of:Place",
    )
)  # fmt: skip
"""Signs of the context that places have."""

ENDS = frozenset((".", "!", ";", ":"))
CLOSING = frozenset(('"', "”", "'", "’", ")", "»"))

NO_ENTITY = 9.0
"""What an abbreviation of common nouns gains as none."""

LISTED = frozenset((",", "and", "or", "&", "the", *CLOSING, "“", "«"))
BEFORE_LISTS = frozenset(
    (
        "thing:before",
        "role:before",
        "noun:before:Organization",
        "noun:before:Place",
        "noun:before:Thing",
        "noun:before:Group",
        "called:Organization",
    )
)
SURE_PLACES = frozenset(("gaz:country", "gaz:region", "gaz:big", "gaz:city"))
BEHIND_LISTS = frozenset(("thing:after", "noun:after:Thing", "noun:after:Place", "noun:after:Organization"))

CONTEXT_SHARE = 0.2
"""Power of the number of occurrences by which their signs count together: they are far from independent (tried: 0 to 1)."""


@Language.factory("kg_names", requires=["doc.ents"])
def create_names(nlp: Language, name: str) -> Names:
    return Names()


class Names:
    def __init__(self, places: Callable[[str], str | None] | None = None) -> None:
        self.places = places or place_sign

    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        noted.mentions = []
        if len(doc):
            t = tokens(doc)
            blocked = [False] * len(doc)
            for time in noted.times:
                blocked[time.start : time.end] = [True] * (time.end - time.start)
            entities = [(e.start, e.end, e.label_) for e in doc.ents]
            found = split_by_article(t, cut_headings(t, candidates(t, entities, blocked, noted.calendar_persons)))
            for c, name in zip(found, classify(t, found, self.places), strict=True):
                if name != "None":
                    noted.mentions.append(DocMention(c.start, c.end, c.end - 1, "Named", name, head_start=c.start))
            taken = [False] * len(doc)
            for m in noted.mentions:
                taken[m.start : m.end] = [True] * (m.end - m.start)
            noted.mentions += market_things(t, taken)
            noted.mentions = sorted(noted.mentions + nested(t, noted.mentions), key=lambda m: (m.start, m.end))
        return doc


def classify(t: Tokens, found: list[Candidate], places: Callable[[str], str | None]) -> list[str]:
    """The class of each candidate, or "None"."""
    first = set(t.starts)
    heading = headings(t)
    small = small_words(t, heading)
    table = weights()
    types: dict[str, list[int]] = {}
    keys = []
    for index, c in enumerate(found):
        key = " ".join(w for w in t.words[c.start : c.end] if not w.isspace())
        if len(key) > 5 and key.isupper():
            key = key.title()
        keys.append(key)
        types.setdefault(key, []).append(index)
    scores: dict[str, list[float]] = {}
    persons: set[str] = set()
    placed: set[str] = set()
    around = [context_features(t, c, first) for c in found]
    share_in_lists(t, found, around, places)
    for key, indices in types.items():
        c = found[indices[0]]
        total = [0.0] * len(CLASSES)
        own_signs = own_features(t, c, places(key))
        for feature in own_signs:
            add(total, table.get(feature), 1.0)
        if any(
            feature.startswith(("gaz:", "site:", "place:", "linked", "direction", "country:")) for feature in own_signs
        ):
            placed.add(key)
        share = 1.0 / len(indices) ** (1 - CONTEXT_SHARE)
        for index in indices:
            c = found[index]
            for feature in (label_feature(t, c), *around[index]):
                add(total, table.get(feature), share)
                if feature in OF_PERSONS or feature.startswith("title:"):
                    persons.add(key)
                if feature in OF_PLACES:
                    placed.add(key)
            if heading[t.sentences[c.start]] and c.title and _verb_of_headline(t, c):
                total[-1] += NO_ENTITY  # "Deputy Drives Off"
            if heading[t.sentences[c.start]]:
                add(total, table.get("heading"), share)
                persons.add(key)  # the full name follows in the text
        if len(indices) > 1:
            add(total, table.get("twice"), 1.0)
        if key.lower() in small or all(w in small for w in key.lower().split()):
            add(total, table.get("small elsewhere"), 1.0)
        scores[key] = total
    tie(scores, persons)
    untie_places(scores, placed)
    for key in common_abbreviations(t) & set(scores):
        scores[key][-1] += NO_ENTITY
    tie_acronyms(t, found, keys, scores)
    own = active()
    return [own.class_of(key) or best(scores[key]) for key in keys]


def add(total: list[float], values: tuple[float, ...] | None, share: float) -> None:
    """Add a feature's weights to the scores."""
    if values:
        for i, value in enumerate(values):
            total[i] += share * value


def best(total: list[float]) -> str:
    """The class with the highest score."""
    return CLASSES[max(range(len(total)), key=lambda i: (total[i], -i))]


def tie(scores: dict[str, list[float]], persons: set[str]) -> None:
    """Let full names speak for surnames. A lone word that is in no full name, and of which nothing is told that is told of
    persons, is hardly one: news gives the full name first.

    Args:
        persons: names of which something is told that is told of persons.
    """
    table = weights()
    full: dict[str, str] = {}
    given: dict[str, str] = {}
    for key, total in scores.items():
        words = key.split()
        if len(words) > 1 and best(total) == "Person":
            for word in words[1:]:
                full.setdefault(word, key)
            given.setdefault(words[0], key)
    for key, total in scores.items():
        if " " in key and any(name.endswith(" " + key) for name in full.values()):
            add(total, table["tie:surname"], 1.0)  # "La Rica" beside "Gloria La Rica"
        if " " not in key:
            if key in full:
                sure = fold(full[key].split()[0]) in given_names() and best(total) != "Person"
                add(total, table["tie:surname"], SURE_TIE if sure else 1.0)
            elif key in given:
                add(total, table["tie:given"], 1.0)
            elif key not in persons and fold(key) not in surnames() and fold(key) not in given_names():
                add(total, table["untied"], 1.0)


def untie_places(scores: dict[str, list[float]], placed: set[str]) -> None:
    """A lone word that no gazetteer holds, and of which nothing is told that is told of places, is hardly one; nor is the
    beginning of an organisation's name that a word in it makes one ("Watch Tower" beside "Watch Tower Society").

    Args:
        placed: names of which something is told that is told of places, or that the gazetteer holds.
    """
    table = weights()
    for key, total in scores.items():
        if " " not in key:
            if key not in placed:
                add(total, table["unplaced"], 1.0)
        elif best(total) == "Place" and any(
            other.startswith(key + " ") and best(scores[other]) == "Organization" for other in scores
        ):
            add(total, table["begins an organisation"], 1.0)


def own_kind(t: Tokens, c: Candidate, places: Callable[[str], str | None]) -> str:
    """Place or Person where a name's own words hardly allow anything else, else ""."""
    words = [w for w in t.words[c.start : c.end] if not w.isspace()]
    if len(words) > 1 and fold(words[0]) in given_names() and c.label == "PERSON":
        return "Person"
    return "Place" if places(" ".join(words)) in SURE_PLACES and c.label in ("GPE", "LOC") else ""


def share_in_lists(
    t: Tokens, found: list[Candidate], around: list[list[str]], places: Callable[[str], str | None]
) -> None:
    """Let what a plural noun says of a name at an end of a list count for all of it ("the airlines Norvik and Sund", "the Auris
    and the Avensis models")."""
    runs: list[list[int]] = []
    for index, c in enumerate(found):
        last = found[index - 1] if index else None
        between = t.lower[last.end : c.start] if last else []
        listed = (
            last and 0 < len(between) < 5 and all(w in LISTED for w in between) and ("," in between or "and" in between)
        )
        if listed and last and t.sentences[last.start] == t.sentences[c.start]:
            runs[-1].append(index)
        else:
            runs.append([index])
    for run in runs:
        if len(run) < 2:
            continue
        first, last = found[run[0]], found[run[-1]]
        signs: list[str] = []
        if first.start and t.tags[first.start - 1] == "NNS":
            signs += [f for f in around[run[0]] if f in BEFORE_LISTS]
        if last.end < len(t.words) and t.tags[last.end] == "NNS":
            signs += [f for f in around[run[-1]] if f in BEHIND_LISTS]
        for index in run:
            around[index] += [f for f in signs if f not in around[index]]
        kinds = {own_kind(t, found[index], places) for index in run} - {""}
        if len(kinds) == 1:
            for index in run:
                around[index] += [f"list:{kind}" for kind in kinds if not own_kind(t, found[index], places)]


def nested(t: Tokens, mentions: list[DocMention]) -> list[DocMention]:
    """Places inside organisations' names ("Oxford" in "Oxford Police") that the article names alone as well."""
    alone = {tuple(t.words[m.start : m.end]) for m in mentions if m.entity_class == "Place"}
    found = []
    for m in mentions:
        if m.entity_class != "Organization" or m.end - m.start < 2:
            continue
        spans = [(m.start, m.start + size) for size in (3, 2, 1) if m.start + size < m.end]
        spans += [
            (m.end - size, m.end)
            for size in (3, 2, 1)
            if m.end - size - 1 > m.start and t.lower[m.end - size - 1] in ("of", "in", "for")
        ]
        for start, end in spans:
            if tuple(t.words[start:end]) in alone:
                found.append(DocMention(start, end, end - 1, "Named", "Place", head_start=start))
                break
    return found


def tie_acronyms(t: Tokens, found: list[Candidate], keys: list[str], scores: dict[str, list[float]]) -> None:
    """Give an acronym in brackets the class of the long form before it ("Norvik Direct Investment Fund (NDIF)")."""
    done = set()
    for (a, long), (b, short) in pairwise(zip(found, keys, strict=True)):
        if b.start != a.end + 1 or b.end - b.start != 1 or t.words[a.end] != "(" or short in done:
            continue
        capitals = [word[0].lower() for word in t.words[a.start : a.end] if word[:1].isupper()]
        letters = [letter for letter in short.lower() if letter.isalnum()]
        if len(capitals) > 1 and len(letters) > 1 and letters[0] == capitals[0] and set(capitals) <= set(letters):
            done.add(short)
            name = best(scores[long])
            if name not in ("Person", "None"):
                scores[short][CLASSES.index(name)] += LONG_FORM
                scores[long][-1] -= 1.0


def common_abbreviations(t: Tokens) -> set[str]:
    """Abbreviations that the text explains by common nouns: "rights management (RM)", "RM (rights management)"."""
    found = set()
    for i, word in enumerate(t.words):
        letters = word.lower().rstrip("s") if word[-1:] == "s" else word.lower()
        if not (2 <= len(letters) <= 6 and word[:-1].isupper() and letters.isalpha()):
            continue
        if 0 < i < len(t.words) - 1 and t.words[i - 1] == "(" and t.words[i + 1] == ")":
            before = [w for w in t.words[max(0, i - 2 * len(letters)) : i - 1] if w[:1].isalnum()]
            words = before[-len(letters) :]
        elif t.words[i + 1 : i + 2] and t.words[i + 1] in ("(", "["):
            close = next((k for k in range(i + 2, min(i + 12, len(t.words))) if t.words[k] in (")", "]")), i + 2)
            words = [w for w in t.words[i + 2 : close] if w[:1].isalnum()]
        else:
            continue
        first = words and t.words.index(words[0]) in t.starts
        small = all(w.islower() or (k == 0 and first) for k, w in enumerate(words))
        words = [w.lower() for w in words]
        if len(words) == len(letters) and small and "".join(w[0] for w in words) == letters:
            found.add(word)
    return found


def headings(t: Tokens) -> list[bool]:
    """For each sentence, whether it is a line with capitals at most words, which do not show there what is a name."""
    found = []
    for number, start in enumerate(t.starts):
        end = t.starts[number + 1] if number + 1 < len(t.starts) else len(t.words)
        while end > start and (t.space[end - 1] or t.words[end - 1] in CLOSING):
            end -= 1
        long = [word for word in t.words[start:end] if len(word) > 3 and word.isalpha()]
        capital = sum(word[0].isupper() for word in long)
        found.append(len(long) >= 4 and capital > 0.7 * len(long) and t.words[end - 1] not in ENDS)
    return found


def small_words(t: Tokens, heading: list[bool]) -> set[str]:
    """Words that the article writes with a small letter, outside headings."""
    return {word for i, word in enumerate(t.words) if word.islower() and not heading[t.sentences[i]]}


def _verb_of_headline(t: Tokens, c: Candidate) -> bool:
    """Whether what stands behind a title in a heading is a verb with a capital ("Security Chief Tells Senators")."""
    word = t.lower[c.start]
    if c.end - c.start > 1 or not word.endswith("s") or word in surnames():
        return False
    return any(word.removesuffix(ending) in background_words() for ending in ("s", "es"))


def _without_small(t: Tokens, c: Candidate, small: set[str]) -> list[Candidate]:
    """What is left of a heading's candidate without the words that the article writes small elsewhere."""
    if any(t.lower[i] == "of" and t.lower[i - 1] in organisation_heads() for i in range(c.start + 1, c.end - 1)):
        return [c]  # "Department of Justice"
    inside = [t.lower[i] not in small or t.lower[i] in PARTICLES for i in range(c.start, c.end)]
    if all(inside):
        return [c]
    found, start = [], c.start
    for i in range(c.start, c.end + 1):
        if i == c.end or not inside[i - c.start]:
            while start < i and not _bears_a_name(t, start):
                start += 1
            end = i
            while end > start and not _bears_a_name(t, end - 1):
                end -= 1
            if start < end:
                found.append(Candidate(start, end, c.label, c.title if start == c.start else None))
            start = i + 1
    return found


def _bears_a_name(t: Tokens, i: int) -> bool:
    """Whether a name may begin or end with a token."""
    return t.lower[i] not in PARTICLES and any(c.isalnum() for c in t.words[i])


def cut_headings(t: Tokens, found: list[Candidate]) -> list[Candidate]:
    """Cut candidates of heading lines to the name inside them that the article uses elsewhere."""
    heading = headings(t)
    if not any(heading):
        return found
    body = {tuple(t.words[c.start : c.end]) for c in found if not heading[t.sentences[c.start]]}
    small = small_words(t, heading)
    cut = []
    for c in found:
        size = c.end - c.start
        if heading[t.sentences[c.start]] and size > 1 and tuple(t.words[c.start : c.end]) not in body:
            parts = [(c.start + at, c.start + at + n) for n in range(size - 1, 0, -1) for at in range(size - n + 1)]
            part = next((p for p in parts if tuple(t.words[p[0] : p[1]]) in body), None)
            if part and part[1] == c.end and c.label == "PERSON":
                part = None  # a surname, not all of the name
            if part:
                cut.append(Candidate(part[0], part[1], c.label, c.title if part[0] == c.start else None))
                continue
            if not part:
                cut += _without_small(t, c, small)
                continue
        cut.append(c)
    return cut
