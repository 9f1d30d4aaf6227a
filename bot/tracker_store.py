"""SQL tracker store whose cost does not grow with the conversation.

Every event is stored for ever. A tracker is rebuilt from a snapshot at a turn boundary and the
turns since. A turn's events and its response are one transaction, and a save whose tracker is no
longer the newest is refused.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import itertools
import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection

from bot import forgetting, rewording, tables
from bot.database import open_database, writing
from bot.errors import StaleTracker, StoreUnavailable
from bot.snapshot import snapshot
from contracts.forgetting import Forgetting, Remembered
from contracts.rewording import Rewording

KEEP_TURNS = 10
"""Turns that stay whole behind a snapshot: more than a policy's `max_history` looks back on."""

SNAPSHOT_EVERY = 10
"""Turns between two snapshots."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a finished turn was answered with, encoded."""

    turn_id: str
    response: bytes


class StoredTracker(DialogueStateTracker):
    """A tracker that knows how much of it the store holds."""

    version = 0
    snapshot_version = 0
    stored_events = 0

    def new_events(self) -> list[Event]:
        """The events that came since the tracker was read."""
        return list(itertools.islice(self.events, self.stored_events, None))


class BridgeTrackerStore(TrackerStore):
    """Trackers and turns in SQL. Every method raises `StoreUnavailable` when the database fails."""

    def __init__(
        self,
        domain: Domain | None,
        host: str,
        event_broker: EventBroker | None = None,
    ) -> None:
        """`host` is the database's URL: Rasa hands on the `url` of endpoints.yml by this name."""
        super().__init__(domain, event_broker)
        self._engine = open_database(host)
        self._writing = writing(self._engine)
        # SQLite has one writer anyway: others would sleep in its busy handler, each on a thread.
        alone = self._engine.dialect.name == "sqlite"
        self._turn_to_write = asyncio.Lock() if alone else contextlib.nullcontext()

    async def retrieve(self, sender_id: str) -> StoredTracker | None:
        """The conversation's state and last turns, or None for one that is new."""
        return await asyncio.to_thread(self._retrieve, sender_id)

    async def retrieve_full_tracker(self, conversation_id: str) -> StoredTracker | None:
        """The conversation with every event. Its cost grows with the conversation."""
        return await asyncio.to_thread(self._retrieve, conversation_id, whole=True)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the tracker's new events. Raises `StaleTracker` when it is not the newest."""
        await self.save_turn(tracker, None)

    async def save_turn(self, tracker: DialogueStateTracker, answer: Answer | None) -> None:
        """Store a turn: the tracker's new events and its answer, both or neither.

        Raises `StaleTracker` when the tracker is not the conversation's newest.
        """
        async with self._turn_to_write:
            await asyncio.to_thread(self._save, tracker, answer)

    async def find_response(self, turn_id: str) -> bytes | None:
        """What the turn was answered with, if it is finished."""
        return await asyncio.to_thread(self._find_response, turn_id)

    async def reword(self, told: Rewording) -> None:
        """Put new words for old ones into all that is stored of a conversation."""
        async with self._turn_to_write:
            await asyncio.to_thread(self._reword, told)

    async def recall(self, conversation_id: str) -> Remembered:
        """Everything that is stored of a conversation."""
        return await asyncio.to_thread(self._recall, conversation_id)

    async def forget(self, told: Forgetting) -> None:
        """Drop all that is stored of conversations."""
        async with self._turn_to_write:
            await asyncio.to_thread(self._forget, told)

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        return await asyncio.to_thread(self._keys)

    async def create_tracker(
        self, sender_id: str, append_action_listen: bool = True
    ) -> DialogueStateTracker:
        """A new tracker, not stored yet: of a turn, all is stored at its end or nothing."""
        tracker = self.init_tracker(sender_id)
        if append_action_listen:
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
        return tracker

    def init_tracker(self, sender_id: str) -> StoredTracker:
        """An empty tracker."""
        return StoredTracker(sender_id, self.domain.slots)

    def _retrieve(self, conversation_id: str, *, whole: bool = False) -> StoredTracker | None:
        with _store_errors(), self._engine.begin() as connection:
            row = connection.execute(_tracker(conversation_id)).one_or_none()
            if row is None:
                return None
            after = 0 if whole else row.snapshot_version
            past = [] if whole else json.loads(row.snapshot)
            recent = _events(connection, conversation_id, after, row.version)
        tracker = self._rebuild(conversation_id, past + recent)
        tracker.version = row.version
        tracker.snapshot_version = row.snapshot_version
        tracker.stored_events = len(tracker.events)
        return tracker

    def _rebuild(self, conversation_id: str, events: list[dict[str, Any]]) -> StoredTracker:
        tracker: StoredTracker = StoredTracker.from_dict(conversation_id, events, self.domain.slots)
        return tracker

    def _save(self, tracker: DialogueStateTracker, answer: Answer | None) -> None:
        if not isinstance(tracker, StoredTracker):
            raise StaleTracker("Only a tracker that was read from this store can be saved in it.")
        version = tracker.version + 1
        with _store_errors(), self._writing.begin() as connection:
            _raise_version(connection, tracker.sender_id, tracker.version)
            _append(connection, tracker, version)
            if answer is not None:
                _keep_answer(connection, tracker.sender_id, answer)
            self._cut(connection, tracker, version)
        tracker.version = version
        tracker.stored_events = len(tracker.events)

    def _cut(self, connection: Connection, tracker: StoredTracker, version: int) -> None:
        """Move the snapshot forward once enough turns stand behind it."""
        boundary = version - KEEP_TURNS
        if boundary - tracker.snapshot_version < SNAPSHOT_EVERY:
            return
        row = connection.execute(_tracker(tracker.sender_id)).one()
        turns = _events(connection, tracker.sender_id, row.snapshot_version, boundary)
        past = self._rebuild(tracker.sender_id, json.loads(row.snapshot) + turns)
        connection.execute(
            _this(tracker.sender_id).values(
                snapshot=json.dumps([event.as_dict() for event in snapshot(past)]),
                snapshot_version=boundary,
            )
        )
        tracker.snapshot_version = boundary

    def _find_response(self, turn_id: str) -> bytes | None:
        query = sa.select(tables.turns.c.response).where(tables.turns.c.turn_id == turn_id)
        with _store_errors(), self._engine.begin() as connection:
            response = connection.execute(query).scalar_one_or_none()
        return None if response is None else bytes(response)

    def _reword(self, told: Rewording) -> None:
        with _store_errors(), self._writing.begin() as connection:
            rewording.reword(connection, told)

    def _recall(self, conversation_id: str) -> Remembered:
        with _store_errors(), self._engine.begin() as connection:
            return forgetting.recall(connection, conversation_id)

    def _forget(self, told: Forgetting) -> None:
        with _store_errors():
            with self._writing.begin() as connection:
                for conversation_id in told.conversation_ids:
                    forgetting.forget(connection, conversation_id)
            forgetting.compact(self._engine)

    def _keys(self) -> list[str]:
        with _store_errors(), self._engine.begin() as connection:
            return list(connection.execute(sa.select(tables.trackers.c.conversation_id)).scalars())


