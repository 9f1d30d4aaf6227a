"""What customers take back is taken out of the bot's memory as well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered

from bot import tables
from bot.tracker_store import Answer, BridgeTrackerStore
from contracts.rewording import Rewording, reworded

SECRET = "my card number is 4111"


def _parsed(text: str) -> Any:
    return {"text": text, "intent": {"name": "track order"}, "entities": []}


async def test_old_words_go_from_events_and_answers(tmp_path: Path) -> None:
    """Events, slots and stored answers say what is there now; another conversation stays."""
    store = BridgeTrackerStore(Domain.empty(), f"sqlite:///{tmp_path}/tracker.db")
    for name in ("one", "other"):
        tracker = await store.create_tracker(name)
        tracker.update(UserUttered(SECRET, parse_data=_parsed(SECRET)))
        tracker.update(SlotSet("agenda", [{"words": f"“{SECRET}”"}]))
        response = json.dumps({"replies": [{"text": f"You wrote {SECRET}"}]}).encode()
        await store.save_turn(tracker, Answer(turn_id=f"t-{name}", response=response))
    await store.reword(Rewording(conversation_id="one", old=SECRET, new="(gone)"))
    await store.reword(Rewording(conversation_id="one", old=SECRET, new="(gone)"))
    read = await store.retrieve_full_tracker("one")
    assert read is not None
    assert SECRET not in json.dumps([event.as_dict() for event in read.events])
    assert b"(gone)" in (await store.find_response("t-one") or b"")
    with store._engine.begin() as connection:
        rows = connection.execute(sa.select(tables.events.c.data)).scalars().all()
    assert sum(SECRET in row for row in rows) == 2


def test_short_words_go_from_texts_alone() -> None:
    """A yes that is taken back leaves names, and words that only hold it, as they are."""
    before = {"text": "yes, yesterday", "intent": {"name": "yes"}, "value": "yes"}
    after = reworded(before, "yes", "(gone)")
    assert after == {"text": "(gone), yesterday", "intent": {"name": "yes"}, "value": "yes"}


async def test_nothing_is_reworded_for_nothing(tmp_path: Path) -> None:
    """Blank words, and a conversation that nobody knows, change nothing."""
    store = BridgeTrackerStore(Domain.empty(), f"sqlite:///{tmp_path}/tracker.db")
    await store.reword(Rewording(conversation_id="none", old="hello there all", new="(gone)"))
    await store.reword(Rewording(conversation_id="none", old=" ", new="(gone)"))
    assert await store.keys() == []
