"""What the bridge makes of a bot's answer, or of none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import msgspec
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.wire import TURN_PATH, Message, Reply, Turn, TurnError, TurnResult
from handoff.bot import BotAway, BotClient, BotFailed

TURN = Turn(
    turn_id="t1",
    conversation_id="c1",
    epoch=1,
    channel="webchat",
    messages=(Message(id="m1", text="hello"),),
)


class Rasa:
    """A server that gives whatever answer it was told to."""

    status = 200
    body = b""

    async def turn(self, _request: web.Request) -> web.Response:
        """Answer."""
        return web.Response(status=self.status, body=self.body)

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
    app = web.Application()
    app.router.add_post(TURN_PATH, rasa.turn)
    async with TestServer(app) as server:
        opened = BotClient(str(server.make_url("/")), "token", seconds=5)
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
    client = BotClient(f"http://127.0.0.1:{unused_tcp_port}", "token", seconds=5)
    with pytest.raises(BotAway, match="connection_refused"):
        await client.turn(TURN)
    await client.close()


async def test_a_bot_that_hangs_up(unused_tcp_port: int) -> None:
    """Whoever took the call may have begun: that is a failure."""

    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    client = BotClient(f"http://127.0.0.1:{unused_tcp_port}", "token", seconds=5)
    async with await asyncio.start_server(hang_up, "127.0.0.1", unused_tcp_port):
        with pytest.raises(BotFailed, match="connection_lost"):
            await client.turn(TURN)
    await client.close()
