"""Counts the questions that the bot puts before an answer, from what its tracker holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import msgspec

ANSWERED = frozenset({"go_ahead", "helped"})
"""What a case waits for once it was told what is the matter: the go-ahead, a repair step."""
IDENTITY = "identity"
UNCLEAR = frozenset({"utter_rephrase", "utter_did_you_mean", "utter_inform", "utter_inform_order"})
"""Responses that ask outside of a case."""
_FORM = "case_form"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """How many questions each answer took, re-asked ones included; `identity` is counted apart."""

    before_answers: tuple[int, ...] = ()
    identity: int = 0

    @property
    def most(self) -> int:
        """Before the answer that took most."""
        return max(self.before_answers, default=0)


class Listener:
    """Reads each turn of a conversation from the bot's tracker store.

    A turn asks for information when it leaves a case open with a question that is neither the
    go-ahead nor a repair step, or when it asks what was meant. An answer ends the count.
    """

    def __init__(self, tracker_url: str, conversation_id: str) -> None:
        self._path = tracker_url.removeprefix("sqlite:///")
        self._id = conversation_id
        self._turns = 0
        self._form_is_open = False
        self._case: dict[str, Any] = {}
        self._open = 0
        self._answered: list[int] = []
        self._identity = 0

    @property
    def asked(self) -> Asked:
        """What was counted so far; questions that got no answer yet count as well."""
        unanswered = (self._open,) if self._open else ()
        return Asked(before_answers=(*self._answered, *unanswered), identity=self._identity)

    def hear_turn(self) -> None:
        """Take in the turn that has just ended."""
        self._turns += 1
        events = self._events()
        asks = any(e["event"] == "bot" and "?" in (e.get("text") or "") for e in events)
        unclear = any(_response(event) in UNCLEAR for event in events)
        before = self._case.get("ending")
        for event in events:
            self._follow(event)
        if self._form_is_open and asks:
            self._count(str(self._case.get("waiting_for")))
        elif unclear:
            self._open += 1
        elif self._case.get("ending") and self._case.get("ending") != before:
            self._answer()

    def _count(self, question: str) -> None:
        if question in ANSWERED:
            self._answer()
        elif question == IDENTITY:
            self._identity += 1
        else:
            self._open += 1

    def _answer(self) -> None:
        self._answered.append(self._open)
        self._open = 0

    def _follow(self, event: dict[str, Any]) -> None:
        if event["event"] == "active_loop":
            self._form_is_open = event["name"] == _FORM
        elif event["event"] == "slot" and event["name"] == "case":
            self._case = event["value"] or {}

    def _events(self) -> Sequence[dict[str, Any]]:
        query = "SELECT data FROM bot_events WHERE (conversation_id, version) = (?, ?)"
        with closing(sqlite3.connect(self._path)) as store:
            rows = store.execute(f"{query} ORDER BY position", (self._id, self._turns)).fetchall()
        assert rows, f"turn {self._turns} of {self._id} is not in the tracker store"
        return [json.loads(data) for (data,) in rows]


def _response(event: dict[str, Any]) -> str | None:
    return (event.get("metadata") or {}).get("utter_action") if event["event"] == "bot" else None
