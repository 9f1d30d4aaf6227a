"""Rules of choice: which of the desk's buttons fits what a customer wants."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scripts.foreign_shop.reading import NEITHER, NO, YES
from scripts.foreign_shop.sentences import ranked

Buttons = Sequence[tuple[str, str]]
"""Id and title of each."""

_WORD = re.compile(r"[a-z0-9]+(?:[.'-][a-z0-9]+)*")
_STOP = frozenset(
    {
        *("a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "back", "be"),
        *("because", "but", "by", "can", "could", "do", "for", "from", "get", "give", "had"),
        *("has", "have", "how", "i", "if", "in", "is", "it", "its", "just", "know", "like", "may"),
        *("me", "mine", "my", "new", "not", "of", "on", "one", "only", "or", "order", "orders"),
        *("other", "out", "please", "so", "some", "than", "that", "the", "their", "them", "then"),
        *("there", "these", "they", "thing", "this", "those", "to", "too", "up", "us", "want"),
        *("was", "were", "what", "when", "which", "will", "with", "would", "you", "your"),
    }
)
_PRICE = re.compile(r"[$€£]\s?(\d[\d,]*(?:\.\d\d)?)|(\d[\d,]*\.\d\d)\s?(?:[$€£]|USD|EUR)")
_CHEAPEST = re.compile(r"cheapest|least expensive|lowest price|less expensive", re.IGNORECASE)
_DEAREST = re.compile(r"most expensive|more expensive|highest price|dearest", re.IGNORECASE)
_EVERYTHING = re.compile(r"\b(?:all|everything|both)\b", re.IGNORECASE)
_DO_ALL = re.compile(
    r"\b(?:return|cancel|exchange|modify|change|upgrade|refund)\w*\s+(?:or \w+\s+)?"
    r"(?:all|everything|both)\b",
    re.IGNORECASE,
)
_OVER = re.compile(r"\bprefer\s[\w ]*?\b(?:over|than)\s+(?:the )?(\w+)", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:except|instead of|but not|rather than|not|keep|without)\s+(?:the |my |a )?"
    r"([\w-]+(?: [\w-]+)?)",
    re.I,
)
_SAME = (
    *((card, "credit") for card in ("visa", "mastercard", "amex")),
    ("gc", "gift"),
    ("giftcard", "gift"),
    ("tshirt", "t-shirt"),
    ("amex", "american"),
    ("received", "delivered"),
)


def words(text: str) -> frozenset[str]:
    """The words that carry meaning, lowered and without plural or possession."""
    lowered = text.casefold()
    for short, long in _SAME:
        lowered = re.sub(rf"\b{short}\b", f"{short} {long}", lowered)
    return frozenset(_stem(word) for word in _WORD.findall(lowered) if word not in _STOP)


def fitting(buttons: Buttons, wants: str, *, asked: str = "") -> str | None:
    """The id of the button that fits what is wanted best; None when none does, or two do.

    `asked` is the question, whose words fit every button and so decide nothing.
    """
    offered = [one for one in buttons if not _is_answer_of_form(one[1])]
    if best := _ranked(offered, wants) or _priced(offered, wants) or _all(offered, wants):
        return best
    unwanted = words(" ".join([*_NOT.findall(wants), *_OVER.findall(wants)]))
    telling = words(wants) - words(asked) - _everywhere(offered)
    scores = [
        (len(words(title) & telling) - 2 * len(words(title) & unwanted), key)
        for key, title in offered
    ]
    scores.sort(key=lambda one: -one[0])
    if not scores or scores[0][0] <= 0:
        return None
    return None if len(scores) > 1 and scores[1][0] == scores[0][0] else scores[0][1]


def agreeing(buttons: Buttons) -> str | None:
    """The id of the button that says yes."""
    return next((key for key, title in buttons if YES.search(title)), None)


def declining(buttons: Buttons) -> str | None:
    """The id of the button that says no, or that nothing fits."""
    for pattern in (NO, NEITHER):
        if found := next((key for key, title in buttons if pattern.search(title)), None):
            return found
    return None


def title_of(buttons: Buttons, key: str) -> str:
    """What a press of the button says. Raises `KeyError`."""
    return dict(buttons)[key]


def _is_answer_of_form(title: str) -> bool:
    return bool(YES.search(title) or NO.search(title) or NEITHER.search(title))


def _ranked(buttons: Buttons, wants: str) -> str | None:
    """By the order of a preference that is written out."""
    spoken = re.search(r"prefer ((?:[\w ]+, then )+[\w ]+)", wants)
    order = spoken[1].split(", then ") if spoken else ranked(wants)
    for liked in order:
        if found := [key for key, title in buttons if words(liked) & words(title)]:
            return found[0] if len(found) == 1 else None
    return None


def _priced(buttons: Buttons, wants: str) -> str | None:
    prices = [(price, key) for key, title in buttons if (price := _price(title)) is not None]
    if len(prices) < len(buttons) or len(prices) < 2:
        return None
    if _CHEAPEST.search(wants):
        return min(prices)[1]
    return max(prices)[1] if _DEAREST.search(wants) else None


def _all(buttons: Buttons, wants: str) -> str | None:
    if not _DO_ALL.search(wants) or _NOT.search(wants):
        return None
    return next((key for key, title in buttons if _EVERYTHING.match(title)), None)


def _price(title: str) -> float | None:
    found = _PRICE.search(title)
    return float((found[1] or found[2]).replace(",", "")) if found else None


def _everywhere(buttons: Buttons) -> frozenset[str]:
    """Words that all of several buttons have."""
    sets = [words(title) for _, title in buttons]
    return frozenset.intersection(*sets) if len(sets) > 1 else frozenset()


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for ending, instead in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ves", "f"),
        ("eeded", "eed"),
        ("s", ""),
    ):
        if word.endswith(ending) and len(word) > 3 and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word
