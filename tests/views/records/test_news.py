# ruff: noqa: E501 - sentences stay on one line
"""What some articles brought: new, moved, kept, called off, denied, contradicted; copies bring nothing."""

from __future__ import annotations

import pytest

from kg.views.records.news import News, news

from .. import stories
from .test_records import asker

MET = "{agent:mara|Mara Lund} {!|met} {recipient:tomas|Tomas Verhoeven} in {place:tallinn|Tallinn}"


def story() -> tuple[stories.World, list[int]]:
    w = stories.World()
    w.entity("mara", "Person", "Mara Lund")
    w.entity("tomas", "Person", "Tomas Verhoeven")
    w.entity("ode", "Person", "Ode Fell")
    w.entity("tallinn", "Place", "Tallinn", at="24.75 59.44")
    w.entity("oslo", "Place", "Oslo", at="10.75 59.91")
    head = w.position("ode", "tallinn", "mayor")
    for key, status in (("old", "Occurred"), ("moved", "Planned"), ("kept", "Occurred"), ("off", "Cancelled"),
                        ("denied", "Occurred"), ("disputed", "Occurred"), ("fresh", "Occurred"), ("plan", "Planned"),
                        ("light", "Occurred")):  # fmt: skip
        weight = 0.1 if key == "light" else 0.9
        who = {"fresh": "Ode Fell meets Mara Lund", "plan": "Fell to meet Lund"}.get(key, "Lund meets Verhoeven")
        w.event(key, "Meet", f"{who} ({key})", status=status, weight=weight)
    old = w.article("Old", "2031-03-01", "The Harbour Wire", [
        ("old", f"{MET} before, as everybody in the town knew."),
        ("moved", "{agent:mara|Lund} will {!|meet} {recipient:tomas|Verhoeven} on {time:2031-05-01|1 May}."),
        ("kept=Planned", "{agent:mara|Lund} will {!|meet} {recipient:tomas|Verhoeven} in the spring."),
        ("off=Planned", "{agent:mara|Lund} will {!|meet} {recipient:tomas|Verhoeven} in the autumn."),
        ("denied", f"{MET} in secret, a clerk said."),
        ("disputed", f"{MET} at noon, said the clerk."),
    ])  # fmt: skip
    copy = w.article("Copy", "2031-03-02", "North Gazette", [("old", f"{MET} before, as everybody in the town knew.")], copy_of=old)
    new = w.article("New", "2031-03-05", "Ledger & Sail", [
        ("moved", "{agent:mara|Lund} will {!|meet} {recipient:tomas|Verhoeven} on {time:2031-05-09|9 May} instead."),
        ("kept", f"{MET} yesterday, and the two talked for hours."),
        ("off", "{agent:mara|Lund} called off her {!|meeting} with {recipient:tomas|Verhoeven} in the autumn."),
        ("denied=Denied", "{by:tomas|Verhoeven} denied that {agent:mara|Lund} had {!|met} {recipient:tomas|him} in secret."),
        ("disputed", "{agent:mara|Mara Lund} {!|met} {recipient:tomas|Tomas Verhoeven} in {place:oslo|Oslo}."),
        ("fresh", "{agent:ode|Ode Fell} {!|met} {recipient:mara|Mara Lund} in {place:tallinn|Tallinn} on {time:|Tuesday}."),
        ("plan", "{agent:ode|Ode Fell} will {!|meet} {recipient:mara|Mara Lund} again in {place:tallinn|Tallinn} in the summer."),
        ("light", "{agent:mara|Lund} {!|met} a cat in {place:tallinn|Tallinn} on the way home from the talks."),
        (head, "{x:ode|Ode Fell} has been mayor of {x:tallinn|Tallinn} for nine years by now."),
    ])  # fmt: skip
    return w, [copy, new]


@pytest.fixture(scope="module")
def found() -> News:
    w, new = story()
    return news(asker(w.store()), [w.articles[n]["iri"] for n in new], joined={"ode-fell-old": stories.entity_iri("ode")})


def test_what_is_new_and_what_became_of_the_old(found: News) -> None:
    told = {(item.kind, item.title.partition("(")[2].rstrip(")") or item.title, item.change) for item in found.items}
    assert told == {
        ("happened", "fresh", ""), ("planned", "plan", ""), ("moved", "moved", "from 1 May 2031 to 9 May 2031"),
        ("kept", "kept", "took place"), ("called off", "off", "cancelled"), ("denied", "denied", "denied by Tomas Verhoeven"),
        ("contradicted", "denied", "status: happened; denied by Tomas Verhoeven"),
        ("contradicted", "disputed", "where: Tallinn; Oslo"),
        ("people", "Ode Fell", "in: Fell to meet Lund (plan)"), ("ties", "Ode Fell", "mayor, Tallinn"),
        ("names", "Ode Fell", "ode-fell-old is now Ode Fell"),
    }  # fmt: skip
    assert all(item.cited for item in found.items if item.kind != "names")
    assert found.scope == "2 new articles, 1 of them copied from or retelling what was there"


def test_only_those_who_are_watched() -> None:
    w, new = story()
    query = asker(w.store())
    told = news(query, [w.articles[n]["iri"] for n in new], watched=[stories.entity_iri("oslo")])
    assert [item.kind for item in told.items] == ["contradicted"]
    assert news(query, []).items == []


def test_as_a_page(found: News) -> None:
    assert "Plans moved" in found.html and "from 1 May 2031 to 9 May 2031" in found.html
    assert found.data()["items"][0]["kind"] == "happened"
