"""Reader of the tracker store: what the bot took each message for, and what it did about it."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

ASKED_BACK = frozenset({"action_clarify"})
"""Actions that ask what was meant …"""
ASKING = frozenset({"utter_did_you_mean", "utter_ask_anew", "utter_own_words"})
"""… and the same question, where another action puts it."""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """One turn: the topics it was taken for, the last one first, and what was run."""

    topics: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Matters that wait for their turn."""
    actions: tuple[str, ...] = ()
    responses: tuple[str, ...] = ()

    @property
    def asked_back(self) -> bool:
        """Whether the bot asked what was meant, and took nothing for understood."""
        return bool(ASKED_BACK & set(self.actions) or ASKING & set(self.responses))


def taken(database: Path, conversation_id: str) -> list[Taken]:
    """Every turn of a conversation, in order."""
    query = "SELECT data FROM bot_events WHERE conversation_id = ? ORDER BY version, position"
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as store:
        events = [json.loads(row[0]) for row in store.execute(query, (conversation_id,))]
    return [_of(turn) for turn in _turns(events)]


def _turns(events: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The events of each turn: what is heard instead belongs to the same one."""
    turn: list[dict[str, Any]] = []
    at: str | None = None
    for event in events:
        if event["event"] == "user":
            turn_id = (event.get("metadata") or {}).get("turn_id")
            if turn and turn_id != at:
                yield turn
                turn = []
            at = turn_id
        if at is not None:
            turn.append(event)
    if turn:
        yield turn


def _of(events: list[dict[str, Any]]) -> Taken:
    heard = [_intent(one["parse_data"]) for one in events if one["event"] == "user"]
    slots = {one["name"]: one["value"] for one in events if one["event"] == "slot"}
    case = slots.get("case") or {}
    return Taken(
        topics=tuple(dict.fromkeys([*filter(None, [case.get("topic")]), *reversed(heard)])),
        kept=tuple(_intent(one) for one in _parked(slots.get("parked"))),
        actions=tuple(one["name"] for one in events if one["event"] == "action"),
        responses=tuple(
            one["metadata"]["utter_action"]
            for one in events
            if one["event"] == "bot" and (one.get("metadata") or {}).get("utter_action")
        ),
    )


def _parked(value: Any) -> list[Mapping[str, Any]]:
    if not value:
        return []
    return value if isinstance(value, list) else [value]


def _intent(parse_data: Mapping[str, Any]) -> str:
    return str((parse_data.get("intent") or {}).get("name") or "nlu_fallback")
