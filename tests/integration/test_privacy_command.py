"""`python -m handoff privacy` as a process: an export, an erasure, and a restored backup."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.desk import Desk
from tests.integration.test_bridge_process import answers, env, run, start

__all__ = ["env"]
WORDS = "my flamingo is broken"
OWED = 3


@pytest.fixture
async def talked(env: dict[str, str]) -> str:
    """A visitor's conversation in the desk's database, by its id."""
    assert (await run(env, "migrate"))[0] == 0
    desk = Desk(env["DATABASE_URL"])
    message = await desk.say(WORDS)
    await desk.close()
    return message.conversation_id


def kept(file: Path) -> str:
    """What was said, as the database has it by now."""
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT text FROM messages").fetchall())


async def test_an_export_is_a_file_for_its_owner(
    env: dict[str, str], talked: str, tmp_path: Path
) -> None:
    """The archive is written for this account alone, and what is not in it is said."""
    file = tmp_path / "their.zip"
    code, out, err = await run(
        env, "privacy", "export", "--conversation", talked, "--to", str(file)
    )
    assert (code, out.strip()) == (OWED, str(file)), err
    assert "Not in it: bot: did not answer." in err
    assert file.stat().st_mode & 0o077 == 0
    assert WORDS in zipfile.ZipFile(file).read("customer.json").decode()


async def test_an_erasure_says_what_is_owed(env: dict[str, str], talked: str) -> None:
    """Each store has a line; a bot that is away is owed it, which is a status of its own."""
    code, out, err = await run(env, "privacy", "erase", "--conversation", talked, "--yes")
    assert code == OWED, err
    assert {"desk: done", "bot: owed", "limits: lapses"} <= set(out.splitlines())
    assert WORDS not in kept(Path(env["DATABASE_URL"].removeprefix("sqlite:///")))
    assert WORDS not in err


async def test_nothing_is_erased_unasked(env: dict[str, str], talked: str) -> None:
    """Without a yes, and for nobody in particular, everything stays."""
    file = Path(env["DATABASE_URL"].removeprefix("sqlite:///"))
    code, _, err = await run(env, "privacy", "erase", "--conversation", talked)
    assert code == 1
    assert "Nothing was erased." in err
    for wrong, says in (
        ((), "Say who is meant"),
        (("--customer", "c", "--conversation", talked), "Say who is meant"),
        (("--address", "v:1"), "Nothing is kept of anybody"),
        (("--address", "nowhere"), "Write an address"),
        (("--conversation", "cv_none"), "There is no such conversation."),
    ):
        code, _, err = await run(env, "privacy", "erase", "--yes", *wrong)
        assert code == 1, wrong
        assert says in err, wrong
    assert WORDS in kept(file)


async def test_a_bridge_on_a_restored_backup_forgets_by_itself(
    env: dict[str, str], talked: str, tmp_path: Path
) -> None:
    """What the backup has brought back is gone before the bridge answers anybody."""
    file = Path(env["DATABASE_URL"].removeprefix("sqlite:///"))
    backup = Path(shutil.copy(file, tmp_path / "backup.db"))
    assert (await run(env, "privacy", "erase", "--conversation", talked, "--yes"))[0] == OWED
    shutil.copy(backup, file)
    assert WORDS in kept(file)
    process = await start(env)
    try:
        await answers(env)
        assert WORDS not in kept(file)
    finally:
        process.kill()
        await process.communicate()


async def test_what_is_old_is_forgotten_by_hand(env: dict[str, str], talked: str) -> None:
    """`retain` forgets what is past the days that are set, and says of which kind how much."""
    file = Path(env["DATABASE_URL"].removeprefix("sqlite:///"))
    code, out, err = await run(env, "privacy", "retain")
    assert code == 0, err
    assert "conversations" not in out
    assert WORDS in kept(file)
    code, out, err = await run({**env, "RETENTION_DAYS": "conversations=30"}, "privacy", "retain")
    assert code == 0, err
    assert "conversations: 1 forgotten" in out
    assert WORDS not in kept(file)


async def test_a_replay_takes_another_machines_file(
    env: dict[str, str], talked: str, tmp_path: Path
) -> None:
    """Erasures of a file that is named are done again; one that is none of them is refused."""
    file = Path(env["DATABASE_URL"].removeprefix("sqlite:///"))
    backup = Path(shutil.copy(file, tmp_path / "backup.db"))
    assert (await run(env, "privacy", "erase", "--conversation", talked, "--yes"))[0] == OWED
    others = shutil.move(tmp_path / "erasures.jsonl", tmp_path / "other.jsonl")
    shutil.copy(backup, file)
    code, out, err = await run(env, "privacy", "replay", str(others))
    assert code == 0, err
    assert "1 erasures done again." in out
    assert WORDS not in kept(file)
    code, _, err = await run(env, "privacy", "replay", str(file))
    assert code == 1
    assert "line 1" in err
