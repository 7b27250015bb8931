"""Processes of our own beside this one: started with a safe path, spoken to in frames, watched, and gone when this one is.

A frame is a msgpack value behind a length of eight bytes. A process that is started here finds this package where this one
found it, but nothing in the working folder: a file there that is named like a module is never run.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

LENGTH = struct.Struct(">Q")
"""The length of a frame's content, before it."""

ROOT = str(Path(__file__).resolve().parents[1])
"""Where this package was found, also when it is not installed."""

PR_SET_PDEATHSIG = 1

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_RUN = "import sys; sys.path.append({root!r}); from {module} import main; main()"


def started(module: str, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    """A Python process that runs ``main()`` of one of our modules.

    It looks for modules where Python is installed and where this package is, not in the working folder (``-P``), and inherits no
    ``__main__``: a script that builds needs no guard. Where the system can, it dies with this process.

    Args:
        module: dotted name of a module with a function ``main()``.
        arguments: its ``sys.argv[1:]``.
        options: of ``subprocess.Popen``.
    """
    command = [sys.executable, "-P", "-c", _RUN.format(root=ROOT, module=module), *arguments]
    # Linux takes the thread that starts a process for its parent: that has to last, whoever asks.
    begun: subprocess.Popen[bytes] = _starter(os.getpid()).submit(lambda: subprocess.Popen(command, **options)).result()
    return begun


@functools.cache
def _starter(pid: int) -> ThreadPoolExecutor:
    """One thread, which ends with this process; a fork has one of its own."""
    return ThreadPoolExecutor(1, thread_name_prefix=f"kg-{pid}")


def die_with_parent() -> None:
    """Let this process end when the one that started it does, however that ended; Ctrl-C is for that one to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = os.getppid()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    """For systems without the signal, and for a parent that was gone before it was asked for."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def receive(stream: BinaryIO) -> Any:
    """The content of the next frame; None at the end."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    return msgspec.msgpack.decode(stream.read(LENGTH.unpack(head)[0]))


def send(stream: BinaryIO, message: Any) -> None:
    """Write one frame."""
    data = msgspec.msgpack.encode(message)
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def memory_of(pid: int) -> float:
    """Megabytes that a process uses; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as statm:
            return int(statm.read().split()[1]) * _PAGE / 2**20
    except (OSError, ValueError, IndexError):
        return 0.0


def seconds_of(pid: int) -> float | None:
    """Seconds of CPU that a process has used; None where the system does not tell."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK
    except (OSError, ValueError, IndexError):
        return None
