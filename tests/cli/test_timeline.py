"""``kg timeline`` and ``kg as-of`` on a small store made by hand."""

from __future__ import annotations

import json
from pathlib import Path


def test_timeline_on_the_screen(kg, small_store: Path) -> None:
    out, _ = kg("timeline", "-s", small_store)
    head, first = out.splitlines()[:2]
    assert head.split() == ["what", "when", "status", "sources", "sentence"]
    assert "3 May 2025" in first
    assert "happened" in first


def test_timeline_as_data(kg, small_store: Path) -> None:
    events = json.loads(kg("timeline", "Mara Lund", "-s", small_store, "--format", "json")[0])
    assert events[0]["first"] == "2025-05-03"
    assert "Mara Lund" in events[0]["actors"]
    lines = kg("timeline", "-s", small_store, "--format", "jsonl", "--from", "2025-05")[0].splitlines()
    assert all(json.loads(line)["last"] >= "2025-05-01" for line in lines)
    assert kg("timeline", "-s", small_store, "--format", "csv", "--to", "1999")[0].count("\n") == 1


def test_timeline_as_a_page(kg, small_store: Path, tmp_path: Path) -> None:
    out, _ = kg("timeline", "Lund", "-s", small_store, "-o", tmp_path / "lund.html")
    assert out.endswith(f"→ {tmp_path / 'lund.html'}\n")
    assert "<h1>Lund</h1>" in (tmp_path / "lund.html").read_text("utf8")


def test_timeline_mistakes(kg, small_store: Path, tmp_path: Path) -> None:
    assert "KG040" in kg("timeline", "Nobody", "-s", small_store, code=1)[1]
    assert "KG042" in kg("timeline", "-s", small_store, "-o", tmp_path / "x.pdf", code=1)[1]
    assert "KG044" in kg("timeline", "-s", small_store, "--from", "May", code=1)[1]
    assert "KG045" in kg("timeline", "-s", small_store, "-o", tmp_path / "no" / "x.html", code=1)[1]


def test_as_of(kg, small_store: Path, tmp_path: Path) -> None:
    out, _ = kg("as-of", "2025-06-01", "-s", small_store, "-o", tmp_path / "then")
    assert out == f"1 article until 2025-06-01 (1 later left out) → {tmp_path / 'then'}\n"
    assert "1999" not in kg("timeline", "-s", tmp_path / "then")[0]
    assert "KG029" in kg("as-of", "2025", "-s", small_store, "-o", tmp_path / "then", code=1)[1]
    assert "KG044" in kg("as-of", "soon", "-s", small_store, "-o", tmp_path / "other", code=1)[1]
