"""Which agent learns of which event, live and after a lost connection.

Queue, handoffs and colleagues concern everyone; an offer the agent who is asked; messages the
agent who has the conversation, and live also those who have it open. The clock of a case concerns
its agent, and everyone while nobody has it. A change of a conversation
reaches the same people; everyone else hears of it when its owner is new, without its last words.
"""

from __future__ import annotations

from typing import Any

import msgspec
import socketio

from handoff.console.views import EventView, event_view
from handoff.core.events import (
    ClockChanged,
    ConversationChanged,
    MessageAdded,
    MessageUpdated,
    NoticeChanged,
    OfferChanged,
    ReadersChanged,
    Recorded,
)
from handoff.core.model import Conversation
from handoff.store.db.database import Database
from handoff.store.db.event_dispatcher import Known
from handoff.transport.sockets import AGENTS, CONSOLE, agent_room, watch_room
from handoff.usecases.customer.inbound import CustomerService

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
    """Tells consoles of events as they happen."""

    def __init__(self, sio: socketio.AsyncServer, service: CustomerService) -> None:
        self._sio = sio
        self._known = Known(service.conversation)

    async def handle(self, recorded: Recorded) -> None:
        """Tell those whom an event concerns."""
        event = recorded.event
        if isinstance(event, ConversationChanged):
            before = self._known.before(event.conversation.id)
            self._known.learn(event)
            await self._changed(recorded, event.conversation, before)
        elif isinstance(event, MessageAdded):
            await self._said(recorded, event.message.conversation_id)
        elif isinstance(event, (MessageUpdated, ReadersChanged)):
            await self._said(recorded, event.conversation_id)
        elif isinstance(event, OfferChanged):
            await self._emit(event_view(recorded), room=agent_room(event.offer.agent_id))
        elif isinstance(event, NoticeChanged):
            await self._emit(event_view(recorded), room=agent_room(event.notice.agent_id))
        elif isinstance(event, ClockChanged) and event.clock.agent_id is not None:
            await self._emit(event_view(recorded), room=agent_room(event.clock.agent_id))
        else:
            await self._emit(event_view(recorded), room=AGENTS)

    async def _said(self, recorded: Recorded, conversation_id: str) -> None:
        conversation = await self._known.of(conversation_id)
        await self._emit(event_view(recorded), room=_concerned(conversation))

    async def _changed(
        self, recorded: Recorded, conversation: Conversation, before: Conversation | None
    ) -> None:
        concerned = _concerned(conversation)
        await self._emit(event_view(recorded), room=concerned)
        if before is None or before.epoch != conversation.epoch:
            told = [s for s, _ in self._sio.manager.get_participants(CONSOLE, concerned)]
            await self._emit(event_view(recorded, with_text=False), room=AGENTS, skip_sid=told)

    async def _emit(self, view: EventView, **to: Any) -> None:
        # Each bridge follows the events for its own sockets.
        data = msgspec.to_builtins(view)
        await self._sio.emit("event", data, namespace=CONSOLE, ignore_queue=True, **to)


class CatchUp:
    """Gives a console what it missed, by the rules that hold live."""

    def __init__(self, db: Database, service: CustomerService) -> None:
        self._db = db
        self._service = service

    async def after(self, cursor: int, agent_id: str) -> Caught | Reset:
        """Events behind `cursor` that concern the agent."""
        found = await self._db.events_after(cursor, limit=SYNC_LIMIT)
        if found is None:
            return Reset()
        owners = await self._owners(found)
        epochs: dict[str, int] = {}
        views = [v for item in found if (v := _view_for(agent_id, item, owners, epochs))]
        return Caught(events=tuple(views), cursor=found[-1].cursor if found else cursor)

    async def _owners(self, found: tuple[Recorded, ...]) -> dict[str, str | None]:
        """Who has the conversations in which something was said."""
        ids = {said for item in found if (said := _said_in(item)) is not None}
        return {each: (await self._service.conversation(each)).agent_id for each in ids}


def _concerned(conversation: Conversation) -> list[str]:
    rooms = [watch_room(conversation.id)]
    if conversation.agent_id is not None:
        rooms.append(agent_room(conversation.agent_id))
    return rooms


def _said_in(recorded: Recorded) -> str | None:
    event = recorded.event
    if isinstance(event, MessageAdded):
        return event.message.conversation_id
    if isinstance(event, (MessageUpdated, ReadersChanged)):
        return event.conversation_id
    return None


def _view_for(
    agent_id: str, recorded: Recorded, owners: dict[str, str | None], epochs: dict[str, int]
) -> EventView | None:
    """The event as the agent may see it; None when it does not concern them."""
    event = recorded.event
    if isinstance(event, ConversationChanged):
        conversation = event.conversation
        mine = conversation.agent_id == agent_id
        moved = epochs.get(conversation.id) != conversation.epoch
        epochs[conversation.id] = conversation.epoch
        return event_view(recorded, with_text=mine) if mine or moved else None
    if isinstance(event, OfferChanged):
        return event_view(recorded) if event.offer.agent_id == agent_id else None
    if isinstance(event, NoticeChanged):
        return event_view(recorded) if event.notice.agent_id == agent_id else None
    if isinstance(event, ClockChanged):
        return event_view(recorded) if event.clock.agent_id in (None, agent_id) else None
    said = _said_in(recorded)
    if said is not None and owners[said] != agent_id:
        return None
    return event_view(recorded)
