"""What one reading brings to the story: its chains as candidates for entities, its events with their claims."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.articles.article import Article
from kg.knowledge.also_called import usual_key
from kg.knowledge.events import verb_of_noun
from kg.knowledge.events import words as word_list
from kg.knowledge.fields import fields_of
from kg.knowledge.gazetteer import country_of_demonym
from kg.knowledge.institutions import institution
from kg.knowledge.lexicons import gender_of_given_name, group_noun, groups
from kg.knowledge.names import name_key
from kg.reading.reading import Chain, EventClaim, Reading

COMPANIONS = 6
"""Companions kept of one chain: the most mentioned others with full names."""

LEAD = 3
"""Sentences, the headline among them, that tell what an article is about."""

LOOSE_TYPES = frozenset({"State", "Think", "Want", "Cause", "Begin", "End", "Continue", "Statement"})
"""Types that tell too little by themselves."""

UNDERGONE = frozenset(("agent", "recipient", "participant", "place", "quantity"))

GENERATIONS = frozenset(["jr", "junior", "ii", "iii"])

TELLING = 3
"""Words of a body's name behind its country that tell which body it is."""

NO_NAMES = frozenset(["north", "south", "east", "west", "northern", "southern", "eastern", "western", "department"])
"""Names that many things bear in turn: such a chain stays within its article."""


_WITHIN_ARTICLE = re.compile(r"[0-9a-f]{16}-\d+")


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """A chain that stands for an entity.

    Attributes:
        chain: its index.
        node: the key of the name form it shares with chains of other articles; None where it stays within its article.
        mentions: how many.
        features: (kind, value) pairs that tell namesakes apart and variants together.
    """

    chain: int
    node: str | None
    mentions: int
    features: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LocalEvent:
    """The claims of one article about one event, as indices into ``Reading.events``."""

    number: int
    claims: tuple[int, ...]


