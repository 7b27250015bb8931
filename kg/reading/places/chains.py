"""The chains that may be places, with what the gazetteer offers for them and what the text says beside them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from kg.knowledge import gazetteer, lexicons
from kg.knowledge.gazetteer import Place
from kg.knowledge.place_options import candidates, container_at, places_beside
from kg.knowledge.word_sets import word_set
from kg.reading.places.candidates import LISTED
from kg.reading.text.annotations import Annotations, DocChain, DocMention

KNOWN_TOWN = 100_000
"""Inhabitants from which a town's name is taken for it inside a longer name too; a fifth where it has several words."""
BIG_TOWN = 500_000
"""Inhabitants from which a town is itself also in capitals."""
LARGE = 1_000_000
"""Inhabitants from which a town's other names are as good as its main one."""
_INNER = re.compile(r"[^\s,/()–-]+")


@dataclass(slots=True)
class PlaceChain:
    """A chain on its way to a place."""

    chain: DocChain
    mentions: list[DocMention]
    options: list[Place]
    beside: dict[str, float] = field(
        default_factory=dict
    )  # place id (region, country) that the text names beside it → times
    prior: list[float] = field(default_factory=list)
    holders: list[DocChain] = field(default_factory=list)  # chains whose names hold this place's name
    inner: bool = False  # whether it stands in longer names alone
    weight: float = 0.0  # how much it counts for the others; 0: by its mentions
    local: frozenset[str] = frozenset()  # countries in which it may be the town that the publisher is named after


@functools.cache
def told_places() -> dict[str, str]:
    """Names of countries and of English-speaking countries' regions that mean one place only → its id."""
    found: dict[str, str] = {}
    for place in gazetteer.wide_places():
        if place.cls == "country" or (place.cls == "region" and place.country_code in ("US", "CA", "AU", "GB")):
            same = [p for p in gazetteer.lookup(place.name) if p.cls == "country" or (p.cls == "region" and p.exact)]
            if same == [place] and len(place.name) > 3 and place.name.count(" ") < 2:
                found[place.name] = place.id
    return found


def gather(noted: Annotations, words: list[str]) -> list[PlaceChain]:
    by_chain: dict[int, list[DocMention]] = {}
    for mention in noted.mentions:
        if mention.kind == "Named":
            by_chain.setdefault(mention.chain, []).append(mention)
    found = []
    for number, chain in enumerate(noted.chains):
        if chain.entity_class != "Place" or not chain.names:
            continue
        mentions = by_chain.get(number, [])
        if mentions and all(_beside_person(noted, words, m) for m in mentions):
            continue
        options: list[Place] = []
        named = ""
        beside: list[Place] = []
        for written in chain.names:
            name = written
            head, _, tail = name.partition(",")
            if tail and not candidates(name):
                container = container_at([*tail.split()], 0) if tail.strip() else None
                if container is not None:
                    beside.append(container)
                name = head
            options = list(candidates(name))
            if options:
                named = name
                break
        if options and all(_other_word(words, m) for m in mentions):
            continue
        one = PlaceChain(chain, mentions, options)
        for mention in mentions:
            if not _in_a_list_of_regions(words, mention.end, options):
                beside += places_beside(words, mention.start, mention.end)
            if _held_in_a_state(words, mention.start) and any(
                p.cls == "region" and p.country_code == "US" for p in options
            ):
                beside += [p for p in (gazetteer.country("US"),) if p is not None]
            if any(w.lower() in LISTED for w in words[mention.end : mention.end + 10]) and "ount" not in (
                named or chain.names[0]
            ):
                one.options += [
                    p for p in gazetteer.lookup(f"{named or chain.names[0]} County") if p not in one.options
                ]
        for place in beside:
            one.beside[place.id] = one.beside.get(place.id, 0) + 1
        one.options = _without_twins(one.options)
        if one.options:
            found.append(one)
    return found


def _held_in_a_state(words: list[str], start: int) -> bool:
    """Whether a name is that of the state which somebody sits for in the United States ("a congressman from Georgia")."""
    return start > 1 and words[start - 1] in ("from", "of") and words[start - 2].lower() in word_set("sits for a state")


def _in_a_list_of_regions(words: list[str], end: int, options: list[Place]) -> bool:
    """Whether a region stands in a list of its like ("Maine, New York, Ohio and Utah"): the next is none that it lies in.

    Args:
        words: of the article.
        end: of the name among them.
        options: what the name may mean.
    """
    own = {p.country_code for p in options if p.cls == "region" and p.exact}
    if not own:
        return False
    found, i = 0, end
    while i + 1 < len(words) and found < 3 and words[i].lower() in (",", "and", "or"):
        i += 1
        while words[i].lower() in ("and", "or") and i + 1 < len(words):
            i += 1
        sizes = (n for n in (3, 2, 1) if _region(" ".join(words[i : i + n]), own))
        size = next(sizes, 0)
        if not size:
            break
        found, i = found + 1, i + size
    return found > 1


def _region(name: str, countries: set[str]) -> bool:
    return any(p.cls == "region" and p.exact and p.country_code in countries for p in gazetteer.lookup(name))


