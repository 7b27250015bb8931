"""Articles that a test makes up, as files to build from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write_articles(folder: Path, texts: Mapping[str, tuple[str | None, str, str]]) -> Path:
    """Text files with front matter.

    Args:
        folder: where to; it is made.
        texts: name → day of publication or None, headline, text; the name is in the article's url.

    Returns:
        The folder.
    """
    folder.mkdir()
    for name, (date, headline, text) in texts.items():
        front = f"---\nurl: urn:test:{name}\ntitle: {headline}\n" + (f"date: {date}\n" if date else "") + "---\n"
        (folder / f"{name}.txt").write_text(front + text + "\n", encoding="utf8")
    return folder
