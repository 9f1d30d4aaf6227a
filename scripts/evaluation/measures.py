"""What the likelihoods of unseen phrases tell about the training data: pure functions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from scripts.trainer.project import Phrase

Array = npt.NDArray[Any]

WORST = 10
SUSPECT = 0.9
"""From this likelihood of another intent on, the phrase may stand in the wrong file."""
ALIKE = 0.86
"""From this nearness on, phrases of two intents say the same."""
MOST_PAIRS = 60
OUTSIDE = "out_of_scope"


class Guess(msgspec.Struct, frozen=True, kw_only=True):
    """What an unseen phrase was taken for, how surely, and how likely the next best was."""

    phrase: Phrase
    intent: str
    confidence: float
    runner_up: float

    @property
    def right(self) -> bool:
        """Whether it is what was meant."""
        return self.intent == self.phrase.intent


class Threshold(msgspec.Struct, frozen=True, kw_only=True):
    """How sure the bot must be, and how far ahead of its next best guess, not to ask back."""

    confidence: float
    lead: float

    def passes(self, guess: Guess) -> bool:
        """Whether the bot believes it."""
        ahead = guess.confidence - guess.runner_up
        return guess.confidence >= self.confidence and ahead >= self.lead


class IntentScore(msgspec.Struct, frozen=True, kw_only=True):
    """Of an intent's phrases, and of the phrases taken for it, the shares that are right."""

    intent: str
    phrases: int
    found: float
    trusted: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.found + self.trusted
        return 2 * self.found * self.trusted / total if total else 0.0


class Confusion(msgspec.Struct, frozen=True, kw_only=True):
    """Phrases of one intent that were taken for another."""

    meant: str
    taken: str
    guesses: tuple[Guess, ...]


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Phrases of two intents that say nearly the same; `nearness` is a cosine."""

    one: Phrase
    other: Phrase
    nearness: float


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """What comes of a threshold, in shares of one: of the customers' phrases those understood and
    those misunderstood, and of the texts from outside those that are taken for something."""

    confidence: float
    right: float
    wrong: float
    taken: float


def guesses(phrases: Sequence[Phrase], intents: Array, likely: Array) -> tuple[Guess, ...]:
    """The best of each row of likelihoods; the columns are `intents`."""
    order = np.argsort(-likely, axis=1)
    return tuple(
        Guess(
            phrase=phrase,
            intent=str(intents[best[0]]),
            confidence=float(row[best[0]]),
            runner_up=float(row[best[1]]),
        )
        for phrase, row, best in zip(phrases, likely, order, strict=True)
    )


def accuracy(found: Sequence[Guess]) -> float:
    """The share of phrases whose best guess is right, believed or not."""
    return sum(guess.right for guess in found) / len(found)


def scores(found: Sequence[Guess]) -> list[IntentScore]:
    """All intents, the worst first."""
    meant, taken = Counter(g.phrase.intent for g in found), Counter(g.intent for g in found)
    right = Counter(g.intent for g in found if g.right)
    rows = (
        IntentScore(
            intent=intent,
            phrases=count,
            found=right[intent] / count,
            trusted=right[intent] / taken[intent] if taken[intent] else 0.0,
        )
        for intent, count in meant.items()
    )
    return sorted(rows, key=lambda row: (row.f1, row.intent))


def confusions(found: Sequence[Guess]) -> list[Confusion]:
    """What is taken for what, the most frequent first; the surest phrases first."""
    cases: dict[tuple[str, str], list[Guess]] = defaultdict(list)
    for guess in sorted(found, key=lambda guess: -guess.confidence):
        if not guess.right:
            cases[guess.phrase.intent, guess.intent].append(guess)
    rows = (
        Confusion(meant=meant, taken=taken, guesses=tuple(those))
        for (meant, taken), those in cases.items()
    )
    return sorted(rows, key=lambda row: (-len(row.guesses), row.meant, row.taken))


def suspects(found: Sequence[Guess]) -> list[Guess]:
    """Phrases that look as if they stood in the wrong file, the likeliest first."""
    wrong = (guess for guess in found if not guess.right and guess.confidence >= SUSPECT)
    return sorted(wrong, key=lambda guess: -guess.confidence)


def near_duplicates(phrases: Sequence[Phrase], meanings: Array) -> list[Pair]:
    """Phrases of two intents that say nearly the same, the nearest first. `meanings` have length 1.

    A pipeline without a sentence encoder has no meanings, and no such pairs.
    """
    if not meanings.shape[1]:
        return []
    near = np.triu(meanings @ meanings.T, k=1)
    pairs = (
        Pair(one=phrases[one], other=phrases[other], nearness=float(near[one, other]))
        for one, other in np.argwhere(near >= ALIKE)
        if phrases[one].intent != phrases[other].intent
    )
    return sorted(pairs, key=lambda pair: -pair.nearness)[:MOST_PAIRS]


def curve(inside: Sequence[Guess], outside: Sequence[Guess], lead: float) -> Iterator[Point]:
    """What comes of each threshold from 0.05 to 0.95."""
    for step in range(1, 20):
        yield at(Threshold(confidence=step / 20, lead=lead), inside, outside)


def at(threshold: Threshold, inside: Sequence[Guess], outside: Sequence[Guess]) -> Point:
    """What comes of one threshold."""
    believed = [guess for guess in inside if threshold.passes(guess)]
    taken = [guess for guess in outside if threshold.passes(guess) and guess.intent != OUTSIDE]
    return Point(
        confidence=threshold.confidence,
        right=_share(sum(guess.right for guess in believed), inside),
        wrong=_share(sum(not guess.right for guess in believed), inside),
        taken=_share(len(taken), outside),
    )


def _share(count: int, of: Sequence[Guess]) -> float:
    return count / len(of) if of else 0.0
