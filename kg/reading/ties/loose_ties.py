"""Looser ties: who or what is where, and what else something is called.

* ``kg:coLocated``: the subject is or was where the object, a place, is ("refugees in Jordan").
* ``kg:isSynonymOf``: the text says in other words who or what something is: a second name ("Ann Berg, also known as Ana Berg";
  "the Northern Fund (NF)"), or a phrase beside it that coreference, too, takes for it ("Elm, a town of weavers,").
* ``kg:inChargeOf``: a person heads the organisation or state at which a title says so ("the fund's chief executive, Ann Berg").

The predicates are named as in re3d (Dstl), so that graphs can be compared. Subjects are mentions whose phrase the place
hangs from, or the subject of the verb that it hangs from; what is denied, only possible or yet to come is left out.
"""

from __future__ import annotations

from kg.knowledge.word_sets import word_set
from kg.reading.text.annotations import Annotations, DocMention, DocRelation
from kg.reading.text.tree import Tree
from kg.reading.ties.tellings import sentence_around

CO_LOCATED, SYNONYM, IN_CHARGE = "kg:coLocated", "kg:isSynonymOf", "kg:inChargeOf"
LONGEST_LIST = 8
ALIAS_LENGTH = 5
"""Tokens between a name and the second one at most: ", also known as"."""


