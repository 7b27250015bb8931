"""Every question of corpus/answers.yaml, asked of the built corpus.

Answers are right by the texts. Where the program is wrong the question is an expected failure, with its reason, in
corpus/expected_failures.yaml; one that passes all the same fails here, so that the list stays true.
"""

import json
from pathlib import Path

import pytest
import yaml

from kg.api import Story
from kg.graph.asking.rows import Rows
from kg.graph.vocabulary import KG, TYPE

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
QUESTIONS = yaml.safe_load((CORPUS / "answers.yaml").read_text(encoding="utf-8"))
EXPECTED = yaml.safe_load((CORPUS / "expected_failures.yaml").read_text(encoding="utf-8")) or {}
MOST = 0.25
"""Share of the questions that may be expected failures."""


def parameters():
    for question in QUESTIONS:
        reason = EXPECTED.get(question["id"])
        marks = [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []
        yield pytest.param(question, id=question["id"], marks=marks)


def cell(term: dict) -> str:
    value = term["value"]
    for namespace in (KG, TYPE):
        if term["type"] == "uri" and value.startswith(namespace):
            return value.removeprefix(namespace)
    return value


def found(rows: Rows) -> set[tuple[str, ...]]:
    read = json.loads(rows.write("json"))
    return {
        tuple(cell(row[name]) if name in row else "" for name in read["head"]["vars"])
        for row in read["results"]["bindings"]
    }


@pytest.mark.model
@pytest.mark.parametrize("question", list(parameters()))
def test_answer(question: dict, corpus_story: Story) -> None:
    rows = corpus_story.query(question["sparql"])
    if question["compare"] == "ask":
        assert rows.boolean is question["answer"]
        return
    got, wanted = found(rows), {tuple(row) for row in question["answer"]}
    if question["compare"] == "exact":
        assert sorted(got) == sorted(wanted)
    elif question["compare"] == "contains":
        assert wanted - got == set()
    else:
        assert wanted & got == set()


def test_expected_failures_are_questions_with_reasons() -> None:
    assert EXPECTED.keys() <= {question["id"] for question in QUESTIONS}
    assert all(isinstance(reason, str) and len(reason) > 20 for reason in EXPECTED.values())


def test_expected_failures_are_few() -> None:
    assert len(EXPECTED) <= MOST * len(QUESTIONS)


def main() -> None:
    """Build the corpus, ask every question, and print those that are not answered rightly: ``python tests/test_corpus.py``."""
    import tempfile

    from kg.operations.build import build

    with tempfile.TemporaryDirectory() as folder:
        build([CORPUS / "articles"], Path(folder) / "store")
        with Story(Path(folder) / "store") as story:
            for question in QUESTIONS:
                try:
                    test_answer(question, story)
                    if question["id"] in EXPECTED:
                        print(f"{question['id']}: answered rightly now, take it out of expected_failures.yaml")
                except AssertionError:
                    known = "expected" if question["id"] in EXPECTED else "NEW"
                    print(f"{question['id']} ({known}): {question['question']}\n    {question.get('why', '')}")


if __name__ == "__main__":
    main()


@pytest.mark.model
def test_the_brief_tells_a_newcomer_the_story(corpus_story: Story) -> None:
    """Who will meet whom, where and when, who says so, what was agreed on 24 March, and what is denied."""
    page = corpus_story.brief()
    (first, *_) = page.planned
    assert (first.head.first, first.head.last) == ("2025-04-11", "2025-04-20")
    assert "Riyadh" in first.cited.sentence and "two diplomats" in first.cited.sentence
    agreed = [line for line in page.happened if line.head.first == "2025-03-24"]
    assert any("safe navigation in the Black Sea" in line.cited.sentence for line in agreed)
    denied = [line for line in page.undone if line.head.status == "Denied"]
    assert [line.denied_by for line in denied] == ["Norvane Minerals"] and "Almaty" in denied[0].cited.sentence
