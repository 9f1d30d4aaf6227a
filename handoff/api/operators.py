"""Route handlers for operators' programs: what log and CRM hold, for those with a token.

Of all that, only incidents can be written; and links to conversations are made.
"""

from __future__ import annotations

from datetime import timedelta

from aiohttp import web

from handoff.api.callers import Callers
from handoff.api.records import (
    Conversations,
    ConversationsQuery,
    DeadLetters,
    Handoffs,
    HandoffsQuery,
    Insights,
    InsightsQuery,
    LimitQuery,
    LinkForm,
    Messages,
    MessagesQuery,
    conversation_view,
    handoff_view,
    message_view,
)
from handoff.core.api_scopes import Scope
from handoff.core.clock import Clock
from handoff.http.json_http import answer, read_body, read_query
from handoff.http.middlewares import Handler
from handoff.http.routes import route
from handoff.store.accounts.audit import PROGRAM, Audit
from handoff.store.read_models.records import Records
from handoff.usecases.agent.incidents import (
    IncidentForm,
    Incidents,
    ListedIncident,
    ListedIncidents,
)
from handoff.usecases.customer.chat_links import ChatLink, ChatLinks
from handoff.usecases.customer.inbound import CustomerMessages
from handoff.usecases.supervisor.insights import CrmInsights

IDEMPOTENCY_KEY = "Idempotency-Key"


