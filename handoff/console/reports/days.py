"""Pure rules of days, as filters take them: the moments in UTC that bound them where one looks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from handoff.core.errors import BadRequest
from handoff.core.reports.periods import midnight

Timezone = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
"""The zone of whoever looks, by its name in the IANA database, as their browser gives it."""
NO_ZONE = "UTC"
"""Whose days they are that come without a zone: nobody's, rather than the server's."""


def zone_of(name: str) -> ZoneInfo:
    """The zone of that name; raises `BadRequest` where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        raise BadRequest("There is no such time zone; send one such as Europe/Berlin.") from exc


def whole_days(
    since: date | None, until: date | None, timezone: str
) -> tuple[datetime | None, datetime | None]:
    """From the beginning of the first day to the end of the last; None is without a bound.

    Raises `BadRequest` for what is no time zone, and for days at the end of all time.
    """
    zone = zone_of(timezone)
    try:
        return _begins(since, zone), _begins(until and until + timedelta(days=1), zone)
    except OverflowError as exc:
        raise BadRequest("These days are out of reach.") from exc


def _begins(day: date | None, zone: ZoneInfo) -> datetime | None:
    return None if day is None else midnight(day, zone)
