"""Mask over card numbers and IBANs: only their last four characters are ever kept or passed on.

Every character keeps its place. What is masked bears the checksum, the length and the beginning of
such a number, in digits of any script and with any marks between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from contracts.iban_registry import bbans

HIDDEN = "•"
KEPT = 4
"""So many characters at the end let customer and agent speak of the same number."""
WIDEST_GAP = 6
"""Characters between two of a number's, at most."""
_CARD = re.compile(
    # Visa, whose 13 digits are no longer given out: 43 and 49 are rather telephones of that length.
    r"4(?:[0-24-8]\d{11}|\d{15}|\d{18})"
    r"|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}"  # Mastercard
    r"|3[47]\d{13}"  # American Express
    r"|3(?:0[0-5]|[689]\d)(?:\d{11}|\d{13})"  # Diners Club
    r"|35(?:2[89]|[3-8]\d)\d{12,15}"  # JCB
    r"|(?:5[06-9]|6\d)\d{14,17}"  # Maestro, Discover, UnionPay, RuPay, Verve
    r"|(?:5018|5020|5038|5893|6304|6759|676[1-3])\d{8,11}"  # Maestro, short
    r"|220[0-5]\d{12,15}"  # Mir, BORICA
    r"|(?:8[12]\d\d|8600|9860|9792)\d{12}"  # RuPay, Uzcard, Humo, Troy
)
_LENGTHS = (16, 15, 14, 13, 12, 19, 18, 17)
"""In the order in which they are tried: what follows a card of 16 digits is rather its date."""
_LEAST_CARD, _LEAST_IBAN = 12, 15
_LED = re.compile(
    rf"([a-z])[^a-z0-9]{{0,{WIDEST_GAP}}}([a-z])(?=[^a-z0-9]{{0,{WIDEST_GAP}}}\d)", re.I
)
_SHORT = 13
"""A number of so many digits or fewer is only taken for a card where it stands alone."""
_LONGEST_PHONE = 15
_ORDER = (3, 7, 7)
"""How a large marketplace writes the numbers of orders."""
_PRINTED = ((4, 6, 5), (4, 6, 4))
_LIST = re.compile(r"[,;\n\r]")
_LONG_GROUP = 5
_CARD_WORDS = frozenset({"CC", "NR", "NO", "PAN"})
_LEAST_WORD = 4
_TRANSPARENT = frozenset({"Mn", "Me", "Cf"})
_IDS = re.compile(r"id|ref|reply_to|order_number|\w+_id")


class _Sign(NamedTuple):
    """A letter or digit, where it stands, and what stands between it and the one before."""

    value: str
    at: int
    gap: str


_Group = list[_Sign]


def masked(text: str) -> str:
    """The text, as long as it was, without the numbers of cards and accounts in it."""
    if not _may_hold_any(text):
        return text
    while (now := _once(text)) != text:
        text = now
    return text


