"""Forms of verbs."""

import pytest

from kg.knowledge.inflection import infinitive, present


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("meet", "meets"), ("try", "tries"), ("say", "says"), ("reach", "reaches"), ("go", "goes"), ("be", "is"),
     ("have", "has"), ("step down", "steps down"), ("fix", "fixes")],
)  # fmt: skip
def test_present(lemma: str, form: str) -> None:
    assert present(lemma) == form


def test_several() -> None:
    assert (present("be", plural=True), present("step down", plural=True)) == ("are", "step down")


@pytest.mark.parametrize(
    ("form", "lemma", "right"),
    [("raped", "rap", "rape"), ("rapped", "rap", "rap"), ("wiretapped", "wiretappe", "wiretap"), ("called", "call", "call"),
     ("voted", "vote", "vote"), ("fixed", "fix", "fix"), ("met", "meet", "meet"), ("passed", "pass", "pass")],
)  # fmt: skip
def test_lemmas_that_cannot_be(form: str, lemma: str, right: str) -> None:
    assert infinitive(form, lemma) == right
