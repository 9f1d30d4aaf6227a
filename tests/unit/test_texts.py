"""What the desk itself says: places, times and numbers in its sentences."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from handoff.core import texts


def test_a_place_in_line_has_its_minutes() -> None:
    """One minute is no minutes, and without an estimate none is made up."""
    assert texts.in_line(1, None) == "You are next in line."
    assert texts.in_line(2, 1) == ("You are number 2 in line, which usually takes up to 1 minute.")
    assert texts.in_line(3, 12).endswith("takes up to 12 minutes.")


def test_the_next_opening_is_told_in_the_desk_s_time() -> None:
    """Day, date and clock are those of the desk, with its zone's name."""
    opens_at = datetime(2026, 3, 4, 8, 5, tzinfo=ZoneInfo("Europe/Berlin"))
    said = texts.closed_until(opens_at)
    assert said.startswith("Our colleagues are back on Wednesday, 4 March, at 08:05 (CET).")
    assert texts.closed_until(None) == texts.NOBODY_THERE


def test_a_limit_is_told_with_its_number() -> None:
    """Thousands are set apart."""
    assert texts.too_long("A message", 4_000) == "A message has at most 4,000 characters."


def test_how_long_to_wait_follows_from_the_limit() -> None:
    """After too many tries the wait is told in whole minutes, none too few."""
    assert texts.too_many_tries(600) == "Too many failed tries. Please wait 10 minutes."
    assert texts.too_many_tries(30).endswith("wait 1 minute.")
