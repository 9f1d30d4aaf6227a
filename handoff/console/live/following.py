"""Event fan-out and catch-up: consoles are told of events live, and after a lost connection.

Who hears of what is said in `handoff/core/hearing.py`, for both alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec
import socketio

from handoff.console.http.told import EventView, event_view
from handoff.core.events import ConversationChanged, Event, Recorded
from handoff.core.hearing import (
    Heard,
    Listener,
    Standing,
    audience_of,
    conversation_of,
    heard_by,
    hears,
)
from handoff.http.sockets import CONSOLE
from handoff.store.db.database import Database
from handoff.store.db.event_dispatcher import Known
from handoff.usecases.customer.inbound import CustomerMessages

SYNC_LIMIT = 500
"""Events that a console catches up with; beyond them it takes a snapshot."""


class Caught(msgspec.Struct, frozen=True, kw_only=True):
    """What a console missed."""

    events: tuple[EventView, ...]
    cursor: int


class Reset(msgspec.Struct, frozen=True, kw_only=True):
    """The console must take a snapshot."""

    reset: bool = True


class Fanout:
    """Tells consoles of events as they happen. `listeners` gives those of this bridge, by sid."""

    def __init__(
        self,
        sio: socketio.AsyncServer,
        customer_messages: CustomerMessages,
        listeners: Callable[[], Iterable[tuple[str, Listener]]],
    ) -> None:
        self._sio = sio
        self._known = Known(customer_messages.conversation)
        self._listeners = listeners

    async def handle(self, recorded: Recorded) -> None:
        """Tell those whom an event concerns."""
        event = recorded.event
        audience = audience_of(event, await self._standing(event))
        told: dict[Heard, list[str]] = {}
        for sid, listener in self._listeners():
            heard = heard_by(audience, listener)
            if heard is not None:
                told.setdefault(heard, []).append(sid)
        for heard, sids in told.items():
            await self._emit(_view(recorded, heard), sids)

    async def _standing(self, event: Event) -> Standing:
        conversation_id = conversation_of(event)
        if conversation_id is None:
            return Standing()
        if not isinstance(event, ConversationChanged):
            return Standing(agent_id=(await self._known.of(conversation_id)).agent_id)
        before, now = self._known.before(conversation_id), event.conversation
        self._known.learn(event)
        moved = before is None or before.epoch != now.epoch
        return Standing(agent_id=now.agent_id, moved=moved)

    async def _emit(self, view: EventView, sids: list[str]) -> None:
        # Each bridge follows the events for its own sockets; each socket is a room by its id.
        data = msgspec.to_builtins(view)
        await self._sio.emit("event", data, namespace=CONSOLE, room=sids, ignore_queue=True)


class CatchUp:
    """Gives a console what it missed, by the rules that hold live."""

    def __init__(self, db: Database, customer_messages: CustomerMessages) -> None:
        self._db = db
        self._customer_messages = customer_messages

    async def after(self, cursor: int, listener: Listener) -> Caught | Reset:
        """Events behind `cursor` that concern the listener."""
        found = await self._db.events_after(cursor, limit=SYNC_LIMIT)
        if found is None:
            return Reset()
        holders = await self._holders(found)
        views: list[EventView] = []
        epochs: dict[str, int] = {}
        for recorded in found:
            standing = _standing_then(recorded.event, holders, epochs)
            heard = hears(recorded.event, listener, standing)
            if heard is not None:
                views.append(_view(recorded, heard))
        return Caught(events=tuple(views), cursor=found[-1].cursor if found else cursor)

    async def _holders(self, found: tuple[Recorded, ...]) -> dict[str, str | None]:
        """Who has the conversations in which something was said."""
        said = (each.event for each in found if not isinstance(each.event, ConversationChanged))
        ids = {each for event in said if (each := conversation_of(event)) is not None}
        return {each: (await self._customer_messages.conversation(each)).agent_id for each in ids}


def _standing_then(
    event: Event, holders: dict[str, str | None], epochs: dict[str, int]
) -> Standing:
    """How the conversation of an event stood; `epochs` are those of the events before it."""
    if isinstance(event, ConversationChanged):
        now = event.conversation
        moved = epochs.get(now.id) != now.epoch
        epochs[now.id] = now.epoch
        return Standing(agent_id=now.agent_id, moved=moved)
    return Standing(agent_id=holders.get(conversation_of(event) or ""))


def _view(recorded: Recorded, heard: Heard) -> EventView:
    return event_view(recorded, with_text=heard == "whole")
