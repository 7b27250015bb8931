"""One stretch that holds more than a name: titles and roles before persons, countries and companies beside them."""

from __future__ import annotations

from kg.knowledge.background import small_words
from kg.knowledge.gazetteer import country_named, lookup
from kg.knowledge.lexicons import (
    acronyms,
    facility_heads,
    given_names,
    groups,
    known_organizations,
    organisation_heads,
    roles,
    surnames,
    surnames_first,
    thing_heads,
    titles,
)
from kg.knowledge.media import known_media
from kg.knowledge.nouns import noun_classes
from kg.knowledge.transliteration import fold
from kg.knowledge.word_sets import word_set
from kg.reading.names.candidate import HYPHENS, MATTERS, WORKS, Candidate
from kg.reading.text.tokens import Tokens

TOWN = 30_000
"""Inhabitants of a town that two names may be joined of."""

LONGEST_FIELD = 9
"""Words between an office and the person who holds it ("Minister for Public Expenditure and Reform Ann Lee")."""

SAINTS = frozenset(("st.", "ste.", "st", "ste", "saint", "sainte"))
"""What may stand before a saint, or begin the name of a town."""
NOBLE = frozenset(("al", "de", "van", "von", "el"))
THING_BEFORE = word_set("kind of thing before its name")


def split_roles(t: Tokens, c: Candidate) -> list[Candidate]:
    """Cut off what a person is called before the name ("Fund Chairman Ann Lee"), and roles before "of"."""
    if c.label in WORKS or c.end - c.start < 2 or (c.label in ("GPE", "ORG") and t.lower[c.start] in SAINTS):
        return [c]
    if person := _behind_matter(t, c):
        return [person]
    known = titles()
    for i in range(c.end - 2, c.start - 1, -1):
        word = t.lower[i]
        after = i + 1
        if t.lower[after] in ("of", "for") and t.words[i][:1].isupper() and (word in roles() or word in known):
            if c.end - after < 2 or t.lower[c.start] in ("university", "house"):
                return [c]
            rest = Candidate(after + 1, c.end, "ORG" if c.label in ("ORG", "PERSON") else c.label)
            if t.lower[after] != "of":
                return []
            if rest.end - rest.start > 2 and t.words[rest.start].isupper() and not t.words[rest.start + 1].isupper():
                # "CEO of ACME Ann Lee"
                return [Candidate(rest.start, rest.start + 1, "ORG"), Candidate(rest.start + 1, rest.end, "PERSON")]
            return [rest]
        following = t.words[after]
        if (
            not (following[:1].isupper() or t.lower[after] in NOBLE)
            or not t.words[i][:1].isupper()
            or following in HYPHENS
        ):
            continue
        kind = known.get(word) or (known.get(word[:-1]) if word.endswith("s") and following[:1].isupper() else None)
        size = 1
        for longer in (3, 2):
            words = _title_words(t, i + 1 - longer, i + 1) if i + 1 - longer >= c.start else ""
            if words in known:
                kind, size = known[words], longer
                break
        if kind is None and i > c.start and word in roles() and fold(following) in given_names():
            kind = (None, "office")
        if kind is None and i == c.start and _role_before_full_name(t, c):
            kind = (None, "office")
        if kind is None or not _titled(t, i, c, kind[1]):
            continue
        if (
            i == c.start + 1
            and kind[1] == "noble"
            and c.label in ("PERSON", "")
            and fold(t.words[c.start]) in given_names()
        ):
            continue  # "Sacha Baron Cohen"
        person = Candidate(after, c.end, "PERSON", _title_words(t, i + 1 - size, i + 1))
        before = Candidate(c.start, i + 1 - size, c.label if c.label not in ("PERSON", "GPE") else "")
        return [*([before] if before.end > before.start else []), person]
    return _split_place(t, c) or _split_company(t, c)


