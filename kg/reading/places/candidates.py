"""What the gazetteer offers for a place's name, what the text says beside it, and towns that were read as people."""

from __future__ import annotations

import functools

from kg.knowledge import gazetteer, lexicons
from kg.knowledge.gazetteer import Place
from kg.knowledge.place_words import postal_codes, town_defaults
from kg.knowledge.publishers import Home
from kg.knowledge.word_sets import word_set
from kg.reading.text.annotations import Annotations, DocMention

TOWN_WORDS = frozenset(
    ("city", "town", "village", "port", "capital", "suburb", "township", "hamlet", "municipality", "resort", "district")
)
STRIPPED = ("township", "twp", "city", "town", "village", "borough", "province", "county")
TOWN = 400
"""Inhabitants from which what stands behind "in" is a town rather than what else its name may mean."""
DASHES = frozenset(("-", "–", "—", "--"))
LISTED = frozenset(("counties", "county", "cos", "parishes"))


@functools.lru_cache(maxsize=8192)
def candidates(name: str) -> tuple[Place, ...]:
    """What the gazetteer offers for a place's name as a text writes it; a nationality stands for its country."""
    name = name.strip(" ,")
    if name.lower().startswith("the "):
        name = name[4:]
    short = lexicons.acronyms().get(name)
    if short is not None:
        found = () if short.entity_class != "Place" else gazetteer.lookup(short.long_forms[0])
        return found or gazetteer.lookup(name)
    code = lexicons.country_of_group(name)
    if code is not None:
        country = gazetteer.country(code)
        return (country,) if country else ()
    key = gazetteer.name_key(name)
    if town_defaults().get(key) == "-":
        return ()
    if "." in name and len(key) <= 3:
        place = gazetteer.place(
            postal_codes().get(name) or postal_codes().get(name + ".", "")
        )  # "W.Va", cut off at its last dot
        return (place,) if place else ()
    found = gazetteer.lookup(name)
    if not found and " " in name:
        words = name.split()
        if words[-1].lower().strip(".") in STRIPPED:
            found = gazetteer.lookup(" ".join(words[:-1]))
        elif (
            words[0].lower() in ("city", "town", "state", "village", "province", "county") and words[1].lower() == "of"
        ):
            found = gazetteer.lookup(" ".join(words[2:]))
        elif words[-1].lower() in ("co.", "co"):
            found = gazetteer.lookup(" ".join([*words[:-1], "County"]))
    return found


def container_at(words: list[str], start: int) -> Place | None:
    """The region or country named by the words from ``start``: the longest of up to four."""
    first = words[start]
    if not first[:1].isupper():
        return None
    for end in range(min(start + 4, len(words)), start, -1):
        name = " ".join(words[start:end])
        if end == start + 1 and name in postal_codes():
            return gazetteer.place(postal_codes()[name])
        if end > start + 1 and not words[end - 1][:1].isupper() and words[end - 1] != "of":
            continue
        found = [p for p in candidates(name) if p.cls in ("country", "region", "county")]
        if found:
            return min(found, key=lambda p: p.cls != "region") if len(found) > 1 else found[0]
    return None


def places_beside(words: list[str], mention: DocMention) -> list[Place]:
    """Places that the text names beside a mention as containing it."""
    found = []
    after = mention.end
    if after + 1 < len(words) and words[after] in (",", "("):
        place = container_at(words, after + 1)
        if place is not None:
            found.append(place)
    start = mention.start
    back = start - 1 if start and words[start - 1] in ("of", ",") else start
    if back > 1 and words[back - 1].lower() in TOWN_WORDS:
        for i in (back - 2, back - 3):
            if i >= 0:
                place = container_at(words[: back - 1], i)
                if place is not None:
                    found.append(place)
                    break
    return found


def lies_within(inner: Place, outer: Place) -> bool:
    """Whether ``inner`` lies in ``outer``, as far as the gazetteer knows."""
    if outer.cls == "country":
        return inner.country_code == outer.country_code and inner.cls != "country"
    if inner.region == outer.id:
        return True
    if outer.cls == "county":
        return inner.region == outer.region and gazetteer.kilometres(inner, outer) < 60
    return False


def reclaim_towns(noted: Annotations, words: list[str], home: Home | None = None) -> None:
    """Makes places of names that were read as persons or organisations and that the text uses as towns: in a dateline, after
    the name of whoever lives there, before those who live or work there ("a Winona man"), behind "in" or "near", or within a
    region beside them; and of towns that the publisher is named after. What has a county in its name is no person."""
    by_chain: dict[int, list[DocMention]] = {}
    for mention in noted.mentions:
        by_chain.setdefault(mention.chain, []).append(mention)
    for number, mentions in by_chain.items():
        chain = noted.chains[number]
        if chain.entity_class == "Place" or chain.country_code or not chain.names or chain.titles:
            continue
        if len({gazetteer.name_key(n) for n in chain.names}) > 1 or any(m.kind != "Named" for m in mentions):
            continue
        options = [p for p in candidates(chain.names[0]) if p.exact]
        if chain.entity_class == "Person" and _county_in(chain.names[0]) and not options:
            chain.entity_class, chain.gender = "Organization", None
            for mention in mentions:
                mention.entity_class = "Organization"
        known = home is not None and any(p.cls == "city" for p in options) and home.named_after(chain.names[0])
        county = any(p.cls == "county" for p in options) and _county_in(chain.names[0])
        if options and (known or county or any(_as_town(words, m, options) for m in mentions)):
            chain.entity_class, chain.gender = "Place", None
            for mention in mentions:
                mention.entity_class = "Place"


def _county_in(name: str) -> bool:
    """Whether a name holds that of a county ("Lamar County Commissioners")."""
    words = name.split()
    return any(
        word in ("County", "Parish")
        and any(p.cls == "county" for p in gazetteer.lookup(" ".join(words[max(0, i - n) : i + 1])))
        for i, word in enumerate(words)
        for n in (1, 2)
        if i
    )


def _as_town(words: list[str], mention: DocMention, options: list[Place]) -> bool:
    start, end = mention.start, mention.end
    after = words[end] if end < len(words) else ""
    before = words[start - 1] if start else "\n"
    if after.lower() in word_set("locals"):
        return True
    if before.lower() in word_set("in towns") and after not in ("'s", "’s"):
        return any(p.population >= TOWN for p in options)
    if after in DASHES and (before.isspace() or before in ".!?") and words[start].isupper():
        return end + 1 < len(words) and words[end + 1][:1].isupper()
    if after in (",", "and", "or", "counties") and any(w in LISTED for w in words[end : end + 10]):
        return any(p.cls == "county" for p in gazetteer.lookup(" ".join(words[start:end]) + " County"))
    if before == "of" and start > 2 and after in (",", ".") and words[start - 2] == "," and words[start - 3].isdigit():
        return True  # "Ann Poe, 41, of Winona,"
    return any(lies_within(option, outer) for outer in places_beside(words, mention) for option in options)
