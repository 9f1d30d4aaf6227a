"""Route handlers of canned replies: read by agents, edited by supervisors."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from handoff.core.model import MAX_TEXT, Agent
from handoff.core.payloads import Request
from handoff.http.json_http import answer, read_body
from handoff.http.routes import route
from handoff.store.cases.canned_replies import VARIABLES, CannedReplies, CannedReply


class ReplyForm(Request, frozen=True, kw_only=True):
    """What a supervisor writes."""

    title: Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern=r"\S")]
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_TEXT, pattern=r"\S")]


class ReplyList(msgspec.Struct, frozen=True, kw_only=True):
    """All canned replies, and the variables that they may hold."""

    replies: tuple[CannedReply, ...]
    variables: tuple[str, ...]


class ConsoleReplies:
    """The routes under `/api/console/replies`."""

    def __init__(self, replies: CannedReplies) -> None:
        self._replies = replies

    @route("GET", "/replies", needs="answer", answer=ReplyList)
    async def listed(self, _request: web.Request, _agent: Agent) -> web.Response:
        """Every canned reply, with what may stand in braces."""
        return answer(ReplyList(replies=await self._replies.listed(), variables=VARIABLES))

    @route(
        "POST",
        "/replies",
        needs="replies",
        act="reply.add",
        body=ReplyForm,
        answer=CannedReply,
        statuses=(409,),
    )
    async def add(self, request: web.Request, agent: Agent) -> web.Response:
        """A new canned reply."""
        form = await read_body(request, ReplyForm)
        return answer(await self._replies.add(form.title, form.text, editor=agent.name))

    @route(
        "PUT",
        "/replies/{id}",
        needs="replies",
        act="reply.change",
        body=ReplyForm,
        answer=CannedReply,
        statuses=(409,),
    )
    async def change(self, request: web.Request, agent: Agent) -> web.Response:
        """A canned reply says something else."""
        form, which = await read_body(request, ReplyForm), request.match_info["id"]
        return answer(await self._replies.change(which, form.title, form.text, editor=agent.name))

    @route("DELETE", "/replies/{id}", needs="replies", act="reply.remove")
    async def remove(self, request: web.Request, _agent: Agent) -> web.Response:
        """A canned reply goes."""
        await self._replies.remove(request.match_info["id"])
        return answer({})
