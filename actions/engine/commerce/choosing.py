"""Choice among several lines by words that describe: options, price, which is larger, how many."""

from __future__ import annotations

from collections.abc import Sequence

from actions.engine.commerce.bought import Bought
from actions.engine.commerce.heard import heard
from actions.engine.commerce.scales import scale
from actions.engine.commerce.senses import Options
from actions.engine.commerce.vocabulary import Vocabulary


def described(text: str, lines: Sequence[Bought], words: Vocabulary) -> Sequence[Bought]:
    """Those that have what the words name; all where none has, or nothing is named."""
    left = list(lines)
    for one in heard(text, _options(lines), words):
        if one.move:
            left = _farthest(left, one.option, one.move, words)
        elif one.value is not None:
            left = [b for b in left if b.line.options.get(one.option) == one.value] or left
    return left


def priced(text: str, lines: Sequence[Bought], words: Vocabulary) -> Sequence[Bought]:
    """The dearest or the cheapest of them, where the words say so."""
    for cues, pick in ((("cheapest", "cheaper"), min), (("dearest", "dearer"), max)):
        if lines and words.cue(*cues).search(text):
            price = pick(one.line.unit_price for one in lines)
            return [one for one in lines if one.line.unit_price == price]
    return lines


def newest(text: str, lines: Sequence[Bought], words: Vocabulary) -> Sequence[Bought]:
    """Those of the last order, where the words say so."""
    if not lines or not words.cue("latest").search(text):
        return lines
    last = max((one.order.placed_at for one in lines if one.order.placed_at), default=None)
    return [one for one in lines if one.order.placed_at == last]


def _options(lines: Sequence[Bought]) -> Options:
    names = dict.fromkeys(option for one in lines for option in one.line.options)
    return {
        name: tuple(dict.fromkeys(b.line.options[name] for b in lines if name in b.line.options))
        for name in names
    }


def _farthest(lines: Sequence[Bought], option: str, move: int, words: Vocabulary) -> list[Bought]:
    """The larger of two: those farthest along an option."""
    ranks = scale(option, {b.line.options.get(option, "") for b in lines}, words)
    if not ranks:
        return list(lines)
    far = max(rank * move for rank in ranks.values())
    return [b for b in lines if ranks.get(b.line.options.get(option, ""), -far) * move == far]
