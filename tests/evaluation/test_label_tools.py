"""Files of tools for labelling become gold: offsets in their own units, labels as classes, what is wrong told and left out."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError
from kg.evaluation.gold import GoldArticle, parse
from kg.evaluation.label_tools import rows_of
from kg.evaluation.running import evaluate
from kg.operations.build import build

TEXT = "💼 Mara Lund met Olav Fell in Oslo on Friday."
"""The first character counts two units of UTF-16."""
NAMES = [("Mara Lund", "person"), ("Olav Fell", "person"), ("Oslo", "place")]


def read(form: str, path: Path) -> tuple[list[GoldArticle], list[str]]:
    errors: list[KgError] = []
    rows = [parse(json.dumps(row), line_number=number) for number, row in rows_of(form, path, errors.append)]
    return rows, [str(error) for error in errors]


def named(article: GoldArticle) -> list[tuple[str, str | None]]:
    return [(article.text[m.span[0] : m.span[1]], m.entity_class) for m in article.mentions or ()]


def units(words: str) -> tuple[int, int]:
    begin = len(TEXT[: TEXT.index(words)].encode("utf-16-le")) // 2
    return begin, begin + len(words)


def points(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def task(**more: Any) -> dict[str, Any]:
    result = []
    for words, label in (("Mara Lund", "PER"), ("Olav Fell", "Person"), ("Oslo", "GPE"), ("Friday", "DATE"), ("met", "Trigger")):
        begin, end = points(words)
        value = {"start": begin, "end": end, "text": words, "labels": [label]}
        result.append({"type": "labels", "from_name": "label", "to_name": "text", "value": value})
    done = [{"was_cancelled": False, "result": result}]
    return {"id": 7, "data": {"text": TEXT, "title": "Talks"}, "annotations": done, **more}


def test_label_studio(tmp_path: Path) -> None:
    path = tmp_path / "tasks.json"
    wrong = json.loads(json.dumps(task()).replace("Olav Fell\", \"labels", "Nobody\", \"labels"))
    path.write_text(json.dumps([task(), {**task(), "annotations": []}, wrong]))
    (article,), errors = read("label-studio", path)
    assert (article.id, article.title, named(article)) == ("7", "Talks", NAMES)
    assert [article.text[slice(*e.span)] for e in article.events or ()] == ["met"]
    assert [article.text[slice(*t.span)] for t in article.times or ()] == ["Friday"]
    assert ["nobody labelled it" in errors[0], "'Nobody' does not stand at" in errors[1]] == [True, True]
    path.write_text("{}")
    with pytest.raises(KgError, match=r"KG070.*no list of tasks"):
        read("label-studio", path)


def test_doccano_counts_units_of_utf16(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    triples = [[*units(words), label] for words, label in (("Mara Lund", "PER"), ("Olav Fell", "PER"), ("Oslo", "LOC"))]
    entities = [{"id": n, "start_offset": b, "end_offset": e, "label": label} for n, (b, e, label) in enumerate(triples)]
    lines = [{"id": 1, "text": TEXT, "label": triples}, {"id": 2, "text": TEXT, "entities": entities, "relations": []}]
    lines += [{"id": 3, "text": TEXT, "label": [[0, 400, "PER"]]}, {"id": 4, "text": TEXT, "label": [[1, 3, "PER"]]}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    found, errors = read("doccano", path)
    assert [named(article) for article in found[:2]] == [NAMES, NAMES]
    assert named(found[2]) == [(TEXT[1:3], "person")]  # inside a pair: a project that counts characters
    assert len(errors) == 1
    assert "Line 3" in errors[0]


def test_brat(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    lines = [f"T{n}\t{label} {points(words)[0]} {points(words)[1]}\t{words}" for n, (words, label) in enumerate(NAMES, 1)]
    (tmp_path / "one.ann").write_text("\n".join([*lines, "R1\tmeets Arg1:T1 Arg2:T2"]), encoding="utf-8")
    (tmp_path / "two.ann").write_text("T1\tPerson 0 4\tMara\n")
    (tmp_path / "empty").mkdir()
    (article,), errors = read("brat", tmp_path)
    assert (article.id, named(article)) == ("one", NAMES)
    assert "there is no two.txt beside two.ann" in errors[0]
    with pytest.raises(KgError, match=r"KG070.*without \.ann"):
        read("brat", tmp_path / "empty")


def test_webanno(tmp_path: Path) -> None:
    text = "💼 Mara Lund met\nOlav Fell."
    tsv = (
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue\n"
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\n"
        "#Text=💼 Mara Lund met\n1-1\t0-2\t💼\t_\t_\t_\n1-2\t3-7\tMara\tNNP\t*[1]\tPER[1]\n1-3\t8-12\tLund\tNNP\t*[1]\tPER[1]\n"
        "1-4\t13-16\tmet\tVBD\t_\t_\n\n#Text=Olav Fell.\n"
        "2-1\t17-21\tOlav\tNNP\t*[2]\tPER[2]\n2-2\t22-26\tFell\tNNP\t*[2]\tPER[2]\n"
        "2-3\t26-27\t.\t.\t_\t_\n"
    )
    (tmp_path / "one.tsv").write_text(tsv, encoding="utf-8")
    (article,), errors = read("webanno", tmp_path / "one.tsv")
    assert (named(article), errors) == ([("Mara Lund", "person"), ("Olav Fell", "person")], [])
    assert article.text == text.replace("\n", " ")
    (tmp_path / "two.tsv").write_text(tsv.replace("NamedEntity", "Chunk"), encoding="utf-8")
    assert "no layer of named entities" in read("webanno", tmp_path / "two.tsv")[1][0]
    with pytest.raises(KgError, match="KG002"):
        read("webanno", tmp_path / "none.tsv")


@pytest.mark.model
def test_what_was_judged_in_a_store_and_what_a_tool_labelled_are_scored(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("---\ntitle: Talks\ndate: 2031-05-04\npublisher: North\n---\n" + TEXT[2:] * 2)
    build([tmp_path / "a.txt"], tmp_path / "s")
    import kg

    with pytest.raises(KgError, match=r"KG090.*is judged yet"):
        evaluate(tmp_path / "s", form="sample")
    with kg.open(tmp_path / "s") as story:
        facts = story.sample(50, kinds=["name"])
        for number, fact in enumerate(facts):
            story.label(fact, "right" if number else "wrong", by="ana")
        right = len(facts) - 1
    found = evaluate(tmp_path / "s", form="sample").rows["names"]
    assert (found.gold, found.right) == (right, right)
    assert found.system == len(facts)  # the one that is wrong is a false one
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([task()]))
    rows = evaluate(path, form="label-studio").rows
    assert rows["names"].gold == 3
    assert rows["triggers"].right == 1
    with pytest.raises(KgError, match="KG037"):
        evaluate(path, form="prodigy")
