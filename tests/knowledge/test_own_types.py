"""Files of a user's own types: what they say, and what is wrong with them, in one sentence that names line and remedy."""

from pathlib import Path

import pytest

from kg.errors import KgError
from kg.knowledge import events
from kg.knowledge.own_types import NO_TYPES, active, own_name, using
from kg.knowledge.types_file import digest, read_types, types_of

LINES = """# mine
verb\tBreach\tHarm\tdoxx|break into\t-\tData is stolen.
noun\tBreach\tHarm\tdata breach|ransomware

verb\tCharter\tBuy\tcharter|attack\tobject:=ship|tanker
name\tSupplier\tOrganization\tNorvik Steel|Elms Ltd
"""


def test_what_a_file_says(tmp_path: Path) -> None:
    path = tmp_path / "my.tsv"
    path.write_bytes(b"\xef\xbb\xbf" + LINES.replace("\n", "\r\n").encode())
    found = read_types(path)
    assert found.broader == {"Breach": "Harm", "Charter": "Buy"}
    assert found.events["Breach"].definition == "Data is stolen."
    assert own_name(found.plain["break into", "v"]) == "Breach"
    (condition, kind) = found.senses["breach", "n"][0]
    assert (condition.slot, condition.values, own_name(kind)) == ("mod", frozenset(("data",)), "Breach")
    assert found.class_of("Norvik Steel") == "Organization"
    assert found.class_of("norvik steel") is None
    assert found.keys["Organization", "elms"] == "Supplier"


def test_remarks_and_blanks_change_no_types() -> None:
    tidy = types_of(LINES)
    assert types_of(LINES.replace("# mine\n", "").replace("Norvik Steel|", " Norvik  Steel | ")).text == tidy.text
    assert len(digest(tidy)) == 12
    assert types_of("# nothing\n\n") == NO_TYPES
    assert digest(NO_TYPES) == ""


def test_the_lexicon_asks_for_them_while_they_are_used() -> None:
    mine = types_of(LINES)
    before = events.plain_type("attack", "v"), events.senses("attack", "v")
    with using(mine):
        assert active() is mine
        kind = events.plain_type("break into", "v")
        assert (kind, own_name(str(kind)), own_name(kind)) == ("Harm", "Harm", "Breach")
        assert own_name(events.top_types(kind)[0]) == "Harm"
        assert events.senses("attack", "v")[1:] == before[1]  # theirs first, then ours
        assert events.plain_type("attack", "v") == before[0]
    assert (events.plain_type("attack", "v"), events.senses("attack", "v")) == before
    assert events.plain_type("doxx", "v") is None


@pytest.mark.parametrize(
    "line, why, remedy",
    [
        ("verb\tBreach\tHarm", "3 fields", "write kind, type"),
        ("event\tBreach\tHarm\tdoxx", "'event' is no kind", "verb, noun or name"),
        ("verb\tdata breach\tHarm\tdoxx", "no name of a type", "DataBreach"),
        ("verb\tBreach\tharm\tdoxx", "no event type 'harm'", "Harm"),
        ("verb\tMeet\tConsult\tdoxx", "a type of ours", "something else"),
        ("verb\tClaim\tStatement\tdoxx", "a Statement whatever", "below another"),
        ("verb\tBreach\tHarm\tdoxx|", "a word is empty", "|"),
        ("verb\tBreach\tHarm\t42", "'42' is no word", "dictionaries"),
        ("verb\tBreach\tHarm\tdoxx\tobject", "does not say what stands beside", "object:=server"),
        ("verb\tBreach\tHarm\tdoxx\tobject:ship", "'ship' is not known", "= before them"),
        ("verb\tBreach\tHarm\tdoxx\tobject:~Ship", "'Ship' is not known", "an event type"),
        ("name\tSupplier\tCompany\tElms", "no class 'Company'", "Organization"),
        ("name\tSupplier\tOrganization\tElms\tobject:=x", "nothing beside", "-"),
        ("name\tThing\tThing\tElms", "a class of ours", "something else"),
        ("name\tMeet\tThing\tElms", "an event type already", "something else"),
        ("name\tSupplier\tOrganization\t!!!", "is no name", "articles"),
        ("noun\tBreach\tHarm\tleak\nnoun\tBreach\tCrime\tspill", "below Harm already", "one type alone"),
        ("noun\tBreach\tHarm\tleak\nnoun\tSpill\tDisaster\tleak", "of the type Breach already", "list it once"),
        ("name\tA\tThing\tElms\nname\tB\tThing\tElms", "of the class A already", "list it once"),
    ],
)
def test_a_line_that_is_wrong_is_one_error(line: str, why: str, remedy: str, tmp_path: Path) -> None:
    path = tmp_path / "my.tsv"
    path.write_text("# first\n" + line + "\n", encoding="utf-8")
    with pytest.raises(KgError) as caught:
        read_types(path)
    said = str(caught.value)
    assert said.startswith(f"[KG063] Line {2 + line.count(chr(10))} of {path} is no type of your own: ")
    assert why in said
    assert remedy in said


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "my.tsv"
    path.write_bytes(b"# one\nname\tA\tThing\t\xff\xfe\n")
    with pytest.raises(KgError, match=r"\[KG063\] Line 2 .* not UTF-8"):
        read_types(path)
    with pytest.raises(KgError, match=r"\[KG002\]"):
        read_types(tmp_path / "none.tsv")
