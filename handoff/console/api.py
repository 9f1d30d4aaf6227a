"""What a console calls over HTTP: log in, log out, who am I."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from handoff.console.auth import COOKIE, LIFE, Logins
from handoff.errors import Forbidden
from handoff.model import Agent, Role
from handoff.origins import is_https, remote_address
from handoff.payloads import Request, answer, read_body


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

    def __init__(self, logins: Logins) -> None:
        self._logins = logins

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


def _answer(agent: Agent) -> web.Response:
    who = LoggedIn(id=agent.id, name=agent.name, email=agent.email, role=agent.role)
    response = answer({"agent": who})
    response.headers["Cache-Control"] = "no-store"
    return response


def refuse_foreign(request: web.Request) -> None:
    """A page of another site can send a cookie along, but not this header."""
    if request.headers.get("X-Requested-With") != "warmdesk":
        raise Forbidden("Send the header X-Requested-With: warmdesk.")