def masked_in(value: Any) -> Any:
    """The same of every text and whole number in decoded JSON; what is an id by its name stays."""
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, dict):
        return {k: each if _IDS.fullmatch(k) else masked_in(each) for k, each in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(masked_in(each) for each in value)
    if isinstance(value, int) and not isinstance(value, bool):
        digits = str(value) if abs(value) < 10**30 else ""
        return value if masked(digits) == digits else masked(digits)
    return value


def _may_hold_any(text: str) -> bool:
    """A quick look, for nearly every message holds none."""
    digits = sum(map(str.isdigit, text))
    if digits >= _LEAST_CARD:
        return True
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    led = (found[1] + found[2] for found in _LED.finditer(plain)) if digits > 1 else ()
    return len(text) >= _LEAST_IBAN and any(country.upper() in bbans() for country in led)


def _once(text: str) -> str:
    signs = _signs(text)
    hidden = {at for found in (*_ibans(signs), *_cards(signs)) for at in found[:-KEPT]}
    return "".join(HIDDEN if at in hidden else char for at, char in enumerate(text))


def _signs(text: str) -> list[_Sign]:
    found: list[_Sign] = []
    gap: list[str] = []
    for at, char in enumerate(text):
        value = _folded(char)
        if value:
            found.append(_Sign(value, at, "".join(gap)))
            gap.clear()
        elif unicodedata.category(char) not in _TRANSPARENT:
            gap.append(char)
    return found


def _folded(char: str) -> str:
    """A digit of any script as ASCII has it, a letter in upper case; empty for what is neither."""
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", char).upper()
    return plain if len(plain) == 1 and plain.isalpha() else ""


def _ibans(signs: list[_Sign]) -> Iterator[list[int]]:
    """Where the characters of each IBAN stand."""
    end = 0
    for start in range(len(signs) - 3):
        if start < end or not _begins(signs, start):
            continue
        bban = bbans().get(signs[start].value + signs[start + 1].value)
        size = 4 + sum(count for count, _ in bban or ())
        number = signs[start : start + size]
        if bban and len(number) == size and _is_iban(number, bban):
            end = start + size
            yield [sign.at for sign in number]


def _begins(signs: list[_Sign], start: int) -> bool:
    """Whether an IBAN may begin there: not inside of a word, unless that is *IBAN* itself."""
    if signs[start].gap or start == 0 or not signs[start - 1].value.isascii():
        return True
    return "".join(sign.value for sign in signs[max(0, start - 4) : start]) == "IBAN"


def _is_iban(number: list[_Sign], bban: tuple[tuple[int, str], ...]) -> bool:
    if any(len(sign.gap) > WIDEST_GAP for sign in number[1:]):
        return False
    values = "".join(sign.value for sign in number)
    kinds = "aann" + "".join(kind * count for count, kind in bban)
    if not all(_is_of(kind, value) for kind, value in zip(kinds, values, strict=True)):
        return False
    if int("".join(str(int(c, 36)) for c in values[4:] + values[:4])) % 97 != 1:
        return False
    # "no 40…" is said of many a number: Norway's have a check of their own.
    return values[:2] != "NO" or _fits_norway(values[4:])


def _is_of(kind: str, value: str) -> bool:
    if not value.isascii():
        return False
    return value.isdigit() if kind == "n" else (kind == "c" or value.isalpha())


def _fits_norway(digits: str) -> bool:
    weights = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    return sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11 == 0


def _cards(signs: list[_Sign]) -> Iterator[list[int]]:
    """Where the digits of each card stand."""
    for groups in _runs(signs):
        start = 0
        while start < len(groups):
            if tuple(map(len, groups[start : start + len(_ORDER)])) == _ORDER:
                start += len(_ORDER)
                continue
            end = _card_from(groups, start)
            if end:
                yield [sign.at for group in groups[start:end] for sign in group]
            start = end or start + 1


def _runs(signs: list[_Sign]) -> Iterator[list[_Group]]:
    """Digits in groups, as far as nothing but a few marks stands between them."""
    run: list[_Group] = []
    word = ""
    for sign in signs:
        if not sign.value.isdigit():
            if run:
                yield run
            run, word = [], (sign.value if sign.gap else word + sign.value)
            continue
        if run and len(sign.gap) > WIDEST_GAP:
            yield run
            run = []
        if run and not sign.gap:
            run[-1].append(sign)
        elif run or sign.gap or _may_lead(word):
            run.append([sign])
        else:
            # Digits of a serial or tracking number: they begin no card, yet have to be passed by.
            run.append([sign._replace(value="x")])
        word = ""
    if run:
        yield run


def _may_lead(word: str) -> bool:
    """Whether digits that are written right behind a word may still be a card's."""
    if not word or not word[-1].isascii():
        return True
    return len(word) >= _LEAST_WORD or word in _CARD_WORDS


def _card_from(groups: list[_Group], start: int) -> int | None:
    """Behind which group the card ends that begins with this one; None where none does."""
    ends = {
        total: start + count
        for count, total in enumerate(accumulate(map(len, groups[start:])), start=1)
        if total <= max(_LENGTHS)
    }
    for length in _LENGTHS:
        if length in ends and _is_card(groups, start, ends[length], length):
            return ends[length]
    return None


def _is_card(groups: list[_Group], start: int, end: int, length: int) -> bool:
    mine = groups[start:end]
    if length <= _SHORT and len(mine) < len(groups):
        return False
    if length <= _LONGEST_PHONE and "+" in mine[0][0].gap:
        return False
    digits = "".join(sign.value for group in mine for sign in group)
    if _CARD.fullmatch(digits) is None or not _luhn(digits):
        return False
    if length == _SHORT and _is_article_number(digits):
        return False
    return _written_as_one([len(group) for group in mine], [group[0].gap for group in mine[1:]])


def _luhn(digits: str) -> bool:
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def _is_article_number(digits: str) -> bool:
    """Whether 13 digits are a GTIN, as it stands below bar codes."""
    return (sum(map(int, digits[::2])) + 3 * sum(map(int, digits[1::2]))) % 10 == 0


def _written_as_one(sizes: list[int], gaps: list[str]) -> bool:
    """Whether digits in groups of these sizes are one number, and not several in a row."""
    fours = all(size == KEPT for size in sizes[:-1]) and sizes[-1] <= KEPT
    if fours or tuple(sizes) in _PRINTED or max(sizes) == 1:
        return True
    if len(set(gaps)) > 1:
        return False
    return max(sizes) < _LONG_GROUP or not any(_LIST.search(gap) for gap in gaps)
