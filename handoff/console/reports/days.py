"""Pure rules of days, as filters take them: the moments in UTC that bound them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta


def whole_days(since: date | None, until: date | None) -> tuple[datetime | None, datetime | None]:
    """From the beginning of the first day to the end of the last; None is without a bound."""
    return _midnight(since), None if until is None else _midnight(until + timedelta(days=1))


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), UTC)
