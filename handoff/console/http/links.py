"""Route handler of what lets customers into conversations: links for e-mails, and their end."""

from __future__ import annotations

from aiohttp import web

from handoff.core.model import Agent
from handoff.http.json_http import answer
from handoff.http.routes import route
from handoff.usecases.customer.chat_links import ChatLink, ChatLinks
from handoff.usecases.customer.sign_outs import SignOuts


class ConsoleLinks:
    """`/api/console/conversations/{id}/link` and `…/sign_out`."""

    def __init__(self, links: ChatLinks, sign_outs: SignOuts) -> None:
        self._links = links
        self._sign_outs = sign_outs

    @route(
        "POST", "/conversations/{id}/link", needs="answer", act="conversation.link", answer=ChatLink
    )
    async def make(self, request: web.Request, _agent: Agent) -> web.Response:
        """Where the link leads on the desk, and until when it works."""
        response = answer(await self._links.issue(request.match_info["id"]))
        response.headers["Cache-Control"] = "no-store"
        return response

    @route("DELETE", "/conversations/{id}/link", needs="answer", act="conversation.end_links")
    async def end(self, request: web.Request, _agent: Agent) -> web.Response:
        """No link made so far opens the conversation, and pages that one has opened are out."""
        await self._links.revoke(request.match_info["id"])
        return answer({})

    @route(
        "POST",
        "/conversations/{id}/sign_out",
        needs="answer",
        act="customer.sign_out",
        statuses=(409,),
    )
    async def sign_out(self, request: web.Request, _agent: Agent) -> web.Response:
        """The customer is signed out of every page, until the host site vouches anew."""
        await self._sign_outs.of_conversation(request.match_info["id"])
        return answer({})
