"""What the bot may do alone, and what needs a colleague."""

from __future__ import annotations

from datetime import timedelta

from actions.crm.records.customer import Tier
from actions.engine.case.diagnosis import Act

RETURN_WINDOW = timedelta(days=14)
"""How long after delivery a customer may send something back without a reason."""
REFUND_AFTER_RETURN = timedelta(days=14)
"""How long after the goods are back the money is there at the latest."""

PRICE_PROTECTION = timedelta(days=14)
"""How long after an order a customer gets the difference when the price drops."""
RENEWABLE = timedelta(days=7)
"""How long after its end a code may be renewed, once."""
INVOICE_CORRECTION = timedelta(days=60)
"""How long after its day the bot may have an invoice corrected."""

_UNLIMITED = None
_NOTHING = 0

# Up to which value of the goods, in cents, the bot acts without asking a colleague.
_RIGHTS: dict[Act, dict[Tier, int | None]] = {
    "trace": {"standard": _UNLIMITED, "plus": _UNLIMITED, "business": _UNLIMITED},
    "watch": {"standard": _UNLIMITED, "plus": _UNLIMITED, "business": _UNLIMITED},
    "warehouse": {"standard": _UNLIMITED, "plus": _UNLIMITED, "business": _UNLIMITED},
    "replacement": {"standard": 1500_00, "plus": 1500_00, "business": 1500_00},
    "cancel": {"standard": _UNLIMITED, "plus": _UNLIMITED, "business": _UNLIMITED},
    "redirect": {"standard": _UNLIMITED, "plus": _UNLIMITED, "business": _UNLIMITED},
    "chase": {"standard": _UNLIMITED, "plus": _UNLIMITED, "business": _UNLIMITED},
    "send_back": {"standard": _UNLIMITED, "plus": _UNLIMITED, "business": _UNLIMITED},
    "repair": {"standard": 800_00, "plus": 1200_00, "business": 1500_00},
    "claim": {"standard": 800_00, "plus": 1200_00, "business": 1500_00},
    "take_out": {"standard": _UNLIMITED, "plus": _UNLIMITED, "business": _UNLIMITED},
    "exchange": {"standard": 500_00, "plus": 750_00, "business": 1000_00},
    "change": {"standard": 150_00, "plus": 300_00, "business": 500_00},  # of the total, up or down
    "swap": {"standard": 500_00, "plus": 750_00, "business": 1000_00},
    "complete": {"standard": 300_00, "plus": 500_00, "business": 500_00},
    "refund": {"standard": 500_00, "plus": 750_00, "business": 1000_00},
    "payment_link": {"standard": _UNLIMITED, "plus": _UNLIMITED, "business": _UNLIMITED},
    "send_invoice": {"standard": _UNLIMITED, "plus": _UNLIMITED, "business": _UNLIMITED},
    "correct_invoice": {"standard": _UNLIMITED, "plus": _UNLIMITED, "business": _UNLIMITED},
    "give_back": {"standard": 300_00, "plus": 500_00, "business": 750_00},
    "credit": {"standard": 50_00, "plus": 75_00, "business": 100_00},
    "renew": {"standard": 25_00, "plus": 25_00, "business": 25_00},
}

# What the bot adds to a fix of its own accord, in cents, by cause and tier.
_GOODWILL: dict[str, dict[Tier, int]] = {
    "late": {"plus": 5_00, "business": 10_00},
    "stuck": {"standard": 5_00, "plus": 10_00, "business": 10_00},
    "never_left": {"standard": 5_00, "plus": 10_00, "business": 10_00},
    "gone_quiet": {"standard": 10_00, "plus": 15_00, "business": 20_00},
    "lost": {"standard": 10_00, "plus": 15_00, "business": 20_00},
    "not_found": {"standard": 10_00, "plus": 15_00, "business": 20_00},
    "wrong": {"standard": 5_00, "plus": 10_00, "business": 10_00},
    "missing": {"standard": 5_00, "plus": 10_00, "business": 10_00},
    "charged_twice": {"plus": 5_00, "business": 10_00},
    "booked_in": {"plus": 5_00, "business": 10_00},
    "damaged": {"standard": 5_00, "plus": 10_00, "business": 10_00},
}


def goodwill(cause: str, tier: Tier) -> int:
    """The voucher in cents that goes with a fix where the company was at fault; 0 for none."""
    return _GOODWILL.get(cause, {}).get(tier, 0)


def limit(act: Act, tier: Tier) -> int | None:
    """The highest value in cents up to which the bot may do it; None without a limit."""
    return _RIGHTS.get(act, {}).get(tier, _NOTHING)


def may(act: Act, *, value: int, tier: Tier) -> bool:
    """Whether the bot may do this alone for goods of that value in cents."""
    highest = limit(act, tier)
    return highest is None or value <= highest
