"""Bytes to text, and text to what can be stored: every article passes here before any offset is counted."""

from __future__ import annotations

import codecs
import re
from urllib.parse import quote, urlsplit

_C1 = {i: bytes([i]).decode("cp1252", "replace") for i in range(0x80, 0xA0)}
_TABLE: dict[int, str] = {
    **{i: "\ufffd" for i in range(0x20) if chr(i) not in "\t\n\r\v\f"},
    **_C1,
    0x0B: "\n",
    0x0C: "\n",
    0x7F: "\ufffd",
    0xFFFE: "\ufffd",
    0xFFFF: "\ufffd",
}
_DOUBTFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[:/?]|$)", re.IGNORECASE)
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f-\xa0\u2028\u2029]')
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"SQLite format", b"\x7fELF")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,30})", re.IGNORECASE)
_CODECS = re.compile(
    r"(?:iso-?8859-?\d+|windows-\d+|cp\d+|koi8-[ru]|gb\w+|big5\w*|euc-\w+|shift_jis|utf-?16\w*|latin\d*|us-ascii|iso-2022-\w+|mac\w+)",
    re.IGNORECASE,
)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("kg-cp1252", _as_cp1252)


def decode(data: bytes) -> str:
    """UTF-8 (or UTF-16, by a byte order mark or by its zeros); bytes that are not, one by one, are Windows-1252.

    So a file that is Windows-1252 throughout comes out right, and so does a UTF-8 file with a few such bytes pasted in.
    Line ends stay as they are.

    Args:
        data: the whole file.
    Returns:
        Its characters, not yet cleaned.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "kg-cp1252" if name == "utf-8" else "replace")
    if wide := unmarked_utf16(data):
        return data.decode(wide, "replace")
    return data.decode("utf-8", "kg-cp1252")


def decode_page(data: bytes, charset: str | None = None) -> str:
    """As :func:`decode`, but a page that is not UTF-8 may name its encoding: in a meta tag, or in the header it came with.

    Args:
        data: the page.
        charset: what its ``Content-Type`` header named.
    """
    if data.startswith(tuple(mark for mark, _ in _BOMS)):
        return decode(data)
    named = _CHARSET.search(data, 0, 4096)
    for name in (charset or "", named[1].decode("ascii") if named else ""):
        if (text := decode_as(data, name)) is not None:
            return text
    return decode(data)


def is_encoding(name: str) -> bool:
    """Whether what calls itself an encoding is one of texts; Python knows others, some of which take for ever."""
    return bool(_CODECS.fullmatch(name))


def decode_as(data: bytes, name: str) -> str | None:
    """``data`` in the encoding ``name``, where that is known and may be true: what is UTF-8 is no old 8-bit encoding.

    Args:
        data: the whole text, without a byte order mark.
        name: as some declaration gives it.
    Returns:
        Its characters, or None where ``name`` is UTF-8 or no encoding of texts.
    """
    if not is_encoding(name) or name.lower().startswith("utf-8"):
        return None
    if name.lower().startswith("utf"):  # a declaration that can be read in ASCII is not in UTF-16
        wide = b"\0" in data[:200]
        return data.decode(name if name.lower().endswith("e") else _order(data), "replace") if wide else None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        # HTML reads what calls itself Latin-1 or ASCII as Windows-1252 (WHATWG Encoding Standard)
        western = re.fullmatch(r"(?i)iso-?8859-?1|latin-?1|us-ascii|windows-1252|cp1252", name)
        return data.decode("cp1252" if western else name, "replace")
    except LookupError:
        return None


def _order(data: bytes) -> str:
    return "utf-16-be" if data[:200:2].count(0) > data[1:200:2].count(0) else "utf-16-le"


def unmarked_utf16(data: bytes) -> str | None:
    """The order of UTF-16 without a mark, which its zeros tell in a text of mostly Latin letters; None where it is none."""
    start = data[:4096]
    if len(start) < 8 or b"\0" not in start:
        return None
    first, second = start[::2].count(0), start[1::2].count(0)
    many = len(start) // 4
    if second > many and not first:
        return "utf-16-le"
    return "utf-16-be" if first > many and not second else None


def is_binary(data: bytes) -> bool:
    """Whether ``data`` is no text at all: a known binary format, or many control characters."""
    if data.startswith(_MAGIC):
        return True
    if data.startswith(tuple(mark for mark, _ in _BOMS)) or unmarked_utf16(data):
        return False
    start = data[:4096]
    odd = sum(byte < 9 or 13 < byte < 32 for byte in start)
    return odd > max(4, len(start) // 20)


def clean(text: str) -> str:
    """``text`` with what no store or file format can hold replaced, one character by one.

    NULs, control characters, lone surrogates and noncharacters become U+FFFD; C1 controls, which are nearly always
    Windows-1252 read as Latin-1, the character meant; form feeds line ends. Surrogate pairs are joined first. All else,
    line ends and blanks included, stays exactly as it is.
    """
    if not _DOUBTFUL.search(text):
        return text
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.translate(_TABLE)


def one_line(value: str) -> str:
    """A title or name: cleaned, its line breaks and tabs made blanks, without blanks around it."""
    return re.sub(r"\s*[\n\r\t\u2028\u2029]\s*", " ", clean(value).strip())


def iri(value: str) -> str | None:
    """``value`` as an absolute IRI, or None where it is none.

    Args:
        value: as the source gives it. What IRIs may not hold is percent-encoded; a bare host name gets ``https://``.
    """
    value = clean(value).strip()
    if value.startswith("//"):
        value = "https:" + value
    if _HOST.match(value) and not re.match(r"[a-z0-9.-]+:\d*[^\d/]", value, re.IGNORECASE):
        value = "https://" + value
    if not _SCHEME.match(value):
        return None
    return _NOT_IN_IRI.sub(lambda found: quote(found[0], safe=""), value)


def charset_of(content_type: str) -> str | None:
    """The charset that a ``Content-Type`` names, or None."""
    found = re.search(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,30})", content_type, re.IGNORECASE)
    return found[1] if found else None


def host_of(url: str) -> str:
    """The host that an address names, without "www."; "" where it names none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def language_tag(value: str) -> str | None:
    """``value`` as a BCP 47 tag ("en_GB" is taken as "en-GB"), or None where it is none."""
    value = value.strip().replace("_", "-")
    return value if _LANGUAGE.fullmatch(value) else None


def flat(value: object) -> str:
    """What a YAML or JSON value says in words: a string, a list of names, or an object with a name; "" for nothing."""
    if isinstance(value, str):
        return "" if value.strip() in ("", "~", "null") else one_line(value)
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(part for part in map(flat, value) if part))
    if isinstance(value, dict):
        return flat(value.get("name") or value.get("title") or value.get("@value"))
    return ""
