"""Clocks: CPU and wall time, of this process or of a command with its children, and the most memory it used."""

from __future__ import annotations

import resource
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import psutil

LOOK = 0.2
"""Seconds between two looks at the memory used."""


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds, wall seconds, and the most memory in megabytes (0: not looked at)."""

    cpu: float
    wall: float
    megabytes: float = 0.0


def of_call(call: Callable[[], object]) -> Cost:
    """What a call costs in this process."""
    cpu, wall = time.process_time(), time.perf_counter()
    call()
    return Cost(time.process_time() - cpu, time.perf_counter() - wall)


def of_command(command: Sequence[str]) -> Cost:
    """What a command costs, children included.

    Raises:
        RuntimeError: where it fails, with the end of what it said.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    peak = _Peak(process.pid)
    said, _ = process.communicate()
    peak.stop()
    wall = time.perf_counter() - wall
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{said[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, wall, peak.megabytes)


class _Peak:
    """Watches the memory of a process and of all below it (resident, pages that they share counted for each)."""

    def __init__(self, pid: int) -> None:
        self.root = psutil.Process(pid)
        self.megabytes = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._over.wait(LOOK):
            used = 0
            try:
                for process in [self.root, *self.root.children(recursive=True)]:
                    used += process.memory_info().rss
            except psutil.Error:
                continue
            self.megabytes = max(self.megabytes, used / 2**20)

    def stop(self) -> None:
        self._over.set()
        self._thread.join()


def shown(costs: Sequence[Cost]) -> str:
    """Least and median CPU time, and median wall time."""
    cpu, wall = [c.cpu for c in costs], [c.wall for c in costs]
    return f"CPU {min(cpu):.2f} s (median {statistics.median(cpu):.2f}), wall {statistics.median(wall):.2f} s"


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost], *, aim: float | None = None) -> str:
    """How many times as much CPU time; the least of each, and the median of the rounds' ratios."""
    least = min(c.cpu for c in ours) / min(c.cpu for c in theirs)
    rounds = statistics.median(a.cpu / b.cpu for a, b in zip(ours, theirs, strict=True))
    wanted = f"   aim: at most {aim}" if aim else ""
    return f"{least:.2f} of least CPU times, {rounds:.2f} by median of rounds{wanted}"
