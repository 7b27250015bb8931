"""The task of a worker: a batch of articles → their readings. Both ways as bytes, so that it can run anywhere."""

from __future__ import annotations

import functools
import hashlib
import json
import sys
import threading
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import msgspec

from kg.articles.article import Article
from kg.articles.copies import sketch
from kg.errors import Code, KgError
from kg.knowledge.own_types import NO_TYPES, OwnTypes, using
from kg.knowledge.types_file import digest, types_of
from kg.reading.reading import Reading, from_bytes, to_bytes
from kg.version import __version__

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController

Outcome = tuple[Reading, bytes] | KgError
"""Of one article: its reading and the sketch that its copies are found by, or why it is left out."""

_nlp: Language | None = None
_model: str | None = None


def start(model: str) -> None:
    """Load the pipeline that this process reads with.

    Raises:
        KgError: KG010.
    """
    global _nlp, _model
    _import_spacy()
    from kg.reading.pipeline import load

    _nlp, _model = load(model), model


def _import_spacy() -> None:
    """Import spaCy, where nobody has, without its commands: it loads all of them, and what they need, for the sake of one
    (``spacy.info``). They are imported where somebody asks for them.
    """
    if "spacy" in sys.modules:
        return
    commands, module = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")

    def info(*args: Any, **options: Any) -> Any:
        from spacy.cli.info import info as command

        return command(*args, **options)

    commands.__path__, module.info = [], info  # type: ignore[attr-defined]
    sys.modules.update({"spacy.cli": commands, "spacy.cli.info": module})
    try:
        import spacy  # noqa: F401
    finally:
        del sys.modules["spacy.cli"], sys.modules["spacy.cli.info"]


def read_one(article: Article, types: OwnTypes = NO_TYPES) -> Outcome:
    """Read one article. Whatever goes wrong (KG011), the other articles go on."""
    from kg.reading.reader import read

    assert _nlp is not None
    try:
        with using(types), _products().limit(limits=1, user_api="blas"):
            return read(article, _nlp), sketch(article).to_bytes()
    except Exception as error:
        return failed(article, f"{type(error).__name__}: {error}")


def read_batch(articles: Sequence[Article], types: OwnTypes = NO_TYPES) -> list[Outcome]:
    """Read several, one after the other; one that fails fails alone.

    Args:
        articles: to read.
        types: of the user's own, to read with.
    """
    return [read_one(article, types) for article in articles]


@functools.cache
def _products() -> ThreadpoolController:
    """Holds NumPy's products to one thread while an article is read: more gain nothing, and part them by the machine's cores."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def failed(article: Article, why: str) -> KgError:
    """That an article could not be read."""
    shown = " ".join(why.split())[:300].rstrip(".")
    return KgError(Code.READING_FAILED, path=article.source or article.url or "an article", why=shown)


# ---------------------------------------------------------------------- as bytes

_batch = msgspec.msgpack.Decoder(tuple[str, list[Article]])


def packed(articles: Sequence[Article], types: OwnTypes = NO_TYPES) -> bytes:
    """A batch as bytes, with the types of the user's own that it is to be read with."""
    return msgspec.msgpack.encode((types.text, list(articles)))


def read_packed(model: str, batch: bytes) -> bytes:
    """Read a batch in this process.

    Args:
        model: spaCy pipeline, by package name or folder.
        batch: of :func:`packed`.

    Returns:
        Bytes for :func:`outcomes`.

    Raises:
        KgError: KG010.
    """
    with _alone:
        begin(model)
        types, articles = _batch.decode(batch)
        return answered(read_batch(articles, types_of(types)))


def read_elsewhere(model: str, run: str, batch: bytes) -> bytes:
    """Read a batch on a worker of any executor, with the same versions as the process that asks.

    Args:
        model: spaCy pipeline, by package name or folder, as it is to be found there.
        run: key of the run (:func:`run_of`) that the readings are for.
        batch: of :func:`packed`.

    Returns:
        Bytes for :func:`outcomes`.

    Raises:
        KgError: KG010; KG015 when the versions differ, in which case two workers would read two graphs out of the same articles.
    """
    found, software, named = _run_here(model)
    if found != run:
        raise KgError(Code.WORKER_DIFFERS, found=f"{software}, {named}")
    return read_packed(model, batch)


@functools.lru_cache(maxsize=2)
def _run_here(model: str) -> tuple[str, str, str]:
    """The run of this process, which loads its pipeline once."""
    return run_of(model)


_alone = threading.RLock()
"""A process reads one batch at a time: its threads share a pipeline, and gain nothing."""


def begin(model: str) -> None:
    """Load the pipeline that this process reads with, once.

    Raises:
        KgError: KG010.
    """
    with _alone:
        if _nlp is None or _model not in (None, model):
            start(model)


def answered(found: Sequence[Outcome]) -> bytes:
    """Outcomes as bytes."""
    told: list[Any] = [
        str(one.fields.get("why", one)) if isinstance(one, KgError) else [to_bytes(one[0]), one[1]] for one in found
    ]
    return msgspec.msgpack.encode(told)


def outcomes(data: bytes, articles: Sequence[Article]) -> list[Outcome]:
    """The outcomes that :func:`answered` made bytes of."""
    return [
        failed(article, one) if isinstance(one, str) else (from_bytes(one[0]), one[1])
        for article, one in zip(articles, msgspec.msgpack.decode(data), strict=True)
    ]


# ---------------------------------------------------------------------- runs


def run_of(model: str, types: OwnTypes = NO_TYPES) -> tuple[str, str, str]:
    """Key, software and model of a run, with their versions and the hash of the user's own types; no clock in it."""
    software = f"kg {__version__}, spaCy {metadata.version('spacy')}"
    if types.text:
        software += f", types {digest(types)}"
    try:
        named = f"{model} {metadata.version(model.replace('_', '-'))}"
    except (metadata.PackageNotFoundError, ValueError) as missing:
        if not Path(model).is_dir():
            raise KgError(Code.NO_MODEL, model=model) from missing
        try:
            meta = json.loads((Path(model) / "meta.json").read_text("utf8"))
            named = f"{meta['lang']}_{meta['name']} {meta['version']}"
        except (OSError, ValueError, KeyError) as error:
            raise KgError(Code.NO_MODEL, model=model) from error
    return hashlib.sha256(f"{software}\x1f{named}".encode()).hexdigest()[:16], software, named
