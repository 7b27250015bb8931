"""Engines: the same readings wherever they are read; one article never ends a build; nothing of the working folder runs."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kg.articles.article import Article
from kg.articles.sources import read_articles
from kg.engines import readers, reading
from kg.engines.engine import Elsewhere, Here, batches, engine_for, in_order
from kg.engines.readers import Readers
from kg.engines.reading import Outcome
from kg.errors import Code, KgError
from kg.reading.pipeline import DEFAULT_MODEL
from kg.reading.reading import to_bytes

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "articles"

ROOT = str(Path(readers.__file__).parents[2])

FAKE = """
import os, sys, time, msgspec
sys.path.append(ROOT)
from kg.processes import die_with_parent, receive, send

def answer(text):
    BODY
    return "read " + text[:20]

die_with_parent()
send(sys.stdout.buffer, ["ready", None])
while (batch := receive(sys.stdin.buffer)) is not None:
    told = [answer(article["text"]) for article in msgspec.msgpack.decode(batch)[1]]
    send(sys.stdout.buffer, ["read", msgspec.msgpack.encode(told)])
"""


def fake_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Readers start a process of a few lines in place of the real one: ``answer(text)`` gives what a text is answered with."""
    body = textwrap.indent(textwrap.dedent(body).strip(), "    ")
    (tmp_path / "fake_reader.py").write_text(FAKE.replace("ROOT", repr(ROOT)).replace("    BODY", body))

    def started(module: str, model: str, **options: object) -> object:
        return subprocess.Popen([sys.executable, str(tmp_path / "fake_reader.py")], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(readers, "started", started)


def read_all(engine: Readers, texts: list[str]) -> list[str]:
    """What became of each text: the code of its error, or why the stand-in "failed"."""
    try:
        found = [outcome for _, outcome in in_order(engine, [Article(text, source="x") for text in texts])]
    finally:
        engine.shutdown()
    assert all(isinstance(one, KgError) for one in found)
    return [one.fields["why"] if one.code is Code.READING_FAILED else one.code.name for one in found]  # type: ignore[union-attr]


# ------------------------------------------------------------------ one article never ends a build


def test_what_takes_too_long_is_left_out_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_process(
        tmp_path,
        monkeypatch,
        """
        while text == "slow":
            pass
        """,
    )
    told = read_all(Readers(2, "any", seconds=0.4), ["a", "b", "slow", "c", "d"])
    assert told == ["read a", "read b", "READING_LATE", "read c", "read d"]


def test_waiting_is_no_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only CPU counts: on a busy machine an article waits without being left out."""
    fake_process(tmp_path, monkeypatch, "time.sleep(0.8 if text == 'waits' else 0)")
    assert read_all(Readers(1, "any", seconds=0.4), ["waits"]) == ["read waits"]


def test_what_takes_too_much_memory_is_left_out_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_process(
        tmp_path,
        monkeypatch,
        """
        if text == "large":
            held = b"x" * 300_000_000
            time.sleep(5)
        """,
    )
    assert read_all(Readers(1, "any", megabytes=200), ["a", "large", "b"]) == ["read a", "READING_LARGE", "read b"]


def test_another_try_has_the_time_that_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article too large for a process that read others before is tried in a fresh one, not for twice as long."""
    fake_process(tmp_path, monkeypatch, "pass")
    given: list[float] = []

    def exchange(self: object, batch: bytes, seconds: float, megabytes: int) -> bytes:
        texts = [article["text"] for article in msgspec.msgpack.decode(batch)[1]]
        given.append(seconds)
        if texts == ["large"] and len(given) < 3:
            raise readers._Large(0.75)
        return msgspec.msgpack.encode([f"read {text}" for text in texts])

    monkeypatch.setattr(readers._Process, "exchange", exchange)
    engine = Readers(1, "any", seconds=1.0)
    engine.batch = 1
    assert read_all(engine, ["a", "large"]) == ["read a", "read large"]
    assert [round(seconds, 2) for seconds in given] == [1.0, 1.0, 0.25]


def test_a_process_that_dies_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_process(tmp_path, monkeypatch, "if text == 'deadly': os._exit(7)")
    told = read_all(Readers(2, "any"), ["a", "deadly", "b", "deadly", "c"])
    broke = "the process that read it broke down (it ended with code 7)"
    assert told == ["read a", broke, "read b", broke, "read c"]


def test_processes_that_never_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def started(module: str, model: str, **options: object) -> object:
        return subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(readers, "started", started)
    with pytest.raises(KgError) as raised:
        read_all(Readers(1, "any"), ["a"])
    assert raised.value.code is Code.READER_DIED


def test_a_model_that_is_not_there() -> None:
    with pytest.raises(KgError) as raised:
        read_all(Readers(1, "no_such_pipeline"), ["a"])
    assert (raised.value.code, raised.value.fields["model"]) == (Code.NO_MODEL, "no_such_pipeline")


def test_an_article_that_fails_in_a_batch_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(article: Article, nlp: object) -> str:
        if article.text == "bad":
            raise ValueError("of one of them")
        return article.text

    monkeypatch.setattr("kg.reading.reader.read", failing)
    monkeypatch.setattr(reading, "_nlp", object())
    found = reading.read_batch([Article("good"), Article("bad"), Article("fair")])
    assert [one if isinstance(one, KgError) else one[0] for one in found][::2] == ["good", "fair"]
    assert isinstance(found[1], KgError) and found[1].fields["why"] == "ValueError: of one of them"


# ------------------------------------------------------------------ where, and in which pieces, changes nothing


def test_batches_are_bounded() -> None:
    long = Article("x" * 39_999)
    assert [len(b) for b in batches([Article("x")] * 17)] == [8, 8, 1]
    assert [len(b) for b in batches([long, Article("xx"), Article("y"), long])] == [1, 2, 1]


def test_a_handful_is_read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "start", lambda model: None)
    assert isinstance(engine_for([Article("x")] * 8, "any"), Here)
    for head in ([Article("x")] * 9, [Article("x" * 12_001)]):
        engine = engine_for(head, "any")
        assert isinstance(engine, Readers)
        engine.shutdown()


