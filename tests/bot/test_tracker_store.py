"""The tracker store, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot import tables
from bot.errors import StaleTracker, StoreUnavailable
from bot.tracker_store import KEEP_TURNS, SNAPSHOT_EVERY, Answer, BridgeTrackerStore, StoredTracker
from tests.postgres import postgres_url

DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    session_config: {session_expiration_time: 0, carry_over_slots_to_new_session: true}
    intents: [greet, inform, order_status]
    slots:
      early: {type: text, mappings: [{type: custom}]}
      late: {type: text, mappings: [{type: custom}]}
      emptied: {type: text, initial_value: full, mappings: [{type: custom}]}
      untouched: {type: text, initial_value: fresh, mappings: [{type: custom}]}
    forms:
      order_form: {required_slots: [early]}
    actions: [action_any]
    """
)
C = "conversation-1"
EVENTS_PER_TURN = 6
"""More than any turn of these tests has, snapshot included."""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "postgresql":
        return postgres_url()
    return f"sqlite:///{tmp_path / 'tracker.db'}"


@pytest.fixture
def store(url: str) -> BridgeTrackerStore:
    """A store on the empty database."""
    return BridgeTrackerStore(DOMAIN, url)


async def add(store: BridgeTrackerStore, events: Iterable[Event], turn_id: str = "") -> int:
    """A turn: read, add events, save. Returns how many events it worked on."""
    tracker = await store.get_or_create_tracker(C, append_action_listen=False)
    if not tracker.events:
        tracker.update(ActionExecuted("action_session_start"))
        tracker.update(SessionStarted())
        tracker.update(ActionExecuted("action_listen"))
    for event in events:
        tracker.update(event, DOMAIN)
    answer = Answer(turn_id=turn_id, response=b"{}") if turn_id else None
    await store.save_turn(tracker, answer)
    return len(tracker.events)


def test_bots_that_start_together_find_one_database(url: str) -> None:
    """Eight stores that open an empty database at the same moment all open it."""
    together = Barrier(8)

    def opened(_number: int) -> BridgeTrackerStore:
        together.wait()
        return BridgeTrackerStore(DOMAIN, url)

    with ThreadPoolExecutor(8) as pool:
        assert len(list(pool.map(opened, range(8)))) == 8


def said(text: str, *then: Event, intent: str = "greet") -> list[Event]:
    """The events of a turn of the customer."""
    user = UserUttered(text, {"name": intent, "confidence": 1.0})
    return [user, ActionExecuted("action_any"), *then, ActionExecuted("action_listen")]


def opened_form() -> list[Event]:
    """A turn that opens a form, which then asks for a slot."""
    return [
        UserUttered("where is it", {"name": "order_status", "confidence": 1.0}),
        ActionExecuted("order_form"),
        ActiveLoop("order_form"),
        SlotSet("requested_slot", "early"),
        BotUttered("Which order?"),
        ActionExecuted("action_listen"),
    ]


async def read(store: BridgeTrackerStore) -> StoredTracker:
    """The conversation as a turn gets it."""
    tracker = await store.retrieve(C)
    assert tracker is not None
    return tracker


