"""Quality: all development sets by ``kg.evaluation``, beside plain spaCy, published figures and aims (aims.tsv)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import linking, pairs, plover, re3d, timelines
from benchmarks.baseline import graph_of
from benchmarks.data import BENCH, present
from kg.evaluation.document import documents
from kg.evaluation.facts import Facts
from kg.evaluation.gold import read_gold
from kg.evaluation.measures import MEASURES
from kg.evaluation.running import Evaluation, evaluate, score
from kg.evaluation.scope import Scope
from kg.evaluation.scores import Row, Rows, row_of
from kg.graph.store.store import Store
from kg.reading.pipeline import bare

SETS = (
    "names",
    "plover",
    "timeset",
    "meantime",
    "timelines",
    "re3d",
    "newswcl50",
    "linking",
    "polnear",
    "geoparsing",
    "worldwide_newswire",
    "tempeval3",
    "ecbplus",
)
"""Small ones first."""

DOCUMENT = Path(__file__).parents[1] / "docs" / "evaluation.md"
FIGURES = Path(__file__).parents[1] / "out" / "evaluation.json"
"""Every row of the last runs, ours and plain spaCy's, by set: what the document's table is made from."""

BEGIN, END = "<!-- figures: written by `make evaluation` -->", "<!-- end of figures -->"
POOLED = ("meantime", "ecbplus", "tempeval3")


@dataclass(frozen=True, slots=True)
class Aim:
    """One line of aims.tsv: which row of which set, which of its figures, what it is, what others reach, what we aim at."""

    set: str
    row: str
    figure: str
    what: str
    published: str
    aim: str


def aims() -> list[Aim]:
    """All lines of aims.tsv."""
    lines = Path(__file__).with_name("aims.tsv").read_text("utf8").splitlines()
    return [Aim(*(line.split("\t") + [""] * 6)[:6]) for line in lines if line and not line.startswith("#")]


def run(
    names: list[str] | None = None,
    *,
    limit: int | None = None,
    keep: str | None = None,
    jobs: int | None = None,
    write: bool = False,
) -> None:
    """Measure, print the table, and keep all rows in ``out/evaluation.json``.

    Args:
        names: sets; all by default.
        limit: articles of each set; figures of a part are shown, not written.
        keep: folder for the stores of the sets.
        jobs: processes that read.
        write: put the table into docs/evaluation.md.
    """
    if not present():
        return
    known: dict[str, dict[str, Rows]] = _load() if limit is None else {}
    for name in names or SETS:
        with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
            store = Path(keep or folder) / name
            try:
                known |= measure(name, store, limit, jobs)
            except Exception as error:  # one set must not cost the figures of the others
                print(f"{name}: not measured: {type(error).__name__}: {error}")
                continue
        print(f"{name}: measured")
        if limit is None:
            _save(known)
    table = "\n".join(lines(known))
    print(table)
    if write and limit is None:
        text = DOCUMENT.read_text("utf8")
        before, rest = text.split(BEGIN, 1)
        old, after = rest.split(END, 1)
        table = "\n".join(lines(known, old.splitlines()))
        DOCUMENT.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", encoding="utf8")
        print(f"written to {DOCUMENT}")


def measure(name: str, store: Path, limit: int | None, jobs: int | None) -> dict[str, dict[str, Rows]]:
    """Rows of one set, and of its parts where they are told apart: set → ours and plain spaCy's."""
    if name == "names":
        return {name: {"ours": pairs.score(BENCH / "names" / "pairs.csv"), "plain": {}}}
    if name == "timelines":
        return {name: {"ours": timelines.score(store, jobs=jobs), "plain": {}}}
    gold = BENCH / name / "gold.jsonl.gz"
    ours = evaluate(gold, limit=limit, jobs=jobs, keep=store)
    every = list(read_gold(gold))
    articles = every[:limit]
    plain = Evaluation()
    facts = Facts(graph_of(articles, bare()))
    score(documents(articles, facts), Scope(every), list(MEASURES), plain)
    found = {name: {"ours": ours.rows, "plain": plain.rows}}
    with Store(store) as opened:
        graph = opened.graph()
        if name == "plover":
            found[name]["ours"] |= plover.score(gold, articles, Facts(graph))
            found[name]["plain"] |= plover.baseline(gold, articles)
        if name == "linking":
            found[name]["ours"] |= linking.score(gold, articles, Facts(graph))
        if name == "re3d":
            found[name]["ours"] |= re3d.score(articles, Facts(graph))
        if name == "geoparsing":
            found |= _parts(gold, articles, Scope(every), Facts(graph))
    return found


