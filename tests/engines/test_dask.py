"""Reading on the workers of a Dask cluster: the same readings, also when one dies; a cluster that cannot be used says why."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.articles.article import Article
from kg.articles.sources import read_articles
from kg.cli.main import main
from kg.engines import engine, reading
from kg.engines.engine import Elsewhere, in_order
from kg.engines.on_dask import dask_executor
from kg.engines.reading import Outcome
from kg.errors import Code, KgError
from kg.reading.pipeline import DEFAULT_MODEL
from kg.reading.reading import to_bytes

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "articles"

pytestmark = [
    pytest.mark.model,
    # of tornado's and of sockets that a killed worker leaves behind
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]


Kg = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str]) -> Kg:
    """Runs the command line in this process: arguments → exit status, standard output, standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main([str(a) for a in arguments])
        said = capsys.readouterr()
        return int(stopped.value.code or 0), said.out, said.err

    return run


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers, each a process of its own."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as made:
        yield made


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return list(read_articles([CORPUS]))[:9]


def shown(outcomes: list[Outcome]) -> list[bytes]:
    assert not any(isinstance(one, KgError) for one in outcomes)
    return [to_bytes(one[0]) + one[1] for one in outcomes]  # type: ignore[index]


@pytest.fixture(scope="module")
def wanted(articles: list[Article]) -> list[bytes]:
    """Read one by one, in this process."""
    reading.start(DEFAULT_MODEL)
    return shown([reading.read_one(article) for article in articles])


def test_workers_change_nothing_nor_does_the_death_of_one(
    cluster: Any, articles: list[Article], wanted: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BATCH", 2)
    with dask_executor(cluster.scheduler_address, DEFAULT_MODEL) as executor:
        victim = executor.submit(os.getpid).result()
        found = []
        for _, outcome in in_order(Elsewhere(executor, DEFAULT_MODEL), articles):
            if not found:
                os.kill(victim, signal.SIGKILL)
            found.append(outcome)
        assert executor.submit(len, "abc").result() == 3  # left running
    assert shown(found) == wanted


def test_a_build_on_a_cluster(cluster: Any, kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Mara Lund met Ode Fell in Oslo on 3 May 2024.\n")
    where = ["--engine", "dask", "--scheduler", cluster.scheduler_address]
    code, out, _ = kg("build", tmp_path, "-s", tmp_path / "store", "-q", *where)
    assert code == 0 and out.startswith("1 article read")


def test_a_worker_of_other_versions_reads_nothing(
    cluster: Any, articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "run_of", lambda model: ("another key", "kg 0", "model 0"))
    with dask_executor(cluster.scheduler_address, DEFAULT_MODEL) as executor, pytest.raises(KgError) as raised:
        list(in_order(Elsewhere(executor, DEFAULT_MODEL), articles))
    assert raised.value.code is Code.WORKER_DIFFERS


def test_a_worker_without_the_pipeline(cluster: Any) -> None:
    with pytest.raises(KgError) as raised, dask_executor(cluster.scheduler_address, "no_such_pipeline"):
        pass
    assert raised.value.code is Code.NO_MODEL


@pytest.mark.parametrize("address", ["127.0.0.1:1", "no address"])
def test_no_scheduler(address: str) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(KgError) as raised, dask_executor(address, DEFAULT_MODEL, seconds=0.5):
        pass
    assert raised.value.code is Code.NO_CLUSTER and address in str(raised.value)


def test_a_scheduler_without_workers() -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=":0", silence_logs=50) as empty,
        pytest.raises(KgError) as raised,
        dask_executor(empty.scheduler_address, DEFAULT_MODEL, seconds=0.5),
    ):
        pass
    assert raised.value.code is Code.NO_CLUSTER and "no worker" in str(raised.value)


@pytest.mark.parametrize("given", [["--engine", "dask"], ["--scheduler", "127.0.0.1:1"]])
def test_engine_and_scheduler_go_together(given: list[str], kg: Kg, tmp_path: Path) -> None:
    code, _, said = kg("build", CORPUS, "-s", tmp_path / "store", *given)
    assert code == 1 and "[KG090]" in said and not (tmp_path / "store").exists()
