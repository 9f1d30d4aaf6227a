"""Who an agent's browser is: the login, and the cookie that remembers it for twelve hours."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone

import jwt
import msgspec
import structlog

from handoff.accounts import Accounts
from handoff.errors import Unauthorized
from handoff.limits import Tries
from handoff.model import Agent
from handoff.passwords import Passwords

COOKIE = "warmdesk_agent"
LIFE = timedelta(hours=12)
TRIES = 10
TRIES_SECONDS = 600.0
_AUDIENCE = "warmdesk-console"

_log = structlog.get_logger(__name__)


class Login(msgspec.Struct, frozen=True, kw_only=True):
    """An agent who is logged in until `until`."""

    agent: Agent
    until: datetime


class Logins:
    """Checks passwords and cookies. A new password ends every login made with the old one."""

    def __init__(
        self,
        accounts: Accounts,
        passwords: Passwords,
        *,
        key: bytes,
        clock: Callable[[], datetime],
        tries: Tries,
    ) -> None:
        self._accounts = accounts
        self._passwords = passwords
        self._key = key
        self._clock = clock
        self._tries = tries

    async def log_in(self, email: str, password: str, remote: str) -> tuple[Agent, str]:
        """The agent and their cookie; raises `Unauthorized` for any wrong pair, `TooMany`."""
        keys = (f"email:{email.strip().lower()}", f"remote:{remote}")
        self._tries.begin(keys)
        agent, kept = await self._accounts.by_email(email) or (None, None)
        matches = await self._passwords.matches(password, kept)
        if agent is None or kept is None or not matches or agent.disabled:
            _log.info("login_refused")
            raise Unauthorized("E-mail and password do not match.")
        self._tries.forgive(keys)
        if self._passwords.is_dated(kept):
            kept = await self._passwords.hash(password)
            await self._accounts.set_password(agent.id, kept)
        _log.info("login", agent_id=agent.id)
        return agent, self._issue(agent, kept)

    async def read(self, cookies: Mapping[str, str]) -> Login:
        """Who is logged in with these cookies; raises `Unauthorized`."""
        claims = self._claims(cookies.get(COOKIE, ""))
        agent = await self._accounts.by_id(claims["sub"])
        found = None if agent is None else await self._accounts.by_email(agent.email)
        if found is None or found[0].disabled:
            raise Unauthorized
        if not hmac.compare_digest(self._mark(found[1]), claims["pwd"]):
            raise Unauthorized
        until = datetime.fromtimestamp(int(claims["exp"]), timezone.utc)
        if until <= self._clock():
            raise Unauthorized
        return Login(agent=found[0], until=until)

    def _issue(self, agent: Agent, password_hash: str) -> str:
        claims = {
            "aud": _AUDIENCE,
            "sub": agent.id,
            "exp": self._clock() + LIFE,
            "pwd": self._mark(password_hash),
        }
        return jwt.encode(claims, self._key, algorithm="HS256")

    def _claims(self, token: str) -> dict[str, str]:
        try:
            claims: dict[str, str] = jwt.decode(
                token,
                self._key,
                algorithms=["HS256"],
                audience=_AUDIENCE,
                # The end is compared with our own clock by the caller.
                options={"require": ["exp", "sub", "pwd"], "verify_exp": False},
            )
        except jwt.InvalidTokenError as exc:
            raise Unauthorized from exc
        return claims

    def _mark(self, password_hash: str) -> str:
        """Stands for the password in the cookie, and says nothing of it."""
        return hmac.new(self._key, password_hash.encode(), hashlib.sha256).hexdigest()[:24]
