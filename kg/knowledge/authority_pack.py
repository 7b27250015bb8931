"""Wikidata dump → authority pack: the entries that news may name, and nothing else of the dump.

A pack is a ``.jsonl.gz``: one line that says which dump it was made of, then entries, then what the offices are called that they
hold, one a line. The same dump gives the same bytes.
"""

from __future__ import annotations

import bz2
import contextlib
import gzip
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from kg.errors import Code, KgError
from kg.files import whole
from kg.knowledge.authority import OnError, lexical_class, to_json
from kg.knowledge.authority_entry import CLASSES, Label
from kg.knowledge.authority_header import FORMAT, PACK_BEGIN, Header, header_of
from kg.knowledge.wikidata import read_dump
from kg.version import __version__

SUFFIX = ".jsonl.gz"
EVERY = 10_000
"""Entries between two words of progress."""


class _Hashing:
    """A file that is read once, hashed as it goes by."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self.sha256 = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self.sha256.update(data)
        return data

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    @property
    def closed(self) -> bool:
        return self._source.closed


def build_pack(
    dump: str | Path,
    pack: str | Path,
    *,
    classes: Iterable[str] = ("person", "organization"),
    prior: float = 0.0,
    on_error: OnError | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> Header:
    """Make a pack of a Wikidata JSON dump, in one pass and constant memory.

    Args:
        dump: ``.json``, packed as ``.gz`` or ``.bz2`` or not.
        pack: where to, ``.jsonl.gz``.
        classes: which entries to take.
        prior: what has pages in fewer wikis is left out.
        on_error: told of each line that cannot be read, which is passed over; raised where it is None.
        progress: told how many entries were taken.

    Returns:
        What the pack's first line says.

    Raises:
        KgError: KG002 when the dump cannot be read, KG045 when the pack cannot be written, KG061 when either has another suffix
            or the dump has no entry.
    """
    dump, pack = Path(dump), Path(pack)
    if not pack.name.endswith(SUFFIX):
        raise KgError(Code.BAD_AUTHORITY, path=pack, why=f"the name of a pack ends in {SUFFIX}")
    if not any(dump.name.endswith(end) for end in (".json", ".json.gz", ".json.bz2")):
        raise KgError(Code.BAD_AUTHORITY, path=dump, why="the name of a dump ends in .json, .json.gz or .json.bz2")
    chosen = tuple(c for c in CLASSES if c in set(classes))
    wanted = frozenset(lexical_class(c) for c in chosen)
    latest, taken = "", 0
    called: dict[str, str] = {}
    offices: set[str] = set()

    def changed(moment: str) -> None:
        nonlocal latest
        latest = max(latest, moment)

    def report(line: int, why: object) -> None:
        error = KgError(Code.BAD_AUTHORITY, path=dump, why=f"line {line}: {why}")
        if on_error is None:
            raise error
        on_error(error)

    with tempfile.TemporaryFile() as body:
        try:
            with open(dump, "rb") as plain:
                hashing = _Hashing(plain)
                with _unpacked(hashing, dump.suffix) as source:
                    for item in read_dump(source, report, wanted, changed):
                        if isinstance(item, Label):
                            called[item.id] = item.name
                        elif item.prior >= prior:
                            body.write(to_json(item).encode() + b"\n")
                            offices.update(item.positions)
                            taken += 1
                            if taken % EVERY == 0:
                                progress(taken)
                while hashing.read(1 << 20):  # what stands behind the packed data belongs to the file, too
                    pass
        except (OSError, EOFError) as error:
            raise KgError(Code.UNREADABLE_FILE, path=dump, why=error) from error
        if not taken:
            raise KgError(Code.BAD_AUTHORITY, path=dump, why="it holds no entry of these classes; is it Wikidata's JSON dump?")
        labels = [Label(identity, name) for identity, name in called.items() if identity in offices]
        for label in labels:
            body.write(to_json(label).encode() + b"\n")
        header = Header(
            pack=FORMAT,
            source=dump.name,
            sha256=hashing.sha256.hexdigest(),
            date=latest[:10],
            classes=chosen,
            prior=float(prior),
            entries=taken,
            labels=len(labels),
            kg=__version__,
        )
        body.seek(0)
        try:
            with whole(pack) as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
                packed.write(header.line().encode() + b"\n")
                shutil.copyfileobj(body, packed, 1 << 20)
        except OSError as error:
            raise KgError(Code.UNWRITABLE_FILE, path=pack, why=error.strerror or error) from error
    return header


@contextlib.contextmanager
def _unpacked(source: Any, suffix: str) -> Any:
    if suffix == ".gz":
        with gzip.GzipFile(fileobj=source, mode="rb") as packed:
            yield packed
    elif suffix == ".bz2":
        with bz2.BZ2File(source) as packed_bz:
            yield packed_bz
    else:
        yield _lines(source)


def _lines(source: Any) -> Iterable[bytes]:
    """The lines of what can only be read."""
    rest = b""
    while data := source.read(1 << 20):
        *lines, rest = (rest + data).split(b"\n")
        yield from lines
    if rest:
        yield rest


def pack_header(path: str | Path) -> Header | None:
    """What the first line of a pack says; None of a file that is none.

    Raises:
        KgError: KG061 of a pack that this version does not read.
    """
    try:
        with gzip.open(path, "rb") as packed:
            line = packed.readline(1 << 20)
    except (OSError, EOFError):
        return None
    if not line.startswith(PACK_BEGIN):
        return None
    try:
        return header_of(line)
    except (ValueError, TypeError, KeyError) as error:
        raise KgError(Code.BAD_AUTHORITY, path=path, why=error) from error
