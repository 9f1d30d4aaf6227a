"""Canned replies over HTTP: read by agents, edited by supervisors."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from handoff.core.model import MAX_TEXT, Agent
from handoff.core.payloads import Request
from handoff.store.cases.canned_replies import VARIABLES, CannedReplies
from handoff.transport.json_http import answer, read_body


class ReplyForm(Request, frozen=True, kw_only=True):
    """What a supervisor writes."""

    title: Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern=r"\S")]
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_TEXT, pattern=r"\S")]


class ConsoleReplies:
    """The routes under `/api/console/replies`."""

    def __init__(self, replies: CannedReplies) -> None:
        self._replies = replies

    async def listed(self, _request: web.Request, _agent: Agent) -> web.Response:
        """`GET /api/console/replies`, with what may stand in braces."""
        return answer({"replies": await self._replies.listed(), "variables": VARIABLES})

    async def add(self, request: web.Request, agent: Agent) -> web.Response:
        """`POST /api/console/replies`."""
        form = await read_body(request, ReplyForm)
        return answer(await self._replies.add(form.title, form.text, editor=agent.name))

    async def change(self, request: web.Request, agent: Agent) -> web.Response:
        """`PUT /api/console/replies/{id}`."""
        form, which = await read_body(request, ReplyForm), request.match_info["id"]
        return answer(await self._replies.change(which, form.title, form.text, editor=agent.name))

    async def remove(self, request: web.Request, _agent: Agent) -> web.Response:
        """`DELETE /api/console/replies/{id}`."""
        await self._replies.remove(request.match_info["id"])
        return answer({})
