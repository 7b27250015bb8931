from kg.graph import vocabulary as v
from kg.graph.asking import words
from kg.graph.asking.readable import text_table
from kg.graph.asking.rows import Rows
from kg.graph.asking.terms import Iri
from kg.graph.untitled import untitled_name
from kg.reading.reading import STATUSES

BASE = "https://kg.example/id/"


class Naming:
    """Names of two nodes."""

    def is_node(self, iri: str) -> bool:
        return iri.startswith(BASE)

    def __call__(self, iris: list[str]) -> dict[str, str]:
        known = {f"{BASE}entity/ana": "Ana Ilić", f"{BASE}event/1": "Ana Ilić opens a mine"}
        return {iri: known[iri] for iri in iris if iri in known}


def rows(*values: tuple[object, ...], columns: tuple[str, ...], labelled: bool = False) -> Rows:
    found = Rows.of_values(columns, values)
    found.naming, found.labelled = Naming(), labelled  # type: ignore[assignment]
    return found


def test_every_status_and_class_has_words() -> None:
    assert set(STATUSES) <= set(words.STATUSES)
    assert set(v.ENTITY_CLASS_IRIS) <= set(words.CLASSES)
    assert words.status("Denied", "Ana Ilić") == "denied by Ana Ilić"
    assert words.status("Occurred", "Ana Ilić") == "happened"
    assert [words.term(iri) for iri in (v.TYPE + "SignAgreement", v.KG + "Occurred", "https://x.example/a")] == [
        "sign agreement", "happened", None,
    ]  # fmt: skip


def test_people_read_labels_and_words_and_never_iris() -> None:
    found = rows(
        (Iri(BASE + "event/1"), Iri(v.KG + "Planned"), "POINT(24.7 59.4)", Iri("https://paper.example/a")),
        (Iri(BASE + "event/2"), None, None, None),
        columns=("event", "status", "where", "url"),
    )
    assert found.write("csv").splitlines() == [
        "event,status,lat,lon,url",
        "Ana Ilić opens a mine,planned,59.4,24.7,https://paper.example/a",
        ",,,,",
    ]
    assert found.write("csv", iris=True).splitlines()[1].startswith(f"{BASE}event/1,https://kg.example/ns#Planned,POINT")
    assert BASE in found.write("json")
    frame = found.to_frame()
    assert frame["lat"].dtype == "float64" and frame["status"].tolist() == ["planned", ""]


def test_a_column_of_iris_goes_where_labels_stand_beside_it() -> None:
    named = rows(("Ana Ilić", Iri(BASE + "entity/ana")), columns=("who", "entity"))
    assert named.cells() == (("who",), [("Ana Ilić",)])
    ready = rows(("a line", Iri(BASE + "claim/9")), columns=("sentence", "claim"), labelled=True)
    assert ready.cells()[0] == ("sentence",)
    alone = rows((Iri(BASE + "claim/9"),), columns=("claim",))
    assert alone.cells()[1] == [(BASE + "claim/9",)]


def test_days_are_days() -> None:
    import datetime

    found = rows((datetime.date(1789, 7, 14), datetime.date(1789, 7, 31)), (None, None), columns=("first", "last"))
    assert found.cells() == (("when",), [("14–31 Jul 1789",), ("",)])
    assert str(found.to_frame()["first"].dtype) == "datetime64[s]"


def test_a_table_fits_120_columns() -> None:
    long = "word " * 80
    table = text_table(("what", "when", "sentence"), [(long, "24 Mar 2025", long), ("a", "", "b")])
    assert max(map(len, table.splitlines())) <= 120
    assert "24 Mar 2025" in table
    many = text_table([f"column{n}" for n in range(12)], [[long] * 12])
    assert max(map(len, many.splitlines())) <= 120


def test_an_untitled_article() -> None:
    assert untitled_name("One two three four five six seven eight", "a/b.txt") == (
        "“One two three four five six seven …” (b.txt)"
    )
