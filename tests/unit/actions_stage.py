"""A stage for actions: a tracker that takes their events, without Rasa around it."""

from __future__ import annotations

from typing import Any

from actions.engine.business.business import business
from actions.engine.case.case import Case, from_slot
from actions.engine.conversation.case_ending import ActionFinishCase
from actions.engine.conversation.case_form import ActionAskAnswer, ValidateCaseForm
from actions.engine.conversation.tone import ActionListen
from actions.engine.talk.base import CASE_FORM, DeskAction
from actions.engine.words.texts import say, speaking
from actions.protocol.dispatcher import CollectingDispatcher
from actions.protocol.tracker import ActiveLoop, Tracker

ANNA = {"id": "c-0001", "name": "Anna Lindqvist", "level": "verified", "how": "site_token"}
BEN = {"id": "c-0002", "name": "Ben Okafor", "level": "verified", "how": "site_token"}
HENRIK = {"id": "c-0008", "name": "Henrik Solberg", "level": "verified", "how": "site_token"}


_UNSEEN = ("validate_case_form", "action_ask_case_form_answer", "action_validate_slot_mappings")
"""Actions that Rasa runs itself: no event tells of them."""


class Stage:
    """One conversation; `customer` is who writes. Each turn's replies are in `said`.

    With `listens`, `open` and `say` have each message heard first, as Rasa does.
    """

    def __init__(self, customer: dict[str, Any] | None = None, *, listens: bool = False) -> None:
        self.customer = customer or {}
        self._listens = listens
        self.slots: dict[str, Any] = {}
        self.events: list[dict[str, Any]] = []
        self.form: str | None = None
        self.said: list[dict[str, Any]] = []
        self._turns = 0

    @property
    def case(self) -> Case:
        """The case as it is kept."""
        return from_slot(self.slots.get("case"))

    @property
    def words(self) -> str:
        """Texts and names of responses of the last turn."""
        return "\n".join(one["text"] or one["response"] or "" for one in self.said)

    def would_say(self, name: str, **arguments: object) -> str:
        """A sentence as the last turn has it."""
        with speaking(business().texts, f"t{self._turns}"):
            return say(name, **arguments)

    @property
    def handoff(self) -> dict[str, Any] | None:
        """The handoff request of the last turn."""
        return next((m["custom"]["handoff"] for m in self.said if "handoff" in m["custom"]), None)

    def hear(self, text: str, intent: str, **more: Any) -> None:
        """The customer says something; nothing runs yet."""
        self._turns += 1
        self.said = []
        metadata = {"turn_id": more.pop("turn_id", f"t{self._turns}"), "customer": self.customer}
        found = [
            {"entity": name, "value": value} for name, value in more.pop("entities", {}).items()
        ]
        parse = {
            "text": text,
            "intent": {"name": intent},
            "entities": found,
            **more.pop("parse", {}),
        }
        event = {"event": "user", "text": text, "parse_data": parse, "metadata": metadata | more}
        self.events.append(event)

    async def run(self, action: DeskAction) -> None:
        """Run an action and take its events, as Rasa would."""
        dispatcher = CollectingDispatcher()
        events = await action.run(dispatcher, self._tracker(), {})
        self.said += dispatcher.messages
        self.events += [{"event": "bot", "text": one["text"]} for one in dispatcher.messages]
        for event in events:
            self._take(event)
        if action.name() not in _UNSEEN:
            self.events.append({"event": "action", "name": action.name()})

    async def open(self, text: str, intent: str = "order_missing", **more: Any) -> None:
        """The customer says what a topic's rule opens the form for."""
        self.hear(text, intent, **more)
        if self._listens:
            await self.run(ActionListen())
        self._take({"event": "active_loop", "name": CASE_FORM})
        await self._run_form()

    async def say(self, text: str, intent: str, **more: Any) -> None:
        """The customer writes while the form is open."""
        self.hear(text, intent, **more)
        if self._listens:
            await self.run(ActionListen())
        await self._run_form()

    async def run_open_form(self) -> None:
        """The form goes on after an action that asked for it."""
        self._take({"event": "active_loop", "name": CASE_FORM})
        await self._run_form()

    async def _run_form(self) -> None:
        await self.run(ValidateCaseForm())
        if self.slots.get("requested_slot"):
            await self.run(ActionAskAnswer())
        else:
            self.form = None
            await self.run(ActionFinishCase())

    def _take(self, event: dict[str, Any]) -> None:
        self.events.append(event)
        if event["event"] == "slot":
            self.slots[event["name"]] = event["value"]
        if event["event"] == "active_loop":
            self.form = event["name"]

    def _tracker(self) -> Tracker:
        user = next(e for e in reversed(self.events) if e["event"] == "user")
        latest = {**user["parse_data"], "metadata": user["metadata"]}
        return Tracker(
            sender_id="c1",
            slots=dict(self.slots),
            latest_message=latest,
            events=list(self.events),
            active_loop=ActiveLoop(self.form),
        )
