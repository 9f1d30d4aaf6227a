"""`python -m handoff` as a process: its start, its end, and what it says when it cannot start."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from handoff.channels.webchat.tokens import ChatTokens, new_visitor
from handoff.config.keys import derive
from handoff.container.clock import now
from scripts.ports import free_port
from tests.bridge import SECONDS, Client

SECRET = "s" * 32


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """Settings of a bridge in a folder and on a port of its own."""
    return {
        "PATH": "/usr/bin:/bin",
        "PORT": str(free_port()),
        "SECRET_KEY": SECRET,
        "IDENTITY_SECRET": "i" * 32,
        "BOT_TOKEN": "b" * 32,
        "WARMDESK_VAR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/desk.db",
        "CRM_URL": f"sqlite:///{tmp_path}/crm.db",
        "FIRST_AGENT_EMAIL": "first.agent@example.com",
    }


async def run(env: dict[str, str], *arguments: str) -> tuple[int | None, str, str]:
    """Code, output and errors of one of our commands."""
    process = await start(env, *arguments)
    out, err = await asyncio.wait_for(process.communicate(), SECONDS)
    return process.returncode, out.decode(), err.decode()


async def start(env: dict[str, str], *arguments: str) -> asyncio.subprocess.Process:
    """One of our commands, started."""
    pipe = asyncio.subprocess.PIPE
    command = [sys.executable, "-m", "handoff", *arguments]
    return await asyncio.create_subprocess_exec(*command, env=env, stdout=pipe, stderr=pipe)


@pytest.fixture
async def serving(env: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """A bridge that answers."""
    assert (await run(env, "migrate"))[0] == 0
    process = await start(env)
    try:
        await answers(env)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def answers(env: dict[str, str]) -> None:
    """Return when the bridge answers."""
    async with aiohttp.ClientSession() as http:
        for _ in range(1200):
            try:
                async with http.get(f"http://127.0.0.1:{env['PORT']}/health") as response:
                    assert response.status == 200
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.05)
    raise AssertionError("the bridge does not answer")


async def test_it_stops_cleanly_with_pages_open(
    env: dict[str, str], serving: asyncio.subprocess.Process
) -> None:
    """SIGTERM ends the bridge at once and without a complaint, open connections included."""
    token = ChatTokens(derive(SECRET, "chat token"), now).issue(new_visitor("en"))
    page = Client(f"http://127.0.0.1:{env['PORT']}", "/chat")
    await page.connect(auth={"token": token})
    assert (await page.ask("sync"))["messages"] == []
    serving.send_signal(signal.SIGTERM)
    out, err = await asyncio.wait_for(serving.communicate(), 8)
    assert serving.returncode == 0, err.decode()
    assert out == b""
    assert b"Traceback" not in err
    await asyncio.wait_for(page.sio.wait(), SECONDS)


async def test_a_taken_port_is_said_in_one_line(
    env: dict[str, str], serving: asyncio.subprocess.Process, tmp_path: Path
) -> None:
    """A second bridge on the same port ends with one clear line."""
    other = {**env, "DATABASE_URL": f"sqlite:///{tmp_path}/other.db"}
    assert (await run(other, "migrate"))[0] == 0
    code, _, err = await run(other)
    assert code == 1
    assert f"Cannot listen on 127.0.0.1:{env['PORT']}" in err.splitlines()[-1]
    assert "Traceback" not in err


async def test_a_database_without_tables_is_said_in_one_line(env: dict[str, str]) -> None:
    """A bridge whose database was never migrated says what to run."""
    code, _, err = await run(env)
    assert code == 1
    assert "python -m handoff migrate" in err.splitlines()[-1]
    assert "Traceback" not in err


async def test_a_database_that_cannot_be_written_is_said_in_one_line(env: dict[str, str]) -> None:
    """Migrating where there is no folder ends with one clear line."""
    code, _, err = await run({**env, "DATABASE_URL": "sqlite:////proc/none/desk.db"}, "migrate")
    assert code == 1
    assert err.startswith("The database at DATABASE_URL does not work")
    assert len(err.splitlines()) == 1


async def test_a_wrong_setting_is_said_in_one_line(env: dict[str, str]) -> None:
    """A port that is no number ends with one clear line."""
    code, _, err = await run({**env, "PORT": "many"})
    assert code == 1
    assert err.startswith("PORT is 'many'")


async def test_the_first_agent_is_made_once(env: dict[str, str]) -> None:
    """The first call makes the account, later ones keep its password unless asked for a new one."""
    await run(env, "migrate")
    made = json.loads((await run(env, "first-agent"))[1])
    assert made["created"]
    assert (made["email"], len(made["password"]) >= 12) == ("first.agent@example.com", True)
    again = json.loads((await run(env, "first-agent"))[1])
    assert again == {"email": made["email"], "password": None, "created": False}
    renewed = json.loads((await run(env, "first-agent", "--new-password"))[1])
    assert renewed["password"] not in (None, made["password"])
    code, _, err = await run({**env, "FIRST_AGENT_EMAIL": "x@example.com"}, "first-agent")
    assert code == 1
    assert "FIRST_AGENT_EMAIL" in err


async def test_check_says_what_is_missing(env: dict[str, str]) -> None:
    """Every part is named with what is wrong with it, and the code tells programs."""
    await run(env, "migrate")
    code, out, _ = await run({**env, "BOT_PORT": "1", "ACTIONS_PORT": "2"}, "check")
    assert code == 1
    assert out.splitlines()[0] == "database: fine"
    assert out.splitlines()[2:] == ["bot: no answer", "actions: no answer"]


async def test_nothing_heavy_is_loaded(env: dict[str, str]) -> None:
    """The bridge starts without Rasa, its SDK or TensorFlow in memory."""
    program = (
        "import sys, handoff.app, handoff.__main__\n"
        "print([m for m in ('rasa', 'rasa_sdk', 'tensorflow', 'sanic') if m in sys.modules])"
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", program), env=env, stdout=asyncio.subprocess.PIPE
    )
    assert (await process.communicate())[0].decode().strip() == "[]"


async def test_sqlite_has_one_bridge(
    env: dict[str, str], serving: asyncio.subprocess.Process
) -> None:
    """A second bridge on the same SQLite file ends with what to do; the first goes on."""
    code, _, err = await run({**env, "PORT": str(free_port())})
    assert code == 1
    assert "SQLite carries only one" in err
    assert "REDIS_URL" in err
    assert "Traceback" not in err
    await answers(env)
    assert serving.returncode is None
