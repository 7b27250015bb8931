"""Timelines of SemEval-2015 Task 4, Track A, from end to end: raw articles and a target's name in, its dated events out.

Listed are the events in which the target takes part by any of its names ("Jobs", "A380s", "USAF"), what it says among them;
who takes part by the context alone (``kg:contextSpan``) does not count: the task marks who stands beside the event's word.
An event bears its own date. The task also wants a date for what news tells without one: here alone, and only for what the
article tells in its own voice as having happened in its first sentences, or says somebody said, this is the day of
publication. The graph never uses it in place of a date.
"""

from __future__ import annotations

import gzip
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.data import BENCH, present, report
from kg.evaluation.gold import GoldArticle
from kg.evaluation.offsets import OffsetMap
from kg.evaluation.running import article_of
from kg.evaluation.scores import Rows
from kg.evaluation.timelines import score_timelines
from kg.graph.store.database import Row
from kg.graph.store.store import Store
from kg.knowledge.background import rarity, stem
from kg.operations.build import build_articles
from kg.reading.reading import EventClaim, Reading

LEAD = 8
"""Sentences whose events news tells soon after they happened (tried 3 to all: fewer lose as many as they spare)."""

ACTORS = frozenset({"agent", "recipient", "participant"})
HAPPENED = frozenset({"Occurred", "Ongoing"})
NO_EVENTS = frozenset({"State", "Think", "Want"})
"""Types that the task does not list."""

RARE = 3.4
"""Rarity of a word that names by itself ("Dreamliner", not "Airlines")."""

NO_DATE = "XXXX-XX-XX"


@dataclass
class Line:
    """One event of a timeline: its triggers as the task writes them, its own dates, days of publication that may stand in."""

    names: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)

    @property
    def date(self) -> str:
        if self.dates:
            votes = Counter(self.dates)
            return min(votes, key=lambda d: (-votes[d], d))
        return min(self.published, default=NO_DATE)


def run(*, keep: str | None = None, jobs: int | None = None) -> None:
    """Build the task's articles, write their timelines, score them."""
    if not present():
        return
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        rows = score(Path(keep or name) / "timelines", jobs=jobs)
    shown = [(n, f"P {r.p:.3f}  R {r.r:.3f}  F1 {r.f1:.3f}") for n, r in rows.items()]
    report("SemEval-2015 Task 4, Track A", shown)


def score(folder: Path, *, jobs: int | None = None) -> Rows:
    """Rows of :func:`kg.evaluation.timelines.score_timelines`, and ``order-only``.

    Args:
        folder: for the stores of the corpora and the timelines.
        jobs: processes that read.
    """
    said = folder / "said"
    for corpus in sorted(p for p in (BENCH / "timelines").iterdir() if p.is_dir()):
        rows = {str(r["id"]): r for r in _rows(corpus / "articles.jsonl.gz")}
        gold = [GoldArticle(i, r["text"], r.get("title"), r.get("date"), r.get("publisher")) for i, r in rows.items()]
        made = [article_of(one) for one in gold]
        articles = {article.url: i for i, article in zip(rows, made, strict=True)}
        if errors := build_articles(made, folder / corpus.name, jobs=jobs).errors:
            raise errors[0]
        with Store(folder / corpus.name) as store:
            told = [Told(row, rows[articles[row.article.url]], _events(store, row.id)) for row in store.database.rows()]
        for line in (corpus / "targets.tsv").read_text("utf8").splitlines():
            file, target = line.split("\t")[:2]
            path = said / corpus.name / "gold" / (file if file.endswith(".txt") else f"{file}.txt")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(write(target, told), encoding="utf8")
    rows_found = score_timelines(BENCH / "timelines", said)
    rows_found["order-only"] = score_timelines(BENCH / "timelines", said, order_only=True)["timelines"]
    return rows_found


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


def _events(store: Store, article: int) -> dict[int, str]:
    """In-article event number → the event it is in the story."""
    found = store.database.connection.execute(
        "SELECT number, event FROM story_event WHERE article = ? AND event NOT NULL", (article,)
    )
    return dict(found.fetchall())


