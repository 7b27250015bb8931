"""Named entities, as the model's own entity recognizer finds them, decided for a whole document in a few products of matrices.

The recognizer goes from word to word and decides at each by three vectors: of the word, and, within an entity, of its first word
and of the word before. Outside entities, where most words stand, nothing that it decided before tells; so these decisions are all
made at once. Then those about second words of entities that may have begun anywhere, then about third ones, until all have ended,
and a walk along the text takes what applies. The rules of what may follow what are those of spaCy's transition system
(``spacy.pipeline._parser_internals.ner``), of which each is a call for each word and label.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import ENT_IOB, IS_SPACE, SENT_START
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from thinc.api import Model

FEATURES = 3
"""Vectors that a decision goes by."""


class Entities:
    """In place of an entity recognizer, with the same results.

    Args:
        recognizer: which :func:`fitting` finds fit.
    """

    def __init__(self, recognizer: EntityRecognizer) -> None:
        self._recognizer = recognizer
        self.model: Any = recognizer.model
        moves = _moves(recognizer)
        number = {move: at for at, move in enumerate(moves)}
        outside = [move for move in moves if move == "O" or (move[:2] in ("B-", "U-") and len(move) > 2)]
        self._outside = np.array([number[move] for move in outside])  # moves that are made where no entity is open
        self._begins = np.array([move.startswith("B-") for move in outside])
        self._names = np.array([move != "O" for move in outside])
        self._labels = [move[2:] for move in outside]
        self._goes_on = np.array([number.get(f"I-{label}", -1) for label in self._labels])
        self._ends = np.array([number.get(f"L-{label}", -1) for label in self._labels])

    def __call__(self, doc: Doc) -> Doc:
        iob, blank, starts = _columns(doc)
        if iob.any():  # what others have found is to be kept: that is left to spaCy
            return self._recognizer(doc)
        if len(doc):
            found = [Span(doc, first, end, label) for first, end, label in self._found(doc, blank, starts)]
            doc.set_ents(found, default="outside")
        return doc

    def _found(self, doc: Doc, blank: np.ndarray, starts: np.ndarray) -> list[tuple[int, int, str]]:
        """First token, end and label of each entity, in order."""
        whole = np.append(~starts[1:], False)  # whether the next word is of the same sentence, so that an entity may go on there
        lower, upper = self.model.get_ref("lower"), self.model.get_ref("upper")
        each = lower.predict(self.model.get_ref("tok2vec").predict([doc]))  # (1 + tokens, vectors, width, pieces)
        absent, each, bias = each[0], each[1:], lower.get_param("b")
        hidden = (each[:, 0] + absent[1] + absent[2] + bias).max(axis=2)
        scores = np.dot(hidden, upper.get_param("W")[self._outside].T) + upper.get_param("b")[self._outside]
        scores[np.ix_(blank, self._names)] = -np.inf
        scores[np.ix_(~whole, self._begins)] = -np.inf
        chosen = scores.argmax(axis=1)
        begun = np.flatnonzero(self._begins[chosen])
        ends = dict(zip(begun.tolist(), self._ended(each, bias, begun, chosen[begun], whole).tolist(), strict=True))
        found = []
        after = 0
        for at in np.flatnonzero(self._names[chosen]).tolist():
            if at >= after:
                after = ends.get(at, at + 1)
                found.append((at, after, self._labels[chosen[at]]))
        return found

    def _ended(
        self, each: np.ndarray, bias: np.ndarray, first: np.ndarray, chosen: np.ndarray, whole: np.ndarray
    ) -> np.ndarray:
        """Ends of entities that begin at some words, each for itself."""
        upper = self.model.get_ref("upper")
        weights, more = upper.get_param("W"), upper.get_param("b")
        goes_on, last = self._goes_on[chosen], self._ends[chosen]
        ends = first + 1  # of the word that is decided on, until it is known to be the last
        open_ = np.arange(len(first))
        while open_.size:
            at, on, end = ends[open_], goes_on[open_], last[open_]
            hidden = (each[at, 0] + each[first[open_], 1] + each[at - 1, 2] + bias).max(axis=2)
            further = np.einsum("ij,ij->i", hidden, weights[on]) + more[on]
            ended = np.einsum("ij,ij->i", hidden, weights[end]) + more[end]
            going = whole[at] & ((further > ended) | ((further == ended) & (on < end)))
            ends[open_] += 1
            open_ = open_[going]
        return ends


@Language.factory("kg_entities")
def create_entities(nlp: Language, name: str) -> Entities:
    """In place of the component ``ner`` of ``nlp``, which is taken out after it is made."""
    recognizer = nlp.get_pipe("ner")
    assert isinstance(recognizer, EntityRecognizer)
    return Entities(recognizer)


def fitting(recognizer: object) -> bool:
    """Whether a component decides as :class:`Entities` does: greedily, by three vectors and a layer above them, on NumPy."""
    if not isinstance(recognizer, EntityRecognizer) or recognizer.cfg["beam_width"] != 1:
        return False
    model: Any = recognizer.model
    plain = model.attrs.get("has_upper") and not model.attrs.get("unseen_classes") and model.ops.name == "numpy"
    if not plain:
        return False
    lower: Model[Any, Any] = model.get_ref("lower")
    moves = _moves(recognizer)
    whole = {f"{kind}-{move[2:]}" for move in moves if move[2:] for kind in "BILU"} <= set(moves)
    return whole and "O" in moves and lower.maybe_get_dim("nF") == FEATURES and (lower.maybe_get_dim("nP") or 1) > 1


def _moves(recognizer: EntityRecognizer) -> list[str]:
    """Names of its moves, in the order of their scores ("B-ORG", "O"; "U-" marks what may be no entity)."""
    moves: Any = recognizer.moves
    return [moves.get_class_name(at) for at in range(moves.n_moves)]


def _columns(doc: Doc) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each token: what was found before, whether it is white space, whether a sentence starts there."""
    read: Any = doc.to_array
    iob, blank, starts = read([ENT_IOB, IS_SPACE, SENT_START]).reshape(-1, FEATURES).T
    return iob, blank.astype(bool), starts == 1
