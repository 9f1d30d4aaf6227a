"""A conversation's state as the few events that rebuild it.

Rasa rebuilds a tracker from its events many times in a turn, so the state of the past can only
travel as events. A snapshot stands for everything before a turn boundary.
"""

from __future__ import annotations

from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
    REQUESTED_SLOT,
)
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker, TrackerActiveLoop


def snapshot(tracker: DialogueStateTracker) -> list[Event]:
    """Events that rebuild slots and open form of a tracker that waits for the customer.

    They look like a fresh conversation, as that is what Rasa's policies know how to read.
    """
    events = [
        ActionExecuted(ACTION_SESSION_START_NAME),
        SessionStarted(),
        *_slots(tracker),
        ActionExecuted(ACTION_LISTEN_NAME),
    ]
    if tracker.active_loop is not None and tracker.active_loop_name is not None:
        events += _open_form(tracker, tracker.active_loop)
    return _at(events, tracker.events[-1].timestamp)


def _slots(tracker: DialogueStateTracker) -> list[Event]:
    slots = (slot for slot in tracker.slots.values() if slot.has_been_set)
    return [SlotSet(slot.name, slot.value) for slot in slots if slot.name != REQUESTED_SLOT]


def _open_form(tracker: DialogueStateTracker, form: TrackerActiveLoop) -> list[Event]:
    events: list[Event] = []
    if form.trigger_message:
        events.append(_trigger(form.trigger_message))
    events += [
        ActionExecuted(form.name),
        ActiveLoop(form.name),
        SlotSet(REQUESTED_SLOT, tracker.get_slot(REQUESTED_SLOT)),
    ]
    if form.rejected:
        events.append(ActionExecutionRejected(form.name))
    return [*events, ActionExecuted(ACTION_LISTEN_NAME)]


def _trigger(parse_data: dict[str, object]) -> UserUttered:
    return UserUttered(
        parse_data.get("text"), parse_data.get("intent"), parse_data.get("entities"), parse_data
    )


def _at(events: list[Event], timestamp: float) -> list[Event]:
    for event in events:
        event.timestamp = timestamp
    return events
