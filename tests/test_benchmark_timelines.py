"""Whose timeline it is, and how dates are written there."""

from __future__ import annotations

import pytest

from benchmarks.timelines import Line, as_date, bears


@pytest.mark.parametrize(
    ("name", "target", "same"),
    [
        ("Marsh", "Ivo Marsh", True),
        ("Ivo Marsh", "Ivo Marsh", True),
        ("Ivo", "Ivo Marsh", False),
        ("the late Ivo Marsh", "Ivo Marsh", True),
        ("Brakel Q77s", "Brakel Q77", True),
        ("Q77", "Brakel Q77", True),
        ("Brakel", "Brakel Q77", False),
        ("Party", "Vellholm Party", False),
        ("VAF", "Vellholm Air Force", True),
        ("4", "Lantern 4", False),
        ("", "Lantern 4", False),
    ],
)
def test_names_of_a_target(name: str, target: str, same: bool) -> None:
    assert bears(name, target) is same


def test_dates() -> None:
    assert as_date("2031-05-03", "2031-05-03") == "2031-05-03"
    assert as_date("2031-05-01", "2031-05-31") == "2031-05-XX"
    assert as_date("2031-01-01", "2031-12-31") == "2031-XX-XX"
    assert as_date("2031-12-30", "2032-01-02") is None


def test_its_own_dates_outrank_days_of_publication() -> None:
    assert Line(["x"], ["2031-05-03"], ["2031-05-01"]).date == "2031-05-03"
    assert Line(["x"], [], ["2031-05-02", "2031-05-01"]).date == "2031-05-01"
    assert Line(["x"]).date == "XXXX-XX-XX"
