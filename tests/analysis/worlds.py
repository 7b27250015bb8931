"""A made-up story whose shape is known: two circles joined by one woman, a hub, a denied meeting, copies of one report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from views import stories
from views.stories import World, entity_iri

NAMES = {
    "anna": "Anna Moor", "bo": "Bo Quist", "cleo": "Cleo Dahl", "dag": "Dag Sund", "eva": "Eva Lie", "finn": "Finn Tor",
    "gro": "Gro Vik", "hal": "Hal Nor",
}  # fmt: skip


def circles() -> World:
    """anna, bo and cleo meet one another, and so do dag, eva and finn; cleo and dag sign one treaty. All have to do with Norland,
    a hub. gro is said to have met anna, who denies it; hal lives apart with his firm.
    """
    w = World()
    for key, name in NAMES.items():
        w.entity(key, "Person", name)
    w.entity("norland", "Place", "Norland")
    w.entity("hamar", "Place", "Hamar")
    w.entity("firm", "Organization", "Hal & Sons")
    number = 0

    def meet(a: str, b: str, *, status: str = "Occurred", kind: str = "Meet", reports: int = 1, copies: int = 0) -> None:
        nonlocal number
        key = f"e{number}"
        w.event(key, kind, f"met: {NAMES.get(a, a)}, {NAMES.get(b, b)}", status=status, first=f"2030-01-{1 + number:02}")
        first = None
        names = [w.entities[end]["label"] for end in (a, b)]
        told = f"{{participant:{a}|{names[0]}}} {{!|met}} {{participant:{b}|{names[1]}}} once."
        for at in range(reports + copies):
            article = w.article(
                f"Report {number}.{at}",
                f"2030-02-{1 + number:02}",
                "The Tide",
                [(key, told)],
                copy_of=first if at >= reports else None,
            )
            first = article if first is None else first
        number += 1

    for a, b in (("anna", "bo"), ("bo", "cleo"), ("anna", "cleo"), ("dag", "eva"), ("eva", "finn"), ("dag", "finn")):
        meet(a, b, reports=2)
    meet("cleo", "dag", kind="SignAgreement", copies=3)
    for who in ("anna", "bo", "finn", "eva"):
        meet(who, "norland")
    meet("gro", "anna", status="Denied")
    held = w.position("hal", "firm", "owner")
    w.article("Who is who", None, None, [(held, "{x:hal|Hal Nor} is the owner of {x:firm|Hal & Sons}.")])
    w.relation("hamar", "schema:containedInPlace", "norland")
    return w


def ask(world: World | None = None) -> Callable[..., Any]:
    return stories.asker((world or circles()).store())


def iri(key: str) -> str:
    return entity_iri(key)
