"""What the bridge makes of a bot's answer, or of none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import msgspec
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from contracts.forgetting import FORGET_PATH, RECALL_PATH, Forgetting, Remembered
from contracts.turn import TURN_PATH, Message, Reply, Turn, TurnError, TurnResult
from handoff.bot_link.client import BotAway, BotClient, BotFailed

TURN = Turn(
    turn_id="t1",
    conversation_id="c1",
    epoch=1,
    channel="webchat",
    messages=(Message(id="m1", text="hello"),),
)


class Rasa:
    """A server that gives whatever answer it was told to, and remembers whom it answered."""

    def __init__(self) -> None:
        self.status = 200
        self.body = b""
        self.seen: list[str] = []
        self.held: asyncio.Event | None = None

    async def turn(self, request: web.Request) -> web.Response:
        """Answer."""
        self.seen.append(msgspec.json.decode(await request.read(), type=Turn).conversation_id)
        if self.held is not None:
            await self.held.wait()
        return web.Response(status=self.status, body=self.body)

    async def health(self, _request: web.Request) -> web.Response:
        """Answer."""
        return web.Response(status=self.status)

    async def memory(self, _request: web.Request) -> web.Response:
        """Answer."""
        return web.Response(status=self.status, body=self.body)

    def app(self) -> web.Application:
        """The server."""
        app = web.Application()
        app.router.add_post(FORGET_PATH, self.memory)
        app.router.add_post(RECALL_PATH, self.memory)
        app.router.add_post(TURN_PATH, self.turn)
        app.router.add_get("/", self.health)
        return app

    def fails(self, status: int, code: str) -> None:
        """Answer with an error from now on."""
        self.status = status
        self.body = msgspec.json.encode(TurnError(error=code, detail="why"))


@pytest.fixture
def rasa() -> Rasa:
    return Rasa()


@pytest.fixture
async def client(rasa: Rasa) -> AsyncIterator[BotClient]:
    """A client of that server."""
    async with TestServer(rasa.app()) as server:
        opened = BotClient([str(server.make_url("/"))], "token", seconds=5)
        yield opened
        await opened.close()


async def test_an_answer(client: BotClient, rasa: Rasa) -> None:
    """A result is read."""
    rasa.body = msgspec.json.encode(TurnResult(replies=(Reply(text="hi"),)))
    assert (await client.turn(TURN)).replies == (Reply(text="hi"),)


async def test_nobody_to_act(client: BotClient, rasa: Rasa) -> None:
    """A bot whose action server is down is as good as away: nothing was tried."""
    rasa.fails(503, "actions_unavailable")
    with pytest.raises(BotAway, match="actions_unavailable"):
        await client.turn(TURN)


@pytest.mark.parametrize(
    ("status", "code"),
    [(502, "action_failed"), (502, "no_reply"), (503, "store_unavailable"), (500, "internal")],
)
async def test_a_failed_turn(client: BotClient, rasa: Rasa, status: int, code: str) -> None:
    """What was tried and failed is a failure, with its code."""
    rasa.fails(status, code)
    with pytest.raises(BotFailed, match=code):
        await client.turn(TURN)


async def test_no_answer_of_ours(client: BotClient, rasa: Rasa) -> None:
    """Something else that listens there is a failure that names the status."""
    rasa.status, rasa.body = 200, b"<html>"
    with pytest.raises(BotFailed, match="bad_answer_200"):
        await client.turn(TURN)


async def test_nobody_listens(unused_tcp_port: int) -> None:
    """Without anybody there the bot is away."""
    client = BotClient([f"http://127.0.0.1:{unused_tcp_port}"], "token", seconds=5)
    with pytest.raises(BotAway, match="connection_refused"):
        await client.turn(TURN)
    await client.close()


async def test_a_bot_that_hangs_up(unused_tcp_port: int) -> None:
    """Whoever took the call may have begun: that is a failure."""

    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    client = BotClient([f"http://127.0.0.1:{unused_tcp_port}"], "token", seconds=5)
    async with await asyncio.start_server(hang_up, "127.0.0.1", unused_tcp_port):
        with pytest.raises(BotFailed, match="connection_lost"):
            await client.turn(TURN)
    await client.close()


ANSWER = msgspec.json.encode(TurnResult(replies=(Reply(text="hi"),)))
CONVERSATIONS = [f"c{number}" for number in range(60)]


class Bots:
    """Three servers and a client of all of them."""

    def __init__(self) -> None:
        self.servers = [Rasa() for _ in range(3)]
        self.running = [TestServer(rasa.app()) for rasa in self.servers]
        for rasa in self.servers:
            rasa.body = ANSWER

    async def start(self) -> None:
        """Let all of them listen."""
        for server in self.running:
            await server.start_server()
        self.urls = [str(server.make_url("/")) for server in self.running]
        self.client = BotClient(self.urls, "token", seconds=5)

    async def stop(self) -> None:
        """End everything."""
        await self.client.close()
        for server in self.running:
            await server.close()

    async def homes(self, client: BotClient | None = None) -> dict[str, int]:
        """Which server answers each conversation."""
        for rasa in self.servers:
            rasa.seen.clear()
        for conversation in CONVERSATIONS:
            await persist(client or self.client, turn_in(conversation))
        return {seen: at for at, rasa in enumerate(self.servers) for seen in rasa.seen}

    async def home(self) -> int:
        """Whose the conversation of `TURN` is."""
        await self.client.turn(TURN)
        return next(at for at, rasa in enumerate(self.servers) if rasa.seen)


async def persist(client: BotClient, turn: Turn) -> None:
    """Try again as the bridge does: a server that ends may take a connection with it."""
    try:
        await client.turn(turn)
    except BotFailed:
        await client.turn(turn)


def turn_in(conversation_id: str) -> Turn:
    """A turn of that conversation."""
    return msgspec.structs.replace(TURN, conversation_id=conversation_id)


@pytest.fixture
async def bots() -> AsyncIterator[Bots]:
    """Three servers that answer."""
    three = Bots()
    await three.start()
    yield three
    await three.stop()


async def test_a_conversation_keeps_its_server(bots: Bots) -> None:
    """Each time, also from another bridge that lists the servers in another order."""
    homes = await bots.homes()
    assert set(homes.values()) == {0, 1, 2}
    assert await bots.homes() == homes
    other = BotClient(bots.urls[::-1], "token", seconds=5)
    assert await bots.homes(other) == homes
    await other.close()


async def test_a_server_that_goes_moves_its_own_conversations_only(bots: Bots) -> None:
    """All are answered, each once, and those of the other servers stay where they were."""
    before = await bots.homes()
    await bots.running[1].close()
    after = await bots.homes()
    assert sorted(after) == sorted(CONVERSATIONS)
    assert {one for one in CONVERSATIONS if after[one] != before[one]} == {
        one for one in CONVERSATIONS if before[one] == 1
    }


async def test_a_server_without_actions_is_passed_over(bots: Bots) -> None:
    """Nothing was tried there, so that another one may."""
    home = await bots.home()
    bots.servers[home].fails(503, "actions_unavailable")
    assert (await bots.client.turn(TURN)).replies == (Reply(text="hi"),)


async def test_no_server_at_all(bots: Bots) -> None:
    """The bot is away only when none of them is there."""
    for server in bots.running:
        await server.close()
    with pytest.raises(BotAway, match="connection_refused"):
        await bots.client.turn(TURN)
    assert not await bots.client.alive()


async def test_a_failed_turn_is_not_tried_elsewhere_at_once(bots: Bots) -> None:
    """A server that answers keeps the conversation: it has a reason, and the turn a next try."""
    home = await bots.home()
    bots.servers[home].fails(502, "action_failed")
    for _ in range(2):
        with pytest.raises(BotFailed, match="action_failed"):
            await bots.client.turn(TURN)
    assert sum(len(rasa.seen) for rasa in bots.servers) == len(bots.servers[home].seen) == 3


async def test_the_next_try_avoids_a_server_that_hangs(bots: Bots) -> None:
    """The first try may have begun, so that it fails; the turn's next one goes to another server,
    and the conversation comes home when its server answers again."""
    home = await bots.home()
    impatient = BotClient(bots.urls, "token", seconds=0.2)
    bots.servers[home].held = asyncio.Event()
    with pytest.raises(BotFailed, match="timeout"):
        await impatient.turn(TURN)
    assert (await impatient.turn(TURN)).replies == (Reply(text="hi"),)
    bots.servers[home].held.set()
    assert await impatient.alive()
    seen = len(bots.servers[home].seen)
    await impatient.turn(TURN)
    assert len(bots.servers[home].seen) == seen + 1
    await impatient.close()


async def test_one_server_is_enough_to_be_alive(bots: Bots) -> None:
    """Those that do not answer are counted."""
    bots.servers[0].status = 503
    assert await bots.client.alive()
    assert bots.client.missing() == "1 of 3 servers not answering"
    bots.servers[0].status = 200
    assert await bots.client.alive()
    assert bots.client.missing() == ""


async def test_what_is_remembered_is_asked_and_dropped(client: BotClient, rasa: Rasa) -> None:
    """A bot that answers otherwise, or not at all, is an error, so that it is asked again."""
    told = Forgetting(conversation_ids=("c1",))
    rasa.body = msgspec.json.encode(Remembered(events=({"text": "hello"},)))
    assert (await client.recall("c1")).events == ({"text": "hello"},)
    await client.forget(told)
    rasa.body = b"no JSON"
    with pytest.raises(BotFailed):
        await client.recall("c1")
    rasa.fails(500, "internal")
    with pytest.raises(BotFailed):
        await client.forget(told)
