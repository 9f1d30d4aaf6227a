"""A featurizer that says what a text means, whichever words it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.sentence_cache import default_file, encoded
from bot.sentence_model import SentenceModel, Vector, digest

_NUMBER = re.compile(r"\d{5,}")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Gives each text one sentence vector of all-MiniLM-L6-v2, of length 1.

    `cache` is the file that keeps the vectors of training phrases; by default one for all projects.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The cache is in the account's own folder for such."""
        return {**DenseFeaturizer.get_default_config(), "cache": None}

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self._cache = Path(config["cache"] or default_file())
        self._model = SentenceModel()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Load the model. Raises `EncoderMissing` when it was never exported."""
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Any file will do for the cache."""

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """With another model, Rasa must not take anything from its cache."""
        return digest()

    def process(self, messages: list[Message]) -> list[Message]:
        """Encode what customers write."""
        for message in messages:
            if text := message.get(TEXT):
                self._add(message, self._model.encode(worded(text)))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encode training phrases, the known ones from the cache."""
        spoken = [one for one in training_data.training_examples if one.get(TEXT)]
        vectors: Iterable[Vector] = encoded(
            self._model, [worded(one.get(TEXT)) for one in spoken], self._cache
        )
        for message, vector in zip(spoken, vectors, strict=True):
            self._add(message, vector)
        return training_data

    def _add(self, message: Message, vector: Vector) -> None:
        message.add_features(
            Features(vector[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._identifier)
        )


def worded(text: str) -> str:
    """A text without what only identifies: the encoder reads every few digits as a word."""
    return _NUMBER.sub("0", text)


def meaning(message: Message) -> Any:
    """What the encoder says of a text, one row; None of what has none, such as a pressed button."""
    found = (
        one.features
        for one in message.features
        if one.attribute == TEXT
        and one.type == FEATURE_TYPE_SENTENCE
        and SentenceEncoder.__name__ in str(one.origin)
    )
    return next(found, None)
