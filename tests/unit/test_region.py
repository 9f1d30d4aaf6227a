"""Where a business is decides how days and amounts are written, and what day it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from actions.engine.words.wording import days, listed, money, short_day
from contracts import region
from contracts.business import read_profile
from contracts.region import Region

CHRISTMAS = date(2027, 12, 24)


@pytest.fixture(autouse=True)
def the_region_before() -> Iterator[None]:
    """Other tests write as the demo shop does."""
    before = region.region()
    yield
    region.use(before)


def test_amounts_and_days_are_written_as_the_business_writes_them() -> None:
    """The same cents and days, in Britain and in Germany, one after the other."""
    region.use(Region(locale="en_GB"))
    assert money(184_890, "EUR") == "€1,848.90"
    assert (short_day(CHRISTMAS), days(8)) == ("24 Dec", "8 days")
    region.use(Region(locale="de_DE"))
    assert money(184_890, "EUR") == "€1.848,90"
    assert (short_day(CHRISTMAS), days(8), listed(["a", "b"])) == ("24 Dez.", "8 Tage", "a und b")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"])
def test_it_is_the_day_that_it_is_there(zone: str) -> None:
    """Fourteen hours before Greenwich a return may still be in time when it is not elsewhere."""
    before = datetime.now(UTC)
    today = Region(time_zone=zone).today()
    assert today in {(one.astimezone(ZoneInfo(zone))).date() for one in (before, datetime.now(UTC))}
    assert abs(today - before.date()) <= timedelta(days=1)


def test_a_profile_says_where_it_is(tmp_path: Path) -> None:
    """Locale, currency and time zone of `business.yml` are what sentences go by."""
    written = "company: Velo\nbot: Rad\nlocale: de_CH\nlanguages: [de]\ncurrency: CHF\n"
    (tmp_path / "business.yml").write_text(written + "time_zone: Europe/Zurich\n")
    there = read_profile(tmp_path).region
    assert there == Region(locale="de_CH", currency="CHF", time_zone="Europe/Zurich")
