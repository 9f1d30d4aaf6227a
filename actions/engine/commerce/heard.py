"""Options in a text: values, names of options, and words that compare, each with its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from actions.crm.records.goods import Product
from actions.engine.commerce.scales import YES
from actions.engine.commerce.tokens import Token, joined, tokens
from actions.engine.commerce.vocabulary import OptionWords, Vocabulary

Options = Mapping[str, tuple[str, ...]]
"""The options of a family, each with its values."""
_MOST_WORDS = 5
_NEAR_WORDS = 3
_PLAIN = frozenset({"and", "or", "of", "the", "with", "in", "not", "type", "to", "for"})
_ALONE = frozenset({"a", "an", "one"})
"""What stands for one step: “one size smaller”."""


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """Words that name an option, or a `value` of it, or a `move` along it.

    `move` is 1 or -1 with `far` for a superlative; `by` the number before it, which is an amount
    in the option's own unit where `counted`.
    """

    option: str
    start: int
    end: int
    value: str | None = None
    move: Literal[0, 1, -1] = 0
    far: bool = False
    by: float | None = None
    counted: bool = False


class _Sense(msgspec.Struct, frozen=True, kw_only=True):
    """What some words may mean. `weight` ranks whole names above parts of them."""

    option: str | None
    value: str | None = None
    move: Literal[0, 1, -1] = 0
    far: bool = False
    weight: int = 0
    bare: bool = False


class _Hit(msgspec.Struct, frozen=True, kw_only=True):
    """Words at tokens `first` to `last` with everything that they may mean."""

    first: int
    last: int
    senses: tuple[_Sense, ...]


def options_of(variants: Iterable[Product], own: Mapping[str, str]) -> Options:
    """Each option with the values that the variants, and the customer's own item, have."""
    values: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for options in (own, *(one.options for one in variants)):
        for option, value in options.items():
            values[option][value] = None
    return {option: tuple(found) for option, found in values.items()}


def heard(text: str, options: Options, vocabulary: Vocabulary) -> tuple[Heard, ...]:
    """Everything in the text that speaks of these options, in its order."""
    found = tokens(text, vocabulary.spelling())
    hits = list(_hits(text, found, _senses(options, vocabulary)))
    return tuple(sorted(_resolved(hits, found), key=lambda one: one.start))


def _senses(options: Options, vocabulary: Vocabulary) -> Mapping[str, list[_Sense]]:
    """What each word or phrase may mean, by the form that compares."""
    senses: defaultdict[str, list[_Sense]] = defaultdict(list)
    for option, values in options.items():
        for words, sense in (
            *_named(option, options, vocabulary),
            *_valued(option, values, options, vocabulary),
            *_moved(option, vocabulary),
        ):
            if key := joined(tokens(words, vocabulary.spelling())):
                senses[key].append(sense)
    for cue, sense in _DEGREES.items():
        for words in vocabulary.cues.get(cue, ()):
            senses[joined(tokens(words, vocabulary.spelling()))].append(sense)
    return senses


_DEGREES: Mapping[str, _Sense] = {
    "more": _Sense(option=None, move=1),
    "less": _Sense(option=None, move=-1),
    "most": _Sense(option=None, move=1, far=True),
    "least": _Sense(option=None, move=-1, far=True),
}


def _named(option: str, options: Options, vocabulary: Vocabulary) -> Iterator[tuple[str, _Sense]]:
    """The option by its name, other words of it, or a word that no other option of these has."""
    words = vocabulary.options.get(option.casefold(), OptionWords())
    yield option, _Sense(option=option, weight=3)
    for word in words.words:
        yield word, _Sense(option=option, weight=2)
    spelling = vocabulary.spelling()
    used = Counter(one.norm for name in options for one in set(tokens(name, spelling)))
    for part in tokens(option, spelling):
        if used[part.norm] == 1 and part.norm not in _PLAIN:
            yield part.norm, _Sense(option=option, weight=1)


def _valued(
    option: str, values: Sequence[str], options: Options, vocabulary: Vocabulary
) -> Iterator[tuple[str, _Sense]]:
    """Each value by its name, other words of it, or what only it has of all these values."""
    spelling = vocabulary.spelling()
    parts = {value: tokens(value, spelling) for value in values}
    used = Counter(norm for each in parts.values() for norm in {one.norm for one in each})
    names = {one.norm for name in options for one in tokens(name, spelling)}
    for value, each in parts.items():
        if value.casefold() in YES or not each:
            continue
        bare = len(each) == 1 and (each[0].is_number or len(each[0].norm) == 1)
        yield value, _Sense(option=option, value=value, weight=3, bare=bare)
        for word in vocabulary.values.get(value, ()):
            yield word, _Sense(option=option, value=value, weight=2)
        if each[0].is_number and len(each) > 1:
            yield joined(each[:2]), _Sense(option=option, value=value, weight=2)
            yield each[0].norm, _Sense(option=option, value=value, weight=1, bare=True)
        for one in each:
            telling = used[one.norm] == 1 and one.norm not in names | _PLAIN
            if telling and len(each) > 1 and len(one.norm) > 1 and not one.is_number:
                yield one.norm, _Sense(option=option, value=value, weight=1)


