"""What tests of pages share: a browser for each module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .browser import open_browser


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    """Chromium as most machines have it, without WebGL."""
    with open_browser() as found:
        yield found
