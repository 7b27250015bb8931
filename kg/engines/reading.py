"""The task that workers run: read one article."""

from __future__ import annotations

import hashlib
import json
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from kg.articles.article import Article
from kg.articles.copies import sketch
from kg.errors import Code, KgError
from kg.reading.reading import Reading
from kg.version import __version__

if TYPE_CHECKING:
    from spacy.language import Language

_nlp: Language | None = None


def start(model: str) -> None:
    """Load the pipeline that this process reads with.

    Raises:
        KgError: KG010.
    """
    global _nlp  # noqa: PLW0603  a worker process has one pipeline for all its tasks
    from kg.reading.pipeline import load

    _nlp = load(model)


def read_one(article: Article) -> tuple[Reading, bytes]:
    """The reading of one article and the sketch that its copies are found by.

    Raises:
        KgError: KG011 when reading fails, whatever the cause: the other articles go on.
    """
    from kg.reading.reader import read

    assert _nlp is not None
    try:
        return read(article, _nlp), sketch(article).to_bytes()
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        raise KgError(Code.READING_FAILED, path=article.source or article.url or "an article", why=why) from error


def run_of(model: str) -> tuple[str, str, str]:
    """Key, software and model of a run, with their versions; no clock in it."""
    software = f"kg {__version__}, spaCy {metadata.version('spacy')}"
    folder = Path(model)
    if folder.is_dir():
        try:
            meta = json.loads((folder / "meta.json").read_text("utf8"))
            named = f"{meta['lang']}_{meta['name']} {meta['version']}"
        except (OSError, ValueError, KeyError) as error:
            raise KgError(Code.NO_MODEL, model=model) from error
    else:
        try:
            named = f"{model} {metadata.version(model.replace('_', '-'))}"
        except metadata.PackageNotFoundError as error:
            raise KgError(Code.NO_MODEL, model=model) from error
    return hashlib.sha256(f"{software}\x1f{named}".encode()).hexdigest()[:16], software, named
