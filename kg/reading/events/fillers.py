"""The span of what fills a role: the entity mention that its head heads, a time expression, an amount, or a compact phrase."""

from __future__ import annotations

from kg.knowledge import event_roles as roles
from kg.knowledge.events import noun_shares
from kg.reading.text.annotations import Annotations, DocArgument, TokenSpan
from kg.reading.text.syntax import Syntax

_INSIDE = frozenset(
    ("det", "compound", "amod", "nummod", "poss", "nmod", "quantmod", "case", "advmod", "neg", "predet")
)
_NO_HEADS = frozenset(("PUNCT", "SPACE", "ADP", "CCONJ", "PART", "AUX"))
_HYPHENS = frozenset("-‐‑–")
_UNITS = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "dollar": "USD", "euro": "EUR", "pound": "GBP",
    "yen": "JPY", "yuan": "CNY", "ruble": "RUB", "rouble": "RUB", "%": "percent", "percent": "percent", "cent": "cent",
}  # fmt: skip
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
}
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: float(value) for value, word in enumerate(_WORDS)}


class Fillers:
    """Makes arguments of head tokens."""

    def __init__(self, tree: Syntax, noted: Annotations) -> None:
        self.tree, self.noted = tree, noted
        self.triggers = {e.head for e in noted.events}
        self._countries: dict[int, tuple[str | None, str]] = {}

    def argument(self, role: str, head: int) -> DocArgument | None:
        """The argument that token ``head`` heads, or None where it is nothing to name."""
        tree, t = self.tree, self.tree.tokens
        word = t.lower[head]
        if t.pos[head] in _NO_HEADS or not (word in _UNITS or any(map(str.isalnum, word))):
            return None
        if head in tree.time_of:
            when = tree.time_of[head]
            if role == "time":
                time = self.noted.times[when]
                return DocArgument("time", time.start, time.end, head, time=when)
            if head not in tree.mention_of:
                return None
        elif role == "time":
            return None
        if t.lower[head] in roles.words("empty"):
            return None
        number = tree.mention_of.get(head)
        if role != "topic" and head in self.triggers and (number is None or self._is_matter(number)):
            return None  # an event fills no place of an entity
        if number is None and t.pos[head] == "PROPN":
            number = tree.covering.get(head)
            if number is not None and tree.mentions[number].kind != "Named":
                number = None
        if number is not None:
            mention = tree.mentions[number]
            made = DocArgument(role, mention.start, mention.end, head, mention=number)
        elif t.tags[head] in ("DT", "WDT") and t.pos[head] == "PRON":
            return None  # "this means …": nobody in particular
        elif role in ("agent", "participant") and t.pos[head] not in ("PROPN", "PRON") and not self._acts(role, head):
            return None  # only what is an entity acts
        else:
            start, end = self.span(head)
            made = DocArgument(role, start, end, head)
            if t.ents[head] in ("MONEY", "QUANTITY", "PERCENT"):
                made.amount, made.unit = amount([t.lower[i] for i in range(start, end)])
                if made.amount is not None and role in ("recipient", "topic", "instrument"):
                    made.role = "quantity"
        if made.role == "topic":
            made.topic = self.topic(made.start, made.end)
        return made

    def _is_matter(self, number: int) -> bool:
        """Whether a mention is a common noun for a thing: where it tells an event ("the agreement") it is that event."""
        mention = self.tree.mentions[number]
        return mention.kind == "Nominal" and mention.entity_class == "Thing"

    def _acts(self, role: str, head: int) -> bool:
        """Whether what is no entity may act all the same: "others", "one of the planes", a thing that is no abstraction."""
        t = self.tree.tokens
        if t.lower[head] in roles.words("stands for some") or (t.pos[head] == "NUM" and not t.ents[head]):
            return True
        cut = head + 1 < len(t.words) and t.words[head + 1] in _HYPHENS
        return role == "agent" and t.pos[head] == "NOUN" and not cut and not any(noun_shares(t.lemmas[head].lower()))

    def of_span(self, role: str, span: TokenSpan) -> DocArgument:
        """The argument that stands at ``span``."""
        start, end = span
        t = self.tree.tokens
        head = next((i for i in range(start, end) if not start <= t.heads[i] < end or t.heads[i] == i), end - 1)
        number = self.tree.mention_of.get(head)
        if number is not None:  # the mention alone, as other events point at it
            mention = self.tree.mentions[number]
            return DocArgument(role, mention.start, mention.end, head, mention=number)
        number = self.tree.covering.get(head)
        return DocArgument(role, start, end, head, mention=number)

    def span(self, head: int) -> TokenSpan:
        """A compact noun phrase: the head with what stands directly before it."""
        tree, t = self.tree, self.tree.tokens
        start = head
        for c in reversed(tree.children[head]):
            if c < head and t.deps[c] in _INSIDE:
                start = min(start, self._left(c))
        while start < head and (t.space[start] or t.pos[start] == "PUNCT"):
            start += 1
        end = head + 1
        if t.ents[head] in ("MONEY", "QUANTITY", "PERCENT"):
            while start > 0 and t.ents[start - 1] == t.ents[head] and t.sentences[start - 1] == t.sentences[head]:
                start -= 1
            while end < len(t.words) and t.ents[end] == t.ents[head] and t.sentences[end] == t.sentences[head]:
                end += 1
        return start, end

    def _left(self, i: int) -> int:
        for _ in range(8):
            before = [c for c in self.tree.children[i] if c < i]
            if not before:
                break
            i = before[0]
        return i

    def topic(self, start: int, end: int) -> str:
        """Normal form of a topic: lower case, without article, possessive pronoun or number, the head noun singular-neutral."""
        t = self.tree.tokens
        words = [t.lower[i] for i in range(start, end) if t.pos[i] not in ("DET", "PUNCT", "SPACE")]
        while words and words[0] in roles.words("not in topic"):
            words = words[1:]
        return " ".join(" ".join(words).split())

    def country(self, head: int) -> str | None:
        """ISO code of the country that is named, or whose capital or people is named, at ``head``."""
        return self._country(head)[0]

    def is_country(self, head: int) -> bool:
        """Whether a country itself is named at ``head``, not its capital."""
        return self._country(head)[1] == "country"

    def capitals(self, heads: list[int]) -> bool:
        """Whether these are two capitals or more: cities that act together are states ("London and Paris intend to")."""
        found = [self._country(head) for head in heads]
        return len({code for code, how in found if code and how == "capital"}) > 1

    def stands_for(self, head: int, role: str, event_type: str) -> str | None:
        """ISO code of the country that acts where a capital or nationality stands for it ("Moscow agreed"), or None."""
        code, how = self._country(head)
        if code is None or how == "country" or not roles.country_acts(role, event_type):
            return None
        if how == "group" and self.tree.tokens.tags[head] in ("NNS", "NNPS"):
            return None  # some Russians are not Russia
        return code

    def _country(self, head: int) -> tuple[str | None, str]:
        if head not in self._countries:
            self._countries[head] = self._find_country(head)
        return self._countries[head]

    def _find_country(self, head: int) -> tuple[str | None, str]:
        tree, t = self.tree, self.tree.tokens
        group = tree.entity_class(head)
        if group == "group" or t.ents[head] == "NORP":
            return roles.demonym(t.words[head]), "group"
        if group == "place":
            number = tree.mention_of.get(head)
            name = t.words[head]
            if number is not None:
                mention = tree.mentions[number]
                name = " ".join(t.words[i] for i in range(mention.start, mention.end))
                if mention.kind == "Pronoun" and mention.chain >= 0 and self.noted.chains[mention.chain].names:
                    name = self.noted.chains[mention.chain].names[0]
            return roles.capital_or_country(name)
        if group in ("organization", "person", None) and t.lower[head] in roles.words("side"):
            for c in tree.children[head]:
                if t.deps[c] in ("amod", "compound", "poss"):
                    code = roles.demonym(t.words[c]) or roles.capital_or_country(t.words[c])[0]
                    if code:
                        return code, "side"
        return None, "none"


def amount(words: list[str]) -> tuple[float | None, str | None]:
    """Number and unit of an amount in lower-case words ("$", "5", "billion"), as far as they parse."""
    value: float | None = None
    unit = None
    for word in words:
        if word in _UNITS:
            unit = _UNITS[word]
            continue
        if word.rstrip("s") in _UNITS and value is not None:
            unit = _UNITS[word.rstrip("s")]
            continue
        if word in _SCALES:
            value = (value or 1.0) * _SCALES[word]
            continue
        if value is None:
            plain = word.lstrip("$€£¥#").replace(",", "")
            if word[:1] in _UNITS and unit is None and plain:
                unit = _UNITS[word[:1]]
            try:
                value = float(plain) if plain.replace(".", "", 1).isdigit() and plain.isascii() else _NUMBERS.get(word)
            except ValueError:
                value = None
        elif unit is None and word.isalpha():
            unit = word
    return value, unit
