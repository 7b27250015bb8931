"""A pipeline's layers multiply by NumPy, with the numbers of the model's own operations."""

from __future__ import annotations

import numpy as np
import pytest
from thinc.api import NumpyOps

from kg.reading.pipeline import DEFAULT_MODEL, load
from kg.reading.text.products import BlockedProducts, NumpyProducts


@pytest.mark.parametrize("trans1", [False, True])
@pytest.mark.parametrize("trans2", [False, True])
def test_products_are_those_of_thinc(trans1: bool, trans2: bool) -> None:
    chance = np.random.default_rng(4)
    x = chance.standard_normal((3, 5) if trans1 else (5, 3), dtype="f")
    y = chance.standard_normal((7, 3) if trans2 else (3, 7), dtype="f")
    own = NumpyOps().gemm(x, y, trans1=trans1, trans2=trans2)
    for ops in (NumpyProducts(), BlockedProducts()):
        ours = ops.gemm(x, y, trans1=trans1, trans2=trans2)
        assert ours.shape == (5, 7) and np.allclose(own, ours, atol=1e-5)
        into = np.empty((5, 7), dtype="f")
        assert ops.gemm(x, y, out=into, trans1=trans1, trans2=trans2) is into and (into == ours).all()


@pytest.mark.parametrize("rows", [1, 7, 8, 9, 30])
def test_in_blocks_a_row_is_the_same_beside_whatever(rows: int) -> None:
    chance = np.random.default_rng(5)
    x, y = chance.standard_normal((30, 40), dtype="f"), chance.standard_normal((50, 40), dtype="f")
    all_of_them, some = (BlockedProducts().gemm(part, y, trans2=True) for part in (x, x[-rows:]))
    assert (some == all_of_them[-rows:]).all() and np.allclose(some, x[-rows:] @ y.T, atol=1e-4)


@pytest.mark.model
def test_all_layers_use_them() -> None:
    nlp = load(DEFAULT_MODEL, components=())
    layers = [layer for name in ("tok2vec", "tagger", "parser", "kg_entities") for layer in nlp.get_pipe(name).model.walk()]  # type: ignore[attr-defined]
    assert len(layers) > 50 and {type(layer.ops) for layer in layers} == {NumpyProducts, BlockedProducts}
