"""Authentication of agents: password and second factor, and the cookie that remembers a login."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta

import msgspec
import structlog

from handoff.console.http.known_browsers import KnownBrowsers
from handoff.core.clock import Clock
from handoff.core.errors import CodeNeeded, FactorNeeded, NotConfirmed, Unauthorized
from handoff.core.model import Agent
from handoff.http.limit_rules import CODES, CONFIRMATIONS, LOGINS, LOGINS_OF_PLACE
from handoff.http.limits import Limits
from handoff.store.accounts.accounts import NO_HASH, Accounts
from handoff.store.accounts.logins import KeptLogins, Login
from handoff.store.accounts.passwords import Passwords
from handoff.usecases.agent.account_tokens import AccountToken, AccountTokens
from handoff.usecases.agent.second_factor import SecondFactorCheck

COOKIE = "warmdesk_agent"
LIFE = timedelta(hours=12)
CONFIRMED_FOR = timedelta(minutes=10)
"""How long a password that was shown lets its person do what asks for it again."""
SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is noted when a login was last used."""
_AUDIENCE = "warmdesk-console"
_WRONG = "E-mail and password do not match."

_log = structlog.get_logger(__name__)


class Here(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is logged in, and with which login."""

    token: AccountToken
    login: Login

    @property
    def agent(self) -> Agent:
        """Who it is."""
        return self.token.agent


class Logins:
    """Checks passwords, codes and cookies.

    A login ends by itself when nobody uses it, when its person logs out or ends it from elsewhere,
    and with the account's `login_epoch`.
    """

    def __init__(
        self,
        accounts: Accounts,
        passwords: Passwords,
        kept: KeptLogins,
        factors: SecondFactorCheck,
        *,
        key: bytes,
        clock: Clock,
        limits: Limits,
        idle: timedelta,
        admins_need_factor: bool = False,
    ) -> None:
        self._accounts = accounts
        self._passwords = passwords
        self._kept = kept
        self._factors = factors
        self._clock = clock
        self._tokens = AccountTokens(accounts, key=key, clock=clock, audience=_AUDIENCE, life=LIFE)
        self._limits = limits
        self._browsers = KnownBrowsers(key, clock)
        self._idle = idle
        self._admins_need_factor = admins_need_factor

    async def log_in(
        self, email: str, password: str, place: str, *, browser: str = "", code: str = ""
    ) -> Agent:
        """The agent; raises `Unauthorized` for any wrong pair, `CodeNeeded`, `TooMany`.

        `browser` is the cookie by which the browser is known, if it is. A try counts as failed from
        its start, so that many at the same time do not slip through.
        """
        known = self._browsers.known(browser, email)
        pair = (known or place, email.strip().lower())
        if known is None:
            await self._limits.look(LOGINS_OF_PLACE, place)
        await self._limits.take(LOGINS, *pair)
        try:
            agent = await self._shown(email, password)
            await self._check_code(agent, code, known)
        except Unauthorized:
            if known is None:
                await self._limits.take(LOGINS_OF_PLACE, place)
            raise
        # Not to have named a code yet is no guess at one.
        await self._limits.forgive(LOGINS, *pair)
        await self._need_code(agent, code)
        _log.info("login", agent_id=agent.id)
        return agent

    async def _shown(self, email: str, password: str) -> Agent:
        """Whose password it is; raises `Unauthorized`."""
        agent, kept = await self._accounts.by_email(email) or (None, None)
        if agent is None or not await self._matches(kept, password) or agent.disabled:
            _log.info("login_refused")
            raise Unauthorized(_WRONG)
        if kept is not None and self._passwords.is_dated(kept):
            await self._accounts.rehash(agent.id, await self._passwords.hash(password))
        return agent

    async def _need_code(self, agent: Agent, code: str) -> None:
        """Raise `CodeNeeded` where there is none, and the account has a second factor."""
        if not code and await self._factors.is_on(agent.id):
            raise CodeNeeded

    async def _check_code(self, agent: Agent, code: str, browser: str | None) -> None:
        """Raise `CodeNeeded` for a code that does not hold, `TooMany` for too many of those.

        No code passes here, and any does without a second factor. Browsers that are not known share
        their tries, wherever they are; who shows the password alone wins none back.
        """
        if not code or not await self._factors.is_on(agent.id):
            return
        tried = (browser or "", agent.id)
        await self._limits.take(CODES, *tried)
        if not await self._factors.holds(agent.id, code):
            _log.info("code_refused", agent_id=agent.id)
            raise CodeNeeded("That code does not hold (any more): each can be used once.")
        await self._limits.forgive(CODES, *tried)

    async def read(self, cookies: Mapping[str, str]) -> Here:
        """Who is logged in with these cookies; raises `Unauthorized`."""
        try:
            token = await self._tokens.read(cookies.get(COOKIE, ""))
        except Unauthorized as exc:
            raise Unauthorized from exc
        login = None if token.login_id is None else await self._kept.find(token.login_id)
        if login is None or login.agent_id != token.agent.id or self._is_idle(login):
            raise Unauthorized
        return Here(token=token, login=login)

    async def used(self, here: Here) -> None:
        """Note that somebody does something with a login."""
        if self._clock() - here.login.seen_at >= SEEN_EVERY:
            await self._kept.seen(here.login.id)

    def known_browser(self, agent: Agent) -> str:
        """The cookie by which this browser is known from now on."""
        return self._browsers.issue(agent.email)

    async def begin(self, agent: Agent, device: str) -> str:
        """The cookie that remembers an agent who has shown their password, in a new login.

        `device` is what the login is listed by: the name by which the browser calls itself.
        """
        login = await self._kept.begin(agent, device)
        token, _ = self._tokens.issue(agent, login.id)
        return token

    async def confirm(self, here: Here, password: str, code: str) -> None:
        """Take the password again. Raises `NotConfirmed`, `CodeNeeded`, `TooMany`."""
        agent = here.agent
        await self._limits.take(CONFIRMATIONS, agent.id)
        _, kept = await self._accounts.by_email(agent.email) or (None, None)
        if not await self._matches(kept, password):
            raise NotConfirmed("That is not your password.")
        await self._check_code(agent, code, here.login.id)
        await self._limits.forgive(CONFIRMATIONS, agent.id)
        await self._need_code(agent, code)
        await self._kept.confirm(here.login.id)

    def must_be_fresh(self, here: Here) -> None:
        """Raise `NotConfirmed` when the password was shown too long ago."""
        if self._clock() - here.login.confirmed_at > CONFIRMED_FOR:
            raise NotConfirmed

    async def code_by_link(self, agent: Agent, code: str) -> None:
        """Take a code beside a link that sets a password. Raises `CodeNeeded`, `TooMany`."""
        await self._check_code(agent, code, None)
        await self._need_code(agent, code)

    async def must_be_secured(self, agent: Agent) -> None:
        """Raise `FactorNeeded` for an admin who needs a second factor and has none."""
        if await self.lacks_factor(agent):
            raise FactorNeeded

    async def lacks_factor(self, agent: Agent) -> bool:
        """Whether an agent needs a second factor and has none."""
        needed = self._admins_need_factor and agent.role == "admin"
        return needed and not await self._factors.is_on(agent.id)

    async def over(self, ids: Collection[str]) -> set[str]:
        """Those of these logins that have ended, or that nobody uses any more."""
        return await self._kept.over(ids, self._clock() - self._idle) if ids else set()

    async def of(self, agent: Agent) -> tuple[Login, ...]:
        """The logins of an agent that hold, latest used first."""
        unused, old = self._clock() - self._idle, self._clock() - LIFE
        found = await self._kept.of(agent, unused)
        return tuple(login for login in found if login.began_at > old)

    async def end(self, agent_id: str, login_id: str) -> None:
        """A login of that agent is over, with all its pages. Raises `NotFound`."""
        await self._kept.end(agent_id, (login_id,))

    def _is_idle(self, login: Login) -> bool:
        return self._clock() - login.seen_at >= self._idle

    async def _matches(self, kept: str | None, password: str) -> bool:
        return await self._passwords.matches(password, None if kept == NO_HASH else kept)