def _behind_matter(t: Tokens, c: Candidate) -> Candidate | None:
    """The person behind what an office is for ("Minister of" + "Education Ann Lee", "Ambassador to the" + "UN Ann Lee")."""
    before = c.start - 1
    if before < 1 or t.lower[before] not in ("the", "of", "for", "to", "and", "&"):
        return None
    first = t.starts[t.sentences[c.start]]
    while before > first and c.start - before < LONGEST_FIELD and t.lower[before] not in titles():
        if t.lower[before] not in ("the", "of", "for", "to", "and", "&", ",") and not (
            t.words[before][:1].isupper() and _matter(t, before)
        ):
            break
        before -= 1
    if t.lower[before] not in titles() and t.lower[before] not in roles():
        return None
    for i in range(c.start + 1, c.end - 1):
        listed = i == c.start + 1 and t.lower[c.start - 1] in ("and", "&")  # "for Finance and Reform Ann Lee"
        if not listed and not all(_matter(t, k) or t.words[k] in HYPHENS for k in range(c.start, i)):
            return None
        named = fold(t.words[i]) in given_names() or fold(t.words[i]) in surnames_first()
        if named and not _matter(t, i) and _of_a_person(t, i, c.end):
            return Candidate(i, c.end, "PERSON")
    return None


def _matter(t: Tokens, i: int) -> bool:
    """Whether a word is of what an office is for."""
    word = t.lower[i]
    common = word in small_words() or word.removesuffix("s") in noun_classes() or word in ("and", "&", "of")
    common = common or word.endswith(MATTERS)
    return (common and word not in given_names()) or t.words[i] in acronyms()


def _role_before_full_name(t: Tokens, c: Candidate) -> bool:
    """Whether a name begins with what a person is called, with a capital at the head of a sentence or a heading
    ("Broadcaster Ann Lee", "Longtime Ann Lee"): not "Hunter Ann Lee", "Lake Victoria Falls"."""
    word, names = t.lower[c.start], given_names()
    if c.end - c.start < 3 or word in names:
        return False
    following = fold(t.words[c.start + 1])
    marked = t.ents[c.start + 1] == "PERSON" and t.ents[c.start] != "PERSON"
    if not marked and following not in names and following not in surnames_first():
        return False
    common = word in small_words() or noun_classes().get(word) == "Person"
    return word in roles() or (common and c.label in ("PERSON", "") and _of_a_person(t, c.start, c.end))


def _of_a_person(t: Tokens, start: int, end: int) -> bool:
    """Whether neither the first nor the last word is of an organisation, a site or a thing."""
    known = (organisation_heads(), facility_heads(), thing_heads(), THING_BEFORE)
    last = t.lower[end - 1]
    if last in noun_classes() and fold(last) not in surnames():
        return False
    return not any(t.lower[i] in words for i in (start, end - 1) for words in known)


def _split_place(t: Tokens, c: Candidate) -> list[Candidate]:
    """A country, a region or a medium and the full name of a person, side by side ("President of France Ann Lee",
    "Scotland Ann Lee", "BBC Ann Lee"); else nothing."""
    if c.label in ("GPE", "LOC", "FAC"):
        return []
    for size in (1, 2, 3):
        after = c.start + size
        if c.end - after < 2 or fold(t.words[after]) not in given_names():
            continue
        if not _of_a_person(t, after, c.end):
            continue
        if fold(t.words[c.start]) in given_names() and not _office_before(t, c.start):
            continue
        kind = _before_persons(" ".join(t.words[c.start : after]))
        if kind:
            return [Candidate(c.start, after, kind), Candidate(after, c.end, "PERSON")]
    return []


def _office_before(t: Tokens, i: int) -> bool:
    """Whether "President of" or the like stands before a token."""
    return i > 1 and t.lower[i - 1] in ("of", "to", "in") and (t.lower[i - 2] in titles() or t.lower[i - 2] in roles())


