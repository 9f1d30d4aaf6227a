"""Route handlers of a console's own calls: log in and out, password, who am I, incidents."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import msgspec
from aiohttp import web

from handoff.console.http import devices
from handoff.console.http.auth import COOKIE, LIFE, Logins
from handoff.console.http.guard import refuse_foreign
from handoff.core.errors import Unauthorized
from handoff.core.model import Agent, Role
from handoff.core.payloads import Request
from handoff.core.permissions import GRANTS, Permission
from handoff.http.json_http import answer, read_body
from handoff.http.limit_rules import PASSWORD_LINKS
from handoff.http.limits import Limits
from handoff.http.origins import is_https
from handoff.http.routes import route
from handoff.store.accounts.audit import Audit
from handoff.usecases.agent.account_links import AccountLinks
from handoff.usecases.agent.incidents import (
    IncidentForm,
    Incidents,
    ListedIncident,
    ListedIncidents,
)

IDEMPOTENCY_KEY = "Idempotency-Key"
KEY_LENGTH = 80

Password = Annotated[str, msgspec.Meta(min_length=1, max_length=1_000)]


class LoginRequest(Request, frozen=True, kw_only=True):
    """Body of `POST /api/console/login`."""

    email: Annotated[str, msgspec.Meta(min_length=1, max_length=320)]
    password: Password


class PasswordRequest(Request, frozen=True, kw_only=True):
    """Body of `POST /api/console/password`: what a link holds, and the password chosen."""

    token: Annotated[str, msgspec.Meta(min_length=1, max_length=2_000)]
    password: Password


class AgentSelf(msgspec.Struct, frozen=True, kw_only=True):
    """The agent of this browser."""

    id: str
    name: str
    email: str
    role: Role
    may: tuple[Permission, ...]


class LoggedIn(msgspec.Struct, frozen=True, kw_only=True):
    """Who is logged in."""

    agent: AgentSelf


class ConsoleApi:
    """The routes under `/api/console/` that concern no customer."""

    def __init__(
        self,
        logins: Logins,
        links: AccountLinks,
        audit: Audit,
        incidents: Incidents,
        limits: Limits,
    ) -> None:
        self._limits = limits
        self._logins = logins
        self._links = links
        self._audit = audit
        self._incidents = incidents

    @route("POST", "/login", body=LoginRequest, answer=LoggedIn, statuses=(401, 429))
    async def log_in(self, request: web.Request) -> web.Response:
        """Log in; the cookie remembers it."""
        body = await read_body(request, LoginRequest)
        try:
            agent = await self._logins.log_in(
                body.email,
                body.password,
                self._limits.place(request),
                request.cookies.get(devices.COOKIE, ""),
            )
        except Unauthorized:
            async with self._audit.noted("login", about=body.email):
                raise
        async with self._audit.noted("login", by=agent):
            return self._welcome(request, agent)

    @route("POST", "/password", body=PasswordRequest, answer=LoggedIn, statuses=(401, 403, 429))
    async def choose_password(self, request: web.Request) -> web.Response:
        """Set a password with a link, and log in."""
        refuse_foreign(request)
        await self._limits.take(PASSWORD_LINKS, self._limits.place(request))
        body = await read_body(request, PasswordRequest)
        agent = await self._links.whose(body.token)
        async with self._audit.noted("password", by=agent):
            return self._welcome(request, await self._links.use(body.token, body.password))

    @route("POST", "/logout", needs="own_login", act="logout")
    async def log_out(self, request: web.Request, _agent: Agent) -> web.Response:
        """Forget the cookie."""
        response = answer({})
        response.del_cookie(COOKIE, httponly=True, samesite="Strict", secure=is_https(request))
        return response

    @route("GET", "/me", needs="own_login", answer=LoggedIn)
    async def me(self, _request: web.Request, agent: Agent) -> web.Response:
        """Who is logged in."""
        return _answer(agent)

    @route("GET", "/incidents", needs="incidents", answer=ListedIncidents, statuses=(503,))
    async def incidents(self, _request: web.Request, _agent: Agent) -> web.Response:
        """Known incidents, last begun first."""
        return answer(await self._incidents.listed())

    @route(
        "POST",
        "/incidents",
        needs="incidents",
        act="incident.add",
        body=IncidentForm,
        answer=ListedIncident,
        keyed=True,
        statuses=(503,),
    )
    async def add_incident(self, request: web.Request, agent: Agent) -> web.Response:
        """Let the bot know of an incident."""
        form, key = await read_body(request, IncidentForm), _try_of(agent, request)
        return answer(await self._incidents.add(form, editor=agent.name, key=key))

    @route(
        "PUT",
        "/incidents/{id}",
        needs="incidents",
        act="incident.change",
        body=IncidentForm,
        answer=ListedIncident,
        keyed=True,
        statuses=(503,),
    )
    async def change_incident(self, request: web.Request, agent: Agent) -> web.Response:
        """Say something else of an incident."""
        form, key = await read_body(request, IncidentForm), _try_of(agent, request)
        incident_id = request.match_info["id"]
        changed = await self._incidents.change(incident_id, form, editor=agent.name, key=key)
        return answer(changed)

    @route(
        "POST",
        "/incidents/{id}/end",
        needs="incidents",
        act="incident.end",
        answer=ListedIncident,
        keyed=True,
        statuses=(503,),
    )
    async def end_incident(self, request: web.Request, agent: Agent) -> web.Response:
        """An incident is over."""
        incident_id, key = request.match_info["id"], _try_of(agent, request)
        return answer(await self._incidents.end(incident_id, editor=agent.name, key=key))

    def _welcome(self, request: web.Request, agent: Agent) -> web.Response:
        """The agent, with the cookie that remembers them."""
        response = _answer(agent)
        _set_cookie(request, response, COOKIE, self._logins.issue(agent), LIFE)
        _set_cookie(request, response, devices.COOKIE, self._logins.device(agent), devices.LIFE)
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


def _try_of(agent: Agent, request: web.Request) -> str | None:
    """What a page names a try by, so that a second one of it changes nothing."""
    key = request.headers.get(IDEMPOTENCY_KEY)
    return f"{agent.id}:{key[:KEY_LENGTH]}" if key else None


def _answer(agent: Agent) -> web.Response:
    may = tuple(sorted(GRANTS[agent.role]))
    who = AgentSelf(id=agent.id, name=agent.name, email=agent.email, role=agent.role, may=may)
    response = answer(LoggedIn(agent=who))
    response.headers["Cache-Control"] = "no-store"
    return response
