"""Choice among several lines by words that describe: options, price, which is larger, how many."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.engine.commerce.bought import Bought
from actions.engine.commerce.heard import heard
from actions.engine.commerce.regions import Region
from actions.engine.commerce.scales import scale
from actions.engine.commerce.senses import Options
from actions.engine.commerce.vocabulary import Vocabulary

_LETTERS_BEFORE = 40
_ANOTHER = re.compile(r"\band\s+(?:also\s+)?(the\s+(?:\w+\s+){1,3}one)\b", re.IGNORECASE)
_PHRASE_END = re.compile(r"[,.;!?()]|\band\b|\bbut\b", re.IGNORECASE)


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


def chosen_of_kind(
    region: Region, free: Sequence[Bought], context: Sequence[Bought], words: Vocabulary
) -> Sequence[Bought]:
    """Which of several of a kind its region means; empty where the words do not say."""
    if len(free) < 2 or region.mention.theme:
        return free
    around = f"{region.lead} {region.tail}"
    if several := _spared(region.tail, free, words) or _each(region, free, words):
        return several
    narrowed = priced(around, _pointed(region, free, words), words)
    if len(narrowed) == 1:
        return narrowed
    if _means_all(region, narrowed, words):
        return narrowed
    latest = newest(around, narrowed, words)
    spoken_of = {one.key for one in context}
    again = [one for one in narrowed if one.key in spoken_of]
    same = {(one.order.number, one.line.sku) for one in narrowed}
    return next((one for one in (latest, again) if len(one) == 1), narrowed[: len(same) == 1])


def _pointed(region: Region, free: Sequence[Bought], words: Vocabulary) -> Sequence[Bought]:
    """Those described before the name, else after it."""
    narrowed = described(region.now, free, words)
    return narrowed if len(narrowed) < len(free) else described(region.described, free, words)


def _each(region: Region, free: Sequence[Bought], words: Vocabulary) -> Sequence[Bought]:
    """“The blue jacket and the black one”: each described by itself."""
    further = [found.group(1) for found in _ANOTHER.finditer(region.described)]
    parts = [described(each, free, words) for each in (region.lead, *further)] if further else []
    keys = {one.key for each in parts if len(each) < len(free) for one in each}
    return [one for one in free if one.key in keys]


def _spared(tail: str, free: Sequence[Bought], words: Vocabulary) -> Sequence[Bought]:
    """The others, where one is to be kept: “keep the blue one and return the other”."""
    for found in words.cue("except").finditer(tail):
        kept = described(_PHRASE_END.split(tail[found.end() :], maxsplit=1)[0], free, words)
        keys = {one.key for one in kept}
        if len(keys) < len(free):
            return [one for one in free if one.key not in keys]
    return ()


def _means_all(region: Region, free: Sequence[Bought], words: Vocabulary) -> bool:
    """Whether the words ask for all of a kind: a plural, “all”, “both”, or just their number."""
    lead = region.lead[-_LETTERS_BEFORE:]
    numbers = words.spelling().numbers
    several = any(numbers.get(word.casefold()) == len(free) for word in re.findall(r"\w+", lead))
    return bool(region.mention.plural or words.cue("all", "both").search(lead) or several)


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
