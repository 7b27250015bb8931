"""What coreference knows of an entity while its mentions are being gathered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from kg.reading.text.annotations import DocChain, DocMention
from kg.reading.text.tokens import Tokens


class Cluster:
    """Mentions (as indices into the article's mentions) held to denote one entity.

    Attributes:
        mentions: in order of joining; ``last`` is the latest token among them.
        classes: votes for each class.
        names: normalised names (tuples of lower-cased words).
        gender: "m", "f" or None; plural: None where unknown.
        heads: lemmas of the head nouns of its nominal mentions; titles: what it is called beside its names.
        countries, organizations: what it is tied to.
        country: code of the country that it is, or whose people it names.
        foreign: those of its modifiers that name a country ("Russian").
    """

    __slots__ = (
        "classes", "countries", "country", "foreign", "gender", "heads", "mentions", "modifiers", "names", "organizations",
        "place", "plural", "spellings", "titles",
    )  # fmt: skip

    def __init__(self) -> None:
        self.mentions: list[int] = []
        self.classes: Counter[str] = Counter()
        self.names: dict[tuple[str, ...], int] = {}
        self.spellings: Counter[str] = Counter()
        self.gender: str | None = None
        self.plural: bool | None = None
        self.heads: set[str] = set()
        self.modifiers: set[str] = set()
        self.foreign: set[str] = set()
        self.titles: dict[str, None] = {}
        self.countries: dict[str, None] = {}
        self.organizations: dict[str, None] = {}
        self.country: str | None = None
        self.place: str | None = None

    @property
    def entity_class(self) -> str:
        """The class with the most votes; ties by name."""
        return min(self.classes, key=lambda name: (-self.classes[name], name)) if self.classes else "Thing"

    def merge(self, other: Cluster) -> None:
        """Take over all that ``other`` holds."""
        self.mentions += other.mentions
        self.classes += other.classes
        for name, count in other.names.items():
            self.names[name] = self.names.get(name, 0) + count
        self.spellings += other.spellings
        self.gender = self.gender or other.gender
        self.plural = other.plural if self.plural is None else self.plural
        self.heads |= other.heads
        self.modifiers |= other.modifiers
        self.foreign |= other.foreign
        self.titles |= other.titles
        self.countries |= other.countries
        self.organizations |= other.organizations
        self.country = self.country or other.country
        self.place = self.place or other.place


class Clusters:
    """The clusters of one article, with the cluster of each mention."""

    def __init__(self, t: Tokens, mentions: list[DocMention]) -> None:
        self.t = t
        self.all = mentions
        self.of: list[Cluster] = []
        self.at: dict[int, int] = {}  # head token → mention
        for index, mention in enumerate(mentions):
            cluster = Cluster()
            cluster.mentions.append(index)
            self.of.append(cluster)
            self.at.setdefault(mention.head, index)

    def join(self, a: int, b: int) -> None:
        """Make one cluster of the clusters of mentions ``a`` and ``b``."""
        into, other = self.of[a], self.of[b]
        if into is other:
            return
        if min(other.mentions) < min(into.mentions):
            into, other = other, into
        into.merge(other)
        for index in other.mentions:
            self.of[index] = into

    def distinct(self) -> list[Cluster]:
        """Each cluster once, by its first mention."""
        return list({id(cluster): cluster for cluster in self.of}.values())

    def chains(self) -> list[DocChain]:
        """Number the clusters, write the numbers to the mentions, and tell what each chain holds."""
        found = []
        for number, cluster in enumerate(self.distinct()):
            ordered = sorted(cluster.mentions)
            for index in ordered:
                self.all[index].chain = number
            person = (cluster.entity_class if cluster.classes else self.all[ordered[0]].entity_class) == "Person"
            spelt: Counter[str] = Counter()
            for name, count in cluster.spellings.items():
                spelt[_in_small_letters(name, cluster.spellings, person=person)] += count
            names = sorted(spelt, key=lambda name: (-_fullness(name), -spelt[name], name))
            head = next(
                (self.t.lemmas[self.all[i].head].lower() for i in ordered if self.all[i].kind == "Nominal"), None
            )
            found.append(
                DocChain(
                    cluster.entity_class if cluster.classes else self.all[ordered[0]].entity_class,
                    names,
                    cluster.gender,
                    bool(cluster.plural),
                    list(cluster.titles),
                    list(cluster.organizations),
                    list(cluster.countries),
                    cluster.place,
                    cluster.country,
                    None if names else head,
                )
            )
        return found


def _in_small_letters(name: str, spellings: Collection[str], *, person: bool) -> str:
    """A name in capitals as news writes it: a person's of several words, and any that stands so elsewhere in the article.

    Args:
        name: as the text writes it.
        spellings: all of one cluster.
        person: whether it is a person's.
    """
    words = name.split()
    if len(words) < 2 or not name.isupper() or any(len(w) < 2 and not w.endswith(".") for w in words):
        return name
    plain = " ".join("-".join(part.capitalize() for part in word.split("-")) for word in words)
    return plain if plain in spellings or (person and all(w.isalpha() or "-" in w for w in words)) else name


def _fullness(name: str) -> int:
    """How full a name is: its words, none of them an initial; an acronym counts as the shortest."""
    words = [word for word in name.replace("-", " ").split() if len(word.rstrip(".")) > 1]
    return len(words) if len(words) > 1 or not name.isupper() else 0
