"""A linear classifier over two groups of features, with confidences that hold.

Words are rare and many, meanings dense and few: each group is scaled to a length of its own, and
neither drowns the other. Logistic regression then runs along the directions in which the training
texts differ most, far fewer than there are words; weights for words and meanings follow from it.
What it says of unseen texts, by cross-validation, sets how sure it is: without that a classifier of
so many features is too timid.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.linalg import eigh, qr
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from scipy.special import log_softmax, softmax
from sklearn.model_selection import StratifiedKFold

from bot.softmax_regression import SoftmaxRegression

Array = npt.NDArray[Any]

SEED = 42
DIRECTIONS = 1000
"""With 700, a tenth more of the shop's held-out phrases were missed."""
NEGLIGIBLE = 1e-6
"""Of the strongest direction: what varies less is rounding."""
MOST_SURE = 4.0
"""Natural logarithm of the largest factor on the scores."""


class Texts(msgspec.Struct, frozen=True, kw_only=True):
    """Features of texts, a row each: counts of words and their parts, and meanings."""

    words: csr_matrix
    meanings: Array

    def rows(self, chosen: Array) -> Texts:
        """Some of the texts, by a mask or by numbers."""
        return Texts(words=self.words[chosen], meanings=self.meanings[chosen])


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """How to fit: the length of the words' group beside the meanings' 1, the inverse strength of
    the penalty, and in how many folds confidence is measured."""

    words_weight: float = 0.5
    c: float = 20.0
    folds: int = 2
    max_iter: int = 200
    tol: float = 0.03
    """A thirtieth of it took half as long again, and understood no phrase more."""


class LinearModel(msgspec.Struct, frozen=True, kw_only=True):
    """What was learned. `rarity` weighs each word; the weights have a column an intent."""

    intents: Array
    rarity: Array
    words: Array
    meanings: Array
    bias: Array
    sureness: float
    words_weight: float

    @classmethod
    def fit(cls, texts: Texts, intents: Array, how: Fit) -> LinearModel:
        """Learn from texts and the intent of each; two intents or more."""
        rarity = _rarity(texts.words)
        scaled = _scaled(texts, rarity, how.words_weight)
        spanned, back = _span(scaled)
        learned = _regression(spanned, intents, how)
        turned = back @ learned.weights
        return cls(
            intents=learned.classes,
            rarity=rarity,
            words=np.asarray(scaled.words.T @ turned, dtype=np.float32),
            meanings=np.asarray(scaled.meanings.T @ turned, dtype=np.float32),
            bias=learned.bias,
            sureness=_sureness(spanned, intents, how),
            words_weight=how.words_weight,
        )

    def predict(self, texts: Texts) -> Array:
        """How likely each intent is, a row a text; the columns are `intents`."""
        scaled = _scaled(texts, self.rarity, self.words_weight)
        scores = scaled.words @ self.words + scaled.meanings @ self.meanings + self.bias
        return np.asarray(softmax(scores * self.sureness, axis=1))

    def save(self, file: Path) -> None:
        """Write it as plain arrays."""
        np.savez(file, **msgspec.structs.asdict(self))

    @classmethod
    def load(cls, file: Path) -> LinearModel:
        """Read what `save` wrote."""
        with np.load(file) as arrays:
            found: dict[str, Any] = {name: arrays[name] for name in arrays.files}
        numbers = {name: float(found[name]) for name in ("sureness", "words_weight")}
        return cls(**{**found, **numbers})


def _rarity(words: csr_matrix) -> Array:
    count = words.shape[0]
    holding = np.bincount(words.indices, minlength=words.shape[1])
    return np.asarray(np.log((1 + count) / (1 + holding)) + 1, dtype=np.float32)


def _scaled(texts: Texts, rarity: Array, words_weight: float) -> Texts:
    words = csr_matrix(texts.words, dtype=np.float32, copy=True)
    words.data = (1 + np.log(words.data)) * rarity[words.indices]
    row = np.repeat(np.arange(words.shape[0]), np.diff(words.indptr))
    lengths = np.sqrt(np.bincount(row, weights=words.data**2, minlength=words.shape[0]))
    words.data *= _inverse(lengths)[row] * words_weight
    norms = np.linalg.norm(texts.meanings, axis=1)
    return Texts(words=words, meanings=texts.meanings * _inverse(norms)[:, None])


def _inverse(lengths: Array) -> Array:
    return np.asarray(np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0))


def _span(scaled: Texts) -> tuple[Array, Array]:
    """The texts along their main directions, and what turns weights there into weights a text.

    The Nyström approximation of how alike they are, from a random start that one multiplication
    turns towards the strongest directions: Halko, Martinsson and Tropp (2011), algorithm 5.5.
    """
    alike = (scaled.words @ scaled.words.T).toarray() + scaled.meanings @ scaled.meanings.T
    random = np.random.default_rng(SEED)
    start = random.standard_normal((len(alike), min(DIRECTIONS, len(alike))), dtype=alike.dtype)
    chosen, _ = qr(alike @ start, mode="economic")
    seen = alike @ chosen
    core = chosen.T @ seen
    strength, directions = eigh((core + core.T) / 2)
    kept = strength > NEGLIGIBLE * strength[-1]
    turn = directions[:, kept] / np.sqrt(strength[kept])
    return seen @ turn, chosen @ turn


def _regression(spanned: Array, intents: Array, how: Fit) -> SoftmaxRegression:
    return SoftmaxRegression.fit(spanned, intents, c=how.c, tol=how.tol, max_iter=how.max_iter)


def _sureness(spanned: Array, intents: Array, how: Fit) -> float:
    """The factor on the scores that makes unseen texts likeliest."""
    unseen = list(_unseen(spanned, intents, how))
    if not unseen:
        return 1.0

    def surprise(exponent: float) -> float:
        factor = np.exp(exponent)
        return float(-np.concatenate([_logs(scores * factor, at) for scores, at in unseen]).mean())

    found = minimize_scalar(surprise, bounds=(-MOST_SURE, MOST_SURE), method="bounded")
    return float(np.exp(found.x))


def _logs(scores: Array, at: Array) -> Array:
    return np.asarray(log_softmax(scores, axis=1)[np.arange(len(at)), at])


def _unseen(spanned: Array, intents: Array, how: Fit) -> Iterator[tuple[Array, Array]]:
    """Scores of the texts that each fold leaves out, and the column of what each text means."""
    _, counts = np.unique(intents, return_counts=True)
    folds = min(how.folds, int(counts.min()))
    if folds < 2:
        return
    splits = StratifiedKFold(folds, shuffle=True, random_state=SEED).split(spanned, intents)
    for known, left_out in splits:
        learned = _regression(spanned[known], intents[known], how)
        scores = learned.scores(spanned[left_out])
        yield scores, np.searchsorted(learned.classes, intents[left_out])
