"""Value objects of the handoff packet: all that an agent must know before the first word.

The bot asks for a person with a `HandoffRequest`; the bridge completes that to a `Packet` with
what it knows itself (customer, channel, page, transcript, mood) and validates it against
`SCHEMA`. The version rises when a field changes its meaning or goes away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import jsonschema
import msgspec
from msgspec.structs import replace

from actions.crm.records.customer import Customer as CrmCustomer
from actions.crm.records.history import Note, Ticket
from actions.crm.records.order import Order
from contracts.impersonal import without_personal
from contracts.turn import (
    Channel,
    HandoffRequest,
    IntentScore,
    Level,
    Priority,
    ReasonCode,
    Summary,
    Wanted,
)
from handoff.core.errors import InvalidPacket
from handoff.core.model import AuthorKind, Conversation, Message
from handoff.core.mood import UPSET_HEAT, Sentiment, sentiment_of

VERSION = 1
RECENT_MESSAGES = 20
RECENT_INTENTS = 10
LAST_WORDS = 2
"""How many messages tell what is wanted where nobody has heard it."""

_WITHOUT_THE_BOT: frozenset[ReasonCode] = frozenset({"bot_unavailable", "agent_takeover"})
SHORTEST_WORDS = 4
"""Characters of words that can be told to be a customer's where a summary repeats them."""
STATES: dict[str, str] = {
    "withdrawn": "no longer wanted",
    "denied": "misread",
    "person": "with a colleague",
}
"""How the states of what is wanted are read, where their names do not say it."""


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the packet's parts."""


class Reason(_Part, frozen=True, kw_only=True):
    """Why the bot handed over."""

    code: ReasonCode
    text: str


