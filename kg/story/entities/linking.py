"""Which entry of the authority an entity is: by name, class, context and how well known it is. None where that is not clear.

Points are added up: how well a name fits, how well known the entry is, and what titles, organisations and countries agree or
do not. Below ``ENOUGH`` nothing is linked, nor where a second entry comes as near as ``AHEAD``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.knowledge import gazetteer
from kg.knowledge.authority_entry import Entry
from kg.knowledge.fields import fields_of
from kg.knowledge.names import compare_names, name_key
from kg.story.entities.authorities import Authorities, sound_key
from kg.story.entities.forms import full_names
from kg.story.entities.places import entity_of_place, place_of
from kg.story.index import Index
from kg.story.nodes import Node

ENOUGH = 5.5
"""A full name that fits exactly and thirty wikis, or that name and one thing of context."""
AHEAD = 0.95
FULL, LONE, SURNAME = 4.0, 3.0, 2.0
"""Points of a name that fits exactly: of several words, of one word, a surname alone."""
VARIANT = 0.97
LIKE = 0.9
"""Score of names that are compared, from which they may be one's (tried .86: other people of like names)."""
COUNTRY, FOREIGN, TITLE, MOST_TITLES, EMPLOYER, OTHER_FIELD = 1.5, -1.0, 1.0, 2.5, 1.5, -3.0
YOUNGEST = 8
"""Years before which nobody is in the news under a name of his own."""
SHARE = 0.2
"""Of an entity's chains that a name needs, to be looked up."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = frozenset(
    ("the", "and", "for", "from", "since", "former", "born", "with", "who", "was", "are", "his", "her", "its")
)
_ENTRY = re.compile(r"Q\d+|geonames-\d+")
WIKIDATA = "http://www.wikidata.org/entity/"
GEONAMES = "https://sws.geonames.org/"


@dataclass(frozen=True, slots=True)
class Link:
    """An entry, how many points speak for it, and what they are for."""

    id: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Profile:
    """What articles tell of one entity."""

    entity_class: str
    keys: Mapping[str, float]
    names: tuple[str, ...]
    title_words: frozenset[str]
    fields: frozenset[str]
    organizations: frozenset[str]
    countries: frozenset[str]


def telling_words(texts: Sequence[str]) -> frozenset[str]:
    """Words that may agree, in small letters, plurals as singulars."""
    words = (w.lower() for text in texts for w in _WORD.findall(text))
    return frozenset(w.removesuffix("s") if len(w) > 4 else w for w in words if w not in _EMPTY)


class Linker:
    """Finds entries for entities.

    Args:
        authorities: the entries.
        index: the story's tables.
    """

    def __init__(self, authorities: Authorities, index: Index) -> None:
        self.authorities, self.index = authorities, index
        self.context = lru_cache(maxsize=4096)(self._context)

    def marks(self, nodes: Mapping[int, Node]) -> dict[int, str]:
        """Name forms that are an entry by themselves: full names, which a like name of somebody else must not join."""
        found: dict[int, str] = {}
        if self.authorities.empty:
            return found
        for number, node in nodes.items():
            if len(node.words) > 1 and not node.linked and not node.judged:
                link = self.link([node])
                if link is not None:
                    found[number] = link.id
        return found

    def link_all(
        self, groups: Sequence[Sequence[Node]], marks: Mapping[int, str]
    ) -> tuple[list[tuple[str, list[Node]]], list[list[Node]]]:
        """Which of a component's clusters are entries.

        Clusters of one entry become one, unless a person judged one of them: then the weightiest alone is the entry.

        Args:
            groups: the clusters.
            marks: as :meth:`marks` gave them.

        Returns:
            (id of the entity, its name forms) of those that are, and the other clusters.
        """
        if self.authorities.empty:
            return [], [list(g) for g in groups]
        found: dict[str, list[Node]] = {}
        rest: list[list[Node]] = []
        self.index.c.executemany("DELETE FROM story_link WHERE node = ?", [(n.id,) for group in groups for n in group])
        order = sorted(groups, key=lambda g: (any(n.judged for n in g), -sum(n.weight for n in g), g[0].key))
        for group in order:
            link = self._marked(group, marks) or self.link(group)
            identity = self.identity(link.id) if link else ""
            judged = any(n.judged for n in (*group, *found.get(identity, ())))
            if link is None or (identity in found and (judged or any(n.id in marks for n in group))):
                rest.append(list(group))
                continue
            found.setdefault(identity, []).extend(group)
            self.index.c.executemany(
                "INSERT INTO story_link VALUES (?, ?, ?, ?)", [(n.id, link.id, link.score, link.reason) for n in group]
            )
        rest.sort(key=lambda g: g[0].key)
        return sorted(found.items()), rest

    def _marked(self, group: Sequence[Node], marks: Mapping[int, str]) -> Link | None:
        """The link of the weightiest form that is an entry by itself."""
        for node in sorted(group, key=lambda n: (-n.weight, n.key)):
            if node.id in marks:
                return self.link([node])
        return None

    def link(self, nodes: Sequence[Node]) -> Link | None:
        """The entry that an entity made of these name forms is.

        Args:
            nodes: its name forms.
        """
        if any(n.linked for n in nodes):
            return None
        profile = _profile(nodes)
        candidates = self._candidates(profile)
        if not candidates:
            return None
        year = self._first_year(nodes)
        scored = []
        for entry, likeness, points in candidates:
            if year is not None and _too_late(entry, year):
                continue
            context, reasons = self._agreement(profile, entry)
            known = math.log10(1 + entry.prior)
            total = points * likeness + known + context
            scored.append((-total, entry.id, ", ".join([_how(likeness), *reasons, f"known {known:.1f}"])))
        scored.sort()
        if not scored or -scored[0][0] < ENOUGH:
            return None
        if len(scored) > 1 and scored[1][0] - scored[0][0] < AHEAD:
            return None
        return Link(scored[0][1], round(-scored[0][0], 2), scored[0][2])

    def _candidates(self, profile: _Profile) -> list[tuple[Entry, float, float]]:
        """Entries that bear a name of the entity: (entry, how like, points that the name is worth)."""
        found: dict[str, tuple[Entry, float, float]] = {}
        cls = profile.entity_class

        def add(entry: Entry, likeness: float, key: str) -> None:
            points = FULL if " " in key else SURNAME if cls == "Person" else LONE
            before = found.get(entry.id)
            if before is None or likeness * points > before[1] * before[2]:
                found[entry.id] = (entry, likeness, points)

        for key in profile.keys:
            for entry in self.authorities.called(f"name {cls} {key}"):
                main = name_key(entry.name, cls) == key
                add(entry, 1.0 if main else VARIANT, key)
        if not found:
            for name in profile.names:
                sound = sound_key(name, cls)
                for entry in self.authorities.called(sound) if sound else ():
                    likeness = max(compare_names(name, n, cls).score for n in (entry.name, *entry.variants))
                    if likeness >= LIKE:
                        add(entry, min(likeness, VARIANT), name_key(name, cls))
        return [found[i] for i in sorted(found)]

    def _context(self, identity: str) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
        """Words, fields, organisations and countries of an entry."""
        entry = self.authorities.get(identity)
        assert entry is not None
        positions = self.authorities.words(entry.positions)
        organizations = self.authorities.words(entry.organizations)
        described = _WORD.findall(entry.description)
        countries = set(entry.countries)
        if not countries:
            countries = {c for w in described if w[0].isupper() and (c := gazetteer.country_of_demonym(w))}
        return (
            telling_words([entry.description, *positions]),
            frozenset(fields_of([*positions, *described])),
            frozenset({name_key(o, "Organization") for o in organizations} | {w.lower() for w in described}),
            frozenset(countries),
        )

    def _agreement(self, profile: _Profile, entry: Entry) -> tuple[float, list[str]]:
        """Points for and against, and what they are for."""
        words, fields, organizations, countries = self.context(entry.id)
        points, reasons = 0.0, []
        if profile.countries and countries:
            shared = sorted(profile.countries & countries)
            points += COUNTRY if shared else FOREIGN
            reasons.append(f"country {shared[0]}" if shared else "another country")
        shared = sorted(profile.title_words & words)
        if shared:
            points += min(MOST_TITLES, TITLE * len(shared))
            reasons.append(" ".join(shared[:3]))
        elif profile.fields and fields and not profile.fields & fields:
            points += OTHER_FIELD
            reasons.append("another field")
        shared = sorted(profile.organizations & organizations)
        if shared:
            points += EMPLOYER
            reasons.append(f"at {shared[0]}")
        return points, reasons

    def _first_year(self, nodes: Sequence[Node]) -> int | None:
        """The year of the first dated article that names it."""
        days = [
            day
            for (day,) in self.index.select(
                "SELECT min(a.published) FROM story_chain c JOIN story_article a ON a.id = c.article WHERE c.node IN (?)",
                [n.id for n in nodes],
            )
            if day
        ]
        return int(min(days)[:4]) if days else None

    # ------------------------------------------------------------------ what a link means for the story

    def identity(self, identity: str) -> str:
        """The local part of the IRI of the entity that an entry is: of places in the gazetteer the one they have anyway."""
        entry = self.authorities.get(identity)
        if entry is not None and entry.entity_class == "Place" and entry.geonames:
            place = gazetteer.place(f"geonames:{entry.geonames}")
            if place is not None:
                return entity_of_place(place.id)
        return identity

    @staticmethod
    def may_be_entry(identity: str) -> bool:
        """Whether an entity's id is one that entries may have."""
        return _ENTRY.fullmatch(identity) is not None

    def entry_of(self, identity: str) -> Entry | None:
        """The entry that the entity with this id is."""
        if not self.may_be_entry(identity):
            return None
        return self.authorities.get(identity) if identity[0] == "Q" else self.authorities.at_geonames(int(identity[9:]))

    def links_of(self, identity: str) -> tuple[str, ...]:
        """IRIs of what an entity is elsewhere, beyond what the gazetteer says of it: at most one an authority."""
        entry, place = self.entry_of(identity), place_of(identity)
        if entry is None:
            return ()
        links = [] if place and place.wikidata else [WIKIDATA + entry.id]
        if entry.geonames and entry.entity_class == "Place" and not (place and place.geonames):
            links.append(f"{GEONAMES}{entry.geonames}/")
        return tuple(links)


