"""Which name forms may denote one entity: nodes, their blocking keys, and edges between two of them. Pure functions.

An edge looks at its two ends alone; ``kg.story.entities.clusters`` decides which edges of a component hold.
"""

from __future__ import annotations

import functools

from kg.knowledge import lexicons
from kg.knowledge.institutions import institution
from kg.knowledge.names import (
    SAME,
    acronym_of,
    block_keys,
    compare_names,
    name_key,
    organisation_words,
    person_words,
    skeleton,
)
from kg.story.nodes import Edge, Node

SAME_NAME = 0.86
"""Score of two full names from which they are variants of one (tried .80 to .95: below .85 brothers and sisters join)."""

NAMESAKES = "namesakes"

MANY = 200
"""Blocks with more nodes than this say nothing and are passed over."""

SPELLING = 6
"""Letters that a lone surname must have to be another spelling of one (of 5 letters, 4 of 5 joins read were wrong)."""




def keys(node: Node) -> set[str]:
    """Blocking keys: forms that could be one share at least one."""
    if node.nameless:
        return set()
    found = {f"key {node.base}"} if node.base else set()
    if node.group:
        return found if node.judged else set()
    if node.linked:
        floor = max(1, node.weight // 5)
        return found | {f"key {name_key(n, 'Place')}" for n, c in node.names.items() if c >= floor}
    cls = node.entity_class
    found.update(f"key {alias}" for alias in node.aliases)
    for name in full_names(node):
        found.update(name_blocks(name, cls))
    return found


def name_blocks(name: str, entity_class: str) -> tuple[str, ...]:
    """The keys of one name's sound."""
    return tuple(block_keys(name, entity_class)) if entity_class == "Person" else _sounds(name)


@functools.lru_cache(maxsize=8192)
def _sounds(name: str) -> tuple[str, ...]:
    """Keys of what is no person: acronyms, and how many telling words a name has, with the sound of either of the first two
    and the first letter of the other: names that are one differ in the spelling of one of them at most."""
    found = [key for key in block_keys(name, "Organization") if not key.startswith("o:")]
    found += [f"key {form}" for form in sorted(_known_long_forms(name))]
    words = [w for w in organisation_words(name) if w]
    first = words[:2]
    sounds = [skeleton(w)[:4] for w in first]
    if len(first) < 2:
        return (*found, *(f"o1:{sound}" for sound in sounds))
    count = min(len(words), 5)
    pairs = ((sounds[0], first[1][0]), (sounds[1], first[0][0]))
    return (*found, *dict.fromkeys(f"o{count}:{sound}|{letter}" for sound, letter in pairs))


def full_names(node: Node) -> list[str]:
    """The best name, and of persons those full names that a third of the articles give."""
    names = [node.name]
    if node.entity_class == "Person":
        names += [n for n, c in sorted(node.names.items()) if n != node.name and " " in n and c * 3 >= node.weight > 2]
    return names[:3]


def compare(a: Node, b: Node) -> Edge | None:
    """The edge between two forms, if they may be one."""
    if a.id > b.id:
        a, b = b, a
    if a.base == b.base:
        return _same_base(a, b)
    if a.group or b.group or (a.linked and b.linked):
        return None
    if a.linked or b.linked:
        return _name_of_place(a, b)
    if a.entity_class != b.entity_class:
        return _called(a, b) or _called(b, a)
    if a.entity_class == "Person":
        return _persons(a, b)
    return _called(a, b) or _called(b, a) or _others(a, b)


def _edge(score: float, reason: str, *, short: Node, long: Node) -> Edge:
    a, b = sorted((short.id, long.id))
    return Edge(a, b, round(score, 3), reason, "a" if short.id == a else "b")


def _same_base(a: Node, b: Node) -> Edge | None:
    """Two forms of one name, kept apart by field, gender or country, or because a person judged one."""
    if a.judged or b.judged:
        if strangers(a, b):
            return Edge(a.id, b.id, 0.0, NAMESAKES)
        return Edge(a.id, b.id, round(0.95 + 0.04 * context(a, b), 4), "same name")
    person = a.entity_class == b.entity_class == "Person"
    if a.entity_class != b.entity_class and not _misread(a, b):
        return Edge(a.id, b.id, 0.0, NAMESAKES)
    if strangers(a, b) or (a.apart and b.apart and not person):
        return Edge(a.id, b.id, 0.0, NAMESAKES)
    if bool(a.apart) != bool(b.apart):
        short, long = (a, b) if not a.apart else (b, a)
        return _edge(1.0, "same name", short=short, long=long)
    return Edge(a.id, b.id, 1.0, "same name")


def _misread(a: Node, b: Node) -> bool:
    """Whether forms of different class may be one: where one of them is hardly ever seen, its class may be misread."""
    light, heavy = sorted((a, b), key=lambda n: (n.weight, n.key))
    return light.weight * 4 <= heavy.weight


def strangers(a: Node, b: Node) -> bool:
    """Whether two bearers of one name are told to be different people: by gender, or by field where nothing else is shared."""
    if a.gender and b.gender and a.gender != b.gender and "Person" in (a.entity_class, b.entity_class):
        return True
    if not (a.fields and b.fields) or a.fields & b.fields:
        return False
    return not (a.company.keys() & b.company.keys() or a.organizations.keys() & b.organizations.keys())


def context(a: Node, b: Node) -> float:
    """How much two forms share of titles, organisations, countries and company, 0 to 1: sums of overlaps of each."""
    total = 0.0
    for kind in ("titles", "organizations", "countries", "company"):
        left, right = getattr(a, kind), getattr(b, kind)
        if left and right:
            total += len(left.keys() & right.keys()) / min(len(left), len(right))
    return total / 4


def _persons(a: Node, b: Node) -> Edge | None:
    if strangers(a, b):
        return None
    short, long = (a, b) if len(a.words) <= len(b.words) else (b, a)
    if len(long.words) == 1:
        likeness = _alike(a.base, b.base)
        return Edge(a.id, b.id, round(likeness, 3), "like spelling") if likeness >= SAME_NAME else None
    if len(short.words) == 1 or long.base.endswith(" " + short.base):
        if len(short.words) > 1:
            return _edge(0.95, "surname alone", short=short, long=long)
        if len(short.base) == 1:
            return None
        likeness = max(_alike(short.base, long.words[-1]), 1.0 if long.aliases[short.base] else 0.0)
        if likeness >= SAME_NAME:
            return _edge(likeness, "surname alone", short=short, long=long)
        return None
    found = max(
        (compare_names(x, y, "Person") for x in full_names(a) for y in full_names(b)), key=lambda c: (c.score, c.reason)
    )
    if found.score >= SAME_NAME:
        return Edge(a.id, b.id, round(found.score, 3), found.reason)
    if found.score >= SAME and found.reason == "name in part" and len(short.words) < len(long.words):
        return _edge(found.score, found.reason, short=short, long=long)
    return None


def _alike(a: str, b: str) -> float:
    """Likeness of two surnames; short ones differ in a letter from those of others (Javid, Jawad) and must be equal."""
    if a == b:
        return 1.0
    return compare_names(a, b, "Person").score if min(len(a), len(b)) >= SPELLING else 0.0


def _called(short: Node, long: Node) -> Edge | None:
    """Where the articles on ``long`` call it as ``short`` is called: an acronym, a surname read as an organisation, a part."""
    count = long.aliases[short.base]
    one_class = short.entity_class == long.entity_class
    known = one_class and len(short.words) == 1 < len(long.words) and long.base in _known_long_forms(short.name)
    if known or (one_class and len(short.words) == 1 < len(long.words) and acronym_of(short.name, long.name)):
        if known or count or len(short.base) > 3:
            return _edge(0.97 if known or count else 0.87, "acronym", short=short, long=long)
        return None
    if not count or len(short.words) >= len(long.words):
        return None
    if one_class:
        # the part of a name means the whole where that is what it mostly means, or where the whole is always called so
        if institution(short.name) or not set(short.words) <= set(long.words):
            return None
        if count * 2 >= short.weight:
            return _edge(0.9, f"so called in {count}", short=short, long=long)
        if (
            long.words[: len(short.words)] == short.words
            and count * 5 >= long.weight * 4
            and short.weight >= 2 * long.weight
        ):
            return _edge(0.88, f"called so in {count}", short=long, long=short)
        return None
    if len(short.words) == 1 and count * 2 >= short.weight and short.entity_class != "Place":
        if long.entity_class == "Person" and long.words[-1] != short.base:
            return None
        return _edge(0.9, f"so called in {count}", short=short, long=long)
    return None


@functools.lru_cache(maxsize=1024)
def _known_long_forms(short: str) -> frozenset[str]:
    """Normal forms of what a well-known acronym stands for."""
    known = lexicons.acronyms().get(short.replace(".", ""))
    found = set()
    for form in known.long_forms if known else ():
        whose = institution(form)
        found.add(whose[0] if whose else name_key(form, known.entity_class if known else "Organization"))
    return frozenset(found)


def _others(a: Node, b: Node) -> Edge | None:
    """Organisations, things and unlinked places: by their best names."""
    if a.apart and b.apart and a.apart != b.apart and not (a.judged or b.judged):
        return None
    found = compare_names(a.name, b.name, a.entity_class)
    if found.reason == "acronym" or found.score < SAME_NAME:
        return None
    if len(a.words) == len(b.words) == 1 and (_letters(a.name) or _letters(b.name)):
        return None  # NSA, NASA
    return Edge(a.id, b.id, round(found.score, 3), found.reason)


def _letters(name: str) -> bool:
    """Whether a name looks like an acronym."""
    return len(name) <= 6 and sum(c.isupper() for c in name) > 1


def _name_of_place(a: Node, b: Node) -> Edge | None:
    """An unlinked name and the gazetteer entry that other articles link the same name to."""
    place, form = (a, b) if a.linked else (b, a)
    if place.judged:
        return None
    # a place may be read as a person, once or twice; teams are called like their towns too often
    misread = form.entity_class == "Person" and not form.gender and form.weight * 4 <= place.weight
    if form.entity_class != "Place" and not misread:
        return None
    floor = max(1, place.weight // 5)
    if not any(c >= floor and name_key(n, "Place") == form.base for n, c in place.names.items()):
        return None
    return _edge(0.9, "name of a linked place", short=form, long=place)


def is_titled(name: str) -> bool:
    """Whether a personal name begins with a title ("President Putin")."""
    words = name.split()
    return len(words) > len(person_words(name)) and words[0].lower().rstrip(".") in lexicons.titles()
