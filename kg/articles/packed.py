"""Compressed bytes, unpacked within limits: a few kilobytes may claim to be gigabytes."""

from __future__ import annotations

import importlib
import io
import sys
import zipfile
import zlib
from typing import Any, BinaryIO

CHUNK = 65_536
ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError)
"""What a zip file that is damaged, locked, or of a version or method that there is not, makes its library raise."""
_MAGIC = b"\x1f\x8b\x08"


def unpack(data: bytes, coding: str, limit: int) -> bytes:
    """The content of an HTTP message whose ``Content-Encoding`` is ``coding``.

    Args:
        data: as it was sent.
        coding: "gzip", "deflate", "br", "zstd", several with commas between, or "".
        limit: bytes after which unpacking stops.
    Returns:
        The content; one byte more than ``limit`` where there would have been more than that.
    Raises:
        ValueError: on a coding that is not known, or data that are not in it.
    """
    for name in reversed([part.strip().lower() for part in coding.split(",")]):
        if name in ("", "identity"):
            continue
        if name in ("gzip", "x-gzip"):
            data = _inflate(data, 16 + zlib.MAX_WBITS, limit)
        elif name == "deflate":  # with zlib's frame, as the standard says, or without it, as some servers do
            framed = len(data) > 1 and data[0] & 15 == 8 and int.from_bytes(data[:2]) % 31 == 0
            data = _inflate(data, zlib.MAX_WBITS if framed else -zlib.MAX_WBITS, limit)
        elif name == "br":
            data = _unbrotli(data, limit)
        elif name == "zstd":
            data = _unzstd(data, limit)
        else:
            raise ValueError(f"its coding {name!r} is not known")
    return data[: limit + 1]


def is_cut(data: bytes, coding: str) -> bool:
    """Whether what was packed with gzip ends before its end."""
    if coding.strip().lower() not in ("gzip", "x-gzip"):
        return False
    unpacked = zlib.decompressobj(16 + zlib.MAX_WBITS)
    rest, size = data, 0
    try:
        while rest and not unpacked.eof and size < 100_000_000:
            size += len(unpacked.decompress(rest, CHUNK))
            rest = unpacked.unconsumed_tail
    except zlib.error:
        return False
    return not unpacked.eof and not rest


def _unbrotli(data: bytes, limit: int) -> bytes:
    import brotli

    unpacker = brotli.Decompressor()
    parts, size = [], 0
    try:
        piece = unpacker.process(data, output_buffer_limit=CHUNK)
        while piece or not unpacker.is_finished():
            parts.append(piece)
            size += len(piece)
            if size > limit or not piece:
                break
            piece = unpacker.process(b"", output_buffer_limit=CHUNK)
    except brotli.error as error:
        raise ValueError(f"it cannot be unpacked ({error})") from error
    if not size and data:
        raise ValueError("it cannot be unpacked (it ends too early)")
    return b"".join(parts)


def _unzstd(data: bytes, limit: int) -> bytes:
    zstd = zstd_library()
    try:
        return bytes(zstd.ZstdDecompressor().decompress(data, limit + 1))
    except (zstd.ZstdError, EOFError) as error:
        raise ValueError(f"it cannot be unpacked ({error})") from error


def zstd_library() -> Any:
    """Python's own from 3.14 on, before that its backport."""
    return importlib.import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")


def _inflate(data: bytes, bits: int, limit: int) -> bytes:
    unpacked = zlib.decompressobj(bits)
    try:
        return unpacked.decompress(data, limit + 1)
    except zlib.error as error:
        raise ValueError(f"it cannot be unpacked ({error})") from error


class DamagedMember(ValueError):
    """A part of a gzip file cannot be unpacked; what is read next comes from the part after it."""


class Members(io.RawIOBase):
    """The plain bytes of a gzip file of many parts ("members"), as archives of web pages are.

    Reading raises :class:`DamagedMember` once for each damaged part, and goes on at the next one.

    Args:
        file: the packed file.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self._packed = b""
        self._open: zlib._Decompress | None = None
        self._lost = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while True:
            if self._open is None and not self._find():
                return 0
            assert self._open is not None
            given = self._packed
            try:
                plain = self._open.decompress(given, len(buffer))
            except zlib.error as error:
                self._open, self._packed = None, given[1:]
                if self._lost:
                    continue
                self._lost = True
                raise DamagedMember(f"it cannot be unpacked: {error}") from error
            self._packed = self._open.unconsumed_tail
            if self._open.eof:
                self._packed, self._open = self._open.unused_data, None
            if plain:
                self._lost = False
                buffer[: len(plain)] = plain
                return len(plain)
            if self._open is not None and not self._packed:
                self._packed = self.file.read(CHUNK)
                if not self._packed:
                    self._open = None
                    raise DamagedMember("it ends too early")

    def _find(self) -> bool:
        """Go to the next place where a member begins."""
        while True:
            at = self._packed.find(_MAGIC)
            passed = self._packed[: at if at >= 0 else max(len(self._packed) - 2, 0)]
            if passed.strip(b"\0") and not self._lost:  # some writers fill up with zeros
                self._lost = True
                raise DamagedMember("what follows is no packed part")
            if at >= 0:
                self._packed = self._packed[at:]
                self._open = zlib.decompressobj(16 + zlib.MAX_WBITS)
                return True
            more = self.file.read(CHUNK)
            if not more:
                return False
            self._packed = self._packed[-2:] + more


class Joined(io.RawIOBase):
    """What was read already, and then the rest."""

    def __init__(self, start: bytes, file: BinaryIO) -> None:
        self.start, self.file = start, file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self.start[: len(buffer)] or self.file.read(len(buffer))
        self.start = self.start[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)
