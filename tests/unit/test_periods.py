"""Days of a report, in the desk's time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from handoff.core.reports.periods import Period


def test_days_begin_at_the_desks_midnight() -> None:
    """A day is the desk's; both ends are in the period."""
    period = Period(first=date(2026, 3, 2), last=date(2026, 3, 3), timezone="America/New_York")
    assert period.since == datetime(2026, 3, 2, 5, tzinfo=UTC)
    assert period.until == datetime(2026, 3, 4, 5, tzinfo=UTC)
    assert period.days == (date(2026, 3, 2), date(2026, 3, 3))


def test_a_day_may_have_23_hours() -> None:
    """The night in which summer begins takes an hour of its day, and days join without a gap."""
    period = Period(first=date(2026, 3, 28), last=date(2026, 3, 30), timezone="Europe/Berlin")
    assert [end - start for start, end in period.bounds] == [
        timedelta(hours=24),
        timedelta(hours=23),
        timedelta(hours=24),
    ]
    assert all(a[1] == b[0] for a, b in zip(period.bounds, period.bounds[1:], strict=False))


def test_the_period_before_is_as_long() -> None:
    """It ends on the day before the first one."""
    before = Period(first=date(2026, 3, 1), last=date(2026, 3, 7), timezone="UTC").before
    assert (before.first, before.last, before.length) == (date(2026, 2, 22), date(2026, 2, 28), 7)
