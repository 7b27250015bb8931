"""Vectors of words, before those beside them tell, as a model's own embedding layers give them, each worked out once.

Such a vector depends on features of its word alone, and in news the same words come again and again. New words go through the
model's layers, which multiply in blocks of one size, so that a word gets the same vector up to the last bit whatever else is read
(:class:`kg.reading.text.products.BlockedProducts`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps, Ragged

from kg.reading.text.products import BlockedProducts

LAYERS = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
"""Of an embedding that is remembered: features of words, looked up and mixed, nothing else."""
MOST = 40_000
"""Vectors remembered at most (of 96 numbers: 15 MB); then all are forgotten."""


class Vectors:
    """An embedding's vectors, by the features of words.

    Args:
        embed: the model's own, which :func:`fitting` finds fit.
    """

    def __init__(self, embed: Model[Any, Any]) -> None:
        self._columns: list[str] = embed.layers[0].attrs["columns"]
        self._mixing: list[Model[Any, Any]] = list(embed.layers[2:4])
        self._rows: dict[bytes, int] = {}
        self._table = np.zeros((0, 0), dtype=np.float32)

    def of(self, doc: Doc) -> np.ndarray:
        """A row for each word."""
        read: Any = doc.to_array
        features = np.ascontiguousarray(read(self._columns)).reshape(len(doc), len(self._columns))
        if not len(doc):
            return self._mixed(np.zeros((1, len(self._columns)), dtype=features.dtype))[:0]
        keys = features.view(f"V{features.dtype.itemsize * len(self._columns)}").ravel().tolist()
        if len(self._rows) > MOST:
            self._rows.clear()
        known = self._rows
        new = {key: at for at, key in enumerate(keys) if key not in known}
        if new:
            self._learn(list(new), features[list(new.values())])
        found: np.ndarray = self._table[[known[key] for key in keys]]
        return found

    def _learn(self, keys: Sequence[bytes], features: np.ndarray) -> None:
        made = self._mixed(features)
        begin, end = len(self._rows), len(self._rows) + len(keys)
        if end > len(self._table):
            grown = np.zeros((2 * end, made.shape[1]), dtype=made.dtype)
            grown[:begin] = self._table[:begin].reshape(begin, made.shape[1])
            self._table = grown
        self._table[begin:end] = made
        self._rows.update(zip(keys, range(begin, end), strict=True))

    def _mixed(self, features: np.ndarray) -> np.ndarray:
        """The model's own vectors of words with these features."""
        data, lengths = features, np.array([len(features)], dtype="i")
        found: Any = Ragged(data, lengths)  # type: ignore[arg-type]
        for layer in self._mixing:
            found = layer.predict(found)
        vectors: np.ndarray = found.dataXd
        return vectors


def remember_vectors(nlp: Language) -> None:
    """Have the embeddings of a pipeline's models remember the vectors of words."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for part in list(model.walk()) if isinstance(model, Model) else ():
            if part.layers and fitting(part.layers[0]):
                part.layers[0] = _remembering(part.layers[0])


def fitting(embed: Model[Any, Any]) -> bool:
    """Whether a layer makes vectors of words by their own features alone, as :class:`Vectors` takes it."""
    return [layer.name.split("(")[0] for layer in embed.layers] == LAYERS and embed.ops.name == "numpy"


def _remembering(embed: Model[Any, Any]) -> Model[Any, Any]:
    vectors, ops = Vectors(embed), BlockedProducts()
    for layer in embed.walk():
        if isinstance(layer.ops, NumpyOps):
            layer.ops = ops

    def forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[np.ndarray], Any]:
        if is_train:
            trained: tuple[list[np.ndarray], Any] = embed(docs, is_train)
            return trained
        return [vectors.of(doc) for doc in docs], lambda gradient: gradient

    return Model("remembered", forward, layers=[embed], dims={"nO": embed.get_dim("nO")}, ops=ops)
