"""Socket.io namespace `/console`, made of groups of calls: who may call them, what is noted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from socketio.exceptions import ConnectionRefusedError as Refused

from handoff.console.http.auth import Logins
from handoff.console.live.connected import Console, Consoles
from handoff.console.live.presence import PresenceKeeper
from handoff.console.live.queue import OfferRequest
from handoff.console.live.search import SearchRequest
from handoff.core.errors import Forbidden, HandoffError
from handoff.core.events import AgentChanged, LoginsEnded, Recorded
from handoff.core.permissions import WHY_NOT, Permission, may
from handoff.http.calls import Call
from handoff.http.origins import is_own
from handoff.http.sockets import CONSOLE, Namespace, agent_room
from handoff.store.accounts.audit import Audit
from handoff.usecases.agent.agent_actions import AgentActions


class ConsoleNamespace(Namespace):
    """Agents' consoles. Who they are comes from their cookie alone."""

    def __init__(
        self,
        consoles: Consoles,
        logins: Logins,
        presence: PresenceKeeper,
        audit: Audit,
        agent_actions: AgentActions,
        groups: tuple[object, ...],
    ) -> None:
        super().__init__(CONSOLE, groups)
        self._consoles = consoles
        self._logins = logins
        self._presence = presence
        self._audit = audit
        self._agent_actions = agent_actions

    async def on_connect(self, sid: str, environ: dict[str, Any], _auth: Any) -> None:
        """Let a console in that sends the cookie of somebody with a desk, from our own page."""
        request: web.Request = environ["aiohttp.request"]
        origin = request.headers.get("Origin")
        if origin is not None and not is_own(origin, request):
            raise Refused("unauthorized")
        console = await self._known(sid, request)
        await self.enter_room(sid, agent_room(console.agent_id))
        await self._presence.came(console)

    async def on_disconnect(self, sid: str, _reason: str) -> None:
        """Forget a console; an agent without any counts as offline after a while."""
        self._consoles.drop(sid)
        await self._presence.left(sid)

    def admitted(self, sid: str, needs: Permission | None) -> Console:
        """The console; raises `Unauthorized`, or `Forbidden` for a role that may not."""
        console = self._consoles.at(sid)
        if needs is None or not may(console.agent.role, needs):
            raise Forbidden(WHY_NOT[needs] if needs else None)
        return console

    @asynccontextmanager
    async def noted(self, who: Console, call: Call, asked: Any) -> AsyncIterator[None]:
        """Write to the audit log what a console sees and does."""
        if not call.audited:
            yield
            return
        conversation_id = getattr(asked, "conversation_id", None)
        if isinstance(asked, OfferRequest):
            conversation_id = await self._agent_actions.offered_in(asked.offer_id)
        async with self._audit.noted(
            call.name,
            by=who.agent,
            conversation_id=conversation_id,
            about=asked.text if isinstance(asked, SearchRequest) else None,
        ):
            yield

    async def end_logins(self, recorded: Recorded) -> None:
        """Hang up on consoles whose login has ended, by its person or with the account."""
        event = recorded.event
        if isinstance(event, AgentChanged):
            await self._hang_up(self._consoles.ended_by(event.agent))
        elif isinstance(event, LoginsEnded):
            await self._hang_up(self._consoles.of_logins(event.ids))

    async def end_unused(self) -> None:
        """Hang up on consoles whose login nobody uses any more."""
        over = await self._logins.over(self._consoles.logins())
        await self._hang_up(self._consoles.of_logins(over))

    async def _hang_up(self, consoles: Iterable[Console]) -> None:
        for console in consoles:
            self._consoles.drop(console.sid)
            await self.disconnect(console.sid)

    async def _known(self, sid: str, request: web.Request) -> Console:
        try:
            here = await self._logins.read(request.cookies)
            await self._logins.must_be_secured(here.agent)
            console = Console(sid, here.token)
            self._consoles.add(console)
            # Again, now that the end of a login is told to this console, too.
            await self._logins.read(request.cookies)
            return self.admitted(sid, "desk")
        except HandoffError as exc:
            self._consoles.drop(sid)
            raise Refused(exc.code) from exc
