"""Our figures agree with those of the reference scorer, where it is at hand."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.evaluation.coreference import best_assignment
from kg.evaluation.running import evaluate
from kg.evaluation.timelines import score_timelines
from kg.exchange.rdf import export_rdf
from kg.graph.store.store import Store
from tests.evaluation.samples import gold, write

BENCH = Path(__file__).parents[3] / "shared" / "bench"
TOOLS = BENCH / "tools"

pytestmark = pytest.mark.skipif(not TOOLS.is_dir(), reason="the reference scorer is not at hand")


@pytest.fixture(scope="module")
def reference() -> Iterator[ModuleType]:
    """The reference scorer. Where scipy is missing it assigns clusters greedily: there it is given our assignment."""
    sys.path.insert(0, str(TOOLS))
    try:
        metrics = importlib.import_module("score_metrics")
        patch = pytest.MonkeyPatch()
        try:
            importlib.import_module("scipy.optimize")
        except ImportError:
            patch.setattr(metrics, "assignment", best_assignment)
        yield importlib.import_module("score")
        patch.undo()
    finally:
        sys.path.remove(str(TOOLS))


def agree(reference: ModuleType, path: Path, folder: Path, *, limit: int | None = None) -> dict[str, Any]:
    """Build and score a gold file with both; the rows of the reference scorer."""
    held = frozenset({"Q85", "360630"})
    ours = evaluate(path, limit=limit, jobs=1, keep=folder / "store", authority=held, mistakes=True)
    assert not ours.errors
    with Store(folder / "store") as store:
        export_rdf(store.graph(), folder / "dump.nq")
    theirs = reference.score(path, folder / "dump.nq", limit=limit, authority=held)
    rows: dict[str, Any] = theirs["measures"]
    assert ours.articles == theirs["articles"]
    assert ours.missing_ids == theirs["missing_ids"]
    assert {name for name in ours.rows if "-beside" not in name} == set(rows)
    for name, row in ours.rows.items():
        if "-beside" in name:  # the same measure on less of the graph: the reference has no such row
            assert row.gold == rows[name.replace("-beside", "")]["gold"]
            assert row.system <= rows[name.replace("-beside", "")]["system"]
            continue
        want = rows[name]
        for field in ("p", "r", "f1", "system", "gold", "right"):
            said = getattr(row, field)
            assert said == (None if want[field] is None else pytest.approx(want[field])), (name, field)
    return rows


@pytest.mark.model
def test_agrees_on_our_own_articles(reference: ModuleType, tmp_path: Path) -> None:
    rows = agree(reference, write(tmp_path / "gold.jsonl", gold()), tmp_path)
    wanted = {"names", "identity/CoNLL", "identity-head/LEA", "triggers", "events-matched/CoNLL", "arguments-role"}
    wanted |= {"times-value", "links-wikidata", "links-wikidata-named", "links-geonames-held", "places-acc@161km"}
    wanted |= {"places-acc-geonames", "quotes-content-tokens", "status-macro", "relations"}
    assert wanted <= rows.keys()
    assert rows["names"]["right"] > 3 and rows["triggers"]["right"] > 3  # it compares figures, not zeros


@pytest.mark.model
def test_agrees_on_one_status_alone_and_without_kinds(reference: ModuleType, tmp_path: Path) -> None:
    rows = gold()
    for row in rows:
        for event in row["events"]:
            if event.get("status") != "denied":
                event.pop("status", None)
        for mention in row["mentions"]:
            del mention["kind"]
        for argument in row.get("arguments", ()):
            del argument["role"]
        row["scored"] = [[0, 120]]
    agree(reference, write(tmp_path / "gold.jsonl", rows), tmp_path)


@pytest.mark.model
@pytest.mark.parametrize(("name", "limit"), [("meantime", 6), ("linking", 2), ("polnear", 2), ("re3d", 4)])
def test_agrees_on_articles_of_others(reference: ModuleType, tmp_path: Path, name: str, limit: int) -> None:
    path = BENCH / name / "gold.jsonl.gz"
    if not path.is_file():
        pytest.skip(f"{name} is not at hand")
    agree(reference, path, tmp_path, limit=limit)


def test_timelines_agree(reference: ModuleType, tmp_path: Path) -> None:
    """A reading that leaves out, redates and reorders."""
    metrics = importlib.import_module("score_metrics")
    texts = {
        "a": "Someone\n1\t2020-01-02\t7-1-met\t8-2-talks\n2\t2020-01\t7-3-left\n2\t2020-01\t7-4-said\n3\t2021\t9-1-won\n"
        "0\tXXXX-XX-XX\t9-2-hopes\n10\t2022\t9-5-died\n",
        "b": "Other\n1\tXXXX-XX-XX\t1-1-a\n2\t1999\t1-2-b\t1-2-b\n",
    }
    said = {
        "a": "Someone\n1\t2020-01-03\t7-1-met\n2\t2020-01\t7-3-left\t9-1-won\n3\t2020-01\t7-4-said\n4\t2022\t9-5-died\n",
    }
    for side, content in (("gold", texts), ("system", said)):
        for name, text in content.items():
            path = tmp_path / side / "corpus" / "gold" / f"{name}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf8")
    for order_only in (False, True):
        ours = score_timelines(tmp_path / "gold", tmp_path / "system", order_only=order_only)
        theirs = metrics.timelines(tmp_path / "gold", tmp_path / "system", order_only)
        assert set(ours) == set(theirs)
        for name, row in ours.items():
            assert (row.p, row.r, row.f1) == pytest.approx(tuple(theirs[name][k] for k in ("p", "r", "f1")))
    assert 0 < ours["timelines"].f1 < 1


