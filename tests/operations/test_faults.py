"""Killed, or without space, at some of the steps of what writes; ``make fuzz`` tries all of them (tests/faults.py)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import faults
import pytest

TESTS = Path(__file__).resolve().parents[1]


@pytest.mark.model
@pytest.mark.parametrize(
    ("operation", "every", "offset"),
    [("build", 29, 3), ("remove", 19, 5), ("rebuild", 23, 7), ("export", 7, 2), ("as_of", 31, 11)],
)
def test_after_a_fault_nothing_is_half_and_the_same_again_makes_it_whole(
    corpus_store: Path, tmp_path: Path, operation: str, every: int, offset: int
) -> None:
    command = [sys.executable, str(TESTS / "faults.py"), str(corpus_store), str(tmp_path), operation, str(every), str(offset)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=250)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["wrong"] == []
    assert told["tried"] >= 2


@pytest.mark.model
@pytest.mark.parametrize(("operation", "every", "offset"), [("build", 601, 3), ("export", 97, 5)])
def test_after_a_write_that_failed_nothing_is_half(
    corpus_store: Path, tmp_path: Path, operation: str, every: int, offset: int
) -> None:
    environment = faults.environment(tmp_path)
    if environment is None:
        pytest.skip("writes fail on Linux, with a C compiler")
    (tmp_path / "stores").mkdir()
    command = [sys.executable, str(TESTS / "faults.py"), str(corpus_store), str(tmp_path / "stores"), operation]
    command += [str(every), str(offset), "writes"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=250, env=environment)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["wrong"] == []
    assert told["refused"] >= 1
