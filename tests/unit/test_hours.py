"""When people are at the desk."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from handoff.config.files import read_hours
from handoff.core.errors import Misconfigured
from handoff.core.sla.hours import ALWAYS

FILE = """\
timezone: Europe/Berlin
days:
  monday: ["09:00-12:00", "13:00-17:30"]
  friday: ["09:00-24:00"]
holidays: [2026-12-25]
skills:
  warranty:
    timezone: America/New_York
    days:
      monday: ["09:00-17:00"]
    holidays: []
"""


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """A time in 2026, UTC; 2 March is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with hours."""
    path = tmp_path / "hours.yml"
    path.write_text(FILE)
    return path


def test_hours_follow_the_time_zone(file: Path) -> None:
    """Nine in Berlin is eight in UTC in winter, and seven in summer."""
    hours = read_hours(str(file))
    assert not hours.is_open("orders", at(2, 7, 59))
    assert hours.is_open("orders", at(2, 8))
    assert not hours.is_open("orders", at(2, 11))
    assert hours.is_open("orders", at(6, 7, month=7)) is True
    assert hours.is_open("orders", at(6, 22, 59)) is True
    assert hours.is_open("orders", at(6, 23)) is False


def test_a_skill_has_its_own_hours(file: Path) -> None:
    """What a skill says holds for it alone; what it leaves out is the desk's."""
    hours = read_hours(str(file))
    assert hours.is_open("warranty", at(2, 21))
    assert not hours.is_open("orders", at(2, 21))
    assert not hours.is_open("warranty", at(6, 15))


def test_holidays(file: Path) -> None:
    """On a holiday nobody is there, and the next opening is looked for behind it."""
    hours = read_hours(str(file))
    christmas = at(25, 10, month=12)
    assert not hours.is_open("orders", christmas)
    opens = hours.opens_at("orders", christmas)
    assert opens is not None
    assert opens.isoformat() == "2026-12-28T09:00:00+01:00"


def test_the_next_opening(file: Path) -> None:
    """Later the same day where there is a pause, None while somebody is there."""
    hours = read_hours(str(file))
    opens = hours.opens_at("orders", at(2, 11, 30))
    assert opens is not None
    assert opens.isoformat() == "2026-03-02T13:00:00+01:00"
    assert hours.opens_at("orders", at(2, 9)) is None


def test_without_hours_the_desk_never_closes() -> None:
    """No file, no closing time."""
    hours = read_hours(None)
    assert hours is ALWAYS
    assert hours.is_open("orders", at(1, 3))
    assert hours.opens_at("orders", at(1, 3)) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("days: {monday: ['9-17']}", "regex"),
        ("days: {someday: ['09:00-17:00']}", "someday"),
        ("timezone: Europe/Nowhere", "no time zone 'Europe/Nowhere'"),
        ("days: {monday: ['17:00-09:00']}", "17:00-09:00 ends before it begins"),
        ("open: always", "unknown field"),
        ("days: [", "hours.yml"),
    ],
)
def test_a_wrong_file_is_named_at_the_start(tmp_path: Path, text: str, says: str) -> None:
    """What is wrong with it is said before anybody waits."""
    path = tmp_path / "hours.yml"
    path.write_text(text)
    with pytest.raises(Misconfigured, match="HOURS_FILE") as caught:
        read_hours(str(path))
    assert says in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    """A path that leads nowhere is refused."""
    with pytest.raises(Misconfigured, match="cannot be read"):
        read_hours(str(tmp_path / "none.yml"))
