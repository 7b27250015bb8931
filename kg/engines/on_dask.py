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
        from distributed import Client
    except ImportError as missing:
        raise KgError(Code.NO_DASK) from missing
    try:
        client = Client(address, timeout=seconds, set_as_default=False)
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
