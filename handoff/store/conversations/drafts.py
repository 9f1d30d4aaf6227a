"""Mapper of messages: drafts on their way into a conversation, and records from their columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from contracts.payment_numbers import masked, masked_in
from contracts.turn import Attachment, Button, Customer
from handoff.core.channel.profile import Profile
from handoff.core.model import SYSTEM, Author, Conversation, Message, MessageKind
from handoff.core.states import DeliveryState
from handoff.store.db.ids import new_id


class Content(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a message holds beside its text, as the column `content` keeps it."""

    buttons: tuple[Button, ...] = ()
    image: str | None = None
    attachments: tuple[Attachment, ...] = ()
    custom: dict[str, Any] | None = None
    button_id: str | None = None


NOTHING = Content()


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A message that has no place in a conversation yet."""

    author: Author
    text: str | None = None
    kind: MessageKind = "text"
    content: Content = Content()
    client_id: str | None = None
    turn_id: str | None = None
    for_bot: bool = False
    provider_id: str | None = None
    """The platform's id of it, where it comes from there."""
    identity: Customer | None = None
    """For whom it speaks, or of the bot whom it answers; None for what is for whoever is there."""

    @property
    def goes_out(self) -> bool:
        """Whether the customer is to receive it: what came from the platform they have."""
        return self.author.kind != "customer" and self.kind != "note" and self.provider_id is None


def told(values: Mapping[str, Any]) -> dict[str, Any]:
    """What pages and platforms tell of a customer, without numbers of cards and accounts."""
    return {name: masked_in(values[name]) for name in ("customer_name", "page") if name in values}


def _without_numbers(draft: Draft) -> Draft:
    """The draft as it may be kept: no number of a card or account in what it says or holds."""
    text = None if draft.text is None else masked(draft.text)
    content = draft.content
    if content != NOTHING:
        held = msgspec.to_builtins(content)
        kept = masked_in(held)
        content = content if kept == held else msgspec.convert(kept, Content)
    return msgspec.structs.replace(draft, text=text, content=content)


PASSING = "passing"
"""Where a message says that it is only true for a while: sent late it would be wrong."""


def status_line(text: str, buttons: tuple[Button, ...] = ()) -> Draft:
    """What the desk says of itself at this moment: a place in the queue, who is there now."""
    return Draft(author=SYSTEM, text=text, content=Content(buttons=buttons, custom={PASSING: True}))


def message_of(row: dict[str, Any]) -> Message:
    """A message from its columns."""
    content = msgspec.convert(row.pop("content"), Content)
    author = Author(
        kind=row.pop("author_kind"), id=row.pop("author_id"), name=row.pop("author_name")
    )
    row.pop("provider_id")
    row.pop("previous_seq")
    return Message(**row, author=author, **msgspec.structs.asdict(content))


def placed(conversation: Conversation, draft: Draft, now: datetime, profile: Profile) -> Message:
    """The message that a draft becomes as the next one of a conversation on that channel.

    Numbers of cards and accounts are masked in it, whoever wrote it.
    """
    draft = _without_numbers(draft)
    content, known = draft.content, draft.identity
    return Message(
        id=new_id("m"),
        conversation_id=conversation.id,
        seq=conversation.last_seq + 1,
        author=draft.author,
        kind=draft.kind,
        channel=conversation.channel,
        text=draft.text,
        at=now,
        buttons=content.buttons,
        image=content.image,
        attachments=content.attachments,
        custom=content.custom,
        button_id=content.button_id,
        client_id=draft.client_id,
        turn_id=draft.turn_id,
        state=_first_state(draft, profile),
        for_bot=draft.for_bot,
        customer_id=known.id if known else None,
        level=known.level if known else None,
        how=known.how if known else None,
        scope=known.scope if known else None,
    )


def _first_state(draft: Draft, profile: Profile) -> DeliveryState | None:
    if not draft.goes_out:
        return None
    return "sent" if profile.follows_events else "queued"


def row_of(message: Message) -> dict[str, Any]:
    """The columns of a message; the counterpart of `message_of`."""
    content = Content(
        buttons=message.buttons,
        image=message.image,
        attachments=message.attachments,
        custom=message.custom,
        button_id=message.button_id,
    )
    same = ("id", "conversation_id", "seq", "kind", "channel", "text", "at")
    also = ("client_id", "turn_id", "state", "for_bot", "customer_id", "level", "how", "scope")
    return {
        **{name: getattr(message, name) for name in same + also},
        "author_kind": message.author.kind,
        "author_id": message.author.id,
        "author_name": message.author.name,
        "content": msgspec.to_builtins(content),
    }
