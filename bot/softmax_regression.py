"""Multinomial logistic regression in single precision: a convex loss, given to SciPy's L-BFGS.

scikit-learn's turns its input into doubles at every step, which takes three times as long where
thousands of texts meet hundreds of intents; nothing else is different.
"""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Array = npt.NDArray[Any]


class SoftmaxRegression(msgspec.Struct, frozen=True, kw_only=True):
    """What was learned: a column of `weights`, and a number of `bias`, for each of `classes`."""

    classes: Array
    weights: Array
    bias: Array

    @classmethod
    def fit(
        cls, rows: Array, labels: Array, *, c: float, tol: float, max_iter: int
    ) -> SoftmaxRegression:
        """Learn from rows of single precision and the label of each; two labels or more.

        `c` is the inverse strength of the squared penalty on the weights. It ends where no slope is
        steeper than `tol`, or after `max_iter` steps. All labels weigh the same: one with many rows
        is not likelier for that.
        """
        classes, which, counts = np.unique(labels, return_inverse=True, return_counts=True)
        loss = _Loss(
            rows=np.hstack([rows, np.ones((len(rows), 1), dtype=np.float32)]),
            which=which,
            weight=np.float32(len(rows) / len(classes)) / counts[which].astype(np.float32),
            penalty=np.float32(1 / c),
        )
        start = np.zeros((rows.shape[1] + 1) * len(classes))
        limits = {"maxiter": max_iter, "gtol": tol}
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options=limits)
        learned = found.x.reshape(-1, len(classes)).astype(np.float32)
        return cls(classes=classes, weights=learned[:-1], bias=learned[-1])

    def scores(self, rows: Array) -> Array:
        """How much speaks for each class, a row a row; the softmax of it is how likely it is."""
        return np.asarray(rows @ self.weights + self.bias)


class _Loss(msgspec.Struct, frozen=True, kw_only=True):
    """The loss at given weights, and its slope; the last of `rows` is 1, for the bias."""

    rows: Array
    which: Array
    weight: Array
    penalty: np.float32

    def __call__(self, flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(self.rows.shape[1], -1).astype(np.float32)
        scores = self.rows @ weights
        scores -= scores.max(axis=1, keepdims=True)
        at = np.arange(len(scores)), self.which
        right = scores[at]
        likely = np.exp(scores, out=scores)
        total = likely.sum(axis=1)
        surprise = float(np.dot(self.weight, np.log(total) - right))
        likely /= total[:, None]
        likely[at] -= 1
        slope = self.rows.T @ (likely * self.weight[:, None])
        slope[:-1] += self.penalty * weights[:-1]
        size = float(np.square(weights[:-1], dtype=np.float64).sum())
        return surprise + float(self.penalty) * size / 2, slope.ravel().astype(np.float64)
