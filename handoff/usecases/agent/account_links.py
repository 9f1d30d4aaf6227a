"""Use cases of account links: somebody chooses their password by one; signed, used once."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import msgspec

from handoff.core.clock import Clock
from handoff.core.errors import Unauthorized
from handoff.core.model import Agent
from handoff.store.accounts.accounts import Accounts
from handoff.store.accounts.passwords import Passwords
from handoff.usecases.agent.account_tokens import AccountTokens
from handoff.usecases.agent.password_rules import refuse_weak

LIFE = timedelta(days=3)
_AUDIENCE = "warmdesk-account"
_OVER = "This link has been used or has expired. Ask an admin for a new one."


class AccountLink(msgspec.Struct, frozen=True, kw_only=True):
    """The secret part of a link, and until when it works."""

    token: str
    expires_at: datetime


class AccountLinks:
    """Gives links out and takes them back. A link ends with the account's `login_epoch`.

    Choosing a password raises that, so a link works once, and being disabled ends it, too.
    """

    def __init__(
        self,
        accounts: Accounts,
        passwords: Passwords,
        *,
        key: bytes,
        clock: Clock,
    ) -> None:
        self._accounts = accounts
        self._passwords = passwords
        self._tokens = AccountTokens(accounts, key=key, clock=clock, audience=_AUDIENCE, life=LIFE)

    def issue(self, agent: Agent) -> AccountLink:
        """A link for the account as it is now."""
        token, until = self._tokens.issue(agent)
        return AccountLink(token=token, expires_at=until)

    async def whose(self, token: str) -> Agent:
        """The account that the link is for; raises `Unauthorized` when it is over."""
        try:
            return (await self._tokens.read(token)).agent
        except Unauthorized as exc:
            raise Unauthorized(_OVER) from exc

    async def use(self, token: str, password: str) -> Agent:
        """Set the password; raises `Unauthorized`, `BadRequest` for one that is easily guessed."""
        agent = await self.whose(token)
        try:
            return await self.change_own(agent, password)
        except Unauthorized as exc:
            raise Unauthorized(_OVER) from exc

    async def change_own(self, agent: Agent, password: str) -> Agent:
        """Another password for an account as it was read; raises as `use` does."""
        await asyncio.to_thread(refuse_weak, password, agent)
        hashed = await self._passwords.hash(password)
        return await self._accounts.set_password(agent.id, hashed, epoch=agent.login_epoch)
