"""What is personal does not leave the desk, and everything else keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.readers.masking import masked


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("mail me at ada.li+x@example.org please", "ada.li+x@example.org"),
        ("call +49 (30) 1234 567 tonight", "1234"),
        ("card 4111 1111 1111 1111 was charged", "4111"),
        ("card 41.11.11.11.11.11.11.11 was charged", "41.11.11.11.11.11"),
        ("from DE89 3704 0044 0532 0130 00", "DE89"),
        ("order 10432 to 10115 Berlin", "10432"),
        ("see https://example.org/me?id=7 there", "example.org/me"),
        ("this is Ada, ADA LI", "Ada"),
    ],
)
def test_what_says_who_it_is_is_hidden(text: str, hidden: str) -> None:
    """Addresses, long numbers, links and the customer's name, however they are written."""
    shown = masked(text, ("Ada", "Li"))
    assert hidden.casefold() not in shown.casefold()
    assert len(shown) == len(text)


def test_what_it_is_about_stays() -> None:
    """Amounts, sizes and goods are what a reading needs."""
    text = "67.48 for two 32 inch monitors, 3 days late"
    assert masked(text, ("Ada",)) == text


@given(st.text(max_size=200), st.lists(st.text(max_size=8), max_size=3))
def test_places_are_kept(text: str, names: list[str]) -> None:
    """Whatever is written, a quote of the masked text stands where the words stand."""
    assert len(masked(text, names)) == len(text)
