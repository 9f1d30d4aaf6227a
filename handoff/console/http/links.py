"""Route handler of links to conversations, which agents put into e-mails."""

from __future__ import annotations

from aiohttp import web

from handoff.core.model import Agent
from handoff.http.json_http import answer
from handoff.http.routes import route
from handoff.usecases.customer.chat_links import ChatLink, ChatLinks


class ConsoleLinks:
    """`/api/console/conversations/{id}/link`."""

    def __init__(self, links: ChatLinks) -> None:
        self._links = links

    @route(
        "POST", "/conversations/{id}/link", needs="answer", act="conversation.link", answer=ChatLink
    )
    async def make(self, request: web.Request, _agent: Agent) -> web.Response:
        """Where the link leads on the desk, and until when it works."""
        response = answer(await self._links.issue(request.match_info["id"]))
        response.headers["Cache-Control"] = "no-store"
        return response
