"""Noting who holds which position: persons, organisations and times around a title."""

from __future__ import annotations

from kg.knowledge.lexicons import organisation_heads, surnames
from kg.knowledge.nouns import noun_classes
from kg.knowledge.positions import position_words
from kg.knowledge.transliteration import fold
from kg.reading.names.title_phrases import Title, Titles
from kg.reading.text.annotations import Annotations, DocMention, DocRelation
from kg.reading.text.tree import Tree
from kg.reading.ties.tellings import sentence_around

HE = frozenset(["he", "she"])


class Claims:
    """The positions found in one document so far, and what finding more of them needs.

    Attributes:
        titles: reads the titles.
        found: relations, in the order found.
        used: tokens of titles that are already somebody's.
        persons, person_ends: names of persons by first token, and by the token behind the last.
    """

    def __init__(self, tree: Tree, noted: Annotations) -> None:
        self.tree = tree
        self.t = tree.t
        self.noted = noted
        self.titles = Titles(tree, noted)
        self.found: list[DocRelation] = []
        self.used: set[int] = set()  # heads of titles already given to somebody
        self.persons: dict[int, int] = {}  # start token → name of a person
        self.person_ends: dict[int, int] = {}
        for number, m in enumerate(noted.mentions):
            if m.kind == "Named" and self.is_person(m):
                self.persons[m.start] = number
                self.person_ends[m.end] = number

    def is_person(self, m: DocMention) -> bool:
        """Whether a mention, and the chain that it belongs to, is a person."""
        if 0 <= m.chain < len(self.noted.chains):
            return self.noted.chains[m.chain].entity_class == "Person" and m.entity_class == "Person"
        return m.entity_class == "Person"

    def person(self, head: int) -> int | None:
        """The named person, or the pronoun of one, that a token heads or ends."""
        number = self.titles.named.get(head)
        if number is None:
            number = self.titles.headed.get(head)
        if number is None:
            return None
        m = self.noted.mentions[number]
        if not self.is_person(m):
            return None
        if m.kind == "Pronoun":
            named = 0 <= m.chain < len(self.noted.chains) and bool(self.noted.chains[m.chain].names)
            return number if named and self.t.lower[m.head] in HE else None
        return number if m.kind == "Named" else None

    def add(
        self, subject: int, title: Title, *, former: bool = False, verb: int | None = None, until: bool = False
    ) -> bool:
        """Note that ``subject`` holds the position."""
        m = self.noted.mentions[subject]
        organization = title.organization
        if organization is None and title.owner is not None:
            organization = self._owner(title.owner)
        if organization is not None and self.noted.mentions[organization].chain == m.chain >= 0:
            organization = None
        if m.end == m.start + 1 and (
            self.t.lower[m.start] in self.titles.heads
            or self.t.lower[m.start] in self.titles.adjectives
            or self.t.lower[m.start] in organisation_heads()
            or self._common(m)
        ):
            return False  # a title or an office taken for a name
        if not title.literal or title.head in self.used:
            return False
        self.used.update(range(*title.span))
        self.used.add(title.head)
        since, ended = self._times(title, verb, until=until)
        self.found.append(
            DocRelation(
                subject,
                "schema:jobTitle",
                title.span,
                sentence_around(self.t, title.head),
                object_literal=title.literal,
                organization=organization,
                since=since,
                until=ended,
                former=former or title.former or ended is not None,
            )
        )
        return True

    def _common(self, m: DocMention) -> bool:
        """Whether a name is a single common noun, and no fuller name of the article holds it ("the General Staff's chief")."""
        names = self.noted.chains[m.chain].names if 0 <= m.chain < len(self.noted.chains) else []
        word = self.t.lower[m.start]
        return word in noun_classes() and fold(word) not in surnames() and not any(" " in name for name in names)

    def _owner(self, token: int) -> int | None:
        """The organisation behind "its" or "the company's"."""
        number = self.titles.headed.get(token)
        if number is None:
            return None
        m = self.noted.mentions[number]
        if not 0 <= m.chain < len(self.noted.chains):
            return None
        chain = self.noted.chains[m.chain]
        return number if chain.entity_class in ("Organization", "Place") and chain.names else None

    def _times(self, title: Title, verb: int | None, *, until: bool) -> tuple[int | None, int | None]:
        """Times that say since and until when, in the clause of the verb or right behind the title."""
        t = self.t
        since = ended = None
        if verb is None:
            near = range(title.end, min(self.tree.n, title.end + 2))
            allowed = None
        else:
            near = range(*sentence_around(self.t, title.head))
            allowed = {verb, title.head}
        for number, time in enumerate(self.noted.times):
            if not near.start <= time.start < near.stop + 4 or time.type not in ("date", "time"):
                continue
            word = t.lower[time.start - 1] if time.start else ""
            hangs = time.start - 1
            if allowed is None:
                if hangs not in near and time.start not in near:
                    continue
            elif t.heads[hangs] not in allowed and t.heads[time.end - 1] not in allowed:
                continue
            if word in ("since", "from"):
                since = number
            elif word in ("until", "till", "to", "through") and t.deps[hangs] in ("prep", "pobj", "mark", "pcomp"):
                ended = number
            elif (verb is not None and word in ("in", "on", "")) or (
                verb is not None and t.heads[time.end - 1] == verb
            ):
                if until:
                    ended = number
                elif t.lemmas[verb] in position_words("elect") | position_words("become"):
                    since = number
        return since, ended
