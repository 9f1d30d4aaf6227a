"""Normal form of telephone numbers: E.164, whichever way a system or a platform writes them."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, ValidationResult

_BRAZILS_OLD_MOBILE = re.compile(r"([1-9]\d)([6-9]\d{7})")
"""Area and number as they were before mobile numbers were given a nine in front."""
_MEXICOS_OLD_MOBILE = re.compile(r"1(\d{10})")
_ARGENTINAS_MOBILE = re.compile(r"9(\d{10})")
_COUNTED = 7
"""Digits at a number's end that all of its spellings share."""


def e164(number: str | None, country: str | None = None) -> str | None:
    """`+447700900002` for any spelling of that number; None for what names no one number.

    `country` (ISO 3166) is whose number it is when it says none itself. A number that could as well
    be another country's, written without its plus, is nobody's, nor is an extension's. What is one
    line in Brazil, Mexico or Argentina in an old and a new form is the same here.
    """
    read = _read(number or "", country)
    if read is None or _may_be_foreign(number or "", read):
        return None
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)


def of_platform(digits: str) -> str | None:
    """The number that a platform names in digits alone, its country in front."""
    return e164(f"+{digits}")


def spellings(number: str) -> tuple[str, ...]:
    """A number in E.164 as systems may have it that know of one form only, today's first."""
    if found := re.fullmatch(r"\+55([1-9]\d)9([6-9]\d{7})", number):
        return number, f"+55{found[1]}{found[2]}"
    if found := re.fullmatch(r"\+52(\d{10})", number):
        return number, f"+521{found[1]}"
    if found := re.fullmatch(r"\+54(\d{10})", number):
        return f"+549{found[1]}", number
    return (number,)


def counting_key(number: str) -> str:
    """What tries of one number are counted under, however it is written."""
    return "".join(filter(str.isdecimal, number))[-_COUNTED:]


def _read(number: str, country: str | None) -> PhoneNumber | None:
    try:
        read = phonenumbers.parse(number, country)
    except NumberParseException:
        return None
    if read.extension:
        return None
    read = _of_today(read)
    reason = phonenumbers.is_possible_number_with_reason(read)
    return read if reason == ValidationResult.IS_POSSIBLE else None


def _of_today(read: PhoneNumber) -> PhoneNumber:
    national = phonenumbers.national_significant_number(read)
    if read.country_code == 55 and (old := _BRAZILS_OLD_MOBILE.fullmatch(national)):
        national = f"{old[1]}9{old[2]}"
    elif read.country_code == 52 and (old := _MEXICOS_OLD_MOBILE.fullmatch(national)):
        national = old[1]
    elif read.country_code == 54 and (old := _ARGENTINAS_MOBILE.fullmatch(national)):
        # The nine says how a line is dialled from abroad, not which one it is.
        national = old[1]
    else:
        return read
    return PhoneNumber(country_code=read.country_code, national_number=int(national))


def _may_be_foreign(number: str, read: PhoneNumber) -> bool:
    """Whether a number without its plus is, read as an international one, another one."""
    if "+" in number or "\N{FULLWIDTH PLUS SIGN}" in number:
        return False
    bare = phonenumbers.normalize_digits_only(number)
    other = _read(f"+{bare}", None)
    if other is None or other == read:
        return False
    return phonenumbers.is_valid_number(other) or not phonenumbers.is_valid_number(read)
