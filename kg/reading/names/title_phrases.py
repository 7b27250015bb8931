"""Titles of positions in a text: "Russian foreign minister", "head of the fund", "special envoy for trade with the East"."""

from __future__ import annotations

from dataclasses import dataclass

from kg.knowledge.lexicons import organisation_heads
from kg.knowledge.positions import position_heads, position_words
from kg.knowledge.word_sets import word_set
from kg.reading.text.annotations import Annotations, DocMention
from kg.reading.text.tree import TokenSpan, Tree

BROKEN = ('"', "?", "!", ";", ":", "“", "”", "|")
"""Marks that stand in no title."""
LONGEST = 14
"""Tokens that a title may have with its complement."""
MINISTRIES = frozenset(["minister", "secretary", "undersecretary", "commissioner", "ministers"])
"""Heads whose "of" names what they are responsible for, unless it is a place."""
AT = frozenset(["of", "at", "for", "with", "in", "to"])
HYPHENED = frozenset(["co", "non", "ex", "director", "commander", "in", "attorney", "secretary", "sub", "pro", "under"])
RESPONSIBLE = frozenset(["of", "for", "on"])
ORGANIZED = frozenset(["Organization", "Place"])
CALENDAR = word_set("calendar")
"""Months and days of the week: no part of a title, even where no time was recognised."""


@dataclass(slots=True)
class Title:
    """A title as it stands in the text.

    Attributes:
        head: its head word.
        span: its words, without what stands before and without the organisation.
        literal: in lower case.
        start, end: the whole phrase, organisation included.
        organization: index of the mention of the organisation or country, or None.
        former: whether it says so itself ("former minister").
        kind: office, work or rank.
        owner: token of a possessor that is no organisation ("Putin's envoy"), or None.
    """

    head: int
    span: TokenSpan
    literal: str
    start: int
    end: int
    organization: int | None
    former: bool
    kind: str
    owner: int | None = None


