"""What a customer's words hold: order numbers, postcodes, a choice among several things."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from actions.engine.case.order_form import order_form
from actions.engine.case.postal import postcode_spans, street
from actions.engine.case.turn import Turn

_ORDER_CUE = re.compile(r"order|number|#", re.IGNORECASE)
_POSTCODE_CUE = re.compile(r"post|zip|plz", re.IGNORECASE)
_ORDINALS = {
    "first": 0, "1st": 0, "1": 0, "former": 0, "top": 0,
    "second": 1, "2nd": 1, "2": 1,
    "third": 2, "3rd": 2, "3": 2,
    "fourth": 3, "4th": 3, "4": 3,
    "last": -1, "latter": -1, "bottom": -1,
}  # fmt: skip
# "Last Tuesday" is a day, "the first time" a time: neither is a place in a list.
_OF_TIME = re.compile(
    r"\b(?:last|first|second|third|1st|2nd|3rd|4th|fourth)\s+(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|"
    r"fri|sat(?:ur)?|sun)(?:day)?|week(?:end)?|month|year|night|time|days?|"
    r"(?:of )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)\b"
)
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
    """What may be an order number, a postcode, or either, and the words that lead to it."""

    order: str | None
    postcode: str | None
    lead: str

    def called_order(self) -> bool:
        return self.order is not None and _ORDER_CUE.search(self.lead) is not None

    def is_misnamed(self) -> bool:
        """Whether it is called an order and can be none: “order 5518” is no postcode either."""
        return self.order is None and _ORDER_CUE.search(self.lead) is not None

    def called_postcode(self) -> bool:
        return self.postcode is not None and _POSTCODE_CUE.search(self.lead) is not None


def order_numbers(turn: Turn) -> tuple[str, ...]:
    """Order numbers in a message as the CRM has them, each once; those on a pressed button first.

    A postcode that looks like one, and is called a postcode or ends an address, is none.
    """
    where = street(turn.text)
    postcodes = {named_postcode(turn.text), where.postcode if where else None}
    form = order_form()
    named = [form.bare(value) for value in turn.entities.get("order_number", ())]
    found = dict.fromkeys([*named, *(one.number for one in form.found(turn.text))])
    return tuple(number for number in found if number not in postcodes)


def order_numbers_in(text: str) -> tuple[str, ...]:
    """What has the form of an order number in a text, postcodes that look like one included."""
    return tuple(one.number for one in order_form().found(text))


def challenge(text: str, known_order: str | None) -> Challenge:
    """Order number and postcode out of a message that answers the question for them.

    Both may look alike. The words before them decide, else the number comes first.
    """
    tokens = _tokens(text)
    order = _order_token(tokens, known_order)
    rest = [one for one in tokens if one is not order and one.postcode and not one.is_misnamed()]
    postcode = next(filter(_Token.called_postcode, rest), rest[0] if rest else None)
    return Challenge(
        order_number=order.order if order else known_order,
        postcode=postcode.postcode if postcode else None,
    )


def named_postcode(text: str) -> str | None:
    """A postcode that is called one."""
    named = (one for one in _tokens(text) if one.called_postcode() and not one.called_order())
    return next((token.postcode for token in named), None)


def ordinal(text: str, count: int) -> int | None:
    """Which of `count` things `the second one` means, from 0."""
    words = _WORD.findall(_OF_TIME.sub(" ", text.casefold()))
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
    """What may be a number or a postcode, in its order; part of a number is no postcode."""
    orders = {(one.start, one.end): one.number for one in order_form().found(text)}
    codes = {
        at: text[slice(*at)]
        for at in postcode_spans(text)
        if at in orders or not any(_overlap(at, one) for one in orders)
    }
    tokens, before = [], 0
    for start, end in sorted(orders.keys() | codes.keys()):
        at = (start, end)
        tokens.append(_Token(order=orders.get(at), postcode=codes.get(at), lead=text[before:start]))
        before = end
    return tokens


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _order_token(tokens: Sequence[_Token], known_order: str | None) -> _Token | None:
    known = (token for token in tokens if known_order and token.order == known_order)
    named = filter(_Token.called_order, tokens)
    unnamed = [t for t in tokens if t.order and not t.called_postcode()]
    # A single number beside a known order is the postcode that was asked for, if it may be one.
    alone = known_order is not None and len(tokens) == 1
    bare = (t for t in unnamed if not (alone and t.postcode))
    return next(known, None) or next(named, None) or next(bare, None)


def _telling_words(text: str) -> set[str]:
    words = set(_WORD.findall(text.casefold())) - _VAGUE
    return {w for w in words if len(w) >= _FEWEST_LETTERS or any(c.isdigit() for c in w)}
