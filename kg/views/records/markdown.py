"""Text in Markdown (CommonMark with footnotes, as GitHub and Pandoc read them): what comes from outside stays text."""

from __future__ import annotations

import re
from urllib.parse import quote

from kg.errors import printable
from kg.views.records.record import web_address

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&#$^@!{}]|:(?=//)")
_BEGINNING = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def escape(text: str) -> str:
    """Any text as one line of Markdown that reads as itself, wherever it stands."""
    line = _SPECIAL.sub(lambda found: "\\" + found[0], " ".join(printable(text).split()))
    begun = _BEGINNING.match(line)
    if begun is None:
        return line
    end = begun.end()
    return f"{line[:end]}\\{line[end:]}" if begun[2][0].isdigit() else f"{line[: end - 1]}\\{line[end - 1 :]}"


def address(url: str | None) -> str:
    """An address that can be followed, or as text where it does not lead to the web; "" for None."""
    if not url:
        return ""
    if not web_address(url):
        return escape(url)
    return f"<{quote(printable(url), safe=_SAFE)}>"


_SAFE = "/:?#[]@!$&'()*+,;=%-._~"
