"""Days, amounts and lists as a person would write them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

_CURRENCIES = {"EUR": "€", "GBP": "£", "USD": "$"}
_PLURALS = {"memory": "memory", "mouse": "mice"}
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def day(when: date) -> str:
    """`Tuesday 3 November`."""
    return f"{when:%A} {short_day(when, '%B')}"


def on_day(when: date, today: date) -> str:
    """`yesterday`, `today`, `tomorrow`, else `on Tuesday 3 November`; another year is named."""
    year = "" if when.year == today.year else f" {when.year}"
    return _NEAR.get((when - today).days) or f"on {day(when)}{year}"


def short_day(when: date, month: str = "%b") -> str:
    """`3 Nov`."""
    return f"{when.day} {when:{month}}"


def long_day(when: date) -> str:
    """`3 November 2027`, for what is far off."""
    return f"{short_day(when, '%B')} {when.year}"


def days(count: int) -> str:
    """`1 day`, `8 days`."""
    return "1 day" if count == 1 else f"{count} days"


def money(cents: int, currency: str) -> str:
    """`€1,848.90`; whole amounts without cents."""
    amount = f"{cents / 100:,.2f}".removesuffix(".00")
    sign = _CURRENCIES.get(currency)
    return f"{sign}{amount}" if sign else f"{amount} {currency}"


def pieces(count: int, name: str) -> str:
    """The pieces of an item, as a bill has them."""
    return f"{count} \N{MULTIPLICATION SIGN} {name}"


def plural(kind: str) -> str:
    """Goods of a kind: `graphics cards`, `power supplies`."""
    regular = f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
    return _PLURALS.get(kind, regular)


def listed(things: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"


def pick(variants: Sequence[str], seed: str) -> str:
    """One of the variants; the same for the same seed, so that a turn run twice says the same."""
    digest = hashlib.blake2b(seed.encode(), digest_size=4).digest()
    return variants[int.from_bytes(digest, "big") % len(variants)]
