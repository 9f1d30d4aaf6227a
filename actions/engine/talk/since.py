"""What happened while an agent had the conversation, and whether the bot has spoken of it."""

from __future__ import annotations

from typing import Any

import msgspec

from actions.engine.case.turn import customer_messages, surroundings

SLOT = "aftermath"
"""Holds the last return that the bot has spoken of."""


class Aftermath(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A return to the bot with the turn `turn_id`; `dropped`: words of the bot went unseen."""

    turn_id: str
    outcome: str | None = None
    agent_name: str | None = None
    dropped: bool = False


def untold(events: list[dict[str, Any]], spoken_of: dict[str, Any] | None) -> Aftermath | None:
    """The last return among the customer's messages, if the bot has not spoken of it yet."""
    news = latest(events)
    if news is None or (spoken_of or {}).get("turn_id") == news.turn_id:
        return None
    return news


def latest(events: list[dict[str, Any]]) -> Aftermath | None:
    """The last return to the bot among the customer's messages."""
    for event in customer_messages(events):
        around = surroundings(event)
        if around.since is not None:
            return Aftermath(
                turn_id=around.turn_id or "",
                outcome=around.since.outcome,
                agent_name=around.since.agent_name,
                dropped=bool(around.since.dropped_turns),
            )
    return None
