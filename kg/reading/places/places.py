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

import math

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge import gazetteer, lexicons
from kg.knowledge.background import small_words
from kg.knowledge.gazetteer import Place
from kg.knowledge.place_options import lies_within
from kg.knowledge.place_words import town_defaults
from kg.knowledge.publishers import Home, home_of
from kg.knowledge.region_kinds import home_of_people
from kg.knowledge.transliteration import fold
from kg.knowledge.word_sets import word_set
from kg.reading.names.teams import make_teams
from kg.reading.places.candidates import reclaim_towns
from kg.reading.places.chains import LARGE, PlaceChain, gather, hold, told_places
from kg.reading.places.prominence import ToldOf, capitals, in_the_shade, told_by_text
from kg.reading.text.annotations import Annotations, DocChain, annotated

LINK_FROM = 0.4
"""Share of belief that a candidate needs to be linked (tried: 0.3 to 0.7)."""
ROUNDS = 4
MOST_CANDIDATES = 220
"""Candidates of one article that are weighed against each other, which costs the square of their number."""
STRETCH = 100
"""Places of an article that are weighed against each other, which costs the square of their number: a longer list of them
(100 articles of news name 40 at most) is taken piece by piece."""
NEAR = 80.0
"""Kilometres over which nearness loses two thirds of its weight (tried: 40 to 200, alike)."""
PRIOR, CONTEXT, BESIDE = 1.0, 6.0, 9.0
"""Weight of a place's size (per power of ten of inhabitants), of the other places, and of the words beside the name."""
CLASS_PRIOR = {"country": 13.0, "region": 1.0, "county": 3.5, "area": 6.5, "city": 0.0}
ALTERNATE, CAPITAL, SAID, DEFAULT = -1.5, 2.0, 0.6, 2.5
NOTHING = 4.5
"""Score that linking nothing has: a small town that no other place of the article supports is none (tried: 3 to 7)."""
RIVAL = 5.0
"""What a country loses where a large region has its name as well (Georgia)."""
TINY, NAMESAKE, NAMESAKE_BESIDE = 100_000, -10.0, -4.0
"""A town of fewer inhabitants loses so much where a country or a state bears its name (Russia, Ohio; Florida, California); where
the text puts it in its region ("Lebanon, Ohio")."""
CUT_SHORT = -30.0
"""What a place loses whose own name goes on ("Niger State", "Benin City") where a country is called as the text says: context
gives it up to 20."""
HOME_WEIGHT, NAMED_AFTER = 3.0, 5.0
"""How much the town that the publisher is at home in counts beside the article's places (which count 1 to 2), and what a
town's place gains that the publisher is named after."""
TOWN = 2_000
"""Inhabitants from which a town in a paper's name counts where the article names neither it nor its region: smaller ones are
more often what else the word means (tried on names that no list holds: 0 to 20,000)."""
SHADE = -10.0
"""What a namesake of a town that the world knows loses."""
SPELT = 1.5
"""What a place gains that is written so itself, where a name may be written in two ways ("St. Louis", "Saint-Louis")."""
LONE = 1.0
"""What the only county of its name, or the only town of a name of several words, gains."""
ENGLISH = frozenset("AU CA GB IE IN JM NZ SG US ZA".split())  # noqa: SIM905
"""Countries whose local news is in English."""


def _prior(place: Place) -> float:
    score = CLASS_PRIOR[place.cls]
    if place.cls in ("city", "region"):
        score += PRIOR * math.log10(place.population + 30)
    if place.cls == "city":
        if place.id in capitals():
            score += CAPITAL
        if not place.exact:
            score += ALTERNATE if place.population < LARGE else ALTERNATE / 4
    return score


def _said(words: list[str]) -> dict[str, int]:
    """Countries and regions that the text names anywhere, inside other names and as adjectives too: id → times."""
    told, found = told_places(), dict[str, int]()
    for i, word in enumerate(words):
        if word[:1].isupper():
            place = told.get(word) or (i + 1 < len(words) and told.get(f"{word} {words[i + 1]}"))
            if not place and (code := lexicons.country_of_group(word)):
                country = gazetteer.country(code)
                place = country.id if country else None
            if place:
                found[place] = found.get(place, 0) + 1
    return found


def _shaded(chain: PlaceChain, chains: list[PlaceChain], said: dict[str, int], home: Home | None) -> frozenset[int]:
    """Options in the shade of a town that the world knows, where the article does not tell that it means them."""
    shaded = in_the_shade(chain.options)
    if not shaded:
        return frozenset()
    outer = [p for p in map(gazetteer.place, chain.beside) if p is not None]
    others = [c.options for c in chains if c is not chain]
    counties = {
        p.region
        for c in chains
        if c is not chain and any(w in name for name in c.chain.names for w in ("County", "Parish"))
        for p in c.options
        if p.cls == "county" and p.exact
    }
    return frozenset(
        p.index
        for p in chain.options
        if p.index in shaded
        and p.country_code not in chain.local
        and not any(lies_within(p, o) for o in outer)
        and not told_by_text(p, shaded[p.index], others, ToldOf(said, counties, home))
    )


