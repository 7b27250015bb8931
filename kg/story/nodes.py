"""Name forms and what links two of them, as the story keeps them between builds.

A name form ("node") is one spelling of a name, with all that articles tell of those who bear it. An edge between two says that
they may be names of one and the same.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from kg.knowledge.fields import fields_of
from kg.knowledge.names import name_key

JUDGED_SAME = "judged the same"
NAMELESS = "#"
"""What stands before article and place in the key of a chain without a name ("police~#0123456789abcdef-17")."""

ALIASES = 12
"""Other names of a node that are filed: the most frequent."""

_LINKED = re.compile(r"Q\d+|(geonames|admin|area):[^~]+")


@dataclass
class Node:
    """A name form, with all that articles tell of those who bear it: value → number of chains.

    Attributes:
        id: row in the index.
        key: as ``kg.story.local.node_key`` makes it.
    """

    id: int
    key: str
    classes: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    best: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    organizations: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    company: Counter[str] = field(default_factory=Counter)
    inside: Counter[str] = field(default_factory=Counter)

    FIELDS: ClassVar = {
        "class": "classes",
        "name": "names",
        "best": "best",
        "gender": "genders",
        "title": "titles",
        "organization": "organizations",
        "country": "countries",
        "with": "company",
        "within": "inside",
    }

    def add(self, kind: str, value: str, n: int) -> None:
        getattr(self, self.FIELDS[kind])[value] += n

    @functools.cached_property
    def base(self) -> str:
        """The key without what keeps namesakes apart."""
        return self.key.partition("~")[0]

    @functools.cached_property
    def apart(self) -> str:
        return self.key.partition("~")[2]

    @functools.cached_property
    def words(self) -> list[str]:
        return self.base.split()

    @property
    def judged(self) -> bool:
        """Whether it is one chain that a person judged."""
        return self.apart.startswith("@")

    @property
    def nameless(self) -> bool:
        """Whether it is one chain without a name, which ``kg.story.entities.nameless`` joins."""
        return self.apart.startswith(NAMELESS)

    @property
    def article(self) -> str:
        """Key of the article that a nameless chain stands in."""
        return self.apart[1:].partition("-")[0]

    @functools.cached_property
    def linked(self) -> bool:
        """Whether it is a gazetteer entry, hence never a variant of another."""
        return bool(_LINKED.fullmatch(self.base))

    @property
    def group(self) -> bool:
        return self.key.startswith("group:")

    @functools.cached_property
    def weight(self) -> int:
        """In how many articles' chains it is the name."""
        return sum(self.classes.values())

    @functools.cached_property
    def entity_class(self) -> str:
        return vote(self.classes) or "Thing"

    @functools.cached_property
    def name(self) -> str:
        return vote(self.best) or vote(self.names) or self.base

    @functools.cached_property
    def gender(self) -> str | None:
        return vote(self.genders)

    @functools.cached_property
    def fields(self) -> frozenset[str]:
        return frozenset(fields_of(self.titles))

    @functools.cached_property
    def aliases(self) -> Counter[str]:
        """Normal form of other names that its articles call it → in how many."""
        found: Counter[str] = Counter()
        for name, n in sorted(self.names.items(), key=lambda x: (-x[1], x[0]))[:ALIASES]:
            key = name_key(name, self.entity_class)
            if key and key != self.base:
                found[key] += n
        return found


@dataclass(frozen=True, slots=True)
class Edge:
    """Two forms that may be one.

    Attributes:
        a, b: ids, the smaller first.
        score: how sure; 0 between namesakes, which are clustered together so that each gets an IRI of its own.
        reason: why, for people.
        short: "a" or "b" where that one is a short or lesser form, which joins the best of several; None between equals.
    """

    a: int
    b: int
    score: float
    reason: str
    short: str | None = None


def vote(counter: Mapping[str, int]) -> str | None:
    """The most frequent value; ties to the first in order."""
    return min(counter, key=lambda v: (-counter[v], v)) if counter else None
