"""Route handlers of accounts, for admins: invite, change, disable, make links for a password."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from urllib.parse import quote

import msgspec
from aiohttp import web

from handoff.core.errors import Conflict, NotFound
from handoff.core.model import Agent, Presence, Role
from handoff.core.payloads import Request
from handoff.http.json_http import answer, read_body
from handoff.http.routes import route
from handoff.store.accounts.accounts import Account, Accounts
from handoff.store.accounts.audit import Audit
from handoff.store.cases.skills import Skills
from handoff.usecases.agent.account_links import AccountLinks
from handoff.usecases.agent.second_factor import SecondFactorCheck

Skill = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class AccountForm(Request, frozen=True, kw_only=True):
    """What an admin says of an account. No skills mean every skill."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    role: Role
    skills: Annotated[tuple[Skill, ...], msgspec.Meta(max_length=50)] = ()
    capacity: Annotated[int, msgspec.Meta(ge=0, le=50)] = 4


class InviteForm(AccountForm, frozen=True, kw_only=True):
    """Somebody new."""

    email: Annotated[str, msgspec.Meta(min_length=3, max_length=320, pattern=r"^[^@\s]+@[^@\s]+$")]


class AccountView(msgspec.Struct, frozen=True, kw_only=True):
    """An account. `invited`: its person has not chosen a password yet."""

    id: str
    name: str
    email: str
    role: Role
    skills: tuple[str, ...]
    capacity: int
    presence: Presence
    disabled: bool
    invited: bool
    seen_at: datetime


class LinkView(msgspec.Struct, frozen=True, kw_only=True):
    """A link for its person alone, from the root of the desk."""

    path: str
    expires_at: datetime


class AccountList(msgspec.Struct, frozen=True, kw_only=True):
    """All accounts."""

    accounts: tuple[AccountView, ...]


class Invited(msgspec.Struct, frozen=True, kw_only=True):
    """A new account, and the link with which its person chooses a password."""

    id: str
    link: LinkView


class LinkMade(msgspec.Struct, frozen=True, kw_only=True):
    """A new link."""

    link: LinkView


class ConsoleAccounts:
    """The accounts. They write to the audit log themselves: whose it was, and what became of it."""

    def __init__(
        self,
        accounts: Accounts,
        skills: Skills,
        links: AccountLinks,
        factor: SecondFactorCheck,
        audit: Audit,
    ) -> None:
        self._accounts = accounts
        self._skills = skills
        self._factor = factor
        self._links = links
        self._audit = audit

    @route("GET", "/accounts", needs="accounts", answer=AccountList)
    async def listed(self, _request: web.Request, _admin: Agent) -> web.Response:
        """Every account."""
        found = await self._accounts.listed()
        return answer(AccountList(accounts=tuple(_view(account) for account in found)))

    @route(
        "POST",
        "/accounts",
        needs="accounts",
        fresh=True,
        body=InviteForm,
        answer=Invited,
        statuses=(409,),
    )
    async def invite(self, request: web.Request, admin: Agent) -> web.Response:
        """A new account, and the link for its person."""
        form = await read_body(request, InviteForm)
        await self._skills.must_be_known(form.skills)
        about = f"{form.email} as {form.role}"
        async with self._audit.noted("account.invite", by=admin, about=about):
            agent = await self._accounts.create(
                email=form.email,
                name=form.name.strip(),
                role=form.role,
                skills=form.skills,
                capacity=form.capacity,
            )
        return answer(Invited(id=agent.id, link=self._link(agent)))

    @route("PUT", "/accounts/{id}", needs="accounts", fresh=True, body=AccountForm, statuses=(409,))
    async def edit(self, request: web.Request, admin: Agent) -> web.Response:
        """An account is changed; another role ends its logins."""
        form = await read_body(request, AccountForm)
        agent = await self._find(request)
        await self._skills.must_be_known(set(form.skills) - set(agent.skills))
        about = f"{agent.email} as {form.role}"
        async with self._audit.noted("account.change", by=admin, about=about):
            await self._accounts.edit(
                agent.id,
                by=admin.id,
                name=form.name.strip(),
                role=form.role,
                skills=form.skills,
                capacity=form.capacity,
            )
        return answer({})

    @route("POST", "/accounts/{id}/disable", needs="accounts", fresh=True, statuses=(409,))
    async def disable(self, request: web.Request, admin: Agent) -> web.Response:
        """Whoever is logged in with it is out."""
        agent = await self._find(request)
        async with self._audit.noted("account.disable", by=admin, about=agent.email):
            await self._accounts.disable(agent.id, by=admin.id)
        return answer({})

    @route("POST", "/accounts/{id}/enable", needs="accounts", fresh=True)
    async def enable(self, request: web.Request, admin: Agent) -> web.Response:
        """Its person may log in again."""
        agent = await self._find(request)
        async with self._audit.noted("account.enable", by=admin, about=agent.email):
            await self._accounts.enable(agent.id, by=admin.id)
        return answer({})

    @route(
        "POST",
        "/accounts/{id}/link",
        needs="accounts",
        fresh=True,
        answer=LinkMade,
        statuses=(409,),
    )
    async def link(self, request: web.Request, admin: Agent) -> web.Response:
        """A link with which its person gets back in."""
        agent = await self._find(request)
        async with self._audit.noted("account.link", by=admin, about=agent.email):
            if agent.disabled:
                raise Conflict("The account is disabled: enable it first.")
        return answer(LinkMade(link=self._link(agent)))

    @route("DELETE", "/accounts/{id}/second_factor", needs="accounts", fresh=True)
    async def remove_factor(self, request: web.Request, admin: Agent) -> web.Response:
        """Its person has lost both app and recovery codes: the password alone is asked for."""
        agent = await self._find(request)
        async with self._audit.noted("account.second_factor", by=admin, about=agent.email):
            await self._factor.remove(agent.id)
        return answer({})

    async def _find(self, request: web.Request) -> Agent:
        agent = await self._accounts.by_id(request.match_info["id"])
        if agent is None:
            raise NotFound("There is no such account.")
        return agent

    def _link(self, agent: Agent) -> LinkView:
        made = self._links.issue(agent)
        # Behind the #, where neither servers nor other sites get to see it.
        path = f"/console#/join/{quote(made.token)}"
        return LinkView(path=path, expires_at=made.expires_at)


def _view(account: Account) -> AccountView:
    agent = account.agent
    same = ("id", "name", "email", "role", "skills", "capacity", "presence", "disabled")
    return AccountView(
        **{name: getattr(agent, name) for name in same},
        invited=account.invited,
        seen_at=account.seen_at,
    )