def _before_persons(name: str) -> str:
    """The model's label of a name that may stand before a person's without a comma: a country, a region, a medium; or ""."""
    if any(p.cls in ("country", "region") for p in lookup(name)):
        return "GPE"
    return "ORG" if name.lower() in known_media() or (" " in name and name in known_organizations()) else ""


def split_by_article(t: Tokens, found: list[Candidate]) -> list[Candidate]:
    """Cut a country, a region or a medium off a surname that the article gives with its given name ("CNN Lee", "Ann Lee")."""
    full: dict[str, set[str]] = {}
    for c in found:
        if c.end - c.start > 1 and (c.label == "PERSON" or fold(t.words[c.start]) in given_names()):
            full.setdefault(t.words[c.end - 1], set()).add(" ".join(t.words[c.start : c.end - 1]))
    split = []
    alone = {t.words[c.start] for c in found if c.end - c.start == 1} | set(full)
    for c in found:
        last = t.words[c.end - 1]
        if (
            c.end - c.start == 3
            and t.words[c.start + 1] in HYPHENS
            and {t.words[c.start], last} <= alone
            and (last in full or t.words[c.start] in full)
        ):  # "the Berg-Lind debate"
            split += [Candidate(c.start, c.start + 1, "PERSON"), Candidate(c.end - 1, c.end, "PERSON")]
            continue
        if 2 <= c.end - c.start <= 3 and last in full and c.label not in ("GPE", "LOC", "FAC"):
            name = " ".join(t.words[c.start : c.end - 1])
            kind = _before_persons(name) if fold(t.words[c.start]) not in given_names() else ""
            if kind and full[last] - {name}:
                split += [Candidate(c.start, c.end - 1, kind), Candidate(c.end - 1, c.end, "PERSON")]
                continue
        split.append(c)
    return split


def _title_words(t: Tokens, start: int, end: int) -> str:
    """A title as the list of titles has it: "prime minister", "director-general"."""
    return " ".join(t.lower[start:end]).replace(" - ", "-")


def split_pair(t: Tokens, c: Candidate) -> list[Candidate]:
    """Two names in one: places with a hyphen ("US-Russia talks", "Linz-Wels"), an acronym and what it stands before or
    behind ("Norvik Labour Party NLP", "ABC Ann Lee"), two peoples ("Hindu Muslim"). None where two countries are one token."""
    size = c.end - c.start
    if size == 1 and "-" in t.words[c.start][1:-1]:
        return [] if all(map(country_named, t.words[c.start].split("-"))) else [c]
    if size == 3 and t.words[c.start + 1] in HYPHENS:
        first, last = t.words[c.start], t.words[c.end - 1]
        if (country_named(first) and country_named(last)) or _two_towns(first, last):
            return [Candidate(c.start, c.start + 1, "GPE"), Candidate(c.end - 1, c.end, "GPE")]
        faced = t.lower[c.end : c.end + 1]
        if fold(first) in surnames() and fold(last) in surnames() and faced and faced[0] in word_set("between two"):
            return [Candidate(c.start, c.start + 1, "PERSON"), Candidate(c.end - 1, c.end, "PERSON")]
        return [c]
    if size == 3 and t.lower[c.start + 1] == "and" and _two_towns(t.words[c.start], t.words[c.end - 1], " and "):
        return [Candidate(c.start, c.start + 1, "GPE"), Candidate(c.end - 1, c.end, "GPE")]
    if size == 2 and all(t.words[i] in groups() for i in (c.start, c.start + 1)):
        return (
            [c]
            if " ".join(t.words[c.start : c.end]) in groups()
            else [Candidate(c.start, c.start + 1, "NORP"), Candidate(c.start + 1, c.end, "NORP")]
        )
    if size > 5 and c.label == "PERSON" and (several := _several(t, c)):
        return several
    named = size > 3 and c.label in ("PERSON", "") and fold(t.words[c.start]) in given_names()
    if named and " ".join(t.words[c.end - 2 : c.end]) in known_organizations():  # "Ann Lee Fine Gael"
        return [Candidate(c.start, c.end - 2, "PERSON", c.title), Candidate(c.end - 2, c.end, "ORG", known=True)]
    if size > 2 and c.label not in WORKS:
        first, last = t.words[c.start], t.words[c.end - 1]
        if _acronym(last) and [w[0] for w in t.words[c.start : c.end - 1] if w[0].isupper()] == list(last):
            return [Candidate(c.start, c.end - 1, c.label), Candidate(c.end - 1, c.end, "ORG")]
        if _acronym(first) and fold(t.words[c.start + 1]) in given_names() and _of_a_person(t, c.start + 1, c.end):
            return [Candidate(c.start, c.start + 1, "ORG"), Candidate(c.start + 1, c.end, "PERSON")]
    return [c]


