"""Adapter: the web chat's way out, what customers' pages are told, and when.

All pages of one customer share a socket.io room, named by the customer's address. They are told by
the events that each bridge follows; the outbox has only what was to go elsewhere at first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec
import socketio

from contracts.turn import Channel
from handoff.bot_link.health import State, Watch
from handoff.channels.webchat.profile import NAME
from handoff.channels.webchat.tokens import link_room
from handoff.channels.webchat.told import NAMES, Told, TypingView, updated
from handoff.channels.webchat.wire import (
    AgentView,
    AuthorView,
    MessageView,
    QueueView,
    StateView,
    shown,
)
from handoff.core.events import (
    AgentChanged,
    ConversationChanged,
    Event,
    HandoffChanged,
    MessageAdded,
    MessageUpdated,
    Recorded,
)
from handoff.core.hearing import CUSTOMER, Listener, conversation_of, hears
from handoff.core.model import Conversation, Message
from handoff.http.sockets import CHAT
from handoff.store.accounts.accounts import Accounts
from handoff.store.cases.expected_waits import Place
from handoff.store.db.event_dispatcher import Known
from handoff.store.db.wakeup import Wakeup
from handoff.usecases.customer.inbound import CustomerMessages, customer_address

PLACES_SECONDS = 0.2
"""Between two looks at everybody's place in the queue: what moves together is told once."""


