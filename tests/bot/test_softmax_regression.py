"""The regression in single precision says what scikit-learn's says in double."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from bot.softmax_regression import SoftmaxRegression

RANDOM = np.random.default_rng(7)


@pytest.mark.parametrize("classes", [2, 3, 7])
def test_it_is_as_likely_as_scikit_learn_has_it(classes: int) -> None:
    """Of classes that overlap and differ in size, and of rows that it has not seen."""
    labels = np.array([f"c{at}" for at in (classes * RANDOM.random(300) ** 2).astype(int)])
    centres = {label: RANDOM.normal(size=5) for label in sorted(set(labels))}
    rows = np.array([centres[one] for one in labels]) + RANDOM.normal(size=(300, 5))
    rows = rows.astype(np.float32)
    ours = SoftmaxRegression.fit(rows[:200], labels[:200], c=5.0, tol=1e-3, max_iter=500)
    theirs = LogisticRegression(
        C=5.0, class_weight="balanced", max_iter=500, multi_class="multinomial"
    ).fit(rows[:200], labels[:200])
    scores = ours.scores(rows[200:])
    likely = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    assert list(ours.classes) == list(theirs.classes_)
    assert likely == pytest.approx(theirs.predict_proba(rows[200:]), abs=0.01)


def test_a_common_class_is_not_likelier_for_that() -> None:
    """Where nothing tells two classes apart, both are as likely, whichever has more rows."""
    labels = np.array(["rare"] * 10 + ["common"] * 90)
    rows = np.zeros((100, 3), dtype=np.float32)
    learned = SoftmaxRegression.fit(rows, labels, c=1.0, tol=1e-4, max_iter=100)
    assert learned.scores(rows[:1])[0] == pytest.approx([0.0, 0.0], abs=1e-3)
