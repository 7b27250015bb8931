"""``kg query … | kg view -``."""

from pathlib import Path

import pytest

MET = "CONSTRUCT { ?a kg:sawInPerson ?b } WHERE { ?e kg:participant ?a, ?b FILTER(STR(?a) < STR(?b)) }"


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_rows_go_into_a_picture(kg, small_store: Path, tmp_path: Path, form: str) -> None:
    answer, _ = kg("query", "co-actors", "-s", small_store, "--format", form, "--iris")
    page = tmp_path / "page.html"
    out, _ = kg("view", "-", "-s", small_store, "-o", page, given=answer)
    assert out == f"3 nodes, 2 edges → {page}\n"
    text = page.read_text("utf8")
    assert "Mara Lund" in text and "met Ode Fell in Oslo" in text


def test_triples_go_into_a_picture(kg, small_store: Path, tmp_path: Path) -> None:
    answer, _ = kg("query", MET, "-s", small_store, "--format", "turtle")
    (tmp_path / "met.ttl").write_text(answer)
    page = tmp_path / "page.html"
    out, err = kg("view", tmp_path / "met.ttl", "-s", small_store, "-o", page)
    assert (out, err) == (f"2 nodes, 1 edge → {page}\n", "")
    assert "saw in person" in page.read_text("utf8")
    _, err = kg("view", tmp_path / "met.ttl", "-o", page)
    assert err == "Without --store the picture has no sentences, and no names but those in the answer.\n"


def test_what_cannot_be_drawn(kg, small_store: Path, tmp_path: Path) -> None:
    for given in ("", "no answer", '{"boolean": true}'):
        _, err = kg("view", "-", "-s", small_store, "-o", tmp_path / "x.html", given=given, code=1)
        assert err.startswith("Error: [KG048] Cannot draw standard input: ")
    _, err = kg("view", tmp_path / "nowhere.ttl", "-o", tmp_path / "x.html", code=1)
    assert "[KG002]" in err
    (tmp_path / "odd.csv").write_bytes(b"a\n\xff\n")
    _, err = kg("view", tmp_path / "odd.csv", "-o", tmp_path / "x.html", code=1)
    assert "it is not UTF-8" in err
    nested = "<urn:s> <urn:p> " + "<<( <urn:s> <urn:p> " * 100_000 + "1" + " )>>" * 100_000 + " ."
    _, err = kg("view", "-", "-o", tmp_path / "x.html", given=nested, code=1)
    assert "it holds triples about triples" in err
    _, err = kg("view", "-o", tmp_path / "x.html", code=2)
    assert "Give --store, or the ANSWER of a query." in err
    _, err = kg("view", "-", "-o", tmp_path / "x.html", "--focus", "Lund", given="a\nurn:x\n", code=2)
    assert "--focus chooses among all that a store holds" in err
