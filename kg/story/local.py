"""What one reading brings to the story: its chains as candidates for entities, its events with their claims."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.articles.article import Article
from kg.knowledge.gazetteer import country_of_demonym
from kg.knowledge.lexicons import gender_of_given_name
from kg.knowledge.names import name_key
from kg.reading.reading import Chain, EventClaim, Reading

COMMON_ACTOR_ROLES = frozenset({"agent", "recipient", "participant", "place"})


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
    """What a chain is filed under: its gazetteer id, the country of a nationality, else the normal form of its best name.

    None for chains without a name, and for a given name alone ("Maria"), which would join strangers.
    """
    if chain.place:
        return chain.place
    if not chain.names:
        return None
    best = chain.names[0]
    if chain.entity_class == "Group":
        country = chain.country_code or country_of_demonym(best)
        return f"group:{country}" if country else f"group:{name_key(best, 'Group')}"
    key = name_key(best, chain.entity_class)
    if not key:
        return None
    if chain.entity_class == "Person" and " " not in key and gender_of_given_name(best):
        return None
    return key


def strong_chains(reading: Reading) -> set[int]:
    """Chains that are entities whatever points at them: named, or mentioned more than once."""
    counts: dict[int, int] = defaultdict(int)
    for mention in reading.mentions:
        counts[mention.chain] += 1
    return {i for i, chain in enumerate(reading.chains) if chain.names or counts[i] > 1}


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
    return needed


def local_entities(reading: Reading) -> list[LocalEntity]:
    """The entities of one article, in order of their chains."""
    counts: dict[int, int] = defaultdict(int)
    named: dict[int, int] = defaultdict(int)
    for mention in reading.mentions:
        counts[mention.chain] += 1
        named[mention.chain] += mention.kind == "Named"
    found = []
    for index in sorted(needed_chains(reading)):
        chain = reading.chains[index]
        if not counts[index]:
            continue
        key = node_key(chain)
        features: list[tuple[str, str]] = []
        if key is not None:
            features = [("class", chain.entity_class), *(("name", name) for name in chain.names)]
            features += [("best", chain.names[0])] if chain.names else []
            features += [("gender", chain.gender)] if chain.gender else []
            features += [("title", title) for title in chain.titles[:5]]
            features += [("organization", name) for name in chain.organizations[:5]]
            features += [("country", code) for code in chain.countries[:3]]
        found.append(LocalEntity(index, key, counts[index], tuple(dict.fromkeys(features))))
    return found


def local_events(reading: Reading) -> list[LocalEvent]:
    """The events of one article that have a who, a where or a when, in order of their first claims.

    Of others ("it was found", by nobody, nowhere, never) there is nothing to ask: their claims stand in the evidence alone.
    """
    strong = strong_chains(reading)
    chain_of = [m.chain for m in reading.mentions]
    groups: dict[int, list[int]] = {}
    told: set[int] = set()
    for index, claim in enumerate(reading.events):
        groups.setdefault(claim.event, []).append(index)
        if claim.speech is not None or any(
            a.time is not None or a.country or (a.mention is not None and chain_of[a.mention] in strong)
            for a in claim.arguments
        ):
            told.add(claim.event)
    return [LocalEvent(number, tuple(claims)) for number, claims in groups.items() if number in told]


def event_names(reading: Reading) -> dict[int, str]:
    """In-article event number → what its IRI ends in: where its first trigger begins, with a count where several begin there."""
    names: dict[int, str] = {}
    taken: dict[int, int] = defaultdict(int)
    for event in local_events(reading):
        begin = reading.events[event.claims[0]].trigger[0]
        taken[begin] += 1
        names[event.number] = str(begin) if taken[begin] == 1 else f"{begin}.{taken[begin]}"
    return names


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
