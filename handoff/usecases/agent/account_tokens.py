"""Tokens that stand for an account: its login's cookie, and the link that sets its password."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from handoff.core.clock import Clock
from handoff.core.errors import Unauthorized
from handoff.core.model import Agent
from handoff.core.signed_tokens import claims_of, sign
from handoff.store.accounts.accounts import Accounts


class AccountToken(msgspec.Struct, frozen=True, kw_only=True):
    """What a token says: whose it is, and until when."""

    agent: Agent
    until: datetime
    login_id: str | None = None
    """Of the login that it remembers; None for what is no login."""


class AccountTokens:
    """Tokens for one purpose, its `audience`. Each ends with the account's `login_epoch`."""

    def __init__(
        self,
        accounts: Accounts,
        *,
        key: bytes,
        clock: Clock,
        audience: str,
        life: timedelta,
    ) -> None:
        self._accounts = accounts
        self._key = key
        self._clock = clock
        self._audience = audience
        self._life = life

    def issue(self, agent: Agent, login_id: str | None = None) -> tuple[str, datetime]:
        """A token for the account as it is now, and when it ends."""
        until = self._clock() + self._life
        epoch = agent.login_epoch
        claims = {"aud": self._audience, "sub": agent.id, "exp": until, "epoch": epoch}
        return sign({**claims, "login": login_id}, self._key), until

    async def read(self, token: str) -> AccountToken:
        """Whose it is; raises `Unauthorized` when it is over, or ended with a newer epoch."""
        claims = claims_of(
            token, self._key, audience=self._audience, now=self._clock(), also=("epoch",)
        )
        agent = await self._accounts.by_id(claims["sub"])
        if agent is None or agent.disabled or agent.login_epoch != claims["epoch"]:
            raise Unauthorized
        until = datetime.fromtimestamp(int(claims["exp"]), UTC)
        return AccountToken(agent=agent, until=until, login_id=claims.get("login"))
