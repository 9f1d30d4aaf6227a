"""The classifier of dialogue acts: what somebody does by writing this, for all that may be open."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.act_model import ActModel
from bot.intent_classifier import fit_of
from bot.sentence_cache import default_file, encoded
from bot.sentence_encoder import SentenceEncoder, meaning, worded
from bot.sentence_model import SentenceModel, digest
from contracts.acts import from_file

ACTS, ASKS = "acts", "asks"
"""Keys of what a parsed message is told."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class DialogueActs(GraphComponent, IntentClassifier):
    """Tells acts by the sentence encoder's vectors and by words: see `bot.act_model`.

    `phrases` is the file that `contracts.acts` writes; without one nothing is learned or told.
    `cache` keeps sentence vectors, as the encoder's does; the others are as for `Fit`.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """It reads what the encoder says of a text."""
        return [SentenceEncoder]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No phrases: whoever trains names their file."""
        return {"phrases": None, "cache": None, "words_weight": 1.0, "c": 10.0, "folds": 2}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: ActModel | None = None,
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
    ) -> DialogueActs:
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
    ) -> DialogueActs:
        """The one that was trained."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, ActModel.load(folder))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """With other phrases, or another encoder, Rasa must not take it from its cache."""
        return hashlib.sha256(_content(config) + digest().encode()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the phrases of acts, which are no phrases of intents."""
        phrases = from_file(_content(self._config))
        if phrases:
            cache = Path(self._config["cache"] or default_file())
            texts = [worded(text) for text, _ in phrases]
            meanings = np.array(encoded(SentenceModel(), texts, cache))
            self._model = ActModel.fit(phrases, meanings, fit_of(self._config))
        with self._storage.write_to(self._resource) as folder:
            if self._model is not None:
                self._model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Phrases of intents are told nothing."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Tell of each message which acts it may be, and which question."""
        known = [(one, vector) for one in messages if (vector := meaning(one)) is not None]
        if self._model is None or not known:
            return messages
        texts = [message.get(TEXT) for message, _ in known]
        heard = self._model.hear(texts, np.vstack([vector for _, vector in known]))
        for (message, _), one in zip(known, heard, strict=True):
            message.set(ACTS, msgspec.to_builtins(one.acts), add_to_output=True)
            message.set(ASKS, msgspec.to_builtins(one.asks), add_to_output=True)
        return messages


def _content(config: dict[str, Any]) -> bytes:
    """The phrases to learn from; none where no file is named."""
    return Path(config["phrases"]).read_bytes() if config.get("phrases") else b"[]"
