"""What a customer would like an order to be instead, as far as their words tell."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from actions.engine.case.case import Wish, WishKind
from actions.engine.case.turn import Turn

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
}  # fmt: skip
_COUNT = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})"
_DELIVERIES: Mapping[WishKind, re.Pattern[str]] = {
    "standard": re.compile(r"\b(standard|normal|regular|ordinary|slow\w*)\s+\w*\s?(deliver|ship)"),
    "express": re.compile(
        r"\b(express|overnight|next[- ]day|(fast|quick)(er)?\s+(deliver|ship)\w+|speed\s+up"
        r"|(arrive|come|get (here|there)|have it|deliver\w*) (\w+ )?(fast|quick|soon|earli)er)\b"
    ),
}
_NEW_COUNT = re.compile(
    rf"\bfrom {_COUNT} to (?P<to>{_COUNT})\b"
    rf"|\b(?P<now>{_COUNT}) (instead of|rather than) {_COUNT}\b"
    rf"|\b(only|just|make it|quantity( should be| of| to)?|set it to)( need| want| meant)?"
    rf" (?P<n>{_COUNT})\b|\b(need|want|meant|wanted) (?P<w>{_COUNT}) of (them|those|these|it)\b"
)
_SOME = re.compile(rf"\b{_COUNT}\b(?!\s*(gb|tb|m|cm|w|watts?|hz|k|inch|ti|super|xt)\b)")
_FIGURE = re.compile(
    r"\b(\d+(?:\.\d+)?)(?:\s?(?:gb|tb|gbit|m|w|watts?|hz|inch(?:es)?|mm)\b|[- ]inch|\s?\"|'')"
)
_REMOVE = re.compile(
    r"\b(remov\w+|take (\w+ ){0,5}(out|off)|drop|without|(leave|kick) (\w+ ){0,4}(out|off)|delete"
    r"|don'?t (need|want)|do not (need|want)|no longer (need|want)|cancel|one too many)\b"
)
_ADD = re.compile(
    r"\b(add\w*|put (\w+ ){0,5}(in|on|to|with)|include|as well|also|another|(one|two) more|extra"
    r"|on top|forgot|throw in)\b"
)
_SWAP = re.compile(
    r"\b(instead|rather|swap|switch|replace|exchange|chang\w+ (\w+ ){1,5}(to|for|into)"
    r"|(different|other|bigger|smaller|larger|cheaper|another) (model|version|colou?r|size|kind)"
    r"|should have been|supposed to be)\b"
)


def wish_of(turn: Turn) -> Wish | None:
    """The wish in a message; None where it holds none. A button that opens a topic holds none."""
    goods = turn.entities.get("product", ())
    if turn.text.startswith("/"):
        return Wish(goods=goods) if goods else None
    text = turn.text.casefold()
    kind = _kind(text)
    if kind is None and not goods:
        return None
    return Wish(kind=kind, goods=goods, figures=figures_in(text), count=_count(text, kind))


def figures_in(text: str) -> tuple[str, ...]:
    """Measures that tell one product from the others of its kind: inches, gigabytes, watts."""
    return tuple(_FIGURE.findall(text.casefold()))


def made_clearer(before: Wish, said: Wish) -> Wish:
    """What was wished before, with what is said now."""
    if said.kind is not None and said.goods:
        return said
    return replace(
        before,
        kind=said.kind or before.kind,
        goods=said.goods or before.goods,
        figures=said.figures or before.figures,
        count=said.count or before.count,
    )


def _kind(text: str) -> WishKind | None:
    delivery = (kind for kind, words in _DELIVERIES.items() if words.search(text))
    if kind := next(delivery, None):
        return kind
    if _NEW_COUNT.search(text):
        return "count"
    takes, adds = _REMOVE.search(text), _ADD.search(text)
    if (takes and adds) or (_SWAP.search(text) and not takes):
        return "swap"
    return "remove" if takes else "add" if adds else None


def _count(text: str, kind: WishKind | None) -> int | None:
    if kind == "count" and (said := _NEW_COUNT.search(text)):
        named = said.groupdict()
        return _number(named["to"] or named["now"] or named["n"] or named["w"])
    if kind in ("add", "remove") and (some := _SOME.search(text)):
        return _number(some.group(1))
    return None


def _number(word: str) -> int:
    return _NUMBERS.get(word) or int(word)
