"""The intent classifier: words and meanings together, and confidences that hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import coo_matrix, csr_matrix

from bot.intent_classifier import WordsAndMeaning
from bot.linear_model import Fit, LinearModel, Texts

INTENTS = ("cancel", "greet", "track")
WIDTH = 12


def texts(count: int, *, seed: int, noise: float = 0.6) -> tuple[Texts, np.ndarray[Any, Any]]:
    """Made-up texts: each intent has its own word and direction, drowned in `noise`."""
    chance = np.random.default_rng(seed)
    kind = np.arange(count) % len(INTENTS)
    meanings = np.eye(len(INTENTS), WIDTH)[kind] + noise * chance.normal(size=(count, WIDTH))
    words = (chance.random((count, WIDTH)) < 0.2).astype(int)
    words[np.arange(count), kind] += 1
    return Texts(words=csr_matrix(words), meanings=meanings), np.array(INTENTS)[kind]


def right(model: LinearModel, found: Texts, intents: np.ndarray[Any, Any]) -> float:
    """The share of texts whose likeliest intent is the one that is meant."""
    return float((model.intents[model.predict(found).argmax(axis=1)] == intents).mean())


def test_both_groups_help() -> None:
    """With words and meanings, unseen texts are understood better than with either."""
    known, meant = texts(90, seed=1)
    unseen, asked = texts(600, seed=2)
    none = csr_matrix((90, 0)), csr_matrix((600, 0))
    both = right(LinearModel.fit(known, meant, Fit()), unseen, asked)
    meaning = right(
        LinearModel.fit(Texts(words=none[0], meanings=known.meanings), meant, Fit()),
        Texts(words=none[1], meanings=unseen.meanings),
        asked,
    )
    words = right(
        LinearModel.fit(Texts(words=known.words, meanings=np.zeros((90, 0))), meant, Fit()),
        Texts(words=unseen.words, meanings=np.zeros((600, 0))),
        asked,
    )
    assert both > max(meaning, words)


def test_confidence_is_how_often_it_is_right() -> None:
    """Over many unseen texts the mean confidence is near the share that is right."""
    known, meant = texts(120, seed=3)
    unseen, asked = texts(1500, seed=4)
    model = LinearModel.fit(known, meant, Fit())
    confidence = float(model.predict(unseen).max(axis=1).mean())
    assert confidence == pytest.approx(right(model, unseen, asked), abs=0.08)


def test_likelihoods_add_up() -> None:
    """Each text's intents are as likely as one together, also when there are only two."""
    known, meant = texts(60, seed=5)
    for chosen in (np.full(60, True), meant != "track"):
        model = LinearModel.fit(known.rows(chosen), meant[chosen], Fit())
        assert model.predict(known).sum(axis=1) == pytest.approx(1)
        assert right(model, known.rows(chosen), meant[chosen]) > 0.9


def test_too_few_phrases_for_a_fold_are_no_hindrance() -> None:
    """Where an intent has a single phrase, confidence is left as it is."""
    known, meant = texts(60, seed=6)
    chosen = np.append(np.flatnonzero(meant != "track"), np.flatnonzero(meant == "track")[0])
    assert LinearModel.fit(known.rows(chosen), meant[chosen], Fit()).sureness == 1.0


def test_what_was_learned_survives_the_disk(tmp_path: Path) -> None:
    """A model that was saved says the same when it is loaded."""
    known, meant = texts(60, seed=7)
    model = LinearModel.fit(known, meant, Fit())
    model.save(tmp_path / "model.npz")
    assert np.array_equal(
        LinearModel.load(tmp_path / "model.npz").predict(known), model.predict(known)
    )


def messages(found: Texts, intents: np.ndarray[Any, Any]) -> Iterator[Message]:
    """Messages that have gone through featurizers."""
    for number, intent in enumerate(intents):
        message = Message({TEXT: f"text {number}", "intent": str(intent)})
        for features in (coo_matrix(found.words[number]), found.meanings[number : number + 1]):
            message.add_features(Features(features, FEATURE_TYPE_SENTENCE, TEXT, "features"))
        yield message


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, Any]:
    """What Rasa gives to a component."""
    return {
        "config": {**WordsAndMeaning.get_default_config(), "ranking_length": 2},
        "model_storage": LocalModelStorage(tmp_path),
        "resource": Resource("classifier"),
        "execution_context": ExecutionContext(GraphSchema({})),
    }


def test_the_component_ranks_intents(parts: dict[str, Any]) -> None:
    """Trained, stored and loaded, it ranks as many intents as it is told to."""
    known, meant = texts(60, seed=8)
    WordsAndMeaning.create(**parts).train(TrainingData(list(messages(known, meant))))
    loaded = WordsAndMeaning.load(**parts)
    said = loaded.process(list(messages(known, meant)))
    assert [one.get("intent")["name"] for one in said[:3]] == list(INTENTS)
    ranking = said[0].get("intent_ranking")
    assert len(ranking) == 2
    assert ranking[0]["confidence"] > ranking[1]["confidence"]
    assert ranking[0] == said[0].get("intent")


def test_without_phrases_nothing_is_classified(parts: dict[str, Any]) -> None:
    """A project without intents trains and loads; messages pass through."""
    WordsAndMeaning.create(**parts).train(TrainingData([]))
    message = Message({TEXT: "hello"})
    assert WordsAndMeaning.load(**parts).process([message]) == [message]
    assert message.get("intent_ranking") is None
