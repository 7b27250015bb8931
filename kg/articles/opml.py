"""Lists of feeds (OPML): the addresses that they name."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from kg.errors import Code, KgError

LARGEST = 10 * 2**20
"""Bytes of a list at most."""
_OUTLINE = re.compile(r"<outline\b([^<>]*)>", re.IGNORECASE)
_FEED = re.compile(r"""\bxmlUrl\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""", re.IGNORECASE)


def is_opml(path: str | Path) -> bool:
    """Whether a file is a list of feeds, by its name."""
    return Path(path).suffix.lower() == ".opml" and Path(path).is_file()


def addresses(path: str | Path) -> list[str]:
    """The feeds of a list, each once, in its order.

    The list is not parsed as XML, which could name entities and files: only the attributes of its outlines are looked at.

    Raises:
        KgError: KG002 where it cannot be read, KG151 where it names no feed.
    """
    try:
        if Path(path).stat().st_size > LARGEST:
            raise KgError(Code.NO_FEEDS, path=path)
        text = Path(path).read_text("utf-8-sig", errors="replace")
    except OSError as error:
        raise KgError(Code.UNREADABLE_FILE, path=path, why=error.strerror or error) from error
    found = [unescape(m[1] or m[2] or "").strip() for outline in _OUTLINE.findall(text) if (m := _FEED.search(outline))]
    listed = list(dict.fromkeys(url for url in found if url.lower().startswith(("http://", "https://"))))
    if not listed:
        raise KgError(Code.NO_FEEDS, path=path)
    return listed