def _profile(nodes: Sequence[Node]) -> _Profile:
    classes: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    for node in nodes:
        classes.update(node.classes)
        titles.update(node.titles)
    cls = min(classes, key=lambda c: (-classes[c], c)) if classes else "Thing"
    weight = sum(n.weight for n in nodes) or 1
    keys: Counter[str] = Counter()
    for node in nodes:
        keys[node.base.removeprefix("group:")] += node.weight
        for alias, n in node.aliases.items():
            keys[alias] += n
    kept = {k: n / weight for k, n in sorted(keys.items()) if n >= SHARE * weight}
    longest = max((len(k.split()) for k in kept), default=1)
    if cls == "Person" and longest > 1:  # a surname beside the full name adds nothing but namesakes
        kept = {k: n for k, n in kept.items() if " " in k}
    return _Profile(
        entity_class=cls,
        keys=kept,
        names=tuple(sorted({name for node in nodes for name in full_names(node)})),
        title_words=telling_words(sorted(titles)),
        fields=frozenset(fields_of(titles)),
        organizations=frozenset(
            key for node in nodes for name in node.organizations if (key := name_key(name, "Organization"))
        ),
        countries=frozenset(c for node in nodes for c in node.countries),
    )


def _too_late(entry: Entry, year: int) -> bool:
    """Whether an entry was not there yet when articles began to tell of the entity."""
    if entry.begin is None:
        return False
    began = int(entry.begin[:5] if entry.begin.startswith("-") else entry.begin[:4])
    return began > year - (YOUNGEST if entry.entity_class == "Person" else 0)


def _how(likeness: float) -> str:
    return "same name" if likeness == 1 else "other name" if likeness == VARIANT else "like name"
