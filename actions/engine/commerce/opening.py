"""Factory of the topic that serves a shop's wishes, out of a business's files alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from actions.engine.business.topic import Topic
from actions.engine.commerce.rules import RulesRefused, read_rules
from actions.engine.commerce.topic import QUESTION, WISHES, CommerceTopic
from actions.engine.commerce.vocabulary import VocabularyRefused, read_vocabulary
from actions.engine.words.sheet import SheetsRefused

COMMERCE = "commerce"
"""What `topics` in business.yml names for an intent."""
OF_COMMERCE = {WISHES: QUESTION}


def commerce_topics(folder: Path, topics: Mapping[str, str]) -> dict[str, Topic]:
    """The topic for each intent that a business has for it. Raises `SheetsRefused`."""
    if unknown := sorted({*topics.values()} - {COMMERCE}):
        raise SheetsRefused(
            f"business.yml: topics: there is no topic {', '.join(unknown)}; write {COMMERCE}"
        )
    if not topics:
        return {}
    try:
        rules, words = read_rules(folder), read_vocabulary(folder / "vocabulary.yml")
    except (RulesRefused, VocabularyRefused) as exc:
        raise SheetsRefused(str(exc)) from exc
    return dict.fromkeys(topics, CommerceTopic(words, rules))
