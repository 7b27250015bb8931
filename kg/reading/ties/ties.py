"""Lasting ties other than positions: membership, work, kinship, nationality, parents of organisations, places in places."""

from __future__ import annotations

from kg.knowledge.gazetteer import containment, place
from kg.knowledge.positions import position_words
from kg.reading.text.annotations import Annotations, DocMention, DocRelation
from kg.reading.text.tree import Tree
from kg.reading.ties.tellings import sentence_around

KIN = ("spouse", "children", "parent", "sibling")
SYMMETRIC = frozenset(["spouse", "sibling"])
POSSESSIVE = frozenset(["his", "her", "their"])


class Ties:
    """Finds ties in one document."""

    def __init__(self, tree: Tree, noted: Annotations) -> None:
        self.tree = tree
        self.t = tree.t
        self.noted = noted
        self.by_start: dict[int, int] = {}
        self.by_end: dict[int, int] = {}
        self.at: dict[int, int] = {}  # token → the shortest name that covers it
        self.headed: dict[int, int] = {}  # head token → the longest mention
        for number, m in enumerate(noted.mentions):
            if m.kind == "Named":
                self.by_start.setdefault(m.start, number)
                self.by_end[m.end] = number
                for i in range(m.start, m.end):
                    self.at.setdefault(i, number)
            self.headed.setdefault(m.head, number)
        self.kin = {word: kind for kind in KIN for word in position_words(kind)}
        self.found: list[DocRelation] = []

    def relations(self) -> list[DocRelation]:
        """All ties, in order of the text."""
        t = self.t
        employee, member = position_words("employee"), position_words("member")
        below, above, citizen = (
            position_words("subsidiary"),
            position_words("parent_organization"),
            position_words("citizen"),
        )
        for i, word in enumerate(t.lower):
            if t.pos[i] in ("NOUN", "PROPN"):
                if word in above:
                    self._company(i, "schema:subOrganization")
                if word in self.kin:
                    self._kinship(i, word)
                elif word in member:
                    self._of(i, "schema:memberOf", ("Organization",), ("of",))
                elif word in employee:
                    self._of(i, "schema:worksFor", ("Organization",), ("of", "at", "for", "with"))
                elif word in below:
                    self._company(i, "schema:parentOrganization")
                elif word in citizen:
                    self._nationality(i)
            elif word == "based" and t.pos[i] == "VERB":
                self._based(i)
            elif word == "works" and t.pos[i] == "VERB":
                self._works(i)
            elif word == "owned" and t.pos[i] == "VERB":
                self._owned(i)
        self._places()
        return self.found

    def _add(self, subject: int | None, predicate: str, target: int | None, at: int, *, former: bool = False) -> None:
        if subject is None or target is None:
            return
        a, b = self.noted.mentions[subject], self.noted.mentions[target]
        if subject == target or a.chain == b.chain >= 0:
            return
        self.found.append(
            DocRelation(
                subject, predicate, (b.start, b.end), sentence_around(self.t, at), object_mention=target, former=former
            )
        )

    def _class(self, m: DocMention) -> str:
        chains = self.noted.chains
        return chains[m.chain].entity_class if 0 <= m.chain < len(chains) else m.entity_class

    def _entity(self, head: int | None, *classes: str) -> int | None:
        """The name (or pronoun of a name) at a token, of one of ``classes``."""
        if head is None:
            return None
        number = self.at.get(head, self.headed.get(head))
        if number is None:
            return None
        m = self.noted.mentions[number]
        if self._class(m) not in classes:
            return None
        if m.kind == "Named":
            return number
        chains = self.noted.chains
        named = 0 <= m.chain < len(chains) and bool(chains[m.chain].names)
        return number if named and m.kind == "Pronoun" and self.t.lower[m.head] in ("he", "she", *POSSESSIVE) else None

    def _apposed(self, i: int, *classes: str) -> int | None:
        """Whom the phrase headed by ``i`` is said of: by apposition, copula or the name that follows."""
        t = self.t
        dep, head = t.deps[i], t.heads[i]
        if dep == "appos" and head < i and "," in t.words[head + 1 : i] and self._closed(i):
            return self._entity(head, *classes)
        if dep == "attr" and t.lemmas[head] == "be" and not any(t.deps[c] == "neg" for c in self.tree.children[head]):
            subject = self.tree.subject(head)
            if subject is not None and t.lower[subject] == "who" and t.deps[head] == "relcl":
                subject = t.heads[head]
            return self._entity(subject, *classes)
        if dep in ("compound", "nmod") and i + 1 in self.by_start:
            return self._entity(i + 1, *classes)
        return None

    def _closed(self, i: int) -> bool:
        """Whether a mark stands behind the phrase of ``i``: "Berg, his wife and the mayor" is a list."""
        end = max(self.tree.subtree(i)) + 1
        return end >= self.tree.n or self.t.pos[end] == "PUNCT" or self.t.pos[end - 1] == "PUNCT"

    def _pobj(self, i: int, prepositions: tuple[str, ...]) -> int | None:
        """The object of a preposition right behind ``i``."""
        t = self.t
        if i + 1 < self.tree.n and t.lower[i + 1] in prepositions:
            return self.tree.find(i + 1, ("pobj",))
        return None

    def _of(self, i: int, predicate: str, classes: tuple[str, ...], prepositions: tuple[str, ...]) -> None:
        """ "Berg, a member of the party", "an employee of the bank, Anna Berg"."""
        former = any(self.t.lower[c] in position_words("former") for c in self.tree.children[i])
        if self.t.tags[i] == "NNS":
            return
        self._add(
            self._apposed(i, "Person"), predicate, self._entity(self._pobj(i, prepositions), *classes), i, former=former
        )

    def _works(self, i: int) -> None:
        subject = self.tree.subject(i)
        if subject is not None and self.t.lower[subject] == "who" and self.t.deps[i] == "relcl":
            subject = self.t.heads[i]
        if any(self.t.deps[c] == "neg" for c in self.tree.children[i]):
            return
        target = self._entity(self._pobj(i, ("for", "at")), "Organization")
        self._add(self._entity(subject, "Person"), "schema:worksFor", target, i)

    def _kinship(self, i: int, word: str) -> None:
        t = self.t
        kind = self.kin[word]
        former = word.startswith("ex-") or any(t.lower[c] in position_words("former") for c in self.tree.children[i])
        other: int | None = None
        if i + 1 in self.by_start:
            other = self._entity(i + 1, "Person")
        elif i + 2 < self.tree.n and t.words[i + 1] == "," and i + 2 in self.by_start:
            after = self.noted.mentions[self.by_start[i + 2]].end
            closed = after >= self.tree.n or t.words[after] in (",", ".", ";", ")")
            other = self._entity(i + 2, "Person") if closed and t.heads[i + 2 : after].count(i) else None
        holder = self.tree.find(i, ("poss",))
        if holder is None and i and t.tags[i - 1] == "PRP$":
            holder = i - 1
        if other is not None and holder is None and i + 1 in self.by_start:
            holder = self.tree.find(t.heads[i], ("poss",)) if t.deps[i] in ("compound", "nmod", "appos") else None
        one = self._entity(holder, "Person")
        if other is None:  # "Olga, wife of Berg"
            other = self._apposed(i, "Person")
            if one is None:
                one = self._entity(self._pobj(i, ("of",)), "Person")
        self._add(one, f"schema:{kind}", other, i, former=former)

    def _nationality(self, i: int) -> None:
        t = self.t
        group = next(
            (
                self.at[c]
                for c in range(max(0, i - 2), i)
                if (c in self.at and t.heads[c] == i) or (c == i - 1 and c in self.at)
            ),
            None,
        )
        if group is None or self.noted.mentions[group].entity_class not in ("Group", "Place"):
            return
        self._add(self._apposed(i, "Person"), "schema:nationality", group, i)

    def _company(self, i: int, predicate: str) -> None:
        """ "Nordvik, a unit of Acme": the organisation whose phrase it is, and the one behind "of" or before "'s"."""
        other = self._entity(self._pobj(i, ("of",)), "Organization")
        if other is None:
            other = self._entity(self.tree.find(i, ("poss",)), "Organization")
        if (
            other is None
            and predicate == "schema:subOrganization"
            and i
            and i - 1 in self.at
            and i + 1 in self.by_start
        ):
            # "Nordvik parent Acme": Acme has Nordvik
            subject = self._entity(i + 1, "Organization")
            self._add(subject, predicate, self._entity(i - 1, "Organization"), i)
            return
        self._add(self._apposed(i, "Organization"), predicate, other, i)

    def _owned(self, i: int) -> None:
        by = self.tree.find(i, ("agent",))
        owner = self._entity(self.tree.find(by, ("pobj",)) if by is not None else None, "Organization")
        thing = self.tree.find(i, ("nsubjpass",))
        if thing is None and self.t.deps[i] == "acl":
            thing = self.t.heads[i]
        if any(self.t.deps[c] == "neg" or self.t.tags[c] == "MD" for c in self.tree.children[i]):
            return
        self._add(self._entity(thing, "Organization"), "schema:parentOrganization", owner, i)

    def _based(self, i: int) -> None:
        """ "Oslo-based Acme"; "Acme, based in Oslo"."""
        t = self.t
        if i > 1 and t.words[i - 1] == "-":
            where = self._entity(i - 2, "Place")
            k = i + 1
            while k < min(self.tree.n, i + 6) and k not in self.by_start and t.pos[k] in ("NOUN", "ADJ", "PROPN"):
                k += 1
            if t.heads[i] in range(k, k + 8) or t.heads[i] in range(i, k):
                self._add(self._entity(k, "Organization"), "schema:location", where, i)
            return
        where = self._entity(self._pobj(i, ("in", "at")), "Place")
        thing = self.tree.find(i, ("nsubjpass",))
        if thing is None and t.deps[i] == "acl":
            thing = t.heads[i]
        if thing is not None and t.lower[thing] in ("which", "that") and t.deps[i] == "relcl":
            thing = t.heads[i]
        self._add(self._entity(thing, "Organization"), "schema:location", where, i)

    def _places(self) -> None:
        """ "Riyadh, Saudi Arabia", "Toulouse in France": where the gazetteer does not contradict."""
        t = self.t
        mentions = self.noted.mentions
        for end, number in self.by_end.items():
            m = mentions[number]
            if m.entity_class != "Place" or end + 1 >= self.tree.n:
                continue
            after = end
            comma = t.words[after] == ","
            if not comma and not (t.lower[after] == "in" and t.heads[after] == m.head):
                continue
            after += 1
            if not comma and t.lower[after] == "the":
                after += 1
            other = self.by_start.get(after)
            if other is None or mentions[other].entity_class != "Place":
                continue
            if self._lies_in(m, mentions[other]):
                self._add(number, "schema:containedInPlace", other, m.head)

    def _lies_in(self, inner: DocMention, outer: DocMention) -> bool:
        chains = self.noted.chains
        if not (0 <= inner.chain < len(chains) and 0 <= outer.chain < len(chains)):
            return False
        a, b = chains[inner.chain], chains[outer.chain]
        if b.place is None or not b.place.startswith("Q"):
            return False  # not known as a country or region
        if a.place is None:
            return a.country_code in (None, b.country_code)
        if a.country_code != b.country_code:
            return False
        known = place(a.place)
        return known is None or any(p.id == b.place for p in containment(known))
