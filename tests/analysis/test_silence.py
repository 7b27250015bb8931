"""Which outlet left out what: silent is only who wrote on the subject after the happening was told."""

from __future__ import annotations

from views import stories

from kg.analysis.silence import silence
from kg.graph.asking.sparql import ask

MET = "{agent:mara|Mara Lund} {!|met} {recipient:tomas|Tomas Verhoeven} in {place:tallinn|Tallinn}."


def test_told_told_otherwise_and_left_out() -> None:
    w = stories.World()
    w.entity("mara", "Person", "Mara Lund")
    w.entity("tomas", "Person", "Tomas Verhoeven")
    w.entity("tallinn", "Place", "Tallinn")
    w.event("met", "Meet", "Lund meets Verhoeven", weight=0.9)
    w.event("light", "Meet", "Lund meets Verhoeven again", weight=0.1)
    both = "{x:mara|Mara Lund} and {x:tomas|Tomas Verhoeven} are old friends."
    for outlet, day, told in (
        ("Teller", "2031-03-02", [("met", MET), ("light", MET)]),
        ("Denier", "2031-03-03", [("met=Denied", "{by:tomas|Verhoeven} denied that he {!|met} {agent:mara|Lund}.")]),
        ("Silent", "2031-03-04", [(None, both)]),
        ("Early", "2031-03-01", [(None, both)]),
        ("Same day", "2031-03-02", [(None, both)]),
        ("Undated", None, [(None, both)]),
        ("Elsewhere", "2031-03-04", [(None, "{x:tallinn|Tallinn} has a new tram.")]),
        ("Nameless", "2031-03-04", [(None, "{x:mara|Lund} has a cat.")]),
    ):
        w.article(f"{outlet} writes", day, outlet, told)
    store = w.store()
    rows = silence(stories.asker(store), lambda text, **values: ask(store, text, values, trusted=True))
    assert [(row.outlet, row.how, row.says) for row in rows] == [
        ("Denier", "told otherwise", "denied by Tomas Verhoeven"), ("Teller", "told", ""), ("Silent", "left out", ""),
    ]  # fmt: skip
    assert rows[-1].articles == ("Silent writes",)
    assert {row.head.title for row in rows} == {"Lund meets Verhoeven"}
