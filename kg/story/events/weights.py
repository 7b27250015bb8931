"""How much an event matters in the story: what it weighs in its articles, and how many independent origins tell it."""

from __future__ import annotations

import math
from collections.abc import Iterable

from kg.story.story import Telling

FURTHER = 0.5
"""What the weight of each further origin counts beside that of the first."""
DECIMALS = 3


def weight_of(tellings: Iterable[Telling]) -> float:
    """The weight of an event, 0 to 1: never less by one telling more, whatever their order.

    Of each origin the article counts where the event weighs most. The weights are joined as chances that it does *not* matter
    are: that of the weightiest origin whole, of each further one by half, so that what many mention in passing stays low.

    Args:
        tellings: its claims.
    """
    of: dict[str, float] = {}
    for telling in tellings:
        of[telling.origin] = max(of.get(telling.origin, 0.0), telling.weight)
    first, *further = sorted(of.values(), reverse=True) or [0.0]
    return round(1 - (1 - first) * math.prod(1 - FURTHER * weight for weight in further), DECIMALS)
