"""Route handlers with which operators' programs end what lets customers in."""

from __future__ import annotations

from aiohttp import web

from handoff.api.records import Ended
from handoff.core.clock import Clock
from handoff.http.json_http import answer
from handoff.http.routes import route
from handoff.usecases.customer.chat_links import ChatLinks
from handoff.usecases.customer.sign_outs import SignOuts


class Revocations:
    """Ends links into conversations, and what host sites have vouched for."""

    def __init__(self, links: ChatLinks, sign_outs: SignOuts, clock: Clock) -> None:
        self._links = links
        self._sign_outs = sign_outs
        self._clock = clock

    @route(
        "POST",
        "/api/conversations/{id}/end_links",
        door="token",
        scope="links",
        name="endLinks",
        act="conversation.end_links",
        answer=Ended,
    )
    async def end_links(self, request: web.Request) -> web.StreamResponse:
        """End all links into the conversation that were made so far."""
        await self._links.revoke(request.match_info["id"])
        return answer(Ended(at=self._clock()))

    @route(
        "POST",
        "/api/customers/{id}/sign_out",
        door="token",
        scope="sign_outs",
        name="signOut",
        act="customer.sign_out",
        answer=Ended,
    )
    async def sign_out(self, request: web.Request) -> web.StreamResponse:
        """Sign a customer out of every page, until the host site vouches for them anew."""
        await self._sign_outs.of(request.match_info["id"])
        return answer(Ended(at=self._clock()))
