"""Whether a graph on disk can be opened: tried in a process with limits, because a damaged one may want all memory there is."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

from kg.processes import started

SECONDS = 60.0
"""That opening may take; a cold disk is slow."""
MEGABYTES = 2_000
"""Address space that opening may take; what is whole needs a part of it, most for threads that might need memory."""


def opens(folder: Path) -> bool:
    """Whether a graph can be opened within :data:`SECONDS` and :data:`MEGABYTES`.

    Args:
        folder: of a pyoxigraph store.
    """
    trying = started(
        "kg.graph.store.opening", str(folder), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        return trying.wait(SECONDS) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        trying.kill()
        trying.wait()


def main() -> None:
    """Open the graph that the command line names; the exit status is 0 where that went well."""
    import pyoxigraph as ox

    from kg.processes import die_with_parent

    die_with_parent()
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 2**20,) * 2)
    ox.Store.read_only(sys.argv[1])
