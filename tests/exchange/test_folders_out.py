"""Formats that are folders: a vault of notes, tables for neo4j-admin."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from views import stories

from kg.errors import KgError
from kg.exchange.neo4j import export_neo4j, relationship_type
from kg.exchange.vault import _safe, export_vault


def query(name: str) -> Any:
    return stories.asker(getattr(stories, name)().store())


@pytest.mark.parametrize("name", ["small", "affair", "hostile"])
def test_every_link_of_a_vault_leads_to_a_note(name: str, tmp_path: Path) -> None:
    count = export_vault(query(name), tmp_path / "vault")
    notes = {path.relative_to(tmp_path / "vault").as_posix().removesuffix(".md"): path.read_text("utf8")
             for path in (tmp_path / "vault").rglob("*.md")}  # fmt: skip
    assert len(notes) == count > 0
    assert len({note.casefold() for note in notes}) == count
    for note, text in notes.items():
        assert not re.search(r'[\\:*?"<>|#^\[\]\n]', note) and len(note.encode()) < 255
        _, front, body = text.split("---\n", 2)
        told = yaml.safe_load(front)
        assert told["iri"].startswith(stories.BASE) and told["tags"]
        links = re.findall(r"\[\[([^\[\]|]+)\|[^\[\]|]+\]\]", body)
        assert set(links) <= notes.keys()
        assert body.count("[[") == len(links) or name == "hostile"
        assert "<script" not in body.replace("\\<script", "")
        assert "%%" not in body and "==" not in body


def test_a_note_says_what_it_rests_on(tmp_path: Path) -> None:
    export_vault(query("small"), tmp_path)
    (talks,) = (tmp_path / "Events").glob("2031-03-12*talks*.md")
    text = talks.read_text("utf8")
    assert "> Mara Lindqvist met Tomáš Verhoeven in Tallinn at noon." in text
    assert "Cobalt talks open, The Harbour Wire, 2031-03-13" in text.replace("\\", "")
    assert "- agent: [[People/Mara Lindqvist|Mara Lindqvist]]" in text and "[[Places/Tallinn|Tallinn]]" in text
    mara = (tmp_path / "People" / "Mara Lindqvist.md").read_text("utf8")
    assert f"[[Events/{talks.stem}|" in mara


def test_what_somebody_wrote_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine", "utf8")
    with pytest.raises(KgError, match="KG172"):
        export_vault(query("small"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.md"]


@pytest.mark.parametrize(
    ("label", "name"),
    [("../../etc/passwd", "etc passwd"), ("a/b: c?", "a b c"), ("CON", "CON_"), ("...", "unnamed"), ("[[x]]|#y^", "x y"),
     ("a\u202eb\x00c", "a b c"), ("x" * 300, "x" * 80)],
)  # fmt: skip
def test_safe_names(label: str, name: str) -> None:
    assert _safe(label) == name


def test_names_that_differ_by_case_alone_are_two_files(tmp_path: Path) -> None:
    world = stories.World()
    for key, label in (("one", "Hansa Works"), ("two", "HANSA WORKS")):
        world.entity(key, "Organization", label)
    world.event("deal", "Agree", "deal", first="2031-05-01")
    world.article("Deal", "2031-05-02", "Post", [("deal", "{agent:one|Hansa Works} and {agent:two|HANSA WORKS} {!|agreed}.")])
    export_vault(stories.asker(world.store()), tmp_path)
    assert len({path.name.casefold() for path in (tmp_path / "Organisations").iterdir()}) == 2


@pytest.mark.parametrize("name", ["small", "affair", "hostile"])
def test_neo4j(name: str, tmp_path: Path) -> None:
    count = export_neo4j(query(name), tmp_path / "neo4j")
    files = [(tmp_path / "neo4j" / f"{part}.csv").read_text("utf8") for part in ("nodes", "relationships")]
    nodes, edges = (list(csv.DictReader(io.StringIO(text, newline=""))) for text in files)
    assert len(nodes) + len(edges) == count
    ids = [row["iri:ID"] for row in nodes]
    assert len(set(ids)) == len(ids)
    assert {row[end] for row in edges for end in (":START_ID", ":END_ID")} <= set(ids)
    assert all(re.fullmatch(r"[A-Z][A-Z_]*", row[":TYPE"]) for row in edges)
    labels = {row["iri:ID"]: row[":LABEL"] for row in nodes}
    assert {"Event", "Article"} <= set(labels.values()) and any(label.startswith("Entity;") for label in labels.values())
    assert {labels[row[":END_ID"]] for row in edges if row[":TYPE"] == "REPORTED_IN"} == {"Article"}
    for row in nodes + edges:
        assert not re.search("[\x00-\x1f]", "".join(row.values()))
        for day in ("first:date", "last:date"):
            assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row[day])


def test_names_of_relationships() -> None:
    assert [relationship_type(x) for x in ("memberOf", "agent", "part-of it")] == ["MEMBER_OF", "AGENT", "PART_OF_IT"]
