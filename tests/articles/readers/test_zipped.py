"""Formats that are zip files: of versions and methods that there are not, locked, damaged. Each is told with a code, alone."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.articles.sources import read_articles
from kg.errors import Code, KgError

WORDS = "The harbour board of Fell bought a second crane on Wednesday, its chairwoman Mara Lund said after a meeting. " * 3
DOCX = f"<w:document xmlns:w='urn:w'><w:body><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p></w:body></w:document>"
ODT = (
    '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    f'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><text:p>{WORDS}</text:p></office:body></office:document>'
)
PAGE = f"<!DOCTYPE html><html><head><title>Second crane</title></head><body><article><p>{WORDS}</p></article></body></html>"
MADE = {
    "a.docx": {"word/document.xml": DOCX},
    "a.odt": {"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<m/>", "content.xml": ODT},
    "a.wacz": {"archive/one.warc": "WARC/1.0\r\n", "datapackage.json": "{}"},
    "a.html": {"index.html": PAGE},
}
"""Form → its parts; of a.html in front of them the page that carries them."""


def made(name: str) -> bytes:
    file = io.BytesIO(b"<!DOCTYPE html><html><body></body></html>" if name == "a.html" else b"")
    file.seek(0, 2)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed:
        for part, text in MADE[name].items():
            packed.writestr(part, text, zipfile.ZIP_STORED if part == "mimetype" else None)
    return file.getvalue()


def changed(data: bytes, offset: int, value: int) -> bytes:
    """Each entry of the directory at its end with another number of two bytes there, and each part likewise."""
    out = bytearray(data)
    for mark, at in ((b"PK\x01\x02", offset), (b"PK\x03\x04", offset - 2)):
        begin = out.find(mark)
        while begin >= 0:
            struct.pack_into("<H", out, begin + at, value)
            begin = out.find(mark, begin + 4)
    return bytes(out)


def spoilt(data: bytes) -> bytes:
    """Packed bytes that unpack to nothing."""
    out = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for part in packed.infolist():
            if part.compress_type == zipfile.ZIP_DEFLATED:
                begin = part.header_offset + 30 + len(part.filename)
                out[begin : begin + part.compress_size] = b"\xff" * part.compress_size
    return bytes(out)


FAULTS: dict[str, tuple[Callable[[bytes], bytes], Code]] = {
    "an unknown version": (lambda data: changed(data, 6, 200), Code.BAD_DOCUMENT),
    "an unknown method": (lambda data: changed(data, 10, 77), Code.BAD_DOCUMENT),
    "spoilt": (spoilt, Code.BAD_DOCUMENT),
    "cut off": (lambda data: data[: len(data) - 30], Code.BAD_DOCUMENT),
}


@pytest.mark.parametrize("name", MADE)
def test_whole_they_are_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(made(name))
    errors: list[KgError] = []
    found = list(read_articles([tmp_path / name], on_error=errors.append))
    assert [("Mara Lund" in a.text) for a in found] == [True] * (name != "a.wacz")


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", MADE)
def test_a_fault_is_told_and_the_others_go_in(name: str, fault: str, tmp_path: Path) -> None:
    hurt, code = FAULTS[fault]
    if (name, fault) == ("a.html", "cut off"):
        code = Code.UNKNOWN_FORMAT  # what is left is a page without words
    (tmp_path / name).write_bytes(hurt(made(name)))
    (tmp_path / "b.txt").write_text(WORDS)
    errors: list[KgError] = []
    found = list(read_articles([tmp_path / name, tmp_path / "b.txt"], on_error=errors.append))
    assert [a.source.endswith("b.txt") for a in found] == [True]
    assert [(e.code, name in str(e)) for e in errors] == [(code, True)]
