"""Steps of an erasure outside of its transaction, each done by the store that is owed it."""

from __future__ import annotations

from typing import Protocol

import msgspec

from actions.crm.person import Forgetful, Person
from actions.crm.port import Crm
from contracts.forgetting import Forgetting
from handoff.store.conversations import turn_log
from handoff.store.db.database import Database
from handoff.store.delivery.redactions import Redaction
from handoff.store.files.media import MediaStore
from handoff.store.privacy import blanking, people
from handoff.store.privacy.erasures import Came

BY_HAND = Came(state="by_hand")


class Bot(Protocol):
    """Who remembers what customers said."""

    async def forget(self, told: Forgetting) -> None:
        """Have conversations forgotten. Raises `BotError`."""


class Steps:
    """Does one step; raises `BotError`, `CrmError` and `OSError` where a store cannot be had."""

    def __init__(self, db: Database, crm: Crm, media: MediaStore, bot: Bot) -> None:
        self._db = db
        self._crm = crm
        self._media = media
        self._bot = bot

    async def do(self, item: Redaction) -> Came | None:
        """What came of it; None while it cannot be done yet."""
        what = item.what or ""
        match item.store:
            case "files" if item.file is not None:
                await self._media.drop(item.file)
                return Came(count=1)
            case "uploads":
                return Came(count=await self._media.drop_unsent(what))
            case "bot":
                return await self._from_bot(msgspec.json.decode(what, type=tuple[str, ...]))
            case "records" | "shop":
                return await self._from_systems(what, records=item.store == "records")
            case "desk":
                return await self._from_desk(msgspec.json.decode(what, type=tuple[str, ...]))
        return Came()

    async def _from_bot(self, ids: tuple[str, ...]) -> Came | None:
        if await self._busy(ids):
            return None
        await self._bot.forget(Forgetting(conversation_ids=ids))
        return Came(count=len(ids))

    async def _from_systems(self, what: str, *, records: bool) -> Came | None:
        person = msgspec.json.decode(what, type=Person)
        if await self._busy(person.conversation_ids):
            return None
        kept: object = self._crm.records
        shops = [system for system in self._crm.systems if system is not kept]
        asked: list[object] = [kept] if records else list(shops)
        able = [system for system in asked if isinstance(system, Forgetful)]
        count = sum([await system.forget(person) for system in able])
        return Came(count=count) if len(able) == len(asked) else BY_HAND

    async def _from_desk(self, ids: tuple[str, ...]) -> Came | None:
        """Empty what was written by whatever was under way, and leave nothing in free pages."""
        if await self._busy(ids):
            return None
        async with self._db.write() as tx:
            found = await people.of_conversations(tx.connection, ids)
            await blanking.blank(tx, found)
            await blanking.reindex(tx)
        return Came(count=len(ids)) if await self._db.compact() else None

    async def _busy(self, ids: tuple[str, ...]) -> bool:
        """Whether a turn is under way, which would write down what it has heard."""
        async with self._db.read() as connection:
            for conversation_id in ids:
                turn = await turn_log.open_in(connection, conversation_id)
                if turn is not None and turn.state == "running":
                    return True
        return False
