"""What the bot may do alone, and what needs a colleague."""

from __future__ import annotations

from typing import Literal

from actions.crm.model import Tier

Act = Literal["trace", "replacement", "watch", "warehouse", "person", "none"]

_UNLIMITED = None
_NOTHING = 0

# Up to which value of the goods, in cents, the bot acts without asking a colleague.
_RIGHTS: dict[Act, dict[Tier, int | None]] = {
    "trace": {"standard": _UNLIMITED, "plus": _UNLIMITED, "business": _UNLIMITED},
    "watch": {"standard": _UNLIMITED, "plus": _UNLIMITED, "business": _UNLIMITED},
    "warehouse": {"standard": _UNLIMITED, "plus": _UNLIMITED, "business": _UNLIMITED},
    "replacement": {"standard": 1500_00, "plus": 1500_00, "business": 1500_00},
}


def limit(act: Act, tier: Tier) -> int | None:
    """The highest value in cents up to which the bot may do it; None without a limit."""
    return _RIGHTS.get(act, {}).get(tier, _NOTHING)


def may(act: Act, *, value: int, tier: Tier) -> bool:
    """Whether the bot may do this alone for goods of that value in cents."""
    highest = limit(act, tier)
    return highest is None or value <= highest
