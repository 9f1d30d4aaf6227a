"""Value objects: the bridge's records. No I/O, no clock.

All times are timezone-aware UTC. Ids are opaque strings; `seq` counts the messages of one
conversation from 1 without gaps; `epoch` counts its changes of owner from 1.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec

from contracts.turn import Attachment, Button, Channel, Level, Priority, ReasonCode
from handoff.core.states import DeliveryState, HandoffState, OfferState, Owner

AuthorKind = Literal["customer", "bot", "agent", "system"]
MessageKind = Literal["text", "note", "rating_request", "rating"]
"""`note` is an internal note: agents see it, customers never do."""
Writing = Literal["reply", "note"]
TurnState = Literal["waiting", "running", "done", "dropped", "failed"]
Presence = Literal["available", "away", "offline"]
Role = Literal["agent", "supervisor", "trainer", "admin"]
Target = Literal["first_answer", "next_answer", "resolution"]
"""What a desk promises for a case: how soon each comes."""
Disposition = Literal["solved", "solved_with_goodwill", "follow_up", "not_solvable", "no_response"]

DISPOSITIONS: dict[Disposition, str] = {
    "solved": "Solved",
    "solved_with_goodwill": "Solved, with goodwill",
    "follow_up": "Follow-up promised",
    "not_solvable": "Could not be solved",
    "no_response": "Customer did not answer",
}
"""What an agent may say of an ended case, with its title."""

SETTLING: frozenset[Disposition] = frozenset({"solved", "solved_with_goodwill"})
"""Ends of a case that make good what was complained of."""

ELSEWHERE = "ag_elsewhere"
"""Id of the agent who stands for everybody that answers customers without the desk."""
BOT_NAME = "Warmdesk"
"""What customers see as the bot's name where no business has another one for it."""

MAX_TEXT = 5_000
"""Characters of one message; longer ones are refused before anything is stored."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the bridge's records."""


class Author(Record, frozen=True, kw_only=True):
    """Who speaks. `name` is what the customer may see."""

    kind: AuthorKind
    id: str | None = None
    name: str | None = None


SYSTEM = Author(kind="system")
"""The desk itself."""
BOT = Author(kind="bot", name=BOT_NAME)


class Message(Record, frozen=True, kw_only=True):
    """A row of the conversation log."""

    id: str
    conversation_id: str
    seq: int
    author: Author
    kind: MessageKind
    channel: Channel
    text: str | None
    at: datetime
    buttons: tuple[Button, ...] = ()
    image: str | None = None
    attachments: tuple[Attachment, ...] = ()
    custom: dict[str, Any] | None = None
    button_id: str | None = None
    """The payload of the button that this message of a customer is the press of."""
    client_id: str | None = None
    turn_id: str | None = None
    state: DeliveryState | None = None
    """Of messages to the customer; None for messages from them."""
    for_bot: bool = False
    """Whether the bot is to answer it, or was."""
    customer_id: str | None = None
    """For whom it speaks, or of the bot whom it answers; so the three below."""
    level: Level | None = None
    """None for what is said to whoever is there, and for what is older than this field."""
    how: str | None = None
    scope: str | None = None


class Conversation(Record, frozen=True, kw_only=True):
    """A conversation with its owner. `address` is where the customer is on `channel`."""

    id: str
    channel: Channel
    address: str
    customer_id: str | None
    """The CRM's id, once known."""
    customer_name: str | None
    level: Level
    how: str | None
    scope: str | None
    owner: Owner
    epoch: int
    agent_id: str | None
    last_seq: int
    question_seq: int
    """Buttons of messages before this seq belong to an earlier question and are past."""
    handled_seq: int
    """Messages of the customer up to this seq need no bot turn any more."""
    known_seq: int
    """The bot knows of everything up to this seq."""
    locale: str
    page: dict[str, Any]
    """What the customer's page says of itself (`url`, `title`, `cart`, `fields`); never a proof."""
    opened_at: datetime
    updated_at: datetime
    closed_at: datetime | None = None
    ended: bool = False
    """The customer closed it: what they write next begins another one."""
    previous_id: str | None = None
    reply_window_until: datetime | None = None
    """Until then everything may be sent; None where a channel knows no such limit."""
    client: str | None = None
    """Marks where the customer's last message came from; a keyed hash, never the address."""
    labels: tuple[str, ...] = ()
    """Ids; one that was removed from the list since then says nothing."""
    task_id: str | None = None
    """What the bot, which has the conversation, asks here for an agent."""
    link_epoch: int = 0
    """Raised by what ends all links into the conversation."""
    unread: int = 0
    """Lines of the customer that the agent who has it has not read; 0 where no agent has it."""


