"""Guard of the routes: who may call what over HTTP; every one of the console goes through here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

from aiohttp import web

from handoff.console.http.auth import Here, Logins
from handoff.core.errors import Forbidden
from handoff.core.model import Agent
from handoff.core.permissions import WHY_NOT, Permission, may
from handoff.http.middlewares import Handler
from handoff.http.origins import is_own
from handoff.store.accounts.audit import Audit

AgentHandler = Callable[[web.Request, Agent], Awaitable[web.StreamResponse]]
HERE = web.RequestKey("here", Here)
"""Under which a request has the login that it came with."""
_READING = ("GET", "HEAD")


class Guard:
    """Lets callers through to a handler by their login, their role, and the page they come from."""

    def __init__(self, logins: Logins, audit: Audit) -> None:
        self._logins = logins
        self._audit = audit

    def of(
        self,
        needs: Permission,
        handler: AgentHandler,
        *,
        act: str | None = None,
        fresh: bool = False,
    ) -> Handler:
        """The handler for agents whose role may do what it `needs`.

        The call is written to the audit log as `act`; None is for what reads nothing of customers,
        and for handlers that write more than that themselves. With `fresh` the password must have
        been shown a short while ago.
        """

        async def guarded(request: web.Request) -> web.StreamResponse:
            if request.method not in _READING:
                refuse_foreign(request)
            here = await self._logins.read(request.cookies)
            agent, request[HERE] = here.agent, here
            await self._logins.used(here)
            async with AsyncExitStack() as stack:
                if act is not None:
                    about = next(iter(request.match_info.values()), None)
                    await stack.enter_async_context(self._audit.noted(act, by=agent, about=about))
                if not may(agent.role, needs):
                    raise Forbidden(WHY_NOT[needs])
                if needs != "own_login":
                    await self._logins.must_be_secured(agent)
                if fresh:
                    self._logins.must_be_fresh(here)
                return await handler(request, agent)

        return guarded


def refuse_foreign(request: web.Request) -> None:
    """A page of another site can send a cookie along, but not this header, nor our origin."""
    if request.headers.get("X-Requested-With") != "warmdesk":
        raise Forbidden("Send the header X-Requested-With: warmdesk.")
    origin = request.headers.get("Origin")
    if origin is not None and not is_own(origin, request):
        raise Forbidden("This is for the desk's own pages only.")