def state(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What policies and actions see of a tracker, its past apart."""
    form = tracker.active_loop
    return {
        "slots": tracker.current_slot_values(),
        "set": {name for name, slot in tracker.slots.items() if slot.has_been_set},
        "form": form and (form.name, form.is_interrupted, form.rejected),
        "trigger": form and form.trigger_message and form.trigger_message["intent"],
        "latest_action": tracker.latest_action_name,
        "followup": tracker.followup_action,
    }


async def test_an_unknown_conversation_is_none(store: BridgeTrackerStore) -> None:
    """Nothing is made up for a conversation that never was."""
    assert await store.retrieve(C) is None
    assert await store.retrieve_full_tracker(C) is None
    assert await store.find_response("t1") is None
    assert list(await store.keys()) == []


async def test_a_new_tracker_is_not_stored(store: BridgeTrackerStore) -> None:
    """Creating a tracker writes nothing: a turn that fails leaves no trace."""
    await store.get_or_create_tracker(C)
    assert not await store.exists(C)


async def test_what_is_saved_is_read_back(store: BridgeTrackerStore) -> None:
    """Events come back equal and in order, and so does the state."""
    await add(store, said("hello", SlotSet("early", "yes"), BotUttered("Hi")))
    await add(store, opened_form())
    tracker = await read(store)
    kinds = [event.type_name for event in tracker.events]
    assert kinds[3:] == [
        *("user", "action", "slot", "bot", "action"),
        *("user", "action", "active_loop", "slot", "bot", "action"),
    ]
    assert tracker.get_slot("early") == "yes"
    assert tracker.active_loop_name == "order_form"
    assert list(await store.keys()) == [C]


async def test_a_turns_answer_is_kept(store: BridgeTrackerStore) -> None:
    """The answer of a finished turn can be had again."""
    tracker = await store.get_or_create_tracker(C)
    await store.save_turn(tracker, Answer(turn_id="t1", response=b'{"replies":[]}'))
    assert await store.find_response("t1") == b'{"replies":[]}'
    assert await store.find_response("t2") is None


async def test_answers_outlive_the_process(store: BridgeTrackerStore, url: str) -> None:
    """Another process on the same database finds answer and tracker."""
    await add(store, said("hello"), turn_id="t1")
    other = BridgeTrackerStore(DOMAIN, url)
    assert await other.find_response("t1") == b"{}"
    assert (await read(other)).version == 1


async def test_a_stale_save_is_refused(store: BridgeTrackerStore) -> None:
    """Of two trackers read at the same version only the first one saved counts."""
    await add(store, said("hello"))
    first, second = await read(store), await read(store)
    first.update(BotUttered("first"))
    second.update(BotUttered("second"))
    await store.save(first)
    with pytest.raises(StaleTracker):
        await store.save_turn(second, Answer(turn_id="t2", response=b"{}"))
    assert await store.find_response("t2") is None
    assert (await read(store)).events[-1].text == "first"


async def test_two_beginnings_of_one_conversation_are_one(store: BridgeTrackerStore) -> None:
    """The second of two first turns is refused."""
    first = await store.get_or_create_tracker(C)
    second = await store.get_or_create_tracker(C)
    await store.save(first)
    with pytest.raises(StaleTracker):
        await store.save(second)


async def test_a_tracker_can_be_saved_again(store: BridgeTrackerStore) -> None:
    """After a save the tracker is the newest, and only what came since is added."""
    tracker = await store.get_or_create_tracker(C)
    await store.save(tracker)
    tracker.update(BotUttered("more"))
    await store.save(tracker)
    assert [event.type_name for event in (await read(store)).events] == ["action", "bot"]


async def test_a_foreign_tracker_is_refused(store: BridgeTrackerStore) -> None:
    """A tracker that did not come from the store has no version to check."""
    with pytest.raises(StaleTracker, match="read from this store"):
        await store.save(DialogueStateTracker(C, DOMAIN.slots))


async def test_events_and_answer_are_saved_both_or_neither(store: BridgeTrackerStore) -> None:
    """An answer that cannot be stored takes its turn's events with it."""
    await add(store, said("hello"), turn_id="t1")
    before = [event.as_dict() for event in (await read(store)).events]
    with pytest.raises(StoreUnavailable):
        await add(store, said("again"), turn_id="t1")
    tracker = await read(store)
    assert [event.as_dict() for event in tracker.events] == before
    assert tracker.version == 1


async def test_a_broken_database_shows(store: BridgeTrackerStore, url: str) -> None:
    """Every method says that the store is unavailable, without the database's own words."""
    engine = sa.create_engine(url, future=True)
    with engine.begin() as connection:
        for table in ("bot_turns", "bot_events", "bot_trackers"):
            connection.execute(sa.text(f"DROP TABLE {table}"))
    engine.dispose()
    tracker = store.init_tracker(C)
    for call in (
        store.retrieve(C),
        store.retrieve_full_tracker(C),
        store.keys(),
        store.find_response("t1"),
        store.save(tracker),
    ):
        with pytest.raises(StoreUnavailable, match="The tracker store failed: "):
            await call


def turn(number: int) -> list[Event]:
    """One of 300 turns: slots at 5 and 290, misunderstandings all along, a form at the end."""
    if number == 5:
        return said("early", SlotSet("early", "five"), SlotSet("emptied", None))
    if number == 290:
        return said("late", SlotSet("late", "two-ninety"))
    if number == 300:
        return opened_form()
    if number % 3 == 0:
        return said("what?", UserUtteranceReverted(), intent="nlu_fallback")
    return said(f"turn {number}", BotUttered("Hm."))


async def test_turn_300_costs_what_turn_20_costs(store: BridgeTrackerStore, url: str) -> None:
    """After 300 turns every event is stored, the state is right, and little is read for it."""
    whole = StoredTracker(C, DOMAIN.slots)
    longest = 0
    for number in range(1, 301):
        longest = max(longest, await add(store, turn(number), turn_id=f"t{number}"))
    bounded = await read(store)
    assert longest <= (KEEP_TURNS + SNAPSHOT_EVERY) * EVENTS_PER_TURN
    full = await store.retrieve_full_tracker(C)
    assert full is not None
    assert len(full.events) == 3 + sum(len(turn(number)) for number in range(1, 301))
    for event in full.events:
        whole.update(event, DOMAIN)
    assert state(bounded) == state(whole)
    assert bounded.get_slot("early") == "five"
    assert bounded.get_slot("late") == "two-ninety"
    assert bounded.get_slot("emptied") is None
    assert bounded.get_slot("untouched") == "fresh"
    assert bounded.active_loop_name == "order_form"
    assert stored_turns(url) == 300


def stored_turns(url: str) -> int:
    """How many answers the database holds."""
    engine = sa.create_engine(url, future=True)
    with engine.begin() as connection:
        count = connection.execute(sa.select(sa.func.count()).select_from(tables.turns))
        number = int(count.scalar_one())
    engine.dispose()
    return number


@pytest.mark.parametrize("rejected", [False, True])
async def test_a_form_stays_open_behind_the_snapshot(
    store: BridgeTrackerStore, rejected: bool
) -> None:
    """A form opened long ago is still open after the snapshot, as it was, with its trigger."""
    await add(store, opened_form())
    rejection = [ActionExecutionRejected("order_form")] if rejected else []
    for number in range(3 * SNAPSHOT_EVERY):
        await add(store, said(f"digression {number}", *rejection))
    bounded, full = await read(store), await store.retrieve_full_tracker(C)
    assert full is not None
    assert len(bounded.events) < len(full.events)
    assert state(bounded) == state(full)
    assert bounded.get_slot("requested_slot") == "early"
    assert bounded.active_loop is not None
    assert bounded.active_loop.trigger_message is not None
    assert bounded.active_loop.trigger_message["intent"]["name"] == "order_status"


async def test_a_bounded_tracker_survives_rasas_copies(store: BridgeTrackerStore) -> None:
    """Rasa copies trackers by replaying their events; the state of the past survives that."""
    await add(store, said("early", SlotSet("early", "five")))
    await add(store, opened_form())
    for number in range(3 * SNAPSHOT_EVERY):
        await add(store, said(f"digression {number}"))
    bounded = await read(store)
    bounded.update(UserUttered("back", {"name": "greet"}))
    bounded.update(ActionExecuted("action_any"))
    copy = bounded.copy()
    copy.update(UserUtteranceReverted())
    assert copy.get_slot("early") == "five"
    assert copy.active_loop_name == "order_form"


async def test_only_misunderstandings_do_not_empty_the_tracker(store: BridgeTrackerStore) -> None:
    """When every turn that is kept was reverted, the conversation does not begin anew."""
    await add(store, said("early", SlotSet("early", "five")))
    for _ in range(4 * SNAPSHOT_EVERY):
        await add(store, said("what?", UserUtteranceReverted(), intent="nlu_fallback"))
    bounded = await read(store)
    assert bounded.applied_events() != []
    assert bounded.get_slot("early") == "five"
    assert bounded.latest_action_name == "action_listen"


async def test_a_snapshot_is_json_that_rasa_reads(store: BridgeTrackerStore, url: str) -> None:
    """The snapshot is kept as Rasa's own event dictionaries."""
    for number in range(3 * SNAPSHOT_EVERY):
        await add(store, said(f"turn {number}"))
    engine = sa.create_engine(url, future=True)
    with engine.begin() as connection:
        row = connection.execute(sa.select(tables.trackers)).one()
    engine.dispose()
    assert row.version == 3 * SNAPSHOT_EVERY
    assert row.version - row.snapshot_version < KEEP_TURNS + SNAPSHOT_EVERY
    assert [event["event"] for event in json.loads(row.snapshot)] == [
        "action",
        "session_started",
        "action",
    ]
