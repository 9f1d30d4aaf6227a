"""Days from Monday to Friday, by which the shop and its carriers promise."""

from __future__ import annotations

from datetime import date, timedelta

_SATURDAY = 5


def add_working_days(day: date, count: int) -> date:
    """The day that lies `count` days from Monday to Friday after `day`."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day
