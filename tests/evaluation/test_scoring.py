"""Scores of graphs written by hand, without a model: what each measure counts and which errors it tells."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.evaluation.document import documents
from kg.evaluation.facts import GOLD_URN, Facts
from kg.evaluation.gold import GoldArticle, read_gold
from kg.evaluation.measures import MEASURES
from kg.evaluation.mistakes import sentence_at
from kg.evaluation.offsets import OffsetMap
from kg.evaluation.running import Evaluation, check_measures, score
from kg.evaluation.scope import Scope
from kg.evaluation.scores import Row
from kg.graph import vocabulary as v
from tests.evaluation.samples import FIRST, at, gold, write

ARTICLE = "https://kg.example/id/article/1"


class Graph:
    """A graph of the first sample article, with a headline before its text."""

    def __init__(self, before: str = "Minister in Cairo\n\n") -> None:
        self.lines: list[str] = []
        self.shift = len(before)
        self.say(ARTICLE, v.URL, f"<{GOLD_URN}one/1>")
        self.say(ARTICLE, v.IS_STRING, json.dumps(before + FIRST))

    def say(self, subject: str, predicate: str, term: str, graph: str = ARTICLE) -> None:
        self.lines.append(f"<{subject}> <{predicate}> {term} <{graph}> .")

    def span(self, words: str, kind: str, cls: str | None = None, denotes: str | None = None, *, nth: int = 0) -> str:
        begin, end = at(FIRST, words, nth)
        own = f"{ARTICLE}#char={begin + self.shift},{end + self.shift}"
        self.say(own, v.MENTION_KIND, f"<{v.KG}{kind}>")
        if cls:
            self.say(own, v.ENTITY_CLASS, f"<{v.ENTITY_CLASS_IRIS[cls]}>")
        if denotes:
            self.say(own, v.DENOTES, f"<https://kg.example/id/{denotes}>", v.STORY)
        return f"<{own}>"

    def claim(self, name: str, **slots: str | list[str]) -> None:
        node = f"https://kg.example/id/claim/{name}"
        self.say(node, v.REPORTED_IN, f"<{ARTICLE}>")
        for slot, terms in slots.items():
            for term in [terms] if isinstance(terms, str) else terms:
                self.say(node, v.KG + slot, term)

    def score(self, tmp_path: Path, *measures: str) -> Evaluation:
        every = list(read_gold(write(tmp_path / "gold.jsonl", gold())))
        store = ox.Store()
        store.bulk_load("\n".join(self.lines).encode(), format=ox.RdfFormat.N_QUADS)
        found = Evaluation()
        score(documents(every[:1], Facts(store)), Scope(every), check_measures(measures), found, mistakes=True)
        return found


def counts(row: Row) -> tuple[float | None, float, float]:
    return row.right, row.system, row.gold


def kinds(found: Evaluation) -> set[tuple[str, str, str]]:
    return {(m.measure, m.kind, m.words) for m in found.mistakes}


def test_names(tmp_path: Path) -> None:
    graph = Graph()
    graph.span("Marta Kovac", "Named", "Person")
    graph.span("Slovenia", "Named", "Organization")
    graph.span("the finance minister", "Named", "Person")
    graph.span("Cairo on", "Named", "Place")
    graph.span("The port", "Named", "Thing")  # of a class that is not annotated
    found = graph.score(tmp_path, "names")
    assert counts(found.rows["names"]) == (1, 3, 5)
    assert counts(found.rows["names-untyped"]) == (2, 4, 5)
    assert kinds(found) == {
        ("names", "wrong class", "Slovenia"),
        ("names", "wrong span", "Cairo"),
        ("names", "missed", "Omar Haddad"),
        ("names", "missed", "Haddad"),
        ("names", "spurious", "finance minister"),
    }
    assert next(m for m in found.mistakes if m.words == "Haddad").sentence.startswith("“We will sign")


def test_identity_tells_what_is_cut_off_and_what_is_joined(tmp_path: Path) -> None:
    graph = Graph()
    graph.span("Marta Kovac", "Named", "Person", "k")
    graph.span("She", "Pronoun", "Person", "h")
    graph.span("Omar Haddad", "Named", "Person", "h")
    graph.span("Haddad", "Named", "Person", "h", nth=1)
    found = graph.score(tmp_path, "identity")
    assert found.rows["identity-matched/MUC"].r == 0.5
    assert ("identity", "joined", "She") in kinds(found)
    assert ("identity", "cut off", "She") in kinds(found) or ("identity", "cut off", "Marta Kovac") in kinds(found)
    assert ("identity", "missed", "Cairo") in kinds(found)


def test_events_arguments_status_quotes(tmp_path: Path) -> None:
    graph = Graph()
    met = graph.span("met", "Trigger", denotes="event/1")
    called = graph.span("called", "Trigger", denotes="event/2")
    told = graph.span("told", "Trigger", denotes="event/3")
    graph.claim(
        "1",
        trigger=met,
        status=f"<{v.KG}Planned>",
        agentSpan=graph.span("Marta Kovac, the finance minister of Slovenia", "Phrase"),
        participantSpan=graph.span("Omar Haddad", "Named", "Person"),
        timeSpan=graph.span("Cairo", "Named", "Place"),
    )
    graph.claim("2", trigger=called, status=f"<{v.KG}Occurred>")
    content = graph.span("We will sign the contract next week", "Quote")
    graph.claim("3", trigger=told, speaker=graph.span("Haddad", "Named", nth=1), cue=told, content=content)
    found = graph.score(tmp_path, "triggers", "arguments", "status", "quotes")
    assert counts(found.rows["triggers"]) == (2, 3, 5)
    assert counts(found.rows["arguments"]) == (3, 3, 5)
    assert counts(found.rows["arguments-role"]) == (2, 3, 5)
    assert counts(found.rows["quotes-source-exact"]) == (1, 1, 1)
    assert counts(found.rows["quotes-content-tokens"]) == (5, 7, 5)
    assert {
        ("triggers", "spurious", "called"),
        ("triggers", "missed", "strike"),
        ("arguments", "wrong role", "Cairo"),
        ("status", "wrong value", "met"),
        ("quotes", "wrong content", "We will sign the contract"),
    } <= kinds(found)


def test_an_article_that_was_not_built_is_all_missed(tmp_path: Path) -> None:
    graph = Graph()
    graph.lines.clear()
    found = graph.score(tmp_path, *MEASURES)
    assert found.articles == {"absent": 1}
    assert {row.f1 for row in found.rows.values()} == {0}
    assert found.rows["names"].gold == 5 and found.missing_ids["wikidata"] == ["Q215", "Q85", "Q999999"]


def test_offsets_are_mapped() -> None:
    text = "“We agreed,” said Reed.\n\nThe talks ended – at last."
    shifted = OffsetMap("Title\n\n" + text + "\n", text)
    assert shifted.how == "exact" and shifted((7, 10)) == (0, 3) and shifted((0, 5)) is None and shifted(None) is None
    assert OffsetMap(text[12:], text)((1, 5)) == (13, 17)
    other = 'Title\n\n"We agreed," said Reed.  The talks have ended - at last.'
    moved = OffsetMap(other, text)
    assert moved.how == "aligned" and moved((0, 5)) is None
    for word in ("agreed", "Reed", "The talks", "ended", "at last"):
        begin = other.index(word)
        found = moved((begin, begin + len(word)))
        assert found and text[slice(*found)] == word


@pytest.mark.parametrize("span", [(0, 0), (0, 5), (43, 47)])
def test_sentences(span: tuple[int, int]) -> None:
    text = "One came at 3 p.m. today. Two left!\n\nThree stayed."
    assert sentence_at(text, span) in {"One came at 3 p.m. today.", "Three stayed."}
    assert sentence_at("", (0, 0)) == ""


def test_articles_of_gold_are_built_as_they_stand() -> None:
    from kg.evaluation.running import article_of

    one = article_of(GoldArticle("a b", "Title\n\nA text stands here.", title="Title"))
    two = article_of(GoldArticle("c", "A text stands here.", title="Title", date="2024-05-04"))
    assert one.text == "Title\n\nA text stands here." and one.url == "urn:bench:a%20b"
    assert two.text == "Title\n\nA text stands here." and two.published == "2024-05-04"
