"""``kg_places``: which place of the gazetteer each place of the article is; countries of nationalities.

For every chain of class Place the gazetteer gives candidates. They are weighed by how well known they are, by what
the text says
beside the name ("Paris, Texas"; "the Texas town of Paris"), and by the article's other places: a candidate is held
up by candidates
of other chains that lie near, in the same region or in the same country, each as far as it is itself believed
(relaxation, three
rounds; after the spatial minimality of Leidner 2007). Where no candidate stands out, nothing is linked.
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass, field

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge import gazetteer, lexicons
from kg.knowledge.gazetteer import Place
from kg.reading.annotations import Annotations, DocChain, DocMention, annotated
from kg.reading.place_candidates import (
    LISTED,
    candidates,
    container_at,
    lies_within,
    places_beside,
    reclaim_towns,
    town_defaults,
)

LINK_FROM = 0.4
"""Share of belief that a candidate needs to be linked (tried: 0.3 to 0.7)."""
ROUNDS = 4
MOST_CANDIDATES = 220
"""Candidates of one article that are weighed against each other, which costs the square of their number."""
NEAR = 80.0
"""Kilometres over which nearness loses two thirds of its weight (tried: 40 to 200, alike)."""
PRIOR, CONTEXT, BESIDE = 1.0, 5.0, 9.0
"""Weight of a place's size (per power of ten of inhabitants), of the other places, and of the words beside the name."""
CLASS_PRIOR = {"country": 13.0, "region": 1.0, "county": 3.5, "area": 6.5, "city": 0.0}
ALTERNATE, CAPITAL, SAID, DEFAULT = -1.5, 2.0, 0.6, 2.5
NOTHING = 4.5
"""Score that linking nothing has: a small town that no other place of the article supports is none (tried: 3 to 7)."""
RIVAL = 5.0
"""What a country loses where a large region has its name as well (Georgia)."""
KNOWN_TOWN = 100_000
"""Inhabitants from which a town's name is taken for it inside a longer name too; a fifth where it has several words."""
LARGE = 1_000_000
"""Inhabitants from which a town's other names are as good as its main one."""
_INNER = re.compile(r"[^\s,/()–-]+")


@dataclass(slots=True)
class _Chain:
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


def _prior(place: Place) -> float:
    score = CLASS_PRIOR[place.cls]
    if place.cls in ("city", "region"):
        score += PRIOR * math.log10(place.population + 30)
    if place.cls == "city":
        if place.id in _capitals():
            score += CAPITAL
        if not place.exact:
            score += ALTERNATE if place.population < LARGE else ALTERNATE / 4
    return score


@functools.cache
def _capitals() -> frozenset[str]:
    return frozenset(p.id for code in gazetteer.country_codes() if (p := gazetteer.capital(code)))


@functools.cache
def _told() -> dict[str, str]:
    """Names of countries and of English-speaking countries' regions that mean one place only → its id."""
    found: dict[str, str] = {}
    for place in gazetteer.wide_places():
        if place.cls == "country" or (place.cls == "region" and place.country_code in ("US", "CA", "AU", "GB")):
            same = [p for p in gazetteer.lookup(place.name) if p.cls in ("country", "region") or p.population > 50_000]
            if same == [place] and len(place.name) > 3 and place.name.count(" ") < 2:
                found[place.name] = place.id
    return found


def _said(words: list[str]) -> dict[str, int]:
    """Countries and regions that the text names anywhere, inside other names and as adjectives too: id → times."""
    told, found = _told(), dict[str, int]()
    for i, word in enumerate(words):
        if word[:1].isupper():
            place = told.get(word) or (i + 1 < len(words) and told.get(f"{word} {words[i + 1]}"))
            if not place and (code := lexicons.country_of_demonym(word)):
                country = gazetteer.country(code)
                place = country.id if country else None
            if place:
                found[place] = found.get(place, 0) + 1
    return found


def _gather(noted: Annotations, words: list[str]) -> list[_Chain]:
    by_chain: dict[int, list[DocMention]] = {}
    for mention in noted.mentions:
        if mention.kind == "Named":
            by_chain.setdefault(mention.chain, []).append(mention)
    found = []
    for number, chain in enumerate(noted.chains):
        if chain.entity_class != "Place" or not chain.names:
            continue
        mentions = by_chain.get(number, [])
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
        one = _Chain(chain, mentions, options)
        for mention in mentions:
            beside += places_beside(words, mention)
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


def _hold(noted: Annotations, chains: list[_Chain]) -> None:
    """Finds the places that names of organisations and of unknown places hold ("Kentucky State Police", "South Philadelphia")."""
    known: dict[str, _Chain] = {}
    for one in chains:
        for name in one.chain.names:
            known.setdefault(gazetteer.name_key(name), one)
    linked = {id(one.chain) for one in chains}
    for chain in noted.chains:
        if chain.entity_class not in ("Organization", "Place") or not chain.names or id(chain) in linked:
            continue
        inner = _inner_name(chain.names[0], known)
        if inner is None:
            continue
        key = gazetteer.name_key(inner)
        if key not in known:
            known[key] = _Chain(DocChain("Place", [inner]), [], _without_twins(list(candidates(inner))), inner=True)
            chains.append(known[key])
        known[key].holders.append(chain)


