"""Where names may stand."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

from kg.reading.names.candidate import Candidate
from kg.reading.names.spans import _Capitals


def capitals(words: list[str], *raw: Candidate) -> _Capitals:
    tokens: Any = SimpleNamespace(words=words, breaks=[False] * len(words))
    return _Capitals(tokens, list(raw))


def test_what_is_cut_out_of_a_stretch_in_capitals_is_no_name() -> None:
    words = ["He", "read", "MINISTER", "BERG", "MEETS", "IVAN", "LUND", ",", "then", "left", "for", "home"]
    piece = Candidate(3, 4, "PERSON")
    assert capitals(words, piece).drown(piece)
    assert not capitals(words[2:7], piece).drown(Candidate(1, 2, "PERSON"))  # all of it is in capitals
    assert not capitals([*words, "Berg"], Candidate(12, 13, "PERSON")).drown(piece)


def test_stretches_without_end_are_looked_at_once() -> None:
    words = ["said", *["QXZV", "ZQXV"] * 50_000]
    found = capitals(words)
    begun = time.process_time()
    assert all(found.drown(Candidate(at, at + 1, "ORG")) for at in range(1, 20_000))
    assert time.process_time() - begun < 3  # twenty minutes, when each was looked for anew
