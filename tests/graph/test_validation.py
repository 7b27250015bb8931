from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.samples import IRIS, article, reading
from kg.graph.validation import PIECE, load, pieces, validate
from kg.graph.writing.evidence import evidence_quads

FIXTURES = Path(__file__).parent / "fixtures"


def fixture(path: Path) -> ox.Store:
    store = ox.Store()
    store.load(path=str(path), format=ox.RdfFormat.TRIG)
    return store


@pytest.mark.parametrize("path", sorted((FIXTURES / "valid").iterdir()), ids=lambda path: path.stem)
def test_what_is_right_passes(path: Path) -> None:
    assert validate(fixture(path)) == []


@pytest.mark.parametrize("path", sorted((FIXTURES / "invalid").iterdir()), ids=lambda path: path.stem)
def test_what_is_wrong_is_found(path: Path) -> None:
    expected = path.read_text("utf8").splitlines()[0].lstrip("# ")
    found = [violation.message for violation in validate(fixture(path))]
    assert any(expected in message for message in found), found


def test_a_violation_says_where() -> None:
    found = validate(fixture(FIXTURES / "invalid" / "claim-of-two-statuses.trig"))
    assert len(found) == 1
    assert found[0].focus == "https://kg.example/id/claim/a1/e10-13"
    assert found[0].path == "kg:status"
    assert found[0].chunk == "https://kg.example/id/article/a1"


def test_a_reading_makes_a_valid_graph() -> None:
    assert validate(evidence_quads(article(), reading(), IRIS), references=False) == []


def test_articles_stay_whole_and_nothing_is_left_out() -> None:
    lines = []
    for number in range(40):
        one = article(url=f"urn:test:{number}")
        lines += evidence_quads(one, reading(), IRIS)
    lines += [f"<urn:s{n}> <urn:p> <urn:o> <https://kg.example/ns#story> ." for n in range(PIECE + 10)]
    store = load(lines)
    cut = list(pieces(store))
    assert len(cut) > 2
    seen: dict[str, int] = {}
    for number, piece in enumerate(cut):
        for name in piece:
            if "/article/" in name:
                assert seen.setdefault(name, number) == number
    assert sum(len(quads) for piece in cut for quads in piece.values()) == len(store)


def test_spans_are_judged_where_the_article_describes_them() -> None:
    one = article(url="urn:test:1")
    lines = list(evidence_quads(one, reading(), IRIS))
    span = f"{IRIS.article(one.key)}#char=0,4"
    story = "<https://kg.example/ns#story> ."
    filling = [f"<urn:s{n}> <urn:p> <urn:o> <{IRIS.article(one.key)}> ." for n in range(PIECE)]
    cites = f"<urn:tie> <https://kg.example/ns#evidence> <{span}> {story}"
    names = f"<{span}> <http://groundedannotationframework.org/gaf#denotes> <https://kg.example/id/entity/e> {story}"
    found = validate([*lines, *filling, cites, names], references=False)
    assert [violation for violation in found if violation.focus == span] == []
