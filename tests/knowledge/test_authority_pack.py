"""Packs: made of a dump in one pass, the same bytes each time, with hash and day of the dump; read back as they were."""

import bz2
import gzip
import hashlib
import json
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.knowledge.authority import read_authority
from kg.knowledge.authority_entry import Entry, Label
from kg.knowledge.authority_pack import build_pack, pack_header


def statement(value: object, rank: str = "normal") -> dict:
    return {"mainsnak": {"snaktype": "value", "datavalue": {"value": value}}, "rank": rank}


def item(identity: str, kind: str, labels: dict[str, str], wikis: int = 12, **claims: list) -> dict:
    """An item as a dump has it, made up."""
    return {
        "type": "item", "id": identity, "labels": {c: {"language": c, "value": n} for c, n in labels.items()},
        "descriptions": {"en-gb": {"language": "en-gb", "value": "somebody made up"}}, "aliases": [],
        "claims": {"P31": [statement({"id": kind})], **claims},
        "sitelinks": {f"wiki{n}": {} for n in range(wikis)}, "modified": f"2031-05-{len(identity):02}T01:02:03Z",
    }  # fmt: skip


OFFICES = [statement({"id": "Q901"}), statement({"id": "Q902"}, "preferred"), statement({"id": "Q903"}, "deprecated")]
BORN = [
    statement({"time": "+1971-00-00T00:00:00Z", "precision": 9}),
    statement({"time": "+1970-05-02T00:00:00Z", "precision": 11}, "preferred"),
]
ITEMS = [
    item("Q900001", "Q5", {"mul": "Mara Lund", "en-gb": "Mara H. Lund", "ru": "Мара Лунд"}, P39=OFFICES, P569=BORN),
    item("Q900002", "Q5", {"en": "Olav Fell"}, wikis=3),
    item("Q900003", "Q4830453", {"en-gb": "Brisk Oil"}),
    item("Q901", "Q294414", {"en": "Mayor of Lund"}),
    item("Q902", "Q294414", {"en": "Envoy of Lund"}),
    item("Q903", "Q294414", {"en": "King of Lund"}),
]


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "latest.json.bz2"
    lines = ",\n".join(json.dumps(one) for one in ITEMS)
    path.write_bytes(bz2.compress(f"[\n{lines},\n{{broken\n]\n".encode()))
    return path


def test_what_a_pack_holds(dump: Path, tmp_path: Path) -> None:
    errors: list[KgError] = []
    pack = tmp_path / "who.jsonl.gz"
    header = build_pack(dump, pack, prior=10, on_error=errors.append)
    assert (header.entries, header.labels, header.date, header.source) == (2, 2, "2031-05-07", "latest.json.bz2")
    assert header.sha256 == hashlib.sha256(dump.read_bytes()).hexdigest()
    assert pack_header(pack) == header
    assert len(errors) == 1
    assert "line 8" in str(errors[0])
    mara, brisk, *labels = read_authority(pack)
    assert isinstance(mara, Entry)
    assert isinstance(brisk, Entry)
    assert (mara.name, mara.variants, mara.begin) == ("Mara Lund", ("Mara H. Lund", "Мара Лунд"), "1970-05-02")
    assert (mara.positions, mara.description) == (("Q902", "Q901"), "somebody made up")  # preferred first, deprecated not
    assert (brisk.name, brisk.entity_class) == ("Brisk Oil", "Organization")
    assert labels == [Label("Q901", "Mayor of Lund"), Label("Q902", "Envoy of Lund")]


@pytest.mark.parametrize("suffix", [".json", ".json.gz"])
def test_the_same_dump_gives_the_same_bytes_however_it_is_packed(dump: Path, tmp_path: Path, suffix: str) -> None:
    other = tmp_path / f"latest{suffix}"
    plain = bz2.decompress(dump.read_bytes())
    other.write_bytes(gzip.compress(plain) if suffix.endswith("gz") else plain)
    build_pack(other, tmp_path / "a.jsonl.gz", on_error=lambda error: None)
    first = (tmp_path / "a.jsonl.gz").read_bytes()
    build_pack(other, tmp_path / "a.jsonl.gz", on_error=lambda error: None)
    assert (tmp_path / "a.jsonl.gz").read_bytes() == first
    build_pack(dump, tmp_path / "b.jsonl.gz", on_error=lambda error: None)
    assert [*read_authority(tmp_path / "a.jsonl.gz")] == [*read_authority(tmp_path / "b.jsonl.gz")]


def test_a_pack_that_is_cut_off_or_of_another_format(dump: Path, tmp_path: Path) -> None:
    pack = tmp_path / "who.jsonl.gz"
    build_pack(dump, pack, on_error=lambda error: None)
    lines = gzip.decompress(pack.read_bytes()).splitlines(keepends=True)
    pack.write_bytes(gzip.compress(b"".join(lines[:-1])))
    with pytest.raises(KgError, match="the pack is cut off: it holds 4 entries of 5"):
        list(read_authority(pack))
    pack.write_bytes(gzip.compress(b"".join([lines[0].replace(b"authority 1", b"authority 9"), *lines[1:]])))
    with pytest.raises(KgError, match="no pack of the format"):
        list(read_authority(pack))
    with pytest.raises(KgError, match="no pack of the format"):
        pack_header(pack)
    pack.write_bytes(gzip.compress(b"".join(lines[1:])))
    assert pack_header(pack) is None  # a list of entries is an authority, too
    assert len([*read_authority(pack)]) == 5


def test_what_no_pack_can_be_made_of(dump: Path, tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"KG061.*ends in .jsonl.gz"):
        build_pack(dump, tmp_path / "who.json")
    with pytest.raises(KgError, match=r"KG061.*name of a dump"):
        build_pack(tmp_path / "dump.csv", tmp_path / "who.jsonl.gz")
    with pytest.raises(KgError, match="KG002"):
        build_pack(tmp_path / "none.json", tmp_path / "who.jsonl.gz")
    with pytest.raises(KgError, match=r"KG061.*line 8"):
        build_pack(dump, tmp_path / "who.jsonl.gz")
    with pytest.raises(KgError, match=r"KG061.*no entry of these classes"):
        build_pack(dump, tmp_path / "who.jsonl.gz", classes=["group"], on_error=lambda error: None)
    with pytest.raises(KgError, match="KG045"):
        build_pack(dump, tmp_path / "no" / "who.jsonl.gz", on_error=lambda error: None)
    (tmp_path / "cut.json.bz2").write_bytes(dump.read_bytes()[:-40])
    with pytest.raises(KgError, match="KG002"):
        build_pack(tmp_path / "cut.json.bz2", tmp_path / "who.jsonl.gz", on_error=lambda error: None)
    assert not (tmp_path / "who.jsonl.gz").exists()
