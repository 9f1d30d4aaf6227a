"""The API for operators' programs: what the log and the CRM hold, behind `ADMIN_API_TOKEN`.

Of all that, only incidents can be written; and links to conversations are made.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

import msgspec
from aiohttp import web

from actions.crm.complaint import RootCause
from bot.wire import Attachment, Channel, Level
from handoff.core.complaints import CountedCause
from handoff.core.errors import NotFound, Unauthorized
from handoff.core.model import (
    AuthorKind,
    Conversation,
    DeliveryState,
    Disposition,
    HandoffState,
    Message,
    MessageKind,
    Owner,
)
from handoff.core.payloads import Request
from handoff.store.accounts.audit import PROGRAM, Audit
from handoff.store.delivery.dead_letters import DeadLetter
from handoff.store.read_models.records import ListedHandoff, Records
from handoff.transport.json_http import answer, read_body, read_query
from handoff.transport.middlewares import Handler
from handoff.usecases.agent.incidents import IncidentForm, Incidents
from handoff.usecases.customer.chat_links import LONGEST_DAYS, ChatLinks
from handoff.usecases.customer.inbound import CustomerService
from handoff.usecases.supervisor.insights import CrmInsights

IDEMPOTENCY_KEY = "Idempotency-Key"

Limit = Annotated[int, msgspec.Meta(ge=1, le=500, description="How many at most.")]
After = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1, description="Seq of the last known.")]
Before = Annotated[str, msgspec.Meta(max_length=200, description="`next` of the page before.")]


class ConversationsQuery(Request, frozen=True, kw_only=True):
    """Which conversations; without a filter all of them, newest first."""

    channel: Channel | None = None
    address: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    owner: Owner | None = None
    limit: Limit = 100
    before: Before | None = None


class MessagesQuery(Request, frozen=True, kw_only=True):
    """Which messages of a conversation, oldest first."""

    after: After = 0
    limit: Limit = 100


class HandoffsQuery(Request, frozen=True, kw_only=True):
    """Which handoffs, newest first; `open` stands for queued, offered and assigned."""

    status: HandoffState | Literal["open"] | None = None
    limit: Limit = 100
    before: Before | None = None


class InsightsQuery(Request, frozen=True, kw_only=True):
    """How far to look back, and what at."""

    days: Annotated[int, msgspec.Meta(ge=1, le=366, description="How many days back.")] = 7
    root_cause: RootCause | None = None
    object: (
        Annotated[str, msgspec.Meta(max_length=300, description="A carrier or goods, by name.")]
        | None
    ) = None


class LinkForm(Request, frozen=True, kw_only=True):
    """How long a link to a conversation is to work."""

    days: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_DAYS, description="How many days.")] = 7


class ListedConversation(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation."""

    id: str
    channel: Channel
    address: str
    owner: Owner
    epoch: int
    agent_id: str | None
    customer_id: str | None
    customer_name: str | None
    level: Level
    how: str | None
    scope: str | None
    last_seq: int
    locale: str
    opened_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    previous_id: str | None


class ListedAuthor(msgspec.Struct, frozen=True, kw_only=True):
    """Who wrote a message."""

    kind: AuthorKind
    name: str | None


class ListedMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the conversation log."""

    seq: int
    author: ListedAuthor
    channel: Channel
    kind: MessageKind
    text: str | None
    attachments: tuple[Attachment, ...]
    time: datetime
    state: DeliveryState | None


class HandoffView(msgspec.Struct, frozen=True, kw_only=True):
    """A handoff with its packet."""

    id: str
    conversation_id: str
    status: HandoffState
    created_at: datetime
    agent: str | None
    disposition: Disposition | None
    packet: dict[str, Any]


class Conversations(msgspec.Struct, frozen=True, kw_only=True):
    """A page of conversations."""

    conversations: tuple[ListedConversation, ...]
    next: str | None


class Messages(msgspec.Struct, frozen=True, kw_only=True):
    """A page of messages; `next` is the `after` of the next page."""

    messages: tuple[ListedMessage, ...]
    next: int | None


class Handoffs(msgspec.Struct, frozen=True, kw_only=True):
    """A page of handoffs."""

    handoffs: tuple[HandoffView, ...]
    next: str | None


class Insights(msgspec.Struct, frozen=True, kw_only=True):
    """What let customers down since then, the cause with most customers first."""

    since: datetime
    root_causes: tuple[CountedCause, ...]


class DeadLetters(msgspec.Struct, frozen=True, kw_only=True):
    """Messages that could not be delivered, latest first."""

    dead_letters: tuple[DeadLetter, ...]


class LimitQuery(Request, frozen=True, kw_only=True):
    """How many."""

    limit: Limit = 100


class Operators:
    """The routes for operators' programs. Without a token there are none: every call is 404."""

    def __init__(
        self,
        records: Records,
        service: CustomerService,
        audit: Audit,
        insights: CrmInsights,
        incidents: Incidents,
        links: ChatLinks,
        clock: Callable[[], datetime],
        *,
        token: str | None,
        document: bytes,
    ) -> None:
        self._records = records
        self._service = service
        self._audit = audit
        self._insights = insights
        self._incidents = incidents
        self._links = links
        self._clock = clock
        self._token = token
        self._document = document

    def guarded(self, handler: Handler, *, act: str | None = None) -> Handler:
        """The handler for callers who show the token.

        What shows customers' data, or changes something, is written to the audit log as `act`.
        """

        async def guard(request: web.Request) -> web.StreamResponse:
            token = self._must_be_on()
            scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
            right = hmac.compare_digest(shown.strip().encode(), token.encode())
            if scheme.lower() != "bearer" or not right:
                raise Unauthorized("Send the header Authorization: Bearer <ADMIN_API_TOKEN>.")
            if act is None:
                return await handler(request)
            which = request.match_info.get("id")
            opened, other = (which, None) if act == "open" else (None, which)
            noted = self._audit.noted(act, name=PROGRAM, conversation_id=opened, about=other)
            async with noted:
                return await handler(request)

        return guard

    async def openapi(self, _request: web.Request) -> web.StreamResponse:
        """`GET /api/openapi.json`, for anyone: it holds no data."""
        self._must_be_on()
        return web.Response(body=self._document, content_type="application/json")

    async def conversations(self, request: web.Request) -> web.StreamResponse:
        """`GET /api/conversations`."""
        asked = read_query(request, ConversationsQuery)
        filters = {"channel": asked.channel, "address": asked.address, "owner": asked.owner}
        found, following = await self._records.conversations(
            {name: value for name, value in filters.items() if value is not None},
            before=asked.before,
            limit=asked.limit,
        )
        return answer(
            Conversations(conversations=tuple(_conversation(c) for c in found), next=following)
        )

    async def messages(self, request: web.Request) -> web.StreamResponse:
        """`GET /api/conversations/{id}/messages`: internal notes are among them."""
        asked = read_query(request, MessagesQuery)
        conversation = await self._service.conversation(request.match_info["id"])
        found = await self._service.transcript(
            conversation.id, after=asked.after, limit=asked.limit, notes=True
        )
        more = bool(found) and found[-1].seq < conversation.last_seq
        return answer(
            Messages(
                messages=tuple(_message(message) for message in found),
                next=found[-1].seq if more else None,
            )
        )

    async def link(self, request: web.Request) -> web.StreamResponse:
        """`POST /api/conversations/{id}/link`."""
        form = await read_body(request, LinkForm)
        life = timedelta(days=form.days)
        return answer(await self._links.issue(request.match_info["id"], life))

    async def handoffs(self, request: web.Request) -> web.StreamResponse:
        """`GET /api/handoffs`."""
        asked = read_query(request, HandoffsQuery)
        found, following = await self._records.handoffs(
            asked.status, before=asked.before, limit=asked.limit
        )
        return answer(Handoffs(handoffs=tuple(_handoff(h) for h in found), next=following))

    async def insights(self, request: web.Request) -> web.StreamResponse:
        """`GET /api/insights`."""
        asked = read_query(request, InsightsQuery)
        now, span = self._clock(), timedelta(days=asked.days)
        found = await self._insights.root_causes(now, span)
        wanted = {"root_cause": asked.root_cause, "object": asked.object}
        named = {name: value for name, value in wanted.items() if value is not None}
        fitting = (c for c in found if all(getattr(c, name) == named[name] for name in named))
        return answer(Insights(since=now - span, root_causes=tuple(fitting)))

    async def incidents(self, _request: web.Request) -> web.StreamResponse:
        """`GET /api/incidents`."""
        return answer(await self._incidents.listed())

    async def add_incident(self, request: web.Request) -> web.StreamResponse:
        """`POST /api/incidents`."""
        form = await read_body(request, IncidentForm)
        key = request.headers.get(IDEMPOTENCY_KEY)
        return answer(await self._incidents.add(form, editor=PROGRAM, key=key))

    async def change_incident(self, request: web.Request) -> web.StreamResponse:
        """`PUT /api/incidents/{id}`."""
        form, key = await read_body(request, IncidentForm), request.headers.get(IDEMPOTENCY_KEY)
        incident_id = request.match_info["id"]
        return answer(await self._incidents.change(incident_id, form, editor=PROGRAM, key=key))

    async def end_incident(self, request: web.Request) -> web.StreamResponse:
        """`POST /api/incidents/{id}/end`."""
        incident_id, key = request.match_info["id"], request.headers.get(IDEMPOTENCY_KEY)
        return answer(await self._incidents.end(incident_id, editor=PROGRAM, key=key))

    async def dead_letters(self, request: web.Request) -> web.StreamResponse:
        """`GET /api/dead-letters`."""
        limit = read_query(request, LimitQuery).limit
        return answer(DeadLetters(dead_letters=await self._records.dead_letters(limit)))

    def _must_be_on(self) -> str:
        if self._token is None:
            raise NotFound("The API for operators is off: set ADMIN_API_TOKEN.")
        return self._token


def _conversation(conversation: Conversation) -> ListedConversation:
    shown = ListedConversation.__struct_fields__
    return ListedConversation(**{name: getattr(conversation, name) for name in shown})


def _message(message: Message) -> ListedMessage:
    return ListedMessage(
        seq=message.seq,
        author=ListedAuthor(kind=message.author.kind, name=message.author.name),
        channel=message.channel,
        kind=message.kind,
        text=message.text,
        attachments=message.attachments,
        time=message.at,
        state=message.state,
    )


def _handoff(listed: ListedHandoff) -> HandoffView:
    handoff = listed.handoff
    return HandoffView(
        id=handoff.id,
        conversation_id=handoff.conversation_id,
        status=handoff.state,
        created_at=handoff.created_at,
        agent=listed.agent_name,
        disposition=handoff.disposition,
        packet=handoff.packet,
    )