def _other_word(words: list[str], mention: DocMention) -> bool:
    """Whether what looks like a small town is something else: an abbreviation in capitals amid a sentence ("the APAC region"), a
    saint's day, whoever an administration is called after."""
    name = words[mention.start : mention.end]
    behind = [word.lower() for word in words[mention.end : mention.end + 2]]
    if behind[1:] == ["day"] and behind[0] in ("'s", "’s"):
        return True
    if behind[:1] and behind[0] in word_set("called after a person") and not _wide(" ".join(name)):
        return True
    if len(name) != 1 or not name[0].isupper() or not 2 < len(name[0]) < 6:
        return False
    after = words[mention.end] if mention.end < len(words) else "."
    before = words[mention.start - 1] if mention.start else "\n"
    amid = before.islower() and after.islower()
    return amid and not _wide(name[0])


def _wide(name: str) -> bool:
    """Whether a name is that of a big town, or of more than a town."""
    return any(p.cls != "city" or p.population >= BIG_TOWN for p in gazetteer.lookup(name))


def _beside_person(noted: Annotations, words: list[str], mention: DocMention) -> bool:
    """Whether a given name that towns bear as well is joined by "and" to a person's ("Victoria and David")."""
    if mention.end - mention.start > 1 or words[mention.start].lower() not in lexicons.given_names():
        return False
    if any(p.cls == "country" for p in candidates(words[mention.start])):
        return False
    others = [m for m in noted.mentions if m.kind == "Named" and m.entity_class == "Person"]
    return any(
        (m.start == mention.end + 1 and words[mention.end].lower() in ("and", "&"))
        or (m.end == mention.start - 1 and words[m.end].lower() in ("and", "&"))
        for m in others
    )


def hold(noted: Annotations, chains: list[PlaceChain]) -> None:
    """Finds the places that names of organisations and of unknown places hold ("Kentucky State Police", "South Philadelphia")."""
    known: dict[str, PlaceChain] = {}
    for one in chains:
        for name in one.chain.names:
            known.setdefault(gazetteer.name_key(name), one)
    linked = {id(one.chain) for one in chains}
    for chain in noted.chains:
        if chain.entity_class not in ("Organization", "Place", "Thing") or not chain.names or id(chain) in linked:
            continue
        if chain.names[0].split()[-1].lower() in word_set("way called after somewhere else"):
            continue  # "Pennsylvania Avenue" is in Washington
        inner = _inner_name(chain.names[0], known, organization=chain.entity_class == "Organization")
        if inner is None:
            _national(chain)
            continue
        key = gazetteer.name_key(inner)
        if key not in known:
            known[key] = PlaceChain(DocChain("Place", [inner]), [], _without_twins(list(candidates(inner))), inner=True)
            chains.append(known[key])
        known[key].holders.append(chain)


def _national(chain: DocChain) -> None:
    """An organisation whose name begins with a nationality is in that country ("French Football Federation"), but no embassy."""
    words = chain.names[0].removeprefix("the ").removeprefix("The ").split()
    if (
        chain.entity_class == "Organization"
        and len(words) > 1
        and not word_set("missions") & {w.lower() for w in words}
    ):
        code = lexicons.country_of_demonym(words[0])
        country = gazetteer.country(code) if code else None
        if country is not None:
            chain.within = country.id


def _inner_name(name: str, known: dict[str, PlaceChain], *, organization: bool) -> str | None:
    """The first place's name within a longer name: one that the article knows, or one too well known to be something else."""
    words = _INNER.findall(name)
    for start in range(len(words)):
        for end in range(min(start + 4, len(words)), start, -1):
            part = " ".join(words[start:end])
            if not part[:1].isupper() or len(part) == len(name):
                continue
            if gazetteer.name_key(part) in known:
                return part
            given = end - start == 1 and part.lower() in lexicons.given_names() and part not in told_places()
            if given and not (
                organization and any(p.cls in ("country", "region") and p.exact for p in candidates(part))
            ):
                continue
            if lexicons.country_of_group(part) is None and any(_unmistakable(p, end - start) for p in candidates(part)):
                return part
    return None


def _unmistakable(place: Place, words: int) -> bool:
    """Whether a place's name, inside a longer name, hardly means anything else."""
    if not place.exact:
        return place.cls == "country"
    if place.cls == "city":
        return place.population >= (KNOWN_TOWN if words == 1 else KNOWN_TOWN // 5)
    if place.cls == "region":
        return place.country_code in ("US", "CA", "AU", "GB") or place.population >= LARGE
    return place.cls == "country" or (place.cls == "county" and words > 1)


def _without_twins(options: list[Place]) -> list[Place]:
    """Leaves out regions called like their chief town ("Alexandria"), unless the region is the better known (US
    states)."""
    towns = {p.country_code: p for p in reversed(options) if p.cls == "city" and p.exact}
    return [
        p
        for p in options
        if p.cls != "region"
        or p.country_code not in towns
        or towns[p.country_code].region != p.id
        or p.country_code in ("US", "CA", "AU")
    ]
