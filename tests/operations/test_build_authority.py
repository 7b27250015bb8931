"""A build that takes an authority in: a pack made of a small dump links the story as an import later would."""

import gzip
import json
from pathlib import Path

import pytest

import kg
from kg.cli.main import main
from kg.graph.store.store import Store
from kg.operations.authorities import import_authority
from kg.operations.build import build

DUMP = {
    "type": "item", "id": "Q900001", "descriptions": [], "aliases": [],
    "labels": {"mul": {"language": "mul", "value": "Mara Lund"}},
    "claims": {
        "P31": [{"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": "Q5"}}}, "rank": "normal"}],
        "P27": [{"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": "Q20"}}}, "rank": "preferred"}],
    },
    "sitelinks": {f"wiki{n}": {} for n in range(20)}, "modified": "2031-05-01T00:00:00Z",
}  # fmt: skip
TEXT = "The Norwegian envoy Mara Lund met Olav Fell in Oslo on Friday. Lund said that the talks would go on."


def lines(path: Path) -> list[str]:
    with Store(path) as store:
        return sorted(str(quad) for quad in store.graph())


@pytest.mark.model
def test_a_pack_links_the_story_whenever_it_comes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dump.json.gz").write_bytes(gzip.compress(f"[\n{json.dumps(DUMP)}\n]\n".encode()))
    pack = tmp_path / "who.jsonl.gz"
    with pytest.raises(SystemExit):
        main(["authority", "build", str(tmp_path / "dump.json.gz"), "-o", str(pack), "-q"])
    assert capsys.readouterr().out == f"1 entry and 0 offices of dump.json.gz, of 2031-05-01 → {pack}\n"
    (tmp_path / "a.txt").write_text(f"---\ndate: 2031-05-04\npublisher: The North\n---\n{TEXT}\n")
    with kg.build(tmp_path / "a.txt", store=tmp_path / "s", authority=pack) as story:
        found = story.query("SELECT ?link { ?e skos:prefLabel 'Mara Lund' ; schema:sameAs ?link }")
        assert [str(link) for (link,) in found] == ["http://www.wikidata.org/entity/Q900001"]
    build([tmp_path / "a.txt"], tmp_path / "later")
    import_authority(tmp_path / "later", pack)
    assert lines(tmp_path / "later") == lines(tmp_path / "s")
    with Store(tmp_path / "s") as store:
        assert [entry.what for entry in store.record.entries()] == ["authority", "build"]
