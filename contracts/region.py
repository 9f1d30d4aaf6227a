"""Holder of the region that a business is in: how it writes amounts, and what day it is."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

LOCALE = "en_GB"
"""Language and region where a business says nothing, in CLDR's form."""
CURRENCY = "EUR"
"""What is sold in where a business says nothing, as in ISO 4217."""


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """`locale` in CLDR's form, `currency` as in ISO 4217, `time_zone` as in the IANA database."""

    locale: str = LOCALE
    currency: str = CURRENCY
    time_zone: str = "UTC"

    def today(self) -> date:
        """The day that it is where the business is."""
        return datetime.now(ZoneInfo(self.time_zone)).date()


class _Held:
    """Holds the region of this process's one business, because sentences are made everywhere."""

    region = Region()


def region() -> Region:
    """Where the business in use is; the defaults before there is one."""
    return _Held.region


def use(one: Region) -> None:
    """Write days and amounts as there from now on."""
    _Held.region = one
