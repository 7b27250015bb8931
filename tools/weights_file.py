"""Weights of named features as a file of the product's data: what tools that learn such weights share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path


def write(path: Path, head: Sequence[str], weights: Mapping[str, float], least: float = 0.005) -> None:
    """A line a feature, in order of their names.

    Args:
        path: of the file.
        head: its first lines, which say where the weights come from.
        weights: feature → weight.
        least: what is less, in size, is left out.
    """
    lines = [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items()) if abs(weight) >= least]
    path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