class Handoff(Record, frozen=True, kw_only=True):
    """A case waiting for, or with, an agent. `packet` is the JSON of `packet.Packet`.

    `more_skills` are required beside `skill`, the most important first. `queued_at` is when it
    last came into the queue. `preferred_id` is the agent who is asked first.
    """

    id: str
    conversation_id: str
    state: HandoffState
    reason: ReasonCode
    skill: str
    priority: Priority
    packet: dict[str, Any]
    created_at: datetime
    queued_at: datetime
    more_skills: tuple[str, ...] = ()
    preferred_id: str | None = None
    agent_id: str | None = None
    assigned_at: datetime | None = None
    ended_at: datetime | None = None
    disposition: Disposition | None = None
    closing_note: str | None = None


class StoppedChannel(Record, frozen=True, kw_only=True):
    """A channel that sends nothing until a person has mended it; `code` is the platform's."""

    channel: Channel
    code: str
    at: datetime


class Offer(Record, frozen=True, kw_only=True):
    """A handoff shown to one agent until `expires_at`."""

    id: str
    handoff_id: str
    agent_id: str
    state: OfferState
    created_at: datetime
    expires_at: datetime


class Agent(Record, frozen=True, kw_only=True):
    """A person who answers customers. `capacity` is how many conversations they hold at once."""

    id: str
    email: str
    name: str
    role: Role
    skills: tuple[str, ...]
    """Empty means every skill."""
    capacity: int
    presence: Presence
    idle_since: datetime
    presence_since: datetime | None = None
    """None for presences from before this was kept."""
    missed: int = 0
    """Offers in a row that ran out unanswered."""
    disabled: bool = False
    login_epoch: int = 1
    """Raised by all that ends logins and links: a new password, a new role, being disabled."""


class Notice(Record, frozen=True, kw_only=True):
    """Something that the desk did with an agent's work, for them to read when they are back."""

    id: str
    agent_id: str
    text: str
    conversation_id: str | None
    at: datetime
    seen: bool = False
    seq: int | None = None
    """Of the internal note that says something to them."""


class Due(Record, frozen=True, kw_only=True):
    """A target that is running: when it is near, and when it is missed."""

    target: Target
    warn_at: datetime
    at: datetime


class SlaTimer(Record, frozen=True, kw_only=True):
    """How long a case's customer has waited for people. It stands still while we wait for them.

    Seconds are of the skill's opening time.
    """

    handoff_id: str
    conversation_id: str
    skill: str
    priority: Priority
    agent_id: str | None = None
    """Who has the case; None while it is in the queue."""
    waits_since: datetime | None = None
    """Since when the customer waits for an answer; None while we wait for one of theirs."""
    held_since: datetime | None = None
    """Since when the agent has had in hand what the customer waits for."""
    answered: bool = False
    """Whether any agent has answered yet."""
    spent: int = 0
    """Seconds for which it ran before `waits_since`."""
    dues: tuple[Due, ...] = ()


class Label(Record, frozen=True, kw_only=True):
    """What conversations can be called, by a list that supervisors keep."""

    id: str
    name: str
    edited_by: str
    edited_at: datetime


class Viewer(Record, frozen=True, kw_only=True):
    """An agent who has a conversation on the screen, and what they write there."""

    agent_id: str
    writing: Writing | None = None
