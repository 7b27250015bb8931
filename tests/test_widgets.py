"""Widgets of notebooks, without a notebook: what their controls say is what they show."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import kg
from kg.errors import Code, KgError
from kg.widgets import browse, review

pytest.importorskip("ipywidgets")
# ipywidgets still speaks of a kernel that is not there
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def test_browsing_filters_by_who_and_words(small_store: Path) -> None:
    with kg.open(small_store) as story:
        made = browse(story)
        controls, out = made.children
        who, where, became, words = controls.children
        assert "met Ode Fell in Oslo" in out.value
        assert "Mara Lund" in who.options and "Oslo" in where.options and "happened" in became.options
        where.value = "Oslo"
        words.value = "nothing like it"
        assert "0 happenings" in out.value
        words.value = ""
        assert "Oslo" in out.value and "<script" not in out.value


@pytest.mark.model
def test_reviewing_judges_and_takes_back(corpus_copy: Path) -> None:
    with kg.open(corpus_copy) as story:
        asked, answers = (made := review(story, by="me", number=3)).children
        first = asked.value
        answers.children[0].click()
        assert asked.value != first and len(story.judgements()) == 1
        next(b for b in answers.children if b.description == "Undo").click()
        assert asked.value == first and story.judgements()[0].retracted
        for _ in range(3):
            next(b for b in answers.children if b.description == "Later").click()
        assert "Nothing is doubtful any more" in asked.value and made.children


def test_without_ipywidgets_one_sentence_says_so(small_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with kg.open(small_store) as story, pytest.raises(KgError) as caught:
        browse(story)
    assert caught.value.code is Code.NO_WIDGETS