def _unsaid(chain: PlaceChain, said: dict[str, int]) -> frozenset[int]:
    """Options of a name made of common words ("Western District", "Maritime") in countries that the article does not name; small
    towns elsewhere than where the text puts the name, if the gazetteer knows none there ("Cotton Tree, Australia")."""
    outer = [p for p in map(gazetteer.place, chain.beside) if p is not None]
    if outer and not any(lies_within(p, o) or p.id == o.id for p in chain.options for o in outer):
        return frozenset(p.index for p in chain.options if p.cls == "city" and p.population < TINY)
    names = [name.lower().split() for name in chain.chain.names]
    if any(not _common(word, alone=len(name) < 2) for name in names for word in name):
        return frozenset()
    countries = {p.country_code for i in said if (p := gazetteer.place(i)) is not None}
    return frozenset(
        p.index
        for p in chain.options
        if p.cls in ("region", "county", "city")
        and (p.country_code not in countries or (_small(p) and p.region not in said))
        and p.country_code not in chain.local
        and not any(lies_within(p, o) for o in outer)
    )


def _small(place: Place) -> bool:
    """Whether a place is a town that a common word hardly means where its region is named nowhere ("Unity", "South Lawn")."""
    return place.cls == "city" and place.population < TINY


def _common(word: str, *, alone: bool) -> bool:
    """Whether a word of a place's name is a common one: beside others any that news writes small ("Gay Village")."""
    return word in word_set("common in names of regions") or (not alone and word in small_words())


def _weigh(chain: PlaceChain, cap: int, shaded: frozenset[int] = frozenset()) -> None:
    """Prior belief in each option; keeps the ``cap`` best.

    Args:
        shaded: options that the article does not mean (see :func:`_shaded`).
    """
    default = next((d for n in chain.chain.names if (d := town_defaults().get(gazetteer.name_key(n)))), None)
    outer = [p for p in map(gazetteer.place, chain.beside) if p is not None]
    written = {gazetteer.name_key(n) for n in chain.chain.names}
    own = {p.id for p in chain.options if gazetteer.name_key(p.name) in written}
    rivals = {p.country_code for p in chain.options if p.cls == "region" and p.population >= LARGE and p.id in own}
    a_country = any(p.cls == "country" and p.id in own for p in chain.options)
    countries = any(p.cls == "country" for p in chain.options) or any(n in told_places() for n in chain.chain.names)
    lone = len(chain.options) == 1
    spelt = {
        fold(n) for n in chain.chain.names if n.startswith(("St.", "Saint", "Ste.", "Fort", "Ft.", "Mount", "Mt."))
    }
    scored = []
    for place in chain.options:
        score = _prior(place)
        if any(lies_within(place, p) for p in outer):
            score += BESIDE
        if place.cls == "country" and rivals - {place.country_code}:
            score -= RIVAL
        if a_country and place.cls != "country" and place.id not in own:
            score += CUT_SHORT  # "Niger" is no Niger State, "Benin" no Benin City
        if place.cls in ("city", "county"):
            if place.country_code in chain.local:
                score += NAMED_AFTER
            elif countries and place.population < TINY:
                score += NAMESAKE if not any(lies_within(place, p) for p in outer) else NAMESAKE_BESIDE
        if place.id == default:
            score += DEFAULT
        if fold(place.name) in spelt:
            score += SPELT
        if place.index in shaded:
            score += SHADE
        if lone and place.exact and (place.cls == "county" or " " in place.name):
            score += LONE
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


def link(chains: list[PlaceChain], said: dict[str, int], home: Home | None = None) -> None:
    """Choose an option for each chain.

    Args:
        chains: of one article.
        said: as :func:`_said` gives them.
        home: of the article's publisher.
    """
    chains = [*chains]
    if home is not None:
        countries = frozenset((home.country_code,)) if home.country_code else ENGLISH
        for chain in chains:
            if any(home.named_after(name) for name in chain.chain.names):
                chain.local = countries
        towns = [home.town] if home.town else list(home.namesakes)
        if towns:
            own = [c for c in chains if not home.town and {p.index for p in towns} & {p.index for p in c.options}]
            for chain in own:
                chain.weight = HOME_WEIGHT
            if not own and not home.town:
                towns = [p for p in towns if p.region in said or p.population >= TOWN]
            if not own and towns:
                chains.append(PlaceChain(DocChain("Place"), [], towns, inner=True, weight=HOME_WEIGHT, local=countries))
        country = gazetteer.country(home.country_code) if home.country_code else None
        if country is not None:
            said = {**said, country.id: said.get(country.id, 0) + 1}
    cap = max(4, MOST_CANDIDATES // max(1, len(chains)))
    shades = [_shaded(chain, chains, said, home) for chain in chains]
    for chain, shaded in zip(chains, shades, strict=True):
        _weigh(chain, cap, shaded | _unsaid(chain, said))
    places = [p for chain in chains for p in chain.options]
    owner = np.array([n for n, chain in enumerate(chains) for _ in chain.options])
    prior = np.array([score for chain in chains for score in chain.prior])
    often = np.array([c.weight or min(2.0, math.log2(1 + max(1, len(c.mentions)))) for c in chains])[owner]
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
        if own[best] >= LINK_FROM or chain.local:
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
            if chain.entity_class == "Group" and chain.names:
                chain.within = home_of_people(chain.names[0])
        place_all(noted, words)
        return doc


def place_all(noted: Annotations, words: list[str]) -> None:
    """Link the places of one article.

    Args:
        noted: its mentions and chains.
        words: its tokens.
    """
    home = home_of(noted.publisher) if noted.publisher else None
    reclaim_towns(noted, words, home)
    chains = gather(noted, words)
    hold(noted, chains)
    if chains:
        said = _said(words)
        for start in range(0, len(chains), STRETCH):
            link(chains[start : start + STRETCH], said, home)
        make_teams(noted, words)
