"""What all actions have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from actions.engine.business.business import business
from actions.engine.case import agenda, turn
from actions.engine.case.agenda import Agenda
from actions.engine.case.case import Case, attempted, from_slot, set_aside, to_slot
from actions.engine.talk import since
from actions.engine.talk.said import Heard
from actions.engine.words.texts import say, speaking
from actions.protocol.action import Action
from actions.protocol.dispatcher import CollectingDispatcher
from actions.protocol.tracker import Event, Tracker
from contracts.turn import WantState

Events = list[Event]
Buttons = Sequence[dict[str, Any]]

CASE_FORM = "case_form"
CASE_SLOT = "case"
TITLES_SLOT = "titles"
"""The slot with what intents are called, in a few words."""
READING = "reading"
"""The slot with what a reader made of this turn, where that is not what it came with."""
RUN_NEXT = "run_next"
"""The slot that names an action to be run before anything else; `bot/processor.py` reads it."""


class Talk:
    """One run of an action: what was said, what is known, and the means to answer."""

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        self._dispatcher = dispatcher
        self._tracker = tracker
        came = turn.read(tracker.latest_message, tracker.sender_id)
        self.turn = turn.as_read(came, tracker.slots.get(READING))
        self.case = from_slot(tracker.slots.get(CASE_SLOT))
        self.events: Events = []
        self.words_were_lost = False
        # What got lost on its way was heard by nobody.
        self.words_reached_them = not (self.turn.since and self.turn.since.dropped_turns)
        self.heard = Heard(tracker.events if self.words_reached_them else ())

    @property
    def history(self) -> Events:
        """The tracker's events, oldest first."""
        return list(self._tracker.events)

    @property
    def form_is_open(self) -> bool:
        """Whether a question of a case waits for its answer."""
        return self._tracker.active_loop.name == CASE_FORM

    def slot(self, name: str) -> Any:
        """A slot's value."""
        return self._tracker.slots.get(name)

    def say(self, text: str, buttons: Buttons = ()) -> None:
        """One bubble; what was heard word for word is not said again, unless that is wished."""
        if self.turn.intent != "repeat" and self.heard.all_of(text):
            text = say("said.as_before" if buttons else "said.nothing_new")
        self._dispatcher.utter_message(text=text, buttons=list(buttons))

    def utter(self, response: str, buttons: Buttons = (), **values: str) -> None:
        """One bubble worded in the domain; `values` fill its placeholders."""
        self._dispatcher.utter_message(response=response, buttons=list(buttons), values=values)

    def send(self, name: str, value: msgspec.Struct) -> None:
        """Something for the bridge instead of the customer."""
        self._dispatcher.utter_message(json_message={name: msgspec.to_builtins(value)})

    def say_nothing(self, why: str) -> None:
        """Let this message go without any reply, which nobody takes for a failure then."""
        self._dispatcher.utter_message(json_message={"silence": why})

    def set(self, slot: str, value: Any) -> None:
        """Set a slot, for the rest of this action too."""
        self._tracker.slots[slot] = value
        self.events.append({"event": "slot", "name": slot, "value": value})

    def keep(self, case: Case) -> None:
        """Keep the case, and on the agenda what it makes of its matter."""
        before, self.case = self.case, case
        self.set(CASE_SLOT, to_slot(case))
        self.agenda = agenda.followed(self.agenda, before, case)

    @property
    def agenda(self) -> Agenda:
        """What the customer came with."""
        return agenda.from_slot(self.slot(agenda.SLOT))

    @agenda.setter
    def agenda(self, kept: Agenda) -> None:
        if kept != self.agenda:
            self.set(agenda.SLOT, msgspec.to_builtins(kept))

    def came_to(self, state: WantState) -> None:
        """What has become of the matter of the case."""
        self.agenda = agenda.marked(self.agenda, self.case.topic, state)

    def leave_form(self) -> None:
        """Wait for no answer any more."""
        self.events.append({"event": "active_loop", "name": None})
        self.set("requested_slot", None)

    def resume_form(self) -> None:
        """Ask the open question of the case again, after this action."""
        self.events.append({"event": "followup", "name": CASE_FORM})

    def then_listen(self) -> None:
        """Let nothing else reply to this message."""
        self.events.append({"event": "followup", "name": "action_listen"})

    @property
    def parse_data(self) -> dict[str, Any]:
        """What was just said, as parse data to be heard once more."""
        latest = self._tracker.latest_message
        parts = ("text", "intent", "intent_ranking", "entities")
        return {name: latest[name] for name in parts if name in latest}

    def hear_instead(
        self, parse_data: dict[str, Any], taken_as: turn.TakenAs | None = None
    ) -> None:
        """Go on as if the customer had just said this; `taken_as` what it counts as from now on."""
        metadata = dict(self._tracker.latest_message.get("metadata") or {})
        for name in ("clauses", "in_context", "findings", "found_in_context", "taken_as"):
            metadata.pop(name, None)
        if taken_as is not None:
            metadata["taken_as"] = taken_as
        said = {"text": parse_data.get("text"), "parse_data": parse_data, "metadata": metadata}
        self.events += [{"event": "action", "name": "action_listen"}, {"event": "user", **said}]

    def recall(self, *, aloud: bool = True) -> None:
        """Say once what an agent did, or that words of the bot got lost, before anything else.

        Not `aloud`: take it in only.
        """
        news = since.untold(self.history, self.slot(since.SLOT))
        if news is None:
            return
        self.set(since.SLOT, msgspec.to_builtins(news))
        if news.outcome:
            self.agenda = agenda.passed(self.agenda, "person", "done")
            agent = news.agent_name or say("colleague.nameless")
            if aloud:
                self.utter("utter_recall", agent=agent, outcome=news.outcome.rstrip("."))
            self.keep(attempted(set_aside(self.case), f"{agent} (agent)", news.outcome))
        elif news.dropped:
            self.words_were_lost = True
            self.utter("utter_words_lost")
            self.keep(replace(self.case, explained=False))


class DeskAction(Action, ABC):
    """An action of the desk. It starts by saying what an agent did meanwhile, if that is new.

    `recalls` is `never` where another action replies to the same message.
    """

    recalls: Literal["aloud", "silently", "never"] = "aloud"

    @abstractmethod
    async def perform(self, talk: Talk) -> None:
        """Do and say it."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """What the server calls."""
        talk = Talk(dispatcher, tracker)
        with speaking(business().texts, talk.turn.turn_id, talk.heard.any_of):
            if self.recalls != "never":
                talk.recall(aloud=self.recalls == "aloud")
            await self.perform(talk)
        return talk.events
