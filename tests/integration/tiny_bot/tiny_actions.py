"""Actions that keep a ledger in the folder `TINY_DIR` and misbehave while a file there says so."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

from actions.protocol.action import Action, ActionExecutionRejection
from actions.protocol.dispatcher import CollectingDispatcher
from actions.protocol.tracker import Tracker

Events = list[dict[str, Any]]


def folder() -> Path:
    """Where ledger and switches are."""
    return Path(os.environ["TINY_DIR"])


class Refund(Action):
    """Pays once a turn, however often it is run; waits while the file `hold` exists."""

    def name(self) -> str:
        return "action_refund"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, _: Any) -> Events:
        turn_id = tracker.latest_message["metadata"]["turn_id"]
        with (folder() / "runs").open("a") as runs:
            runs.write(f"{turn_id}\n")
        (folder() / f"paid-{turn_id}").touch()
        while (folder() / "hold").exists():  # noqa: ASYNC110 - the test is another process
            await asyncio.sleep(0.02)
        dispatcher.utter_message(text="You get your money back.")
        return []


class Crash(Action):
    """Raises while the file `crash` exists."""

    def name(self) -> str:
        return "action_crash"

    async def run(self, dispatcher: CollectingDispatcher, _: Tracker, __: Any) -> Events:
        if (folder() / "crash").exists():
            raise RuntimeError("as asked")
        dispatcher.utter_message(text="All in one piece.")
        return []


class Reject(Action):
    """Wants another action to answer instead."""

    def name(self) -> str:
        return "action_reject"

    async def run(self, _: CollectingDispatcher, __: Tracker, ___: Any) -> Events:
        raise ActionExecutionRejection(self.name())


class Silence(Action):
    """Says nothing."""

    def name(self) -> str:
        return "action_silence"

    async def run(self, _: CollectingDispatcher, __: Tracker, ___: Any) -> Events:
        return []


class Handoff(Action):
    """Asks for a person."""

    def name(self) -> str:
        return "action_handoff"

    async def run(self, dispatcher: CollectingDispatcher, _: Tracker, __: Any) -> Events:
        request = {
            "reason": "customer_asked",
            "reason_text": "The customer asked for a person.",
            "skill": "general",
            "summary": {"situation": "Wants a person."},
        }
        dispatcher.utter_message(text="A person will be with you.")
        dispatcher.utter_message(json_message={"handoff": request})
        return []


class Identify(Action):
    """Wins an identity."""

    def name(self) -> str:
        return "action_identify"

    async def run(self, dispatcher: CollectingDispatcher, _: Tracker, __: Any) -> Events:
        won = {"level": "verified", "how": "order_challenge", "scope": "1001"}
        dispatcher.utter_message(text="Thank you.", json_message={"identity": won})
        return []


class Blunder(Action):
    """Utters a handoff without what a handoff needs."""

    def name(self) -> str:
        return "action_blunder"

    async def run(self, dispatcher: CollectingDispatcher, _: Tracker, __: Any) -> Events:
        dispatcher.utter_message(json_message={"handoff": {"reason": "no such reason"}})
        return []


class Inspect(Action):
    """Says what metadata an action sees."""

    def name(self) -> str:
        return "action_inspect"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, _: Any) -> Events:
        dispatcher.utter_message(text=json.dumps(tracker.latest_message["metadata"]))
        return []


class Remind(Action):
    """Wants to speak again by itself."""

    def name(self) -> str:
        return "action_remind"

    async def run(self, dispatcher: CollectingDispatcher, _: Tracker, __: Any) -> Events:
        dispatcher.utter_message(text="I will come back to you.")
        when = dt.datetime.now(dt.UTC).isoformat()
        return [{"event": "reminder", "intent": "greet", "date_time": when, "entities": None}]


class Spin(Action):
    """Calls itself again and again."""

    def name(self) -> str:
        return "action_spin"

    async def run(self, dispatcher: CollectingDispatcher, _: Tracker, __: Any) -> Events:
        dispatcher.utter_message(text="Round and round.")
        return [{"event": "followup", "name": "action_spin"}]
