"""Reader of `vocabulary.yml`: how a shop's customers call its goods, their options and values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from actions.engine.commerce.tokens import Spelling, phrase_pattern, singular

Act = str
"""What a customer wants done: `cancel`, `return`, `exchange` …, as the vocabulary has it."""


class OptionWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one option is spoken of.

    `words` are other names of it. `more` and `less` compare along `orders`, each of which lists
    values from the least to the most; values with numbers order themselves.
    """

    words: list[str] = []
    more: list[str] = []
    less: list[str] = []
    orders: list[list[str]] = []


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of a shop's customers. What the catalogue itself says need not be here.

    `kinds` has other words for a family, by its name in the catalogue; one word may be said of
    several. `themes` name several kinds at once (`gaming`). `values` has other words for a value
    of an option, `units` for a unit (`ft: [foot, feet]`). `acts` and `cues` are what steers a
    sentence.
    """

    kinds: dict[str, list[str]] = {}
    themes: dict[str, list[str]] = {}
    options: dict[str, OptionWords] = {}
    values: dict[str, list[str]] = {}
    units: dict[str, list[str]] = {}
    numbers: dict[str, int] = {}
    acts: dict[Act, list[str]] = {}
    cues: dict[str, list[str]] = {}

    def spelling(self) -> Spelling:
        """How its words and those of customers are brought to one form."""
        units = {singular(word): unit for unit, words in self.units.items() for word in words}
        return Spelling(numbers=self.numbers, units=units)

    def cue(self, *names: str) -> re.Pattern[str]:
        """Any phrase of these cues."""
        return phrase_pattern(tuple(one for name in names for one in self.cues.get(name, ())))

    def act(self, name: Act) -> re.Pattern[str]:
        """Any phrase that asks for this act."""
        return phrase_pattern(tuple(self.acts.get(name, ())))


class VocabularyRefused(Exception):
    """A vocabulary that cannot be used; the message has a line for each problem."""


def read_vocabulary(path: Path) -> Vocabulary:
    """The file's words on top of the engine's English. Raises `VocabularyRefused` with all that
    is wrong."""
    english = _decoded(Path(__file__).with_name("en.yml"))
    own = _decoded(path)
    if wrong := [f"{path.name}: {line}" for line in _wrong(own, english)]:
        raise VocabularyRefused("\n".join(wrong))
    return merged(english, own)


def english() -> Vocabulary:
    """What customers say in every shop."""
    return _decoded(Path(__file__).with_name("en.yml"))


def merged(base: Vocabulary, own: Vocabulary) -> Vocabulary:
    """Both together; where both have words for a thing, all of them hold."""
    options = {
        name: _both(base.options.get(name), own.options.get(name))
        for name in base.options | own.options
    }
    lists = ("kinds", "themes", "values", "units", "acts", "cues")
    joint = {name: _joint(getattr(base, name), getattr(own, name)) for name in lists}
    numbers = base.numbers | own.numbers
    return Vocabulary(options=options, numbers=numbers, **joint)


def problems_with(vocabulary: Vocabulary, names: Mapping[str, str]) -> tuple[str, ...]:
    """Kinds and themes that name a family which the catalogue (id -> name) does not have."""
    known = set(names.values())
    kinds = [f"kinds: the catalogue has no “{one}”" for one in vocabulary.kinds if one not in known]
    themes = [
        f"themes: {theme} names “{one}”, which the catalogue does not have"
        for theme, members in vocabulary.themes.items()
        for one in members
        if one not in known
    ]
    return (*kinds, *themes)


def _decoded(path: Path) -> Vocabulary:
    try:
        return msgspec.yaml.decode(path.read_bytes() or b"{}", type=Vocabulary)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as exc:
        raise VocabularyRefused(f"{path.name}: {exc}") from exc


def _joint(base: Mapping[str, list[str]], own: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {name: [*base.get(name, ()), *own.get(name, ())] for name in {**base, **own}}


def _both(base: OptionWords | None, own: OptionWords | None) -> OptionWords:
    first, second = base or OptionWords(), own or OptionWords()
    return OptionWords(
        words=[*first.words, *second.words],
        more=[*first.more, *second.more],
        less=[*first.less, *second.less],
        orders=[*second.orders, *first.orders],
    )


def _wrong(own: Vocabulary, english: Vocabulary) -> Iterator[str]:
    """Everything that makes a business's words ones that mislead or never match."""
    for cue in own.cues.keys() - english.cues.keys():
        yield f"cues: there is no cue “{cue}”; the engine knows {', '.join(sorted(english.cues))}"
    for name, option in own.options.items():
        yield from _option_wrong(name, option)
    for section in ("kinds", "themes", "values", "units", "acts", "cues"):
        for name, words in getattr(own, section).items():
            if not words or not all(map(str.strip, words)):
                yield f"{section}: “{name}” has no words, or an empty one"


def _option_wrong(name: str, option: OptionWords) -> Iterator[str]:
    if both := sorted({*option.more} & {*option.less}):
        yield f"options: {name} has {', '.join(both)} for more and for less"
    for order in option.orders:
        if len(order) < 2 or len(set(order)) < len(order):
            yield f"options: {name} has an order that needs two different values at least: {order}"
