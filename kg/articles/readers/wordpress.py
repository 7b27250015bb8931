"""What an export of WordPress (WXR) holds beside published posts, and marks of its own in their texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.articles.readers.records import UNPUBLISHED

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CAPTION = re.compile(r"\[(caption|wp_caption)\b[^\]]*\].*?\[/\1\]", re.DOTALL)
_EMPTY = re.compile(r"\[(gallery|embed|audio|video|playlist)\b[^\]]*\](?:[^\[]{0,400}\[/\1\])?", re.DOTALL)
_WITH_VALUES = re.compile(r"\[[a-z][\w-]{1,40}(?:\s+[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\]]+))+\s*/?\]")
_CLOSING = re.compile(r"\[/[a-z][\w-]{1,40}\]")
_OPENING = re.compile(r"\[([a-z][\w-]{1,40})\](?=.*?\[/\1\])", re.DOTALL)


def no_post(entry: Mapping[str, Any]) -> str:
    """The type of an entry that is no post (a page, a picture, a style, a line of a menu); "" for a post, and in other feeds."""
    kind = str(entry.get("wp_post_type") or "")
    return "" if kind in ("", "post", "article", "news", "news_article") else kind


def unpublished(entry: Mapping[str, Any]) -> str:
    """Why a post is not published; "" where it is."""
    if entry.get("wp_post_password"):
        return "behind a password"
    status = str(entry.get("wp_status") or "")
    return "" if status in ("", "publish") else UNPUBLISHED.get(status, f"of the status {status}")


def plain(value: str) -> str:
    """The text of a post without shortcodes and blocks' comments, its empty lines as paragraphs."""
    value = _EMPTY.sub("", _CAPTION.sub("", _COMMENT.sub("", value)))
    value = _CLOSING.sub("", _OPENING.sub("", _WITH_VALUES.sub("", value)))
    if "<p" not in value and re.search(r"\n\s*\n", value):
        value = "<p>" + re.sub(r"\s*\n\s*\n\s*", "</p>\n<p>", value.strip()) + "</p>"
    return value
