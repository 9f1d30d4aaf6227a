"""Days as filters."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from handoff.console.reports.days import whole_days
from handoff.core.errors import BadRequest


def test_both_days_count_whole() -> None:
    """From the first moment of one day to the end of the other, in UTC."""
    since, until = whole_days(date(2026, 3, 2), date(2026, 3, 2), "UTC")
    assert since == datetime(2026, 3, 2, tzinfo=UTC)
    assert until == datetime(2026, 3, 3, tzinfo=UTC)


def test_a_bound_may_be_missing() -> None:
    """Without a day there is no bound on that side."""
    assert whole_days(None, None, "UTC") == (None, None)
    assert whole_days(None, date(2026, 12, 31), "UTC")[1] == datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "begins", "hours"),
    [
        ("Europe/Berlin", date(2026, 3, 29), "2026-03-28T23:00", 23),
        ("Europe/Berlin", date(2026, 10, 25), "2026-10-24T22:00", 25),
        ("America/New_York", date(2026, 3, 8), "2026-03-08T05:00", 23),
        ("Asia/Kolkata", date(2026, 3, 29), "2026-03-28T18:30", 24),
        # No midnight: the clock goes from 23:59 to 01:00.
        ("Africa/Cairo", date(2026, 4, 24), "2026-04-23T22:00", 23),
        # Two midnights: the first counts.
        ("America/Havana", date(2026, 11, 1), "2026-11-01T04:00", 25),
        ("Australia/Lord_Howe", date(2026, 10, 4), "2026-10-03T13:30", 23.5),
    ],
)
def test_a_day_is_as_long_as_it_is_there(zone: str, day: date, begins: str, hours: float) -> None:
    """Days with 23, 23.5, 24 and 25 hours begin and end where they do for whoever looks."""
    since, until = whole_days(day, day, zone)
    assert since == datetime.fromisoformat(f"{begins}+00:00")
    assert until is not None
    assert (until - since).total_seconds() == hours * 3600


@pytest.mark.parametrize(
    "zone", ["Mars/Base", "../../etc/passwd", "/etc/localtime", "Europe", "a\0"]
)
def test_what_is_no_zone_is_refused(zone: str) -> None:
    """A name that no zone has, or that is a path, is told to be none."""
    with pytest.raises(BadRequest, match="no such time zone"):
        whole_days(None, None, zone)


@pytest.mark.parametrize(("day", "zone"), [(date.max, "UTC"), (date.min, "Asia/Tokyo")])
def test_the_end_of_all_days_is_out_of_reach(day: date, zone: str) -> None:
    """A day that no calendar goes on after is refused, and is no failure."""
    with pytest.raises(BadRequest, match="out of reach"):
        whole_days(day, day, zone)
