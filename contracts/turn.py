"""The bot turn as it travels between the bridge and the Rasa server.

One HTTP call per customer turn: a `Turn` in, a `TurnResult` out, both JSON. This module knows
nothing of Rasa nor of the rest of the project, so that every side can import it.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

Channel = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z][a-z0-9_]{0,19}$",
        description="Name of a channel that the desk has registered.",
    ),
]
Level = Literal["anonymous", "claimed", "verified"]
BY_LINK = "email_link"
"""How somebody is known who holds a link to the conversation: that proves nothing of them."""
EventName = Literal["task", "open", "rating"]
ReasonCode = Literal[
    "customer_asked",
    "low_understanding",
    "frustrated",
    "policy",
    "value_limit",
    "action_failed",
    "diagnosis_rejected",
    "identity_failed",
    "bot_unavailable",
    "agent_takeover",
    "proactive_recovery",
    "danger",
    "language",
]
Priority = Literal["low", "normal", "high", "urgent"]
WantState = Literal["open", "done", "refused", "withdrawn", "denied", "person"]
"""What has become of a matter. `refused`: it may not be done; `withdrawn`: the customer wants it no
more; `denied`: the bot misread them, as they said; `person`: a colleague was asked before."""

TURN_PATH = "/webhooks/bridge/turn"
WISH_FOR_PERSON = "contact_human_agent"
"""The intent of whoever wants a person."""
ASK_FOR_PERSON = f"/{WISH_FOR_PERSON}"
"""The payload of a button that asks the bot for a person: what is known of the case comes along."""


class Attachment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that is not text; `ref` is the bridge's own id of the stored file."""

    kind: Literal["image", "audio", "video", "file", "location", "contact"]
    ref: str | None = None
    name: str | None = None
    mime: str | None = None
    size: int | None = None
    """Bytes."""
    latitude: float | None = None
    longitude: float | None = None


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One message of the customer: text that they typed, or a button that we issued.

    `button_id` is the payload exactly as the bot issued it (`Button.payload`). The bridge fills it
    from its own log, never from what a client sent.
    """

    id: str
    text: str | None = None
    button_id: str | None = None
    attachments: tuple[Attachment, ...] = ()


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What starts a turn without words of the customer."""

    name: EventName
    data: dict[str, Any] = {}


class Since(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What happened while the bot did not own the conversation, or did not get its words out.

    `outcome` is what the agent wrote when they resolved the case (else how it ended), in words that
    the customer may hear; `agent_messages` what people wrote, oldest first; `dropped_turns` ids of
    turns whose replies the customer never saw.
    """

    outcome: str | None = None
    agent_name: str | None = None
    agent_messages: tuple[str, ...] = ()
    dropped_turns: tuple[str, ...] = ()


class Customer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who writes, as far as the bridge can vouch for it.

    `id` is the CRM's customer id. `how` names the proof (`site_token`, `order_challenge`, one
    that the channel brings). `scope` limits a proof: an order challenge verifies that order only.
    """

    id: str | None = None
    name: str | None = None
    level: Level = "anonymous"
    how: str | None = None
    scope: str | None = None


class Metadata(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What surrounds the words: who, in which language, on which page (`url`, `title`, …).

    `client` is the same for all that is written from one place, and tells nothing of the place.
    """

    customer: Customer = Customer()
    client: str | None = None
    locale: str = "en"
    page: dict[str, str] = {}


class Turn(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything the bot needs for one answer. Idempotent by `turn_id`.

    Either `messages` (texts in a row, or exactly one button press) or `event` is given.
    """

    turn_id: str
    conversation_id: str
    epoch: int
    channel: Channel
    messages: tuple[Message, ...] = ()
    event: Event | None = None
    since: Since | None = None
    metadata: Metadata = Metadata()

    def __post_init__(self) -> None:
        if bool(self.messages) == (self.event is not None):
            raise ValueError("a turn has messages or an event, and not both")
        if len(self.messages) > 1 and any(m.button_id is not None for m in self.messages):
            raise ValueError("a button press is a turn of its own")


class Card(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a choice is about, for where there is room to show it. `image` is a URL."""

    name: str
    lines: tuple[str, ...] = ()
    image: str | None = None


class Button(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A choice offered to the customer.

    `title` says everything by itself, for channels without cards, and is what a press says.
    """

    title: str
    payload: str
    card: Card | None = None


class Reply(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One bubble of the bot."""

    text: str | None = None
    buttons: tuple[Button, ...] = ()
    image: str | None = None
    attachment: dict[str, Any] | None = None
    custom: dict[str, Any] | None = None


class IntentScore(msgspec.Struct, frozen=True, kw_only=True):
    """An intent and how sure the classifier is of it, 0 to 1."""

    name: str
    confidence: float


class Entity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A value found in a message."""

    entity: str
    value: Any
    start: int | None = None
    end: int | None = None
    extractor: str | None = None


class Parse(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was understood of one message. For a button, its intent with confidence 1."""

    message_id: str
    intent: str
    confidence: float
    ranking: tuple[IntentScore, ...] = ()
    entities: tuple[Entity, ...] = ()


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """Something the bot did, and what came of it."""

    action: str
    result: str


class QuestionAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A question that the bot asked, and the customer's answer."""

    question: str
    answer: str


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """One matter of a customer's in their own words, what they said last first.

    `about` names it in a few words, and is empty while nobody knows what it is.
    """

    words: tuple[str, ...] = ()
    about: str = ""
    state: WantState = "open"


class Summary(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an agent must know before the first word. Free of personal data.

    `wants` has what is still to be done first.
    """

    wants: tuple[Wanted, ...] = ()
    situation: str
    asked_and_answered: tuple[QuestionAnswer, ...] = ()
    tried: tuple[Attempt, ...] = ()
    suggested_next_step: str = ""


class HandoffRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The bot's wish for a person. Travels with the replies; the bridge completes it to a packet.

    `facts` are slots by name; `proposal` is what the bot would do if it had the right to.
    """

    reason: ReasonCode
    reason_text: str
    skill: str
    priority: Priority = "normal"
    summary: Summary
    facts: dict[str, Any] = {}
    proposal: str | None = None
    clarifications: int = 0
    heat: float = 0.0
    """How heated the customer's last messages were, 0 (calm) to 1 (furious)."""


class IdentityWon(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A verification that an action won in this turn."""

    level: Level
    how: str
    customer_id: str | None = None
    scope: str | None = None


class Complaint(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the company has to answer for, found in this turn: for the CRM, and nothing personal.

    `kind` and `root_cause` are of the CRM's closed lists.
    """

    kind: Annotated[str, msgspec.Meta(max_length=60)]
    root_cause: Annotated[str, msgspec.Meta(max_length=60)]
    order_number: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    carrier: Annotated[str, msgspec.Meta(max_length=100)] | None = None
    product: Annotated[str, msgspec.Meta(max_length=300)] | None = None


class TurnResult(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of a turn: `parses` has one entry per message of the turn, in their order."""

    replies: tuple[Reply, ...] = ()
    parses: tuple[Parse, ...] = ()
    handoff: HandoffRequest | None = None
    identity: IdentityWon | None = None
    complaint: Complaint | None = None


class TurnError(msgspec.Struct, frozen=True, kw_only=True):
    """Body of every answer that is not 200. `error` is one of the codes below, `detail` for people.

    401 `unauthorized`, 400 `bad_turn`, 502 `action_failed` or `no_reply` (tracker not saved, safe
    to retry), 503 `store_unavailable` (safe to retry) or `actions_unavailable` (nobody listens
    there: nothing was tried), 500 `internal` (safe to retry).
    """

    error: str
    detail: str
