"""Route handler of the web chat's entrance: a visitor gets the token that says who they are."""

from __future__ import annotations

from aiohttp import web

from actions.crm.errors import CrmError
from actions.crm.port import Crm
from handoff.bot_link.health import Watch
from handoff.channels.webchat.admission import Admission
from handoff.channels.webchat.links import conversation_of
from handoff.channels.webchat.profile import NAME
from handoff.channels.webchat.tokens import (
    ChatTokens,
    Visitor,
    new_visitor,
    signed_in,
)
from handoff.channels.webchat.wire import DeskView, OpenRequest, SessionView, VisitorView
from handoff.core.errors import HandoffError, Unauthorized, Unavailable
from handoff.core.identity_tokens import IdentityTokens, Vouched
from handoff.http.json_http import answer, error_answer, read_body
from handoff.http.limit_rules import SESSIONS
from handoff.http.limits import Limits
from handoff.http.origins import Origins, permit
from handoff.http.routes import route
from handoff.store.accounts.customer_sign_outs import CustomerSignOuts
from handoff.usecases.customer.inbound import CustomerMessages


class Entrance:
    """Where pages of the desk and of host sites learn who their visitor is."""

    def __init__(
        self,
        customer_messages: CustomerMessages,
        crm: Crm,
        *,
        tokens: ChatTokens,
        admission: Admission,
        sign_outs: CustomerSignOuts,
        identities: IdentityTokens,
        origins: Origins,
        limits: Limits,
        bot: Watch,
        bot_name: str,
    ) -> None:
        self._customer_messages = customer_messages
        self._crm = crm
        self._tokens = tokens
        self._admission = admission
        self._sign_outs = sign_outs
        self._identities = identities
        self._origins = origins
        self._limits = limits
        self._bot = bot
        self._bot_name = bot_name

    @route(
        "POST",
        "/api/chat/session",
        body=OpenRequest,
        answer=SessionView,
        statuses=(401, 403, 429, 503),
        shared=True,
    )
    async def open(self, request: web.Request) -> web.Response:
        """Who the visitor is, and the token that says so from now on.

        Errors are readable across origins, too.
        """
        origin = self._origins.admit(request)
        try:
            await self._limits.take(SESSIONS, self._limits.place(request))
            response = answer(await self._opened(await read_body(request, OpenRequest)))
        except HandoffError as exc:
            response = error_answer(exc)
        permit(response, origin)
        return response

    async def preflight(self, request: web.Request) -> web.Response:
        """A browser asks by OPTIONS before it lets a page send JSON, or a file."""
        origin = request.headers.get("Origin")
        response = web.Response(status=204)
        if origin is not None and self._origins.allows(origin, request):
            permit(response, origin)
            response.headers["Access-Control-Allow-Methods"] = "POST"
            response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            response.headers["Access-Control-Max-Age"] = "86400"
        return response

    async def _opened(self, body: OpenRequest) -> SessionView:
        kept = await self._kept(body.token)
        vouched = None if body.identity is None else self._identities.vouched(body.identity)
        visitor = await self._visitor(body, vouched, kept)
        conversation = await conversation_of(self._customer_messages, visitor)
        return SessionView(
            token=self._token(body, visitor, vouched),
            visitor=VisitorView(
                id=visitor.address, name=visitor.customer.name, level=visitor.customer.level
            ),
            conversation_id=conversation.id if conversation else None,
            desk=DeskView(bot_name=self._bot_name, bot=self._bot.state),
        )

    async def _kept(self, token: str | None) -> Visitor | None:
        """Whom the token of last time stands for; a bad one, or one that is over, is none.

        Nor is a customer's: the page has to bring the host site's word each time.
        """
        try:
            visitor = None if token is None else (await self._admission.read(token)).visitor
        except Unauthorized:
            return None
        return None if visitor is None or visitor.known else visitor

    async def _visitor(
        self, body: OpenRequest, vouched: Vouched | None, kept: Visitor | None
    ) -> Visitor:
        locale = body.locale or (kept.locale if kept else "en")
        if vouched is None:
            return kept or new_visitor(locale)
        visitor = await self._signed_in(vouched, locale)
        if kept is not None:
            await self._customer_messages.adopt(NAME, kept.address, visitor.customer)
        return visitor

    async def _signed_in(self, vouched: Vouched, locale: str) -> Visitor:
        if await self._sign_outs.ended(vouched.customer_id, vouched.since):
            raise Unauthorized("The customer has been signed out: sign a new identity token.")
        try:
            customer = await self._crm.people.customer(vouched.customer_id)
        except CrmError as exc:
            raise Unavailable("Customers cannot be looked up just now.") from exc
        if customer is None:
            raise Unauthorized("The identity token names a customer whom nobody knows.")
        return signed_in(customer.id, customer.name, locale)

    def _token(self, body: OpenRequest, visitor: Visitor, vouched: Vouched | None) -> str:
        """A token is renewed with each visit, but for a link's, which does not last longer."""
        if body.token is not None and visitor.only is not None:
            return body.token
        return self._tokens.issue(visitor, until=None if vouched is None else vouched.until)
