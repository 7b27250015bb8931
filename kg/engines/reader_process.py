"""A process that reads articles for :class:`kg.engines.readers.Readers`, until its input ends."""

from __future__ import annotations

import gc
import os
import sys

from kg.engines import reading
from kg.errors import KgError
from kg.processes import die_with_parent, receive, send


def main() -> None:
    """Load the pipeline that ``sys.argv`` names, then answer batch for batch."""
    die_with_parent()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that prints may spoil an answer
    gc.disable()  # reading leaves next to none, and looking for it in the model and the lists, which stay, takes a tenth
    try:
        reading.start(sys.argv[1])
    except KgError as error:
        send(out, ["refused", [error.code.name, {name: str(value) for name, value in error.fields.items()}]])
        return
    send(out, ["ready", None])
    while (batch := receive(sys.stdin.buffer)) is not None:
        send(out, ["read", reading.read_packed(sys.argv[1], batch)])
        gc.collect()
        if not gc.get_freeze_count():  # model and lists are loaded by now
            gc.freeze()
