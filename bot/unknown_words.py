"""What shares not a single word with the training data has no intent.

A linear classifier decides such a text by its bias and by pairs of letters that occur somewhere:
written in another script, it was a greeting or, worse, a yes; hit at random, it was a no.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

_CURLED = "\N{RIGHT SINGLE QUOTATION MARK}"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_FILE = "words.txt"
_SHORTEST_TYPO = 4
_MOST_TYPOS = 20
"""A shorter word is like too many others to count as one that was mistyped."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class UnknownWords(GraphComponent, IntentClassifier):
    """Takes the intent away from texts without a known word; stands before the fallback.

    Known is a word of the training data, one that is `likeness` like such a word, or a number.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """How alike two words are is from 0 to 1, as `difflib` reckons it."""
        return {"likeness": 0.75}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        words: Iterable[str] = (),
    ) -> None:
        self._likeness = float(config["likeness"])
        self._storage = model_storage
        self._resource = resource
        self._words = frozenset(words)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> UnknownWords:
        """Before training there is no word yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> UnknownWords:
        """With the words of the trained model."""
        with model_storage.read_from(resource) as folder:
            words = (folder / _FILE).read_text(encoding="utf-8").splitlines()
        return cls(config, model_storage, resource, words)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn every word of the phrases and of the lookup tables."""
        phrases = [message.get(TEXT) or "" for message in training_data.intent_examples]
        tables = (table["elements"] for table in training_data.lookup_tables)
        listed = [entry for entries in tables if isinstance(entries, list) for entry in entries]
        self._words = frozenset(word for text in (*phrases, *listed) for word in words_of(text))
        with self._storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text("\n".join(sorted(self._words)), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Leave known texts alone; the others get confidence 0 and no ranking."""
        for message in messages:
            if not self._knows_any(words_of(message.get(TEXT) or "")):
                message.set(INTENT, {"name": None, "confidence": 0.0}, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [], add_to_output=True)
        return messages

    def _knows_any(self, words: list[str]) -> bool:
        # Each look for a typo takes milliseconds, and pages of letters may hold hundreds of words.
        unknown = islice(dict.fromkeys(words), _MOST_TYPOS)
        return any(map(self._knows, words)) or any(map(self._resembles, unknown))

    def _knows(self, word: str) -> bool:
        return word in self._words or any(letter.isdigit() for letter in word)

    def _resembles(self, word: str) -> bool:
        """Whether it may be a known word, mistyped."""
        if len(word) < _SHORTEST_TYPO:
            return False
        return bool(get_close_matches(word, self._words, n=1, cutoff=self._likeness))


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.casefold().replace(_CURLED, "'"))
