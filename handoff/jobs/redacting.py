"""Periodic job: has what customers took back forgotten wherever else it is, until it is."""

from __future__ import annotations

from functools import partial
from typing import Any, Protocol

import structlog

from actions.crm.errors import CrmError
from contracts.rewording import Rewording, reworded
from handoff.bot_link.client import BotError
from handoff.core.clock import Clock
from handoff.jobs.engine.rounds import RoundKind
from handoff.store.conversations import turn_log
from handoff.store.db import event_rows
from handoff.store.db.database import Database
from handoff.store.db.wakeup import Wakeup
from handoff.store.delivery import redactions
from handoff.store.delivery.redactions import Redaction
from handoff.store.files.media import MediaStore
from handoff.store.privacy import erasures
from handoff.store.privacy.erasures import Came
from handoff.store.tables.delivery import redactions as table

ALONE = 7_303_560
"""The key of PostgreSQL's lock that lets one bridge at a time do this."""
_log = structlog.get_logger(__name__)


class Erasing(Protocol):
    """Who does what erasures owe."""

    async def do(self, item: Redaction) -> Came | None:
        """What came of it; None while it cannot be done yet. Raises what `Redacting` retries."""


class Bot(Protocol):
    """Who has heard the old words."""

    async def reword(self, told: Rewording) -> None:
        """Have them forgotten. Raises `BotError`."""


class Redacting(RoundKind):
    """Deletes files, tells the bot which words are no more, and has erasures carried out."""

    def __init__(
        self, db: Database, clock: Clock, media: MediaStore, bot: Bot, erasing: Erasing
    ) -> None:
        super().__init__(
            "redacting",
            every=5.0,
            wakeup=Wakeup().on(db, table),
            alone=partial(db.alone, ALONE),
        )
        self._db = db
        self._clock = clock
        self._media = media
        self._bot = bot
        self._erasing = erasing

    async def look(self) -> int:
        """Do what is due; returns how much was done."""
        async with self._db.read() as connection:
            due = await redactions.due(connection, self._clock())
        return sum([await self._do(item) for item in due])

    async def _do(self, item: Redaction) -> bool:
        try:
            came = await self._carried_out(item)
        except (BotError, CrmError, OSError) as exc:
            _log.warning("redaction_delayed", error=type(exc).__name__)
            came = None
        if came is None:
            until = self._clock() + redactions.wait(item.attempts)
            await redactions.put_off(self._db, item, until)
            return False
        async with self._db.write() as tx:
            if await redactions.done(tx, item) and item.erasure_id is not None:
                store: Any = item.store
                await erasures.settle(tx, item.erasure_id, store, came, self._clock())
        return True

    async def _carried_out(self, item: Redaction) -> Came | None:
        if item.erasure_id is not None:
            return await self._erasing.do(item)
        return Came() if await self._forget(item) else None

    async def _forget(self, item: Redaction) -> bool:
        """Do it; False while a turn is under way, which would write down what it has heard."""
        if item.file is not None:
            await self._media.drop(item.file)
        if item.old is None:
            return True
        async with self._db.read() as connection:
            turn = await turn_log.open_in(connection, item.conversation_id)
        if turn is not None and turn.request is not None:
            return False
        told = Rewording(conversation_id=item.conversation_id, old=item.old, new=item.new or "")
        await self._bot.reword(told)
        await self._reword_events(told)
        return True

    async def _reword_events(self, told: Rewording) -> None:
        """Who catches up from an old cursor is not told the old words either."""
        async with self._db.read() as connection:
            known = await event_rows.naming(connection, told.conversation_id)
        changed = {c: new for c, body in known if (new := self._now(body, told)) != body}
        if changed:
            async with self._db.write() as tx:
                for cursor, body in changed.items():
                    await event_rows.rewrite(tx.connection, cursor, body)

    def _now(self, body: dict[str, Any], told: Rewording) -> dict[str, Any]:
        found: dict[str, Any] = reworded(body, told.old, told.new)
        return found
