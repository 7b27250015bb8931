"""Articles whose main events are labelled, read: what tools that learn from them share."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spacy.tokens import Doc

from kg.errors import KgError
from kg.evaluation.gold import read_gold
from kg.evaluation.offsets import OffsetMap
from kg.evaluation.running import article_of
from kg.reading import pipeline, reader
from kg.reading.text.annotations import Annotations

Span = tuple[int, int]


def read(gold: Path, bench: Path, components: tuple[str, ...]) -> Iterator[tuple[str, Doc, list[dict]]]:
    """Article, its doc with happenings, and its events with spans in the offsets of the doc.

    Args:
        gold: labels, a line an article, with offsets into the texts of the sets.
        bench: the folder of the sets.
        components: of ours, to read with.
    """
    rows = [json.loads(line) for line in gold.read_text("utf8").splitlines() if line.strip()]
    nlp = pipeline.load(components=components)
    texts = {
        (name, article.id): article
        for name in sorted({row["set"] for row in rows})
        for article in read_gold(bench / name / "gold.jsonl.gz", on_error=passed_over)
    }
    for row in rows:
        article = article_of(texts[row["set"], row["id"]])
        doc = nlp(reader.prepare(article, nlp))
        table = OffsetMap(texts[row["set"], row["id"]].text, article.text)
        yield f"{row['set']}:{row['id']}", doc, [_moved(event, table) for event in row["events"]]


def passed_over(error: KgError) -> None:
    """Say which line of a set is no article: one that is labelled is then missed by its name."""
    print(error, file=sys.stderr)


def _moved(event: dict, table: OffsetMap) -> dict:
    """An event with its spans in the article's offsets."""

    def spans(found: list[Span]) -> list[Span]:
        return [moved for span in found if (moved := table((span[0], span[1])))]

    who = [{**w, "spans": spans(w["spans"])} for w in event["who"]]
    return {**event, "triggers": spans(event["triggers"]), "where": spans(event["where"]), "who": who}


def span_of(doc: Doc, start: int, end: int) -> Span:
    """Tokens as a span of characters."""
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def span_of_mention(doc: Doc, noted: Annotations, number: int) -> Span:
    """A mention as a span of characters."""
    return span_of(doc, noted.mentions[number].start, noted.mentions[number].end)


def touch(span: Span, spans: Iterable[Sequence[int]]) -> bool:
    """Whether a span shares a character with one of others."""
    return any(span[0] < end and begin < span[1] for begin, end in spans)


def story(article: str) -> str:
    """What keeps articles on one story together: ECB+ has several of each."""
    name, _, rest = article.partition(":")
    return f"{name}:{rest.split('_')[0]}" if name == "ecbplus" else article
