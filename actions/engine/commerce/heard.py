"""Options in a text: values, names of options, and words that compare, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from actions.engine.commerce.senses import Options, Sense, Senses, senses_of
from actions.engine.commerce.tokens import Token, joined, tokens
from actions.engine.commerce.vocabulary import Vocabulary

_MOST_WORDS = 5
_NEAR_WORDS = 3
_FAR = 9
_ARTICLES = frozenset({"a", "an"})
_PARTING = frozenset(",.;:(>")


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """Words that name an option, or a `value` of it, or a `move` along it.

    A value is one of the catalogue's, or a number that the catalogue does not have.

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


class _Hit(msgspec.Struct, frozen=True, kw_only=True):
    """Words at tokens `first` to `last` with everything that they may mean."""

    first: int
    last: int
    senses: tuple[Sense, ...]

    def names(self) -> Iterator[str]:
        """The options that it may be the name of."""
        for sense in self.senses:
            if sense.option and not sense.value and not sense.move:
                yield sense.option


def heard(text: str, options: Options, vocabulary: Vocabulary) -> tuple[Heard, ...]:
    """Everything in the text that speaks of these options, in its order."""
    found = tokens(text, vocabulary.spelling())
    senses = senses_of(options, vocabulary)
    reading = _Reading(text, found, list(_hits(text, found, senses)), senses)
    return tuple(sorted(reading.all(), key=lambda one: one.start))


def _hits(text: str, found: Sequence[Token], senses: Senses) -> Iterator[_Hit]:
    """The words that may mean something, the longest first, and numbers in a known unit."""
    at = 0
    while at < len(found):
        hit = _longest(text, found, at, senses) or _counted(text, found, at, senses)
        if hit is not None:
            yield hit
        at = at + 1 if hit is None else hit.last + 1


def _longest(text: str, found: Sequence[Token], at: int, senses: Senses) -> _Hit | None:
    for count in range(min(_MOST_WORDS, len(found) - at), 0, -1):
        words = found[at : at + count]
        meant = senses.words.get(joined(words))
        if meant and not _parted(text, words):
            return _Hit(first=at, last=at + count - 1, senses=tuple(meant))
    return None


def _counted(text: str, found: Sequence[Token], at: int, senses: Senses) -> _Hit | None:
    """A number in an option's unit which no value of the catalogue has."""
    words = found[at : at + 2]
    option = senses.units.get(words[-1].norm)
    if len(words) < 2 or not words[0].is_number or option is None or _parted(text, words):
        return None
    value = text[words[0].start : words[1].end]
    return _Hit(first=at, last=at + 1, senses=(Sense(option=option, value=value, weight=1),))


def _parted(text: str, words: Sequence[Token]) -> bool:
    """Whether a break of the sentence lies between words, so that they are not one thing."""
    return any(_PARTING & {*text[a.end : b.start]} for a, b in pairwise(words))


