"""Route handler of invitations: what a page may offer its visitor before they have done anything.

Nothing is kept of who asks: no conversation begins, and no token is given out.
"""

from __future__ import annotations

import msgspec
import structlog
from aiohttp import web

from actions.crm.errors import CrmError
from actions.crm.port import Crm
from handoff.channels.webchat.wire import Locale
from handoff.core.clock import Clock
from handoff.core.errors import Unauthorized
from handoff.core.identity_tokens import IdentityTokens
from handoff.core.invitations import Invitations, Rule, has_late, spoken
from handoff.core.payloads import Request
from handoff.http.json_http import answer, read_body
from handoff.http.limit_rules import INVITATIONS
from handoff.http.limits import Limits
from handoff.http.origins import Origins, permit
from handoff.http.routes import route

LOOKED_AT = 5
"""The customer's newest orders, of which one may be late."""

_log = structlog.get_logger(__name__)


class InvitationsRequest(Request, frozen=True, kw_only=True):
    """Who the host site says is signed in, if anybody, and their language."""

    identity: str | None = None
    locale: Locale = "en"


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """An invitation in the visitor's language, with what the page itself can tell."""

    id: str
    page: str
    seconds: float
    cart_value: float | None
    error: bool
    bubble: str
    opening: str


class Invited(msgspec.Struct, frozen=True, kw_only=True):
    """What the visitor may be shown, the most important first."""

    per_day: int
    invitations: tuple[Invitation, ...]


class Inviting:
    """Says which rules concern a visitor."""

    def __init__(
        self,
        invitations: Invitations,
        crm: Crm,
        *,
        identities: IdentityTokens,
        origins: Origins,
        limits: Limits,
        clock: Clock,
    ) -> None:
        self._invitations = invitations
        self._crm = crm
        self._identities = identities
        self._origins = origins
        self._limits = limits
        self._clock = clock

    @route(
        "POST",
        "/api/chat/invitations",
        body=InvitationsRequest,
        answer=Invited,
        statuses=(403, 429),
        shared=True,
    )
    async def give(self, request: web.Request) -> web.Response:
        """What a page may offer its visitor, in their language."""
        origin = self._origins.admit(request)
        await self._limits.take(INVITATIONS, self._limits.place(request))
        body = await read_body(request, InvitationsRequest)
        rules = await self._for(body.identity)
        shown = tuple(_shown(rule, body.locale) for rule in rules)
        response = answer(Invited(per_day=self._invitations.per_day, invitations=shown))
        permit(response, origin)
        return response

    async def _for(self, identity: str | None) -> tuple[Rule, ...]:
        rules = self._invitations.rules
        if not any(rule.when.late_order for rule in rules) or await self._waits(identity):
            return rules
        return tuple(rule for rule in rules if not rule.when.late_order)

    async def _waits(self, identity: str | None) -> bool:
        """Whether a signed-in customer waits for a parcel that is late."""
        if identity is None:
            return False
        try:
            customer_id = self._identities.read(identity)
            orders = await self._crm.orders.orders(customer_id, limit=LOOKED_AT)
        except Unauthorized:
            return False
        except CrmError as exc:
            _log.warning("orders_unread", error=type(exc).__name__)
            return False
        return has_late(orders, self._clock().date())


def _shown(rule: Rule, locale: str) -> Invitation:
    when = rule.when
    return Invitation(
        id=rule.id,
        page=when.page,
        seconds=when.seconds,
        cart_value=when.cart_value,
        error=when.error,
        bubble=spoken(rule.bubble, locale),
        opening=spoken(rule.opening, locale),
    )