def _parts(gold: Path, articles: list, scope: Scope, facts: Facts) -> dict[str, dict[str, Rows]]:  # type: ignore[type-arg]
    """Figures of TR-News and LGL apart; the line's "set" names the part."""
    part_of = plover.field(gold, "set")
    found = {}
    for part in sorted({part for part in part_of.values() if part}):
        chosen = [a for a in articles if part_of.get(a.id) == part]
        result = Evaluation()
        score(documents(chosen, facts), scope, ["places"], result)
        found[f"geoparsing {part}"] = {"ours": result.rows, "plain": {}}
    return found


def lines(known: dict[str, dict[str, Rows]], old: Sequence[str] = ()) -> list[str]:
    """The table, as Markdown.

    Args:
        known: rows, ours and plain spaCy's, by set.
        old: lines of a table that is there: they stay for what is not known now.
    """
    kept = {tuple(line.split("|")[1:3]): line for line in old if line.startswith("|")}
    for sides in known.values():
        for rows in sides.values():
            _mention_recall(rows)
    pooled: dict[str, Rows] = {side: _pooled(known, side) for side in ("ours", "plain")}
    known = {**known, "pooled": pooled}
    out = ["| set | measure | ours | plain spaCy | published | aim |", "|---|---|---:|---:|---|---:|"]
    for aim in aims():
        sides = next((rows for name, rows in known.items() if name.lower() == aim.set.lower()), None)
        row = (sides or {}).get("ours", {}).get(aim.row)
        what = f"{aim.what} ({aim.figure.upper()})" if aim.figure in "pr" else aim.what
        if row is None:
            out += [kept[key] for key in [(f" {aim.set} ", f" {what} ")] if key in kept]
            continue
        other = (sides or {}).get("plain", {}).get(aim.row)
        silent = other is not None and other.right == 0  # it has nothing of the kind: no figure to stand beside ours
        shown = [_shown(x, aim.figure) for x in (row, None if silent else other)]
        reached = " ✓" if aim.aim and shown[0] and float(shown[0]) >= float(aim.aim) else ""
        out.append(f"| {aim.set} | {what} | {shown[0]}{reached} | {shown[1]} | {aim.published} | {aim.aim} |")
    return out


def _mention_recall(rows: Rows) -> None:
    """Of the gold's mentions those that both have: what figures on such mentions are to be read beside."""
    every, both = rows.get("identity/B3"), rows.get("identity-matched/B3")
    if every and both:
        rows["mention recall"] = row_of(both.gold, every.system, every.gold)


def _shown(row: Row | None, figure: str) -> str:
    if row is None or not row.gold:
        return ""
    value = getattr(row, figure)
    return f"{value:.3f}".lstrip("0") if value < 1 else f"{value:g}"


def _pooled(known: dict[str, dict[str, Rows]], side: str) -> Rows:
    rows = [
        known[name][side]["status/denied"] for name in POOLED if "status/denied" in known.get(name, {}).get(side, {})
    ]
    if not rows:
        return {}
    right, said, meant = (sum(getattr(r, part) or 0 for r in rows) for part in ("right", "system", "gold"))
    return {"status/denied": row_of(right, said, meant)}


def _load() -> dict[str, dict[str, Rows]]:
    if not FIGURES.is_file():
        return {}
    content = json.loads(FIGURES.read_text("utf8"))
    return {
        name: {side: {row: Row(*values) for row, values in rows.items()} for side, rows in sides.items()}
        for name, sides in content.items()
    }


def _save(known: dict[str, dict[str, Rows]]) -> None:
    FIGURES.parent.mkdir(exist_ok=True)
    content = {
        name: {
            side: {row: [r.p, r.r, r.f1, r.right, r.system, r.gold] for row, r in rows.items()}
            for side, rows in sides.items()
        }
        for name, sides in known.items()
    }
    FIGURES.write_text(json.dumps(content, indent=0), encoding="utf8")
