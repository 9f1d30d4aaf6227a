"""What the customer just said, and who they are: the part of a tracker that actions look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from contracts.findings import Finding
from contracts.listening import Clause
from contracts.turn import Customer, Entity, IntentScore, Since

FALLBACK_INTENT = "nlu_fallback"
OUT_OF_SCOPE = "out_of_scope"

TakenAs = Literal["matter", "wish", "answer", "refusal"]
"""What a message counts as, whatever is open: `matter` leaves it, and so does `wish`, for a remedy
of the same goods; `answer` and `refusal` belong to what is open."""


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """The metadata that the channel puts on every message."""

    turn_id: str | None = None
    conversation_id: str | None = None
    customer: Customer = Customer()
    client: str | None = None
    since: Since | None = None
    clauses: tuple[Clause, ...] = ()
    findings: tuple[Finding, ...] = ()
    found_in_context: tuple[Finding, ...] = ()
    in_context: tuple[IntentScore, ...] = ()
    taken_as: TakenAs | None = None
    page: dict[str, str] = {}


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One turn as actions see it; `entities` maps a name to its values in the order said.

    `client` marks where it was written, and says nothing more of it. `clauses` are those of typed
    words, in their order, `in_context` is what they mean behind what was written before, and
    `mentions` are the entities with their places. `findings` are what articles say to it, and
    `found_in_context` what they say behind what was written before. `taken_as` is set once the bot
    has decided what of it counts. `page` is what the customer looks at.
    """

    turn_id: str
    conversation_id: str
    text: str
    intent: str
    ranking: tuple[IntentScore, ...] = ()
    entities: dict[str, tuple[str, ...]] = {}
    customer: Customer = Customer()
    client: str | None = None
    since: Since | None = None
    clauses: tuple[Clause, ...] = ()
    in_context: tuple[IntentScore, ...] = ()
    mentions: tuple[Entity, ...] = ()
    findings: tuple[Finding, ...] = ()
    found_in_context: tuple[Finding, ...] = ()
    taken_as: TakenAs | None = None
    page: dict[str, str] = {}

    @property
    def meaningless(self) -> bool:
        """Whether it holds no word that the bot knows."""
        return self.intent == FALLBACK_INTENT and not self.ranking

    @property
    def is_typed(self) -> bool:
        """Whether the customer wrote it, rather than pressed a button or was reported on."""
        words = bool(self.text) and not self.text.startswith("/")
        return words and not self.intent.startswith("event_")

    def key(self, action: str, target: str) -> str:
        """The idempotency key of a write: the same for every run of this turn."""
        return f"{self.turn_id}:{action}:{target}"


def read(latest_message: Mapping[str, Any], sender_id: str) -> Turn:
    """The turn behind a tracker's `latest_message`."""
    around = surroundings(latest_message)
    return Turn(
        turn_id=around.turn_id or str(latest_message.get("message_id") or sender_id),
        conversation_id=around.conversation_id or sender_id,
        text=str(latest_message.get("text") or ""),
        intent=_name(latest_message.get("intent")),
        ranking=_ranking(latest_message),
        entities=_entities(latest_message),
        customer=around.customer,
        client=around.client,
        since=around.since,
        clauses=around.clauses,
        in_context=around.in_context,
        mentions=_mentions(latest_message),
        findings=around.findings,
        found_in_context=around.found_in_context,
        taken_as=around.taken_as,
        page=around.page,
    )


def as_read(one: Turn, reading: Mapping[str, Any] | None) -> Turn:
    """The turn with the clauses of a `reading` of it; one that counts as another has none."""
    if not reading or reading["turn_id"] != one.turn_id or not one.clauses:
        return one
    clauses = msgspec.convert(reading["clauses"], tuple[Clause, ...])
    return msgspec.structs.replace(one, clauses=clauses)


def surroundings(message: Mapping[str, Any]) -> Around:
    """Metadata of a message or of a user event; absent parts have their defaults."""
    known = {name: value for name, value in (message.get("metadata") or {}).items() if value}
    return msgspec.convert(known, Around)


def customer_messages(events: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The customer's messages as tracker events, newest first."""
    return (event for event in reversed(events) if event.get("event") == "user")


def intent_of(message: Mapping[str, Any]) -> str:
    """What a customer's message was taken for; the fallback where it was taken for nothing."""
    return _name((message.get("parse_data") or {}).get("intent"))


def messages_by_turn(events: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The customer's messages, newest first, each turn's once: as what it was taken for in the end.

    A message that names no turn is one.
    """
    last: str | None = None
    for event in customer_messages(events):
        turn_id = surroundings(event).turn_id
        if turn_id is None or turn_id != last:
            yield event
        last = turn_id


def intents(events: list[dict[str, Any]], *, before: str | None = None) -> Iterator[str]:
    """What the customer's messages were taken for, newest first; only those `before` a turn."""
    return (
        intent_of(event)
        for event in messages_by_turn(events)
        if before is None or surroundings(event).turn_id != before
    )


def _name(intent: Mapping[str, Any] | None) -> str:
    return str((intent or {}).get("name") or FALLBACK_INTENT)


def _ranking(message: Mapping[str, Any]) -> tuple[IntentScore, ...]:
    return tuple(
        IntentScore(name=str(one["name"]), confidence=float(one["confidence"]))
        for one in message.get("intent_ranking") or ()
        if one.get("name") not in (None, FALLBACK_INTENT)
    )


def _mentions(message: Mapping[str, Any]) -> tuple[Entity, ...]:
    return tuple(
        Entity(
            entity=str(one["entity"]),
            value=one.get("value"),
            start=one.get("start"),
            end=one.get("end"),
        )
        for one in message.get("entities") or ()
    )


def _entities(message: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    shouted = str(message.get("text") or "").isupper()
    for entity in message.get("entities") or ():
        name, value = str(entity["entity"]), str(entity["value"])
        value = value.lower() if shouted and name == "product" else value
        if value not in found.get(name, ()):
            found[name] = (*found.get(name, ()), value)
    return found
