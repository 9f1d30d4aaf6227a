"""Links to conversations, which agents put into e-mails."""

from __future__ import annotations

from aiohttp import web

from handoff.core.model import Agent
from handoff.transport.json_http import answer
from handoff.usecases.customer.chat_links import ChatLinks


class ConsoleLinks:
    """`/api/console/conversations/{id}/link`."""

    def __init__(self, links: ChatLinks) -> None:
        self._links = links

    async def make(self, request: web.Request, _agent: Agent) -> web.Response:
        """`POST`: where the link leads on the desk, and until when it works."""
        response = answer(await self._links.issue(request.match_info["id"]))
        response.headers["Cache-Control"] = "no-store"
        return response
