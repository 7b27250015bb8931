"""A slice of ``make fuzz`` that every test run has: the same examples each time, and Hypothesis's own, which it makes small."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.targets import TARGETS, Place, place

EXAMPLES = {
    "documents": 300, "reading": 20, "queries": 100, "requests": 150, "stores": 10, "answers": 100, "asks": 60, "commands": 10,
    "amending": 1, "stories": 2, "watching": 1,
}  # fmt: skip
"""Of each target; some 40 seconds in all."""
OF_THE_MODEL = ("reading", "amending", "stories", "watching")


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with place(tmp_path_factory.mktemp("fuzz")) as made:
        yield made


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.model if name in OF_THE_MODEL else ()) for name in TARGETS]
)
def test_hostile_input(where: Place, name: str) -> None:
    for number in range(EXAMPLES[name]):
        TARGETS[name](random.Random(f"{name} {number}"), where)


@settings(derandomize=True, database=None, max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(rng=st.randoms(use_true_random=False))
@pytest.mark.filterwarnings("default")
def test_hostile_files_as_hypothesis_makes_them(tmp_path_factory: pytest.TempPathFactory, rng: random.Random) -> None:
    TARGETS["documents"](rng, Place(tmp_path_factory.getbasetemp()))


def test_samples_are_our_own() -> None:
    from fuzz.grammar import ROOT, SAMPLES

    assert len(SAMPLES) > 20
    assert all(Path(path).is_relative_to(ROOT) for path in SAMPLES)
