"""Tracker: a conversation as Rasa hands it to an action, a frozen view of the call's JSON."""

from __future__ import annotations

from typing import Any

import msgspec

Event = dict[str, Any]
"""An event of Rasa's: `event` is its kind, the rest belongs to the kind."""


class ActiveLoop(msgspec.Struct, frozen=True):
    """The form that waits for an answer; without a name none does."""

    name: str | None = None


class Tracker(msgspec.Struct, kw_only=True):
    """A conversation at the moment of the call; `events` are oldest first."""

    sender_id: str
    slots: dict[str, Any] = {}
    latest_message: dict[str, Any] = {}
    events: list[Event] = []
    active_loop: ActiveLoop = ActiveLoop()


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One call: which action is to run, and for which conversation."""

    next_action: str
    tracker: Tracker
