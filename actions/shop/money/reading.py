"""Amounts, codes, names and choices in a customer's words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from actions.engine.case.order_form import order_form
from actions.engine.case.postal import street
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
_CODE_WORD = re.compile(
    r"\b(?:code|coupon|voucher|promo)\b[\s:“\"']*([A-Za-z]{2,}-?[A-Za-z]*\d[\w]*)", re.I
)
_CODE = re.compile(r"\b(VC-[0-9A-Z]{8}|[A-Z]{3,}\d{1,3})\b")
_ANY_CODE = re.compile(r"\b([A-Za-z]{2,}-?[A-Za-z]*\d\w*)\b")
_LONE_WORD = re.compile(r"[\w-]{4,16}")
_FEWEST_LETTERS = 8
_TO_BE_NAMED = re.compile(
    r"^(?:(?:hi|hello|ok(?:ay)?|sure|yes|well|so|please|pls)\W+)*"
    r"(?:(?:it|that|(?:the|my|our) (?:name|invoice|address|company)|the correct one)\W+)?"
    r"(?:should|must|has to|is to|needs to|shall|is|to)?\W*"
    r"(?:(?:say|read|be|name|put|write|state|show|made out to|addressed to|called|issued to)\W+)*"
    r"(?:please\W+)?",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\b(?:i|i'?m|i'?ve|i'?ll|you|we|me|don'?t|doesn'?t|can'?t|cannot|won'?t|know|want|need|connect|"
    r"speak|talk|help|refund|wait|why|what|how|when|where|please|already|nothing|no idea|"
    r"not sure|person|human|agent|colleague|somebody|someone)\b",
    re.IGNORECASE,
)
"""Words that say something, and stand in no name of a company and in no address."""
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
    """Cents of an amount, called one or not; what has the form of an order number is none."""
    numbers = {(one.start, one.end) for one in order_form().found(text)}
    bare = (one for one in _BARE_AMOUNT.finditer(text) if one.span(1) not in numbers)
    found = next(bare, None)
    return named_amount(text) or (_cents(found.group(1)) if found else None)


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
    words = _TO_BE_NAMED.sub("", words).strip(" ,;.:“”\"'")
    if len(re.findall(r"[^\W_]", words)) < _FEWEST_LETTERS or "?" in text:
        return None
    return None if _NO_NAME.search(words) and street(words) is None else words


def addressed(text: str) -> str | None:
    """The same where the form alone tells: a name with a whole postal address."""
    return particulars(text) if street(text) else None


def one_of(patterns: Mapping[str, str]) -> Read:
    """Which answer the words give: the first whose pattern is found."""
    known = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}

    def read(text: str) -> str | None:
        return next((name for name, pattern in known.items() if pattern.search(text)), None)

    return read


def nothing(text: str) -> str | None:
    """For what is never told unasked."""
    return None


def _cents(text: str) -> str:
    """Cents of `1,848.90`, `1.848,90`, `300`."""
    whole, between, rest = text.rpartition("." if text.rfind(".") > text.rfind(",") else ",")
    if not between or len(rest) == 3:
        return str(int(re.sub(r"[.,]", "", text)) * 100)
    return str(int(re.sub(r"[.,]", "", whole)) * 100 + int(rest.ljust(2, "0")))
