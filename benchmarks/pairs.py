"""Name pairs: do two names belong to one person or organisation? F1 at one fixed threshold."""

from __future__ import annotations

import csv
from pathlib import Path

from kg.evaluation.scores import Rows, row_of
from kg.knowledge.names import SAME, compare_names


def score(path: Path) -> Rows:
    """Row ``pairs``, of a CSV with schema, name1, name2, is_match."""
    right = said = meant = 0
    with path.open(encoding="utf8", newline="") as lines:
        for row in csv.DictReader(lines):
            entity_class = "Person" if row["schema"] == "Person" else "Organization"
            same = compare_names(row["name1"], row["name2"], entity_class).score >= SAME
            match = row["is_match"].strip().lower() == "true"
            right += same and match
            said += same
            meant += match
    return {"pairs": row_of(right, said, meant)}
