"""The intent classifier: words and meaning together, with confidences that hold."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, vstack

from bot.linear_model import Fit, LinearModel, Texts

FILE = "intents.npz"


def features(messages: list[Message]) -> Texts:
    """The features that the components before this one gave to whole texts."""
    words = [_words(message) for message in messages]
    meanings = [_meaning(message) for message in messages]
    stacked = words[0] if len(words) == 1 else csr_matrix(vstack(words))
    return Texts(words=stacked, meanings=np.vstack(meanings))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class WordsAndMeaning(GraphComponent, IntentClassifier):
    """Logistic regression over sparse and dense sentence features: see `bot.linear_model`.

    `ranking_length` is how many intents a message is told of; the others are as for `Fit`.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What was best on public sets and on the shop's own."""
        return {"ranking_length": 10, "words_weight": 0.5, "c": 20.0, "folds": 2}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: LinearModel | None = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WordsAndMeaning:
        """One that is still to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> WordsAndMeaning:
        """The one that was trained."""
        with model_storage.read_from(resource) as folder:
            file = folder / FILE
            model = LinearModel.load(file) if file.exists() else None
        return cls(config, model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all phrases that have an intent, and keep what was learned."""
        phrases = [one for one in training_data.intent_examples if one.get(TEXT)]
        if phrases:
            intents = np.array([one.get(INTENT) for one in phrases])
            how = fit_of(self._config)
            self._model = LinearModel.fit(features(phrases), intents, how)
        with self._storage.write_to(self._resource) as folder:
            if self._model is not None:
                self._model.save(folder / FILE)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """What comes after learns from what was understood."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank the intents of each message, the likeliest first."""
        if self._model is None or not messages:
            return messages
        likely = self._model.predict(features(messages))
        for message, row in zip(messages, likely, strict=True):
            best = np.argsort(-row)[: self._config["ranking_length"]]
            ranking = [
                {"name": str(self._model.intents[at]), "confidence": float(row[at])} for at in best
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


def fit_of(config: dict[str, Any]) -> Fit:
    """How a pipeline's configuration says to fit."""
    return Fit(words_weight=config["words_weight"], c=config["c"], folds=config["folds"])


def _words(message: Message) -> csr_matrix:
    """One row, the features of each component beside those of the one before.

    Put together here: Rasa and SciPy take milliseconds for it, features of single words included.
    """
    parts = [found.tocoo() for found in _of_the_whole(message, sparse=True)]
    starts = np.cumsum([0, *(part.shape[1] for part in parts)])
    columns = [part.col + start for part, start in zip(parts, starts, strict=False)]
    values = np.concatenate([np.zeros(0), *(part.data for part in parts)])
    filled = np.concatenate([np.zeros(0, dtype=np.int32), *columns])
    return csr_matrix((values, filled, [0, len(filled)]), shape=(1, starts[-1]))


def _meaning(message: Message) -> Any:
    return np.hstack([np.zeros((1, 0), dtype=np.float32), *_of_the_whole(message, sparse=False)])


def _of_the_whole(message: Message, *, sparse: bool) -> list[Any]:
    """The features of the text as a whole, in the order of the pipeline."""
    return [
        found.features
        for found in message.features
        if found.attribute == TEXT
        and found.type == FEATURE_TYPE_SENTENCE
        and found.is_sparse() == sparse
    ]
