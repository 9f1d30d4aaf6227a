"""Pure rules of estimates: how long a customer in the queue will wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from statistics import median

FEWEST = 3
"""With fewer cases behind it an estimate would be a guess."""
STEPS = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60)
"""Minutes that are told: rounded up, so that they rarely change and rarely disappoint."""


def minutes_left(position: int, served_in: Sequence[timedelta], hands: int) -> int | None:
    """Minutes until the case at `position` (from 1) is taken; None when nothing can be said.

    `served_in` is how long recent cases took their agents, `hands` how many cases the agents who
    are available hold at once.
    """
    if len(served_in) < FEWEST or hands < 1:
        return None
    typical = median(served.total_seconds() for served in served_in) / 60
    minutes = position * typical / hands
    return next((step for step in STEPS if minutes <= step), None)