class Operators:
    """The routes for operators' programs. Without a token there are none: every call is 404."""

    def __init__(
        self,
        records: Records,
        customer_messages: CustomerMessages,
        audit: Audit,
        insights: CrmInsights,
        incidents: Incidents,
        links: ChatLinks,
        clock: Clock,
        *,
        callers: Callers,
        document: bytes,
    ) -> None:
        self._records = records
        self._customer_messages = customer_messages
        self._audit = audit
        self._insights = insights
        self._incidents = incidents
        self._links = links
        self._clock = clock
        self._callers = callers
        self._document = document

    def guarded(self, handler: Handler, *, scope: Scope, act: str | None = None) -> Handler:
        """The handler for callers who show a token that is for `scope`.

        What shows customers' data, or changes something, is written to the audit log as `act`.
        """

        async def guard(request: web.Request) -> web.StreamResponse:
            name = await self._callers.admitted(request, scope)
            if act is None:
                return await handler(request)
            which = request.match_info.get("id")
            opened, other = (which, None) if act == "open" else (None, which)
            noted = self._audit.noted(act, name=name, conversation_id=opened, about=other)
            async with noted:
                return await handler(request)

        return guard

    @route("GET", "/api/openapi.json", answer="application/json")
    async def openapi(self, _request: web.Request) -> web.StreamResponse:
        """The description of this API, for anyone: it holds no data."""
        await self._callers.must_be_on()
        return web.Response(body=self._document, content_type="application/json")

    @route(
        "GET",
        "/api/conversations",
        door="token",
        scope="conversations",
        name="listConversations",
        act="conversations.read",
        query=ConversationsQuery,
        answer=Conversations,
    )
    async def conversations(self, request: web.Request) -> web.StreamResponse:
        """Conversations, newest first."""
        asked = read_query(request, ConversationsQuery)
        filters = {"channel": asked.channel, "address": asked.address, "owner": asked.owner}
        found, following = await self._records.conversations(
            {name: value for name, value in filters.items() if value is not None},
            before=asked.before,
            limit=asked.limit,
        )
        return answer(
            Conversations(conversations=tuple(conversation_view(c) for c in found), next=following)
        )

    @route(
        "GET",
        "/api/conversations/{id}/messages",
        door="token",
        scope="conversations",
        name="listMessages",
        act="open",
        query=MessagesQuery,
        answer=Messages,
    )
    async def messages(self, request: web.Request) -> web.StreamResponse:
        """Messages of a conversation, oldest first."""
        asked = read_query(request, MessagesQuery)
        conversation = await self._customer_messages.conversation(request.match_info["id"])
        found = await self._customer_messages.transcript(
            conversation.id, after=asked.after, limit=asked.limit, notes=True
        )
        more = bool(found) and found[-1].seq < conversation.last_seq
        return answer(
            Messages(
                messages=tuple(message_view(message) for message in found),
                next=found[-1].seq if more else None,
            )
        )

    @route(
        "POST",
        "/api/conversations/{id}/link",
        door="token",
        scope="links",
        name="makeLink",
        act="conversation.link",
        body=LinkForm,
        answer=ChatLink,
    )
    async def link(self, request: web.Request) -> web.StreamResponse:
        """Make a link for an e-mail that opens the conversation."""
        form = await read_body(request, LinkForm)
        life = timedelta(days=form.days)
        return answer(await self._links.issue(request.match_info["id"], life))

    @route(
        "GET",
        "/api/handoffs",
        door="token",
        scope="handoffs",
        name="listHandoffs",
        act="handoffs.read",
        query=HandoffsQuery,
        answer=Handoffs,
    )
    async def handoffs(self, request: web.Request) -> web.StreamResponse:
        """Handoffs with their packets, newest first."""
        asked = read_query(request, HandoffsQuery)
        found, following = await self._records.handoffs(
            asked.status, before=asked.before, limit=asked.limit
        )
        return answer(Handoffs(handoffs=tuple(handoff_view(h) for h in found), next=following))

    @route(
        "GET",
        "/api/insights",
        door="token",
        scope="insights",
        name="readInsights",
        query=InsightsQuery,
        answer=Insights,
        statuses=(503,),
    )
    async def insights(self, request: web.Request) -> web.StreamResponse:
        """What let customers down, by root cause."""
        asked = read_query(request, InsightsQuery)
        now, span = self._clock(), timedelta(days=asked.days)
        found = await self._insights.root_causes(now, span)
        wanted = {"root_cause": asked.root_cause, "object": asked.object}
        named = {name: value for name, value in wanted.items() if value is not None}
        fitting = (c for c in found if all(getattr(c, name) == named[name] for name in named))
        return answer(Insights(since=now - span, root_causes=tuple(fitting)))

    @route(
        "GET",
        "/api/incidents",
        door="token",
        scope="incidents",
        name="listIncidents",
        answer=ListedIncidents,
        statuses=(503,),
    )
    async def incidents(self, _request: web.Request) -> web.StreamResponse:
        """Known incidents, last begun first."""
        return answer(await self._incidents.listed())

    @route(
        "POST",
        "/api/incidents",
        door="token",
        scope="edit_incidents",
        name="addIncident",
        act="incident.add",
        body=IncidentForm,
        answer=ListedIncident,
        keyed=True,
        statuses=(503,),
    )
    async def add_incident(self, request: web.Request) -> web.StreamResponse:
        """Let the bot know of an incident."""
        form = await read_body(request, IncidentForm)
        key = request.headers.get(IDEMPOTENCY_KEY)
        return answer(await self._incidents.add(form, editor=PROGRAM, key=key))

    @route(
        "PUT",
        "/api/incidents/{id}",
        door="token",
        scope="edit_incidents",
        name="changeIncident",
        act="incident.change",
        body=IncidentForm,
        answer=ListedIncident,
        keyed=True,
        statuses=(503,),
    )
    async def change_incident(self, request: web.Request) -> web.StreamResponse:
        """Say something else of an incident."""
        form, key = await read_body(request, IncidentForm), request.headers.get(IDEMPOTENCY_KEY)
        incident_id = request.match_info["id"]
        return answer(await self._incidents.change(incident_id, form, editor=PROGRAM, key=key))

    @route(
        "POST",
        "/api/incidents/{id}/end",
        door="token",
        scope="edit_incidents",
        name="endIncident",
        act="incident.end",
        answer=ListedIncident,
        keyed=True,
        statuses=(503,),
    )
    async def end_incident(self, request: web.Request) -> web.StreamResponse:
        """An incident is over."""
        incident_id, key = request.match_info["id"], request.headers.get(IDEMPOTENCY_KEY)
        return answer(await self._incidents.end(incident_id, editor=PROGRAM, key=key))

    @route(
        "GET",
        "/api/dead-letters",
        door="token",
        scope="dead_letters",
        name="listDeadLetters",
        query=LimitQuery,
        answer=DeadLetters,
    )
    async def dead_letters(self, request: web.Request) -> web.StreamResponse:
        """Messages that were given up, latest first."""
        limit = read_query(request, LimitQuery).limit
        return answer(DeadLetters(dead_letters=await self._records.dead_letters(limit)))