def _inner_name(name: str, known: dict[str, _Chain]) -> str | None:
    """The first place's name within a longer name: one that the article knows, or one too well known to be something else."""
    words = _INNER.findall(name)
    for start in range(len(words)):
        for end in range(min(start + 4, len(words)), start, -1):
            part = " ".join(words[start:end])
            if not part[:1].isupper() or len(part) == len(name):
                continue
            if gazetteer.name_key(part) in known:
                return part
            if end - start == 1 and part.lower() in lexicons.given_names():
                continue
            if lexicons.country_of_demonym(part) is None and any(
                _unmistakable(p, end - start) for p in candidates(part)
            ):
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
        or p.country_code in ("US", "CA", "AU")
        or p.geonames is not None
    ]


def _weigh(chain: _Chain, cap: int) -> None:
    """Prior belief in each option; keeps the ``cap`` best."""
    default = next((d for n in chain.chain.names if (d := town_defaults().get(gazetteer.name_key(n)))), None)
    outer = [p for p in map(gazetteer.place, chain.beside) if p is not None]
    rivals = {p.country_code for p in chain.options if p.cls == "region" and p.population >= LARGE}
    scored = []
    for place in chain.options:
        score = _prior(place)
        if any(lies_within(place, p) for p in outer):
            score += BESIDE
        if place.cls == "country" and rivals - {place.country_code}:
            score -= RIVAL
        if place.id == default:
            score += DEFAULT
        scored.append((-score, place.index, place))
    scored.sort()
    chain.options = [place for _, _, place in scored[:cap]]
    chain.prior = [-score for score, _, _ in scored[:cap]]


def _support(places: list[Place], owner: np.ndarray) -> np.ndarray:
    """How much each option holds up each other one, by containment, shared region or country, and nearness."""
    codes = {code: n for n, code in enumerate(sorted({p.country_code for p in places}))}
    country = np.array([codes[p.country_code] if p.country_code else -1 - n for n, p in enumerate(places)])
    regions = {r: n for n, r in enumerate(sorted({p.id if p.cls == "region" else p.region for p in places}))}
    region = np.array(
        [regions[r] if (r := p.id if p.cls == "region" else p.region) else -1 - n for n, p in enumerate(places)]
    )
    is_country = np.array([p.cls == "country" for p in places])
    is_region = np.array([p.cls == "region" for p in places])
    lat = np.radians([0.0 if p.lat is None else p.lat for p in places])
    lon = np.radians([0.0 if p.lon is None else p.lon for p in places])
    x, y, z = np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)
    chord = np.sqrt(np.maximum(0.0, 2 - 2 * (np.outer(x, x) + np.outer(y, y) + np.outer(z, z))))
    exact = ~(is_country | is_region)
    near = np.exp(-chord * (gazetteer.EARTH_RADIUS / NEAR)) * np.outer(exact, exact)
    same_country = country[:, None] == country[None, :]
    same_region = region[:, None] == region[None, :]
    strength = 0.25 * same_country + 0.6 * same_region + near
    strength += 0.6 * (same_country & is_country[None, :]) + 0.6 * (same_region & is_region[None, :])
    return strength * (owner[:, None] != owner[None, :])


def link(chains: list[_Chain], said: dict[str, int]) -> None:
    """Choose an option for each chain; ``said``: as :func:`_said` gives them."""
    cap = max(4, MOST_CANDIDATES // max(1, len(chains)))
    for chain in chains:
        _weigh(chain, cap)
    places = [p for chain in chains for p in chain.options]
    owner = np.array([n for n, chain in enumerate(chains) for _ in chain.options])
    prior = np.array([score for chain in chains for score in chain.prior])
    often = np.array([min(2.0, math.log2(1 + max(1, len(chain.mentions)))) for chain in chains])[owner]
    ids = {p.country_code: p.id for i in said if (p := gazetteer.place(i)) is not None and p.cls == "country"}
    adjective = np.array(
        [min(2.0, math.log2(1 + said.get(ids.get(p.country_code, ""), 0))) * (p.cls != "country") for p in places]
    ) + np.array([min(2.0, math.log2(1 + said.get(p.region, 0))) * (p.cls != "country") for p in places])
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    strength = _support(places, owner)
    score = prior
    for _ in range(ROUNDS):
        belief = _shares(score, starts, owner)
        score = prior + CONTEXT * np.log1p(strength @ (belief * often) + SAID * adjective)
    belief = _shares(score, starts, owner, NOTHING)
    for n, chain in enumerate(chains):
        own = belief[owner == n]
        best = int(own.argmax())
        if own[best] >= LINK_FROM:
            for holder in chain.holders:
                holder.within = chain.options[best].id
            if not chain.inner:
                chain.chain.place = chain.options[best].id
                chain.chain.country_code = chain.options[best].country_code or None


def _shares(score: np.ndarray, starts: np.ndarray, owner: np.ndarray, nothing: float | None = None) -> np.ndarray:
    """Shares of belief within each chain; ``nothing``: score of none of them."""
    most = np.maximum.reduceat(score, starts)
    if nothing is not None:
        most = np.maximum(most, nothing)
    weight = np.exp(score - most[owner])
    total = np.add.reduceat(weight, starts)
    if nothing is not None:
        total += np.exp(nothing - most)
    return weight / total[owner]


@Language.factory("kg_places", assigns=["doc._.kg"])
def create_places(nlp: Language, name: str) -> Places:
    return Places()


class Places:
    """Sets ``place`` and ``country_code`` of chains."""

    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        words = [t.text for t in doc]
        for chain in noted.chains:
            if chain.entity_class == "Group" and chain.country_code is None:
                codes = {code for name in chain.names if (code := lexicons.country_of_demonym(name))}
                if len(codes) == 1:
                    chain.country_code = codes.pop()
        reclaim_towns(noted, words)
        chains = _gather(noted, words)
        _hold(noted, chains)
        if chains:
            link(chains, _said(words))
        return doc
