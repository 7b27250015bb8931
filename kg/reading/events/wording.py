"""Stretches of a sentence in words that are understood alone: names for pronouns, no dates, no asides.

What is kept are tokens; they are written out in the order of the text, so that what is told stays as it was told.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.knowledge.word_sets import word_set
from kg.reading.text.annotations import Annotations, DocChain, DocMention
from kg.reading.text.syntax import Syntax

SET_ASIDE = frozenset(
    ("relcl", "acl", "appos", "parataxis", "advcl", "dep", "meta", "intj", "discourse", "punct", "mark")
)
"""Dependents that a title does without."""
KEPT_ADVERBS = word_set("adverb of a title")
"""Adverbs without which something else would be told."""
_SIGNS = frozenset(("%", "$", "€", "£", "#"))
_UNCLEAR = word_set("unclear alone")
"""Words that nobody understands alone, where nothing stands in their place."""
_HYPHENS = frozenset(("-", "‐", "‑", "–", "/", "&"))
MOST = 60
"""Tokens beyond which nothing can be a title, however many of them are left out: a bound for the work on endless sentences."""
LONGEST_NAME = 4
"""Words of a name that takes the place of a pronoun or of a shorter name."""


class Wording:
    """Chooses and writes the words of one article's titles."""

    def __init__(self, tree: Syntax, noted: Annotations) -> None:
        self.tree, self.noted, self.t = tree, noted, tree.tokens
        self._stay: dict[tuple[int, bool], list[int]] = {}  # dependents that a title keeps, by head and "inner"
        self.nominals: dict[int, list[DocMention]] = {}
        for mention in noted.mentions:
            if mention.kind == "Nominal":
                self.nominals.setdefault(mention.chain, []).append(mention)
        t = self.t
        # chains whose name the text has with an article ("the White House", not "the Riyadh talks")
        self.with_the = {
            m.chain
            for m in noted.mentions
            if m.kind == "Named" and m.start and t.lower[m.start - 1] == "the" and t.heads[m.start - 1] == m.head
        }
        self.nominal_at: dict[int, list[int]] = {}  # head → chains of the descriptions that it heads
        for mention in noted.mentions:
            if mention.kind == "Nominal" and mention.chain >= 0:
                self.nominal_at.setdefault(mention.head, []).append(mention.chain)
        self.mention_at: dict[int, int] = {}  # first token → the longest name or pronoun that begins there
        for number, mention in enumerate(noted.mentions):
            if mention.kind != "Nominal" or self._bare(mention) or self._set(mention):
                known = self.mention_at.get(mention.start)
                if known is None or noted.mentions[known].end < mention.end:
                    self.mention_at[mention.start] = number

        self._names: dict[int, list[int]] = {}  # chain → heads of its names
        for mention in noted.mentions:
            if mention.kind == "Named":
                self._names.setdefault(mention.chain, []).append(mention.head)
        self._dates: dict[int, bool] = {}
        self._phrases: dict[tuple[int, frozenset[int], bool], set[int]] = {}
        self._marks = [pos == "PUNCT" and word not in _SIGNS for pos, word in zip(t.pos, t.words, strict=True)]
        self._hyphened = {  # tokens that a hyphen, without a blank, ties to the second next
            i - 1
            for i, word in enumerate(t.words[1:-1], 1)
            if word in _HYPHENS and not t.spaced[i - 1] and not t.spaced[i]
        }

    # ------------------------------------------------------------------ choosing

    def phrase(self, head: int, keep: frozenset[int] = frozenset(), *, inner: bool = True) -> set[int]:
        """The tokens of what ``head`` heads, without asides and dates.

        Args:
            keep: tokens that stay with all that hangs between them and the head.
            inner: whether prepositions within a noun's phrase stay, but for "of", which always does.

        Returns:
            All of them, or more than :data:`MOST`: of what is so long nothing is made.
        """
        known = self._phrases.get((head, keep, inner))
        if known is None:
            known = self._phrases[head, keep, inner] = self._phrase(head, keep, inner)
        return set(known)

    def _phrase(self, head: int, keep: frozenset[int], inner: bool) -> set[int]:
        found = {head}
        todo = [head]
        while todo and len(found) <= MOST:
            above = todo.pop()
            if (above, inner) not in self._stay:
                stay = [c for c in self.tree.children[above] if not self._dropped(c, above, inner)]
                self._stay[above, inner] = stay
            more = self._stay[above, inner]
            if not keep.isdisjoint(self.tree.children[above]):
                more = [c for c in self.tree.children[above] if c in keep or c in more]
            found.update(more)
            todo += more
        return found

    def _dropped(self, c: int, head: int, inner: bool) -> bool:
        """Whether a title does without dependent ``c`` of ``head``."""
        t = self.t
        dep, verbal = t.deps[c], t.pos[head] in ("VERB", "AUX")
        if dep == "appos" and self._beside(c, head):
            return False  # "former minister Anna Berg"
        if dep in SET_ASIDE or t.space[c] or self.is_date(c):
            return True
        if dep == "prep":
            return t.pos[head] in ("NOUN", "PROPN", "NUM", "PRON") and t.lower[c] != "of" and not inner
        if dep == "advmod":
            return verbal and t.lower[c] not in KEPT_ADVERBS
        if dep == "conj":
            return verbal and t.pos[c] in ("VERB", "AUX")
        if dep == "cc":
            others = [d for d in self.tree.children[head] if t.deps[d] == "conj" and t.pos[d] not in ("VERB", "AUX")]
            return not others
        return False

    def _beside(self, c: int, head: int) -> bool:
        """Whether a name stands beside the noun that it goes with, nothing between them."""
        first = c
        while (before := next((d for d in self.tree.children[first] if d < first), None)) is not None:
            first = before
        return first == head + 1 and self.t.pos[c] == "PROPN"

    def is_date(self, i: int) -> bool:
        """Whether a dependent only tells the day or the hour: "on Monday", "last week", "Tuesday's"."""
        if i not in self._dates:
            self._dates[i] = self._dated(i)
        return self._dates[i]

    def _dated(self, i: int) -> bool:
        t, tree = self.t, self.tree
        if t.deps[i] == "prep" or (t.deps[i] == "mark" and tree.children[i]):
            inside = [c for c in tree.children[i] if t.deps[c] in ("pobj", "pcomp")]
            return bool(inside) and all(self._day(c) for c in inside)
        return t.deps[i] in ("npadvmod", "advmod", "tmod", "poss", "nmod") and self._day(i)

    def _day(self, i: int) -> bool:
        number = self.tree.time_of.get(i)
        return number is not None and self.noted.times[number].type in ("date", "time", "set")

    # ------------------------------------------------------------------ writing

    def write(self, kept: Iterable[int], said: Writing, *, commas: bool = False) -> list[str]:
        """Words of the kept tokens in order of the text, names for pronouns.

        Args:
            said: what the title has said so far, and is told of what this says.
            commas: whether all commas among them stay, as in a whole sentence; else those of lists alone.
        """
        t = self.t
        inside = {i for i in kept if not t.space[i]}
        for start in inside & self._hyphened:  # the rest of a word that hyphens divide
            i = start
            while i in self._hyphened:
                i += 2
                inside.add(i)
        chosen = sorted(inside)
        words: list[str] = []
        done = last = -1
        for i in chosen:
            if i <= done or self._marks[i]:
                if commas and words and t.words[i] == "," and not words[-1].endswith(","):
                    words[-1] += ","
                continue
            number = self.mention_at.get(i)
            mention = self.noted.mentions[number] if number is not None else None
            name = None
            if mention is not None and inside.issuperset(range(mention.start, mention.end)):
                if mention.kind != "Nominal" or not self._named_in(mention, inside):
                    name = self.called(mention, said)
            elif t.lower[i] in _UNCLEAR:
                said.unclear += 1
            if i in self.nominal_at:
                said.chains.update(self.nominal_at[i])
            word = name or (t.lower[i] if self._opens(i) else t.words[i])
            if words and self._joined(last, i):
                words[-1] += t.words[last + 1] if i == last + 2 else ""
                words[-1] += word
            else:
                if words and i == last + 2 and t.words[last + 1] == "," and self._listed(last, i):
                    words[-1] += "" if commas else ","
                words.append(word)
            last = done = mention.end - 1 if name and mention is not None else i
        return words

    def _named_in(self, mention: DocMention, inside: set[int]) -> bool:
        """Whether what a mention denotes is named among some tokens ("the capital, Oslo")."""
        return not inside.isdisjoint(self._names.get(mention.chain, ()))

    def _opens(self, i: int) -> bool:
        """Whether a word has its capital only because a sentence begins with it."""
        t = self.t
        return i == t.starts[t.sentences[i]] and t.pos[i] not in ("PROPN", "NOUN", "PRON") and t.words[i][1:].islower()

    def _joined(self, last: int, i: int) -> bool:
        """Whether nothing, or a hyphen, stands between two tokens."""
        t = self.t
        if i == last + 1:
            return not t.spaced[last] or t.lower[i] in ("'s", "’s", "'", "’")
        return i == last + 2 and last in self._hyphened

    def _listed(self, last: int, i: int) -> bool:
        """Whether two tokens with a comma between them belong to one list."""
        t = self.t
        return any(t.deps[k] in ("conj", "amod", "appos") for k in (last, i)) or t.lower[i] in ("and", "or")

    def _set(self, mention: DocMention) -> bool:
        """Whether it is a set whose members are known ("the two presidents")."""
        chain = self.noted.chains[mention.chain] if 0 <= mention.chain < len(self.noted.chains) else None
        short = mention.end - mention.start <= 4 and self.t.lower[mention.start] in ("the", "both", "these", "those")
        return chain is not None and bool(chain.members) and short

    def _bare(self, mention: DocMention) -> bool:
        """Whether it is a definite noun alone ("the company"), for which the name stands."""
        t = self.t
        start = mention.start
        return mention.end - start == 2 and t.lower[start] in ("the", "this", "that")

    def called(self, mention: DocMention, said: Writing) -> str | None:
        """What a mention is called in a title; None where its own words do."""
        t = self.t
        chain = self.noted.chains[mention.chain] if 0 <= mention.chain < len(self.noted.chains) else None
        own = " ".join(t.words[mention.start : mention.end])
        if mention.kind == "Pronoun":
            return self._for_pronoun(mention, own, said)
        known = mention.chain in said.chains
        said.chains.add(mention.chain)
        if chain is not None and mention.kind == "Nominal" and not known and (names := self._members(chain, said)):
            return names
        if chain is None or not chain.names:
            return None
        said.named = True
        best = chain.names[0]
        if mention.kind == "Nominal" and chain.entity_class not in ("Person", "Place"):
            return None  # "the team", "the company": which one is not sure enough to name it
        if mention.kind == "Nominal":
            if known or len(best.split()) > LONGEST_NAME:
                return None
            said.for_descriptions += 1
            return self.name(mention.chain)
        fuller = chain.entity_class == "Person" and best.split()[-1:] == own.split()[-1:] and len(best.split()) <= 3
        return best if fuller and not known and len(best) > len(own) else None

    def _members(self, chain: DocChain, said: Writing) -> str | None:
        """The names of those that a set is made of ("the two presidents"), where it is of two or three and all have one."""
        if not 2 <= len(chain.members) <= 3 or any(
            self.noted.chains[k].entity_class != "Person" for k in chain.members
        ):
            return None  # "the two countries" may be any two that were named
        names = [self.name(k) for k in chain.members if self.noted.chains[k].names]
        if len(names) < len(chain.members) or any(len(name.split()) > LONGEST_NAME for name in names):
            return None
        said.chains.update(chain.members)
        said.named = True
        return f"{', '.join(names[:-1])} and {names[-1]}"

    def _for_pronoun(self, mention: DocMention, own: str, said: Writing) -> str | None:
        t = self.t
        word = own.lower()
        possessive = t.deps[mention.head] == "poss" or t.tags[mention.head] == "PRP$"
        thing = word in ("it", "this", "that") and t.deps[mention.head] not in ("nsubj", "nsubjpass")
        if word in word_set("pronoun who") or word in ("that", "which") or thing:
            said.unclear += 1
            return None
        first = word in word_set("pronoun I") | word_set("pronoun we")
        if mention.chain in said.chains and (possessive or not first):
            said.unclear += first
            return None
        if word in word_set("pronoun self"):
            return None
        chain = self.noted.chains[mention.chain] if 0 <= mention.chain < len(self.noted.chains) else None
        name = self.name(mention.chain) if chain and chain.names else None
        if name is None:
            nominal = self._before(mention)
            if nominal is not None and nominal.end - nominal.start <= LONGEST_NAME:
                name = " ".join(t.words[nominal.start : nominal.end])
                if name.lower().startswith(("a ", "an ")):
                    name = f"the {name.split(' ', 1)[1]}"
        else:
            said.named = True
        if name is None or len(name.split()) > LONGEST_NAME + 1:
            said.unclear += 1
            return None
        said.chains.add(mention.chain)
        said.for_pronouns += 1
        if not possessive:
            return name
        return f"{name}’" if name.endswith("s") and chain is not None and chain.plural else f"{name}’s"

    def name(self, chain: int) -> str:
        """The name of a chain that has one, with the article that the text gives it."""
        name = self.noted.chains[chain].names[0]
        return f"the {name}" if chain in self.with_the and not name.lower().startswith("the ") else name

    def _before(self, pronoun: DocMention) -> DocMention | None:
        """The description that a pronoun stands for, in its sentence or the one before: further back, it is not sure."""
        sentences = self.t.sentences
        near = [
            m for m in self.nominals.get(pronoun.chain, ())
            if m.start < pronoun.start and sentences[pronoun.head] - sentences[m.head] < 2
        ]  # fmt: skip
        return near[-1] if near else None


class Writing:
    """What one title has said: the chains it names, whether any by name, how many pronouns nobody can resolve, and for how
    many pronouns and descriptions a name stands.
    """

    def __init__(self) -> None:
        self.chains: set[int] = set()
        self.named = False
        self.unclear = 0
        self.for_pronouns = 0
        self.for_descriptions = 0
