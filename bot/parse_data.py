"""Translation of Rasa's parse data into what the bridge and the actions are told."""

from __future__ import annotations

from itertools import islice
from typing import Any

import msgspec
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME

from bot.article_passages import FINDINGS
from bot.clauses import Span
from bot.dialogue_acts import ACTS, ASKS
from contracts.findings import Finding
from contracts.listening import ActScore, AskedScore, Clause, Context
from contracts.turn import Entity, IntentScore, Parse

RANKING_LENGTH = 5

ParseData = dict[str, Any]


def certain(intent: str, text: str, entities: list[dict[str, Any]]) -> ParseData:
    """Parse data of what need not be parsed."""
    score = {"name": intent, "confidence": 1.0}
    return {"text": text, "intent": score, "intent_ranking": [score], "entities": entities}


def as_tracked(data: ParseData) -> ParseData:
    """Parse data as Rasa's policies and the tracker have it: the rest is told beside it."""
    return {name: value for name, value in data.items() if name not in (ACTS, ASKS, FINDINGS)}


def findings(data: ParseData) -> tuple[Finding, ...]:
    """What articles say to a text."""
    return msgspec.convert(data.get(FINDINGS) or (), tuple[Finding, ...])


def score(data: ParseData) -> IntentScore:
    """An intent and its confidence."""
    # Rasa names no intent at all for a text without a single known feature.
    name = data.get("name") or DEFAULT_NLU_FALLBACK_INTENT_NAME
    # Classifiers answer in numpy's kinds of text and number.
    return IntentScore(name=str(name), confidence=float(data.get("confidence") or 0.0))


def parse(message_id: str, data: ParseData) -> Parse:
    """What was understood of one message, for the bridge."""
    first = score(data["intent"])
    return Parse(
        message_id=message_id,
        intent=first.name,
        confidence=first.confidence,
        ranking=tuple(map(score, _ranking(data)[:RANKING_LENGTH])),
        entities=tuple(map(_entity, data.get("entities") or [])),
    )


def clause(text: str, span: Span, data: ParseData) -> Clause:
    """What was understood of one clause of a text, for the actions."""
    return Clause(
        text=text[span.start : span.end],
        start=span.start,
        end=span.end,
        intents=ranked(data),
        entities=tuple(_moved(_entity(one), span.start) for one in data.get("entities") or []),
        acts=msgspec.convert(data.get(ACTS) or {}, dict[Context, tuple[ActScore, ...]]),
        asks=msgspec.convert(data.get(ASKS) or (), tuple[AskedScore, ...]),
        announced=span.announced,
    )


def ranked(data: ParseData) -> tuple[IntentScore, ...]:
    """What it may mean, the likeliest first, five at most; never a fallback."""
    scores = map(score, _ranking(data))
    known = (one for one in scores if one.name != DEFAULT_NLU_FALLBACK_INTENT_NAME)
    return tuple(islice(known, RANKING_LENGTH))


def _ranking(data: ParseData) -> list[ParseData]:
    return data.get("intent_ranking") or []


def _entity(data: ParseData) -> Entity:
    return Entity(
        entity=data["entity"],
        value=data.get("value"),
        start=data.get("start"),
        end=data.get("end"),
        extractor=data.get("extractor"),
    )


def _moved(entity: Entity, by: int) -> Entity:
    if entity.start is None or entity.end is None:
        return entity
    return msgspec.structs.replace(entity, start=entity.start + by, end=entity.end + by)