class WebChat:
    """The channel `webchat`, and the reader of events that concern its customers."""

    name: Channel = NAME

    def __init__(
        self,
        sio: socketio.AsyncServer,
        customer_messages: CustomerMessages,
        accounts: Accounts,
        bot: Watch,
        path_of: Callable[[str], str],
    ) -> None:
        self._sio = sio
        self._customer_messages = customer_messages
        self._accounts = accounts
        self._bot = bot
        self._path_of = path_of
        self._known = Known(customer_messages.conversation)
        self._names: dict[str, str] = {}
        self._pages: Counter[str] = Counter()
        self._shown: dict[str, StateView] = {}
        self.queue_moved = Wakeup()

    async def send(self, message: Message, address: str) -> str | None:
        """Show a message on every page of the customer; whoever is away syncs it later."""
        view = self.view(msgspec.structs.replace(message, state="sent"))
        await self._emit_everywhere(address, view)
        return None

    def view(self, message: Message) -> MessageView:
        """A message for those who may see it, with where its files are from now on."""
        return shown(message, self._path_of)

    def opened(self, address: str) -> None:
        """A page of the customer has connected."""
        self._pages[address] += 1

    def left(self, address: str) -> None:
        """A page of the customer is gone."""
        self._pages[address] -= 1
        if self._pages[address] <= 0:
            del self._pages[address]
            self._shown.pop(address, None)

    async def handle(self, recorded: Recorded) -> None:
        """Tell the customer's pages of an event, if it is for them."""
        event = recorded.event
        self._known.learn(event)
        conversation_id = conversation_of(event)
        if isinstance(event, AgentChanged):
            self._names[event.agent.id] = event.agent.name
        if isinstance(event, (AgentChanged, HandoffChanged)):
            self.queue_moved.wake()
        elif conversation_id is not None and hears(event, _page_with(conversation_id)):
            await self._tell(event, await self._known.of(conversation_id))

    async def show_places(self) -> None:
        """Tell those who wait of their places, beside the stream: no message waits for that.

        Due when `queue_moved` wakes.
        """
        if not any(state.queue for state in self._shown.values()):
            return
        places = await self._customer_messages.places()
        for address in list(self._shown):
            state = self._shown.get(address)
            if state is None or state.queue is None or state.conversation_id is None:
                continue
            queue = _queue_view(places.get(state.conversation_id))
            await self._show(address, msgspec.structs.replace(state, queue=queue))

    async def bot_changed(self, bot: State) -> None:
        """Tell every page that the bot has come or gone."""
        for address, state in list(self._shown.items()):
            await self._show(address, msgspec.structs.replace(state, bot=bot))

    async def current_state(self, address: str, conversation: Conversation | None) -> StateView:
        """How things stand for the customer, who is about to be told."""
        state = await self._state(conversation)
        if address in self._pages:
            self._shown[address] = state
        return state

    async def agent_types(self, conversation: Conversation, name: str) -> None:
        """Show that the agent is writing."""
        typing = TypingView(author=AuthorView(kind="agent", name=name))
        for room in (conversation.address, link_room(conversation)):
            await self._emit_everywhere(room, typing)

    async def _tell(self, event: Event, conversation: Conversation) -> None:
        """Show on the pages of a conversation what has happened in it."""
        if isinstance(event, MessageAdded):
            await self._added(event.message, conversation)
        elif isinstance(event, MessageUpdated):
            await self._updated(event, conversation)
        elif isinstance(event, ConversationChanged):
            await self._changed(conversation)

    async def _added(self, message: Message, conversation: Conversation) -> None:
        for room in self._rooms_of(conversation):
            await self._emit(room, self.view(message))

    async def _updated(self, event: MessageUpdated, conversation: Conversation) -> None:
        for room in self._rooms_of(conversation):
            await self._emit(room, updated(event))

    async def _changed(self, conversation: Conversation) -> None:
        for room in self._rooms_of(conversation):
            if room not in self._pages:
                continue
            last = self._shown.get(room)
            elsewhere = last is not None and last.conversation_id not in (None, conversation.id)
            # Not something of an earlier conversation, after the next one has begun.
            if not (elsewhere and conversation.owner == "closed"):
                await self._show(room, await self._state(conversation))

    def _rooms_of(self, conversation: Conversation) -> tuple[str, ...]:
        """Whose pages show a conversation: its customer's, and those that a link has opened."""
        linked = link_room(conversation)
        found = (self._pages_of(conversation), linked if linked in self._pages else None)
        return tuple(room for room in found if room is not None)

    def _pages_of(self, conversation: Conversation) -> str | None:
        """The address of the pages that show a conversation; None where none can.

        A verified customer's page also shows what goes on elsewhere, unless it is busy with another
        conversation.
        """
        if conversation.channel == NAME:
            return conversation.address
        if conversation.level != "verified" or conversation.scope or not conversation.customer_id:
            return None
        address = customer_address(conversation.customer_id)
        last = self._shown.get(address)
        busy = last is not None and last.conversation_id not in (None, conversation.id)
        if last is None or (busy and last.owner != "closed"):
            return None
        return address

    async def _show(self, address: str, state: StateView) -> None:
        if self._shown.get(address) == state:
            return
        self._shown[address] = state
        await self._emit(address, state)

    async def _state(self, conversation: Conversation | None) -> StateView:
        if conversation is None:
            return StateView(bot=self._bot.state)
        return StateView(
            conversation_id=conversation.id,
            owner=conversation.owner,
            agent=await self._agent(conversation.agent_id),
            bot=self._bot.state,
            question_seq=conversation.question_seq,
            queue=await self._place(conversation),
            ended=conversation.ended,
        )

    async def _agent(self, agent_id: str | None) -> AgentView | None:
        if agent_id is None:
            return None
        if agent_id not in self._names:
            agent = await self._accounts.by_id(agent_id)
            if agent is None:
                return None
            self._names[agent_id] = agent.name
        return AgentView(name=self._names[agent_id])

    async def _place(self, conversation: Conversation) -> QueueView | None:
        if conversation.owner != "queue":
            return None
        return _queue_view(await self._customer_messages.place(conversation.id))

    async def _emit(self, address: str, told: Told) -> None:
        """To pages of this bridge: each one follows the events for its own."""
        await self._sio.emit(*_on_the_wire(told), room=address, namespace=CHAT, ignore_queue=True)

    async def _emit_everywhere(self, address: str, told: Told) -> None:
        await self._sio.emit(*_on_the_wire(told), room=address, namespace=CHAT)


def _on_the_wire(told: Told) -> tuple[str, dict[str, Any]]:
    """An event's name and data."""
    return NAMES[type(told)], msgspec.to_builtins(told)


def _page_with(conversation_id: str) -> Listener:
    """A page that shows the conversation: which ones do, the rooms say."""
    return Listener(role=CUSTOMER, shows=(conversation_id,))


def _queue_view(place: Place | None) -> QueueView | None:
    if place is None:
        return None
    return QueueView(position=place.position, minutes=place.minutes, attended=place.attended)
