"""What a console calls over socket.io: namespace `/console`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Protocol

import structlog
from aiohttp import web
from socketio.exceptions import ConnectionRefusedError as Refused
from sqlalchemy.exc import SQLAlchemyError

from handoff.bot_link.health import Watch
from handoff.console.auth import Logins
from handoff.console.calls import (
    AcceptedAnswer,
    AgainRequest,
    ChannelRequest,
    ContactAnswer,
    ConversationRequest,
    Earlier,
    EarlierRequest,
    Found,
    NoteRequest,
    NoticeRequest,
    OfferRequest,
    OpenedView,
    OpenRequest,
    PresenceRequest,
    QueuePage,
    QueueRequest,
    ResolveRequest,
    SayRequest,
    SearchRequest,
    SeqAnswer,
    SyncRequest,
    TemplateFilled,
    Topics,
    TransferRequest,
    opened,
    queue_page,
)
from handoff.console.casework import CaseworkNamespace
from handoff.console.connected import Casework, Console
from handoff.console.saying import Saying
from handoff.console.snapshot import SnapshotView, snapshot_view
from handoff.console.sync import CatchUp, Caught, Reset
from handoff.console.views import message_view
from handoff.core import texts
from handoff.core.errors import (
    BadRequest,
    Forbidden,
    HandoffError,
    NotOwner,
    TooLong,
    Unauthorized,
    Unavailable,
)
from handoff.core.events import AgentChanged, Recorded
from handoff.core.model import MAX_TEXT, Conversation
from handoff.core.payloads import Nothing
from handoff.core.permissions import WHY_NOT, Permission, may
from handoff.store.accounts.accounts import Accounts
from handoff.store.accounts.audit import Audit
from handoff.store.read_models.overview import Overview
from handoff.store.read_models.search import PAGE, Search
from handoff.transport.origins import is_own
from handoff.transport.sockets import AGENTS, agent_room, takes, watch_room
from handoff.usecases.agent.agent_actions import Floor
from handoff.usecases.agent.transfers import Transfers
from handoff.usecases.casework.contacts import ContactReader
from handoff.usecases.customer.inbound import CustomerService

UNAUDITED = frozenset({"typing", "topics", "send", "note", "leave_floor", "look"})
"""Events that neither show nor change anything, or that the transcript itself keeps: each message
and note says who wrote it and when, and a second commit would only make customers wait."""
WATCHED = 20
"""Conversations of others that one console follows at a time."""

_log = structlog.get_logger(__name__)


class Typing(Protocol):
    """Shows customers that somebody is writing to them."""

    async def agent_types(self, conversation: Conversation, name: str) -> None:
        """Show that the agent is writing."""


class ConsoleNamespace(CaseworkNamespace):
    """Events of agents' consoles. Who they are comes from their cookie alone."""

    def __init__(
        self,
        *,
        logins: Logins,
        accounts: Accounts,
        floor: Floor,
        overview: Overview,
        transfers: Transfers,
        service: CustomerService,
        catch_up: CatchUp,
        typing: Typing,
        saying: Saying,
        audit: Audit,
        search: Search,
        read_contact: ContactReader,
        casework: Casework,
        bot: Watch,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(casework)
        self._logins = logins
        self._accounts = accounts
        self._floor = floor
        self._overview = overview
        self._transfers = transfers
        self._service = service
        self._catch_up = catch_up
        self._typing = typing
        self._saying = saying
        self._audit = audit
        self._search = search
        self._read_contact = read_contact
        self._bot = bot
        self._clock = clock
        self._consoles: dict[str, Console] = {}

    async def on_connect(self, sid: str, environ: dict[str, Any], _auth: Any) -> None:
        """Let a console in that sends the cookie of somebody with a desk, from our own page."""
        request: web.Request = environ["aiohttp.request"]
        origin = request.headers.get("Origin")
        if origin is not None and not is_own(origin, request.headers):
            raise Refused("unauthorized")
        console = await self._known(sid, request)
        await self.enter_room(sid, AGENTS)
        await self.enter_room(sid, agent_room(console.agent_id))
        await self._floor.connected(console.agent_id)

    async def _known(self, sid: str, request: web.Request) -> Console:
        try:
            console = self._consoles[sid] = Console(await self._logins.read(request.cookies))
            # Again, now that the end of a login is told to this console, too.
            await self._logins.read(request.cookies)
            self.admit(sid, "desk")
        except HandoffError as exc:
            self._consoles.pop(sid, None)
            raise Refused(exc.code) from exc
        return console

    def admit(self, sid: str, needs: Permission | None) -> None:
        """Raise `Unauthorized`, or `Forbidden` for a role that may not."""
        role = self._console(sid).agent.role
        if needs is None or not may(role, needs):
            raise Forbidden(WHY_NOT[needs] if needs else None)

    @asynccontextmanager
    async def noted(self, sid: str, event: str, asked: Any) -> AsyncIterator[None]:
        """Write to the audit log what a console sees and does."""
        if event in UNAUDITED:
            yield
            return
        conversation_id = getattr(asked, "conversation_id", None)
        if isinstance(asked, OfferRequest):
            conversation_id = await self._floor.offered_in(asked.offer_id)
        async with self._audit.noted(
            event,
            by=self._console(sid).agent,
            conversation_id=conversation_id,
            about=asked.text if isinstance(asked, SearchRequest) else None,
        ):
            yield

    async def end_logins(self, recorded: Recorded) -> None:
        """Hang up on consoles whose login has ended: the account was disabled, or is new."""
        event = recorded.event
        if not isinstance(event, AgentChanged):
            return
        for sid, console in tuple(self._consoles.items()):
            old = console.agent_id == event.agent.id and (
                event.agent.disabled or console.agent.login_epoch != event.agent.login_epoch
            )
            if old:
                del self._consoles[sid]
                await self.disconnect(sid)

    async def on_disconnect(self, sid: str, _reason: str) -> None:
        """Forget a console; an agent without any counts as offline after a while."""
        self._consoles.pop(sid, None)
        await self._left(sid)

    async def keep_present(self, every: float) -> None:
        """Say every so many seconds who still has a console open, until cancelled."""
        while True:
            await asyncio.sleep(every)
            here = {console.agent_id for console in self._consoles.values()}
            try:
                await self._floor.still_there(sorted(here))
                await self._casework.readers.keep(sorted(self._consoles))
            except SQLAlchemyError:
                _log.exception("presence_not_kept")

    @takes(Nothing, needs="desk")
    async def on_snapshot(self, sid: str, _nothing: Nothing) -> SnapshotView:
        """Everything that the console shows, and the cursor that it is true of."""
        snapshot = await self._overview.snapshot(self._console(sid).agent_id)
        # Read behind the snapshot: what changed in between comes again as an event.
        colleagues = await self._accounts.everyone()
        return snapshot_view(
            snapshot, colleagues, bot=self._bot.state, channels=self._saying.channels
        )

    @takes(SyncRequest, needs="desk")
    async def on_sync(self, sid: str, since: SyncRequest) -> Caught | Reset:
        """What the console missed."""
        return await self._catch_up.after(since.cursor, self._console(sid).agent_id)

    @takes(OpenRequest, needs="desk")
    async def on_open(self, sid: str, wanted: OpenRequest) -> OpenedView:
        """A conversation; from here on the console is told what is said in it."""
        console = self._console(sid)
        await self._service.conversation(wanted.conversation_id)
        await self._watch(sid, console, wanted.conversation_id)
        found = await self._overview.open(wanted.conversation_id, seq=wanted.seq)
        return opened(
            *found,
            readers=await self._casework.readers.of(wanted.conversation_id),
            past=await self._overview.past(wanted.conversation_id),
        )

    @takes(EarlierRequest, needs="desk")
    async def on_earlier(self, sid: str, wanted: EarlierRequest) -> Earlier:
        """What was said before the part that the console has."""
        self._console(sid)
        found = await self._overview.earlier(wanted.conversation_id, before=wanted.before)
        return Earlier(messages=tuple(message_view(message) for message in found))

    @takes(ConversationRequest, needs="desk")
    async def on_contact(self, sid: str, wanted: ConversationRequest) -> ContactAnswer:
        """The customer's card, read from the CRM now."""
        self._console(sid)
        conversation = await self._service.conversation(wanted.conversation_id)
        contact = await self._read_contact(conversation)
        if contact.error is not None:
            raise Unavailable(contact.error)
        return ContactAnswer(contact=contact)

    @takes(SearchRequest, needs="desk")
    async def on_search(self, _sid: str, asked: SearchRequest) -> Found:
        """Messages, notes and customers with these words."""
        hits = await self._search.find(asked.wanted, before=asked.before)
        return Found(hits=hits, next=hits[-1].id if len(hits) == PAGE else None)

    @takes(Nothing, needs="desk")
    async def on_topics(self, _sid: str, _nothing: Nothing) -> Topics:
        """What cases were about, to choose from."""
        return Topics(topics=await self._search.topics())

    @takes(OfferRequest, needs="answer")
    async def on_accept(self, sid: str, offer: OfferRequest) -> AcceptedAnswer:
        """Take the handoff that was offered."""
        conversation = await self._floor.accept(self._console(sid).agent_id, offer.offer_id)
        return AcceptedAnswer(conversation_id=conversation.id)

    @takes(OfferRequest, needs="answer")
    async def on_decline(self, sid: str, offer: OfferRequest) -> None:
        """Leave the handoff to somebody else."""
        await self._floor.decline(self._console(sid).agent_id, offer.offer_id)

    @takes(SayRequest, needs="answer")
    async def on_send(self, sid: str, said: SayRequest) -> SeqAnswer:
        """A message to the customer."""
        agent_id = self._console(sid).agent_id
        text, content = await self._saying.of(said.text, said.files, _parts(said.template))
        message = await self._floor.say(
            agent_id,
            said.conversation_id,
            epoch=said.epoch,
            client_id=said.client_id,
            text=text if content.attachments else _fitting(text),
            content=content,
            quote=said.quote,
        )
        return SeqAnswer(seq=message.seq)

    @takes(ChannelRequest, needs="channels")
    async def on_resume(self, _sid: str, stopped: ChannelRequest) -> None:
        """What stopped a channel has been mended."""
        await self._floor.resume_channel(stopped.channel)

    @takes(NoteRequest, needs="answer")
    async def on_note(self, sid: str, noted: NoteRequest) -> SeqAnswer:
        """An internal note."""
        message = await self._floor.note(
            self._console(sid).agent_id,
            noted.conversation_id,
            client_id=noted.client_id,
            text=_fitting(noted.text),
        )
        return SeqAnswer(seq=message.seq)

    @takes(ResolveRequest, needs="answer")
    async def on_resolve(self, sid: str, ended: ResolveRequest) -> None:
        """The case is over."""
        if len(ended.note) > MAX_TEXT:
            raise TooLong(texts.too_long("A closing note", MAX_TEXT))
        await self._floor.resolve(
            self._console(sid).agent_id,
            ended.conversation_id,
            epoch=ended.epoch,
            disposition=ended.disposition,
            root_cause=ended.root_cause,
            note=ended.note,
        )

    @takes(TransferRequest, needs="answer")
    async def on_transfer(self, sid: str, wanted: TransferRequest) -> None:
        """Pass a case on."""
        await self._transfers.transfer(
            self._console(sid).agent_id,
            wanted.conversation_id,
            epoch=wanted.epoch,
            to_agent=wanted.to_agent,
            to_skill=wanted.to_skill,
            note=wanted.note,
        )

    @takes(ConversationRequest, needs="answer")
    async def on_take_over(self, sid: str, wanted: ConversationRequest) -> AcceptedAnswer:
        """Take a conversation from the bot, out of the queue, or from a colleague."""
        agent_id = self._console(sid).agent_id
        conversation = await self._transfers.take_over(agent_id, wanted.conversation_id)
        return AcceptedAnswer(conversation_id=conversation.id)

    @takes(AgainRequest, needs="answer")
    async def on_send_again(self, sid: str, wanted: AgainRequest) -> None:
        """Try again to deliver a message."""
        agent_id = self._console(sid).agent_id
        await self._floor.send_again(agent_id, wanted.conversation_id, wanted.seq)

    @takes(NoticeRequest, needs="desk")
    async def on_dismiss(self, sid: str, read: NoticeRequest) -> None:
        """A notice was read."""
        await self._floor.dismiss(self._console(sid).agent_id, read.notice_id)

    @takes(QueueRequest, needs="desk")
    async def on_queue(self, sid: str, wanted: QueueRequest) -> QueuePage:
        """One more page of the queue."""
        self._console(sid)
        return queue_page(await self._overview.waiting(after=wanted.after))

    @takes(PresenceRequest, needs="answer")
    async def on_presence(self, sid: str, wanted: PresenceRequest) -> None:
        """Take conversations, or pause."""
        await self._floor.set_presence(self._console(sid).agent_id, wanted.presence)

    @takes(ConversationRequest, needs="answer")
    async def on_typing(self, sid: str, where: ConversationRequest) -> None:
        """The agent is writing: of interest to their customer."""
        console = self._console(sid)
        conversation = await self._service.conversation(where.conversation_id)
        if conversation.agent_id != console.agent_id:
            raise NotOwner
        await self._typing.agent_types(conversation, console.name)

    def _console(self, sid: str) -> Console:
        console = self._consoles.get(sid)
        if console is None or console.until <= self._clock():
            raise Unauthorized
        return console

    async def _watch(self, sid: str, console: Console, conversation_id: str) -> None:
        if conversation_id in console.watched:
            return
        console.watched.append(conversation_id)
        await self.enter_room(sid, watch_room(conversation_id))
        if len(console.watched) > WATCHED:
            await self.leave_room(sid, watch_room(console.watched.popleft()))


def _parts(template: TemplateFilled | None) -> tuple[str, tuple[str, ...]] | None:
    return None if template is None else (template.name, template.parameters)


def _fitting(text: str) -> str:
    if not text.strip():
        raise BadRequest("The message is empty.")
    if len(text) > MAX_TEXT:
        raise TooLong(texts.too_long("A message", MAX_TEXT))
    return text