class Contact(_Part, frozen=True, kw_only=True):
    """Who it is, as the CRM said at `read_at`; `error` when it could not be asked."""

    level: Level
    how: str | None
    scope: str | None
    customer: CrmCustomer | None = None
    orders: tuple[Order, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    notes: tuple[Note, ...] = ()
    read_at: datetime | None = None
    error: str | None = None


class PacketChannel(_Part, frozen=True, kw_only=True):
    """Where the customer is, what can be sent there, and until when (None: no limit)."""

    name: Channel
    capabilities: tuple[str, ...]
    reply_window_until: datetime | None = None


class Line(_Part, frozen=True, kw_only=True):
    """A message, in short."""

    seq: int
    author: AuthorKind
    text: str
    at: datetime


class Transcript(_Part, frozen=True, kw_only=True):
    """The end of the conversation; all of it is in the log."""

    last_seq: int
    recent: tuple[Line, ...]


class Brought(_Part, frozen=True, kw_only=True):
    """Who had the case before, and what they send along: a note, or an answer to a question."""

    by: str
    note: str | None = None
    question: str | None = None
    answer: str | None = None


class Packet(_Part, frozen=True, kw_only=True):
    """Everything known when a person is asked for."""

    version: int
    idempotency_key: str
    reason: Reason
    skill: str
    priority: Priority
    summary: Summary
    proposal: str | None
    intents: tuple[IntentScore, ...]
    facts: dict[str, Any]
    clarifications: int
    sentiment: Sentiment
    heat: float = 0.0
    """How heated the bot found the customer, 0 (calm) to 1 (furious)."""
    said_since: tuple[Line, ...] = ()
    """What the customer added while they waited."""
    brought: Brought | None = None
    """None where the case comes from the customer themselves."""
    contact: Contact
    channel: PacketChannel
    page: dict[str, Any]
    """What the customer's page said of itself; nobody has checked it."""
    locale: str
    transcript: Transcript


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Warmdesk handoff packet",
    **msgspec.json.schema(Packet),
}
_VALIDATOR = jsonschema.Draft202012Validator(
    SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


def complete(
    request: HandoffRequest,
    conversation: Conversation,
    messages: Sequence[Message],
    *,
    capabilities: tuple[str, ...],
    contact: Contact,
    intents: Sequence[IntentScore],
    idempotency_key: str,
) -> dict[str, Any]:
    """The packet as JSON, valid against `SCHEMA`; raises `InvalidPacket`.

    `messages` is the end of the transcript, oldest first, `intents` the latest first;
    `capabilities` is what can be sent on the conversation's channel.
    """
    # A case that comes because the customer is upset says nowhere that they are not.
    heat = max(request.heat, UPSET_HEAT) if request.reason == "frustrated" else request.heat
    packet = Packet(
        version=VERSION,
        idempotency_key=idempotency_key,
        reason=Reason(code=request.reason, text=request.reason_text),
        skill=request.skill,
        priority=request.priority,
        summary=request.summary,
        proposal=request.proposal,
        intents=tuple(intents[:RECENT_INTENTS]),
        facts=request.facts,
        clarifications=request.clarifications,
        sentiment=_sentiment(messages, heat),
        heat=heat,
        contact=contact,
        channel=PacketChannel(
            name=conversation.channel,
            capabilities=capabilities,
            reply_window_until=conversation.reply_window_until,
        ),
        page=conversation.page,
        locale=conversation.locale,
        transcript=transcript_of(messages),
    )
    return validated(as_json(packet))


def grown(
    packet: dict[str, Any], messages: Sequence[Message], said: Message | None
) -> dict[str, Any]:
    """The packet with the end of the transcript as it is now, and the mood in it.

    `said` is what the customer added, if they did. Raises `InvalidPacket`.
    """
    more = {
        "transcript": as_json(transcript_of(messages)),
        "sentiment": as_json(_sentiment(messages, packet.get("heat", 0.0))),
    }
    if said is not None:
        before = packet.get("said_since", [])
        more["said_since"] = [*before, as_json(_line(said))][-RECENT_MESSAGES:]
    return validated({**packet, **more})


def in_their_words(
    request: HandoffRequest, messages: Iterable[Message], name: str | None
) -> HandoffRequest:
    """The request; where the bot had no part in it, the customer's last words are what is wanted.

    `name` is theirs, which no summary holds.
    """
    if request.reason not in _WITHOUT_THE_BOT:
        return request
    typed = [
        without_personal(one.text or "", name)
        for one in messages
        if one.author.kind == "customer" and one.button_id is None and one.kind == "text"
    ]
    words = tuple(dict.fromkeys(text for text in reversed(typed) if text.strip()))[:LAST_WORDS]
    wants = (Wanted(words=words),) if words else ()
    summary = replace(request.summary, wants=wants)
    return replace(request, summary=summary)


def wanted(packet: dict[str, Any]) -> tuple[str, ...]:
    """A line for each matter that is wanted; none in packets of before that was told."""
    return tuple(filter(None, map(_told, packet["summary"].get("wants", ()))))


def reworded(packet: dict[str, Any], seq: int, old: str, new: str) -> dict[str, Any]:
    """The packet where the message `seq` says `new`: its lines, and what was quoted of it."""

    def line(one: dict[str, Any]) -> dict[str, Any]:
        return {**one, "text": new} if one["seq"] == seq else one

    transcript = packet["transcript"]
    return {
        **packet,
        "transcript": {**transcript, "recent": [line(one) for one in transcript["recent"]]},
        "said_since": [line(one) for one in packet.get("said_since", ())],
        "summary": _without_words(packet["summary"], " ".join(old.split()), new),
        "proposal": _without_words(packet["proposal"], " ".join(old.split()), new),
    }


def _without_words(value: Any, old: str, new: str) -> Any:
    """The same JSON without somebody's words, whole or a beginning of them."""
    if isinstance(value, dict):
        return {name: _without_words(each, old, new) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_words(each, old, new) for each in value]
    if not isinstance(value, str) or len(old) < SHORTEST_WORDS:
        return value
    part = value.rstrip("….").strip()
    if len(part) >= SHORTEST_WORDS and part in old:
        return new
    return value.replace(old, new)


def _told(want: dict[str, Any]) -> str:
    words = f"“{want['words'][0]}”" if want["words"] else ""
    line = ", ".join(filter(None, (words, want["about"])))
    state = STATES.get(want["state"], want["state"])
    return line if want["state"] == "open" else f"{line} ({state})"


def _sentiment(messages: Iterable[Message], heat: float) -> Sentiment:
    said = [one.text or "" for one in messages if one.author.kind == "customer"]
    return sentiment_of(said, heat)


def as_json(part: msgspec.Struct) -> Any:
    """A part of a packet as JSON would read it: lists and strings, no tuples and times."""
    return msgspec.json.decode(msgspec.json.encode(part))


def transcript_of(messages: Sequence[Message]) -> Transcript:
    """The end of a transcript as a packet holds it."""
    recent = tuple(map(_line, messages[-RECENT_MESSAGES:]))
    return Transcript(last_seq=messages[-1].seq if messages else 0, recent=recent)


def _line(message: Message) -> Line:
    return Line(seq=message.seq, author=message.author.kind, text=message.text or "", at=message.at)


def validated(packet: dict[str, Any]) -> dict[str, Any]:
    """The same packet; raises `InvalidPacket` that names the first field that does not fit."""
    error = jsonschema.exceptions.best_match(_VALIDATOR.iter_errors(packet))
    if error is not None:
        where = "/".join(str(part) for part in error.absolute_path) or "the packet"
        # The value itself may be personal and stays out of the message.
        raise InvalidPacket(f"{where} does not fit the schema ({error.validator})")
    return packet
