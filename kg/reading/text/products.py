"""Matrix products of a pipeline's layers, by NumPy's BLAS.

spaCy multiplies by BLIS as its wheels bring it, in a kernel for many processors; NumPy's OpenBLAS has kernels for each, and takes
a third of the time. In the last bit, what it gives for a row may differ with the rows beside it. So that no graph depends on what
was read together, articles go through a pipeline one by one (:func:`kg.reading.reader.read`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import Model, NumpyOps


class NumpyProducts(NumpyOps):
    """thinc's operations on NumPy, with NumPy's own products."""

    name = "numpy"

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        return np.dot(x.T if trans1 else x, y.T if trans2 else y, out=out)


def use_numpy(nlp: Language) -> None:
    """Have the layers of a pipeline that run on NumPy multiply so."""
    ops = NumpyProducts()
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for layer in model.walk():
                if type(layer.ops) is NumpyOps:
                    layer.ops = ops
