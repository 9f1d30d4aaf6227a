"""What a variant shall be, out of a customer's words: values, steps, preferences, fallbacks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal

import msgspec

from actions.crm.records.goods import Product
from actions.crm.records.order import OrderLine
from actions.engine.commerce.conditions import clauses
from actions.engine.commerce.heard import Heard, heard
from actions.engine.commerce.roles import Role, Spoken, spoken, stretch
from actions.engine.commerce.scales import scale
from actions.engine.commerce.senses import Options, options_of
from actions.engine.commerce.vocabulary import Vocabulary
from actions.engine.commerce.wish import Preference, Step, Wanted, Wish

_JOINT = re.compile(r"^[\s,/]*(?:(?:and|or)\s*)?$", re.IGNORECASE)
_EITHER = re.compile(r"\bor\b|/", re.IGNORECASE)
_MONEY = re.compile(
    r"\s*(?P<sign>[$€£])?\s*(?P<amount>\d[\d,]*(?:\.\d\d)?)\s*(?P<word>[$€£]|bucks|dollars|euros?)?",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"\ban?\b[^.;!?]*$", re.IGNORECASE)


def wish_for(
    text: str,
    line: OrderLine,
    variants: Sequence[Product],
    vocabulary: Vocabulary,
    others: Sequence[OrderLine] = (),
    now: str = "",
) -> Wish:
    """What the text says the line shall become. `text` is what was said of that line alone.

    `now` are words for what it is; where they are wrong, that is what it shall be. `others` are
    the customer's other lines, for “the same as the one in my other order”.
    """
    options = options_of(variants, line.options)
    parts = clauses(text, vocabulary)
    main = " . ".join(part.text for part in parts if not part.failing)
    wish = _wish(main, line, options, variants, vocabulary)
    wish = _asked(wish)
    wish = _with_wrong(now, wish, line, options, vocabulary)
    if like := _like(main, line, others, vocabulary):
        wish = Wish(sku=like)
    return _with_fallbacks(
        wish,
        [_wish(part.text, line, options, variants, vocabulary) for part in parts if part.failing],
        [
            vocabulary.cue("drop", "only").search(part.text) is not None
            for part in parts
            if part.failing
        ],
    )


def _asked(wish: Wish) -> Wish:
    """The wish, where a single liking is all that was said: “I'd prefer red” asks for it."""
    single = all(len(one.ranks) == 1 for one in wish.preferred)
    if not single or not msgspec.structs.replace(wish, preferred=(), free=frozenset()).is_empty:
        return wish
    wanted = tuple(Wanted(option=one.option, values=one.ranks[0]) for one in wish.preferred)
    return msgspec.structs.replace(wish, wanted=wanted, preferred=())


def _with_wrong(now: str, wish: Wish, line: OrderLine, options: Options, words: Vocabulary) -> Wish:
    """The wish with what was said of the thing that it is not: “the lamp should be black”."""
    said = [one for one in heard(now, options, words) if one.option not in wish.named]
    wrong = {one.option: one.value for one in said if line.options.get(one.option) != one.value}
    more = (
        Wanted(option=option, values=(value,))
        for option, value in wrong.items()
        if value is not None
    )
    # “A brighter lamp for my desk”: what is there would be “the brighter lamp”.
    moves = [
        Spoken(heard=one, role="wanted")
        for one in said
        if one.move and _INDEFINITE.search(now[: one.start])
    ]
    return msgspec.structs.replace(
        wish,
        wanted=(*wish.wanted, *more),
        steps=(*wish.steps, *_steps(moves, now, words)),
    )


def _like(text: str, line: OrderLine, others: Sequence[OrderLine], words: Vocabulary) -> str | None:
    """The item of another line that it shall be like, where there is just one such item."""
    if not words.cue("like").search(text):
        return None
    skus = {one.sku for one in others if one.family_id == line.family_id} - {line.sku}
    return skus.pop() if len(skus) == 1 else None


def _with_fallbacks(wish: Wish, others: Sequence[Wish], drops: Sequence[bool]) -> Wish:
    """The wish with what shall be where it cannot; likings said there count from the start."""
    liked = tuple(one for other in others for one in other.preferred)
    wish = msgspec.structs.replace(wish, preferred=(*wish.preferred, *liked))
    chain: list[Wish] = [wish]
    for other, drop in zip(others, drops, strict=True):
        said = msgspec.structs.replace(other, preferred=())
        if not said.is_empty:
            bare = msgspec.structs.replace(chain[-1], preferred=()).is_empty
            chain = [*chain[: -1 if bare else None], _instead(chain[-1], said)]
        elif drop and other.is_empty:
            chain[-1] = msgspec.structs.replace(chain[-1], else_keep=True)
    last = chain.pop()
    while chain:
        last = msgspec.structs.replace(chain.pop(), fallback=last)
    return last


def _instead(before: Wish, other: Wish) -> Wish:
    """The wish before with what the alternative says otherwise."""
    changed = other.named - frozenset(one.option for one in other.preferred)
    return msgspec.structs.replace(
        before,
        wanted=(*(one for one in before.wanted if one.option not in changed), *other.wanted),
        refused=(*(one for one in before.refused if one.option not in changed), *other.refused),
        steps=(*(one for one in before.steps if one.option not in changed), *other.steps),
        kept=(before.kept - changed) | other.kept,
        free=(before.free - changed) | other.free,
        keep_rest=(before.keep_rest or other.keep_rest) and not other.free_rest,
        free_rest=before.free_rest or other.free_rest,
        price=other.price or before.price,
        below=other.below or before.below,
        sku=other.sku,
        again=other.again,
        else_keep=False,
    )