def _moved(option: str, vocabulary: Vocabulary) -> Iterator[tuple[str, _Sense]]:
    """Words that compare along the option: `bigger`, and `biggest` for as far as it goes."""
    words = vocabulary.options.get(option.casefold(), OptionWords())
    moves: tuple[tuple[Literal[1, -1], list[str]], ...] = ((1, words.more), (-1, words.less))
    for move, each in moves:
        for word in each:
            yield word, _Sense(option=option, move=move, weight=2)
            if superlative := _superlative(word):
                yield superlative, _Sense(option=option, move=move, far=True, weight=2)


def _superlative(word: str) -> str | None:
    first, _, rest = word.partition(" ")
    if first in ("more", "less") and rest:
        return f"{'most' if first == 'more' else 'least'} {rest}"
    return f"{word[:-2]}est" if word.endswith("er") and not rest else None


def _hits(text: str, found: Sequence[Token], senses: Mapping[str, list[_Sense]]) -> Iterator[_Hit]:
    at = 0
    while at < len(found):
        for count in range(min(_MOST_WORDS, len(found) - at), 0, -1):
            meant = senses.get(joined(found[at : at + count]))
            if meant and _plausible(text, found[at : at + count]):
                yield _Hit(first=at, last=at + count - 1, senses=tuple(meant))
                at += count
                break
        else:
            at += 1


def _plausible(text: str, words: Sequence[Token]) -> bool:
    """Words that are one thing in the catalogue do not reach over a break in the sentence."""
    gaps = (text[a.end : b.start] for a, b in pairwise(words))
    return not any({",", ".", ";", ":", "(", ">"} & {*gap} for gap in gaps)


def _resolved(hits: Sequence[_Hit], found: Sequence[Token]) -> Iterator[Heard]:
    """Each of the words with one meaning, by what stands around them."""
    taken: set[int] = set()
    for place, hit in enumerate(hits):
        moves = [one for one in hit.senses if one.move]
        if moves and (move := _step(place, hits, moves, found, taken)):
            yield move
    for place in range(len(hits)):
        if place not in taken and (one := _thing(place, hits, found, taken)):
            yield one


def _step(
    place: int,
    hits: Sequence[_Hit],
    moves: Sequence[_Sense],
    found: Sequence[Token],
    taken: set[int],
) -> Heard | None:
    """A move along an option, which its own word names or an option that stands next to it."""
    hit = hits[place]
    around = [*_options_near(place, hits, after=True), *_options_near(place, hits, after=False)]
    named = [one.option for one in moves if one.option]
    option = next((name for _, name in around if name in named), None) if named else None
    if option is None:
        option = named[0] if named else next((name for _, name in around), None)
    if option is None:
        return None
    taken.add(place)
    beside = [where for where, name in around if name == option]
    first = min([hit.first, *(hits[one].first for one in beside if one < place)])
    by, counted, used = _number_before(first, option, found, hits, place)
    taken |= {*beside[:1], *used}
    sense = next((one for one in moves if one.option == option), moves[0])
    return Heard(
        option=option,
        move=sense.move,
        far=sense.far,
        by=by,
        counted=counted,
        start=found[first].start,
        end=found[hit.last].end,
    )


def _options_near(place: int, hits: Sequence[_Hit], *, after: bool) -> Iterator[tuple[int, str]]:
    """Options named by themselves within a few words."""
    hit = hits[place]
    others = range(place + 1, len(hits)) if after else range(place - 1, -1, -1)
    for other in others:
        one = hits[other]
        distance = one.first - hit.last if after else hit.first - one.last
        if distance > _NEAR_WORDS:
            return
        for sense in one.senses:
            if sense.option and not sense.value and not sense.move:
                yield other, sense.option


def _number_before(
    first: int, option: str, found: Sequence[Token], hits: Sequence[_Hit], place: int
) -> tuple[float | None, bool, set[int]]:
    """How far: the number right before, whether it is an amount, and the words that it uses."""
    if first == 0:
        return None, False, set()
    before = found[first - 1]
    used = {i for i, one in enumerate(hits) if one.last == first - 1 and i != place}
    if before.is_number:
        number = float(before.norm.replace(",", "."))
        return number, "size" not in option, used
    return (1.0 if before.norm == "one" else None), False, set()


def _thing(
    place: int, hits: Sequence[_Hit], found: Sequence[Token], taken: set[int]
) -> Heard | None:
    """A value or an option by itself; of several meanings the one whose option is named nearby."""
    hit = hits[place]
    near = [
        name
        for _, name in (
            *_options_near(place, hits, after=True),
            *_options_near(place, hits, after=False),
        )
    ]
    senses = [one for one in hit.senses if not one.move and (not one.bare or one.option in near)]
    if not senses:
        return None
    best = max(senses, key=lambda one: (one.option in near, one.weight))
    return Heard(
        option=best.option or "",
        value=best.value,
        start=found[hit.first].start,
        end=found[hit.last].end,
    )
