"""RTF: its words, as databases of newspapers deliver them."""

from __future__ import annotations

import codecs
import re

from kg.articles.readers.docx import Document
from kg.errors import Code, KgError

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'\r\n])|(?P<brace>[{}])"
    rb"|(?P<line>\\?[\r\n]+)|(?P<text>[^\\{}\r\n]+)|(?P<odd>\\)",
    re.DOTALL,
)
_PASSED = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf footnote "
    b"listtable "
    b"listoverridetable rsidtbl generator themedata datastore xmlnstbl latentstyles fldinst bkmkstart bkmkend filetbl revtbl "
    b"mmathPr "
    b"pgptbl template comment annotation atnid atnauthor nonshppict shppict".split()
)
_BREAKS = {b"par": "\n\n", b"line": "\n", b"sect": "\n\n", b"row": "\n\n", b"cell": " ", b"tab": "\t"}
_SIGNS = {
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•",
    b"emspace": " ", b"enspace": " ", b"qmspace": " ",
}  # fmt: skip
_DEPTH = 500


def read_rtf(data: bytes, *, source: str) -> Document:
    """The words of an RTF file (version 1.9): paragraphs with a blank line between; headers, notes, fields' instructions and
    pictures left out. New pages that its writer made are kept.

    Args:
        data: the file.
        source: its name, for messages.
    Raises:
        KgError: BAD_DOCUMENT.
    """
    parts: list[str] = []
    pages: list[int] = [0]
    stack: list[tuple[bool, int]] = []
    passed, skip, pending = False, 1, 0
    title: list[str] = []
    codec = "cp1252"
    length = 0
    raw = bytearray()

    def say(words: str) -> None:
        nonlocal length
        if not passed:
            parts.append(words)
            length += len(words)

    def flush() -> None:
        if raw:
            say(bytes(raw).decode(codec, "replace"))
            raw.clear()

    opened = False
    for found in _TOKEN.finditer(data):
        kind = found.lastgroup
        if kind == "number":
            kind = "word"
        if kind in ("text", "hex"):
            piece = bytes.fromhex(found["hex"].decode()) if kind == "hex" else found["text"]
            if pending:
                taken = min(pending, len(piece))
                piece, pending = piece[taken:], pending - taken
            if kind == "hex":
                raw += b"" if passed else piece
            else:
                flush()
                raw += b"" if passed else piece
                flush()
            opened = False
            continue
        flush()
        if kind == "brace":
            if found["brace"] == b"{":
                if len(stack) >= _DEPTH:
                    raise KgError(Code.BAD_DOCUMENT, path=source, kind="RTF", why="its groups are nested too deeply")
                stack.append((passed, skip))
                opened = True
                continue
            if stack:
                passed, skip = stack.pop()
        elif kind == "word":
            word, number = found["word"], int(found["number"] or 0)
            if word == b"u":
                say(chr(number % 65_536))
                pending = skip
            elif word == b"uc":
                skip = number
            elif word == b"ansicpg":
                codec = _codec(number)
            elif word in _PASSED:
                passed = passed or opened or word in (b"pict",)
            elif word == b"page":
                pages.append(length)
            elif word in _BREAKS:
                say(_BREAKS[word])
            elif word in _SIGNS:
                say(_SIGNS[word])
            elif word == b"bin":
                raise KgError(Code.BAD_DOCUMENT, path=source, kind="RTF", why="it holds raw data")
        elif kind == "sign":
            sign = found["sign"]
            if sign == b"*":
                passed = True
            else:
                say({b"~": "\u00a0", b"_": "-", b"-": ""}.get(sign, sign.decode("latin-1")))
        opened = False
    flush()
    text = "".join(parts)
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if not text.strip():
        raise KgError(Code.NO_TEXT, path=source)
    return _tidied(text, pages, "".join(title))


def _codec(number: int) -> str:
    name = f"cp{number}"
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return "utf-8" if number == 65001 else name


def _tidied(text: str, pages: list[int], title: str) -> Document:
    """Lines without blanks around them, no more than one blank line between; where pages begin is counted anew."""
    lines: list[str] = []
    starts: list[int] = []
    at = read = 0
    waiting = sorted(pages)
    for line in text.split("\n"):
        words = line.strip()
        while waiting and waiting[0] <= read + len(line):
            starts.append(at)
            waiting.pop(0)
        read += len(line) + 1
        if not words and (not lines or not lines[-1]):
            continue
        lines.append(words)
        at += len(words) + 1
    whole = "\n".join(lines).rstrip()
    starts = [min(start, len(whole)) for start in starts]
    return Document(whole, tuple(starts) if len(starts) > 1 else (), title=title)