def _wish(
    text: str, line: OrderLine, options: Options, variants: Sequence[Product], words: Vocabulary
) -> Wish:
    """The wish of words without alternatives."""
    said = spoken(text, line, options, words)
    wanted = tuple(_wanted(said, "wanted", text, line, options, words))
    steps = tuple(_steps(said, text, words))
    # “The same model but in red” is not the same one again: all but the colour shall stay.
    again = words.cue("again").search(text) is not None
    return Wish(
        wanted=wanted,
        refused=tuple(_wanted(said, "refused", text, line, options, words)),
        steps=steps,
        kept=frozenset(one.heard.option for one in said if one.role == "kept"),
        free=frozenset(one.heard.option for one in said if one.role == "free"),
        keep_rest=words.cue("rest_same").search(text) is not None
        or (again and bool(wanted or steps)),
        free_rest=words.cue("rest_free").search(text) is not None,
        preferred=tuple(_preferences(said, text)),
        price=_price(text, words),
        below=_below(text, line, words),
        sku=next((one.sku for one in variants if _names(text, one.sku)), None),
        again=again and not (wanted or steps),
    )


def _names(text: str, sku: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(sku)}(?![\w-])", text, re.IGNORECASE) is not None


def _wanted(
    said: Iterable[Spoken],
    role: Role,
    text: str,
    line: OrderLine,
    options: Options,
    words: Vocabulary,
) -> Iterator[Wanted]:
    """Values by option. Of several, the one that they have already is where they come from."""
    found: defaultdict[str, list[Heard]] = defaultdict(list)
    for one in said:
        if one.role == role and one.heard.value is not None:
            found[one.heard.option].append(one.heard)
    for option, each in found.items():
        values = dict.fromkeys(
            value
            for one in each
            if one.value is not None
            for value in _and_up(one, one.value, text, options[option], words)
        )
        current = line.options.get(option)
        either = any(_EITHER.search(text[a.end : b.start]) for a, b in pairwise(each))
        if len(values) > 1 and len(each) > 1 and not either and current in values:
            del values[current]
        yield Wanted(option=option, values=tuple(values))


def _and_up(
    one: Heard, value: str, text: str, values: Sequence[str], words: Vocabulary
) -> tuple[str, ...]:
    """The value, with those beyond it where the words after it say so: `i7 or above`."""
    ranks = scale(one.option, {*values, value}, words)
    after = text[one.end :].lstrip()
    before = text[: one.start].rstrip()
    up, down = (
        words.cue(cue).match(after) or _ends(before, words.cue(cue)) for cue in ("up", "down")
    )
    if value not in ranks or not (up or down):
        return (value,)
    own = ranks[value]
    return tuple(v for v in values if (ranks[v] >= own if up else ranks[v] <= own))


def _ends(text: str, cue: re.Pattern[str]) -> bool:
    return any(found.end() == len(text) for found in cue.finditer(text))


def _steps(said: Iterable[Spoken], text: str, words: Vocabulary) -> Iterator[Step]:
    """One move for each option: of several the one that says how far."""
    moves: dict[str, Heard] = {}
    for one in said:
        before = moves.get(one.heard.option)
        if one.heard.move and one.role != "ignored" and (before is None or before.by is None):
            moves[one.heard.option] = one.heard
    for option, what in moves.items():
        start, _ = stretch(text, what.start)
        yield Step(
            option=option,
            direction=1 if what.move > 0 else -1,
            by=what.by,
            counted=what.counted,
            far=what.far,
            near=words.cue("near").search(text, start, what.end) is not None,
        )


def _preferences(said: Iterable[Spoken], text: str) -> Iterator[Preference]:
    """What is liked, best first; what “and” or “or” joins equally."""
    found: defaultdict[str, list[list[str]]] = defaultdict(list)
    before: Heard | None = None
    for one in said:
        what = one.heard
        if one.role != "preferred" or what.value is None:
            continue
        ranks = found[what.option]
        joint = before is not None and before.option == what.option and ranks
        if joint and before and _JOINT.match(text[before.end : what.start]):
            ranks[-1].append(what.value)
        else:
            ranks.append([what.value])
        before = what
    for option, each in found.items():
        yield Preference(option=option, ranks=tuple(tuple(rank) for rank in each))


def _price(text: str, words: Vocabulary) -> Literal["cheapest", "dearest"] | None:
    if words.cue("cheapest").search(text):
        return "cheapest"
    return "dearest" if words.cue("dearest").search(text) else None


def _below(text: str, line: OrderLine, words: Vocabulary) -> int | None:
    """The price in cents that it must not reach."""
    for found in words.cue("below").finditer(text):
        money = _MONEY.match(text, found.end())
        if money and (money["sign"] or money["word"]):
            return int(Decimal(money["amount"].replace(",", "")) * 100)
    cheaper = words.cue("cheaper").search(text) and not words.cue("cheapest").search(text)
    return line.unit_price if cheaper else None
