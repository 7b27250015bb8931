"""Parts of speech, features and lemmas, as the model's own attribute ruler and lemmatizer give them, each worked out once.

The ruler goes by a tag, and with few words and dependencies by these, or by a pair of them ("let 's", "there is"); a lemma by the
word, its part of speech and its features. In news the same come again and again, so they are remembered, and only what is new
goes through the model's components.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

GIVEN = (TAG, POS, MORPH, DEP, LEMMA)

MOST = 100_000
"""Words or lemmas remembered at most; then all are forgotten."""

ANY = "any other"
"""Stands for words and dependencies that no rule asks for."""

_Key = tuple[int, int, int]


class Words:
    """In place of an attribute ruler and the lemmatizer behind it, with the same results.

    Args:
        nlp: the pipeline.
        ruler, lemmatizer: its components, which :func:`fitting` finds fit.
    """

    def __init__(self, nlp: Language, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._vocab, self._ruler, self._lemmatizer = nlp.vocab, ruler, lemmatizer
        strings = nlp.vocab.strings
        self._any = strings.add(ANY)
        self._dependencies = {strings.add(dep) for dep in _asked(ruler, "DEP")} | {0}
        rules: Any = ruler.patterns
        self._dependencies.update(strings.add(rule["attrs"]["DEP"]) for rule in rules if "DEP" in rule["attrs"])
        self._literals = {word.lower() for attribute in ("LOWER", "ORTH", "TEXT") for word in _asked(ruler, attribute)}
        self._expressions = [re.compile(one) for one in _expressions(ruler)]
        self._words: dict[int, int] = {}  # a word → itself where rules ask for it, else any
        self._rules: dict[_Key, list[int]] = {}  # word, tag, dependency → what is given
        self._lemmas: dict[_Key, int] = {}  # word, part of speech, features → lemma
        self._sides: dict[_Key, tuple[int, int]] = {}  # → of which pairs that rules ask for it may be first and second, as bits
        self._pairs = Matcher(nlp.vocab)
        self._bits: dict[int, tuple[int, int]] = {}
        for number, pattern in enumerate(pattern for pattern in _patterns(ruler) if len(pattern) == 2):
            for side, token in enumerate(pattern):
                name = f"{number} {side}"
                self._pairs.add(name, [[token]])
                self._bits[strings[name]] = (side, 1 << number)
        _index_as_sets(lemmatizer)

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        orths, tags, deps = _columns(doc, [ORTH, TAG, DEP])
        given = np.array(self._ruled(doc, orths, tags, deps), dtype="uint64")
        given[:, 3] = np.where(given[:, 3] == self._any, np.array(deps, dtype="uint64"), given[:, 3])
        write: Any = doc.from_array
        write(list(GIVEN), given)
        _, poses, morphs, _, lemmas = given.T.tolist()
        write([LEMMA], np.array(self._lemmatized(doc, orths, poses, morphs, lemmas), dtype="uint64"))
        return doc

    def _ruled(self, doc: Doc, orths: list[int], tags: list[int], deps: list[int]) -> list[list[int]]:
        """What the ruler gives each word, :data:`ANY` for a dependency that it leaves."""
        if len(self._words) > MOST or len(self._rules) > MOST:
            self._words.clear()
            self._rules.clear()
            self._sides.clear()
        for orth in set(orths).difference(self._words):
            self._words[orth] = orth if self._asked_for(orth) else self._any
        words, dependencies, any_other = self._words, self._dependencies, self._any
        keys = [
            (words[orth], tag, dep if dep in dependencies else any_other)
            for orth, tag, dep in zip(orths, tags, deps, strict=True)
        ]
        for new in set(keys).difference(self._rules):
            self._rules[new] = self._by_rules([new])[0]
            self._sides[new] = self._sides_of(new)
        found = [self._rules[key] for key in keys]
        sides = [self._sides[key] for key in keys]
        paired = [at for at, (one, two) in enumerate(pairwise(sides)) if one[0] & two[1]]
        for at in sorted({at + beside for at in paired for beside in (0, 1)}):
            first = max(0, at - 1)
            found[at] = self._by_rules(keys[first : at + 2])[at - first]
        return found

    def _sides_of(self, key: _Key) -> tuple[int, int]:
        """Of which pairs that rules ask for a word may be the first, and of which the second."""
        sides = [0, 0]
        for name, _, _ in self._pairs(self._doc([key])) if len(self._pairs) else ():
            side, bit = self._bits[name]
            sides[side] |= bit
        return sides[0], sides[1]

    def _asked_for(self, orth: int) -> bool:
        """Whether some rule asks for this word, or for what its letters are."""
        lexeme = self._vocab[orth]
        word = lexeme.lower_
        return lexeme.is_space or word in self._literals or any(one.search(word) for one in self._expressions)

    def _by_rules(self, keys: Sequence[_Key]) -> list[list[int]]:
        """What the model's ruler gives words that follow one another."""
        return [list(row) for row in zip(*_columns(self._ruler(self._doc(keys)), list(GIVEN)), strict=True)]

    def _doc(self, keys: Sequence[_Key]) -> Doc:
        strings = self._vocab.strings
        words, tags, deps = ([strings[number] for number in column] for column in zip(*keys, strict=True))
        return Doc(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))

    def _lemmatized(
        self, doc: Doc, orths: list[int], poses: list[int], morphs: list[int], lemmas: list[int]
    ) -> list[int]:
        """Lemmas, of those words to which the ruler gave none by the model's lemmatizer."""
        if len(self._lemmas) > MOST:
            self._lemmas.clear()
        known, overwrite = self._lemmas, self._lemmatizer.overwrite
        for at, key in enumerate(zip(orths, poses, morphs, strict=True)):
            if overwrite or lemmas[at] == 0:
                lemma = known.get(key)
                if lemma is None:
                    lemma = known[key] = self._vocab.strings.add(self._lemmatizer.lemmatize(doc[at])[0])
                lemmas[at] = lemma
        return lemmas