def _several(t: Tokens, c: Candidate) -> list[Candidate]:
    """The persons of a list that has lost its commas ("Ann Lee Bo Berg Ida Holm"): each a given name and what follows it."""
    starts = [c.start]
    for i in range(c.start + 2, c.end - 1):
        joined = t.words[i - 1] in HYPHENS or t.words[i] in HYPHENS or t.words[i + 1] in HYPHENS
        if i - starts[-1] > 1 and not joined and fold(t.words[i]) in given_names() and t.words[i - 1].istitle():
            starts.append(i)
    if len(starts) < 3 or any(t.lower[i] in NOBLE or t.lower[i] in ("bin", "ibn") for i in range(c.start, c.end)):
        return []
    return [Candidate(a, b, "PERSON") for a, b in zip(starts, [*starts[1:], c.end], strict=True)]


def _acronym(word: str) -> bool:
    return 3 <= len(word) <= 6 and word.isupper() and word.isalpha()


def _two_towns(first: str, last: str, between: str = "-") -> bool:
    """Whether both parts of a name with a hyphen or "and" are well-known places, and the whole is none."""
    if lookup(f"{first}{between}{last}"):
        return False
    return all(
        any(p.exact and (p.population > TOWN or p.cls in ("country", "region")) for p in lookup(w))
        for w in (first, last)
    )


def _titled(t: Tokens, i: int, c: Candidate, kind: str) -> bool:
    """Whether the title at ``i`` belongs to a person whose name follows it, rather than to a name of something else."""
    last = t.lower[c.end - 1]
    if country_named(t.words[c.end - 1]) and fold(t.words[c.end - 1]) not in given_names():
        return False  # "Miss Norway"
    if kind == "honorific":
        return True
    site = kind not in ("academic", "medical") and (last in facility_heads() or last in thing_heads())
    if site and (last not in surnames() or c.label != "PERSON" or c.end - i > 3):
        return False  # "King Faisal Airport"
    if last in organisation_heads() or any(w in ("of", "for", "and") for w in t.lower[i + 1 : c.end]):
        return False
    if last not in noun_classes() or fold(t.words[i + 1]) in given_names():  # "Silva" is a common noun, too
        return True
    if noun_classes()[last] == "Organization":  # "General Services Administration"
        return False
    return c.label in (("PERSON", "GPE", "") if kind in ("office", "rank", "academic", "medical") else ("PERSON", ""))


def _split_company(t: Tokens, c: Candidate) -> list[Candidate]:
    """Cut a person's name off the end of an organisation's ("Acme Company Ann Lee")."""
    if c.label in ("ORG", "PERSON"):
        for i in range(c.start + 1, c.end - 2):
            if (
                organisation_heads().get(t.lower[i]) in ("company", "legal", "government")
                and fold(t.words[i + 1]) in given_names()
                and t.lower[c.end - 1] not in organisation_heads()
            ):
                return [Candidate(c.start, i + 1, "ORG"), Candidate(i + 1, c.end, "PERSON")]
    return [c]
