"""What an export of Blogger holds beside published posts: comments, templates, settings, drafts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_KIND = "http://schemas.google.com/blogger/2008/kind#"


def no_post(entry: Mapping[str, Any]) -> str:
    """The kind of an entry that is no post (a comment, a template, a setting, a page); "" for a post, and in other feeds."""
    terms = (str(tag.get("term") or "") for tag in entry.get("tags") or ())
    kind = next((term.removeprefix(_KIND) for term in terms if term.startswith(_KIND)), "")
    kind = kind or str(entry.get("blogger_type") or "").lower()
    return "" if kind in ("", "post") else kind


def unpublished(entry: Mapping[str, Any]) -> str:
    """Why a post is not published; "" where it is."""
    draft = str(entry.get("app_draft") or entry.get("draft") or "").lower() == "yes"
    status = str(entry.get("blogger_status") or "").lower()
    return "a draft" if draft or status == "draft" else "" if status in ("", "live") else f"of the status {status}"
