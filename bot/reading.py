"""What a turn says: its text, and what Rasa understands of it."""

from __future__ import annotations

from typing import Any

import msgspec
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME

from bot.clauses import Span, clauses
from bot.errors import BadTurn, NoReply
from bot.splitting import ALL_APART, Sides, parts, two_matters
from contracts.listening import Clause
from contracts.turn import Entity, Event, IntentScore, Message, Parse, Turn

WISH_FOR_PERSON = "contact_human_agent"
ATTACHMENT_ONLY = "share_attachment"
EVENT_PREFIX = "event_"
RANKING_LENGTH = 5
SURE = 0.7
"""From this confidence on, a part of a message counts as a problem of its own."""

ParseData = dict[str, Any]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a turn with Rasa's parse data, and one parse a message for the bridge.

    Where the words hold two problems, `parse_data` is of the first and `also` of the second.
    `clauses` are those of typed words; what was pressed or has happened has none.
    """

    text: str
    parse_data: ParseData
    parses: tuple[Parse, ...] = ()
    also: ParseData | None = None
    clauses: tuple[Clause, ...] = ()


async def read(turn: Turn, processor: MessageProcessor, sides: Sides = ALL_APART) -> Reading:
    """Read a turn. Messages in a row are one text; a wish for a person in any of them wins.

    Raises `BadTurn` for a message without content, `NoReply` for an event unknown to the bot.
    """
    if turn.event is not None:
        return _read_event(turn.event, processor)
    own = [await _parse_message(message, processor) for message in turn.messages]
    text = "\n".join(filter(None, map(spoken, turn.messages)))
    also = None
    parse_data = next(filter(_wishes_for_person, own), None)
    if parse_data is None and (two := await _two_matters(turn, text, own, processor, sides)):
        parse_data, also = {**two[0], "text": text}, two[1]
    if parse_data is None:
        parse_data = own[0] if len(own) == 1 else await _parse_together(text, own, processor)
    parses = tuple(
        _to_parse(message.id, data) for message, data in zip(turn.messages, own, strict=True)
    )
    return Reading(
        text=text,
        parse_data=parse_data,
        parses=parses,
        also=also,
        clauses=await _clauses(turn, text, own, processor),
    )


def spoken(message: Message) -> str:
    """What Rasa reads: a button's payload, or typed text that cannot pass for a payload."""
    if message.button_id is not None:
        return message.button_id
    return (message.text or "").lstrip("/ \t\r\n").rstrip()


def _read_event(event: Event, processor: MessageProcessor) -> Reading:
    intent = f"{EVENT_PREFIX}{event.name}"
    if intent not in processor.domain.intents:
        raise NoReply(f"The bot's domain has no intent {intent}.")
    entities = [{"entity": name, "value": value} for name, value in event.data.items()]
    return Reading(text=f"EXTERNAL: {intent}", parse_data=_certain(intent, "", entities))


async def _parse_message(message: Message, processor: MessageProcessor) -> ParseData:
    if message.text is None and message.button_id is None and not message.attachments:
        raise BadTurn(f"Message {message.id} has neither text nor button_id nor attachments.")
    text = spoken(message)
    if text:
        return await _parse(text, processor)
    # The pipeline cannot parse what has not a single word.
    shared = message.attachments and ATTACHMENT_ONLY in processor.domain.intents
    return _certain(ATTACHMENT_ONLY if shared else DEFAULT_NLU_FALLBACK_INTENT_NAME, text, [])


async def _parse_together(
    text: str, own: list[ParseData], processor: MessageProcessor
) -> ParseData:
    spoken_parts = [data for data in own if data["text"]]
    if len(spoken_parts) > 1:
        return await _parse(text, processor)
    return spoken_parts[0] if spoken_parts else own[0]


async def _two_matters(
    turn: Turn, text: str, own: list[ParseData], processor: MessageProcessor, sides: Sides
) -> tuple[ParseData, ParseData] | None:
    """The parses of two problems, where what was typed holds two."""
    found = parts(text) if turn.messages[0].button_id is None else ()
    if len(found) < 2:
        return None
    known = {data["text"]: data for data in own}
    read = [known.get(part.text) or await _parse(part.text, processor) for part in found]
    two = two_matters(found, [_sure_of(data) for data in read], sides)
    return (read[two[0]], read[two[1]]) if two else None


async def _clauses(
    turn: Turn, text: str, own: list[ParseData], processor: MessageProcessor
) -> tuple[Clause, ...]:
    """What was typed, clause by clause."""
    if turn.messages[0].button_id is not None:
        return ()
    known = {data["text"]: data for data in own}
    found = []
    for span in clauses(text):
        said = text[span.said : span.end]
        found.append(_clause(text, span, known.get(said) or await _parse(said, processor)))
    return tuple(found)


def _clause(text: str, span: Span, data: ParseData) -> Clause:
    ranking = map(_to_score, data.get("intent_ranking") or [])
    known = [score for score in ranking if score.name != DEFAULT_NLU_FALLBACK_INTENT_NAME]
    entities = map(_to_entity, data.get("entities") or [])
    return Clause(
        text=text[span.start : span.end],
        start=span.start,
        end=span.end,
        intents=tuple(known[:RANKING_LENGTH]),
        entities=tuple(_moved(entity, span.said) for entity in entities),
        announced=span.announced,
    )


def _moved(entity: Entity, by: int) -> Entity:
    if entity.start is None or entity.end is None:
        return entity
    return msgspec.structs.replace(entity, start=entity.start + by, end=entity.end + by)


def _sure_of(data: ParseData) -> str:
    """The intent of a part; parts are short, so they are believed only where that is safe."""
    intent = _to_score(data["intent"])
    return intent.name if intent.confidence >= SURE else DEFAULT_NLU_FALLBACK_INTENT_NAME


async def _parse(text: str, processor: MessageProcessor) -> ParseData:
    return dict(await processor.parse_message(UserMessage(text)))


def _wishes_for_person(parse_data: ParseData) -> bool:
    # Below the threshold the pipeline's FallbackClassifier has put its own intent first.
    return bool(parse_data["intent"].get("name") == WISH_FOR_PERSON)


def _certain(intent: str, text: str, entities: list[dict[str, Any]]) -> ParseData:
    score = {"name": intent, "confidence": 1.0}
    return {"text": text, "intent": score, "intent_ranking": [score], "entities": entities}


def _to_parse(message_id: str, data: ParseData) -> Parse:
    first = _to_score(data["intent"])
    ranking = data.get("intent_ranking") or []
    return Parse(
        message_id=message_id,
        intent=first.name,
        confidence=first.confidence,
        ranking=tuple(map(_to_score, ranking[:RANKING_LENGTH])),
        entities=tuple(map(_to_entity, data.get("entities") or [])),
    )


def _to_score(data: ParseData) -> IntentScore:
    # Rasa names no intent at all for a text without a single known feature.
    name = data.get("name") or DEFAULT_NLU_FALLBACK_INTENT_NAME
    # Classifiers answer in numpy's kinds of text and number.
    return IntentScore(name=str(name), confidence=float(data.get("confidence") or 0.0))


def _to_entity(data: ParseData) -> Entity:
    return Entity(
        entity=data["entity"],
        value=data.get("value"),
        start=data.get("start"),
        end=data.get("end"),
        extractor=data.get("extractor"),
    )
