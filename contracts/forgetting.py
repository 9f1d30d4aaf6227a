"""Contract of forgetting: the bot tells all that it remembers of conversations, or drops it."""

from __future__ import annotations

from typing import Any

import msgspec

FORGET_PATH = "/webhooks/bridge/forget"
RECALL_PATH = "/webhooks/bridge/recall"


class Forgetting(msgspec.Struct, frozen=True, kw_only=True):
    """What the bot has to forget: conversations that go on no more.

    Sent again until it is answered 200; done twice it changes nothing.
    """

    conversation_ids: tuple[str, ...]


class Recall(msgspec.Struct, frozen=True, kw_only=True):
    """A wish to be told of a conversation, which is answered with `Remembered`."""

    conversation_id: str


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is stored of a conversation."""

    events: tuple[Any, ...] = ()
    snapshot: tuple[Any, ...] = ()
    answers: tuple[Any, ...] = ()
