"""Status of events, on the triggers that both have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.evaluation.document import Document
from kg.evaluation.measures.triggers import paired
from kg.evaluation.mistakes import Mistakes
from kg.evaluation.scope import Scope
from kg.evaluation.scores import Row, Rows, Tally, mean, row_of

UNMARKED = "unmarked"


def status(documents: Sequence[Document], _: Scope, mistakes: Mistakes) -> Rows:
    """Rows of each status, of their mean (``status-macro``), ``status-accuracy``, and ``status-raw`` from end to end.

    Where the gold marks one status alone (say, what is denied), an event without it is "unmarked", and so is every
    other status of the system.
    """
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    meant: Counter[str] = Counter()
    raw = Tally()
    marked = {e.status for d in documents for e in d.marked(d.gold.events) if e.status}
    if not marked:
        return {}
    for doc in documents:
        found = paired(doc)
        asked = [i for i, span in enumerate(found.gold) if found.meant[span].status or len(marked) == 1]
        ours = 0
        for i in asked:
            if i not in found.pairs:
                continue
            span = found.gold[i]
            want = found.meant[span].status or UNMARKED
            got = found.said[found.system[found.pairs[i]]].status
            got = UNMARKED if len(marked) == 1 and got not in marked else got
            meant[want] += 1
            said[got or ""] += 1
            right[want] += want == got
            ours += want == got
            if want != got:
                mistakes.note("status", "wrong value", doc.id, doc.text, span, wanted=want, found=got)
        unasked = {j for i, j in found.pairs.items() if i not in asked}
        raw.add(ours, len(found.system) - len(unasked), len(asked))
    rows: dict[str, Row] = {f"status/{c}": row_of(right[c], said[c], meant[c]) for c in sorted(meant)}
    total = sum(meant.values())
    return {
        "status-macro": mean(list(rows.values()), total, total),
        "status-accuracy": row_of(sum(right.values()), total, total),
        **rows,
        "status-raw": raw.row(),
    }
