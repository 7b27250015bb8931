"""Killed, or without space, at some of the steps of what writes; ``make fuzz`` tries all of them (tests/faults.py)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import faults
import pytest

TESTS = Path(__file__).resolve().parents[1]


def tried(folder: Path, operation: str, every: int, offset: int, kinds: str) -> dict[str, object]:
    """What a part of the faults of an operation left."""
    environment = dict(os.environ) if kinds == "steps" else faults.environment(folder)
    if environment is None:
        pytest.skip("writes fail on Linux, with a C compiler")
    (folder / "stores").mkdir()
    command = [
        sys.executable,
        str(TESTS / "faults.py"),
        str(folder / "stores"),
        operation,
        str(every),
        str(offset),
        kinds,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=250, env=environment)
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    assert told["wrong"] == []
    return told


@pytest.mark.parametrize(
    ("operation", "every", "offset"),
    [
        ("build", 29, 3),
        ("resolve", 7, 2),
        ("refresh", 7, 4),
        ("remove", 19, 5),
        ("rebuild", 23, 7),
        ("export", 7, 2),
        ("as_of", 31, 11),
    ],
)
def test_after_a_fault_nothing_is_half_and_the_same_again_makes_it_whole(
    tmp_path: Path, operation: str, every: int, offset: int
) -> None:
    assert tried(tmp_path, operation, every, offset, "steps")["tried"] >= 2  # type: ignore[operator]


@pytest.mark.parametrize(
    ("operation", "every", "offset"),
    [
        ("build", 301, 3),
        ("resolve", 73, 20),
        ("refresh", 83, 61),
        ("remove", 241, 8),
        ("rebuild", 283, 9),
        ("export", 53, 5),
        ("as_of", 301, 40),
    ],
)
def test_after_a_write_that_failed_nothing_is_half(tmp_path: Path, operation: str, every: int, offset: int) -> None:
    assert tried(tmp_path, operation, every, offset, "writes")["tried"] >= 3  # type: ignore[operator]


@pytest.mark.parametrize(("operation", "every", "offset"), [("build", 211, 100), ("refresh", 83, 7), ("as_of", 211, 3)])
def test_killed_at_a_write_nothing_is_half(tmp_path: Path, operation: str, every: int, offset: int) -> None:
    assert tried(tmp_path, operation, every, offset, "kills")["tried"] >= 2  # type: ignore[operator]
