"""Route handlers of API tokens, for admins: made, listed and revoked; shown once."""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from handoff.core.api_scopes import Scope
from handoff.core.model import Agent
from handoff.core.payloads import Request
from handoff.http.json_http import answer, read_body
from handoff.http.routes import route
from handoff.store.accounts.api_tokens import ApiToken, ApiTokens
from handoff.store.accounts.audit import Audit


class TokenForm(Request, frozen=True, kw_only=True):
    """What a token is called, and what for."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern=r"\S")]
    scopes: Annotated[tuple[Scope, ...], msgspec.Meta(min_length=1, max_length=20)]


class TokenList(msgspec.Struct, frozen=True, kw_only=True):
    """All tokens that are good."""

    tokens: tuple[ApiToken, ...]


class TokenMade(msgspec.Struct, frozen=True, kw_only=True):
    """A new token, with what its program shows: this once, and never again."""

    token: ApiToken
    shown: str


class ConsoleTokens:
    """The routes under `/api/console/tokens`. They write to the audit log which token it was."""

    def __init__(self, tokens: ApiTokens, audit: Audit) -> None:
        self._tokens = tokens
        self._audit = audit

    @route("GET", "/tokens", needs="accounts", answer=TokenList)
    async def listed(self, _request: web.Request, _admin: Agent) -> web.Response:
        """Every token, without what programs show."""
        return answer(TokenList(tokens=await self._tokens.listed()))

    @route(
        "POST",
        "/tokens",
        needs="accounts",
        fresh=True,
        body=TokenForm,
        answer=TokenMade,
        statuses=(409,),
    )
    async def make(self, request: web.Request, admin: Agent) -> web.Response:
        """A new token for a program."""
        form = await read_body(request, TokenForm)
        about = f"{form.name.strip()}: {', '.join(sorted(set(form.scopes)))}"
        async with self._audit.noted("token.make", by=admin, about=about):
            token, shown = await self._tokens.make(form.name, form.scopes, maker=admin.name)
        response = answer(TokenMade(token=token, shown=shown))
        response.headers["Cache-Control"] = "no-store"
        return response

    @route("DELETE", "/tokens/{id}", needs="accounts", act="token.revoke", fresh=True)
    async def revoke(self, request: web.Request, _admin: Agent) -> web.Response:
        """A token opens nothing any more."""
        await self._tokens.revoke(request.match_info["id"])
        return answer({})
