"""Days as filters."""

from __future__ import annotations

from datetime import UTC, date, datetime

from handoff.console.reports.days import whole_days


def test_both_days_count_whole() -> None:
    """From the first moment of one day to the end of the other, in UTC."""
    since, until = whole_days(date(2026, 3, 2), date(2026, 3, 2))
    assert since == datetime(2026, 3, 2, tzinfo=UTC)
    assert until == datetime(2026, 3, 3, tzinfo=UTC)


def test_a_bound_may_be_missing() -> None:
    """Without a day there is no bound on that side."""
    assert whole_days(None, None) == (None, None)
    assert whole_days(None, date(2026, 12, 31))[1] == datetime(2027, 1, 1, tzinfo=UTC)
