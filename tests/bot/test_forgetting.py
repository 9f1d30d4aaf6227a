"""Conversations of whoever was erased are dropped from the bot's memory, and told before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered

from bot.errors import StaleTracker
from bot.tracker_store import Answer, BridgeTrackerStore
from contracts.forgetting import Forgetting, Remembered

WORDS = "my flamingo is broken"


def _bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def _heard(folder: Path) -> BridgeTrackerStore:
    store = BridgeTrackerStore(Domain.empty(), f"sqlite:///{folder}/tracker.db")
    for name in ("one", "other"):
        tracker = await store.create_tracker(name)
        tracker.update(UserUttered(f"{WORDS} says {name}"))
        response = json.dumps({"replies": [{"text": f"You wrote {WORDS}"}]}).encode()
        await store.save_turn(tracker, Answer(turn_id=f"t-{name}", response=response))
    return store


async def test_a_conversation_is_dropped_and_no_other(tmp_path: Path) -> None:
    """Events, snapshot and answers go, from free pages as well; twice is the same."""
    store = await _heard(tmp_path)
    for _ in range(2):
        await store.forget(Forgetting(conversation_ids=("one", "unknown")))
    assert await store.recall("one") == Remembered()
    assert await store.find_response("t-one") is None
    assert WORDS in json.dumps((await store.recall("other")).events)
    kept = _bytes_in(tmp_path)
    assert b"says one" not in kept
    assert b"says other" in kept


async def test_a_turn_that_is_under_way_is_not_saved(tmp_path: Path) -> None:
    """Neither a first turn nor a later one writes down what was just forgotten."""
    store = await _heard(tmp_path)
    later, first = await store.retrieve("one"), await store.create_tracker("new")
    assert later is not None
    await store.forget(Forgetting(conversation_ids=("one", "new")))
    for tracker in (later, first):
        tracker.update(UserUttered(WORDS))
        with pytest.raises(StaleTracker):
            await store.save(tracker)
    assert await store.recall("new") == Remembered()


async def test_what_is_remembered_is_told(tmp_path: Path) -> None:
    """Everything of one conversation, for whoever it is of; nothing of an unknown one."""
    store = await _heard(tmp_path)
    told = await store.recall("one")
    assert told.answers == ({"replies": [{"text": f"You wrote {WORDS}"}]},)
    assert f"{WORDS} says one" in json.dumps(told.events)
    assert await store.recall("unknown") == Remembered()
