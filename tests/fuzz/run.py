"""``make fuzz``: hostile input against every target for FUZZ_MINUTES, and then every fault of what writes.

    python tests/fuzz/run.py [--minutes N] [--seed N] [--target NAME] [--example N] [--faults]

Each target runs in a process of its own, with limits of memory and of time for one example, and is started again where it dies. A
failure is told by its target and number, with which ``--target NAME --example N`` repeats it alone.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import itertools
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent)]

from faults import OF_KINDS, OPERATIONS  # noqa: E402
from faults import environment as writes_environment  # noqa: E402

from fuzz.targets import TARGETS, place  # noqa: E402

SLICE = 30.0
"""Seconds that a target runs at once."""
EXAMPLE_SECONDS = 25
"""Seconds of CPU that an example may take."""
MEGABYTES = 6_000
"""Address space of a process: the libraries of the reading alone take 2,500."""
MOST_TOLD = 20
"""Failures of a target after which it is tried no more: all of them are likely one."""


def example(name: str, number: int, folder: Path) -> None:
    """One example alone, with whatever it raises."""
    with place(folder) as where:
        TARGETS[name](random.Random(f"{name} {number}"), where)


def child(name: str, first: int, seconds: float, folder: Path) -> None:
    """Examples of a target from a number on, until the time is over; what each does goes to standard output, a line each."""
    faulthandler.enable()
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 2**20,) * 2)
    signal.signal(signal.SIGPROF, _too_long)
    until = time.monotonic() + seconds
    number = first
    with place(folder) as where:
        while time.monotonic() < until:
            print(json.dumps({"at": number}), flush=True)
            signal.setitimer(signal.ITIMER_PROF, EXAMPLE_SECONDS)
            try:
                TARGETS[name](random.Random(f"{name} {number}"), where)
            except Exception:
                print(json.dumps({"failed": number, "why": traceback.format_exc()[-1500:]}), flush=True)
            signal.setitimer(signal.ITIMER_PROF, 0)
            number += 1
    print(json.dumps({"done": number}), flush=True)


def _too_long(*_: object) -> None:
    raise TimeoutError(f"an example took more than {EXAMPLE_SECONDS} seconds of CPU")


def slice_of(name: str, first: int, seconds: float) -> tuple[int, list[tuple[int, str]]]:
    """Run a target for some time.

    Returns:
        The number of the next example; those that failed, and why.
    """
    failed: list[tuple[int, str]] = []
    with tempfile.TemporaryDirectory(prefix="kg-fuzz-") as folder, tempfile.TemporaryFile("w+") as complaints:
        command = [sys.executable, __file__, "--child", folder, "--target", name]
        command += ["--example", str(first), "--seconds", str(seconds)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, text=True, start_new_session=True)
        at, done = first, False
        assert process.stdout is not None
        watchdog = _Watchdog(process, seconds + 120)
        for line in process.stdout:
            told = json.loads(line)
            at = told.get("at", told.get("done", at))
            done = done or "done" in told
            if "failed" in told:
                failed.append((told["failed"], told["why"]))
        watchdog.cancel()
        process.wait()
        if not done:
            complaints.seek(0)
            failed.append((at, f"the process ended with {process.returncode}: {complaints.read()[-1500:]}"))
            at += 1
    return at, failed


class _Watchdog:
    """Ends a process that hangs."""

    def __init__(self, process: subprocess.Popen[str], seconds: float) -> None:
        import threading

        def end() -> None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

        self._timer = threading.Timer(seconds, end)
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        self._timer.cancel()


def faults() -> list[str]:
    """All faults of what writes (tests/faults.py)."""
    wrong = []
    for kinds, operation in itertools.product(OF_KINDS, OPERATIONS):
        with tempfile.TemporaryDirectory(prefix="kg-faults-") as folder, tempfile.TemporaryDirectory() as library:
            environment = dict(os.environ) if kinds == "steps" else writes_environment(Path(library))
            if environment is None:
                continue
            command = [sys.executable, str(TESTS / "faults.py"), folder, operation, "1", "0", kinds]
            done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
            told = {"tried": 0, "wrong": [done.stderr[-1500:]]}
            if done.returncode == 0:
                told = json.loads(done.stdout.splitlines()[-1])
            print(f"faults of {operation:<8}{kinds:<8}{told['tried']:>8} tried, {len(told['wrong'])} failed", flush=True)
            wrong += told["wrong"]
    return wrong


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--minutes", type=float, default=float(os.environ.get("FUZZ_MINUTES", "10")))
    asked.add_argument("--seed", type=int, default=int(os.environ.get("FUZZ_SEED", "0")))
    asked.add_argument("--target", choices=sorted(TARGETS), action="append")
    asked.add_argument("--example", type=int)
    asked.add_argument("--faults", action="store_true", help="also try all faults of what writes")
    asked.add_argument("--child", help=argparse.SUPPRESS)
    asked.add_argument("--seconds", type=float, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.child:
        child(given.target[0], given.example, given.seconds, Path(given.child))
        return
    if given.example is not None:
        with tempfile.TemporaryDirectory(prefix="kg-fuzz-") as folder:
            example(given.target[0], given.example, Path(folder))
        return
    targets = given.target or list(TARGETS)
    begun = given.seed * 1_000_000
    following = dict.fromkeys(targets, begun)
    failures: dict[str, list[tuple[int, str]]] = {name: [] for name in targets}
    until = time.monotonic() + given.minutes * 60
    while (left := until - time.monotonic()) > 1:
        tried = [name for name in targets if len(failures[name]) < MOST_TOLD]
        if not tried:
            break
        for name in tried:
            seconds = min(SLICE, max(left / len(tried), 5.0))
            following[name], failed = slice_of(name, following[name], seconds)
            failures[name] += failed
            for number, why in failed[:MOST_TOLD]:
                print(f"\n{name} {number} failed:\n{why}\n", flush=True)
    for name in targets:
        print(f"{name:<22}{following[name] - begun:>8} tried, {len(failures[name])} failed", flush=True)
    wrong = faults() if given.faults else []
    for one in wrong:
        print(one)
    sys.exit(1 if wrong or any(failures.values()) else 0)


if __name__ == "__main__":
    main()
