"""The normal form of telephone numbers."""

from __future__ import annotations

import pytest

from actions.crm.telephone import counting_key, e164, of_platform, spellings


@pytest.mark.parametrize(
    ("number", "country", "expected"),
    [
        ("+44 7700 900002", None, "+447700900002"),
        ("tel:+44 (0)7700 900002", None, "+447700900002"),
        ("07700 900002", "GB", "+447700900002"),
        ("447700900002", "GB", "+447700900002"),
        ("0049 170 1234567", "DE", "+491701234567"),
        ("(202) 555-0143", "US", "+12025550143"),
        ("+٤٤٧٧٠٠٩٠٠٠٠٢", None, "+447700900002"),
    ],
)
def test_one_number_has_one_form(number: str, country: str | None, expected: str) -> None:
    """Whichever way it is written, a number is the same in E.164."""
    assert e164(number, country) == expected


@pytest.mark.parametrize(
    ("number", "country"),
    [
        (None, "GB"),
        ("", "GB"),
        ("+", "GB"),
        ("call me", "GB"),
        ("900002", "GB"),
        ("49151", None),
        ("07700 900002", None),
        ("447700900002", None),
        ("12025550143", "DE"),
        ("+44 7700 900002 ext. 5", None),
    ],
)
def test_what_names_no_one_number_is_none(number: str | None, country: str | None) -> None:
    """Without its country, without all of its digits, or of an extension it is nobody's."""
    assert e164(number, country) is None


def test_a_number_that_may_be_foreign_is_nobodys() -> None:
    """A German one without its nought is an American one as well, and so it is neither."""
    assert e164("017012345678", "DE") == "+4917012345678"
    assert e164("+1 701 234 5678", "DE") == "+17012345678"
    assert e164("17012345678", "DE") is None


@pytest.mark.parametrize(
    "forms",
    [
        ("+55 11 98123-4567", "+55 11 8123-4567"),
        ("+52 55 1234 5678", "+52 1 55 1234 5678"),
        ("+54 9 11 2345 6789", "+54 11 15 2345 6789", "+54 11 2345 6789"),
    ],
    ids=["Brazil", "Mexico", "Argentina"],
)
def test_old_and_new_forms_are_one(forms: tuple[str, ...]) -> None:
    """What has been given another digit is the same line, and each form leads to it."""
    (one,) = {e164(form) for form in forms}
    assert one is not None
    assert {e164(form) for form in spellings(one)} == {one}
    assert len(spellings(one)) == 2


def test_a_brazilian_landline_has_no_nine() -> None:
    """Numbers that begin as landlines do stay as they are, and have one form."""
    assert e164("+55 11 3123-4567") == "+551131234567"
    assert spellings("+551131234567") == ("+551131234567",)


def test_platforms_name_numbers_in_digits() -> None:
    """The country comes first there, and needs no plus."""
    assert of_platform("5511981234567") == of_platform("551181234567") == "+5511981234567"
    assert of_platform("49151") is None


def test_tries_of_one_number_are_counted_together() -> None:
    """Whoever writes it another way has no further tries."""
    keys = {counting_key(form) for form in ("+44 7700 900002", "07700900002", "447700-900002")}
    assert keys == {"0900002"}
