"""The token attributes of a ``Doc`` as plain lists, read once: attribute access through spaCy costs many times more."""

from __future__ import annotations

from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, LOWER, POS, SENT_START, SPACY, TAG
from spacy.tokens import Doc

from kg.knowledge.events import verb_lemma

_KEY = "kg_tokens"


class Tokens:
    """Plain lists, one item a token.

    Attributes:
        words, lower, lemmas, tags, pos, deps, ents: strings; a lemma is lower-cased unless it is of a proper noun.
        heads: index of the syntactic head (its own index at a root).
        sentences: number of the sentence; ``starts``: index of each sentence's first token.
        space: whether the token is white space; ``breaks``: whether a line ends with it; ``spaced``: whether a blank follows.
    """

    __slots__ = (
        "breaks",
        "deps",
        "ents",
        "heads",
        "lemmas",
        "lower",
        "pos",
        "sentences",
        "space",
        "spaced",
        "starts",
        "tags",
        "words",
    )  # fmt: skip

    def __init__(self, doc: Doc) -> None:
        strings = doc.vocab.strings
        rows = doc.to_array([LOWER, LEMMA, TAG, POS, DEP, ENT_TYPE, HEAD, SENT_START, SPACY]).astype("int64").T.tolist()
        known: dict[int, str] = {}

        def texts(column: list[int]) -> list[str]:
            for value in set(column).difference(known):
                known[value] = strings[value % 2**64] if value else ""
            return [known[value] for value in column]

        self.words: list[str] = [token.text for token in doc]
        self.lower, self.lemmas, self.tags, self.pos, self.deps, self.ents = (texts(column) for column in rows[:6])
        self.lemmas = [m or w for m, w in zip(self.lemmas, self.lower, strict=True)]
        for i, part in enumerate(self.pos):
            if part == "VERB":
                self.lemmas[i] = verb_lemma(self.lemmas[i], self.lower[i])
        self.heads: list[int] = [i + offset for i, offset in enumerate(rows[6])]
        self.spaced: list[bool] = [bool(value) for value in rows[8]]
        self.sentences: list[int] = []
        self.starts: list[int] = []
        for i, start in enumerate(rows[7]):
            if start == 1 or not i:
                self.starts.append(i)
            self.sentences.append(len(self.starts) - 1)
        self.space: list[bool] = [not word or word.isspace() for word in self.words]
        self.breaks: list[bool] = [blank and "\n" in word for blank, word in zip(self.space, self.words, strict=True)]


def tokens(doc: Doc) -> Tokens:
    """The token lists of ``doc``, made on first use (the model's annotation must be complete by then)."""
    found = doc.user_data.get(_KEY)
    if found is None or len(found.words) != len(doc):
        found = doc.user_data[_KEY] = Tokens(doc)
    return found
