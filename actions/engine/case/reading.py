"""What a customer's words hold: order numbers, postcodes, a choice among several things."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from actions.engine.case.diagnosis import Street
from actions.engine.case.turn import Turn

_ORDER = re.compile(r"(?<![\w-])#?\s?(\d{5})(?![\w-])")
_FIVE_DIGITS = re.compile(r"\d{5}")
_ORDER_CUE = re.compile(r"order|number|#", re.IGNORECASE)
_POSTCODE_CUE = re.compile(r"post|zip|plz", re.IGNORECASE)
# Most specific first: Dutch, Portuguese, Polish, Czech, Irish, British, then plain digits.
_POSTCODE = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,2}-)?"
    r"(\d{4}\s?(?!is|it|in|my|as|so|ok|on|or|at|to|we|no|if)[A-Z]{2}|\d{4}-\d{3}|\d{2}-\d{3}"
    r"|\d{3}\s\d{2}|[A-Z]\d[\dW]\s?[A-Z\d]{4}|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|\d{4,5})(?![\w-])",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(r"^.*(?:\b(?:to|is|at|address)\b:?|:)\s+", re.IGNORECASE | re.DOTALL)
_HOUSE_NUMBER = re.compile(r"[^\W\d]{2}.*\d|\d.*[^\W\d]{2}", re.DOTALL)
_TOWN = re.compile(r"[\s,]+([^\W\d][^\d,.;!?\n]*)")
_ORDINALS = {
    "first": 0, "1st": 0, "1": 0, "former": 0, "top": 0,
    "second": 1, "2nd": 1, "2": 1,
    "third": 2, "3rd": 2, "3": 2,
    "fourth": 3, "4th": 3, "4": 3,
    "last": -1, "latter": -1, "bottom": -1,
}  # fmt: skip
_WORD = re.compile(r"[\w&.]*[\w&]")
# A digit is a place in a list only by itself: in "the 2 m one" it is a length.
_PLACE = re.compile(
    r"\W*(?:(?:the|number|no|nr|option|answer)\W+)*\d(?:st|nd|rd|th)?(?:\W+(?:one|please))*\W*",
    re.IGNORECASE,
)
# Words that stand in many names and so point at none.
_VAGUE = frozenset({"order", "one", "the", "with", "and", "for", "kit", "gb", "tb", "hz", "not"})
_FEWEST_LETTERS = 3


class Challenge(msgspec.Struct, frozen=True, kw_only=True):
    """The two secrets of an order, as far as a message holds them."""

    order_number: str | None = None
    postcode: str | None = None


class _Token(msgspec.Struct, frozen=True, kw_only=True):
    """Something that may be an order number or a postcode, and the words that lead to it."""

    value: str
    lead: str

    def may_be_order(self) -> bool:
        return _FIVE_DIGITS.fullmatch(self.value) is not None

    def called_order(self) -> bool:
        return self.may_be_order() and _ORDER_CUE.search(self.lead) is not None

    def called_postcode(self) -> bool:
        return _POSTCODE_CUE.search(self.lead) is not None


def order_numbers(turn: Turn) -> tuple[str, ...]:
    """Order numbers in a message, without `#`, each once; those on a pressed button first.

    A postcode of five digits that is called one, or ends an address, is none.
    """
    where = street(turn.text)
    postcodes = {named_postcode(turn.text), where.postcode if where else None}
    named = [value.lstrip("# ") for value in turn.entities.get("order_number", ())]
    found = dict.fromkeys([*named, *_ORDER.findall(turn.text)])
    return tuple(number for number in found if number not in postcodes)


def challenge(text: str, known_order: str | None) -> Challenge:
    """Order number and postcode out of a message that answers the question for them.

    Both may be five digits. The words before them decide, else the number comes first.
    """
    tokens = _tokens(text)
    order = _order_token(tokens, known_order)
    rest = [token for token in tokens if token is not order]
    postcode = next(filter(_Token.called_postcode, rest), rest[0] if rest else None)
    return Challenge(
        order_number=order.value if order else known_order,
        postcode=postcode.value if postcode else None,
    )


def named_postcode(text: str) -> str | None:
    """A postcode that is called one."""
    named = (one for one in _tokens(text) if one.called_postcode() and not one.called_order())
    return next((token.value for token in named), None)


def street(text: str) -> Street | None:
    """A postal address: street and number, then postcode and town."""
    for token in reversed(_tokens(text)):
        lead, _, rest = text.rpartition(token.value)
        where = _LEAD_IN.sub("", lead).strip(" ,\n")
        town = _TOWN.match(rest)
        if town and _HOUSE_NUMBER.search(where):
            return Street(street=where, postcode=token.value, city=town.group(1).strip())
    return None


def ordinal(text: str, count: int) -> int | None:
    """Which of `count` things `the second one` means, from 0."""
    words = _WORD.findall(text.casefold())
    bare = _PLACE.fullmatch(text) is not None
    chosen = [_ORDINALS[word] for word in words if word in _ORDINALS and (bare or word.isalpha())]
    if len(chosen) != 1 or not -count <= chosen[0] < count:
        return None
    return chosen[0] % count


def named_among(text: str, names: Sequence[str]) -> int | None:
    """Which of the names the text points at, from 0; None where it fits none or several."""
    said = _telling_words(text)
    hits = [len(said & _telling_words(name)) for name in names]
    best = max(hits, default=0)
    return hits.index(best) if best and hits.count(best) == 1 else None


def fits(wanted: str, *, name: str, category: str) -> bool:
    """Whether something sold is meant by a category, a maker or a model: also by `hdmi cable`."""
    words, kind = (set(_WORD.findall(text.casefold())) for text in (wanted, category))
    if kind and kind <= words:
        words -= kind
    return words <= set(_WORD.findall(name.casefold()))


def _tokens(text: str) -> list[_Token]:
    tokens, end = [], 0
    for match in _POSTCODE.finditer(text):
        tokens.append(_Token(value=match.group(1), lead=text[end : match.start(1)]))
        end = match.end()
    return tokens


def _order_token(tokens: Sequence[_Token], known_order: str | None) -> _Token | None:
    known = (token for token in tokens if token.value == known_order)
    named = filter(_Token.called_order, tokens)
    # A single number beside a known order is the postcode that was asked for.
    unnamed = [t for t in tokens if t.may_be_order() and not t.called_postcode()]
    bare = iter(unnamed if known_order is None or len(tokens) > 1 else ())
    return next(known, None) or next(named, None) or next(bare, None)


def _telling_words(text: str) -> set[str]:
    words = set(_WORD.findall(text.casefold())) - _VAGUE
    return {w for w in words if len(w) >= _FEWEST_LETTERS or any(c.isdigit() for c in w)}
