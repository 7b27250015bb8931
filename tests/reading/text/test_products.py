"""A pipeline's layers multiply by NumPy, with the numbers of the model's own operations."""

from __future__ import annotations

import numpy as np
import pytest
from thinc.api import NumpyOps

from kg.reading.pipeline import DEFAULT_MODEL, load
from kg.reading.text.products import NumpyProducts


@pytest.mark.parametrize("trans1", [False, True])
@pytest.mark.parametrize("trans2", [False, True])
def test_products_are_those_of_thinc(trans1: bool, trans2: bool) -> None:
    chance = np.random.default_rng(4)
    x = chance.standard_normal((3, 5) if trans1 else (5, 3), dtype="f")
    y = chance.standard_normal((7, 3) if trans2 else (3, 7), dtype="f")
    own, ours = (ops.gemm(x, y, trans1=trans1, trans2=trans2) for ops in (NumpyOps(), NumpyProducts()))
    assert ours.shape == (5, 7) and np.allclose(own, ours, atol=1e-5)
    into = np.empty((5, 7), dtype="f")
    assert NumpyProducts().gemm(x, y, out=into, trans1=trans1, trans2=trans2) is into and (into == ours).all()


@pytest.mark.model
def test_all_layers_use_them() -> None:
    nlp = load(DEFAULT_MODEL, components=())
    layers = [layer for name in ("tok2vec", "tagger", "parser", "kg_entities") for layer in nlp.get_pipe(name).model.walk()]  # type: ignore[attr-defined]
    assert len(layers) > 50 and {type(layer.ops) for layer in layers} == {NumpyProducts}
