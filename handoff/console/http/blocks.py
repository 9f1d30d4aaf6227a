"""Route handlers of blocks: agents block whoever is in a conversation, supervisors lift it."""

from __future__ import annotations

import msgspec
from aiohttp import web

from handoff.core.channel.blocks import Block
from handoff.core.model import Agent
from handoff.http.json_http import answer, read_body
from handoff.http.routes import route
from handoff.usecases.agent.blocking import Blocking, BlockWish, ListedBlock


class ListedBlocks(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody who is blocked, or was."""

    blocks: tuple[ListedBlock, ...]


class ConsoleBlocks:
    """`/api/console/blocks`, and how one begins."""

    def __init__(self, blocking: Blocking) -> None:
        self._blocking = blocking

    @route(
        "POST",
        "/conversations/{id}/block",
        needs="answer",
        act="block.add",
        body=BlockWish,
        answer=Block,
    )
    async def add(self, request: web.Request, agent: Agent) -> web.Response:
        """The conversation ends; what they write from now on is kept apart."""
        wish = await read_body(request, BlockWish)
        return answer(await self._blocking.block(agent, request.match_info["id"], wish))

    @route("GET", "/blocks", needs="blocks", act="blocks.read", answer=ListedBlocks)
    async def listed(self, _request: web.Request, _agent: Agent) -> web.Response:
        """Those that hold first, with what was written since."""
        return answer(ListedBlocks(blocks=await self._blocking.listed()))

    @route(
        "DELETE", "/blocks/{id}", needs="answer", act="block.lift", answer=Block, statuses=(409,)
    )
    async def lift(self, request: web.Request, agent: Agent) -> web.Response:
        """They may write again; whoever has blocked them may lift it, and supervisors."""
        return answer(await self._blocking.lift(agent, request.match_info["id"]))
