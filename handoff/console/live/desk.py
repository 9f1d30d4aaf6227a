"""Call handlers of the whole desk: the snapshot that a console begins with, and what it missed."""

from __future__ import annotations

from typing import Annotated

import msgspec

from handoff.bot_link.health import Watch
from handoff.console.live.connected import Console
from handoff.console.live.following import CatchUp, Caught, Reset
from handoff.console.live.saying import Saying
from handoff.console.live.snapshot import SnapshotView, snapshot_view
from handoff.core.payloads import Nothing, Request
from handoff.http.calls import takes
from handoff.store.accounts.accounts import Accounts
from handoff.store.read_models.overview import Overview


class SyncRequest(Request, frozen=True, kw_only=True):
    """From where to catch up."""

    cursor: Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class DeskCalls:
    """What a console begins with."""

    def __init__(
        self, overview: Overview, accounts: Accounts, catch_up: CatchUp, saying: Saying, bot: Watch
    ) -> None:
        self._overview = overview
        self._accounts = accounts
        self._catch_up = catch_up
        self._saying = saying
        self._bot = bot

    @takes(Nothing, needs="desk")
    async def snapshot(self, console: Console, _nothing: Nothing) -> SnapshotView:
        """Everything that the console shows, and the cursor that it is true of."""
        snapshot = await self._overview.snapshot(console.agent_id)
        # Read behind the snapshot: what changed in between comes again as an event.
        colleagues = await self._accounts.everyone()
        return snapshot_view(
            snapshot, colleagues, bot=self._bot.state, channels=self._saying.channels
        )

    @takes(SyncRequest, needs="desk")
    async def sync(self, console: Console, since: SyncRequest) -> Caught | Reset:
        """What the console missed."""
        # What it watches it opens again: only what it has itself counts here.
        return await self._catch_up.after(since.cursor, console.alone)