class Titles:
    """Reads titles in one document."""

    def __init__(self, tree: Tree, noted: Annotations) -> None:
        self.tree = tree
        self.t = tree.t
        self.noted = noted
        self.heads = position_heads()
        self.adjectives = position_words("adjective")
        self.former = position_words("former")
        self.drop = position_words("drop")
        self.of_state = position_words("of_state")
        self.no_nation = position_words("no_nation")
        self.dated = {i for time in noted.times for i in range(time.start, time.end)}
        self.named: dict[int, int] = {}  # token → the longest name that covers it
        self.headed: dict[int, int] = {}  # head token → the shortest mention
        for number, m in enumerate(noted.mentions):
            if m.kind == "Named":
                for i in range(m.start, m.end):
                    old = self.named.get(i)
                    if old is None or noted.mentions[old].end - noted.mentions[old].start < m.end - m.start:
                        self.named[i] = number
            old = self.headed.get(m.head)
            if old is None or noted.mentions[old].end - noted.mentions[old].start > m.end - m.start:
                self.headed[m.head] = number

    def is_head(self, i: int) -> bool:
        """Whether a token can be the head of a title."""
        return self.t.lower[i] in self.heads and self.t.pos[i] in ("NOUN", "PROPN", "ADJ")

    def organization_at(self, i: int) -> int | None:
        """The mention of an organisation or place that token ``i`` heads or lies in."""
        number = self.named.get(i)
        if number is None:
            number = self.headed.get(i)
        if number is None:
            return None
        m = self.noted.mentions[number]
        if m.entity_class not in ORGANIZED or m.kind == "Pronoun":
            return None
        if m.kind == "Nominal" and m.entity_class == "Place":
            named = 0 <= m.chain < len(self.noted.chains) and bool(self.noted.chains[m.chain].names)
            return number if named else None
        return number

    def read(self, head: int) -> Title | None:
        """The title around ``head``; None where it is none."""
        t = self.t
        word = t.lower[head]
        known = self.heads.get(word)
        if known is None:
            return None
        kind, full = known
        start, former, organization, owner, left = self._before(head)
        end, text_end, behind = self._behind(head)
        words = t.words[start:head] + ([full] if full != word else [t.words[head]])
        tail = t.words[head + 1 : text_end]
        literal = _joined([*words, *tail])
        if organization is None or (behind is not None and self._narrower(organization, behind)):
            organization = behind
        if any(mark in literal for mark in BROKEN):  # words run together in a damaged text
            start, literal = head, _joined([full, *tail])
        if word.startswith("ex-") and len(word) > 3:
            literal, former = literal.replace(word, word[3:], 1), True
        if word in ("executive", "officer") and kind == "office" and start == head:
            return None
        if words and words[0].lower() == "first" and full not in ("minister", "secretary", "lady") and len(words) == 2:
            start += 1
            literal = literal.removeprefix("first ")
        joined = min(left, start) - 1
        if not former and joined > 1 and t.lower[joined] == "and" and t.lower[joined - 1] in self.heads:
            first = self.read(joined - 1)  # "former archbishop and cardinal Ann Lee"
            former = first is not None and first.former
        return Title(head, (start, text_end), literal, min(left, start), end, organization, former, kind, owner)

    def _before(self, head: int) -> tuple[int, bool, int | None, int | None, int]:
        """Begin of the title's own words, whether former, the organisation before, a possessor, begin of the phrase."""
        t = self.t
        i = head - 1
        start, former, organization, owner = head, False, None, None
        known = self.heads[self.t.lower[head]]
        short = known[1] != t.lower[head]  # "Sen.": nothing but an adjective belongs to it
        own = True  # still among the title's own words
        first = t.starts[t.sentences[head]]
        while i >= first and head - i < LONGEST:
            word = t.lower[i]
            if t.space[i] and not t.breaks[i]:
                i -= 1
                continue
            if i in self.dated or (word in CALENDAR and word not in self.drop and t.words[i][:1].isupper()):
                break
            if word in self.drop:
                own = False
            elif word in self.heads and i not in self.named and not self.continues(i, start):
                break  # another title
            elif word in self.former:
                former = True
                own = False
            elif t.tags[i] == "POS" or word in ("'s", "’s", "'", "’"):
                holder = self.organization_at(i - 1) if i > first else None
                if holder is not None and organization is None:
                    organization = holder
                    i = self.noted.mentions[holder].start - 1
                elif i > first:
                    owner = i - 1
                    named = self.named.get(owner)
                    i = (self.noted.mentions[named].start if named is not None else owner) - 1
                break
            elif i in self.named:
                number = self.named[i]
                m = self.noted.mentions[number]
                if m.entity_class == "Person" or m.start < first:
                    break
                if m.end > head and m.start <= head:  # the title is part of a name
                    return start, former, None, None, start
                if organization is None and self._holds(m, head):
                    organization = number
                i = m.start - 1
                own = False
                continue
            elif t.pos[i] == "DET" or t.tags[i] == "PRP$":
                if t.tags[i] == "PRP$":
                    owner = i
                i -= 1
                former = former or (i >= first and t.lower[i] in position_words("formerly"))
                break
            elif self._own_word(i, word):
                if not own or (short and word not in self.adjectives):
                    break
                start = i
            elif word in ("-", "–") and t.lower[i - 1] not in self.adjectives and t.lower[i - 1] not in HYPHENED:
                start = min(i + 2, head)  # "right-wing leader"
                own = False
                i -= 1
            elif word in ("-", "–", "&") or (
                word == "and" and start == i + 1 and t.pos[i - 1] in ("NOUN", "PROPN", "ADJ")
            ):
                if not own or (word == "and" and not self._joins(i)):
                    break
                start = i
            elif t.pos[i] in ("ADJ", "NUM", "ADV"):
                own = False
            else:
                break
            i -= 1
        while start < head and (t.lower[start] in ("-", "–", "&", "and") or t.pos[start] == "PUNCT"):
            start += 1
        return start, former, organization, owner, i + 1

    def _is_person(self, number: int) -> bool:
        return self.noted.mentions[number].entity_class == "Person"

    def _narrower(self, before: int, behind: int) -> bool:
        """ "Asia director of the council": the organisation behind is where the position is held."""
        mentions = self.noted.mentions
        return mentions[before].entity_class == "Place" and mentions[behind].entity_class == "Organization"

    def _institution(self, m: DocMention) -> bool:
        known = organisation_heads()
        return any(self.t.lower[i] in known for i in range(m.start, m.end))

    def _holds(self, m: DocMention, head: int) -> bool:
        """Whether the name before a title is where the position is held: a nationality only for offices of a state."""
        if m.entity_class in ORGANIZED:
            return True
        if m.entity_class != "Group" or not 0 <= m.chain < len(self.noted.chains):
            return False
        word = self.t.lower[head]
        known = self.noted.chains[m.chain].country_code is not None
        return known and self.heads[word][0] != "work" and word not in self.no_nation

    def continues(self, i: int, start: int) -> bool:
        """Whether a word that could be a title itself belongs to the one behind it ("deputy director", "attorney general").

        Args:
            i: the word.
            start: where what is behind it begins.
        """
        t = self.t
        if t.lower[i] in position_words("inner") or t.lower[i] in self.adjectives:
            return True
        if t.lower[start] in position_words("closing") and start == i + 1:
            return True
        return t.lower[i + 1] == "-"

    def _own_word(self, i: int, word: str) -> bool:
        """Whether a word before the head belongs to the title: "foreign", "police", "deputy"."""
        t = self.t
        noun = t.pos[i] in ("NOUN", "PROPN")
        if noun and t.deps[i] in ("compound", "nmod", "amod", "poss", "npadvmod", "appos"):
            return True
        return word in self.adjectives and (noun or t.pos[i] in ("ADJ", "ADV", "VERB"))

    def _joins(self, conjunction: int) -> bool:
        """ "trade and industry minister": whether "and" joins words of the title."""
        t = self.t
        return t.deps[conjunction] == "cc" and t.deps[conjunction - 1] in ("compound", "nmod", "amod")

    def _behind(self, head: int) -> tuple[int, int, int | None]:
        """End of the phrase, end of the title's own words, the organisation behind."""
        t = self.t
        i = head + 1
        text_end = i
        limit = min(self.tree.n, head + LONGEST + 6)
        if i < limit and t.lower[i] in ("general", "designate", "emeritus", "elect") and t.pos[i] != "VERB":
            i += 1
            text_end = i
        while i < limit and t.lower[i] in AT:
            word = t.lower[i]
            target = self._object(i)
            if target is None or (word == "in" and t.lower[head] in word_set("heads a state")):
                break  # "met the president in Oslo"
            if word == "of" and t.lower[target] in self.of_state and target <= i + 2 and target not in self.named:
                i = text_end = target + 1
                continue
            number = self.organization_at(target)
            if number is not None:
                m = self.noted.mentions[number]
                ministry = t.lower[head] in MINISTRIES and (
                    word == "for" or (word == "of" and m.entity_class != "Place" and not self._institution(m))
                )  # fmt: skip
                if not ministry and not (word == "for" and m.entity_class == "Place"):
                    return max(m.end, i), text_end, number
                i = m.end
                text_end = i
                continue
            if word not in RESPONSIBLE and text_end == head + 1:
                break
            if t.pos[target] not in ("NOUN", "PROPN") or (target in self.named and (
                self.noted.mentions[self.named[target]].entity_class == "Person"
            )):  # fmt: skip
                break
            stop = self._phrase_end(target, limit)
            if any(k in self.named and self._is_person(self.named[k]) for k in range(i + 1, stop)):
                return stop, text_end, None
            if t.pos[target] == "PROPN" and t.lower[head] != "minister":
                return stop, text_end, None  # a name that nobody knows
            if t.ents[target] in ("DATE", "TIME", "CARDINAL", "PERSON"):
                break
            inside = next((k for k in range(i + 1, stop) if self._other_organization(k)), None)
            if inside is not None and t.lower[inside - 1] in ("the", *AT):
                cut = inside - 1 if t.lower[inside - 1] in AT else inside - 2
                if cut > i + 1:
                    return stop, cut, self.named.get(inside)
            i = stop
            text_end = stop
        return i, text_end, None

    def _other_organization(self, i: int) -> bool:
        number = self.named.get(i)
        return number is not None and self.noted.mentions[number].entity_class in ORGANIZED and (
            self.noted.mentions[number].start == i
        )  # fmt: skip

    def _object(self, preposition: int) -> int | None:
        found = self.tree.find(preposition, ("pobj",))
        if found is not None and preposition < found < preposition + LONGEST:
            return found
        # the parse sees no object: the name that follows
        k = preposition + 1
        while k < self.tree.n and self.t.pos[k] == "DET":
            k += 1
        return k if k in self.named else None

    def _phrase_end(self, target: int, limit: int) -> int:
        """End of the words that hang from ``target`` without a relative clause or a comma."""
        t = self.t
        inside = self.tree.subtree(target)
        for child in self.tree.children[target]:
            if child > target and t.deps[child] in ("relcl", "acl", "appos", "advcl"):
                inside -= self.tree.subtree(child)
        i = target + 1
        while i < limit and i in inside and t.pos[i] not in ("PUNCT", "SPACE", "VERB", "AUX"):
            i += 1
        while i > target + 1 and t.pos[i - 1] in ("CCONJ", "ADP", "DET"):
            i -= 1
        return i


def _joined(words: list[str]) -> str:
    """Words of a title as a literal."""
    text = " ".join(w for w in words if not w.isspace()).lower()
    for mark in ("-", "–", "/"):
        text = text.replace(f" {mark} ", mark)
    return text.replace(" 's", "'s").replace(" ’s", "’s").removeprefix("the ")
