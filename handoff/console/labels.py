"""The list of labels over HTTP: kept by supervisors; agents have it with their snapshot."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from handoff.core.model import Agent
from handoff.core.payloads import Request
from handoff.store.cases.labels import Labels
from handoff.transport.json_http import answer, read_body


class LabelForm(Request, frozen=True, kw_only=True):
    """What a supervisor writes."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern=r"\S")]


class ConsoleLabels:
    """The routes under `/api/console/labels`."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels

    async def listed(self, _request: web.Request, _agent: Agent) -> web.Response:
        """`GET /api/console/labels`."""
        return answer({"labels": await self._labels.listed()})

    async def add(self, request: web.Request, agent: Agent) -> web.Response:
        """`POST /api/console/labels`."""
        form = await read_body(request, LabelForm)
        return answer(await self._labels.add(form.name, editor=agent.name))

    async def change(self, request: web.Request, agent: Agent) -> web.Response:
        """`PUT /api/console/labels/{id}`."""
        form, which = await read_body(request, LabelForm), request.match_info["id"]
        return answer(await self._labels.change(which, form.name, editor=agent.name))

    async def remove(self, request: web.Request, _agent: Agent) -> web.Response:
        """`DELETE /api/console/labels/{id}`."""
        await self._labels.remove(request.match_info["id"])
        return answer({})
