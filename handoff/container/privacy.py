"""Composition of privacy: what exports and erases, for a bridge and for a command alike."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import msgspec

from actions.crm.port import Crm
from actions.crm.registry import open_crm
from handoff.bot_link.client import BotClient
from handoff.channels import registry
from handoff.config.keys import derive
from handoff.config.settings import Settings
from handoff.container.clock import now
from handoff.jobs.forgetting import Steps
from handoff.jobs.redacting import Redacting
from handoff.store.db.database import Database
from handoff.store.files.media import FolderMedia, MediaStore
from handoff.store.privacy.erasures import Erasure
from handoff.store.privacy.kept_marks import KeptMarks
from handoff.usecases.privacy.erasing import Privacy
from handoff.usecases.privacy.exporting import Exports

TRIES = 3
PAUSE_SECONDS = 2.0


class PrivacyDesk(msgspec.Struct, frozen=True, kw_only=True):
    """What a command needs of the desk, which may be serving meanwhile."""

    privacy: Privacy
    marks: KeptMarks
    work: Redacting
    db: Database

    async def settled(self, erasure: Erasure) -> Erasure:
        """Do what is owed as far as it can be done now; whatever is left, the bridge does."""
        for _ in range(TRIES):
            await self.work.look()
            erasure = await self.privacy.erasure(erasure.id)
            if erasure.done_at is not None:
                break
            await asyncio.sleep(PAUSE_SECONDS)
        return erasure


def privacy_of(
    settings: Settings, db: Database, crm: Crm, bot: BotClient, media: MediaStore
) -> Privacy:
    """The use cases, on what is open already."""
    marks = KeptMarks(Path(settings.erasures_file))
    exports = Exports(db, now, crm, bot, media)
    return Privacy(db, now, crm, marks, exports, key=derive(settings.secret_key, "erasure"))


@asynccontextmanager
async def open_privacy(settings: Settings) -> AsyncIterator[PrivacyDesk]:
    """The same for a command, which opens and closes what it needs."""
    async with AsyncExitStack() as closing:
        channels = registry.catalogue(registry.configured(settings))
        db = Database(settings.database_url, channels)
        closing.push_async_callback(db.close)
        crm = open_crm(
            settings.crm_url,
            seconds=settings.crm_seconds,
            records_url=settings.records_url,
            env=settings.environment(),
        )
        closing.push_async_callback(crm.close)
        bot = BotClient(settings.bot_urls, settings.bot_token, seconds=settings.bot_timeout_seconds)
        closing.push_async_callback(bot.close)
        media = FolderMedia(Path(settings.warmdesk_var) / "media")
        yield PrivacyDesk(
            privacy=privacy_of(settings, db, crm, bot, media),
            marks=KeptMarks(Path(settings.erasures_file)),
            db=db,
            work=Redacting(db, now, media, bot, Steps(db, crm, media, bot)),
        )
