"""A served store without a network: werkzeug's client calls the application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import Client

from kg.server.application import Application
from kg.server.library import Library

from .samples import protocol_quads, store_of


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A client of a store with the three graphs of the protocol tests."""
    library = Library(store_of(tmp_path_factory.mktemp("protocol") / "store", protocol_quads()), queries=2, seconds=20)
    yield Client(Application(library))
    library.close()


@pytest.fixture
def small_library(small_store: Path) -> Iterator[Library]:
    """A store of two articles."""
    library = Library(small_store, queries=1, seconds=20)
    yield library
    library.close()
