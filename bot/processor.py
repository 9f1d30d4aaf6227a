"""Rasa's message processor for the length of one turn.

It runs Rasa's own `handle_message` and changes three things: nothing is saved, a failed action
ends the turn instead of being overlooked, and a form nobody saw the question of is cancelled.
"""

from __future__ import annotations

from typing import Any

from rasa.core.actions.action import Action, ActionExecutionRejection
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Event,
    FollowupAction,
    ReminderScheduled,
    SlotSet,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.action_endpoint import Connections, WatchedEndpoint
from bot.errors import ActionFailed, TurnFailed
from bot.graph_runner import DirectRunner
from bot.slot_types import misfits
from bot.tracker_store import BridgeTrackerStore

RUN_NEXT = "run_next"
"""The slot in which what hears a message names an action to be run before any policy is asked."""
PARKED = "parked"
"""The slot that holds further problems for when the one before is dealt with."""
NEXT_MATTER = "action_next_matter"
NOTHING_FOUND = {"text": "", "intent": {"name": None, "confidence": 0.0}, "entities": []}
"""Parse data of what no component knows anything about."""


class TurnProcessor(MessageProcessor):
    """Takes over everything from the server's processor; `finished` is the tracker to save."""

    def __init__(
        self,
        processor: MessageProcessor,
        *,
        store: BridgeTrackerStore,
        connections: Connections,
        action_seconds: float,
        cancel_form: bool,
    ) -> None:
        self.__dict__.update(vars(processor))
        self.graph_runner = DirectRunner(processor.graph_runner)
        self.tracker_store = store
        self.on_circuit_break = self._break_circuit
        self.finished: DialogueStateTracker | None = None
        self._tracker: DialogueStateTracker | None = None
        self._cancel_form = cancel_form
        self._failures: list[TurnFailed] = []
        if processor.action_endpoint is not None:
            self.action_endpoint = WatchedEndpoint(
                processor.action_endpoint,
                connections=connections,
                seconds=action_seconds,
                on_failure=self._failures.append,
            )

    async def get_tracker(self, conversation_id: str) -> DialogueStateTracker:
        """The tracker of the turn's conversation, read once."""
        if self._tracker is None:
            self._tracker = await super().get_tracker(conversation_id)
        return self._tracker

    async def fetch_tracker_and_update_session(
        self,
        sender_id: str,
        output_channel: OutputChannel | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> DialogueStateTracker:
        """The tracker to run on. Metadata stays with its turn: in a slot it would be kept."""
        tracker = await super().fetch_tracker_and_update_session(sender_id, output_channel)
        self._raise_failure()
        if self._cancel_form and tracker.active_loop_name is not None:
            cancelled: list[Event] = [ActiveLoop(None), SlotSet(REQUESTED_SLOT, None)]
            tracker.update_with_events(cancelled, self.domain)
        return tracker

    async def parse_all(self, texts: list[str]) -> list[dict[str, Any]]:
        """The parse data of each text. They go through the pipeline together, which costs less."""
        if self.http_interpreter or not texts:
            return [dict(await self.parse_message(UserMessage(text))) for text in texts]
        nobody = DialogueStateTracker.from_events("nobody", [])
        found = self.graph_runner.run(
            inputs={
                PLACEHOLDER_MESSAGE: list(map(UserMessage, texts)),
                PLACEHOLDER_TRACKER: nobody,
            },
            targets=[self.model_metadata.nlu_target],
        )
        parsed = found[self.model_metadata.nlu_target]
        return [{**NOTHING_FOUND, **one.as_dict(only_output_properties=True)} for one in parsed]

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """Fill slots, which may put an action first. Raises `TurnFailed` when that failed."""
        tracker = await super().run_action_extract_slots(output_channel, tracker)
        self._raise_failure()
        for name in misfits(tracker):
            # What was said does not fit: the slot stays empty, as if nothing had been found.
            tracker.update(SlotSet(name, None), self.domain)
        if action := _slot(tracker, RUN_NEXT):
            tracker.update(FollowupAction(action), self.domain)
        return tracker

    async def _run_prediction_loop(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> None:
        await super()._run_prediction_loop(output_channel, tracker)
        while tracker.active_loop_name is None and (waiting := _slot(tracker, PARKED)):
            tracker.update(FollowupAction(NEXT_MATTER), self.domain)
            await super()._run_prediction_loop(output_channel, tracker)
            if _slot(tracker, PARKED) == waiting:
                # Something was offered, which is answered first.
                break

    async def save_tracker(self, tracker: DialogueStateTracker) -> None:
        """Keep the tracker until its turn's answer is known: both are saved as one."""
        self._raise_failure()
        if wrong := misfits(tracker):
            raise ActionFailed(f"An action set {', '.join(wrong)} to a value of another type.")
        self.finished = tracker

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        watched = WatchedAction(action, self._failures)
        goes_on = await super()._run_action(watched, tracker, output_channel, nlg, prediction)
        self._raise_failure()
        return bool(goes_on)

    async def _schedule_reminders(
        self, events: list[Event], tracker: DialogueStateTracker, output_channel: OutputChannel
    ) -> None:
        # A reminder would speak outside of any turn, and nobody would hear it.
        if any(isinstance(event, ReminderScheduled) for event in events):
            raise ActionFailed("An action scheduled a reminder; the bridge opens turns by itself.")

    @staticmethod
    def _should_handle_message(tracker: DialogueStateTracker) -> bool:
        # Whether the bot may speak is the bridge's to decide: a turn that came is answered.
        return True

    def _break_circuit(self, *_: object) -> None:
        self._failures.append(ActionFailed("The turn ran into too many actions in a row."))

    def _raise_failure(self) -> None:
        if self._failures:
            raise self._failures[0]


def _slot(tracker: DialogueStateTracker, name: str) -> Any:
    """A slot's value; None where the domain has no such slot."""
    return tracker.get_slot(name) if name in tracker.slots else None


class WatchedAction(Action):
    """An action whose exceptions are noted: Rasa logs them and goes on without its events."""

    def __init__(self, action: Action, failures: list[TurnFailed]) -> None:
        self._action = action
        self._failures = failures

    def name(self) -> str:
        """The action's own name."""
        return str(self._action.name())

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        """Run the action. Raises what it raises."""
        try:
            return list(await self._action.run(output_channel, nlg, tracker, domain) or [])
        except ActionExecutionRejection:
            raise
        # Whatever it is, Rasa would swallow it.
        except Exception as exc:
            self._failures.append(ActionFailed(f"{self.name()} raised {type(exc).__name__}"))
            raise

    def event_for_successful_execution(self, prediction: PolicyPrediction) -> ActionExecuted:
        """The action's own event."""
        return self._action.event_for_successful_execution(prediction)
