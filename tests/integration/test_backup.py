"""A backup that was taken while the desk ran is the desk of that moment, in a new database."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from handoff import migrations
from tests.desk import Desk
from tests.postgres import postgres_url


async def _goes_on(desk: Desk, said: list[tuple[str, str | None]]) -> None:
    """Everything is there, and the conversation continues behind it."""
    assert await desk.transcript() == said
    await desk.say("are you still there?", client_id="a new one")
    assert (await desk.transcript())[len(said) :] == [
        ("customer", "are you still there?"),
        ("bot", "echo are you still there?"),
    ]
    await desk.close()


async def test_a_backup_of_sqlite_is_a_desk(tmp_path: Path, migrated: Path) -> None:
    """SQLite's online backup, taken between two messages, holds what was said before it."""
    desk = Desk(f"sqlite:///{shutil.copy(migrated, tmp_path / 'desk.db')}")
    await desk.say("hello")
    said = await desk.transcript()
    with (
        closing(sqlite3.connect(tmp_path / "desk.db")) as running,
        closing(sqlite3.connect(tmp_path / "backup.db")) as backup,
    ):
        running.backup(backup)
    await desk.say("after the backup")
    await desk.close()
    await _goes_on(Desk(f"sqlite:///{tmp_path}/backup.db"), said)


@pytest.mark.postgres
async def test_a_dump_of_postgresql_is_a_desk(tmp_path: Path) -> None:
    """pg_dump and pg_restore, as docs/operations.md has them."""
    url, empty = postgres_url(migrations.upgrade), postgres_url()
    desk = Desk(url)
    await desk.say("hello")
    said = await desk.transcript()
    dump = str(tmp_path / "desk.dump")
    await asyncio.to_thread(_run, "pg_dump", "-Fc", "-f", dump, url)
    await desk.say("after the dump")
    await desk.close()
    await asyncio.to_thread(_run, "pg_restore", "-d", empty, dump)
    await _goes_on(Desk(empty), said)


def _run(name: str, *arguments: str) -> None:
    """One of PostgreSQL's own tools, of the newest server that is installed."""
    debian = sorted(str(path) for path in Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    command = [debian[-1] if debian else name, *arguments]
    subprocess.run(command, check=True)
