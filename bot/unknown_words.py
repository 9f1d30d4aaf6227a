"""What shares not a single word, or part of one, with the training data has no intent.

A linear classifier decides such a text by its bias alone: written in another script, it was a
greeting or, worse, a yes.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class UnknownWords(GraphComponent, IntentClassifier):
    """Takes the intent away from texts with too few known features; stands before the fallback.

    `min_features` allows for features that every text has.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """One known feature is enough."""
        return {"min_features": 1}

    def __init__(self, config: dict[str, Any]) -> None:
        self._min_features = int(config["min_features"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> UnknownWords:
        """There is nothing to load."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Leave known texts alone; the others get confidence 0 and no ranking."""
        for message in messages:
            if known_features(message) < self._min_features:
                message.set(INTENT, {"name": None, "confidence": 0.0}, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [], add_to_output=True)
        return messages


def known_features(message: Message) -> int:
    """How many different sparse features the whole text has."""
    _, sentence = message.get_sparse_features(TEXT)
    return 0 if sentence is None else int(sentence.features.nnz)