def node_key(chain: Chain) -> str | None:
    """What a chain is filed under, a function of the chain alone.

    Its gazetteer id; the country of a nationality; else the normal form of its best name, and after a "~" what keeps namesakes
    apart where the article tells it: the field of a person's titles ("john smith~sport"), of a surname alone the gender too
    ("clinton~f"), the country of an institution ("supreme court~US").
    None for chains without a name, for a given name alone ("Maria") and for directions, which would join strangers.
    """
    if chain.place:
        return chain.place
    if not chain.names:
        return None
    best = chain.names[0]
    if chain.entity_class == "Group":
        return f"group:{_group(best, chain.country_code)}"
    if chain.entity_class == "Organization":
        found = institution(best)
        if found:
            code = found[1] or (chain.countries[0] if len(chain.countries) == 1 else None)
            return f"{found[0]}~{code}" if code else found[0]
    key = name_key(best, chain.entity_class)
    if not key or key in NO_NAMES:
        return None
    if chain.entity_class == "Organization" and (stripped := _without_country(key)):
        return stripped
    words = key.split()
    if len(words) > 1 and all(len(w) == 1 for w in words):
        return usual_key("".join(words), chain.entity_class)  # F.B.I.
    if chain.entity_class != "Person":
        return usual_key(key, chain.entity_class)
    last = best.lower().rstrip(".").split()[-1]
    if last in GENERATIONS and words[-1] != last:
        words.append("jr" if last == "junior" else last)  # a son is not his father
        key = " ".join(words)
    if len(words) == 1 and gender_of_given_name(best):
        return None
    if len(words) % 2 == 0 and len(words) > 2 and words[: len(words) // 2] == words[len(words) // 2 :]:
        key = " ".join(words[: len(words) // 2])  # a name glued to itself across a line end
    apart = [*([chain.gender] if chain.gender and len(words) == 1 else []), *fields_of(chain.titles)]
    return f"{key}~{'.'.join(apart)}" if apart else key


def _without_country(key: str) -> str | None:
    """The key of a body whose name begins with its country, told apart by it ("commission presidential debates~US")."""
    first, *rest = key.split()
    if len(rest) < TELLING or first not in ("united-states", "united-kingdom"):
        return None
    return f"{' '.join(rest)}~{'US' if first == 'united-states' else 'GB'}"


def _group(name: str, code: str | None) -> str:
    """The country of a nationality; of other groups ("Muslims", "Democratic") the noun in the singular, where that is known."""
    known = groups().get(name)
    if known is None or known.kind == "nationality":
        country = (known.country_code if known else None) or code or country_of_demonym(name)
        if country:
            return country
    return name_key(group_noun(name), "Group")


def strong_chains(reading: Reading) -> set[int]:
    """Chains that are entities whatever points at them: named, a set of others, or mentioned more than once, not by pronouns
    alone."""
    counts: dict[int, int] = defaultdict(int)
    for mention in reading.mentions:
        counts[mention.chain] += 1
    nobody = nameless_pronouns(reading)
    return {
        i
        for i, chain in enumerate(reading.chains)
        if chain.names or chain.members or (counts[i] > 1 and i not in nobody)
    }


def nameless_pronouns(reading: Reading) -> set[int]:
    """Chains of pronouns alone ("we", "you", "it"): nobody whom a story could tell of."""
    spoken = {m.chain for m in reading.mentions if m.kind != "Pronoun"}
    return {i for i, chain in enumerate(reading.chains) if i not in spoken and not chain.names}


def needed_chains(reading: Reading) -> set[int]:
    """Chains that are entities: the strong ones, and those that told events, quotations and relations point at.

    A nameless thing that one event alone points at ("a bomb") is none: its words stand in the evidence.
    """
    needed = strong_chains(reading)
    chain_of = [m.chain for m in reading.mentions]
    for event in local_events(reading):
        filled = {
            chain_of[a.mention] for c in event.claims for a in reading.events[c].arguments if a.mention is not None
        }
        needed |= {chain for chain in filled if reading.chains[chain].entity_class != "Thing"}
    for quotation in reading.quotations:
        needed |= {chain_of[m] for m in (quotation.speaker_mention, quotation.addressee_mention) if m is not None}
    for relation in reading.relations:
        ends = (relation.subject, relation.object_mention, relation.organization)
        needed |= {chain_of[m] for m in ends if m is not None}
    return needed - nameless_pronouns(reading)


def local_entities(reading: Reading, apart: Mapping[int, tuple[str, str]] = MappingProxyType({})) -> list[LocalEntity]:
    """The entities of one article, in order of their chains.

    Args:
        reading: what was read.
        apart: chains that a person judged: each is a name form of its own, by what is added to its key ("obama~@a1-17"); and
            what to call it where it has no name.
    """
    counts: dict[int, int] = defaultdict(int)
    for mention in reading.mentions:
        counts[mention.chain] += 1
    needed = sorted(needed_chains(reading) | set(apart))
    keys = {i: node_key(reading.chains[i]) for i in needed}
    company = _company(reading, keys, counts)
    found = []
    called: set[str] = set()
    for index in needed:
        chain = reading.chains[index]
        if not counts[index]:
            continue
        key = keys[index]
        if chain.entity_class == "Person" and chain.names and " " in chain.names[0]:
            if chain.names[0] in called:  # the article tells two of one name apart: the second stays within it
                key = None
            called.add(chain.names[0])
        if index in apart:
            key = f"{(key or '').partition('~')[0]}~{apart[index][0]}"
        features: list[tuple[str, str]] = []
        if key is not None:
            features = [("class", chain.entity_class), *(("name", name) for name in chain.names)]
            features += [("best", chain.names[0] if chain.names else apart[index][1])]
            features += [("gender", chain.gender)] if chain.gender else []
            features += [("title", title) for title in chain.titles[:5]]
            features += [("organization", name) for name in chain.organizations[:5]]
            features += [("country", code) for code in chain.countries[:3]]
            features += [("within", chain.within)] if chain.within else []
            if chain.entity_class == "Person" and ("~" in key or " " not in key):
                features += [("with", other) for other in company if other != key.partition("~")[0]]
        found.append(LocalEntity(index, key, counts[index], tuple(dict.fromkeys(features))))
    return found


def _company(reading: Reading, keys: dict[int, str | None], counts: dict[int, int]) -> list[str]:
    """Of the people and organisations with full names in one article those most mentioned."""
    full = {
        key.partition("~")[0]: (-counts[i], key)
        for i, key in keys.items()
        if key and " " in key.partition("~")[0] and reading.chains[i].entity_class in ("Person", "Organization")
    }
    return sorted(full, key=full.__getitem__)[:COMPANIONS]


def local_events(reading: Reading) -> list[LocalEvent]:
    """The events of one article that a story tells, in order of their first claims: those that have a who, a where or a when; and
    of what is no mere state or thought what the lead tells, what several words tell, and what somebody or something undergoes.

    Of others ("it was found", by nobody, nowhere, never) there is nothing to ask: their claims stand in the evidence alone.
    """
    strong, nobody = strong_chains(reading), nameless_pronouns(reading)
    chain_of = [m.chain for m in reading.mentions]

    def spoken(number: int | None) -> bool:
        """Whether a quotation has a speaker who is somebody."""
        who = None if number is None else reading.quotations[number].speaker_mention
        return who is not None and chain_of[who] not in nobody

    grouped: dict[int, list[int]] = {}
    told: set[int] = set()
    lead = reading.sentences[:LEAD][-1][1] if reading.sentences else 0
    words: dict[int, set[int]] = defaultdict(set)
    for index, claim in enumerate(reading.events):
        if claim.event < 0:  # a person rejected it
            continue
        grouped.setdefault(claim.event, []).append(index)
        if tells_much(claim):
            words[claim.event].add(claim.trigger[0])
            if claim.trigger[0] < lead or len(words[claim.event]) > 1 or _undergone(claim):
                told.add(claim.event)
        if spoken(claim.speech) or any(
            a.time is not None or a.country or (a.mention is not None and chain_of[a.mention] in strong)
            for a in claim.arguments
        ):
            told.add(claim.event)
    return [LocalEvent(number, tuple(claims)) for number, claims in grouped.items() if number in told]


def tells_much(claim: EventClaim) -> bool:
    """Whether a claim tells a happening even where nobody takes part: no state, thought or saying, no word for anything."""
    if claim.event_type in LOOSE_TYPES:
        return False
    return (verb_of_noun(claim.lemma) or claim.lemma) not in word_list("too general")


def _undergone(claim: EventClaim) -> bool:
    """Whether something is told to act or undergo ("nine people were injured"), of a type that the lexicon knows."""
    return claim.event_type != "Other" and any(a.role in UNDERGONE for a in claim.arguments)


def event_names(reading: Reading) -> dict[int, str]:
    """In-article event number → what its IRI ends in: where its first trigger begins, with a count where several begin there."""
    names: dict[int, str] = {}
    taken: dict[int, int] = defaultdict(int)
    for event in local_events(reading):
        begin = reading.events[event.claims[0]].trigger[0]
        taken[begin] += 1
        names[event.number] = str(begin) if taken[begin] == 1 else f"{begin}.{taken[begin]}"
    return names


def is_nameless(identity: str) -> bool:
    """Whether an entity is called by no name that identifies: its IRI ends in an article's key and a place in it."""
    return bool(_WITHIN_ARTICLE.fullmatch(identity))


def first_begin(reading: Reading) -> dict[int, int]:
    """Chain → where its first mention begins."""
    begins: dict[int, int] = {}
    for mention in reading.mentions:
        begins.setdefault(mention.chain, mention.span[0])
    return begins


def words(article: Article, claim: EventClaim) -> str:
    """The trigger as written, in one line."""
    begin, end = claim.trigger
    return " ".join(article.text[begin:end].split())
