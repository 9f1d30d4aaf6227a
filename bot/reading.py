"""What a turn says: its text, and what Rasa understands of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import msgspec
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME

from bot.clauses import clauses
from bot.errors import BadTurn, NoReply
from bot.parse_data import ParseData, as_tracked, certain, clause, findings, parse, ranked
from bot.payloads import clause_words, is_payload, pressed, words
from contracts.findings import Finding
from contracts.listening import Clause
from contracts.turn import WISH_FOR_PERSON, Event, IntentScore, Message, Parse, Turn

ATTACHMENT_ONLY = "share_attachment"
EVENT_PREFIX = "event_"


class Parser(Protocol):
    """What reads texts: Rasa's processor for a turn, which knows the bot's domain."""

    domain: Any

    async def parse_all(self, texts: list[str]) -> list[ParseData]:
        """The parse data of each text."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a turn with Rasa's parse data, and one parse a message for the bridge.

    `clauses` are those of typed words, and `findings` what articles say to them; what was pressed
    or has happened has none. `in_context` is what they mean behind what was written before, the
    likeliest first, where something was.
    """

    text: str
    parse_data: ParseData
    parses: tuple[Parse, ...] = ()
    clauses: tuple[Clause, ...] = ()
    findings: tuple[Finding, ...] = ()
    in_context: tuple[IntentScore, ...] = ()
    found_in_context: tuple[Finding, ...] = ()


async def read(turn: Turn, parser: Parser, before: str = "") -> Reading:
    """Read a turn. Messages in a row are one text; a wish for a person in any of them wins.

    `before` is what the customer wrote before it.

    Raises `BadTurn` for a message without content, `NoReply` for an event unknown to the bot.
    """
    if turn.event is not None:
        return _read_event(turn.event, parser)
    for message in turn.messages:
        _require_content(message)
    text = "\n".join(filter(None, map(spoken, turn.messages)))
    typed = turn.messages[0].button_id is None
    spans = clauses(text) if typed else ()
    said = [clause_words(text[span.start : span.end]) for span in spans]
    behind = words(f"{before}\n{text}") if typed and before and text else ""
    # What is read together costs half of what it does one by one.
    known = await _known(parser, turn.messages, [text, *said, behind])
    own = [_of_message(message, known, parser) for message in turn.messages]
    parse_data = next(filter(_wishes_for_person, own), None) or known.get(text) or own[0]
    return Reading(
        text=text,
        parse_data=as_tracked(parse_data),
        parses=tuple(map(parse, (message.id for message in turn.messages), own)),
        clauses=tuple(
            clause(text, *both) for both in zip(spans, (known[one] for one in said), strict=True)
        ),
        findings=findings(known.get(text, {})) if typed else (),
        in_context=ranked(known[behind]) if behind else (),
        found_in_context=findings(known[behind]) if behind else (),
    )


def spoken(message: Message) -> str:
    """What is read: a button's payload, or words that cannot pass for a payload."""
    payload = _payload(message)
    return words(message.button_id or message.text or "") if payload is None else payload


def _payload(message: Message) -> str | None:
    """The payload of a press; a button may also send words, as if they had been typed."""
    sent = message.button_id
    return sent if sent is not None and is_payload(sent) else None


def _read_event(event: Event, parser: Parser) -> Reading:
    intent = f"{EVENT_PREFIX}{event.name}"
    if intent not in parser.domain.intents:
        raise NoReply(f"The bot's domain has no intent {intent}.")
    entities = [{"entity": name, "value": value} for name, value in event.data.items()]
    return Reading(text=f"EXTERNAL: {intent}", parse_data=certain(intent, "", entities))


def _require_content(message: Message) -> None:
    if message.text is None and message.button_id is None and not message.attachments:
        raise BadTurn(f"Message {message.id} has neither text nor button_id nor attachments.")


async def _known(
    parser: Parser, messages: tuple[Message, ...], texts: list[str]
) -> dict[str, ParseData]:
    """The parse data of each message and text: a payload is decoded, the rest is parsed.

    Each text once; the pipeline cannot parse what has not a single word.
    """
    read = {
        payload: pressed(payload, parser.domain)
        for message in messages
        if (payload := _payload(message)) is not None
    }
    typed = dict.fromkeys(filter(None, [*map(spoken, messages), *texts]))
    different = [text for text in typed if text not in read]
    return {**read, **dict(zip(different, await parser.parse_all(different), strict=True))}


def _of_message(message: Message, known: Mapping[str, ParseData], parser: Parser) -> ParseData:
    if text := spoken(message):
        return known[text]
    shared = message.attachments and ATTACHMENT_ONLY in parser.domain.intents
    return certain(ATTACHMENT_ONLY if shared else DEFAULT_NLU_FALLBACK_INTENT_NAME, text, [])


def _wishes_for_person(parse_data: ParseData) -> bool:
    # Below the threshold the pipeline's FallbackClassifier has put its own intent first.
    return bool(parse_data["intent"].get("name") == WISH_FOR_PERSON)
