"""Workers of a Dask cluster as an executor to read through: https://distributed.dask.org."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kg.engines.reading import begin
from kg.errors import Code, KgError

if TYPE_CHECKING:
    from distributed import Client

SECONDS = 30.0
"""How long the scheduler, and the first worker, may take to answer."""


@contextmanager
def dask_executor(address: str, model: str, *, seconds: float = SECONDS) -> Iterator[Executor]:
    """Workers of a cluster that runs, as an executor for ``kg.build(..., executor=…)``.

    Each worker loads the pipeline once, when it is first heard of (a worker plugin); those that join later do so as well.

    Args:
        address: of the scheduler: ``HOST:PORT``, ``tcp://HOST:PORT`` or ``tls://HOST:PORT``.
        model: spaCy pipeline, by package name or folder, as it is to be found on the workers.
        seconds: to wait for the scheduler, and for a worker.

    Raises:
        KgError: KG013 when no scheduler or no worker answers, KG014 without the package ``distributed``, KG010 when a worker
            lacks the pipeline.
    """
    try:
        client = _connected(address, seconds)
    except ImportError as missing:
        raise KgError(Code.NO_DASK) from missing
    except (OSError, ValueError, TypeError) as error:  # TimeoutError is an OSError
        raise KgError(Code.NO_CLUSTER, address=address, why=_said(error)) from error
    try:
        _make_ready(client, address, model, seconds)
        # not pure: the same articles in another build are read anew, not taken from a cluster's memory
        executor = client.get_executor(pure=False)
        try:
            yield executor
        finally:
            executor.shutdown(wait=False)
    finally:
        client.close()


def _connected(address: str, seconds: float) -> Client:
    """A client of a scheduler. One that cannot connect is closed at once: what is left of it would be closed when garbage is
    collected, which may be while another client or cluster starts, and that would wait for it for ever."""
    from distributed import Client

    class Closing(Client):
        def __init__(self) -> None:
            try:
                super().__init__(address, timeout=seconds, set_as_default=False)
            except BaseException:
                self.__del__()  # closes what was begun
                raise

    return Closing()


def _make_ready(client: Client, address: str, model: str, seconds: float) -> None:
    try:
        client.wait_for_workers(1, timeout=seconds)
    except OSError as error:
        raise KgError(Code.NO_CLUSTER, address=address, why=f"no worker came within {seconds:g} seconds") from error
    client.register_plugin(_loading(model), name=f"kg-{model}")


def _loading(model: str) -> Any:
    """A plugin that loads the pipeline in each worker."""
    from distributed.diagnostics.plugin import WorkerPlugin

    class Pipeline(WorkerPlugin):
        def setup(self, worker: object) -> None:
            begin(model)

    return Pipeline()


def _said(error: Exception) -> str:
    words = " ".join(str(error).split()).rstrip(".")
    return words[:200] or type(error).__name__
