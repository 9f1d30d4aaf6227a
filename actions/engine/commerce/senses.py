"""Meanings of words about options: names, values and words that compare, by the catalogue."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from actions.crm.records.goods import Product
from actions.engine.commerce.scales import NONE, YES, scale
from actions.engine.commerce.tokens import joined, tokens
from actions.engine.commerce.vocabulary import OptionWords, Vocabulary

Options = Mapping[str, tuple[str, ...]]
"""The options of a family, each with its values."""
_PLAIN = frozenset({"and", "or", "of", "the", "with", "in", "not", "type", "to", "for"})


class Sense(msgspec.Struct, frozen=True, kw_only=True):
    """What some words may mean: an option, a `value` of it, or a `move` along it.

    `weight` ranks whole names above parts of them. `bare` values are words that mean something
    else as well, so that they count only beside their option's name.
    """

    option: str | None
    value: str | None = None
    move: Literal[0, 1, -1] = 0
    far: bool = False
    weight: int = 0
    bare: bool = False


class Senses(msgspec.Struct, frozen=True, kw_only=True):
    """What words may mean, by their form that compares.

    `units` has the option whose values come in a unit, `ordered` those along which one can move.
    """

    words: Mapping[str, Sequence[Sense]]
    units: Mapping[str, str]
    ordered: frozenset[str]
    numbered: frozenset[str]


def options_of(variants: Iterable[Product], own: Mapping[str, str]) -> Options:
    """Each option with the values that the variants, and the customer's own item, have."""
    values: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for options in (own, *(one.options for one in variants)):
        for option, value in options.items():
            values[option][value] = None
    return {option: tuple(found) for option, found in values.items()}


def senses_of(options: Options, vocabulary: Vocabulary) -> Senses:
    """Everything that words about these options may mean."""
    words: defaultdict[str, list[Sense]] = defaultdict(list)
    for phrase, sense in _phrases(options, vocabulary):
        if key := joined(tokens(phrase, vocabulary.spelling())):
            words[key].append(sense)
    ordered = {name for name, values in options.items() if scale(name, values, vocabulary)}
    numbered = {name for name, values in options.items() if all(map(str.isdigit, values))}
    return Senses(
        words=words,
        units=_units(options, vocabulary),
        ordered=frozenset(ordered),
        numbered=frozenset(numbered),
    )


def _phrases(options: Options, vocabulary: Vocabulary) -> Iterator[tuple[str, Sense]]:
    for unit, option in _units(options, vocabulary).items():
        spelled = (unit, *vocabulary.units.get(unit, ()))
        yield from ((one, Sense(option=option, weight=1)) for one in spelled if len(one) > 2)
    for option, values in options.items():
        yield from _named(option, options, vocabulary)
        yield from _valued(option, values, options, vocabulary)
        yield from _moved(option, vocabulary)
    for cue, sense in _DEGREES.items():
        yield from ((words, sense) for words in vocabulary.cues.get(cue, ()))
    for cue in ("up", "down", "below"):  # “at least” is not the least
        yield from ((words, Sense(option=None)) for words in vocabulary.cues.get(cue, ()))


def _units(options: Options, vocabulary: Vocabulary) -> Mapping[str, str]:
    """The unit of an option's values, where no other option of these has it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for option, values in options.items():
        for value in values:
            parts = tokens(value, vocabulary.spelling())
            if len(parts) > 1 and parts[0].is_number and not parts[1].is_number:
                found[parts[1].norm].add(option)
    return {unit: names.pop() for unit, names in found.items() if len(names) == 1}


_DEGREES: Mapping[str, Sense] = {
    "more": Sense(option=None, move=1),
    "less": Sense(option=None, move=-1),
    "most": Sense(option=None, move=1, far=True),
    "least": Sense(option=None, move=-1, far=True),
}


def _named(option: str, options: Options, vocabulary: Vocabulary) -> Iterator[tuple[str, Sense]]:
    """The option by its name, other words of it, or a word that no other option of these has."""
    words = vocabulary.options.get(option.casefold(), OptionWords())
    yield option, Sense(option=option, weight=3)
    for word in words.words:
        yield word, Sense(option=option, weight=2)
    spelling = vocabulary.spelling()
    used = Counter(one.norm for name in options for one in set(tokens(name, spelling)))
    for part in tokens(option, spelling):
        if used[part.norm] == 1 and part.norm not in _PLAIN:
            yield part.norm, Sense(option=option, weight=1)


def _valued(
    option: str, values: Sequence[str], options: Options, vocabulary: Vocabulary
) -> Iterator[tuple[str, Sense]]:
    """Each value by its name, other words of it, or what only it has of all these values."""
    spelling = vocabulary.spelling()
    parts = {value: tokens(value, spelling) for value in values}
    used = Counter(norm for each in parts.values() for norm in {one.norm for one in each})
    names = {one.norm for name in options for one in tokens(name, spelling)}
    for value, each in parts.items():
        if value.casefold() in YES or not each:
            continue
        short = len(each) == 1 and (each[0].is_number or len(each[0].norm) == 1)
        bare = short or value.casefold() in NONE
        yield value, Sense(option=option, value=value, weight=3, bare=bare)
        for word in vocabulary.values.get(value, ()):
            yield word, Sense(option=option, value=value, weight=2)
        if each[0].is_number and len(each) > 1:
            yield joined(each[:2]), Sense(option=option, value=value, weight=2)
            yield each[0].norm, Sense(option=option, value=value, weight=1, bare=True)
        for one in each:
            telling = used[one.norm] == 1 and one.norm not in names | _PLAIN
            if telling and len(each) > 1 and len(one.norm) > 1 and not one.is_number:
                yield one.norm, Sense(option=option, value=value, weight=1)


def _moved(option: str, vocabulary: Vocabulary) -> Iterator[tuple[str, Sense]]:
    """Words that compare along the option: `bigger`, and `biggest` for as far as it goes."""
    words = vocabulary.options.get(option.casefold(), OptionWords())
    moves: tuple[tuple[Literal[1, -1], list[str]], ...] = ((1, words.more), (-1, words.less))
    for move, each in moves:
        for word in each:
            yield word, Sense(option=option, move=move, weight=2)
            if superlative := _superlative(word):
                yield superlative, Sense(option=option, move=move, far=True, weight=2)


def _superlative(word: str) -> str | None:
    first, _, rest = word.partition(" ")
    if first in ("more", "less") and rest:
        return f"{'most' if first == 'more' else 'least'} {rest}"
    return f"{word[:-2]}est" if word.endswith("er") and not rest else None
