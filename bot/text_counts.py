"""Which words, or parts of words, a text holds."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from scipy.sparse import spmatrix


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class TextCounts(CountVectorsFeaturizer):
    """Rasa's counts without those of each single word, which no component here reads."""

    def _create_features(
        self, attribute: str, all_tokens: list[list[str]]
    ) -> tuple[list[spmatrix | None], list[spmatrix | None]]:
        vectorizer = self.vectorizers.get(attribute)
        if not vectorizer:
            return [None], [None]
        counts = [_counted(vectorizer, tokens) if tokens else None for tokens in all_tokens]
        return [None] * len(all_tokens), counts


def _counted(vectorizer: Any, tokens: list[str]) -> spmatrix:
    counted = vectorizer.transform([" ".join(tokens)])
    counted.sort_indices()
    return counted.tocoo()
