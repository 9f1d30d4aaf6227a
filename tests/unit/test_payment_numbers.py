"""Card numbers and IBANs are masked however they are written, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contracts.iban_registry import bbans
from contracts.payment_numbers import HIDDEN, masked, masked_in
from tests.checkout import ROOT

CARDS = (
    "4111111111111111",
    "4222222222222",
    "4000056655665556",
    "5555555555554444",
    "2223003122003222",
    "378282246310005",
    "371449635398431",
    "30569309025904",
    "36227206271667",
    "6011111111111117",
    "3530111333300000",
    "6205500000000000004",
    "6759649826438453",
    "5019555544445555",
    "2200000000000004",
)
"""Numbers that the brands publish for trying."""
IBANS = (
    "DE89370400440532013000",
    "GB29NWBK60161331926819",
    "FR1420041010050500013M02606",
    "NO9386011117947",
    "MT84MALT011000012345MTLCAST001S",
    "NL91ABNA0417164300",
    "CH9300762011623852957",
    "SA0380000000608010167519",
)
MARKS = (" ", "-", ".", "/", "_", ",", "·", "|", ":", "*", " - ", " ", " ", "–", "\n", "\u200b")
ZEROS = (0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10, 0x1D7CE)
"""Where the digits of Latin, Arabic, Persian, Hindi, Bengali, Thai and of other widths begin."""


def _plain(text: str) -> str:
    """Letters and digits alone."""
    return "".join(char for char in text if char.isalnum())


@pytest.mark.parametrize("number", CARDS + IBANS)
def test_the_last_four_stay(number: str) -> None:
    """Of a number four characters are left, and every character of the text keeps its place."""
    text = f"please take it from {number}, thanks"
    assert masked(text) == text.replace(number[:-4], HIDDEN * (len(number) - 4))


@given(st.sampled_from(CARDS), st.sampled_from(MARKS), st.sampled_from((1, 2, 4, 5, 6)))
def test_marks_between_digits_hide_nothing(number: str, mark: str, size: int) -> None:
    """A card in groups of any size is one, whatever stands between the groups."""
    assume(size < 5 or not re.search(r"[,\n]", mark))  # a list of long numbers is no card
    assume(len(number) > 13 or "+" not in mark)
    groups = [number[at : at + size] for at in range(0, len(number), size)]
    shown = masked(f"my card: {mark.join(groups)} ok")
    assert "".join(char for char in shown if char.isdigit()) == number[-4:]


@given(st.sampled_from(CARDS + IBANS), st.sampled_from(ZEROS))
def test_digits_of_any_script_count(number: str, zero: int) -> None:
    """The digits of another script make the same number."""
    told = "".join(chr(zero + int(c)) if c.isdigit() else c for c in number)
    shown = masked(f"({told})")
    assert len(shown) == len(told) + 2
    assert _plain(shown) == told[-4:]


@given(st.sampled_from(IBANS), st.sampled_from((" ", "-", ".", " ", "\u200b")), st.booleans())
def test_accounts_are_found_in_any_writing(number: str, mark: str, small: bool) -> None:
    """An IBAN in groups of four, in small letters, or behind its own name."""
    told = mark.join(number[at : at + 4] for at in range(0, len(number), 4))
    told = told.lower() if small else told
    left = _plain(masked(told))
    assert left == _plain(told)[-4:]
    assert number[:-4] not in masked(f"IBAN{number}")


@given(st.data())
def test_every_country_has_its_form(data: st.DataObject) -> None:
    """Whatever account a bank of the registry gives out is masked."""
    country = data.draw(st.sampled_from([name for name in sorted(bbans()) if name != "NO"]))
    kinds = {"n": "0123456789", "a": "ABCXYZ", "c": "0123456789ABCXYZ"}
    bban = "".join(
        data.draw(st.text(kinds[kind], min_size=count, max_size=count))
        for count, kind in bbans()[country]
    )
    check = 98 - int("".join(str(int(c, 36)) for c in f"{bban}{country}00")) % 97
    number = f"{country}{check:02}{bban}"
    shown = masked(number)
    assert shown.endswith(number[-4:])
    assert shown.startswith(HIDDEN * 4)


@given(st.text(max_size=200))
def test_places_are_kept_and_twice_is_once(text: str) -> None:
    """Masking changes no length, and masking again changes nothing."""
    shown = masked(text)
    assert len(shown) == len(text)
    assert masked(shown) == shown


@given(st.text("0123456789 ,.-+DE", max_size=80))
def test_digits_in_a_row_are_masked_once(text: str) -> None:
    """Also where numbers run into each other."""
    assert masked(masked(text)) == masked(text)


@given(
    st.from_regex(r"\A[A-Z]{2}[0-9]{5,7}0[1-9]EU\Z|\A1Z[A-Z0-9]{6}[0-9]{10}\Z|\A00340[0-9]{15}\Z")
)
def test_tracking_numbers_stay(code: str) -> None:
    """The codes of parcels are no cards, of any carrier."""
    assume(not code.startswith("1Z") or not re.search(r"[A-Z]{2}\d\d", code[2:]))
    assert masked(f"track {code} please") == f"track {code} please"


@given(st.lists(st.integers(10_000, 99_999), min_size=1, max_size=6), st.sampled_from((", ", "\n")))
def test_order_numbers_stay(numbers: list[int], between: str) -> None:
    """A list of orders is never read as one number, and neither is one of a marketplace."""
    told = between.join(map(str, numbers))
    assert masked(f"orders {told}") == f"orders {told}"


@given(st.integers(1_000_000, 9_999_999), st.integers(1_000_000, 9_999_999))
def test_orders_of_a_marketplace_stay(one: int, two: int) -> None:
    """Three digits, seven and seven are an order, although some brands have as many."""
    assert masked(f"304-{one}-{two} 353-{one}-{two}") == f"304-{one}-{two} 353-{one}-{two}"


@given(st.from_regex(r"\A\+(?:49 1[567]\d \d{7,8}|44 7\d{3} \d{6}|1 \(\d{3}\) \d{3}-\d{4})\Z"))
def test_telephone_numbers_stay(number: str) -> None:
    """With its country, without the plus, and in one piece."""
    plain = "".join(char for char in number if char.isdecimal() and char.isascii())
    for told in (number, f"+{plain}", plain):
        assert masked(f"call {told} tonight") == f"call {told} tonight"


@given(st.from_regex(r"\A(?:SN|MSI-|RTX)[0-9]{12,19}\Z|\A[A-Z]{2}-[A-Z0-9]{4}-[A-Z]{4}-[0-9]{6}\Z"))
def test_serial_numbers_stay(number: str) -> None:
    """Digits that grow out of a short word are a serial number."""
    assume(number.isascii())
    told = number.replace("MSI-", "MSI")
    assert masked(f"s/n {told}") == f"s/n {told}"


def test_bar_codes_and_dates_stay() -> None:
    """So do the numbers below bar codes, times, prices, and places on a map."""
    for told in (
        "order no 4006381333931",
        "2026-11-30 21:34:46.123456",
        "4.99, 12.50, 13.99, 5.00 and 19.95",
        "https://maps.example/?q=40.7127753,-74.0059728",
        "302-1234567-1234567",
    ):
        assert masked(told) == told


def _written_by_people() -> list[Path]:
    given_cases = (ROOT / ".." / "shared" / "strangers").resolve()
    return [
        path
        for folder in (ROOT / "data", ROOT / "conversations", given_cases)
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".yml", ".yaml", ".md", ".json", ".txt")
    ]


def test_nothing_that_people_wrote_is_masked_by_mistake() -> None:
    """Neither phrases that the bot learns from nor cases of strangers hold what looks like one."""
    for path in _written_by_people():
        for line in path.read_text().splitlines():
            assert masked(line) == line, path.name


def test_ids_are_no_words() -> None:
    """In what is kept as JSON every text and number is masked but those that are ids by name."""
    held = {
        "reply_to": "4111111111111111",
        "quote": {"conversation_id": "4111111111111111", "text": "4111111111111111", "seq": 4},
        "answers": [4111111111111111, True, None, 1.5],
    }
    hidden = f"{HIDDEN * 12}1111"
    assert masked_in(held) == {
        "reply_to": "4111111111111111",
        "quote": {"conversation_id": "4111111111111111", "text": hidden, "seq": 4},
        "answers": [hidden, True, None, 1.5],
    }


def test_marks_that_are_not_seen_hide_nothing() -> None:
    """Nor do keycaps, soft hyphens, and letters of full width."""
    keycaps = "".join(f"{digit}\ufe0f\u20e3" for digit in CARDS[0])
    soft = "\u00ad".join(CARDS[0])
    wide = "".join(chr(ord(char) + 0xFEE0) for char in IBANS[0])
    for told in (keycaps, soft, wide):
        left = [char for char in masked(told) if char.isalnum()]
        assert len(left) == 4, told
