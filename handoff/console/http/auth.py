"""Authentication of agents: the login, and the cookie that remembers it for twelve hours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import structlog

from handoff.console.http.devices import Devices
from handoff.core.clock import Clock
from handoff.core.errors import Unauthorized
from handoff.core.model import Agent
from handoff.http.limit_rules import LOGINS, LOGINS_OF_PLACE
from handoff.http.limits import Limits
from handoff.store.accounts.accounts import NO_HASH, Accounts
from handoff.store.accounts.passwords import Passwords
from handoff.usecases.agent.account_tokens import AccountToken, AccountTokens

COOKIE = "warmdesk_agent"
LIFE = timedelta(hours=12)
_AUDIENCE = "warmdesk-console"

_log = structlog.get_logger(__name__)


class Logins:
    """Checks passwords and cookies. A login ends with the account's `login_epoch`."""

    def __init__(
        self,
        accounts: Accounts,
        passwords: Passwords,
        *,
        key: bytes,
        clock: Clock,
        limits: Limits,
    ) -> None:
        self._accounts = accounts
        self._passwords = passwords
        self._tokens = AccountTokens(accounts, key=key, clock=clock, audience=_AUDIENCE, life=LIFE)
        self._limits = limits
        self._devices = Devices(key, clock)

    async def log_in(self, email: str, password: str, place: str, device: str = "") -> Agent:
        """The agent; raises `Unauthorized` for any wrong pair, `TooMany`.

        `device` is the cookie by which the browser is known, if it is. A try counts as failed from
        its start, so that many at the same time do not slip through.
        """
        known = self._devices.known(device, email)
        pair = (known or place, email.strip().lower())
        if known is None:
            await self._limits.look(LOGINS_OF_PLACE, place)
        await self._limits.take(LOGINS, *pair)
        agent, kept = await self._accounts.by_email(email) or (None, None)
        matches = await self._passwords.matches(password, None if kept == NO_HASH else kept)
        if agent is None or kept is None or not matches or agent.disabled:
            _log.info("login_refused")
            if known is None:
                await self._limits.take(LOGINS_OF_PLACE, place)
            raise Unauthorized("E-mail and password do not match.")
        await self._limits.forgive(LOGINS, *pair)
        if self._passwords.is_dated(kept):
            await self._accounts.rehash(agent.id, await self._passwords.hash(password))
        _log.info("login", agent_id=agent.id)
        return agent

    async def read(self, cookies: Mapping[str, str]) -> AccountToken:
        """Who is logged in with these cookies; raises `Unauthorized`."""
        try:
            return await self._tokens.read(cookies.get(COOKIE, ""))
        except Unauthorized as exc:
            raise Unauthorized from exc

    def device(self, agent: Agent) -> str:
        """The cookie by which this browser is known from now on."""
        return self._devices.issue(agent.email)

    def issue(self, agent: Agent) -> str:
        """The cookie that remembers an agent who has shown their password."""
        token, _ = self._tokens.issue(agent)
        return token
