"""Day in a customer's words: named, counted back, or a weekday; resolved once today is known."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*"
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ .]{{1,2}}{_MONTH}\b", re.I)
_MONTH_DAY = re.compile(rf"\b{_MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?\b", re.I)
_NUMBERS = re.compile(r"\b(\d{1,2})[./](\d{1,2})(?:[./](?:20)?\d{2})?\b(?![.,]?\d)")
_ISO = re.compile(r"\b20\d{2}-(\d{2})-(\d{2})\b")
_AGO = re.compile(r"\b(\d{1,2}|an?|one|two|three|four|five|six) (day|week)s? ago\b", re.I)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_WEEK = 7
_NEAR = (
    (re.compile(r"\bday before yesterday\b", re.I), 2),
    (re.compile(r"\byesterday\b|\blast night\b", re.I), 1),
    (re.compile(r"\btoday\b|\bthis (?:morning|afternoon|evening)\b|\btonight\b", re.I), 0),
)
_WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_ONE = r"(mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)"
_WEEKDAY = re.compile(
    rf"\b(?:on|last|this|since|by|every)\s+{_ONE}(?:day)?\b|\b{_ONE}day\b|^\W*{_ONE}\W*$",
    re.IGNORECASE,
)
_NAMED_WEEKDAY = "w"
"""Begins a weekday by its number, Monday's being 0: the last such day is meant."""


def day(text: str) -> str | None:
    """A day without its year, as `11-03`; `-2` for the day before yesterday, `w1` for Tuesday."""
    if said := _ISO.search(text):
        return _month_day(int(said.group(1)), int(said.group(2)))
    if said := _DAY_MONTH.search(text):
        return _month_day(_MONTHS.index(said.group(2).lower()[:3]) + 1, int(said.group(1)))
    if said := _MONTH_DAY.search(text):
        return _month_day(_MONTHS.index(said.group(1).lower()[:3]) + 1, int(said.group(2)))
    if said := _NUMBERS.search(text):
        return _month_day(int(said.group(2)), int(said.group(1)))
    if said := _AGO.search(text):
        count = said.group(1).casefold()
        days = int(count) if count.isdigit() else _COUNTS[count]
        return f"-{days * (_WEEK if said.group(2).casefold() == 'week' else 1)}"
    near = next((back for pattern, back in _NEAR if pattern.search(text)), None)
    if near is not None:
        return f"-{near}"
    named = _WEEKDAY.search(text)
    return f"{_NAMED_WEEKDAY}{_weekday(named)}" if named else None


def resolved(said: str, today: date) -> date | None:
    """The last such day up to today; None where the calendar has none."""
    if said.startswith("-"):
        return today - timedelta(days=int(said[1:]))
    if said.startswith(_NAMED_WEEKDAY):
        back = (today.weekday() - int(said[1:]) - 1) % _WEEK + 1
        return today - timedelta(days=back)
    month, date_of_month = (int(part) for part in said.split("-"))
    for year in (today.year, today.year - 1):
        try:
            when = date(year, month, date_of_month)
        except ValueError:
            continue
        if when <= today:
            return when
    return None


def _weekday(named: re.Match[str]) -> int:
    said = next(filter(None, named.groups()))
    return _WEEKDAYS.index(said.lower()[:3])


def _month_day(month: int, date_of_month: int) -> str:
    return f"{month:02}-{date_of_month:02}"
