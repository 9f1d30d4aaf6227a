"""A desk on one kind of database whose bot remembers, for tests of what is left of a customer."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import psycopg2
import sqlalchemy as sa
from aiohttp import web

from actions.crm import matching, tables
from actions.crm.sql import SqlCrm
from bot import forgetting, rewording
from bot import tables as bot_tables
from bot.database import open_database, writing
from contracts.forgetting import FORGET_PATH, RECALL_PATH, Forgetting, Recall
from contracts.rewording import REWORD_PATH, Rewording
from contracts.turn import Turn, TurnResult
from handoff import migrations
from handoff.channels.registry import HOUSE
from handoff.container.clock import now
from handoff.store.accounts.accounts import Accounts
from handoff.store.db.database import Database
from tests.bridge import Bridge, HttpBot
from tests.desk import says, text_of
from tests.postgres import postgres_url

STORES = ("desk", "tracker", "crm", "records")


class Urls(msgspec.Struct, frozen=True, kw_only=True):
    """Where the databases are, and the folder of all files."""

    folder: Path
    desk: str
    tracker: str
    crm: str
    records: str

    def all(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(getattr(self, name) for name in STORES)

    def text(self, but: str = "") -> bytes:
        """All that is kept, in small letters: files as they lie there, rows of PostgreSQL."""
        files = [file for file in self.folder.rglob("*") if file.is_file() and file.stem != but]
        found = [file.read_bytes() for file in files]
        found += [str(file.relative_to(self.folder)).encode() for file in files]
        urls = [getattr(self, name) for name in STORES if name != but]
        found += [_rows(url) for url in urls if url.startswith("postgresql")]
        return b"\n".join(found).lower()


def fresh(folder: Path, migrated: Path, *, postgres: bool) -> Urls:
    """New databases; the desk's is migrated."""
    folder.mkdir()
    if postgres:
        others = {name: postgres_url() for name in STORES[1:]}
        return Urls(folder=folder, desk=postgres_url(migrations.upgrade), **others)
    shutil.copyfile(migrated, folder / "desk.db")
    return Urls(folder=folder, **{name: f"sqlite:///{folder / name}.db" for name in STORES})


async def backed_up(urls: Urls, folder: Path) -> Urls:
    """A copy of databases and files, as it would be restored."""
    return await asyncio.to_thread(_back_up, urls, folder)


def _back_up(urls: Urls, folder: Path) -> Urls:
    folder.mkdir()
    shutil.copytree(urls.folder / "media", folder / "media")
    restored: dict[str, Any] = {}
    for name, url in zip(STORES, urls.all(), strict=True):
        if url.startswith("postgresql"):
            restored[name] = postgres_url()
            dump = folder.parent / f"{folder.name}-{name}.dump"
            _postgres("pg_dump", "-Fc", "-f", str(dump), url)
            _postgres("pg_restore", "-d", restored[name], str(dump))
            dump.unlink()
            continue
        file = folder / f"{name}.db"
        with (
            closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as running,
            closing(sqlite3.connect(file)) as copy,
        ):
            running.backup(copy)
        restored[name] = f"sqlite:///{file}"
    return Urls(folder=folder, **restored)


