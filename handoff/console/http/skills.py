"""Route handlers of the list of skills, from which cases and colleagues get theirs."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from handoff.core.model import Agent
from handoff.core.payloads import Request
from handoff.http.json_http import answer, read_body
from handoff.http.routes import route
from handoff.store.cases.skills import Skills


class SkillForm(Request, frozen=True, kw_only=True):
    """What a supervisor writes."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern=r"\S")]


class SkillList(msgspec.Struct, frozen=True, kw_only=True):
    """All skills."""

    skills: tuple[str, ...]


class ConsoleSkills:
    """The routes under `/api/console/skills`."""

    def __init__(self, skills: Skills) -> None:
        self._skills = skills

    @route("GET", "/skills", needs="desk", answer=SkillList)
    async def listed(self, _request: web.Request, _agent: Agent) -> web.Response:
        """Every skill, in order."""
        return answer(SkillList(skills=await self._skills.listed()))

    @route(
        "POST",
        "/skills",
        needs="labels",
        act="skill.add",
        body=SkillForm,
        answer=SkillList,
        statuses=(409,),
    )
    async def add(self, request: web.Request, agent: Agent) -> web.Response:
        """A new skill."""
        form = await read_body(request, SkillForm)
        await self._skills.add(form.name, editor=agent.name)
        return answer(SkillList(skills=await self._skills.listed()))

    @route("DELETE", "/skills/{name}", needs="labels", act="skill.remove", statuses=(409,))
    async def remove(self, request: web.Request, _agent: Agent) -> web.Response:
        """A skill that neither a colleague nor an open case has is taken off the list."""
        await self._skills.remove(request.match_info["name"])
        return answer({})
