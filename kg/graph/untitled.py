"""What an article is called that has no headline."""

from __future__ import annotations

WORDS = 7
"""Words that stand for the headline of an article that has none."""


def untitled_name(text: str, file: str | None = None) -> str:
    """What an article without a headline is called: its first words, and its file where that is known."""
    words = text.split()
    beginning = f"“{' '.join(words[:WORDS])} …”" if words else "an article without words"
    return f"{beginning} ({file.rpartition('/')[2]})" if file else beginning
