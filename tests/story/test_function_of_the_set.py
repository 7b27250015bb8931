"""The story is a function of the set of readings: order, batches, removal and replacement leave no trace."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.articles.copies import sketch
from kg.graph.store import store as graph_store
from kg.story.entities import resolution as entity_resolution
from kg.story.events import claims as tellings
from kg.story.events import resolution as event_resolution
from story.readings import Small, marked, person

PEOPLE = [
    ("Arvid Dorvang", {"gender": "m", "titles": ("finance minister",)}),
    ("Dorvang", {"gender": "m"}),
    ("Berta Dorvang", {"gender": "f"}),
    ("Dorvang", {"gender": "f", "titles": ("minister",)}),
    ("John Smith", {"titles": ("striker",)}),
    ("John Smith", {"titles": ("minister",)}),
    ("John Smith", {}),
    ("Smith", {}),
    ("Kirill Dmitriev", {}),
    ("Kirill Dimitriyeff", {}),
    ("Dimitriev", {}),
]
OTHERS = [
    ("Harbour Guard Union", {"cls": "Organization"}),
    ("HGU", {"cls": "Organization"}),
    ("Dorvang", {"cls": "Organization"}),
    ("Russian Supreme Court", {"cls": "Organization"}),
    ("Supreme Court", {"cls": "Organization"}),
    ("Supreme Court of Chile", {"cls": "Organization"}),
    ("Riyadh", {"cls": "Place", "link": True}),
    ("Riyadh", {"cls": "Place"}),
    ("Russians", {"cls": "Group"}),
    ("Moscow", {"cls": "Place", "link": True}),
]


@st.composite
def articles(draw: st.DrawFn):
    """Up to eight articles, some on the same people on the same days, some copies of others."""
    found = []
    for number in range(draw(st.integers(1, 8))):
        (one, a), (two, b) = draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(PEOPLE))
        three, c = draw(st.sampled_from(OTHERS))
        fillers = {"agent": "a", "participant": "b", "place": "c" if c["cls"] == "Place" else ""}
        told = {
            **fillers,
            "date": f"2025-04-0{draw(st.integers(1, 2))}",
            "status": draw(st.sampled_from(["Occurred", "Planned"])),
        }
        watched = draw(st.sampled_from(["police", "the police", "a crowd", "two police"]))
        text = f"{{{one}:a}} [met:e] {{{two}:b}} and {{{three}:c}}; {{{one}:a}} went home, {{{watched}:d}} by {{their:d}} side."
        made = marked(
            text,
            {"a": a, "b": b, "c": c, "d": {"cls": "Group", "plural": True, "head_lemma": watched.rsplit(maxsplit=1)[-1]}},
            {"e": told},
            positions=[("a", "envoy", "c" if c["cls"] == "Organization" else None)],
            url=f"urn:test:{number}",
            published=draw(st.sampled_from([None, "2025-04-01", "2025-04-02"])),
            publisher=draw(st.sampled_from(["The North", "The South"])),
        )
        found.append(made)
    return found


_count = itertools.count()


@given(found=articles(), data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_order_batches_removal_and_replacement(tmp_path_factory: pytest.TempPathFactory, found, data):
    folder = tmp_path_factory.getbasetemp() / f"set{next(_count)}"
    at_once = Small(folder / "a", found)
    wanted = at_once.lines()

    other = Small(folder / "b")
    waiting = data.draw(st.permutations(found))
    while waiting:
        size = data.draw(st.integers(1, len(waiting)))
        other.put(waiting[:size])
        waiting = waiting[size:]
    assert other.lines() == wanted

    gone = data.draw(st.lists(st.sampled_from(found), unique_by=lambda f: f[0].key))
    for article, _ in gone:
        other.remove(article)
    fewer = Small(folder / "c", [f for f in found if f not in gone])
    assert other.lines() == fewer.lines()

    # an earlier version of an article comes first and gives way
    earlier = [(replace(article, published=None, text=article.text + " "), reading) for article, reading in gone]
    other.put(earlier)
    other.put([f for f in gone if f[0].published])
    other.put(found)
    late = {f[0].key for f in gone if not f[0].published}
    if not late:
        assert other.lines() == wanted
    other.store.rebuild()
    again = other.lines()
    if not late:
        assert again == wanted
    for small in (at_once, other, fewer):
        small.store.close()
    shutil.rmtree(folder)


@given(found=articles(), size=st.integers(1, 3))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_how_much_is_held_in_memory_changes_nothing(tmp_path_factory: pytest.TempPathFactory, found, size):
    folder = tmp_path_factory.getbasetemp() / f"set{next(_count)}"
    wanted = Small(folder / "a", found)
    with pytest.MonkeyPatch.context() as patch:
        for module, name in (
            (graph_store, "BATCH"),
            (entity_resolution, "AT_ONCE"),
            (event_resolution, "KEPT"),
            (event_resolution, "NEAR_KEPT"),
            (tellings, "KEPT"),
        ):
            patch.setattr(module, name, size)
        frugal = Small(folder / "b", found)
    assert frugal.lines() == wanted.lines()
    for small in (wanted, frugal):
        small.store.close()
    shutil.rmtree(folder)


@given(found=articles(), data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_store_that_does_not_hold_what_is_told_of_events_goes_on(tmp_path_factory: pytest.TempPathFactory, found, data):
    """As those of former versions do not."""
    folder = tmp_path_factory.getbasetemp() / f"set{next(_count)}"
    wanted = Small(folder / "a", found)
    size = data.draw(st.integers(0, len(found)))
    older = Small(folder / "b", found[:size])
    older.store.database.connection.execute("DELETE FROM story_telling")
    older.put(found[size:])
    assert older.lines() == wanted.lines()
    for small in (wanted, older):
        small.store.close()
    shutil.rmtree(folder)


def test_progress_is_told_to_the_end(tmp_path):
    small = Small(tmp_path / "store")
    for number in range(3):
        article, reading = person("Anna Berg", number)
        small.store.database.put(article, reading, run="r1", sketch=sketch(article).to_bytes())
    told: list[tuple[int, int]] = []
    small.store.resolve(lambda done, total: told.append((done, total)), show=False)
    assert told == sorted(told)
    assert {total for _, total in told} == {3}
    assert told[-1] == (3, 3)
    assert told[0][0] == 0
    small.store.close()
