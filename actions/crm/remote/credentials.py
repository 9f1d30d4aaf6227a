"""How the desk shows a remote CRM who it is: by a key, by an OAuth token, or not at all."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any, Protocol
from urllib.parse import quote_plus

import aiohttp
import msgspec

from actions.crm.errors import CrmForbidden, CrmMisconfigured, CrmUnavailable
from actions.crm.remote.mapping import Auth, ClientCredentials, FromEnv, Key, Setting

BEFORE_ITS_END = 30.0
"""Seconds before its end at which a token counts as used up: a call takes a while."""
USUAL_LIFE = 300.0
"""Seconds that a token is taken to live whose server does not say."""
_DENIED = frozenset({400, 401, 403})
Clock = Callable[[], float]
Session = Callable[[], aiohttp.ClientSession]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What goes along with a call."""

    headers: Mapping[str, str] = {}
    query: Mapping[str, str] = {}


class Credentials(Protocol):
    """What the desk shows with each call.

    `granted` are the rights that it was told to have by it; None where nobody said.
    """

    granted: frozenset[str] | None

    async def shown(self) -> Shown:
        """What to send along. May raise `CrmForbidden` or `CrmUnavailable`."""

    def refused(self, shown: Shown) -> bool:
        """A call was answered with 401: whether another try has something else to show."""


class FixedCredentials:
    """A key, or nothing: always the same."""

    granted: frozenset[str] | None = None

    def __init__(self, shown: Shown) -> None:
        self._shown = shown

    async def shown(self) -> Shown:
        """See `Credentials`."""
        return self._shown

    def refused(self, shown: Shown) -> bool:
        """See `Credentials`."""
        return False


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """An OAuth token as a token endpoint tells it; `expires_in` is its life in seconds."""

    access_token: str
    expires_in: float = USUAL_LIFE
    scope: str | None = None


class TokenCredentials:
    """OAuth 2 client credentials: one token for everybody, fetched again shortly before its end."""

    def __init__(
        self, session: Session, url: str, form: Mapping[str, str], basic: str | None, clock: Clock
    ) -> None:
        self._session, self._url, self._form, self._basic = session, url, form, basic
        self._clock = clock
        self._one_fetches = asyncio.Lock()
        self._shown: Shown | None = None
        self._until = 0.0
        self.granted: frozenset[str] | None = None

    async def shown(self) -> Shown:
        """See `Credentials`."""
        async with self._one_fetches:
            shown = self._shown
            if shown is None or self._clock() >= self._until:
                shown = self._keep(await self._fetched())
            return shown

    def refused(self, shown: Shown) -> bool:
        """See `Credentials`. Of many calls with one token, the first makes it be fetched again."""
        if self._shown is shown:
            self._shown = None
        return True

    def _keep(self, token: Token) -> Shown:
        life = max(token.expires_in - BEFORE_ITS_END, token.expires_in / 2)
        self._until = self._clock() + life
        self.granted = None if token.scope is None else frozenset(token.scope.split())
        self._shown = Shown(headers={"Authorization": f"Bearer {token.access_token}"})
        return self._shown

    async def _fetched(self) -> Token:
        headers = {"Authorization": self._basic} if self._basic else {}
        try:
            async with self._session().post(
                self._url, data=self._form, headers=headers, allow_redirects=False
            ) as answer:
                return _token(answer.status, await answer.read())
        except (aiohttp.ClientError, OSError) as exc:
            raise CrmUnavailable("The CRM's token endpoint could not be reached.") from exc


def _token(status: int, body: bytes) -> Token:
    if status in _DENIED:
        raise CrmForbidden(
            f"The CRM gives the desk no token ({status}); check client id, secret and scope."
        )
    try:
        return msgspec.json.decode(body, type=Token, strict=False)
    except msgspec.DecodeError as exc:
        raise CrmUnavailable(f"The CRM's token endpoint answered {status}, no token.") from exc


def credentials(auth: Auth, env: Mapping[str, str], session: Session, clock: Clock) -> Credentials:
    """What the mapping says, with secrets from the environment. Raises `CrmMisconfigured`."""
    if auth.client_credentials is not None:
        return _token_credentials(auth.client_credentials, env, session, clock)
    return FixedCredentials(_key(auth.key, env) if auth.key is not None else Shown())


def setting(told: Setting, env: Mapping[str, str]) -> str:
    """The text itself, or what stands in the variable. Raises `CrmMisconfigured`."""
    if isinstance(told, str):
        return told
    found = env.get(told.env, "").strip() or told.default
    if not found:
        raise CrmMisconfigured(f"{told.env} is missing; the CRM's mapping reads it.")
    return found


def _key(key: Key, env: Mapping[str, str]) -> Shown:
    told = {key.name: key.prefix + setting(FromEnv(env=key.env), env)}
    return Shown(headers=told) if key.place == "header" else Shown(query=told)


def _token_credentials(
    told: ClientCredentials, env: Mapping[str, str], session: Session, clock: Clock
) -> TokenCredentials:
    client, secret = setting(told.client_id, env), setting(told.client_secret, env)
    form: dict[str, Any] = {"grant_type": "client_credentials"}
    if told.scope is not None:
        form["scope"] = told.scope
    basic = None
    if told.told_as == "basic":
        pair = f"{quote_plus(client)}:{quote_plus(secret)}"
        basic = f"Basic {b64encode(pair.encode()).decode()}"
    else:
        form |= {"client_id": client, "client_secret": secret}
    return TokenCredentials(session, setting(told.token_url, env), form, basic, clock)