def shown(outcomes: list[Outcome]) -> list[bytes]:
    assert not any(isinstance(one, KgError) for one in outcomes)
    return [to_bytes(one[0]) + one[1] for one in outcomes]  # type: ignore[index]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return list(read_articles([CORPUS]))[:11]


@pytest.fixture(scope="module")
def wanted(articles: list[Article]) -> list[bytes]:
    """Read one by one, in this process."""
    reading.start(DEFAULT_MODEL)
    return shown([reading.read_one(article) for article in articles])


@pytest.mark.model
@pytest.mark.parametrize("size", [3, 8, 11])
def test_batches_change_nothing(articles: list[Article], wanted: list[bytes], size: int) -> None:
    reading.start(DEFAULT_MODEL)
    found = [one for at in range(0, 11, size) for one in reading.read_batch(articles[at : at + size])]
    assert shown(found) == wanted
    assert shown(reading.read_batch(articles[::-1]))[::-1] == wanted


@pytest.mark.model
def test_processes_change_nothing(articles: list[Article], wanted: list[bytes]) -> None:
    engine = Readers(2, DEFAULT_MODEL)
    try:
        assert shown([outcome for _, outcome in in_order(engine, articles)]) == wanted
    finally:
        engine.shutdown()


@pytest.mark.model
@pytest.mark.parametrize("pool", [ThreadPoolExecutor, partial(ProcessPoolExecutor, mp_context=get_context("spawn"))])
def test_any_executor_will_do(articles: list[Article], wanted: list[bytes], pool: Any) -> None:
    with pool(1) as executor:
        found = [outcome for _, outcome in in_order(Elsewhere(executor, DEFAULT_MODEL), articles[:3])]
        assert shown(found) == wanted[:3]
        assert executor.submit(len, "abc").result() == 3  # left running


class Deadly(Executor):
    """Workers that die of one article, and once of each batch of more than one."""

    def __init__(self) -> None:
        self.given: list[int] = []

    def submit(self, task: Any, model: str, run: str, batch: bytes) -> Future[bytes]:  # type: ignore[override]
        texts = [article["text"] for article in msgspec.msgpack.decode(batch)[1]]
        self.given.append(len(texts))
        future: Future[bytes] = Future()
        if "lost" in texts:
            future.cancel()
        elif len(texts) > 1 or texts == ["deadly"]:
            future.set_exception(RuntimeError("the worker is gone"))
        else:
            future.set_result(msgspec.msgpack.encode([f"read {texts[0]}"]))
        return future


def test_an_article_that_kills_workers_is_left_out_alone() -> None:
    executor = Deadly()
    given = [Article(text, source="x") for text in ("a", "deadly", "b")]
    found = [outcome for _, outcome in in_order(Elsewhere(executor, DEFAULT_MODEL), given)]
    assert all(isinstance(one, KgError) and one.code is Code.READING_FAILED for one in found)
    told = [one.fields["why"] for one in found]  # type: ignore[union-attr]
    assert told == ["read a", "its worker broke down (RuntimeError: the worker is gone)", "read b"]
    assert executor.given == [3, 1, 1, 1, 1]  # the deadly one once more


def test_an_executor_that_lets_go_ends_the_reading() -> None:
    with pytest.raises(BrokenExecutor):
        list(in_order(Elsewhere(Deadly(), DEFAULT_MODEL), [Article("lost", source="x")]))


# ------------------------------------------------------------------ a safe path, no inherited __main__


@pytest.mark.model
def test_nothing_of_the_working_folder_runs(tmp_path: Path) -> None:
    for name in ("selectors", "msgspec", "signal", "sitecustomize", "spacy", "kg"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write({name!r})\n")
    lines = [json.dumps({"text": f"Mara Lund met Ode Fell in Oslo. {n}.", "url": f"urn:test:{n}"}) for n in range(9)]
    (tmp_path / "feed.jsonl").write_text("\n".join(lines))
    call = "import sys; sys.path.remove(''); from kg.cli.main import main; main(sys.argv[1:])"
    for arguments in (["build", "feed.jsonl", "-s", "store", "--jobs", "2"], ["query", "articles", "-s", "store"]):
        command = [sys.executable, "-c", f"import sys; sys.path.append({ROOT!r}); {call}"]
        done = subprocess.run([*command, *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
    assert not (tmp_path / "ran").exists()


@pytest.mark.model
def test_a_script_without_a_guard(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Mara Lund met Ode Fell in Oslo. {n}.", "url": f"urn:test:{n}"}) for n in range(9)]
    (tmp_path / "feed.jsonl").write_text("\n".join(lines))
    (tmp_path / "script.py").write_text(
        "import kg\nprint('begins')\nstory = kg.build('feed.jsonl', store='store', jobs=2)\nprint(len(story.query('articles')))\n"
    )
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout.split()) == (0, ["begins", "9"]), done.stderr


def test_the_commands_of_spacy_are_loaded_where_somebody_asks():
    code = """
        import sys
        from kg.engines import reading
        reading._import_spacy()
        print(any(name.startswith("spacy.cli") for name in sys.modules))
        import spacy
        told = spacy.info(silent=True)
        print(told["spacy_version"] == spacy.__version__, spacy.cli.__name__)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "spacy.cli"]
