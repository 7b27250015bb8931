"""How recent things are, by the days on which they were last told."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

SHARE = 0.25
"""Of the time from the first to the last day, what halves recency."""
LEAST = 3.0
"""Days that it takes at least: a story of one week is all of today."""


def recency(last: Mapping[str, str]) -> dict[str, float]:
    """1.0 for what was told on the last day, half of that for what is older by a quarter of the story, and so on.

    Args:
        last: the latest day (ISO) on which each was told.

    Returns:
        Numbers above 0, up to 1, for the same keys.
    """
    days = {key: datetime.date.fromisoformat(date[:10]).toordinal() for key, date in last.items()}
    if not days:
        return {}
    latest = max(days.values())
    half = max(SHARE * (latest - min(days.values())), LEAST)
    return {key: round(0.5 ** ((latest - day) / half), 4) for key, day in days.items()}
