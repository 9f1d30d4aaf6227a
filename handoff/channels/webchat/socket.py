"""Socket.io namespace `/chat`: the web chat's way in."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec.structs import replace
from socketio.exceptions import ConnectionRefusedError as Refused

from handoff.channels.webchat.admission import Admission
from handoff.channels.webchat.links import conversation_of
from handoff.channels.webchat.profile import NAME
from handoff.channels.webchat.seats import Seat, Seats
from handoff.channels.webchat.sender import WebChat
from handoff.channels.webchat.tokens import Visitor
from handoff.channels.webchat.wire import (
    End,
    MessageView,
    RatingGiven,
    Seen,
    Send,
    Sent,
    Sync,
    Synced,
    check_shape,
    inbound,
)
from handoff.core.errors import Blocked, HandoffError, LinkOver, NotFound, TooMany
from handoff.core.events import Recorded
from handoff.core.host_page import Look
from handoff.core.invitations import Invitations
from handoff.core.model import Conversation, Message
from handoff.core.payloads import Nothing, Request, convert
from handoff.http.calls import takes
from handoff.http.client_hash import ClientHashes
from handoff.http.limit_rules import (
    CONNECTIONS,
    LOOKS,
    MESSAGES,
    MESSAGES_OF_CONVERSATION,
    MESSAGES_OF_PLACE,
    SIGNS,
    SYNCS,
    TYPING,
)
from handoff.http.limits import Limits
from handoff.http.origins import remote_address
from handoff.http.sockets import CHAT, CONSOLE, Namespace, agent_room
from handoff.store.files.uploads import Uploads
from handoff.usecases.customer.ending import Endings
from handoff.usecases.customer.inbound import CustomerMessages
from handoff.usecases.customer.rating import Given

PAGE = 500
"""Messages read at once."""


class Auth(Request, frozen=True, kw_only=True):
    """What a page connects with."""

    token: str


class ChatNamespace(Namespace):
    """Events of customers' pages. Who they are comes from their token alone."""

    def __init__(
        self,
        chat: WebChat,
        customer_messages: CustomerMessages,
        endings: Endings,
        invitations: Invitations,
        uploads: Uploads,
        admission: Admission,
        seats: Seats,
        limits: Limits,
        marks: ClientHashes,
    ) -> None:
        super().__init__(CHAT)
        self._chat = chat
        self._customer_messages = customer_messages
        self._endings = endings
        self._invitations = invitations
        self._uploads = uploads
        self._admission = admission
        self._seats = seats
        self._limits = limits
        self._marks = marks

    async def on_connect(self, sid: str, environ: dict[str, Any], auth: Any) -> None:
        """Let a page in that shows a token of ours."""
        try:
            given = convert(auth, Auth).token
            found = await self._admission.read(given)
        except HandoffError as exc:
            raise Refused("unauthorized") from exc
        request = environ["aiohttp.request"]
        place = self._limits.place(request)
        try:
            await self._limits.take(CONNECTIONS, place)
        except TooMany as exc:
            self.server.throttled("connect")
            # Pages know this refusal, and come back slower each time.
            raise Refused("unauthorized") from exc
        client = self._marks.of(remote_address(request))
        self._seats.take(sid, Seat(found.visitor, client, place, found.until))
        address = found.visitor.address
        await self.enter_room(sid, address)
        self._chat.opened(address)
        await self._admitted_still(sid, given)

    async def on_disconnect(self, sid: str, _reason: str) -> None:
        """Forget a page."""
        seat = self._seats.leave(sid)
        if seat is not None:
            self._chat.left(seat.visitor.address)

    @takes(Send)
    async def on_send(self, sid: str, sent: Send) -> Sent:
        """A message, perhaps with files, a button press or a rating."""
        seat = self._seat(sid)
        check_shape(sent)
        await self._limits.take(MESSAGES_OF_PLACE, seat.place)
        await self._limits.take(MESSAGES, seat.visitor.address)
        async with seat.in_order:
            message = await self._store(seat, sent)
        return Sent(seq=message.seq, conversation_id=message.conversation_id, time=message.at)

    @takes(Sync)
    async def on_sync(self, sid: str, seen: Sync) -> Synced:
        """Everything that the page has not seen; all of it when the conversation is another."""
        visitor = self._seat(sid).visitor
        address = visitor.address
        await self._limits.take(SYNCS, address)
        conversation = await conversation_of(self._customer_messages, visitor)
        messages: tuple[MessageView, ...] = ()
        if conversation is not None:
            same = seen.conversation_id == conversation.id
            messages = await self._messages(conversation, after=seen.last_seq if same else 0)
        return Synced(
            conversation_id=conversation.id if conversation else None,
            messages=messages,
            state=await self._chat.current_state(address, conversation),
        )

    @takes(Seen)
    async def on_received(self, sid: str, seen: Seen) -> None:
        """Messages have arrived."""
        await self._mark(sid, seen, "delivered")

    @takes(Seen)
    async def on_read(self, sid: str, seen: Seen) -> None:
        """Messages were on screen."""
        await self._mark(sid, seen, "read")

    @takes(End)
    async def on_end(self, sid: str, wanted: End) -> None:
        """The customer is done with the conversation."""
        visitor = self._seat(sid).visitor
        await self._limits.take(SIGNS, visitor.address)
        conversation = await conversation_of(self._customer_messages, visitor)
        if conversation is None or conversation.id != wanted.conversation_id:
            raise NotFound("There is no such conversation (any more).")
        await self._endings.end(conversation.id)

    @takes(Look)
    async def on_page(self, sid: str, look: Look) -> None:
        """Where the customer is by now; what is told too often is left out."""
        visitor = self._seat(sid).visitor
        try:
            await self._limits.take(LOOKS, visitor.address)
        except TooMany:
            self.server.throttled("page")
            return
        conversation = await conversation_of(self._customer_messages, visitor)
        if conversation is not None:
            await self._customer_messages.looks_at(conversation.id, look.page.as_mapping())

    @takes(Nothing)
    async def on_typing(self, sid: str, _nothing: Nothing) -> None:
        """The customer is writing: of interest to the agent who has the conversation."""
        visitor = self._seat(sid).visitor
        await self._limits.take(TYPING, visitor.address)
        conversation = await conversation_of(self._customer_messages, visitor)
        if conversation is None or conversation.agent_id is None:
            return
        await self.server.emit(
            "typing",
            {"conversation_id": conversation.id},
            room=agent_room(conversation.agent_id),
            namespace=CONSOLE,
        )

    async def end_seats(self, recorded: Recorded) -> None:
        """Hang up on pages that what has happened has ended: by a link, or of a customer."""
        for sid in self._seats.ended_by(recorded.event):
            await self.disconnect(sid)

    async def end_overdue(self) -> None:
        """Hang up on pages whose token has ended; they come back with another one or as nobody."""
        for sid in self._seats.overdue():
            await self.disconnect(sid)

    async def _admitted_still(self, sid: str, token: str) -> None:
        """Look again, now that the end of its session is told to this page, too."""
        try:
            await self._admission.read(token)
        except HandoffError as exc:
            self._seats.leave(sid)
            raise Refused("unauthorized") from exc

    def _seat(self, sid: str) -> Seat:
        return self._seats.at(sid)

    async def _store(self, seat: Seat, sent: Send) -> Message:
        if sent.rating is not None:
            return await self._rate(seat.visitor, sent.client_id, sent.rating)
        visitor, opening = seat.visitor, None
        if sent.invitation is not None:
            opening = self._invitations.opening(sent.invitation, visitor.locale)
        where = await self._address_of(visitor)
        # Whoever holds a link uses up nothing of the customer's.
        by = "customer" if visitor.only is None else "link"
        await self._limits.take(MESSAGES_OF_CONVERSATION, where, by)
        if sent.files:
            words = replace(sent, text=(sent.text or "").strip() or None)
            if await self._customer_messages.keeps_apart(
                inbound(visitor, words, seat.client, address=where)
            ):
                raise Blocked
        files = tuple([await self._uploads.take(ref, visitor.address) for ref in sent.files])
        said = inbound(
            visitor, sent, seat.client, address=where, opening=opening, attachments=files
        )
        return await self._customer_messages.receive(said)

    async def _address_of(self, visitor: Visitor) -> str:
        """Where the conversation is that the visitor writes into. Raises `LinkOver`."""
        if visitor.only is None:
            return visitor.address
        conversation = await conversation_of(self._customer_messages, visitor)
        if conversation is None:
            raise LinkOver
        return conversation.address

    async def _rate(self, visitor: Visitor, client_id: str, rating: RatingGiven) -> Message:
        given = Given(
            channel=NAME,
            address=await self._address_of(visitor),
            score=rating.score,
            comment=rating.comment,
            client_id=client_id,
        )
        of_bot = rating.conversation_id
        if of_bot is None:
            case = str(rating.handoff_id)
            return await self._customer_messages.rate(given, handoff_id=case, only=visitor.only)
        if visitor.only not in (None, of_bot):
            raise NotFound("There is nothing to rate here.")
        return await self._endings.rate(given, conversation_id=of_bot)

    async def _messages(self, conversation: Conversation, *, after: int) -> tuple[MessageView, ...]:
        found: list[Message] = []
        while True:
            page = await self._customer_messages.transcript(
                conversation.id, after=after, limit=PAGE
            )
            found += page
            if len(page) < PAGE:
                return tuple(self._as_seen(message) for message in found)
            after = page[-1].seq

    def _as_seen(self, message: Message) -> MessageView:
        """A message that a sync hands over: what still waits in the outbox has now arrived."""
        if message.state == "queued":
            message = msgspec.structs.replace(message, state="sent")
        return self._chat.view(message)

    async def _mark(self, sid: str, seen: Seen, state: Literal["delivered", "read"]) -> None:
        visitor = self._seat(sid).visitor
        await self._limits.take(SIGNS, visitor.address)
        conversation = await conversation_of(self._customer_messages, visitor)
        if conversation is None or seen.conversation_id not in (None, conversation.id):
            return  # of an earlier conversation, whose messages nobody waits for any more
        await self._customer_messages.mark(conversation.id, seen.seq, state)
