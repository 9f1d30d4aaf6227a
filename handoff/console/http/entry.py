"""Answer to whoever has just shown who they are: the agent, and the cookies of a new login."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import msgspec
from aiohttp import web

from handoff.console.http import known_browsers
from handoff.console.http.auth import COOKIE, LIFE, Logins
from handoff.core.model import Agent, Role
from handoff.core.permissions import GRANTS, Permission
from handoff.http.json_http import answer
from handoff.http.origins import is_https

Password = Annotated[str, msgspec.Meta(min_length=1, max_length=1_000)]
ONLY_OWN: frozenset[Permission] = frozenset({"own_login"})
Code = Annotated[str, msgspec.Meta(max_length=60)]
"""Of an app, or a recovery code."""


class AgentSelf(msgspec.Struct, frozen=True, kw_only=True):
    """The agent of this browser.

    `lacks_factor`: an admin who may do nothing before they have set up a second factor.
    """

    id: str
    name: str
    email: str
    role: Role
    may: tuple[Permission, ...]
    lacks_factor: bool


class LoggedIn(msgspec.Struct, frozen=True, kw_only=True):
    """Who is logged in."""

    agent: AgentSelf


class Entry:
    """Lets people in and out of this browser."""

    def __init__(self, logins: Logins) -> None:
        self._logins = logins

    async def welcome(self, request: web.Request, agent: Agent) -> web.Response:
        """The agent, with the cookies of their login and of a browser that is known."""
        cookie = await self._logins.begin(agent, request.headers.get("User-Agent", ""))
        response = await self.who(agent)
        _set_cookie(request, response, COOKIE, cookie, LIFE)
        browser = self._logins.known_browser(agent)
        _set_cookie(request, response, known_browsers.COOKIE, browser, known_browsers.LIFE)
        return response

    async def who(self, agent: Agent) -> web.Response:
        """The agent alone."""
        lacks_factor = await self._logins.lacks_factor(agent)
        granted = ONLY_OWN if lacks_factor else GRANTS[agent.role]
        who = AgentSelf(
            id=agent.id,
            name=agent.name,
            email=agent.email,
            role=agent.role,
            may=tuple(sorted(granted)),
            lacks_factor=lacks_factor,
        )
        response = answer(LoggedIn(agent=who))
        response.headers["Cache-Control"] = "no-store"
        return response


def _set_cookie(
    request: web.Request, response: web.Response, name: str, value: str, life: timedelta
) -> None:
    """A cookie for the desk's own pages, which no script reads."""
    response.set_cookie(
        name,
        value,
        max_age=int(life.total_seconds()),
        httponly=True,
        samesite="Strict",
        secure=is_https(request),
    )


def goodbye(request: web.Request) -> web.Response:
    """The browser forgets its cookie."""
    response = answer({})
    response.del_cookie(COOKIE, httponly=True, samesite="Strict", secure=is_https(request))
    return response
