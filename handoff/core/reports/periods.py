"""Value objects of periods: spans of days in the time zone of whoever looks. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

LONGEST = 366
"""Days of one period."""


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """Whole days, both ends included."""

    first: date
    last: date
    timezone: str

    @property
    def length(self) -> int:
        """Days, at least one."""
        return (self.last - self.first).days + 1

    @property
    def days(self) -> tuple[date, ...]:
        """Each of them."""
        return tuple(self.first + timedelta(days=n) for n in range(self.length))

    @property
    def before(self) -> Period:
        """As many days right before."""
        gone = timedelta(days=self.length)
        return Period(first=self.first - gone, last=self.last - gone, timezone=self.timezone)

    @property
    def since(self) -> datetime:
        """Its beginning."""
        return self.midnight(self.first)

    @property
    def until(self) -> datetime:
        """Its end, which is not in it any more."""
        return self.midnight(self.last + timedelta(days=1))

    @property
    def bounds(self) -> tuple[tuple[datetime, datetime], ...]:
        """Beginning and end of each day: one may have 23 hours, or 25."""
        following = timedelta(days=1)
        return tuple((self.midnight(day), self.midnight(day + following)) for day in self.days)

    def midnight(self, day: date) -> datetime:
        """When a day begins there."""
        return midnight(day, ZoneInfo(self.timezone))


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins in a zone: at the first of two midnights, or where there is none at one."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