@contextlib.contextmanager
def _store_errors() -> Iterator[None]:
    try:
        yield
    except (sa.exc.SQLAlchemyError, sqlite3.Error) as exc:
        # The database's own message may quote what was said; its class is enough to go by.
        raise StoreUnavailable(f"The tracker store failed: {type(exc).__name__}.") from exc


def _this(conversation_id: str) -> sa.sql.Update:
    return sa.update(tables.trackers).where(tables.trackers.c.conversation_id == conversation_id)


def _tracker(conversation_id: str) -> sa.sql.Select:
    return sa.select(tables.trackers).where(tables.trackers.c.conversation_id == conversation_id)


def _events(
    connection: Connection, conversation_id: str, after: int, until: int
) -> list[dict[str, Any]]:
    table = tables.events
    query = (
        sa.select(table.c.data)
        .where(table.c.conversation_id == conversation_id)
        .where(table.c.version > after, table.c.version <= until)
        .order_by(table.c.version, table.c.position)
    )
    return [json.loads(data) for data in connection.execute(query).scalars()]


def _raise_version(connection: Connection, conversation_id: str, read: int) -> None:
    if read == 0:
        _insert_tracker(connection, conversation_id)
        return
    newest = _this(conversation_id).where(tables.trackers.c.version == read)
    if connection.execute(newest.values(version=read + 1)).rowcount != 1:
        raise StaleTracker


def _insert_tracker(connection: Connection, conversation_id: str) -> None:
    row = sa.insert(tables.trackers).values(conversation_id=conversation_id, version=1)
    try:
        connection.execute(row)
    except sa.exc.IntegrityError as exc:
        raise StaleTracker from exc


def _append(connection: Connection, tracker: StoredTracker, version: int) -> None:
    rows = [
        {
            "conversation_id": tracker.sender_id,
            "version": version,
            "position": position,
            "type": event.type_name,
            "data": json.dumps(event.as_dict()),
        }
        for position, event in enumerate(tracker.new_events())
    ]
    if rows:
        connection.execute(sa.insert(tables.events), rows)


def _keep_answer(connection: Connection, conversation_id: str, answer: Answer) -> None:
    connection.execute(
        sa.insert(tables.turns).values(
            turn_id=answer.turn_id,
            conversation_id=conversation_id,
            response=answer.response,
            at=dt.datetime.now(dt.timezone.utc),
        )
    )
