"""Pure rules of opening hours: when people are at the desk, by skill. The caller says the time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec

Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Span = Annotated[
    str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$")
]

DAYS: tuple[Day, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
AHEAD = 366
"""Days in which the next opening is looked for."""


class Week(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Opening hours as they are written down; what a skill leaves out is the desk's.

    A span ends before its end; `24:00` is midnight.
    """

    timezone: str | None = None
    days: dict[Day, tuple[Span, ...]] | None = None
    holidays: tuple[date, ...] | None = None


class Hours(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Opening hours of the desk, and of the skills that differ. Without days it never closes."""

    timezone: str = "UTC"
    days: dict[Day, tuple[Span, ...]] | None = None
    holidays: tuple[date, ...] = ()
    skills: dict[str, Week] = {}

    def problems(self) -> list[str]:
        """What is wrong beyond the form: unknown zones, and spans that end before they begin."""
        found = []
        own = Week(timezone=self.timezone, days=self.days)
        for where, week in (("the desk", own), *self.skills.items()):
            if week.timezone is not None and not _is_zone(week.timezone):
                found.append(f"{where}: there is no time zone {week.timezone!r}")
            spans = (span for day in (week.days or {}).values() for span in day)
            found += [f"{where}: {span} ends before it begins" for span in spans if _is_void(span)]
        return found

    def is_open(self, skill: str, now: datetime) -> bool:
        """Whether people with that skill are to be at the desk now."""
        days, zone, holidays = self._of(skill)
        if days is None:
            return True
        return any(
            start <= now < end
            for start, end in _on(now.astimezone(zone).date(), days, zone, holidays)
        )

    def opens_at(self, skill: str, now: datetime) -> datetime | None:
        """When they are there again, in their time zone; None when that is never or now."""
        days, zone, holidays = self._of(skill)
        if days is None or self.is_open(skill, now):
            return None
        today = now.astimezone(zone).date()
        for ahead in range(AHEAD):
            spans = _on(today + timedelta(days=ahead), days, zone, holidays)
            later = [start for start, _ in spans if start > now]
            if later:
                return min(later)
        return None

    def spans(self, skill: str, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """When the desk is open for that skill from `since` on, in order and in UTC."""
        days, zone, holidays = self._of(skill)
        if days is None:
            yield since, datetime.max.replace(tzinfo=UTC)
            return
        today = since.astimezone(zone).date()
        for ahead in range(AHEAD):
            # In UTC, since Python takes times of one zone from each other by the clock on the wall.
            opened = (
                (start.astimezone(UTC), end.astimezone(UTC))
                for start, end in _on(today + timedelta(days=ahead), days, zone, holidays)
            )
            for start, end in sorted(opened):
                if end > since:
                    yield max(start, since), end
                    since = end

    def passed(self, skill: str, start: datetime, end: datetime) -> timedelta:
        """How long the desk was open for that skill between two moments."""
        total = timedelta()
        for opens, closes in self.spans(skill, start):
            if opens >= end:
                break
            total += min(closes, end) - opens
        return total

    def reached(self, skill: str, start: datetime, span: timedelta) -> datetime | None:
        """When the desk will have been open for so long since `start`; None for never."""
        for opens, closes in self.spans(skill, start):
            if span <= closes - opens:
                return opens + span
            span -= closes - opens
        return None

    def _of(
        self, skill: str
    ) -> tuple[Mapping[Day, tuple[Span, ...]] | None, ZoneInfo, tuple[date, ...]]:
        own = self.skills.get(skill, Week())
        return (
            self.days if own.days is None else own.days,
            ZoneInfo(own.timezone or self.timezone),
            self.holidays if own.holidays is None else own.holidays,
        )


ALWAYS = Hours()
"""A desk that never closes."""


def _on(
    day: date, days: Mapping[Day, tuple[Span, ...]], zone: ZoneInfo, holidays: tuple[date, ...]
) -> Iterator[tuple[datetime, datetime]]:
    """When people come and go on a day."""
    if day in holidays:
        return
    for span in days.get(DAYS[day.weekday()], ()):
        start, _, end = span.partition("-")
        yield _at(day, start, zone), _at(day, end, zone)


def _at(day: date, clock: str, zone: ZoneInfo) -> datetime:
    if clock == "24:00":
        return datetime.combine(day + timedelta(days=1), time(), zone)
    return datetime.combine(day, time.fromisoformat(clock), zone)


def _is_void(span: str) -> bool:
    start, _, end = span.partition("-")
    return start >= end


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return False
    return True
