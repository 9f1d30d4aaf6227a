"""Several bridges as processes, on one PostgreSQL and one Redis; and why SQLite has only one."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp
import psycopg2
import pytest

from contracts.turn import Turn, TurnResult
from handoff import migrations
from handoff.console.http.auth import COOKIE
from handoff.container.clock import now
from handoff.store.accounts.accounts import Accounts
from handoff.store.db.database import Database
from handoff.store.instance_lock.postgresql import KEY
from scripts.ports import free_port
from tests.bridge import (
    PASSWORD,
    SECONDS,
    Client,
    Console,
    HttpBot,
    Page,
    eventually,
    password_hash,
)
from tests.desk import a_request, says
from tests.postgres import postgres_url

pytestmark = [pytest.mark.postgres, pytest.mark.redis]


class OwnRedis:
    """A Redis of the test's own, on one port for as long as it lives and comes back."""

    def __init__(self, folder: Path) -> None:
        port = str(free_port())
        self.url = f"redis://127.0.0.1:{port}/0"
        self._folder = folder
        self._command = ["redis-server", "--port", port, "--bind", "127.0.0.1", "--save", ""]
        self.start()

    def start(self) -> None:
        """Run it."""
        self._process = subprocess.Popen(self._command, cwd=self._folder, stdout=subprocess.DEVNULL)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        self._process.wait()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[OwnRedis]:
    """A Redis that runs."""
    made = OwnRedis(tmp_path)
    yield made
    made.kill()


class Bridges:
    """Bridges, their bot, and the people who use the one or the other."""

    def __init__(self, folder: Path, redis_url: str | None) -> None:
        self.database = postgres_url(migrations.upgrade)
        self.bot = HttpBot()
        self.http = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        self.urls: list[str] = []
        self._folder = folder
        self._redis_url = redis_url
        self._processes: list[asyncio.subprocess.Process] = []
        self._clients: list[Client] = []

    async def start(self, count: int = 2) -> None:
        """Start so many; returns when they answer."""
        self._bot_url = await self.bot.start()
        for _ in range(count):
            await self._launch(self._redis_url)
        for url in self.urls:
            await self._answers(url)

    async def start_another(self) -> None:
        """One more that stays; returns when it answers."""
        await self._launch(self._redis_url)
        await self._answers(self.urls[-1])

    async def one_more(self, redis_url: str | None) -> tuple[int | None, str]:
        """Start another one, which is to end by itself: its exit code and what it says."""
        process, log = await self._launch(redis_url)
        code = await asyncio.wait_for(process.wait(), SECONDS)
        return code, log.read_text()

    async def health(self, number: int) -> dict[str, Any]:
        """What a bridge says of itself."""
        async with self.http.get(f"{self.urls[number]}/health") as response:
            return dict(await response.json())

    async def until_redis(self, state: str) -> None:
        """Return when every bridge says so of Redis."""
        end = asyncio.get_running_loop().time() + SECONDS
        for number in range(len(self.urls)):
            while (await self.health(number))["redis"] != state:
                assert asyncio.get_running_loop().time() < end, f"Redis did not become {state}"
                await asyncio.sleep(0.1)

    async def stop(self) -> None:
        """End everything, the clients first."""
        for client in self._clients:
            await client.sio.disconnect()
        await self.http.close()
        for process in self._processes:
            await _kill(process)
        await self.bot.stop()

    async def kill(self, number: int) -> None:
        """End one of them as a power cut would."""
        await _kill(self._processes[number])

    async def page(self, number: int, session: dict[str, Any] | None = None) -> Page:
        """A connected page, of a new visitor unless a session is given."""
        url = self.urls[number]
        if session is None:
            async with self.http.post(f"{url}/api/chat/session", json={}) as response:
                session = dict(await response.json())
        page = Page(url, session)
        self._clients.append(page)
        await page.connect(auth={"token": session["token"]})
        return page

    async def console(self, number: int) -> Console:
        """The connected console of a new agent."""
        db = Database(self.database)
        agent = await Accounts(db, now).create(
            email="sam@example.com", name="Sam", password_hash=await password_hash()
        )
        await db.close()
        body = {"email": agent.email, "password": PASSWORD}
        url = self.urls[number]
        async with self.http.post(f"{url}/api/console/login", json=body) as response:
            console = Console(url, agent, response.cookies[COOKIE].value)
        self._clients.append(console)
        await console.connect(headers=console.cookie)
        return console

    async def _launch(self, redis_url: str | None) -> tuple[asyncio.subprocess.Process, Path]:
        port = free_port()
        env = {
            "PATH": "/usr/bin:/bin",
            "PORT": str(port),
            "SECRET_KEY": "s" * 32,
            "IDENTITY_SECRET": "i" * 32,
            "BOT_TOKEN": "b" * 32,
            "WARMDESK_VAR": str(self._folder),
            "DATABASE_URL": self.database,
            **({"REDIS_URL": redis_url} if redis_url else {}),
            "CRM_URL": f"sqlite:///{self._folder}/crm.db",
            "BOT_URLS": self._bot_url,
            "ACTIONS_URL": self._bot_url,
            "CHAT_ORIGINS": "*",
            "BOT_TIMEOUT_SECONDS": "1",
        }
        path = self._folder / f"bridge-{port}.log"
        with path.open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "handoff"), env=env, stdout=log, stderr=log
            )
        self._processes.append(process)
        self.urls.append(f"http://127.0.0.1:{port}")
        return process, path

    async def _answers(self, url: str) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + SECONDS
        while loop.time() < end:
            try:
                async with self.http.get(f"{url}/health") as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)
        logs = "\n".join(log.read_text() for log in self._folder.glob("*.log"))
        raise AssertionError(f"{url} does not answer:\n{logs}")