class LooseTies:
    """Finds them in one document."""

    def __init__(self, tree: Tree, noted: Annotations) -> None:
        self.tree, self.t, self.noted = tree, tree.t, noted
        self.phrases: dict[tuple[int, int], list[int]] = {}  # chain and sentence → the descriptions of the one in the other
        self.names: dict[int, list[int]] = {}  # first token → the names that begin there
        self.headed: dict[int, int] = {}  # head token → the longest mention that it heads
        for number, m in enumerate(noted.mentions):
            if m.kind == "Nominal":
                self.phrases.setdefault((m.chain, self.t.sentences[m.start]), []).append(number)
            elif m.kind == "Named":
                self.names.setdefault(m.start, []).append(number)
            old = self.headed.get(m.head)
            if old is None or m.end - m.start > noted.mentions[old].end - noted.mentions[old].start:
                self.headed[m.head] = number

    def relations(self) -> list[DocRelation]:
        """All of them, in order of the text."""
        found = []
        for number, m in enumerate(self.noted.mentions):
            if m.kind in ("Named", "Nominal") and self._class(m) == "Place":
                found += [self._tie(subject, CO_LOCATED, number) for subject in self._located(m)]
            if m.kind == "Named":
                others = {*self._other_names(m), *self._other_words(number, m)}
                found += [self._tie(number, SYNONYM, other) for other in sorted(others)]
        return found

    def _class(self, m: DocMention) -> str:
        chains = self.noted.chains
        return chains[m.chain].entity_class if 0 <= m.chain < len(chains) else m.entity_class

    def _tie(self, subject: int, predicate: str, target: int) -> DocRelation:
        b = self.noted.mentions[target]
        sentence = sentence_around(self.t, b.start)
        return DocRelation(subject, predicate, (b.start, b.end), sentence, object_mention=target)

    # ------------------------------------------------------------------ who is where

    def _located(self, place: DocMention) -> list[int]:
        """The mentions that are said to be in a place."""
        t = self.t
        first = place.head
        for _ in range(LONGEST_LIST):
            if t.deps[first] != "conj" or t.heads[first] >= first:
                break
            first = t.heads[first]
        i = t.heads[first]
        if place.kind == "Nominal" and (t.lower[place.head] in word_set("nowhere") or self._several(place)):
            return []
        if t.deps[first] != "pobj" or i > first or t.lower[i] not in word_set("located") or t.deps[i] != "prep":
            return []
        above = self._nearest(t.heads[i], i)
        if not self._asserted(above):
            return []
        if t.pos[above] in ("NOUN", "PROPN", "PRON", "NUM"):
            number = self._being(above, place)
            found = [] if number is None else [number]
            return found or self._of_verb(above, place)
        return self._of_verb(above, place) if t.pos[above] in ("VERB", "AUX") else []

    def _several(self, place: DocMention) -> bool:
        """Whether a nameless place is many, or somebody's: no one place where anybody is ("in all stores", "at their ports")."""
        t = self.t
        return t.tags[place.head] in ("NNS", "NNPS") or any(
            t.lower[i] in ("all", "every", "each", "any", "some", "many", "several", "various", "their", "its")
            for i in range(place.start, place.head)
        )

    def _nearest(self, noun: int, preposition: int) -> int:
        """Of a list before a preposition, what stands nearest to it ("the mayor, the judge and workers in Oslo")."""
        t = self.t
        listed = [noun]
        for i in listed:
            between = (c for c in self.tree.children[i] if t.deps[c] == "conj" and i < c < preposition)
            listed += [c for c in between if t.pos[c] in ("NOUN", "PROPN", "PRON")]
        return max(listed)

    def _of_verb(self, verb: int, place: DocMention) -> list[int]:
        t, tree = self.t, self.tree
        if t.pos[verb] not in ("VERB", "AUX") or not self._happened(verb):
            return []
        subject = tree.find(verb, ("nsubjpass",))
        if subject is None and t.deps[verb] == "acl" and t.tags[verb] == "VBN":
            subject = t.heads[verb]
        if subject is None:
            subject = tree.subject(verb)
        if subject is None:
            return []
        if t.lower[subject] in ("who", "which", "that") and t.deps[verb] == "relcl":
            subject = t.heads[verb]
        heads = [subject, *(c for c in tree.children[subject] if t.deps[c] == "conj")]
        return [n for head in heads if (n := self._being(head, place)) is not None]

    def _asserted(self, i: int) -> bool:
        """Whether what holds a token is told as a fact: neither asked nor only supposed ("if he runs in …")."""
        t = self.t
        if t.words[sentence_around(t, i)[1] - 1] == "?":
            return False
        for _ in range(LONGEST_LIST):
            if any(t.deps[c] == "mark" and t.lower[c] in ("if", "unless", "whether") for c in self.tree.children[i]):
                return False
            if t.heads[i] == i:
                break
            i = t.heads[i]
        return True

    def _happened(self, verb: int) -> bool:
        t = self.t
        for child in self.tree.children[verb]:
            if t.deps[child] == "neg" or t.lower[child] == "never":
                return False
            if t.deps[child] == "aux" and (t.tags[child] == "MD" or t.lower[child] == "to"):
                return False
        return t.lemmas[verb] not in word_set("no presence")

    def _being(self, head: int, place: DocMention) -> int | None:
        t = self.t
        if t.deps[head] == "appos" and t.heads[head] in self.headed:  # "Elm, a town in Norway": Elm
            head = t.heads[head]
        elif t.deps[head] == "attr" and t.lemmas[t.heads[head]] == "be":  # "Elm is a town in Norway"
            subject = self.tree.subject(t.heads[head])
            head = subject if subject is not None else head
        number = self.headed.get(head)
        if number is None:
            return None
        m = self.noted.mentions[number]
        cls = self._class(m)
        if m.kind == "Nominal" and t.lemmas[m.head].lower() in word_set("held in something"):
            return None  # "a stake in Norsk"
        if m.start <= place.start < m.head or m.chain == place.chain >= 0:
            return None
        if cls == "Place" and m.kind == "Named" and place.kind == "Named" and m.head == t.heads[t.heads[place.head]]:
            return None  # "Oslo in Norway": schema:containedInPlace
        if cls == "Thing" and m.kind == "Pronoun":
            return None
        if t.lower[m.head] == "it" and any(t.deps[c] == "acomp" for c in self.tree.children[t.heads[m.head]]):
            return None  # "it is hard in Oslo"
        if cls == "Place" and m.kind == "Nominal" and t.lemmas[m.head].lower() in word_set("nowhere"):
            return None  # "in some countries and in China"
        return number

    # ------------------------------------------------------------------ second names

    def _other_names(self, name: DocMention) -> list[int]:
        """Names that the text gives right behind a name."""
        t = self.t
        words = [w for w in t.lower[name.end : name.end + ALIAS_LENGTH + 1]]
        found = []
        for number in (n for i in range(name.end + 1, name.end + ALIAS_LENGTH + 1) for n in self.names.get(i, ())):
            other = self.noted.mentions[number]
            if self._class(other) != self._class(name) or self._same_words(name, other):
                continue
            between = tuple(w for w in words[: other.start - name.end] if w != "the")
            bracketed = between == ("(",) and t.words[other.end : other.end + 1] == [")"]
            if (bracketed and (other.chain == name.chain or self._initials(name, other))) or between in ALIASES:
                found.append(number)
        return found

    def _other_words(self, number: int, name: DocMention) -> list[int]:
        """Phrases that the text puts beside a name, or behind it and "is", for the same."""
        t = self.t
        found = []
        for other_number in self.phrases.get((name.chain, t.sentences[name.start]), ()):
            other = self.noted.mentions[other_number]
            a, b = sorted((name, other), key=lambda m: m.start)
            between = t.lower[a.end : b.start]
            behind = t.words[b.end] if b.end < self.tree.n else "."
            apposed = between == [","] and (t.heads[b.head] == a.head or t.heads[a.head] == b.head)
            the = t.lower[b.start] == "the" and t.lower[b.start + 1] not in word_set("ordinal")
            definite = the or t.tags[b.start] in ("PRP$", "NNP")
            said = between in (["is"], ["was"]) and a is name and t.deps[b.head] == "attr" and definite
            if (apposed and (behind in CLOSING or other is a)) or said:
                found.append(other_number)
        return found

    def _same_words(self, a: DocMention, b: DocMention) -> bool:
        return self.t.lower[a.start : a.end] == self.t.lower[b.start : b.end]

    def _initials(self, name: DocMention, short: DocMention) -> bool:
        """Whether a word in brackets is made of a name's initials."""
        letters = [c for c in "".join(self.t.words[short.start : short.end]) if c.isupper()]
        initials = [w[0] for w in self.t.words[name.start : name.end] if w[:1].isupper()]
        return len(letters) > 1 and letters == initials


