"""Event dispatcher: the stream, handed on one by one to something that may take its time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from handoff.core.events import ConversationChanged, Event, Recorded
from handoff.core.model import Conversation

_KNOWN = 10_000
"""Conversations kept in memory."""
TRIES = 40
PAUSE_SECONDS = 0.5
"""An event that needs the database waits for it as long as these make, and so do those behind."""
_log = structlog.get_logger(__name__)


class EventDispatcher:
    """Takes events from the database and gives them, in order, to `handle`."""

    def __init__(self, handle: Callable[[Recorded], Awaitable[None]]) -> None:
        self._handle = handle
        self._queue: asyncio.Queue[Recorded] = asyncio.Queue()

    def push(self, recorded: tuple[Recorded, ...]) -> None:
        """Take events over; does not block."""
        for item in recorded:
            self._queue.put_nowait(item)

    async def run(self) -> None:
        """Hand events on until cancelled."""
        while True:
            item = await self._queue.get()
            try:
                await self._hand_on(item)
            except Exception:  # noqa: BLE001 - clients sync; one bad event must not end the stream
                _log.exception("event_not_shown", cursor=item.cursor)

    async def _hand_on(self, item: Recorded) -> None:
        for _ in range(TRIES - 1):
            try:
                return await self._handle(item)
            except (SQLAlchemyError, OSError) as exc:
                _log.warning("event_waits", cursor=item.cursor, error=type(exc).__name__)
                await asyncio.sleep(PAUSE_SECONDS)
        return await self._handle(item)


class Known:
    """Conversations as the events so far left them, so that not every event needs a query."""

    def __init__(self, load: Callable[[str], Awaitable[Conversation]]) -> None:
        self._load = load
        self._latest: OrderedDict[str, Conversation] = OrderedDict()

    def learn(self, event: Event) -> None:
        """Keep the conversation that an event carries."""
        if isinstance(event, ConversationChanged):
            self._keep(event.conversation)

    def before(self, conversation_id: str) -> Conversation | None:
        """The conversation as it was last seen, if it was."""
        return self._latest.get(conversation_id)

    async def of(self, conversation_id: str) -> Conversation:
        """The conversation; raises `NotFound`."""
        found = self._latest.get(conversation_id)
        if found is None:
            found = await self._load(conversation_id)
            self._keep(found)
        return found

    def _keep(self, conversation: Conversation) -> None:
        self._latest[conversation.id] = conversation
        self._latest.move_to_end(conversation.id)
        if len(self._latest) > _KNOWN:
            self._latest.popitem(last=False)
