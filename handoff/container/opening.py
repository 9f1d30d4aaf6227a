"""Life cycle of the desk: an exit stack that closes in reverse what was opened."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import structlog
from sqlalchemy.exc import SQLAlchemyError

from handoff.config.settings import Settings
from handoff.container.clock import now
from handoff.container.desk import Desk
from handoff.core.errors import Misconfigured
from handoff.store.conversations import turn_log
from handoff.store.instance_lock import file as instance_lock_file
from handoff.store.privacy.kept_marks import KeptMarks

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def open_desk(settings: Settings) -> AsyncIterator[Desk]:
    """The desk on a database that is migrated, and in its place among its kind.

    At the end, and when anything fails before, what was opened is closed in reverse. Raises
    `Misconfigured` for what its operator has to mend.
    """
    async with AsyncExitStack() as closing:
        desk = Desk(settings, closing)
        await _must_be_migrated(desk)
        await _take_place(desk, closing)
        await _catch_up(desk)
        await _forget_again(desk)
        yield desk


async def _must_be_migrated(desk: Desk) -> None:
    try:
        await desk.accounts.count()
    except SQLAlchemyError as exc:
        raise Misconfigured(
            "The database at DATABASE_URL cannot be used: is it there, and has "
            "`python -m handoff migrate` been run?"
        ) from exc


async def _take_place(desk: Desk, closing: AsyncExitStack) -> None:
    """Stand alone, or where the others of this kind are by now."""
    if desk.instance_lock is None:
        closing.enter_context(instance_lock_file.take(desk.settings.database_url))
    else:
        closing.push_async_callback(desk.instance_lock.give_back)
        await desk.instance_lock.take()


async def _catch_up(desk: Desk) -> None:
    if desk.event_follower is None:
        # There is no other bridge: a turn that is marked as running has lost its runner.
        async with desk.db.write() as tx:
            await turn_log.release_running(tx, now())
    else:
        await desk.event_follower.start()
    await desk.sla_timers.catch_up()


async def _forget_again(desk: Desk) -> None:
    """Whoever was erased after the backup was taken that this database was restored from."""
    kept = await KeptMarks(Path(desk.settings.erasures_file)).read()
    done = await desk.privacy.replay(kept, unknown_only=True)
    if done:
        _log.warning("erasures_replayed", count=done)
