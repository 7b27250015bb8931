"""What of the graph tells of re3d's relations."""

import pytest

from benchmarks import quality, re3d


def test_symmetric_ties_have_one_order() -> None:
    assert re3d.ordered(((9, 12), (0, 3), "commwith")) == ((0, 3), (9, 12), "commwith")
    assert re3d.ordered(((9, 12), (0, 3), "belongsto")) == ((9, 12), (0, 3), "belongsto")


@pytest.mark.parametrize(
    ("kind", "reverse", "right"),
    [("colocated", False, True), ("colocated", True, True), ("belongsto", False, True), ("belongsto", True, False)],
)
def test_ties_that_overlap(kind: str, reverse: bool, right: bool) -> None:
    a, b = ((0, 4), (10, 14), kind), ((1, 4), (10, 20), kind)
    if reverse:
        b = (b[1], b[0], kind)
    assert (re3d.alike(a, b) > 0) is right
    assert re3d.alike(a, (*b[:2], "issynonymof")) == 0.0


def test_the_table_keeps_what_is_not_measured_again() -> None:
    old = ["| set | measure | ours |", "| re3d | relations, whatever their type | .015 |  |  |  |", "| other | gone | .1 |"]
    shown = quality.lines({}, old)
    assert old[1] in shown
    assert old[2] not in shown
