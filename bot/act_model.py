"""A linear model of acts: what somebody does by saying something, for all that may be open.

It tells kinds of phrases apart: an act with its question, in the contexts in which it is said. Of
what is open, only the kinds that are said then are weighed against each other: “yes” agrees to a
proposal and answers a question, and the model need not choose between the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import msgspec
import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer

from bot.linear_model import Array, Fit, LinearModel, Texts
from contracts.acts import Kind
from contracts.listening import Act, ActScore, Asked, AskedScore, Context

WEIGHTS, KINDS = "acts.npz", "acts.json"
WIDTH = 2**14
"""Columns of the words: few enough to be small, and enough that two rarely share one."""
PART = 4
"""Letters of the longest part of a word that is counted."""
MOST_ACTS, MOST_ASKED = 3, 2
LEAST = 0.05
"""Less likely ones are not told, unless they are the likeliest."""
DIGITS = 3
"""Of a confidence: more says nothing and is kept with every message."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?|\d+|[?!]|[^\w\s.,;:'\u2019\"()-]")
_APOSTROPHE = re.compile("['\u2019]")


class ActsHeard(msgspec.Struct, frozen=True, kw_only=True):
    """What a text does: up to three acts a context, and which question it would be."""

    acts: dict[Context, tuple[ActScore, ...]]
    asks: tuple[AskedScore, ...]


class ActModel:
    """What was learned. `kinds` are the columns of `linear`, by what they are called there."""

    def __init__(self, linear: LinearModel, kinds: Sequence[Kind]) -> None:
        self._linear = linear
        self._kinds = tuple(kinds[int(at)] for at in linear.intents)
        self._of_acts = _columns(get_args(Act), [kind.act for kind in self._kinds])
        self._of_asked = _columns(get_args(Asked), [kind.asks for kind in self._kinds])
        self._said = {
            context: np.array([context in kind.after for kind in self._kinds], dtype=float)
            for context in get_args(Context)
        }

    @classmethod
    def fit(cls, phrases: Sequence[tuple[str, Kind]], meanings: Array, how: Fit) -> ActModel:
        """Learn from phrases of two kinds or more, and the sentence vector of each."""
        kinds = sorted({kind for _, kind in phrases}, key=_ordered)
        texts = Texts(words=_words([text for text, _ in phrases]), meanings=meanings)
        meant = np.array([kinds.index(kind) for _, kind in phrases])
        return cls(LinearModel.fit(texts, meant, how), kinds)

    def hear(self, texts: Sequence[str], meanings: Array) -> Iterator[ActsHeard]:
        """What each text does, by its words and its sentence vector."""
        likely = self._linear.predict(Texts(words=_words(texts), meanings=meanings))
        for row in likely:
            yield ActsHeard(acts=self._acts(row), asks=self._asks(row))

    def save(self, folder: Path) -> None:
        """Write it as plain arrays, and its kinds beside them."""
        self._linear.save(folder / WEIGHTS)
        (folder / KINDS).write_bytes(msgspec.json.encode(self._kinds))

    @classmethod
    def load(cls, folder: Path) -> ActModel | None:
        """Read what `save` wrote; None where nothing was learned."""
        if not (folder / KINDS).exists():
            return None
        kinds = msgspec.json.decode((folder / KINDS).read_bytes(), type=list[Kind])
        linear = LinearModel.load(folder / WEIGHTS)
        return cls(msgspec.structs.replace(linear, intents=np.arange(len(kinds))), kinds)

    def _acts(self, row: Array) -> dict[Context, tuple[ActScore, ...]]:
        return {
            context: tuple(
                ActScore(name=name, confidence=sure)
                for name, sure in _best(get_args(Act), (row * said) @ self._of_acts, MOST_ACTS)
            )
            for context, said in self._said.items()
        }

    def _asks(self, row: Array) -> tuple[AskedScore, ...]:
        found = _best(get_args(Asked), row @ self._of_asked, MOST_ASKED)
        return tuple(AskedScore(name=name, confidence=sure) for name, sure in found)


def _ordered(kind: Kind) -> tuple[str, ...]:
    return (kind.act, kind.asks or "", *kind.after)


def _columns(names: tuple[str, ...], of_kinds: Sequence[str | None]) -> Array:
    """What adds up kinds by a name of theirs: a row a kind, a column a name."""
    return np.array([[kind == name for name in names] for kind in of_kinds], dtype=float)


def _best(names: tuple[Any, ...], sums: Array, most: int) -> Iterator[tuple[Any, float]]:
    """The likeliest names and how likely they are among each other."""
    whole = sums.sum()
    for rank, at in enumerate(np.argsort(-sums)[:most] if whole else ()):
        sure = float(sums[at] / whole)
        if sure >= LEAST or rank == 0:
            yield names[at], round(sure, DIGITS)


def _words(texts: Sequence[str]) -> Any:
    counter = HashingVectorizer(
        analyzer=_parts, n_features=WIDTH, norm=None, alternate_sign=False, dtype=np.float32
    )
    return counter.transform(texts)


def _parts(text: str) -> Iterator[str]:
    """Words, pairs of them, and parts of words, without apostrophes; digits are all alike."""
    words = ["^", *map(_plain, _TOKEN.findall(text.casefold())), "$"]
    for first, second in pairwise(words):
        yield second
        yield f"{first} {second}"
        for start in range(max(0, len(second) + 3 - PART)):
            yield f"<{second}>"[start : start + PART]


def _plain(token: str) -> str:
    return "0" if token.isdigit() else _APOSTROPHE.sub("", token)