class _Reading:
    """A text's hits being given one meaning each; `taken` are those already used."""

    def __init__(
        self, text: str, found: Sequence[Token], hits: Sequence[_Hit], senses: Senses
    ) -> None:
        self.text = text
        self.found, self.hits, self.senses = found, hits, senses
        self.taken: set[int] = set()

    def all(self) -> Iterator[Heard]:
        """Moves first: what they use of the text is nothing else."""
        for place in range(len(self.hits)):
            if move := self._move(place):
                yield move
        for place in range(len(self.hits)):
            if place not in self.taken and (thing := self._thing(place)):
                yield thing
        yield from self._plain_numbers()

    def _move(self, place: int) -> Heard | None:
        """A move along an option, which its own word or an option that stands near names."""
        moves = [one for one in self.hits[place].senses if one.move]
        around = [(at, name) for at, name in self._near(place) if name in self.senses.ordered]
        own = [one.option for one in moves if one.option in self.senses.ordered]
        named = [name for _, name in around if not own or name in own]
        measured = self._measure(place)
        option = next(iter([*([measured] if measured else ()), *named, *own]), None)
        if not moves or option is None:
            return None
        beside = [at for at, name in around if name == option]
        before = [place - 1] if measured else [at for at in beside if at < place]
        self.taken |= {place, *(before if measured else beside[:1])}
        return self._moved(place, option, before, moves, measured=measured is not None)

    def _measure(self, place: int) -> str | None:
        """The option in whose unit the words right before a move count: `5 litres less`."""
        hit, before = self.hits[place], self.hits[place - 1] if place else None
        if before is None or before.last != hit.first - 1 or before.first == before.last:
            return None
        options = [one.option for one in before.senses if one.value is not None]
        is_number = self.found[before.first].is_number
        ordered = (one for one in options if one in self.senses.ordered)
        return next(ordered, None) if is_number else None

    def _moved(
        self,
        place: int,
        option: str,
        before: Sequence[int],
        moves: Sequence[Sense],
        *,
        measured: bool,
    ) -> Heard:
        hit = self.hits[place]
        first = min([hit.first, *(self.hits[at].first for at in before)])
        by = self._number_at(first if measured else first - 1, alone=not before)
        sense = next((one for one in moves if one.option == option), moves[0])
        return Heard(
            option=option,
            move=sense.move,
            far=sense.far,
            by=by,
            # A size smaller is a place in the order, and five hundred pieces less an amount.
            counted=by is not None and "size" not in option,
            start=self.found[first].start,
            end=self.found[hit.last].end,
        )

    def _number_at(self, at: int, *, alone: bool) -> float | None:
        """How far: the number right before; “one” only before a name, as in “one size bigger”."""
        if at < 0:
            return None
        word = self.found[at]
        if word.norm == "one" and not alone:
            return 1.0
        if not word.is_number:
            return None
        self.taken |= {i for i, one in enumerate(self.hits) if one.first <= at <= one.last}
        return float(word.norm.replace(",", "."))

    def _thing(self, place: int) -> Heard | None:
        """A value or an option by itself; of several the one whose option is named nearby."""
        hit = self.hits[place]
        near = self._distances(place)
        senses = [one for one in hit.senses if not one.move and one.option]
        clear = self._is_size(hit)
        senses = [one for one in senses if not one.bare or one.option in near or clear]
        if not senses:
            return None
        best = max(senses, key=lambda one: (-near.get(one.option or "", _FAR), one.weight))
        return Heard(
            option=best.option or "",
            value=best.value,
            start=self.found[hit.first].start,
            end=self.found[hit.last].end,
        )

    def _is_size(self, hit: _Hit) -> bool:
        """Whether it is a size as one says it: a capital, “a 10”, or just “10” as an answer."""
        if hit.first != hit.last:
            return False
        word = self.found[hit.first]
        written = self.text[word.start : word.end]
        if not word.is_number:
            return len(written) == 1 and written.isupper()
        before = self.found[hit.first - 1].norm if hit.first else ""
        return before in _ARTICLES or len(self.found) == 1

    def _plain_numbers(self) -> Iterator[Heard]:
        """`size 7` where the catalogue has other sizes: a value all the same."""
        used = {at for hit in self.hits for at in range(hit.first, hit.last + 1)}
        for hit in self.hits:
            option = next((name for name in hit.names() if name in self.senses.numbered), None)
            after = hit.last + 1
            if option and after < len(self.found) and after not in used:
                word = self.found[after]
                if word.is_number:
                    yield Heard(option=option, value=word.norm, start=word.start, end=word.end)

    def _distances(self, place: int) -> dict[str, int]:
        """How many words away each option is named, where it is a few."""
        hit, distances = self.hits[place], dict[str, int]()
        for at, name in self._near(place):
            other = self.hits[at]
            gap = max(other.first - hit.last, hit.first - other.last)
            distances[name] = min(gap, distances.get(name, gap))
        return distances

    def _near(self, place: int) -> Iterator[tuple[int, str]]:
        """Options named by themselves within a few words, those after it first."""
        hit = self.hits[place]
        for at in range(place + 1, len(self.hits)):
            if self.hits[at].first - hit.last > _NEAR_WORDS:
                break
            yield from ((at, name) for name in self.hits[at].names())
        for at in range(place - 1, -1, -1):
            if hit.first - self.hits[at].last > _NEAR_WORDS:
                break
            yield from ((at, name) for name in self.hits[at].names())
