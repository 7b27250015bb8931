"""``kg_positions``: positions held and other lasting ties, as the text tells them (:class:`DocRelation`).

Predicates, always from the subject's side:

* ``schema:jobTitle``: a person holds a position; the object is the title in lower case, ``organization`` the organisation
  or country, ``since`` and ``until`` where the text says so, ``former`` where it no longer holds.
* ``schema:worksFor``: a person works for an organisation, no position named.
* ``schema:memberOf``: a person is a member of a party, parliament, team.
* ``schema:spouse``, ``schema:children``, ``schema:parent``, ``schema:sibling``: kinship between persons.
* ``schema:nationality``: a person is a citizen or national of a country (object: the mention of the nationality).
* ``schema:parentOrganization``, ``schema:subOrganization``: an organisation has a parent, a subsidiary.
* ``schema:location``: an organisation is based in a place.
* ``schema:containedInPlace``: a place lies in another ("Riyadh, Saudi Arabia").
* ``kg:coLocated``, ``kg:isSynonymOf``, ``kg:inChargeOf``: who is where, other words for it, who heads it (see ``loose_ties``).

Subjects and objects are mentions, so that ``kg_mentions`` and ``kg_coreference`` must have run. Precision comes first: of one
tie told several times, the fullest telling is kept.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge.positions import position_words
from kg.reading.names.title_phrases import MINISTRIES, Title
from kg.reading.text.annotations import DocRelation, annotated
from kg.reading.text.tokens import tokens
from kg.reading.text.tree import Tree
from kg.reading.ties.loose_ties import LooseTies, in_charge
from kg.reading.ties.position_claims import Claims
from kg.reading.ties.position_verbs import leading, predicate
from kg.reading.ties.tellings import finished, sentence_around
from kg.reading.ties.ties import Ties


@Language.factory("kg_positions", requires=["token.dep", "token.tag"])
def create_positions(nlp: Language, name: str) -> Positions:
    return Positions()


class Positions:
    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        noted.relations = []
        if len(doc) and noted.mentions:
            tree = Tree(tokens(doc))
            positions = _Reader(tree, noted).relations()
            found = [*positions, *in_charge(noted, positions), *Ties(tree, noted).relations()]
            found += LooseTies(tree, noted).relations()
            noted.relations = finished(found, noted)
        return doc


class _Reader(Claims):
    """Finds positions in one document."""

    def relations(self) -> list[DocRelation]:
        """All positions, in order of the text."""
        t = self.t
        heads = self.titles.heads
        candidates = [i for i, word in enumerate(t.lower) if word in heads and self.titles.is_head(i)]
        for i in candidates:
            inside = self.titles.named.get(i)
            if inside is not None and self.noted.mentions[inside].end != i + 1 and (
                self.noted.mentions[inside].entity_class != "Person"
            ):  # fmt: skip
                continue
            if i + 1 < self.tree.n and t.lower[i + 1] in heads and self.titles.continues(i, i + 1):
                continue
            self._before_name(i) or self._apposition(i) or predicate(self, i)
        leading(self)
        self._of_nominals(candidates)
        return self.found

    def _of_nominals(self, candidates: list[int]) -> None:
        """ "Anna Berg came. The boss of the fund smiled.": titles in phrases that coreference takes for a named person."""
        t, chains = self.t, self.noted.chains
        for i in candidates:
            number = self.titles.headed.get(i)
            if number is None or i in self.used or t.tags[i] in ("NNS", "NNPS"):
                continue
            m = self.noted.mentions[number]
            definite = t.lower[m.start] in ("the", "its", "his", "her", "their") or t.tags[i - 1] == "POS"
            if m.kind != "Nominal" or m.head != i or not definite or not 0 <= m.chain < len(chains):
                continue
            title = self.titles.read(i) if chains[m.chain].entity_class == "Person" and chains[m.chain].names else None
            if title is not None and title.kind != "work" and not self._of_a_country(title):
                self.add(number, title)

    def _of_a_country(self, title: Title) -> bool:
        """Whether a title that stands alone is that of a country's office, which many have held ("elects the U.S. President")."""
        if title.organization is None:
            return False
        return self.noted.mentions[title.organization].entity_class in ("Place", "Group")

    def _before_name(self, head: int) -> bool:
        """ "Russian foreign minister Sergei Lavrov", "CEO Berg", "Secretary of State Anna Berg"."""
        t = self.t
        title = None
        start = head + 1
        if start < self.tree.n and t.lower[start] == "of" and t.words[head][0].isupper():
            k = start + 1
            while k < min(self.tree.n, start + 6) and k not in self.persons and (
                t.words[k][0].isupper() or t.lower[k] in ("and", "the", "of")
            ):  # fmt: skip
                k += 1
            if k not in self.persons or k == start + 1:
                return False
            title = self.titles.read(head)
            if title is not None:
                title.span, title.end = (title.span[0], k), k
                title.literal = " ".join(t.lower[title.span[0] : k])
                if title.organization is not None and self.noted.mentions[title.organization].start > head:
                    title.organization = None
            if (
                title is not None
                and self.t.lower[head] not in MINISTRIES
                and title.literal not in ("secretary of state",)
            ):
                title.literal = " ".join(t.lower[title.span[0] : head + 1])
                title.span = title.span[0], head + 1
                title.organization = self.titles.organization_at(head + 2) or self.titles.organization_at(k - 1)
            start = k
        if start < self.tree.n and t.lower[start] in ("general", "designate", "elect") and start not in self.persons:
            start += 1
        behind = start
        while behind < self.tree.n and behind not in self.persons and (
            t.lower[behind] in self.titles.heads or t.lower[behind] in position_words("drop")
        ):  # fmt: skip
            behind += 1  # "defence minister General Berg"
        number = self.persons.get(behind)
        if number is None:
            number = self._inside_name(head)
            if number is None:
                return False
        title = title or self.titles.read(head)
        if title is None:
            return False
        if title.span[1] > start:
            title.span = title.span[0], start
            title.literal = " ".join(t.lower[title.span[0] : start])
        if self._of_another(title):
            return False
        return self.add(number, title)

    def _inside_name(self, head: int) -> int | None:
        """A name that took its title in ("President Berg" as one name)."""
        number = self.titles.named.get(head)
        if number is None:
            return None
        m = self.noted.mentions[number]
        return number if m.start == head and m.end > head + 1 and self.is_person(m) else None

    def _of_another(self, title: Title) -> bool:
        """ "the minister's wife", "a spokesman for President Berg": the words before show that the title is a modifier."""
        t = self.t
        return title.kind == "work" and t.tags[title.head] in ("NNS", "NNPS")

    def _apposition(self, head: int) -> bool:
        """ "Berg, head of the fund," and "the fund's head, Anna Berg,"."""
        t = self.t
        if t.tags[head] in ("NNS", "NNPS"):
            return False
        title = self.titles.read(head)
        if title is None:
            return False
        i = title.start
        while i > 0 and t.pos[i - 1] in ("DET", "ADJ", "ADV", "NUM") and t.words[i - 1] != ",":
            i -= 1
        # behind the name
        if i > 1 and t.words[i - 1] in (",", "(", "—", "–"):
            number = self.person_ends.get(i - 1)
            if number is None:
                number = self._aged(i - 1)
            sure = number is not None and (self._same(number, head) or not self._another_follows(title))
            if sure and number is not None and self._apposed(number, head) and not self._listed(number, title):
                return self.add(number, title)
        # a second title: "head of the fund and envoy of the president"
        if t.deps[head] == "conj":
            first = self._first(title)
            if first is not None:
                return self.add(first, title)
        # before the name
        if title.end < self.tree.n and t.words[title.end] in (",", "—", "–"):
            number = self.persons.get(title.end + 1)
            if number is not None and t.lower[head - 1] not in ("by", "with") and self._renamed(number, head, i):
                return self.add(number, title)
        return False

    def _first(self, title: Title) -> int | None:
        """Whose the title is that "and" joins to this one."""
        t = self.t
        above = t.heads[title.head]
        if t.lower[title.start - 1] not in ("and", "a", "an", "the") or title.end in self.persons:
            return None
        for x in reversed(self.found):
            if x.sentence != sentence_around(t, title.head) or x.object[0] > title.head:
                return None
            m = self.noted.mentions[x.subject]
            if x.object[0] <= above < x.object[1] or m.start <= above < m.end < x.object[0]:
                return x.subject
        return None

    def _another_follows(self, title: Title) -> bool:
        """ "Berg, the mayor of Oslo, Anna Holm": whose title it is cannot be told."""
        i = title.end + 1
        if title.end >= self.tree.n or self.t.words[title.end] != ",":
            return False
        while i < self.tree.n and self.t.lower[i].rstrip(".") in position_words("drop"):
            i += 1
        return i in self.persons

    def _aged(self, comma: int) -> int | None:
        """The name in "Berg, 45, head of …"."""
        t = self.t
        if comma > 3 and t.pos[comma - 1] == "NUM" and t.words[comma - 2] == ",":
            return self.person_ends.get(comma - 2)
        return None

    def _same(self, person: int, head: int) -> bool:
        """Whether coreference, too, takes the phrase of a title for that person."""
        number = self.titles.headed.get(head)
        if number is None:
            return False
        a, b = self.noted.mentions[person], self.noted.mentions[number]
        return a.chain == b.chain >= 0

    def _apposed(self, person: int, head: int) -> bool:
        m = self.noted.mentions[person]
        t = self.t
        if t.deps[head] == "appos" and m.start <= t.heads[head] < m.end:
            return True
        return self._same(person, head) or (t.deps[head] in ("appos", "conj", "attr", "nsubj") and self._closed(head))

    def _closed(self, head: int) -> bool:
        """Whether the phrase of a title ends at a comma or a full stop."""
        t = self.t
        title = self.titles.read(head)
        return title is not None and title.end < self.tree.n and t.words[title.end] in (",", ".", ";", ")", "—", "who")

    def _renamed(self, person: int, head: int, start: int) -> bool:
        """Whether a name behind a comma is that of the title before it, not the next item of a list."""
        t = self.t
        m = self.noted.mentions[person]
        if t.deps[m.head] == "appos" and t.heads[m.head] == head:
            return True
        after = t.words[m.end] if m.end < self.tree.n else "."
        definite = start < head and (t.lower[start] in ("the", "its", "his", "their") or t.tags[head - 1] == "POS")
        return self._same(person, head) and definite and after in (",", ".", ";", "—", ")")

    def _listed(self, person: int, title: Title) -> bool:
        """ "Berg, the mayor and the judge": items of a list rather than an apposition."""
        t = self.t
        m = self.noted.mentions[person]
        if any(t.deps[c] == "cc" for c in self.tree.children[title.head]) and t.deps[title.head] == "conj":
            return True
        return (
            t.deps[title.head] == "conj"
            and m.start <= t.heads[title.head] < m.end
            and not self._same(person, title.head)
        )
