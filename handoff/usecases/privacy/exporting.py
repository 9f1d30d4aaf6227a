"""Use case of exports: one customer's data as an archive that machines read, files included."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Protocol

import msgspec

from actions.crm import personal_rows
from actions.crm.errors import CrmError
from actions.crm.person import Forgetful, Person, Recalled
from actions.crm.port import Crm
from contracts.forgetting import Remembered
from handoff.bot_link.client import BotError
from handoff.core.clock import Clock
from handoff.core.errors import NotFound
from handoff.store.db.database import Database
from handoff.store.files.media import MediaStore, Stored
from handoff.store.privacy.belonging import rows_of
from handoff.store.privacy.people import Found

NAME = "customer.json"


class RemembersTurns(Protocol):
    """Who has heard what customers said."""

    async def recall(self, conversation_id: str) -> Remembered:
        """What is remembered of a conversation. Raises `BotError`."""


class Archive(msgspec.Struct, frozen=True, kw_only=True):
    """A ZIP with `customer.json` and the customer's files.

    `missing` are the stores that could not be asked, in words: such an export is not whole.
    """

    content: bytes
    missing: tuple[str, ...] = ()


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """`customer.json`: rows by store and table, and what the bot remembers by conversation."""

    made_at: datetime
    stores: Mapping[str, Recalled]
    bot: Mapping[str, Remembered]
    files: tuple[str, ...]
    missing: tuple[str, ...]


class Exports:
    """Makes archives. What is in them is what an erasure is of: both follow the same list."""

    def __init__(
        self, db: Database, clock: Clock, crm: Crm, bot: RemembersTurns, media: MediaStore
    ) -> None:
        self._db = db
        self._clock = clock
        self._crm = crm
        self._bot = bot
        self._media = media

    async def made(self, found: Found) -> Archive:
        """The archive of one customer."""
        missing: list[str] = []
        stores = {"desk": await self._desk(found), **await self._systems(found.person, missing)}
        bot = await self._remembered(found, missing)
        files = await self._files(found)
        told = Told(
            made_at=self._clock(),
            stores=stores,
            bot=bot,
            files=tuple(files),
            missing=tuple(missing),
        )
        content = await asyncio.to_thread(_packed, told, files)
        return Archive(content=content, missing=tuple(missing))

    async def _desk(self, found: Found) -> Recalled:
        async with self._db.read() as connection:
            return await personal_rows.read(connection, rows_of(found))

    async def _systems(self, person: Person, missing: list[str]) -> dict[str, Recalled]:
        found: dict[str, Recalled] = {}
        for name, system in named_systems(self._crm).items():
            if not isinstance(system, Forgetful):
                missing.append(f"{name}: has to be exported in that system")
                continue
            try:
                found[name] = await system.recall(person)
            except CrmError:
                missing.append(f"{name}: did not answer")
        return found

    async def _remembered(self, found: Found, missing: list[str]) -> dict[str, Remembered]:
        remembered: dict[str, Remembered] = {}
        try:
            for conversation_id in found.conversation_ids:
                remembered[conversation_id] = await self._bot.recall(conversation_id)
        except BotError:
            missing.append("bot: did not answer")
        return remembered

    async def _files(self, found: Found) -> dict[str, Stored]:
        files: dict[str, Stored] = {}
        for ref in found.files:
            try:
                file = await self._media.get(ref)
            except NotFound:
                continue  # it was taken back, or is kept no more
            files[f"files/{ref}/{PurePosixPath(file.name or 'file').name}"] = file
        return files


def named_systems(crm: Crm) -> dict[str, Any]:
    """The systems behind the CRM port by what exports and receipts call them."""
    books: object = crm.records
    shops = [system for system in crm.systems if system is not books]
    names = ["shop"] if len(shops) == 1 else [f"shop_{n}" for n in range(1, len(shops) + 1)]
    return {**dict(zip(names, shops, strict=True)), "records": crm.records}


def _packed(told: Told, files: Mapping[str, Stored]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        readable = msgspec.json.format(msgspec.json.encode(told), indent=2)
        archive.writestr(NAME, readable)
        for path, file in files.items():
            archive.writestr(path, file.content)
    return packed.getvalue()