async def _kill(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()


def cut_connections(database: str) -> None:
    """The server ends every connection to the database."""
    _ask(
        database,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )


def holders(database: str) -> int:
    """How many bridges have a claim on the database."""
    return int(
        _ask(
            database,
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
            f" AND objid = {KEY} AND database = (SELECT oid FROM pg_database"
            " WHERE datname = current_database())",
        )[0][0]
    )


def _ask(database: str, query: str) -> list[tuple[Any, ...]]:
    with closing(psycopg2.connect(database)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(query)
            return list(cursor.fetchall())


@pytest.fixture
async def bridges(tmp_path: Path, redis: OwnRedis) -> AsyncIterator[Bridges]:
    """Two bridges that answer."""
    made = Bridges(tmp_path, redis.url)
    try:
        await made.start()
        yield made
    finally:
        await made.stop()


@pytest.fixture
async def lonely(tmp_path: Path) -> AsyncIterator[Bridges]:
    """One bridge without Redis."""
    made = Bridges(tmp_path, None)
    try:
        await made.start(1)
        yield made
    finally:
        await made.stop()


async def test_people_on_different_bridges_talk_to_each_other(bridges: Bridges) -> None:
    """A customer on one bridge and an agent on the other see one conversation, in order, once."""
    page, sam = await bridges.page(0), await bridges.console(1)
    bridges.bot.script.append(says("One moment.", handoff=a_request()))
    conversation_id = (await page.send("a person please"))["conversation_id"]
    assert await sam.take_next() == conversation_id
    assert (await page.next("state", lambda s: s["owner"] == "agent"))["agent"] == {"name": "Sam"}
    await sam.ask("open", conversation_id=conversation_id)
    epoch = await sam.epoch(conversation_id)
    for n in range(5):
        said = {"conversation_id": conversation_id, "epoch": epoch, "client_id": f"a{n}"}
        assert "seq" in await sam.ask("send", text=f"answer {n}", **said)
        await page.shows(f"answer {n}")
        await page.send(f"question {n}")
        await sam.hears(f"question {n}")
    shown = [text for text in page.texts() if text.startswith("answer")]
    assert shown == [f"answer {n}" for n in range(5)]
    cursors = [event["cursor"] for event in sam.all("event")]
    assert cursors == sorted(set(cursors))


async def test_a_console_hears_of_another_bridge_in_order(bridges: Bridges) -> None:
    """What a console is told of the other bridge's work is in what it would catch up with."""
    page, sam = await bridges.page(0), await bridges.console(1)
    first = await sam.ask("snapshot")
    bridges.bot.script.append(says("One moment.", handoff=a_request()))
    await page.send("a person please")
    await sam.take_next()
    _, caught, told = await sam.since(first["cursor"])
    cursors = [event["cursor"] for event in told]
    assert cursors
    assert cursors == sorted(set(cursors))
    assert set(cursors) <= {event["cursor"] for event in caught}


async def test_a_turn_of_a_bridge_that_died_is_run_by_another(bridges: Bridges) -> None:
    """A bridge is killed while the bot thinks: the customer is answered on the other, once."""
    page = await bridges.page(0)
    stuck = asyncio.Event()
    turns: list[Turn] = []

    async def answer(turn: Turn) -> TurnResult:
        turns.append(turn)
        if len(turns) == 1:
            await stuck.wait()
        return says("There you are.")

    bridges.bot.answer = answer
    await page.send("hello")
    await eventually(lambda: turns, "the turn")
    await bridges.kill(0)
    other = await bridges.page(1, page.session)
    await other.shows("There you are.")
    stuck.set()
    assert {turn.turn_id for turn in turns} == {turns[0].turn_id}
    said = (await other.ask("sync"))["messages"]
    assert [message["text"] for message in said] == ["hello", "There you are."]


async def test_a_message_is_sent_by_one_bridge(bridges: Bridges) -> None:
    """Both look into the outbox all the time; a page gets each message once."""
    page = await bridges.page(0)
    for n in range(10):
        await page.send(f"m{n}")
        await page.shows(f"echo m{n}")
    echoes = [text for text in page.texts() if text.startswith("echo")]
    assert echoes == [f"echo m{n}" for n in range(10)]


async def test_without_redis_there_is_one_bridge(lonely: Bridges, redis: OwnRedis) -> None:
    """A second bridge ends with a line that says why, whether it has a Redis of its own or not."""
    code, said = await lonely.one_more(None)
    assert code == 1
    assert "Another bridge is running on this database, and without REDIS_URL" in said
    code, said = await lonely.one_more(redis.url)
    assert code == 1
    assert "A bridge without REDIS_URL is running on this database" in said
    page = await lonely.page(0)
    await page.send("hello")
    await page.shows("echo hello")


async def test_a_bridge_without_redis_does_not_join_those_with_one(bridges: Bridges) -> None:
    """Its pages would hear nothing of what the others do."""
    code, said = await bridges.one_more(None)
    assert code == 1
    assert "set REDIS_URL" in said


async def test_a_killed_bridge_is_not_in_the_way_of_the_next(lonely: Bridges) -> None:
    """The database drops the claim of a bridge that died; another one serves in its place."""
    await lonely.kill(0)
    await lonely.start_another()
    page = await lonely.page(1)
    await page.send("hello")
    await page.shows("echo hello")


async def session_at_last(bridges: Bridges) -> dict[str, Any]:
    """A visitor's session, asked for as the widget does: again, until the desk can give one."""
    while True:
        async with bridges.http.post(f"{bridges.urls[0]}/api/chat/session", json={}) as response:
            answer = dict(await response.json())
        if "token" in answer:
            return answer
        await asyncio.sleep(0.2)


async def test_a_claim_survives_the_loss_of_its_connection(lonely: Bridges) -> None:
    """The database cuts every connection: the bridge goes on, and is still the only one."""
    cut_connections(lonely.database)
    session = await asyncio.wait_for(session_at_last(lonely), SECONDS)
    page = await lonely.page(0, session)
    await page.send("hello")
    await page.shows("echo hello")
    await eventually(lambda: holders(lonely.database) == 1, "the claim")
    code, _ = await lonely.one_more(None)
    assert code == 1


async def test_losing_redis_loses_nothing(bridges: Bridges, redis: OwnRedis) -> None:
    """Redis is killed and comes back: everybody hears everything, in order, and /health says it."""
    page, sam = await bridges.page(0), await bridges.console(1)
    bridges.bot.script.append(says("One moment.", handoff=a_request()))
    conversation_id = (await page.send("a person please"))["conversation_id"]
    assert await sam.take_next() == conversation_id
    await sam.ask("open", conversation_id=conversation_id)
    epoch = await sam.epoch(conversation_id)
    assert (await bridges.health(0))["redis"] == "up"

    async def exchange(n: int) -> None:
        said = {"conversation_id": conversation_id, "epoch": epoch, "client_id": f"a{n}"}
        assert "seq" in await sam.ask("send", text=f"answer {n}", **said)
        await page.shows(f"answer {n}")
        await page.send(f"question {n}")
        await sam.hears(f"question {n}")

    await exchange(0)
    redis.kill()
    for n in range(1, 4):
        await exchange(n)
    await bridges.until_redis("down")
    assert (await bridges.health(1))["status"] == "degraded"
    redis.start()
    await bridges.until_redis("up")
    for n in range(4, 6):
        await exchange(n)
    shown = [text for text in page.texts() if text.startswith("answer")]
    assert shown == [f"answer {n}" for n in range(6)]
    cursors = [event["cursor"] for event in sam.all("event")]
    assert cursors == sorted(set(cursors))
