"""``kg info`` and ``kg verify``: the head of the record, and whether it holds."""

from pathlib import Path


def test_the_head_is_printed_and_can_be_held_against_the_store(kg, small_store: Path) -> None:
    kg("rename", "Lund", "Lund City", "-s", small_store)
    out, _ = kg("info", "-s", small_store)
    head = next(line.split()[-1] for line in out.splitlines() if line.startswith("head of the record"))
    assert len(head) == 64
    out, _ = kg("verify", "-s", small_store, "--record", "--head", head[:20])
    assert f"All 2 entries of the record hold; its head is {head}\n" in out
    rows = [line.split() for line in out.splitlines() if line[:1].isdigit()]
    assert [row[:-1] for row in rows] == [["1", "build", "2", "0", "0"], ["2", "judgement", "0", "0", "1"]]
    assert rows[1][-1] == head[:12]
    _, err = kg("verify", "-s", small_store, "--head", "f" * 64, code=1)
    assert "[KG145]" in err
