"""``kg path``, ``central``, ``bridges``, ``communities``, ``together`` on a small store made by hand."""

import csv
import io
import json
from pathlib import Path

import pytest


def test_path(kg, small_store: Path, tmp_path: Path) -> None:
    out, err = kg("path", "Lund", "Fell", "-s", small_store, "--paths", 1)
    assert (out.splitlines(), err) == (
        [
            "1. Mara Lund – Ode Fell",
            "   Mara Lund → Ode Fell",
            "     Mara Lund and Ode Fell meet in Oslo (happened; 3 May 2025; 2 articles of 2 origins)",
            "       Mara Lund, envoy of Brisk Oil, met Ode Fell in Oslo on 3 May.",
            "       — A meeting, The North, 2025-06-01",
        ],
        "",
    )
    out, _ = kg("path", "Fell", "Brisk Oil", "-s", small_store, "--format", "csv")
    assert [(row["from"], row["to"]) for row in csv.DictReader(io.StringIO(out))][-1][1] == "Brisk Oil"
    out, _ = kg("path", "Lund", "Fell", "-s", small_store, "-o", tmp_path / "p.html")
    assert out.endswith(f"→ {tmp_path / 'p.html'}\n") and "Mara Lund" in (tmp_path / "p.html").read_text("utf8")
    out, err = kg("path", "Fell", "Herald", "-s", small_store, "--hops", 1)
    assert out == "" and err.startswith("No path of 1 step or fewer leads from Ode Fell to ")
    assert err.splitlines()[1].startswith("2 articles name both: kg query naming-both -s STORE --set one=")
    _, err = kg("path", "Lund", "Mara Lund", "-s", small_store, code=1)
    assert "are names of one entity" in err
    _, err = kg("path", "Lund", "Ode Feel", "-s", small_store, code=1)
    assert "did you mean Ode Fell (person" in err


def test_central(kg, small_store: Path) -> None:
    out, _ = kg("central", "-s", small_store, "--by", "degree", "--format", "json")
    rows = [{k: x["value"] for k, x in b.items()} for b in json.loads(out)["results"]["bindings"]]
    assert rows[0]["name"] == "Mara Lund" and int(rows[0]["degree"]) >= 2
    out, err = kg("central", "-s", small_store, "--limit", 1, "--class", "Person")
    assert out.splitlines()[0].split() == ["name", "class", "degree", "strength", "betweenness", "pagerank"]
    assert "more row" in err
    kg("central", "-s", small_store, "--by", "fame", code=2)
    _, err = kg("central", "-s", small_store, "--from", "soon", code=1)
    assert "[KG044]" in err


def test_bridges_and_communities(kg, small_store: Path) -> None:
    out, _ = kg("bridges", "-s", small_store, "--least", 1, "--format", "csv")
    assert any(row["kind"] == "link" and "Brisk Oil" in row.values() for row in csv.DictReader(io.StringIO(out)))
    out, err = kg("bridges", "-s", small_store, "--least", 99)
    assert err == "No rows.\n"
    out, _ = kg("communities", "-s", small_store, "--members", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert {row["name"] for row in rows} >= {"Mara Lund", "Ode Fell", "Brisk Oil"}
    assert rows[0]["community"] == 1
    out, _ = kg("communities", "-s", small_store)
    assert out.splitlines()[0].split() == ["community", "size", "who", "inside", "outside"]
    _, err = kg("communities", "-s", small_store, "--resolution", "nan", code=1)
    assert "[KG037]" in err


@pytest.mark.parametrize("where", ["events", "sentences", "articles"])
def test_together(kg, small_store: Path, where: str) -> None:
    out, _ = kg("together", "Fell", "-s", small_store, "--in", where, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["who"] for row in rows} == {"Ode Fell"} and "Mara Lund" in {row["with"] for row in rows}
    lund = next(row for row in rows if row["with"] == "Mara Lund")
    assert (lund[where], lund["origins"]) == ("1" if where == "events" else "2", "2")


def test_their_rows_go_into_a_picture(kg, small_store: Path, tmp_path: Path) -> None:
    out, _ = kg("together", "-s", small_store, "--format", "json")
    (tmp_path / "t.json").write_text(out)
    out, _ = kg("view", tmp_path / "t.json", "-s", small_store, "-o", tmp_path / "t.html")
    assert "edge" in out
