"""Wire records of the web chat's events: one struct for the data of each that pages are told."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from contracts.turn import Attachment
from handoff.channels.webchat.wire import AuthorView, MessageView, StateView
from handoff.core.events import MessageUpdated
from handoff.core.states import DeliveryState


class UpdateView(msgspec.Struct, frozen=True, kw_only=True):
    """A message that was shown before has changed in what is named."""

    conversation_id: str
    seq: int
    state: DeliveryState | UnsetType = UNSET
    custom: dict[str, Any] | UnsetType = UNSET
    text: str | UnsetType = UNSET
    attachments: tuple[Attachment, ...] | UnsetType = UNSET


class TypingView(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody is writing."""

    author: AuthorView


Told = MessageView | UpdateView | TypingView | StateView

TOLD: dict[str, type[Told]] = {
    "message": MessageView,
    "update": UpdateView,
    "typing": TypingView,
    "state": StateView,
}
"""The data of every event, by its name on the wire."""
NAMES = {of: name for name, of in TOLD.items()}


def updated(event: MessageUpdated) -> UpdateView:
    """What has changed of a message."""
    return UpdateView(
        conversation_id=event.conversation_id,
        seq=event.seq,
        state=UNSET if event.state is None else event.state,
        custom=UNSET if event.custom is None else event.custom,
        text=UNSET if event.text is None else event.text,
        attachments=UNSET if event.attachments is None else event.attachments,
    )
