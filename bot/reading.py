"""What a turn says: its text, and what Rasa understands of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import msgspec
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME

from bot.clauses import clauses
from bot.errors import BadTurn, NoReply
from bot.parse_data import ParseData, certain, clause, parse, without_acts
from contracts.listening import Clause
from contracts.turn import Event, Message, Parse, Turn

WISH_FOR_PERSON = "contact_human_agent"
ATTACHMENT_ONLY = "share_attachment"
EVENT_PREFIX = "event_"


class Parser(Protocol):
    """What reads texts: Rasa's processor for a turn, which knows the bot's domain."""

    domain: Any

    async def parse_all(self, texts: list[str]) -> list[ParseData]:
        """The parse data of each text."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a turn with Rasa's parse data, and one parse a message for the bridge.

    `clauses` are those of typed words; what was pressed or has happened has none.
    """

    text: str
    parse_data: ParseData
    parses: tuple[Parse, ...] = ()
    clauses: tuple[Clause, ...] = ()


async def read(turn: Turn, parser: Parser) -> Reading:
    """Read a turn. Messages in a row are one text; a wish for a person in any of them wins.

    Raises `BadTurn` for a message without content, `NoReply` for an event unknown to the bot.
    """
    if turn.event is not None:
        return _read_event(turn.event, parser)
    for message in turn.messages:
        _require_content(message)
    text = "\n".join(filter(None, map(spoken, turn.messages)))
    typed = turn.messages[0].button_id is None
    spans = clauses(text) if typed else ()
    said = [_no_payload(text[span.start : span.end]) for span in spans]
    # What is read together costs half of what it does one by one.
    known = await _parsed(parser, [*map(spoken, turn.messages), text, *said])
    own = [_of_message(message, known, parser) for message in turn.messages]
    parse_data = next(filter(_wishes_for_person, own), None) or known.get(text) or own[0]
    return Reading(
        text=text,
        parse_data=without_acts(parse_data),
        parses=tuple(map(parse, (message.id for message in turn.messages), own)),
        clauses=tuple(
            clause(text, *both) for both in zip(spans, (known[one] for one in said), strict=True)
        ),
    )


def spoken(message: Message) -> str:
    """What Rasa reads: a button's payload, or typed text that cannot pass for a payload."""
    if message.button_id is not None:
        return message.button_id
    return (message.text or "").lstrip("/ \t\r\n").rstrip()


def _read_event(event: Event, parser: Parser) -> Reading:
    intent = f"{EVENT_PREFIX}{event.name}"
    if intent not in parser.domain.intents:
        raise NoReply(f"The bot's domain has no intent {intent}.")
    entities = [{"entity": name, "value": value} for name, value in event.data.items()]
    return Reading(text=f"EXTERNAL: {intent}", parse_data=certain(intent, "", entities))


def _require_content(message: Message) -> None:
    if message.text is None and message.button_id is None and not message.attachments:
        raise BadTurn(f"Message {message.id} has neither text nor button_id nor attachments.")


def _no_payload(text: str) -> str:
    """A clause as it is read: a slash that it begins with would make it one of a button."""
    words = text.lstrip("/")
    return "." * (len(text) - len(words)) + words


async def _parsed(parser: Parser, texts: list[str]) -> dict[str, ParseData]:
    """Each text once; the pipeline cannot parse what has not a single word."""
    different = list(dict.fromkeys(filter(None, texts)))
    return dict(zip(different, await parser.parse_all(different), strict=True))


def _of_message(message: Message, known: Mapping[str, ParseData], parser: Parser) -> ParseData:
    if text := spoken(message):
        return known[text]
    shared = message.attachments and ATTACHMENT_ONLY in parser.domain.intents
    return certain(ATTACHMENT_ONLY if shared else DEFAULT_NLU_FALLBACK_INTENT_NAME, text, [])


def _wishes_for_person(parse_data: ParseData) -> bool:
    # Below the threshold the pipeline's FallbackClassifier has put its own intent first.
    return bool(parse_data["intent"].get("name") == WISH_FOR_PERSON)
