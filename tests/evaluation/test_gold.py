"""Gold files: what is read, and what is told of bad lines."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.evaluation.gold import read_gold
from kg.evaluation.scope import Scope
from tests.evaluation.samples import FIRST, gold, write

DOCS = Path(__file__).parents[2] / "docs"


def test_reads_all_keys(tmp_path: Path) -> None:
    one, two = read_gold(write(tmp_path / "gold.jsonl", gold()))
    assert (one.id, one.cross, one.date, one.scored) == ("one/1", True, "2024-05-04", ((0, len(FIRST)),))
    assert one.mentions and [FIRST[slice(*m.span)] for m in one.mentions][:2] == ["Marta Kovac", "Slovenia"]
    assert one.mentions[-1].head and FIRST[slice(*one.mentions[-1].head)] == "minister"
    assert one.links and one.links[1].ids == {"wikidata": frozenset({"Q215", "Q999999"}), "geonames": frozenset()}
    assert two.arguments is None and two.quotes is None and two.scored == ((0, len(two.text)),)
    assert two.links and two.links[0].by_context


def test_bad_lines_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = gold()
    bad = [
        "{",
        "[]",
        '{"id": "x"}',
        '{"id": "x", "text": 1}',
        '{"id": "x", "text": "short", "mentions": [{"begin": 0, "end": 99}]}',
        '{"id": "x", "text": "short", "mentions": [{"begin": 0}]}',
        '{"id": "x", "text": "short", "arguments": [{"event": [1], "filler": [0, 1]}]}',
        '{"id": "x", "text": "short", "times": 3}',
        json.dumps(rows[0]),
    ]
    path = tmp_path / "gold.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf8") as out:
        out.write("\n".join([json.dumps(rows[0]), *bad, "", json.dumps(rows[1])]))
    errors: list[KgError] = []
    assert [a.id for a in read_gold(path, on_error=errors.append)] == ["one/1", "one 2"]
    assert [e.fields["line"] for e in errors] == list(range(2, 11))
    assert {e.code.number for e in errors} == {"KG070"}
    assert "'text' is missing" in str(errors[2]) and "came before" in str(errors[-1])
    with pytest.raises(KgError, match="KG070"):
        list(read_gold(path))


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="KG002"):
        list(read_gold(tmp_path / "none.jsonl"))


def test_scope_knows_what_was_looked_for(tmp_path: Path) -> None:
    rows = gold()
    rows[0]["annotated"] = {"classes": ["group"], "relations": ["schema:memberOf"]}
    scope = Scope(read_gold(write(tmp_path / "gold.jsonl", rows)))
    assert scope.classes == {"person", "place", "group"} and scope.kinds == {"named", "nominal", "pronoun"}
    assert scope.relations == {"worksfor", "memberof"} and scope.has_roles
    assert scope.asks("named", "group") and scope.asks("named", None) and not scope.asks("named", "thing")


def test_the_documented_example_is_right(tmp_path: Path) -> None:
    """Its offsets name the words that it speaks of."""
    text = (DOCS / "evaluation-format.md").read_text("utf8")
    found = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    assert found
    (one,) = read_gold(write(tmp_path / "gold.jsonl", [json.loads(found[1])]))
    assert one.mentions and one.events and one.arguments and one.times and one.links and one.quotes and one.relations

    def words(*spans: tuple[int, int] | None) -> list[str]:
        return [one.text[slice(*span)] for span in spans if span]

    assert words(*(m.span for m in one.mentions)) == ["Marta Kovac", "the finance minister"]
    assert words(one.mentions[1].head, one.events[0].span, one.times[0].span) == ["minister", "met", "Friday"]
    quote = one.quotes[0]
    assert words(one.links[0].span, *quote.source, *quote.cue, *quote.content) == ["Cairo", "she", "said", "We agreed"]
    assert one.scored == ((0, len(one.text)),)
