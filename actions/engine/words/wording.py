"""Formatting of days, amounts and lists as a person would write them, by CLDR's rules (Babel)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import TypeVar

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, get_currency_symbol
from babel.units import format_unit

from contracts.region import region

_T = TypeVar("_T")
_PLURALS = {"memory": "memory", "mouse": "mice"}
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def day(when: date) -> str:
    """`Tuesday 3 November`."""
    return str(format_date(when, "EEEE d MMMM", _locale()))


def if_known(words: str, when: date | None) -> str:
    """Words with `{day}` in them, or none where no system tells the day."""
    return "" if when is None else words.format(day=day(when))


def on_day(when: date, today: date) -> str:
    """`yesterday`, `today`, `tomorrow`, else `on Tuesday 3 November`; another year is named."""
    if near := _NEAR.get((when - today).days):
        return near
    year = "" if when.year == today.year else " y"
    return f"on {format_date(when, f'EEEE d MMMM{year}', _locale())}"


def short_day(when: date) -> str:
    """`3 Nov`."""
    return str(format_date(when, "d MMM", _locale()))


def long_day(when: date) -> str:
    """`3 November 2027`, for what is far off."""
    return str(format_date(when, "d MMMM y", _locale()))


def days(count: int) -> str:
    """`1 day`, `8 days`."""
    return str(format_unit(count, "duration-day", locale=_locale()))


def money(cents: int, currency: str) -> str:
    """`€1,848.90`; whole amounts without cents, and a currency without a sign at the end."""
    return _money(cents, currency, region().locale)


@lru_cache(maxsize=4_096)
def _money(cents: int, currency: str, locale: str) -> str:
    where = _parsed(locale)
    number = "#,##0.00" if cents % 100 else "#,##0"
    has_sign = get_currency_symbol(currency, where) != currency
    pattern = f"¤{number}" if has_sign else f"{number} ¤"
    amount = Decimal(cents) / 100
    return str(format_currency(amount, currency, pattern, where, currency_digits=False))


def pieces(count: int, name: str) -> str:
    """The pieces of an item, as a bill has them."""
    return f"{count} \N{MULTIPLICATION SIGN} {name}"


def plural(kind: str) -> str:
    """Goods of a kind: `graphics cards`, `power supplies`."""
    regular = f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
    return _PLURALS.get(kind, regular)


def listed(things: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return str(format_list(things, locale=_locale()))


def pick(variants: Sequence[_T], seed: str) -> _T:
    """One of the variants; the same for the same seed, so that a turn run twice says the same."""
    digest = hashlib.blake2b(seed.encode(), digest_size=4).digest()
    return variants[int.from_bytes(digest, "big") % len(variants)]


def _locale() -> Locale:
    return _parsed(region().locale)


@cache
def _parsed(locale: str) -> Locale:
    """Parsed once: Babel looks a name up in its files each time."""
    return Locale.parse(locale)
