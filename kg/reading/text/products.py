"""Matrix products of a pipeline's layers, by NumPy's BLAS.

spaCy multiplies by BLIS as its wheels bring it, in a kernel for many processors; NumPy's OpenBLAS has kernels for each, and takes
a third of the time. In the last bit, what it gives for a row may differ with the rows beside it. So that no graph depends on what
was read together, articles go through a pipeline one by one (:func:`kg.reading.reader.read`).
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import Model, NumpyOps

BLOCK = 8
"""Rows of a block. Of 4 to 96, 4 and 8 alone keep it with the kernels that OpenBLAS has for AVX2; others would be quicker."""


class NumpyProducts(NumpyOps):
    """thinc's operations on NumPy, with NumPy's own products."""

    name = "numpy"

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        return np.dot(x.T if trans1 else x, y.T if trans2 else y, out=out)


class BlockedProducts(NumpyProducts):
    """Products in blocks of a few rows, in which a row's result is the same to the last bit whatever stands beside it."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        rows, other = x.T if trans1 else x, y.T if trans2 else y
        size = BLOCK if _indifferent(*other.shape) else 1
        made = np.empty((len(rows), other.shape[1]), dtype=rows.dtype) if out is None else out
        for at in range(0, len(rows), size):
            block = rows[at : at + size]
            if len(block) < size:
                block = np.concatenate([block, np.zeros((size - len(block), block.shape[1]), dtype=block.dtype)])
            made[at : at + size] = np.dot(block, other)[: len(rows) - at]
        return made


@functools.cache
def _indifferent(inner: int, width: int) -> bool:
    """Whether, on this processor, a row of a block has the same result wherever in the block it stands."""
    chance = np.random.default_rng(0)
    x, y = chance.standard_normal((BLOCK, inner), dtype="f"), chance.standard_normal((width, inner), dtype="f").T
    made = np.dot(x, y)
    return all((np.dot(np.roll(x, shift, axis=0), y) == np.roll(made, shift, axis=0)).all() for shift in range(1, BLOCK))


def use_numpy(nlp: Language) -> None:
    """Have the layers of a pipeline that run on NumPy multiply so."""
    ops = NumpyProducts()
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for layer in model.walk():
                if type(layer.ops) is NumpyOps:
                    layer.ops = ops
