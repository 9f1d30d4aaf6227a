"""The trained bot as this evaluation needs it: its features, its classifier, its threshold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message
from sklearn.model_selection import StratifiedKFold

from bot.intent_classifier import WordsAndMeaning, features, fit_of
from bot.linear_model import LinearModel, Texts
from scripts.evaluation.errors import CannotEvaluate
from scripts.evaluation.measures import Array, Guess, Threshold, guesses
from scripts.trainer.project import Phrase

FOLDS = 5
SEED = 7
NO_INTENT = "nlu_fallback"


class Learned:
    """A trained model. Raises `CannotEvaluate` when its pipeline has another classifier."""

    def __init__(self, model: Path) -> None:
        if not model.exists():
            raise CannotEvaluate(f"no model at {model}: run scripts/train first.")
        self._processor = Agent.load(str(model)).processor
        self._fit = fit_of(self._config_of(WordsAndMeaning))
        fallback = self._config_of(FallbackClassifier)
        self.threshold = Threshold(
            confidence=fallback["threshold"], lead=fallback["ambiguity_threshold"]
        )

    def texts(self, phrases: Sequence[Phrase]) -> Texts:
        """The features of phrases, as the pipeline makes them."""
        return features(self._read(phrases))

    def guesses(self, phrases: Sequence[Phrase]) -> tuple[Guess, ...]:
        """What the bot takes phrases for."""
        return tuple(map(_guess, phrases, self._read(phrases)))

    def rankings(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """What each text may be about, with how likely that is."""
        return [
            {
                str(one["name"]): float(one["confidence"])
                for one in message.get(INTENT_RANKING_KEY) or ()
                if one["name"] != NO_INTENT
            }
            for message in self._parsed(texts)
        ]

    def unseen(self, phrases: Sequence[Phrase], texts: Texts) -> tuple[Guess, ...]:
        """What phrases are taken for by classifiers that were not trained with them.

        Words and their parts are counted as in the bot, which knows those of all phrases.
        """
        meant = np.array([phrase.intent for phrase in phrases])
        rows: dict[int, Guess] = {}
        for known, left_out in _folds(meant):
            model = LinearModel.fit(texts.rows(known), meant[known], self._fit)
            those = [phrases[at] for at in left_out]
            found = guesses(those, model.intents, model.predict(texts.rows(left_out)))
            rows.update(zip(map(int, left_out), found, strict=True))
        return tuple(rows[at] for at in range(len(phrases)))

    def _read(self, phrases: Sequence[Phrase]) -> list[Message]:
        return self._parsed([phrase.spoken for phrase in phrases])

    def _parsed(self, texts: Sequence[str]) -> list[Message]:
        found = self._processor.graph_runner.run(
            inputs={
                PLACEHOLDER_MESSAGE: list(map(UserMessage, texts)),
                PLACEHOLDER_TRACKER: DialogueStateTracker.from_events("evaluation", []),
            },
            targets=[self._processor.model_metadata.nlu_target],
        )
        messages: list[Message] = found[self._processor.model_metadata.nlu_target]
        return messages

    def _config_of(self, component: type[Any]) -> dict[str, Any]:
        nodes = self._processor.model_metadata.predict_schema.nodes.values()
        for node in nodes:
            if node.uses is component:
                return {**component.get_default_config(), **node.config}
        raise CannotEvaluate(
            f"the pipeline in config.yml has no {component.__name__}, which this evaluation tests."
        )


def _folds(meant: Array) -> Iterator[tuple[Array, Array]]:
    _, counts = np.unique(meant, return_counts=True)
    if counts.min() < FOLDS or len(counts) < 2:
        raise CannotEvaluate(f"two intents or more are needed, of {FOLDS} phrases or more each.")
    splits: Iterator[tuple[Array, Array]] = StratifiedKFold(
        FOLDS, shuffle=True, random_state=SEED
    ).split(meant, meant)
    return splits


def _guess(phrase: Phrase, message: Message) -> Guess:
    ranking = [one for one in message.get(INTENT_RANKING_KEY) or () if one["name"] != NO_INTENT]
    best, next_best = (*ranking, *({"name": NO_INTENT, "confidence": 0.0},) * 2)[:2]
    return Guess(
        phrase=phrase,
        intent=str(best["name"]),
        confidence=float(best["confidence"]),
        runner_up=float(next_best["confidence"]),
    )
