"""Route handlers of a console's own calls: log in, a first password, incidents."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from handoff.console.http import known_browsers
from handoff.console.http.auth import Logins
from handoff.console.http.entry import Code, Entry, LoggedIn, Password
from handoff.console.http.guard import refuse_foreign
from handoff.core.errors import Unauthorized
from handoff.core.model import Agent
from handoff.core.payloads import Request
from handoff.http.json_http import answer, read_body
from handoff.http.limit_rules import PASSWORD_LINKS
from handoff.http.limits import Limits
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


class LoginRequest(Request, frozen=True, kw_only=True):
    """Body of `POST /api/console/login`."""

    email: Annotated[str, msgspec.Meta(min_length=1, max_length=320)]
    password: Password
    code: Code = ""


class PasswordRequest(Request, frozen=True, kw_only=True):
    """Body of `POST /api/console/password`: what a link holds, and the password chosen."""

    token: Annotated[str, msgspec.Meta(min_length=1, max_length=2_000)]
    password: Password
    code: Code = ""


class ConsoleApi:
    """The routes under `/api/console/` that concern no customer."""

    def __init__(
        self,
        logins: Logins,
        entry: Entry,
        links: AccountLinks,
        audit: Audit,
        incidents: Incidents,
        limits: Limits,
    ) -> None:
        self._limits = limits
        self._logins = logins
        self._entry = entry
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
                browser=request.cookies.get(known_browsers.COOKIE, ""),
                code=body.code,
            )
        except Unauthorized:
            async with self._audit.noted("login", about=body.email):
                raise
        async with self._audit.noted("login", by=agent):
            return await self._entry.welcome(request, agent)

    @route("POST", "/password", body=PasswordRequest, answer=LoggedIn, statuses=(401, 403, 429))
    async def choose_password(self, request: web.Request) -> web.Response:
        """Set a password with a link, and log in."""
        refuse_foreign(request)
        await self._limits.take(PASSWORD_LINKS, self._limits.place(request))
        body = await read_body(request, PasswordRequest)
        agent = await self._links.whose(body.token)
        async with self._audit.noted("password", by=agent):
            await self._logins.code_by_link(agent, body.code)
            agent = await self._links.use(body.token, body.password)
            return await self._entry.welcome(request, agent)

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


def _try_of(agent: Agent, request: web.Request) -> str | None:
    """What a page names a try by, so that a second one of it changes nothing."""
    key = request.headers.get(IDEMPOTENCY_KEY)
    return f"{agent.id}:{key[:KEY_LENGTH]}" if key else None
