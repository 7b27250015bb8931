"""Vectors of words out of a memory are those of the model's own layers, whatever was read before."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.reading.pipeline import DEFAULT_MODEL, load
from kg.reading.text import vectors

pytestmark = pytest.mark.model

TEXTS = (
    "The harbour of Northhaven was closed on Monday, the port authority said.",
    "",
    "Two ferries wait outside; nobody knows, for how long.  Nobody asks, either: THE HARBOUR is closed.",
    "Monday",
)


def embeds(nlp: Language, ner: str) -> list:
    return [nlp.get_pipe("tok2vec").model.layers[0], nlp.get_pipe(ner).model.get_ref("tok2vec").layers[0].layers[0]]  # type: ignore[attr-defined]


def test_they_are_the_models_own(own: Language) -> None:
    ours = load(DEFAULT_MODEL, components=())
    docs = [own.make_doc(text) for text in TEXTS]
    for plain, remembering in zip(embeds(own, "ner"), embeds(ours, "kg_entities"), strict=True):
        assert remembering.name == "remembered" and vectors.fitting(plain) and not vectors.fitting(remembering)
        for doc in docs:
            (expected,), (found,) = plain.predict([doc]), remembering.predict([doc])
            assert found.shape == expected.shape and np.allclose(found, expected, atol=1e-4)


def test_what_was_read_before_changes_no_bit(own: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    embed = embeds(load(DEFAULT_MODEL, components=()), "kg_entities")[0].layers[0]
    docs: list[Doc] = [own.make_doc(text) for text in TEXTS if text]
    first = vectors.Vectors(embed)
    made = [first.of(doc) for doc in docs]
    monkeypatch.setattr(vectors, "MOST", 5)
    others = vectors.Vectors(embed)
    for doc, vector in reversed(list(zip(docs, made, strict=True))):
        assert (others.of(doc) == vector).all() and (others.of(doc) == vector).all()
