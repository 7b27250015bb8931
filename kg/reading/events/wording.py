"""Stretches of a sentence in words that are understood alone: names for pronouns, no dates, no asides.

What is kept are tokens; they are written out in the order of the text, so that what is told stays as it was told.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from kg.knowledge.gazetteer import country
from kg.knowledge.word_sets import word_set
from kg.reading.text.annotations import Annotations, DocArgument, DocChain, DocEvent, DocMention
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
_KNOWN = frozenset(("the", "this", "that", "these", "those"))
_OF_ONE = frozenset(("he", "she", "him", "her", "his", "hers"))
_SMALL = frozenset(("ADP", "CCONJ", "SCONJ", "DET", "PRON", "AUX"))
_IN_NAMES = frozenset(("year", "month", "week", "day", "decade", "century"))
"""Words of time that a name may end with."""
_NEAR = 4
"""Sentences within which a noun that is told as known was told in full."""
_ON = word_set("happening on somebody")
_DESCRIPTION = 8
"""Words of a description of what is known already."""
_LOOKED_AT = 8
"""Tellings that are looked at for one."""
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
        # chains whose name the text mostly has with an article ("the White House", not "the Riyadh talks")
        named = [m for m in noted.mentions if m.kind == "Named"]
        often = Counter(m.chain for m in named)
        so = (m for m in named if m.start and t.lower[m.start - 1] == "the" and t.heads[m.start - 1] == m.head)
        self.with_the = {chain for chain, count in Counter(m.chain for m in so).items() if 2 * count >= often[chain]}
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
        self._in_names: set[int] = set()  # what belongs to a name, but for what may stand before it
        for mention in noted.mentions:
            if mention.kind == "Named":
                self._names.setdefault(mention.chain, []).append(mention.head)
                self._in_names.update(range(mention.start + 1, mention.end))
        self.nouns: dict[int, int] = {}  # noun that tells an event → the happening
        self.happenings: dict[int, list[DocEvent]] = {}
        for event in noted.events:
            self.happenings.setdefault(event.event, []).append(event)
            if self.t.pos[event.head] == "NOUN" and event.speech is None:
                self.nouns.setdefault(event.head, event.event)
        self._same: dict[str, list[int]] = {}  # lemma → the nouns of it, in order
        self._ends: dict[str, list[int]] = {}  # noun → the names that end with it
        for i, pos in enumerate(self.t.pos):
            if pos == "NOUN":
                self._same.setdefault(self.t.lemmas[i], []).append(i)
            elif pos == "PROPN" and i and t.pos[i - 1] in ("PROPN", "ADJ") and t.words[i - 1][:1].isupper():
                self._ends.setdefault(t.lower[i], []).append(i)
        self._full: dict[tuple[int, int], list[str] | None] = {}  # description of a happening or a chain, but for a head
        for heads in self._names.values():
            heads.sort()
        self._starts = [m.start for m in noted.mentions]
        self.features: dict[int, tuple[object, frozenset[str]]] = {}  # by candidate, kept with it
        self._dates: dict[int, bool] = {}
        self.bracketed: set[int] = set()  # what stands in brackets, and the brackets
        opened = -1
        for i, word in enumerate(t.words):
            if word == "(":
                opened = i
            elif word == ")" and opened >= 0 and t.sentences[opened] == t.sentences[i]:
                self.bracketed.update(range(opened, i + 1))
                opened = -1
        self._phrases: dict[tuple[int, frozenset[int], bool], set[int]] = {}
        self._marks = [pos == "PUNCT" and word not in _SIGNS for pos, word in zip(t.pos, t.words, strict=True)]
        self._hyphened = {  # tokens that a hyphen, without a blank, ties to the second next
            i - 1
            for i, word in enumerate(t.words[1:-1], 1)
            if word in _HYPHENS and not t.spaced[i - 1] and not t.spaced[i] and self._ties(i)
        }

    def _ties(self, hyphen: int) -> bool:
        """Whether a hyphen makes one word of two: not where a small word behind it ends there ("a dinner-against it")."""
        t = self.t
        after = hyphen + 2
        more = after < len(t.words) and t.words[after] in _HYPHENS and not t.spaced[hyphen + 1]
        more = more or (hyphen > 2 and t.words[hyphen - 2] in _HYPHENS and not t.spaced[hyphen - 2])
        return more or t.pos[hyphen + 1] not in _SMALL

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

    def layers(self, head: int, keep: frozenset[int] = frozenset()) -> list[set[int]]:
        """What prepositions add to the phrase of ``head`` without them, one at a time: none stands without those before it."""
        small = self.phrase(head, keep, inner=False)
        extra = self.phrase(head, keep) - small
        tops = [i for i in sorted(extra) if self.t.heads[i] not in extra]
        found: list[set[int]] = []
        for top in tops:
            self._layer(top, extra, keep, found)
        return found

    def _layer(self, top: int, extra: set[int], keep: frozenset[int], found: list[set[int]]) -> None:
        """Notes a preposition with its noun, then those within, the first first."""
        own = {top}
        for c in self.tree.children[top]:
            if c in extra:
                own |= self.phrase(c, keep, inner=False) & extra
        found.append(own)
        done = own
        for i in sorted(own):
            for c in self.tree.children[i]:
                if c in extra and c not in done:
                    self._layer(c, extra, keep, found)

    def _dropped(self, c: int, head: int, inner: bool) -> bool:
        """Whether a title does without dependent ``c`` of ``head``."""
        t = self.t
        dep, verbal = t.deps[c], t.pos[head] in ("VERB", "AUX")
        if dep == "appos" and self._beside(c, head):
            return False  # "former minister Anna Berg"
        if dep in SET_ASIDE or t.space[c] or c in self.bracketed or self.is_date(c):
            return True
        if dep == "prep":
            return t.pos[head] in ("NOUN", "PROPN", "NUM", "PRON") and t.lower[c] != "of" and not inner
        if dep == "advmod":
            return verbal and t.deps[head] != "amod" and t.lower[c] not in KEPT_ADVERBS and t.tags[c] != "WRB"
        if dep == "conj":
            return verbal and t.pos[c] in ("VERB", "AUX")
        if dep == "cc":
            others = [d for d in self.tree.children[head] if t.deps[d] == "conj" and t.pos[d] not in ("VERB", "AUX")]
            return not others
        return False

    def _beside(self, c: int, head: int) -> bool:
        """Whether a name stands beside the noun that it goes with, nothing between them but what the noun is of ("president of
        Norland Anna Berg").
        """
        t, first = self.t, c
        if t.pos[c] != "PROPN":
            return False
        while (before := next((d for d in self.tree.children[first] if d < first), None)) is not None:
            first = before
        of = next((d for d in self.tree.children[head] if head < d < c and t.deps[d] == "prep" and t.lower[d] == "of"), None)
        between = range(head + 1, first)
        apart = any(t.pos[i] == "PUNCT" for i in (*between, first))
        return not apart and (first == head + 1 or (of == head + 1 and len(between) <= LONGEST_NAME + 1))

    def is_date(self, i: int) -> bool:
        """Whether a dependent only tells the day or the hour: "on Monday", "last week", "Tuesday's"."""
        if i not in self._dates:
            self._dates[i] = i not in self._in_names and self._dated(i)
        return self._dates[i]

    def _dated(self, i: int) -> bool:
        t, tree = self.t, self.tree
        if t.deps[i] == "prep" or (t.deps[i] == "mark" and tree.children[i]):
            inside = [c for c in tree.children[i] if t.deps[c] in ("pobj", "pcomp")]
            if t.lower[i] == "of" and any(t.words[c][:1].isupper() and t.lower[c] in _IN_NAMES for c in inside):
                return False  # "Person of the Year"
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
        if not inside:
            return []
        for part in [i for i in inside if i in self._hyphened or i - 2 in self._hyphened]:
            first = last = part  # the rest of a word that hyphens divide
            while first - 2 in self._hyphened:
                first -= 2
            while last in self._hyphened:
                last += 2
            inside.update(range(first, last + 1, 2))
        chosen = sorted(inside)
        words: list[str] = []
        done = last = -1
        for i in chosen:
            if i <= done or self._marks[i]:
                if commas and words and t.words[i] == "," and not words[-1].endswith(","):
                    words[-1] += ","
                continue
            if said.fuller and (full := self._in_full(i, inside, said)) is not None:
                words += full[0]
                last = done = full[1]
                continue
            number = self.mention_at.get(i)
            mention = self.noted.mentions[number] if number is not None else None
            name = None
            if mention is not None and inside.issuperset(range(mention.start, mention.end)):
                if mention.kind != "Nominal" or not (self._named_in(mention, inside) or self._goes_on(mention, inside)):
                    name = self.called(mention, said)
            elif t.lower[i] in _UNCLEAR:
                said.unclear += 1
            if i in self.nominal_at:
                said.chains.update(self.nominal_at[i])
            if name and words and name.startswith("the ") and words[-1].lower() in ("the", "a", "an"):
                name = name[4:]
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

    # ------------------------------------------------------------------ what is known already

    def tells_as_known(self, tokens: Iterable[int]) -> bool:
        """Whether any of some tokens tells something as known already ("the company", "this attack")."""
        lower, deps = self.t.lower, self.t.deps
        return any(lower[i] in _KNOWN and deps[i] == "det" for i in tokens)

    def _in_full(self, i: int, inside: set[int], said: Writing) -> tuple[list[str], int] | None:
        """What is told elsewhere of what ``i`` begins to tell as known ("the company", "the attack"), and where that ends."""
        t = self.t
        head = t.heads[i]
        if t.lower[i] not in _KNOWN or t.deps[i] != "det" or not i < head <= i + 2 or head not in inside:
            return None
        if any(c in inside and c != i for c in self.tree.children[head]):
            return None
        happening = self.nouns.get(head)
        if happening is not None:
            words = self.happening_in_full(happening, head) or self._with_slots(happening, head, inside, said)
            said.full_happenings += words is not None
        else:
            number = self.tree.mention_of.get(head)
            chain = self.noted.mentions[number].chain if number is not None else -1
            if chain in said.chains or not inside.isdisjoint(self._names.get(chain, ())):
                return None
            words = self.chain_in_full(chain, head) if chain >= 0 else None
            if words is None:
                words = self._name_with(head)
                said.full_ends += words is not None
                if words is None:
                    words = self.noun_in_full(head)
                    said.full_words += words is not None
            else:
                said.chains.add(chain)
                if self.noted.chains[chain].names:
                    said.full_names += 1
                    self._note_others(chain, head, said)
                said.full_nouns += not self.noted.chains[chain].names
        return None if words is None else (words, head)

    def happening_in_full(self, happening: int, but: int) -> list[str] | None:
        """A happening that a noun tells, in words that say which it is: another telling's phrase ("the crash of a plane near
        Oslo").

        Args:
            happening: its number.
            but: the noun that tells it here.
        """
        key = (happening, but)
        if key not in self._full:
            self._full[key] = self._of_happening(happening, but)
        return self._full[key]

    def _of_happening(self, happening: int, but: int) -> list[str] | None:
        t = self.t
        best: tuple[bool, int, list[str]] | None = None
        claims = self.happenings[happening]
        for event in claims[:_LOOKED_AT]:
            i = event.head
            if i == but or t.lemmas[i] != t.lemmas[but] or t.deps[i] in ("compound", "amod") or event.speech is not None:
                continue  # another noun for it may say more than is told here
            kept = self.phrase(i)
            if len(kept) > _DESCRIPTION or not any(c in kept for c in self.tree.children[i] if t.deps[c] not in ("det",)):
                continue
            words = self._described(kept)
            named = any(t.pos[k] == "PROPN" for k in kept)
            if words and (best is None or (not named, len(words)) < best[:2]):
                best = (not named, len(words), words)
        return None if best is None else best[2]

    def _with_slots(self, happening: int, noun: int, inside: set[int], said: Writing) -> list[str] | None:
        """A noun that tells a happening, with the place of it, or whom it is aimed at, that the title does not name yet."""
        t = self.t
        words = ["the", t.words[noun]]
        for event in self.happenings[happening]:
            for a in event.arguments:
                named = self._named_argument(a, said)
                if named is None or a.doubtful or a.context or a.head in inside:
                    continue
                if a.role == "place":
                    return [*words, "in", *named]
                if a.role == "recipient" and t.lemmas[noun] in _ON:
                    return [*words, "on", *named]
        return None

    def _named_argument(self, a: DocArgument, said: Writing) -> list[str] | None:
        mention = self.noted.mentions[a.mention] if a.mention is not None else None
        if mention is None or mention.chain < 0 or mention.kind == "Pronoun" or mention.chain in said.chains:
            return None
        chain = self.noted.chains[mention.chain]
        if not chain.names or chain.entity_class == "Group" or len(chain.names[0].split()) > LONGEST_NAME:
            return None
        return self.name(mention.chain).split()

    def chain_in_full(self, chain: int, but: int) -> list[str] | None:
        """Somebody or something that is known already: its name, else the description that says most.

        Args:
            chain: its number.
            but: the noun that tells it here.
        """
        key = (-1 - chain, but)
        if key not in self._full:
            self._full[key] = self._of_chain(chain, but)
        return self._full[key]

    def _of_chain(self, chain: int, but: int) -> list[str] | None:
        names = self.noted.chains[chain].names
        if names and self._one_of_many(chain, but):
            return None
        if names:
            return self.name(chain).split() if len(names[0].split()) <= LONGEST_NAME + 1 else None
        t = self.t
        best: list[str] | None = None
        for mention in self.nominals.get(chain, ())[:_LOOKED_AT]:
            if mention.head == but or mention.head > but:
                continue
            kept = self.phrase(mention.head)
            told = [c for c in self.tree.children[mention.head] if c in kept and t.deps[c] != "det"]
            if not told or len(kept) > _DESCRIPTION:
                continue
            words = self._described(kept)
            if words and (best is None or len(words) > len(best)):
                best = words
        return best

    def _name_with(self, noun: int) -> list[str] | None:
        """The name that ends with a noun ("the Nobel Prize" for "the prize"), where the text before has one alone."""
        t = self.t
        found: set[tuple[str, ...]] = set()
        for i in self._ends.get(t.lower[noun], ()):
            first = i
            while first and t.pos[first - 1] == "PROPN" and t.spaced[first - 1] and t.sentences[first - 1] == t.sentences[i]:
                first -= 1
            if i > noun or i - first >= LONGEST_NAME or (i + 1 < len(t.words) and t.pos[i + 1] == "PROPN"):
                return None
            found.add(tuple(t.words[first : i + 1]))
        return ["the", *next(iter(found))] if len(found) == 1 and len(next(iter(found))) > 1 else None

    def _note_others(self, chain: int, noun: int, said: Writing) -> None:
        """Notes what makes a name for a noun more or less sure: the noun in it, others of its kind since, how far back it is."""
        t, noted = self.t, self.noted
        own = noted.chains[chain]
        said.full_says += any(t.lower[noun] in name.lower().split() for name in own.names)
        heads = self._names.get(chain, [])
        at = bisect_left(heads, noun)
        last = heads[at - 1] if at else -1
        said.full_far += last < 0 or t.sentences[noun] - t.sentences[last] > _NEAR // 2
        first = t.starts[t.sentences[last]] if last >= 0 else 0
        since = noted.mentions[bisect_left(self._starts, first) : bisect_left(self._starts, noun)]
        others = {m.chain for m in since if m.kind == "Named" and m.entity_class == own.entity_class and m.chain != chain}
        said.full_rivals += bool(others)

    def noun_in_full(self, noun: int) -> list[str] | None:
        """What the same noun was told with, the last time that it was told with more: "survey vessels" of "the vessels"."""
        key = (noun, -1)
        if key not in self._full:
            self._full[key] = self._of_noun(noun)
        return self._full[key]

    def _of_noun(self, noun: int) -> list[str] | None:
        t = self.t
        before = self._same.get(t.lemmas[noun], [])
        for i in reversed(before[: bisect_left(before, noun)]):
            if t.sentences[noun] - t.sentences[i] > _NEAR or t.tags[i] != t.tags[noun]:
                break
            kept = self.phrase(i)
            below = {t.deps[c] for c in self.tree.children[i] if c in kept}
            if "compound" in below and not below - {"compound", "det", "nummod"} and len(kept) <= _DESCRIPTION:
                return self._described(kept)
            if below - {"det", "cc", "conj"}:
                break  # told with more, of which nobody knows whether it still holds
        return None

    def _described(self, kept: set[int]) -> list[str] | None:
        """A phrase as what is known already; None where it is not understood alone."""
        said = Writing()
        words = self.write(kept, said)
        if said.unclear or not words or len(words) > _DESCRIPTION:
            return None
        if words[0].lower() in ("a", "an", "this", "that", "another"):
            return ["the", *words[1:]]
        t = self.t
        top = next(i for i in sorted(kept) if t.heads[i] not in kept or t.heads[i] == i)
        if any(t.deps[c] in ("det", "poss", "nummod", "preconj", "predet") and c in kept for c in self.tree.children[top]):
            return words
        return words if t.tags[top] in ("NNS", "NNPS") else ["the", *words]

    def _named_in(self, mention: DocMention, inside: set[int]) -> bool:
        """Whether what a mention denotes is named among some tokens ("the capital, Oslo")."""
        return not inside.isdisjoint(self._names.get(mention.chain, ()))

    def _goes_on(self, mention: DocMention, inside: set[int]) -> bool:
        """Whether some tokens say more of the noun than the mention has ("the mayor of Oslo"): a name would not go with that."""
        own = range(mention.start, mention.end)
        return any(c in inside and c not in own for c in self.tree.children[mention.head])

    def _opens(self, i: int) -> bool:
        """Whether a word has its capital only because a sentence begins with it."""
        t = self.t
        first = i == t.starts[t.sentences[i]] and t.words[i][1:].islower()
        return first and not t.ents[i] and t.pos[i] not in ("PROPN", "NOUN", "PRON")

    def _joined(self, last: int, i: int) -> bool:
        """Whether nothing, or a hyphen, stands between two tokens."""
        t = self.t
        if i == last + 1:
            return not t.spaced[last] or t.lower[i] in ("'s", "’s", "'", "’")
        return i == last + 2 and last in self._hyphened

    def _listed(self, last: int, i: int) -> bool:
        """Whether two tokens with a comma between them belong to one list."""
        t = self.t
        begun = t.heads[i] if t.deps[i] in ("det", "compound", "poss", "nummod", "amod", "nmod") and t.heads[i] > i else i
        return any(t.deps[k] in ("conj", "amod", "appos") for k in (last, i, begun)) or t.lower[i] in ("and", "or")

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
        if mention.kind == "Nominal" and chain.entity_class not in ("Person", "Place") and not self._says(mention):
            return None  # "the team", "the company": which one is not sure enough to name it
        if mention.kind == "Nominal":
            if known or len(best.split()) > LONGEST_NAME or self._one_of_many(mention.chain, mention.head):
                return None
            said.for_descriptions += 1
            return self.name(mention.chain)
        fuller = chain.entity_class == "Person" and best.split()[-1:] == own.split()[-1:] and len(best.split()) <= 3
        return best if fuller and not known and len(best) > len(own) else None

    def _says(self, nominal: DocMention) -> bool:
        """Whether a name has the very noun that stands for it ("the company" of "Acme Company")."""
        noun = self.t.lower[nominal.head]
        return self._bare(nominal) and noun in self.noted.chains[nominal.chain].names[0].lower().split()

    def _one_of_many(self, chain: int, noun: int) -> bool:
        """Whether a noun may mean another place than that of its chain: one of its kind was named beside it, or since."""
        t, noted = self.t, self.noted
        own = noted.chains[chain]
        if own.entity_class != "Place":
            return False
        heads = self._names.get(chain, [])
        at = bisect_left(heads, noun)
        first = t.starts[t.sentences[heads[at - 1]]] if at else 0
        since = noted.mentions[bisect_left(self._starts, first) : bisect_left(self._starts, noun)]
        others = {m.chain for m in since if m.kind == "Named" and m.entity_class == "Place" and m.chain not in (chain, -1)}
        return any(self._state(k) == self._state(chain) for k in others)

    def _state(self, chain: int) -> bool:
        """Whether a place is a state."""
        one = self.noted.chains[chain]
        found = country(one.country_code) if one.country_code else None
        return found is not None and found.id == one.place

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
        if mention.chain in said.chains and not word.endswith(("self", "selves")) and (possessive or not first):
            said.unclear += first
            return None
        if word.endswith(("self", "selves")):
            said.unclear += first
            return None
        said.doubtful += mention.doubtful
        said.firsts += first
        chain = self.noted.chains[mention.chain] if 0 <= mention.chain < len(self.noted.chains) else None
        name = self.name(mention.chain) if chain and chain.names else None
        if name is not None and chain is not None and chain.entity_class != "Person" and word in _OF_ONE:
            name, chain = None, None  # "he" is no company
        if name is None:
            nominal = self._before(mention)
            if nominal is not None and nominal.end - nominal.start <= LONGEST_NAME:
                name = " ".join(t.words[nominal.start : nominal.end])
                if name.lower().startswith(("a ", "an ")):
                    name = f"the {name.split(' ', 1)[1]}"
        else:
            said.named = True
            self._note_doubts(mention, said)
        if name is None or len(name.split()) > LONGEST_NAME + 1:
            said.unclear += 1
            return None
        said.chains.add(mention.chain)
        said.for_pronouns += 1
        if not possessive:
            return name
        return f"{name}’" if name.endswith("s") and chain is not None and chain.plural else f"{name}’s"

    def _note_doubts(self, pronoun: DocMention, said: Writing) -> None:
        """Notes what makes a name for a pronoun less sure: named far back, or others of its kind since."""
        t, noted = self.t, self.noted
        heads = self._names.get(pronoun.chain, [])
        at = bisect_left(heads, pronoun.head)
        last = heads[at - 1] if at else -1
        if last < 0 or t.sentences[pronoun.head] - t.sentences[last] > 1:
            said.far += 1
        kind = noted.chains[pronoun.chain].entity_class
        first, end = bisect_left(self._starts, last + 1), bisect_left(self._starts, pronoun.start)
        since = noted.mentions[first:end][-_LOOKED_AT:]
        if any(m.kind == "Named" and m.entity_class == kind and m.chain != pronoun.chain for m in since):
            said.rivals += 1
        said.things += kind != "Person"

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
    """What one title has said.

    Attributes:
        chains: those it names; ``named``: whether any by name.
        unclear: how many pronouns nobody can resolve.
        for_pronouns, for_descriptions: for how many of them a name stands.
        doubtful, far, rivals, things, firsts: of those pronouns, how many the reading holds for doubtful, how many stand for what
            was named further back, beside others of its kind, for no person, and for who speaks.
        full_names, full_nouns, full_words, full_happenings: how much is called in full that the text tells as known.

    Args:
        fuller: whether what is known already is called in full.
    """

    def __init__(self, *, fuller: bool = False) -> None:
        self.fuller = fuller
        self.chains: set[int] = set()
        self.named = False
        self.unclear = 0
        self.for_pronouns = 0
        self.for_descriptions = 0
        self.doubtful = 0
        self.firsts = 0
        self.far = 0
        self.rivals = 0
        self.things = 0
        self.full_names = 0
        self.full_nouns = 0
        self.full_happenings = 0
        self.full_words = 0
        self.full_ends = 0
        self.full_says = 0
        self.full_far = 0
        self.full_rivals = 0

    @property
    def in_full(self) -> int:
        """How much is called in full that the text tells as known."""
        return self.full_names + self.full_nouns + self.full_happenings + self.full_words + self.full_ends
