"""What a console calls over HTTP: log in, log out, who am I, and what goes wrong for many."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from handoff.console.auth import COOKIE, LIFE, Logins
from handoff.errors import Forbidden
from handoff.incidents import IncidentForm, Incidents
from handoff.model import Agent, Role
from handoff.origins import is_https, remote_address
from handoff.payloads import Request, answer, read_body

EDITORS: frozenset[Role] = frozenset({"agent", "supervisor", "admin"})
"""Who may edit incidents."""
IDEMPOTENCY_KEY = "Idempotency-Key"
KEY_LENGTH = 80


class LoginRequest(Request, frozen=True, kw_only=True):
    """Body of `POST /api/console/login`."""

    email: Annotated[str, msgspec.Meta(min_length=1, max_length=320)]
    password: Annotated[str, msgspec.Meta(min_length=1, max_length=1_000)]


class LoggedIn(msgspec.Struct, frozen=True, kw_only=True):
    """The agent of this browser."""

    id: str
    name: str
    email: str
    role: Role


class ConsoleApi:
    """The routes under `/api/console/`."""

    def __init__(self, logins: Logins, incidents: Incidents) -> None:
        self._logins = logins
        self._incidents = incidents

    async def log_in(self, request: web.Request) -> web.Response:
        """`POST /api/console/login`."""
        body = await read_body(request, LoginRequest)
        agent, token = await self._logins.log_in(body.email, body.password, remote_address(request))
        response = _answer(agent)
        response.set_cookie(
            COOKIE,
            token,
            max_age=int(LIFE.total_seconds()),
            httponly=True,
            samesite="Strict",
            secure=is_https(request),
        )
        return response

    async def log_out(self, request: web.Request) -> web.Response:
        """`POST /api/console/logout`."""
        refuse_foreign(request)
        await self._logins.read(request.cookies)
        response = answer({})
        response.del_cookie(COOKIE, httponly=True, samesite="Strict", secure=is_https(request))
        return response

    async def me(self, request: web.Request) -> web.Response:
        """`GET /api/console/me`."""
        return _answer((await self._logins.read(request.cookies)).agent)

    async def incidents(self, request: web.Request) -> web.Response:
        """`GET /api/console/incidents`."""
        await self._editor(request)
        return answer(await self._incidents.listed())

    async def add_incident(self, request: web.Request) -> web.Response:
        """`POST /api/console/incidents`."""
        refuse_foreign(request)
        agent, form = await self._editor(request), await read_body(request, IncidentForm)
        key = _try_of(agent, request)
        return answer(await self._incidents.add(form, editor=agent.name, key=key))

    async def change_incident(self, request: web.Request) -> web.Response:
        """`PUT /api/console/incidents/{id}`."""
        refuse_foreign(request)
        agent, form = await self._editor(request), await read_body(request, IncidentForm)
        changed = await self._incidents.change(
            request.match_info["id"], form, editor=agent.name, key=_try_of(agent, request)
        )
        return answer(changed)

    async def end_incident(self, request: web.Request) -> web.Response:
        """`POST /api/console/incidents/{id}/end`."""
        refuse_foreign(request)
        agent = await self._editor(request)
        ended = await self._incidents.end(
            request.match_info["id"], editor=agent.name, key=_try_of(agent, request)
        )
        return answer(ended)

    async def _editor(self, request: web.Request) -> Agent:
        """Who is logged in, provided that they may edit incidents."""
        agent = (await self._logins.read(request.cookies)).agent
        if agent.role not in EDITORS:
            raise Forbidden("Incidents are edited by agents and supervisors.")
        return agent


def _try_of(agent: Agent, request: web.Request) -> str | None:
    """What a page names a try by, so that a second one of it changes nothing."""
    key = request.headers.get(IDEMPOTENCY_KEY)
    return f"{agent.id}:{key[:KEY_LENGTH]}" if key else None


def _answer(agent: Agent) -> web.Response:
    who = LoggedIn(id=agent.id, name=agent.name, email=agent.email, role=agent.role)
    response = answer({"agent": who})
    response.headers["Cache-Control"] = "no-store"
    return response


def refuse_foreign(request: web.Request) -> None:
    """A page of another site can send a cookie along, but not this header."""
    if request.headers.get("X-Requested-With") != "warmdesk":
        raise Forbidden("Send the header X-Requested-With: warmdesk.")
