"""The embedded CRM's pure rules."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.crm import matching, rules, working_days
from actions.crm.catalogue import catalogue


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2025, 3, 12), 3, date(2025, 3, 17)),
        (date(2025, 3, 14), 1, date(2025, 3, 17)),
        (date(2025, 3, 15), 1, date(2025, 3, 17)),
        (date(2025, 3, 16), 5, date(2025, 3, 21)),
        (date(2025, 3, 10), 0, date(2025, 3, 10)),
    ],
)
def test_add_working_days(day: date, count: int, expected: date) -> None:
    """Saturdays and Sundays do not count."""
    assert working_days.add_working_days(day, count) == expected


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 30))
def test_working_days_end_on_one(day: date, count: int) -> None:
    """Whatever the start, the end is from Monday to Friday, and each day more moves it."""
    end = working_days.add_working_days(day, count)
    assert end.weekday() < 5
    assert working_days.add_working_days(day, count + 1) > end


@given(st.binary(min_size=rules.ENTROPY_BYTES, max_size=rules.ENTROPY_BYTES))
def test_reference(entropy: bytes) -> None:
    """A reference has eight characters, none of which is mistaken for another when read aloud."""
    prefix, _, code = rules.reference("TR", entropy).partition("-")
    assert (prefix, len(code)) == ("TR", 8)
    assert not set(code) & set("ILOU")


def test_references_differ() -> None:
    """Different entropy gives a different reference."""
    made = {
        rules.reference("TR", number.to_bytes(rules.ENTROPY_BYTES, "big")) for number in range(99)
    }
    assert len(made) == 99


@pytest.mark.parametrize("phone", [None, "", "+", "call me"])
def test_phone_without_digits(phone: str | None) -> None:
    """A number without digits is none, so that it cannot match another one without digits."""
    assert matching.phone_key(phone) is None


def test_best_match_does_not_depend_on_sequence() -> None:
    """Products are ranked the same whichever sequence the store returned them in."""
    products = catalogue(date(2025, 3, 12))
    words = matching.search_words("Orion 16 GB")
    assert matching.best_match_first(products, words) == matching.best_match_first(
        products[::-1], words
    )
