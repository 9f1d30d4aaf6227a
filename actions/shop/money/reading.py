"""Amounts, days, codes and choices in a customer's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from actions.shop.money.detail import Read

_AMOUNT = r"(\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?|\d{1,6}(?:[.,]\d{1,2})?)"
_NAMED_AMOUNT = re.compile(
    rf"(?:€|\beur|\beuros?)\s?{_AMOUNT}|{_AMOUNT}\s?(?:€|eur\b|euros?\b)", re.I
)
_BARE_AMOUNT = re.compile(rf"(?<![\w.,-]){_AMOUNT}(?![\w-])")
# Cents make a number an amount; with a dot it may also be a day and a month.
_TO_THE_CENT = re.compile(
    r"(?<![\w.,/-])(?!(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])(?!\d))"
    r"((?:\d{1,3}(?:[.,]\d{3})+|\d{1,6})[.,]\d{2})(?![\w-]|[.,/]\d)"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*"
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ .]{{1,2}}{_MONTH}\b", re.I)
_MONTH_DAY = re.compile(rf"\b{_MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?\b", re.I)
_NUMBERS = re.compile(r"\b(\d{1,2})[./](\d{1,2})\b(?![.,]?\d)")
_AGO = re.compile(r"\b(\d{1,2}) days? ago\b", re.I)
_NEAR = {"today": 0, "yesterday": 1}
_CODE_WORD = re.compile(
    r"\b(?:code|coupon|voucher|promo)\b[\s:“\"']*([A-Za-z]{2,}-?[A-Za-z]*\d[\w]*)", re.I
)
_CODE = re.compile(r"\b(VC-[0-9A-Z]{8}|[A-Z]{3,}\d{1,3})\b")
_ANY_CODE = re.compile(r"\b([A-Za-z]{2,}-?[A-Za-z]*\d\w*)\b")
_LONE_WORD = re.compile(r"[\w-]{4,16}")
_FEWEST_LETTERS = 8
_VAT_ID = re.compile(
    r"\b(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK|XI)"
    r"[ .-]?(?=(?:[A-Z .-]?[ .-]?\d){7})[A-Z]?\d[\dA-Z]*(?:[ .-]\d[\dA-Z]*)*\b",
    re.I,
)
_VAT_ID_CALLED = re.compile(
    r"(?:\b(?:with )?(?:(?:the|our|my) )?(?:vat|tax|ust)[ -]?(?:id|no|nr|number)?\b[ :.]*(?:is )?)?"
    rf"{_VAT_ID.pattern}",
    re.I,
)


def named_amount(text: str) -> str | None:
    """Cents of an amount that is called one, or told to the cent: `29990` for `€299.90`."""
    if found := _NAMED_AMOUNT.search(text):
        return _cents(found.group(1) or found.group(2))
    found = _TO_THE_CENT.search(text)
    return _cents(found.group(1)) if found else None


def amount(text: str) -> str | None:
    """Cents of an amount, called one or not."""
    found = _BARE_AMOUNT.search(text)
    return named_amount(text) or (_cents(found.group(1)) if found else None)


def day(text: str) -> str | None:
    """A day without its year, as `11-03`; `-2` for the day before yesterday."""
    if said := _DAY_MONTH.search(text):
        return _month_day(_MONTHS.index(said.group(2).lower()[:3]) + 1, int(said.group(1)))
    if said := _MONTH_DAY.search(text):
        return _month_day(_MONTHS.index(said.group(1).lower()[:3]) + 1, int(said.group(2)))
    if said := _NUMBERS.search(text):
        return _month_day(int(said.group(2)), int(said.group(1)))
    if said := _AGO.search(text):
        return f"-{said.group(1)}"
    words = re.findall(r"[a-z]+", text.casefold())
    near = next((_NEAR[word] for word in words if word in _NEAR), None)
    return None if near is None else f"-{near}"


def resolved(said: str, today: date) -> date | None:
    """The last such day up to today; None where the calendar has none."""
    if said.startswith("-"):
        return today - timedelta(days=int(said[1:]))
    month, date_of_month = (int(part) for part in said.split("-"))
    for year in (today.year, today.year - 1):
        try:
            when = date(year, month, date_of_month)
        except ValueError:
            continue
        if when <= today:
            return when
    return None


def named_code(text: str) -> str | None:
    """A code that is written as codes are, or called one."""
    found = _CODE.search(text) or _CODE_WORD.search(text)
    return found.group(1).upper() if found else None


def code(text: str) -> str | None:
    """A code in an answer to the question for it."""
    found = _ANY_CODE.search(text)
    lone = _LONE_WORD.fullmatch(text.strip(" .!“”\"'"))
    said = named_code(text) or (found.group(1) if found else lone.group() if lone else None)
    return said.upper() if said else None


def vat_id(text: str) -> str | None:
    """A company's VAT number, without blanks, dots and dashes."""
    found = _VAT_ID.search(text)
    return re.sub(r"[\s.-]", "", found.group()).upper() if found else None


def particulars(text: str) -> str | None:
    """Whom an invoice shall name, as it was said; nothing that is too short to be that.

    A VAT number has a place of its own on an invoice.
    """
    words = " ".join(_VAT_ID_CALLED.sub("", text).split()).strip(" ,;.")
    return words if len(re.findall(r"[^\W_]", words)) >= _FEWEST_LETTERS else None


def one_of(patterns: Mapping[str, str]) -> Read:
    """Which answer the words give: the first whose pattern is found."""
    known = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}

    def read(text: str) -> str | None:
        return next((name for name, pattern in known.items() if pattern.search(text)), None)

    return read


def nothing(text: str) -> str | None:
    """For what is never told unasked."""
    return None


def _month_day(month: int, date_of_month: int) -> str:
    return f"{month:02}-{date_of_month:02}"


def _cents(text: str) -> str:
    """Cents of `1,848.90`, `1.848,90`, `300`."""
    whole, between, rest = text.rpartition("." if text.rfind(".") > text.rfind(",") else ",")
    if not between or len(rest) == 3:
        return str(int(re.sub(r"[.,]", "", text)) * 100)
    return str(int(re.sub(r"[.,]", "", whole)) * 100 + int(rest.ljust(2, "0")))
