"""Mask over what is personal in a text: every character keeps its place, so quotes can be found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contracts.payment_numbers import masked as without_payment_numbers

_MAIL = re.compile(r"\S+@\S+")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\+?\d(?:[\d\s/()-]*\d){3,}")
"""Telephone, card, account and order numbers, postcodes: whatever has four digits or more."""
_DIGIT = re.compile(r"\d")
_HIDDEN, _NO_DIGIT = "x", "0"


def masked(text: str, private: Sequence[str] = ()) -> str:
    """The text, as long as it was, without addresses, long numbers, and the `private` words."""
    text = without_payment_numbers(text)
    for pattern in (_MAIL, _LINK):
        text = pattern.sub(lambda found: _HIDDEN * len(found.group()), text)
    text = _LONG_NUMBER.sub(lambda found: _DIGIT.sub(_NO_DIGIT, found.group()), text)
    words = [re.escape(word) for word in private if len(word) > 1]
    if not words:
        return text
    names = re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
    return names.sub(lambda found: _HIDDEN * len(found.group()), text)
