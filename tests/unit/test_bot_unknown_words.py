"""Texts without a single known feature lose the intent that a classifier made up for them."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message

from bot.unknown_words import UnknownWords


def message(*counts: int) -> Message:
    """A message with these word counts, taken for a yes."""
    score = {"name": "affirm", "confidence": 0.9}
    built = Message({TEXT: "?", "intent": score, "intent_ranking": [score]})
    if counts:
        matrix = scipy.sparse.coo_matrix(np.array([counts]))
        built.add_features(Features(matrix, FEATURE_TYPE_SENTENCE, TEXT, "counts"))
    return built


def test_a_text_with_a_known_word_keeps_its_intent() -> None:
    """One known word or part of a word is enough."""
    [known] = UnknownWords({"min_features": 1}).process([message(0, 1, 0)])
    assert known.get("intent") == {"name": "affirm", "confidence": 0.9}
    assert len(known.get("intent_ranking")) == 1


@pytest.mark.parametrize(("counts", "min_features"), [((), 1), ((0, 0, 0), 1), ((5, 0, 0), 2)])
def test_a_text_without_any_known_word_has_no_intent(
    counts: tuple[int, ...], min_features: int
) -> None:
    """What is left is for the fallback, also when all that is known is what every text has."""
    [unknown] = UnknownWords({"min_features": min_features}).process([message(*counts)])
    assert unknown.get("intent") == {"name": None, "confidence": 0.0}
    assert unknown.get("intent_ranking") == []