def in_charge(noted: Annotations, positions: list[DocRelation]) -> list[DocRelation]:
    """Who heads what, by positions found.

    Args:
        noted: the document's annotations.
        positions: its ``schema:jobTitle`` relations.
    """
    found = []
    for x in positions:
        if x.predicate != "schema:jobTitle" or x.organization is None or not x.object_literal:
            continue
        b = noted.mentions[x.organization]
        chain = noted.chains[b.chain] if 0 <= b.chain < len(noted.chains) else None
        cls = chain.entity_class if chain else b.entity_class
        of_state = cls == "Place"
        words = x.object_literal.split()
        if cls not in ("Place", "Organization") or word_set("second in charge") & set(words):
            continue
        if _heads(words, word_set("heads a state" if of_state else "heads an organisation")):
            found.append(
                DocRelation(
                    x.subject, IN_CHARGE, (b.start, b.end), x.sentence, object_mention=x.organization, former=x.former
                )
            )
    return found


def _heads(title: list[str], heads: frozenset[str]) -> bool:
    """Whether who bears a title heads the whole, not a part or a field of it ("finance director", "CEO for Europe")."""
    if " ".join(title) in ("prime minister", "chief executive officer"):
        return True
    plain = word_set("head of the whole")
    return any(w in heads for w in title) and all(w in heads or w in plain for w in title)


CLOSING = frozenset((",", ".", ";", ")", "—", "–", "-", ":"))
ALIASES = frozenset(
    (*before, *said)
    for before in ((), (",",), ("(",))
    for said in (
        ("also", "known", "as"),
        ("also", "called"),
        ("better", "known", "as"),
        ("formerly", "known", "as"),
        ("known", "as"),
        ("formerly",),
        ("officially",),
        ("alias",),
        ("aka",),
        ("a.k.a.",),
        ("also", "spelled"),
        ("nicknamed",),
        ("dubbed",),
    )
)
"""What stands between a name and another one for the same, small letters, without "the"."""
