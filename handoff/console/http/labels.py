"""Route handlers of the list of labels, kept by supervisors; agents get it with their snapshot."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from handoff.core.model import Agent, Label
from handoff.core.payloads import Request
from handoff.http.json_http import answer, read_body
from handoff.http.routes import route
from handoff.store.cases.labels import Labels


class LabelForm(Request, frozen=True, kw_only=True):
    """What a supervisor writes."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern=r"\S")]


class LabelList(msgspec.Struct, frozen=True, kw_only=True):
    """All labels."""

    labels: tuple[Label, ...]


class ConsoleLabels:
    """The routes under `/api/console/labels`."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels

    @route("GET", "/labels", needs="desk", answer=LabelList)
    async def listed(self, _request: web.Request, _agent: Agent) -> web.Response:
        """Every label, by name."""
        return answer(LabelList(labels=await self._labels.listed()))

    @route(
        "POST",
        "/labels",
        needs="labels",
        act="label.add",
        body=LabelForm,
        answer=Label,
        statuses=(409,),
    )
    async def add(self, request: web.Request, agent: Agent) -> web.Response:
        """A new label; a name is there once, in capitals or not."""
        form = await read_body(request, LabelForm)
        return answer(await self._labels.add(form.name, editor=agent.name))

    @route(
        "PUT",
        "/labels/{id}",
        needs="labels",
        act="label.change",
        body=LabelForm,
        answer=Label,
        statuses=(409,),
    )
    async def change(self, request: web.Request, agent: Agent) -> web.Response:
        """A label is called something else."""
        form, which = await read_body(request, LabelForm), request.match_info["id"]
        return answer(await self._labels.change(which, form.name, editor=agent.name))

    @route("DELETE", "/labels/{id}", needs="labels", act="label.remove")
    async def remove(self, request: web.Request, _agent: Agent) -> web.Response:
        """A label is taken off every conversation."""
        await self._labels.remove(request.match_info["id"])
        return answer({})
