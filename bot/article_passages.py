"""The finder of articles: indexes their passages at training, and tells each message the best."""

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
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.passage_index import PassageIndex, Vectors
from bot.sentence_cache import default_file, encoded
from bot.sentence_encoder import SentenceEncoder, meaning, worded
from bot.sentence_model import WIDTH, SentenceModel, digest
from contracts.articles import from_file

FINDINGS = "findings"
"""The key of what a parsed message is told."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ArticlePassages(GraphComponent, IntentClassifier):
    """Finds passages by meaning, words and topics: see `bot.passage_index`.

    `articles` is the file that `contracts.articles` writes; without one nothing is found. `least`
    is the likeness from which on a finding is told at all. `cache` keeps sentence vectors, as the
    encoder's does. It stands behind the classifier of intents, whose ranking it takes.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """It reads what the encoder says of a text."""
        return [SentenceEncoder]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No articles: whoever trains names their file."""
        return {"articles": None, "cache": None, "least": 0.35}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        index: PassageIndex | None = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._index = index

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ArticlePassages:
        """One that has indexed nothing yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> ArticlePassages:
        """The index of the trained model."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, PassageIndex.load(folder))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """With other articles, or another encoder, Rasa must not take it from its cache."""
        return hashlib.sha256(_content(config) + digest().encode()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Index the articles, of which only what is new is encoded."""
        phrases: dict[str, list[str]] = {}
        for one in training_data.intent_examples:
            if one.get(TEXT):
                phrases.setdefault(one.get(INTENT), []).append(one.get(TEXT))
        articles = from_file(_content(self._config))
        self._index = PassageIndex.of(articles, self._encode, phrases)
        with self._storage.write_to(self._resource) as folder:
            self._index.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training phrases are told nothing."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Tell each message what articles say to it, where that is like it at all."""
        for message in messages:
            vector = meaning(message)
            if self._index is None or vector is None:
                continue
            ranking = message.get(INTENT_RANKING_KEY) or ()
            intents = {str(one["name"]): float(one["confidence"]) for one in ranking}
            found = self._index.find(message.get(TEXT), vector[0], intents)
            told = [one for one in found if one.likeness >= self._config["least"]]
            if told:
                message.set(FINDINGS, msgspec.to_builtins(told), add_to_output=True)
        return messages

    def _encode(self, texts: list[str]) -> Vectors:
        if not texts:
            return np.zeros((0, WIDTH), dtype=np.float32)
        cache = Path(self._config["cache"] or default_file())
        return np.array(encoded(SentenceModel(), list(map(worded, texts)), cache))


def _content(config: dict[str, Any]) -> bytes:
    """The articles to index; none where no file is named."""
    return Path(config["articles"]).read_bytes() if config.get("articles") else b"[]"
