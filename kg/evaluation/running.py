"""Build the articles of a gold file, and score what was read against it."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from kg.articles.article import Article
from kg.articles.assemble import assemble
from kg.errors import Code, KgError, one_of
from kg.evaluation.document import Document, documents
from kg.evaluation.facts import GOLD_URN, Facts
from kg.evaluation.gold import AUTHORITIES, GoldArticle, parse, read_gold
from kg.evaluation.label_tools import FORMS as TOOLS
from kg.evaluation.label_tools import rows_of
from kg.evaluation.labels import check_labels
from kg.evaluation.measures import MEASURES
from kg.evaluation.measures.links import PATTERNS, links_held
from kg.evaluation.mistakes import Mistake, Mistakes
from kg.evaluation.scope import Scope
from kg.evaluation.scores import Rows
from kg.graph import vocabulary as v
from kg.graph.asking.limited import LimitedGraph
from kg.graph.store.store import Store
from kg.operations.build import Progress, build_articles
from kg.operations.labels import gold as gold_of
from kg.operations.labels import labels
from kg.reading import DEFAULT_MODEL

OWN, SAMPLE = "kg", "sample"
FORMS = (OWN, SAMPLE, *TOOLS)
"""What files of labels may be made by: our own format, a store's labels, tools for labelling."""


@dataclass
class Evaluation:
    """What an evaluation found.

    Attributes:
        rows: name of a measure → its scores.
        articles: how the texts of gold and graph relate: exact, aligned, absent → how many.
        mistakes: every error, where they were asked for.
        missing_ids: authority → gold identifiers that nothing in the graph bears.
        errors: gold lines and articles that were left out.
        notes: what else there is to know of the file: labels that can match nothing.
    """

    rows: Rows = field(default_factory=dict)
    articles: Counter[str] = field(default_factory=Counter)
    mistakes: list[Mistake] = field(default_factory=list)
    missing_ids: dict[str, list[str]] = field(default_factory=dict)
    errors: list[KgError] = field(default_factory=list)
    notes: list[KgError] = field(default_factory=list)


def evaluate(
    gold: Path | str,
    *,
    measures: Iterable[str] | None = None,
    limit: int | None = None,
    jobs: int | None = None,
    model: str = DEFAULT_MODEL,
    keep: Path | str | None = None,
    mistakes: bool = False,
    authority: frozenset[str] | None = None,
    form: str = OWN,
    progress: Progress | None = None,
) -> Evaluation:
    """Build a gold file's articles and score them.

    Args:
        gold: the file (docs/evaluation-format.md).
        measures: which of ``MEASURES``; all that the file has gold for by default.
        limit: build and score the first so many articles only.
        jobs, model, progress: as in :func:`kg.operations.build.build`.
        keep: a store to build into, or to go on with, and to keep; a temporary one by default.
        mistakes: whether to collect every error.
        authority: identifiers that the shipped authorities hold; links are then also scored without the others.
        form: what made the file: one of :data:`FORMS`; of "sample" the folder of a store, whose labels ``kg sample`` took.

    Raises:
        KgError: KG002 when the file cannot be read, KG001 when it holds no gold article, KG037 of an unknown measure,
            KG170 when nothing in it is labelled in words of the format.
    """
    chosen = check_measures(measures)
    found = Evaluation()
    every = list(_gold(gold, form, found.errors.append))
    if not every:
        if found.errors:
            raise found.errors[0]
        raise KgError(Code.NO_ARTICLES, path=gold)
    check_labels(gold, every, found.notes.append)
    wanted = every[:limit]
    with tempfile.TemporaryDirectory(prefix="kg-evaluate-") as folder:
        store = Path(keep) if keep is not None else Path(folder) / "store"
        report = build_articles(_articles(wanted, str(gold), found), store, model=model, jobs=jobs, progress=progress)
        found.errors.extend(report.errors)
        with Store(store) as opened, LimitedGraph.at_work(opened.snapshot()) as graph:
            read = documents(wanted, Facts(graph))
            score(read, Scope(every), chosen, found, mistakes=mistakes, authority=authority)
    return found


def _gold(path: Path | str, form: str, report: Callable[[KgError], None]) -> Iterator[GoldArticle]:
    """The articles of a file, whatever made it.

    Raises:
        KgError: KG037 of a form that there is not, KG090 of a store without labels.
    """
    one_of(form, "--from", FORMS)
    if form == OWN:
        yield from read_gold(path, on_error=report)
        return
    if form == SAMPLE:
        with Store(path) as store:
            rows = list(enumerate(gold_of(store, labels(store)), 1))
        if not rows:
            raise KgError(Code.USAGE, why=f"No happening and no name of {path} is judged yet: run `kg sample -s {path}`")
    else:
        rows = list(rows_of(form, path, report))
    for number, row in rows:
        try:
            yield parse(json.dumps(row), line_number=number)
        except (ValueError, KeyError, TypeError) as error:
            report(KgError(Code.BAD_GOLD, path=path, line=number, why=error))


def check_measures(names: Iterable[str] | None) -> list[str]:
    """Names of measures, in their order.

    Raises:
        KgError: KG037 of one that there is not.
    """
    asked = list(names) if names is not None else list(MEASURES)
    for name in asked:
        if name not in MEASURES:
            raise KgError(Code.BAD_VALUE, value=name, parameter="--measure", wanted=f"of {', '.join(MEASURES)}")
    return [name for name in MEASURES if name in asked]


def score(
    read: Sequence[Document],
    scope: Scope,
    measures: Iterable[str],
    into: Evaluation,
    *,
    mistakes: bool = False,
    authority: frozenset[str] | None = None,
) -> None:
    """Score documents; an article counts for a measure where it was labelled for it."""
    collected = Mistakes(wanted=mistakes)
    for name in measures:
        measure = MEASURES[name]
        labelled = [d for d in read if getattr(d.gold, measure.key) is not None]
        if labelled:
            into.rows |= measure.count(labelled, scope, collected)
            if name == "links" and authority is not None:
                into.rows |= links_held(labelled, authority)
    into.mistakes = collected.all
    into.articles = Counter(d.how for d in read)
    if read:
        into.missing_ids = _missing(read)


def _missing(read: Sequence[Document]) -> dict[str, list[str]]:
    known = [iri for iris in read[0].facts.of(v.SAME_AS).values() for iri in iris]
    missing = {}
    for authority in AUTHORITIES:
        held = {match[1] for iri in known if (match := PATTERNS[authority].search(iri))}
        meant = {one for d in read for link in d.gold.links or () for one in link.ids[authority]}
        missing[authority] = sorted(meant - held)
    return missing


def _articles(gold: Sequence[GoldArticle], path: str, found: Evaluation) -> list[Article]:
    articles = []
    for one in gold:
        try:
            articles.append(article_of(one, path))
        except KgError as error:
            found.errors.append(error)
    return articles


def article_of(gold: GoldArticle, path: str = "") -> Article:
    """A gold article as a text file with front matter gives it: title apart unless the text begins with it.

    Raises:
        KgError: KG005, KG006, KG008.
    """
    title = (gold.title or "").strip()
    told = {
        "title": "" if gold.text.lstrip().startswith(title) else title,
        "date": gold.date,
        "publisher": gold.publisher,
        "language": gold.language,
        "url": GOLD_URN + quote(gold.id),
    }
    told = {key: value for key, value in told.items() if value}
    return assemble(gold.text, told, source=f"{path}:{gold.line}")
