"""Builder of parse data for what a turn counts as instead of what it was taken for. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from actions.engine.case.turn import FALLBACK_INTENT
from actions.engine.listening.listened import Heard, MatterHeard
from contracts.turn import Entity

ParseData = dict[str, Any]


def of_words(text: str, intent: str, entities: Sequence[Entity] = ()) -> ParseData:
    """Words under an intent that is sure."""
    score = {"name": intent, "confidence": 1.0}
    return {
        "text": text,
        "intent": score,
        "intent_ranking": [score],
        "entities": msgspec.to_builtins(tuple(entities)),
    }


def of_turn(said: Heard, intent: str, entities: Sequence[Entity]) -> ParseData:
    """The whole message under an intent; what it was read as stays where that is no other one."""
    built = of_words(said.text, intent, entities)
    kept = {"intent_ranking": msgspec.to_builtins(said.ranking)}
    return built | kept if intent in (said.intent, FALLBACK_INTENT) else built


def of_matter(matter: MatterHeard) -> ParseData:
    """One matter of several, with its own words."""
    return of_words(matter.words, matter.intent, placeless(matter.entities))


def placeless(entities: Sequence[Entity]) -> list[Entity]:
    """Entities of words that were put together: where they stood says nothing any more."""
    return [replace(one, start=None, end=None) for one in entities]