class Told:
    """What one article tells, with the words as the task counts them.

    Args:
        row: as the store keeps it.
        given: as the task gives it.
        events: in-article event number → event of the story.
    """

    def __init__(self, row: Row, given: dict[str, Any], events: dict[int, str]) -> None:
        self.id, self.published = str(given["id"]), given["date"]
        self.text, self.reading, self.key = row.article.text, row.reading, row.key
        self.events = events
        self._map = OffsetMap(self.text, given["text"])
        self._tokens = [(b, e, sentence, word) for sentence, _, b, e, word in given["tokens"] if b is not None]
        ends = [end for _, end in row.reading.sentences[:LEAD]]
        self._lead = ends[-1] if ends else 0

    def chains(self, target: str) -> set[int]:
        """Chains that a name of the target leads to."""
        found = {i for i, chain in enumerate(self.reading.chains) if any(bears(n, target) for n in chain.names)}
        named = (m for m in self.reading.mentions if m.kind == "Named")
        return found | {m.chain for m in named if bears(self.text[slice(*m.span)], target)}

    def name(self, claim: EventClaim) -> str | None:
        """The trigger as the task writes it: article, sentence, words."""
        span = self._map(claim.trigger)
        tokens = [t for t in self._tokens if span and t[0] < span[1] and span[0] < t[1]]
        return f"{self.id}-{tokens[0][2]}-{'_'.join(t[3] for t in tokens)}" if tokens else None

    def takes_part(self, claim: EventClaim, chains: set[int]) -> bool:
        reading: Reading = self.reading
        mentions = [a.mention for a in claim.arguments if a.role in ACTORS and not a.context]
        if claim.speech is not None:
            mentions.append(reading.quotations[claim.speech].speaker_mention)
        return any(m is not None and reading.mentions[m].chain in chains for m in mentions)

    def add(self, claim: EventClaim, line: Line) -> None:
        """Enter a claim about an event into its line."""
        name = self.name(claim)
        if name is None:
            return
        line.names.append(name)
        times = [self.reading.times[a.time] for a in claim.arguments if a.time is not None]
        dates = [date for t in times if t.first and t.last and (date := as_date(t.first, t.last))]
        line.dates += dates[:1]
        told = claim.trigger[0] < self._lead or claim.event_type == "Statement" or claim.speech is not None
        if not times and told and claim.quotation is None and claim.status in HAPPENED:
            line.published.append(self.published)


def bears(name: str, target: str) -> bool:
    """Whether a name is one of the target's: all its words; its initials; or some of them that name by themselves, with a
    number in it where there is one, else with the last word."""
    words, wanted = _words(name), _words(target)
    if not words:
        return False
    if set(wanted) <= set(words):
        return len(words) <= len(wanted) + 2
    if len(wanted) > 2 and words == ["".join(w[0] for w in wanted if w not in ("of", "the", "and", "for"))]:
        return True
    keys = {w for w in wanted if not w.isalpha()} or set(wanted[-1:])
    if not (set(words) <= set(wanted) and keys & set(words)):
        return False
    if len(words) == 1 and words[0].isdigit() and len(words[0]) < 3:
        return False
    return any(not w.isalpha() or rarity(stem(w)) > RARE for w in words)


def _words(name: str) -> list[str]:
    return [re.sub(r"(?<=\d)s$", "", w) for w in re.findall(r"\w+", name.lower())]


def as_date(first: str, last: str) -> str | None:
    """A date as the task writes it: a day, or what first and last day share."""
    if first == last:
        return first
    if first[:7] == last[:7]:
        return f"{first[:7]}-XX"
    return f"{first[:4]}-XX-XX" if first[:4] == last[:4] else None


def write(target: str, articles: list[Told]) -> str:
    """The timeline of one target, in the task's format."""
    lines: dict[object, Line] = defaultdict(Line)
    for told in sorted(articles, key=lambda t: t.id):
        chains = told.chains(target)
        for claim in told.reading.events:
            if claim.event_type not in NO_EVENTS and told.takes_part(claim, chains):
                told.add(claim, lines[told.events.get(claim.event, f"{told.key} {claim.event}")])
    found = sorted((line.date, list(dict.fromkeys(line.names))) for line in lines.values() if line.names)
    dates = sorted({d for d, _ in found} - {NO_DATE}, key=lambda d: d.replace("XX", "99"))
    order = {NO_DATE: 0, **{d: n for n, d in enumerate(dates, 1)}}
    rows = sorted((order[d], d, names) for d, names in found)
    return "\n".join([target, *("\t".join([str(n), d, *names]) for n, d, names in rows)]) + "\n"
