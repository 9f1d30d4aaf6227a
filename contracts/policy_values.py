"""Readers of single values as a manager writes them: days, amounts, opening hours, lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from contracts.policy import Amount, Choice, Hours, Term


class UnreadableError(ValueError):
    """A value is written otherwise than it can be; the message says how to write it."""


LONGEST = 36_525
"""Days in a hundred years: whoever writes more has slipped."""
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
_NUMBER = rf"\d+|{'|'.join(_NUMBERS)}"
_RANGE = rf"(?:(?P<least>{_NUMBER})\s*(?:–|-|to|or)\s*)?(?P<days>{_NUMBER})"
_TERM = re.compile(rf"{_RANGE}\s+(?P<working>working )?days?", re.IGNORECASE)
_AMOUNT = re.compile(r"(?P<whole>\d{1,3}(?:[ ,.']?\d{3})*|\d+)(?:[.,](?P<cents>\d{1,2}))?")
_SIGN = r"(?:[A-Z]{3}|[^\w\s.,-])?"
_CURRENCY = re.compile(rf"\s*{_SIGN}\s*(?P<number>[\d.,' ]+?)\s*{_SIGN}\s*")
_HOURS = re.compile(r"(?P<opens>\d{1,2}:\d{2})\s*(?:–|-|to)\s*(?P<closes>\d{1,2}:\d{2})")


def term(value: object) -> Term:
    """`14 days`, `three working days`, `1–3 working days`, or `{days: 120, said: four months}`.

    Raises `UnreadableError` with what is wrong.
    """
    if isinstance(value, Mapping):
        return _told_term(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _checked(Term(days=value, said=f"{value} day{'' if value == 1 else 's'}"))
    found = _TERM.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None or not isinstance(value, str):
        raise UnreadableError(_no_term(value))
    least = found["least"]
    return _checked(
        Term(
            days=_number(found["days"]),
            least=_number(least) if least else None,
            working=found["working"] is not None,
            said=value.strip(),
        )
    )


def amount(value: object) -> Amount:
    """`€9.90`, `1,500 EUR`, `25`. Raises `UnreadableError` with what is wrong."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise UnreadableError(_no_amount(value))
    if isinstance(value, (int, float)):
        if value < 0:
            raise UnreadableError(f"{value} is below zero; write an amount of 0 or more")
        cents = round(value * 100)
        return Amount(cents=cents, said=f"{value:.2f}" if cents % 100 else f"{cents // 100}")
    if re.search(r"[-−]\s*\d|[-−]\s*\D\d", value):
        raise UnreadableError(f"{value} is below zero; write an amount of 0 or more")
    outer = _CURRENCY.fullmatch(value)
    found = _AMOUNT.fullmatch(outer["number"]) if outer else None
    if found is None:
        raise UnreadableError(_no_amount(value))
    whole, cents_said = re.sub(r"\D", "", found["whole"]), (found["cents"] or "0").ljust(2, "0")
    return Amount(cents=int(whole) * 100 + int(cents_said), said=value.strip())


def choice(value: object) -> Choice:
    """A list of names, or `{names: […], said: …}`. Raises `UnreadableError` with what is wrong."""
    if isinstance(value, Mapping):
        strange = sorted(set(value) - {"names", "said"})
        if strange or "names" not in value:
            raise UnreadableError("write names: [a list], and said: how customers hear them")
        names = listed(value["names"])
        return Choice(names=names, said=text(value["said"]) if "said" in value else either(names))
    names = listed(value)
    return Choice(names=names, said=either(names))


def hours(value: object) -> Hours:
    """`8:00–20:00`. Raises `UnreadableError` with what is wrong."""
    found = _HOURS.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise UnreadableError(f"{value!r} is no time of a day; write one such as 8:00–20:00")
    opens, closes = _minutes(found["opens"]), _minutes(found["closes"])
    if closes <= opens or closes > 24 * 60:
        raise UnreadableError(f"{value} ends before it begins; write one such as 8:00–20:00")
    return Hours(opens=found["opens"], closes=found["closes"], said=str(value).strip())


def listed(value: object) -> tuple[str, ...]:
    """A list of words, each once. Raises `UnreadableError` with what is wrong."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise UnreadableError(f"{value!r} is no list; write [one, another]")
    # YAML takes a bare NO, for Norway, as a plain no.
    if any(not isinstance(one, str) or not one.strip() for one in value):
        raise UnreadableError("each of the list must be a word; put what is none in quotes")
    if len(set(value)) < len(value):
        raise UnreadableError("something is in the list twice; take one of them out")
    return tuple(value)


def text(value: object) -> str:
    """Words as they are said. Raises `UnreadableError` with what is wrong."""
    if not isinstance(value, str) or not value.strip():
        # YAML reads 14:00 as a number of minutes, and yes as true.
        raise UnreadableError(f"{value!r} is no text; put it in quotes")
    return value.strip()


def either(names: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    return " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _told_term(value: Mapping[object, object]) -> Term:
    days, said = value.get("days"), value.get("said")
    strange = sorted(str(name) for name in set(value) - {"days", "said", "working"})
    if strange or said is None or isinstance(days, bool) or not isinstance(days, int):
        raise UnreadableError("write days: a number, and said: how customers hear it")
    return _checked(Term(days=days, said=text(said), working=value.get("working") is True))


def _checked(made: Term) -> Term:
    if made.days < 0:
        raise UnreadableError(f"{made.days} days are below zero; write 0 or more")
    if made.days > LONGEST:
        raise UnreadableError(f"{made.days} days are more than a hundred years; write fewer")
    if made.least is not None and made.least >= made.days:
        raise UnreadableError(f"{made.said} ends before it begins; write the lower number first")
    return made


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _NUMBERS.index(said.lower()) + 1


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _no_term(value: object) -> str:
    if isinstance(value, str) and re.match(r"\s*[-−]\s*\d", value):
        return f"{value} are below zero; write 0 days or more"
    return f"{value!r} is no number of days; write one such as 14 days or three working days"


def _no_amount(value: object) -> str:
    return f"{value!r} is no amount; write one such as €9.90"
