"""Gate of the operators' API: which program calls, and whether its token is for that."""

from __future__ import annotations

import hmac

from aiohttp import web

from handoff.core.api_scopes import Scope
from handoff.core.errors import Forbidden, NotFound, Unauthorized
from handoff.http.limit_rules import TOKEN_CALLS, WRONG_TOKENS
from handoff.http.limits import Limits
from handoff.store.accounts.api_tokens import ApiTokens
from handoff.store.accounts.audit import PROGRAM

OFF = "The API for operators is off: make a token in the console, or set ADMIN_API_TOKEN."


class Callers:
    """Knows programs by tokens that admins have made, and by the one of the settings."""

    def __init__(self, tokens: ApiTokens, limits: Limits, master: str | None) -> None:
        self._tokens = tokens
        self._limits = limits
        self._master = master

    async def admitted(self, request: web.Request, scope: Scope) -> str:
        """Who calls, as the audit log has it.

        Raises `NotFound` while there is no token, `Unauthorized` and `TooMany` for a wrong one, and
        `Forbidden` for one that is for something else.
        """
        scheme, _, rest = request.headers.get("Authorization", "").partition(" ")
        shown = rest.strip() if scheme.lower() == "bearer" else ""
        if self._is_master(shown):
            await self._limits.take(TOKEN_CALLS, "master")
            return PROGRAM
        token = await self._tokens.whose(shown) if shown else None
        if token is None:
            await self.must_be_on()
            # A right token is never refused for others' wrong ones, wherever they come from.
            await self._limits.take(WRONG_TOKENS, self._limits.place(request))
            raise Unauthorized("Send the header Authorization: Bearer <a token of this desk>.")
        await self._limits.take(TOKEN_CALLS, token.id)
        if scope not in token.scopes:
            raise Forbidden(f"This token is not for {scope}: make one that is.")
        return f"{PROGRAM}: {token.name}"

    async def must_be_on(self) -> None:
        """Raises `NotFound` while nobody has a token."""
        if self._master is None and not await self._tokens.any():
            raise NotFound(OFF)

    def _is_master(self, shown: str) -> bool:
        if self._master is None:
            return False
        return hmac.compare_digest(shown.encode("utf-8", "replace"), self._master.encode())
