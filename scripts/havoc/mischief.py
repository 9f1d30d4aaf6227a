"""What goes wrong, in an order that the seed decides."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from urllib.parse import urlsplit

import psycopg2

from scripts.havoc.desk import Desk
from scripts.havoc.people import Person

LOCKED_SECONDS = 2.0


class Mischief:
    """Kills, cuts and locks, one thing every few seconds."""

    def __init__(self, desk: Desk, people: Sequence[Person], seed: int) -> None:
        self._desk = desk
        self._people = people
        self._chance = random.Random(seed)
        self.done: Counter[str] = Counter()

    async def run(self, until: asyncio.Event) -> None:
        """Until told to stop."""
        deeds = [*(f"kill -9 {name}" for name in self._desk.names), "cut sockets", "cut database"]
        while not until.is_set():
            await asyncio.sleep(self._chance.uniform(2, 6))
            deed = self._chance.choice(deeds)
            self.done[deed] += 1
            await self._do(deed)
            await self._desk.revive()

    async def _do(self, deed: str) -> None:
        if deed.startswith("kill"):
            await self._desk.kill(deed.rpartition(" ")[2])
        elif deed == "cut sockets":
            count = max(1, len(self._people) // 4)
            await asyncio.gather(*(p.cut() for p in self._chance.sample(self._people, count)))
        elif self._desk.database.startswith("sqlite"):
            await asyncio.to_thread(_lock, self._desk.database.removeprefix("sqlite:///"))
        else:
            await asyncio.to_thread(_disconnect, self._desk.database)


def _lock(path: str) -> None:
    """Nobody can write for a while."""
    with closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(LOCKED_SECONDS)
        connection.execute("ROLLBACK")


def _disconnect(url: str) -> None:
    """The server ends every connection of the desk."""
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        connection.cursor().execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND pid <> pg_backend_pid()",
            (urlsplit(url).path.lstrip("/"),),
        )