@Language.factory("kg_words")
def create_words(nlp: Language, name: str) -> Words:
    """In place of the components ``attribute_ruler`` and ``lemmatizer`` of ``nlp``, which are taken out after it is made."""
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    assert isinstance(ruler, AttributeRuler) and isinstance(lemmatizer, Lemmatizer)
    return Words(nlp, ruler, lemmatizer)


def fitting(ruler: object, lemmatizer: object) -> bool:
    """Whether these components go by what :class:`Words` remembers them by."""
    if not isinstance(ruler, AttributeRuler) or not isinstance(lemmatizer, Lemmatizer) or lemmatizer.mode != "rule":
        return False
    return all(len(pattern) <= 2 and all(map(_fits, pattern)) for pattern in _patterns(ruler))


def _fits(token: dict[str, Any]) -> bool:
    for attribute, wanted in token.items():
        ways = {"IN"} if isinstance(wanted, str | bool) else set(wanted)
        known = {"IN", "NOT_IN", "REGEX"} if attribute == "LOWER" else {"IN", "NOT_IN"}
        if attribute not in ("TAG", "DEP", "LOWER", "ORTH", "TEXT", "IS_SPACE") or not ways <= known:
            return False
    return True


def _index_as_sets(lemmatizer: Lemmatizer) -> None:
    """The lemmatizer asks for each form whether it is a known word; it looks for it in lists of thousands."""
    if lemmatizer.lookups.has_table("lemma_index"):
        table = lemmatizer.lookups.get_table("lemma_index")
        for part, words in list(table.items()):
            table[part] = frozenset(words)


def _columns(doc: Doc, attributes: list[int]) -> list[list[int]]:
    read: Any = doc.to_array
    columns: list[list[int]] = read(attributes).reshape(-1, len(attributes)).T.tolist()
    return columns


def _patterns(ruler: AttributeRuler) -> Iterator[list[dict[str, Any]]]:
    rules: Any = ruler.patterns
    for rule in rules:
        yield from rule["patterns"]


def _asked(ruler: AttributeRuler, attribute: str) -> set[str]:
    """Values of an attribute that rules name."""
    found: set[str] = set()
    for wanted in (token[attribute] for pattern in _patterns(ruler) for token in pattern if attribute in token):
        found.update([wanted] if isinstance(wanted, str) else (v for way, vs in wanted.items() if way != "REGEX" for v in vs))
    return found


def _expressions(ruler: AttributeRuler) -> set[str]:
    tokens = (token.get("LOWER") for pattern in _patterns(ruler) for token in pattern)
    return {wanted["REGEX"] for wanted in tokens if isinstance(wanted, dict) and "REGEX" in wanted}
