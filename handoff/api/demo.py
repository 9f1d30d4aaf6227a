"""Route handlers of the demo shop: who looks at it may sign in as any made-up customer."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from actions.crm.demo_customers import DEMO_CUSTOMERS, DemoCustomer
from actions.crm.errors import CrmError
from actions.crm.port import Crm
from actions.crm.registry import is_demo
from handoff.core.errors import Forbidden, NotFound, Unavailable
from handoff.core.identity_tokens import IdentityTokens
from handoff.core.payloads import Request
from handoff.http.json_http import answer, read_body
from handoff.http.routes import route


class IdentityRequest(Request, frozen=True, kw_only=True):
    """Whom somebody wants to be."""

    customer_id: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]


class IdentityIssued(msgspec.Struct, frozen=True, kw_only=True):
    """A token such as a shop signs for its customer."""

    identity: str


class Demo:
    """The routes under `/demo/`: with `DEMO=1` only, and refused on any CRM but the demo's."""

    def __init__(self, crm: Crm, identities: IdentityTokens) -> None:
        self._crm = crm
        self._identities = identities
        self._names = {customer.id: customer.name for customer in DEMO_CUSTOMERS}

    @route("GET", "/demo/customers", answer=tuple[DemoCustomer, ...], statuses=(403, 503))
    async def customers(self, _request: web.Request) -> web.Response:
        """Whom one can be."""
        await self._refuse_real()
        return answer(DEMO_CUSTOMERS)

    @route(
        "POST",
        "/demo/identity",
        body=IdentityRequest,
        answer=IdentityIssued,
        statuses=(403, 404, 503),
    )
    async def identity(self, request: web.Request) -> web.Response:
        """A token such as a shop signs for its customer."""
        await self._refuse_real()
        body = await read_body(request, IdentityRequest)
        name = self._names.get(body.customer_id)
        if name is None:
            raise NotFound("The demo has no such customer.")
        return answer(IdentityIssued(identity=self._identities.issue(body.customer_id, name)))

    async def _refuse_real(self) -> None:
        try:
            made_up = await is_demo(self._crm)
        except CrmError as exc:
            raise Unavailable("The CRM does not answer just now.") from exc
        if not made_up:
            raise Forbidden("This CRM is not the demo's, so nobody can sign in from here.")