def _postgres(name: str, *arguments: str) -> None:
    debian = sorted(str(path) for path in Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    subprocess.run([debian[-1] if debian else name, *arguments], check=True)


def _rows(url: str) -> bytes:
    """Every row of every table of a database, as PostgreSQL writes it."""
    found: list[str] = []
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [str(row) for (row,) in cursor.fetchall()]
    return "\n".join(found).encode()


class RememberingBot(HttpBot):
    """Keeps what it hears in the bot's own tables, and forgets as the bot does."""

    def __init__(self) -> None:
        super().__init__()
        self._runner.app.router.add_post(FORGET_PATH, self._forget)
        self._runner.app.router.add_post(RECALL_PATH, self._recall)
        self._runner.app.router.add_post(REWORD_PATH, self._reword)
        self._store: Any = None
        self.answer = self._remembering
        self.url = ""

    async def start(self) -> str:
        """Serve; returns the base URL."""
        self.url = await super().start()
        return self.url

    def open(self, url: str) -> None:
        """Use these tables from now on."""
        self.close()
        self._store = open_database(url.replace("postgresql://", "postgresql+psycopg2://"))

    def close(self) -> None:
        """Give the connections back."""
        if self._store is not None:
            self._store.dispose()

    async def _remembering(self, turn: Turn) -> TurnResult:
        result = self.script.pop(0) if self.script else says(f"echo {text_of(turn)}")
        with writing(self._store).begin() as connection:
            self._keep(connection, turn, result)
        return result

    def _keep(self, connection: Any, turn: Turn, result: TurnResult) -> None:
        trackers, heard = bot_tables.trackers, msgspec.json.encode(turn).decode()
        mine = trackers.c.conversation_id == turn.conversation_id
        version = connection.execute(sa.select(trackers.c.version).where(mine)).scalar() or 0
        if version == 0:
            row = {"conversation_id": turn.conversation_id, "version": 1, "snapshot": f"[{heard}]"}
            connection.execute(sa.insert(trackers).values(**row))
        else:
            connection.execute(sa.update(trackers).where(mine).values(version=version + 1))
        where = {"conversation_id": turn.conversation_id}
        event = {"version": version + 1, "position": 0, "type": "user", "data": heard}
        connection.execute(sa.insert(bot_tables.events).values(**where, **event))
        answer = {"response": msgspec.json.encode(result), "at": datetime.now(UTC)}
        connection.execute(
            sa.insert(bot_tables.turns).values(turn_id=turn.turn_id, **where, **answer)
        )

    async def _forget(self, request: web.Request) -> web.Response:
        told = msgspec.json.decode(await request.read(), type=Forgetting)
        with writing(self._store).begin() as connection:
            for conversation_id in told.conversation_ids:
                forgetting.forget(connection, conversation_id)
        forgetting.compact(self._store)
        return web.json_response({})

    async def _reword(self, request: web.Request) -> web.Response:
        told = msgspec.json.decode(await request.read(), type=Rewording)
        with writing(self._store).begin() as connection:
            rewording.reword(connection, told)
        return web.json_response({})

    async def _recall(self, request: web.Request) -> web.Response:
        told = msgspec.json.decode(await request.read(), type=Recall)
        with self._store.begin() as connection:
            found = forgetting.recall(connection, told.conversation_id)
        return web.json_response(json.loads(msgspec.json.encode(found)))


class ForgettingBridge(Bridge):
    """A bridge on these databases."""

    def __init__(self, urls: Urls, migrated: Path, aside: Path) -> None:
        aside.mkdir()
        super().__init__(aside, migrated)
        self.urls = urls
        self.bot: RememberingBot = RememberingBot()
        self.bot.open(urls.tracker)
        self._db = Database(urls.desk, HOUSE)
        self.accounts = Accounts(self._db, now)

    async def start(self, **changes: Any) -> None:
        """Start on them."""
        env = {name: changes.pop(name) for name in ("channel_env",) if name in changes}
        mine = self.on(self.urls)
        await super().start(**mine, **env, **changes)

    def on(self, urls: Urls) -> dict[str, Any]:
        """The settings that name databases and files."""
        return {
            "database_url": urls.desk,
            "tracker_url": urls.tracker,
            "crm_url": urls.crm,
            "records_url": urls.records,
            "warmdesk_var": str(urls.folder),
            "erasures_file": str(self.urls.folder / "erasures.jsonl"),
        }

    async def stop(self) -> None:
        """Stop, the bot's store included."""
        await super().stop()
        self.bot.close()


async def add_customer(url: str, **about: Any) -> None:
    """A customer of the embedded CRM, with a delivered order."""
    crm = SqlCrm(url)
    await crm.create_schema()
    place = {"street": about["street"], "city": "Leeds", "postcode": "LS1 1AA", "country": "GB"}
    customer = {
        "id": about["id"],
        "name": about["name"],
        "email": about["email"],
        "email_key": matching.email_key(about["email"]),
        "phone": about["phone"],
        "phone_key": matching.phone_key(about["phone"]),
        "tier": "standard",
        "language": "en",
        "since": datetime(2025, 1, 1, tzinfo=UTC).date(),
        "two_factor": False,
        "newsletter": False,
        **place,
    }
    order = {
        "number": about["order"],
        "customer_id": about["id"],
        "placed_at": datetime(2026, 1, 1, tzinfo=UTC),
        "status": "delivered",
        "currency": "GBP",
        "total": 100,
        "payment": "paid",
        **place,
    }

    async def insert(connection: Any) -> None:
        await connection.execute(sa.insert(tables.customers).values(**customer))
        await connection.execute(sa.insert(tables.orders).values(**order))

    await crm.database.writing(insert)
    await crm.close()
