"""Route handlers of one's own account: its logins, its password, its second factor."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from aiohttp import web

from handoff.console.http.auth import Here, Logins
from handoff.console.http.entry import Code, Entry, LoggedIn, Password, goodbye
from handoff.console.http.guard import HERE
from handoff.core.model import Agent
from handoff.core.payloads import Request
from handoff.http.json_http import answer, read_body
from handoff.http.routes import route
from handoff.store.accounts.logins import Login
from handoff.usecases.agent.account_links import AccountLinks
from handoff.usecases.agent.second_factor import Proposal, SecondFactorCheck


class Confirmation(Request, frozen=True, kw_only=True):
    """One's password once more, with a code where there is a second factor."""

    password: Password
    code: Code = ""


class NewPassword(Request, frozen=True, kw_only=True):
    """What it is to be from now on."""

    password: Password


class FactorCode(Request, frozen=True, kw_only=True):
    """The code that the app shows."""

    code: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class LoginView(msgspec.Struct, frozen=True, kw_only=True):
    """A browser that one is logged in with; `here` is the one that asks."""

    id: str
    device: str
    began_at: datetime
    seen_at: datetime
    here: bool


class OwnLogins(msgspec.Struct, frozen=True, kw_only=True):
    """All of them, latest used first, and whether there is a second factor."""

    logins: tuple[LoginView, ...]
    second_factor: bool


class RecoveryCodes(msgspec.Struct, frozen=True, kw_only=True):
    """Each stands for a code of the app, once."""

    codes: tuple[str, ...]


class OwnAccount:
    """The routes under `/api/console/me`, and the way out."""

    def __init__(
        self, logins: Logins, entry: Entry, links: AccountLinks, factor: SecondFactorCheck
    ) -> None:
        self._logins = logins
        self._entry = entry
        self._links = links
        self._factor = factor

    @route("POST", "/logout", needs="own_login", act="logout")
    async def log_out(self, request: web.Request, agent: Agent) -> web.Response:
        """End this login, with every page of it."""
        await self._logins.end(agent.id, _here(request).login.id)
        return goodbye(request)

    @route("GET", "/me", needs="own_login", answer=LoggedIn)
    async def me(self, _request: web.Request, agent: Agent) -> web.Response:
        """Who is logged in."""
        return await self._entry.who(agent)

    @route("GET", "/me/logins", needs="own_login", answer=OwnLogins)
    async def logins(self, request: web.Request, agent: Agent) -> web.Response:
        """One's own logins."""
        mine = _here(request).login.id
        found = tuple(_view(login, mine) for login in await self._logins.of(agent))
        is_on = await self._factor.is_on(agent.id)
        return answer(OwnLogins(logins=found, second_factor=is_on))

    @route("DELETE", "/me/logins/{id}", needs="own_login", act="login.end")
    async def end_login(self, request: web.Request, agent: Agent) -> web.Response:
        """End one of them, wherever it is."""
        await self._logins.end(agent.id, request.match_info["id"])
        return answer({})

    @route("POST", "/me/confirm", needs="own_login", body=Confirmation, statuses=(401, 403, 429))
    async def confirm(self, request: web.Request, _agent: Agent) -> web.Response:
        """Show one's password again, for what asks for it."""
        body = await read_body(request, Confirmation)
        await self._logins.confirm(_here(request), body.password, body.code)
        return answer({})

    @route("GET", "/me/confirmed", needs="own_login", fresh=True)
    async def confirmed(self, _request: web.Request, _agent: Agent) -> web.Response:
        """Nothing, where the password was shown a short while ago; else 403 `not_confirmed`."""
        return answer({})

    @route(
        "POST",
        "/me/password",
        needs="own_login",
        act="password.change",
        fresh=True,
        body=NewPassword,
        answer=LoggedIn,
    )
    async def change_password(self, request: web.Request, agent: Agent) -> web.Response:
        """Another password, which ends every other login."""
        body = await read_body(request, NewPassword)
        changed = await self._links.change_own(agent, body.password)
        return await self._entry.welcome(request, changed)

    @route(
        "POST",
        "/me/second_factor",
        needs="own_login",
        act="second_factor.propose",
        fresh=True,
        answer=Proposal,
        statuses=(409,),
    )
    async def propose(self, _request: web.Request, agent: Agent) -> web.Response:
        """What an app is to be given for a second factor."""
        response = answer(await self._factor.propose(agent))
        response.headers["Cache-Control"] = "no-store"
        return response

    @route(
        "PUT",
        "/me/second_factor",
        needs="own_login",
        act="second_factor.confirm",
        fresh=True,
        body=FactorCode,
        answer=RecoveryCodes,
    )
    async def confirm_factor(self, request: web.Request, agent: Agent) -> web.Response:
        """Turn it on by the app's first code; the recovery codes, told this once."""
        body = await read_body(request, FactorCode)
        response = answer(RecoveryCodes(codes=await self._factor.confirm(agent, body.code)))
        response.headers["Cache-Control"] = "no-store"
        return response

    @route("DELETE", "/me/second_factor", needs="own_login", act="second_factor.remove", fresh=True)
    async def remove_factor(self, _request: web.Request, agent: Agent) -> web.Response:
        """It is asked for no more."""
        await self._factor.remove(agent.id)
        return answer({})


def _here(request: web.Request) -> Here:
    here: Here = request[HERE]
    return here


def _view(login: Login, mine: str) -> LoginView:
    same = ("id", "device", "began_at", "seen_at")
    values = {name: getattr(login, name) for name in same}
    return LoginView(**values, here=login.id == mine)
