"""The channel's edges: who gets in, what is refused at start, and what an error looks like."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.action_endpoint import Connections, WatchedEndpoint
from bot.channel import BridgeChannel, bridge_store
from bot.errors import ActionFailed, ActionsUnavailable, TurnFailed
from bot.tracker_store import BridgeTrackerStore
from bot.turns import Turns
from contracts.turn import Message, Turn

TURN = Turn(
    turn_id="t1",
    conversation_id="c1",
    epoch=1,
    channel="webchat",
    messages=(Message(id="m1", text="hello from Ottilie"),),
)


@pytest.fixture
def store(tmp_path: Path) -> BridgeTrackerStore:
    """An empty store."""
    return BridgeTrackerStore(Domain.empty(), f"sqlite:///{tmp_path / 'tracker.db'}")


@pytest.mark.parametrize("credentials", [None, {}, {"token": ""}])
def test_without_a_token_it_does_not_start(credentials: dict[str, Any] | None) -> None:
    """A bot that answers just anyone is not started."""
    with pytest.raises(RasaException, match="BOT_TOKEN"):
        BridgeChannel.from_credentials(credentials)


def test_with_another_tracker_store_it_does_not_start() -> None:
    """Rasa falls back to memory for a store it cannot find; that would forget everything."""
    agent = SimpleNamespace(tracker_store=FailSafeTrackerStore(InMemoryTrackerStore(None)))
    with pytest.raises(RasaException, match="BridgeTrackerStore"):
        bridge_store(agent)


def test_the_store_is_taken_out_of_its_wrapper(store: BridgeTrackerStore) -> None:
    """Errors of the store reach the channel."""
    assert bridge_store(SimpleNamespace(tracker_store=FailSafeTrackerStore(store))) is store
    assert bridge_store(SimpleNamespace(tracker_store=store)) is store


async def test_an_error_that_nobody_foresaw_is_json_too() -> None:
    """The bridge reads what went wrong, but not the words that went with it."""

    async def fail(_: Turn) -> bytes:
        raise RuntimeError("hello from Ottilie")

    turns = SimpleNamespace(answer=fail)
    request = SimpleNamespace(
        headers={"Authorization": "Bearer secret"},
        body=b'{"turn_id":"t","conversation_id":"c","epoch":1,"channel":"webchat",'
        b'"messages":[{"id":"m","text":"hi"}]}',
        app=SimpleNamespace(ctx=SimpleNamespace(turns=turns)),
    )
    response = await BridgeChannel("secret")._answer(request)
    assert response.status == 500
    assert json.loads(response.body) == {
        "error": "internal",
        "detail": "The turn failed: RuntimeError.",
    }


def agent(processor: object) -> SimpleNamespace:
    """As much of Rasa's agent as a turn needs."""
    return SimpleNamespace(processor=processor, lock_store=InMemoryLockStore())


async def test_without_a_model_the_turn_says_so(store: BridgeTrackerStore) -> None:
    """An agent that could not load its model refuses turns and stores nothing."""
    with pytest.raises(TurnFailed, match="no model"):
        await Turns(agent(None), store, action_seconds=1).answer(TURN)
    assert not await store.exists("c1")


async def test_the_log_tells_where_but_not_what(
    store: BridgeTrackerStore, caplog: pytest.LogCaptureFixture
) -> None:
    """An unforeseen error is logged with its frames and without its message."""

    async def fail(message: UserMessage) -> None:
        raise RuntimeError(f"cannot parse {message.text}")

    parser = SimpleNamespace(parse=fail)
    graph = SimpleNamespace(_graph_schema=None, _instantiated_nodes={})
    model = SimpleNamespace(model_id="m", assistant_id="a")
    processor = SimpleNamespace(
        action_endpoint=None, http_interpreter=parser, graph_runner=graph, model_metadata=model
    )
    turns = Turns(agent(processor), store, action_seconds=1)
    with caplog.at_level(logging.ERROR), pytest.raises(RuntimeError, match="Ottilie"):
        await turns.answer(TURN)
    assert "turn t1 failed, RuntimeError" in caplog.text
    assert "reading.py" in caplog.text
    assert "Ottilie" not in caplog.text


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    """An action server that answers with the status in its path, repeating what it was sent."""

    async def answer(request: web.Request) -> web.Response:
        body = {"action_name": "action_x", "error": "no", "request": await request.text()}
        return web.json_response(body, status=int(request.match_info["status"]))

    app = web.Application()
    app.router.add_post("/{status}", answer)
    async with TestServer(app) as started:
        yield started


Watched = Callable[[str, list[TurnFailed]], WatchedEndpoint]


@pytest.fixture
async def watched() -> AsyncIterator[Watched]:
    """Makes endpoints that report to a list of failures, on connections of the test's own."""
    connections = Connections()

    def endpoint(url: str, failures: list[TurnFailed]) -> WatchedEndpoint:
        given = EndpointConfig(url, token="secret")
        return WatchedEndpoint(
            given, connections=connections, seconds=5, on_failure=failures.append
        )

    yield endpoint
    await connections.close()


async def call(endpoint: WatchedEndpoint) -> object:
    """Call an action as Rasa does."""
    body = {"next_action": "action_x", "tracker": "Ottilie"}
    return await endpoint.request(json=body, method="post", timeout=300, compress=False)


async def test_calls_share_a_connection(watched: Watched) -> None:
    """Each turn has an endpoint of its own, and no turn has to connect anew."""
    callers = []

    async def answer(request: web.Request) -> web.Response:
        callers.append(request.transport.get_extra_info("peername"))  # type: ignore[union-attr]
        return web.json_response({})

    app = web.Application()
    app.router.add_post("/webhook", answer)
    async with TestServer(app) as server:
        for _ in range(3):
            await call(watched(str(server.make_url("/webhook")), []))
    assert len(callers) == 3
    assert len(set(callers)) == 1


async def test_an_action_that_works_is_no_failure(server: TestServer, watched: Watched) -> None:
    """The answer is handed on."""
    failures: list[TurnFailed] = []
    answer = await call(watched(str(server.make_url("/200")), failures))
    assert isinstance(answer, dict)
    assert answer["action_name"] == "action_x"
    assert failures == []


async def test_the_token_stands_in_no_address(watched: Watched) -> None:
    """What fails on its way is told with its address, and that goes into the log."""
    asked = []

    async def answer(request: web.Request) -> web.Response:
        asked.append((str(request.url), request.headers["Authorization"]))
        return web.json_response({})

    app = web.Application()
    app.router.add_post("/webhook", answer)
    async with TestServer(app) as server:
        await call(watched(str(server.make_url("/webhook")), []))
    ((address, bearer),) = asked
    assert "secret" not in address
    assert bearer == "Bearer secret"


async def test_a_form_that_declines_is_no_failure(server: TestServer, watched: Watched) -> None:
    """Status 400 is how an action says that another one should have the message."""
    failures: list[TurnFailed] = []
    with pytest.raises(ClientResponseError) as declined:
        await call(watched(str(server.make_url("/400")), failures))
    assert json.loads(declined.value.text)["action_name"] == "action_x"
    assert failures == []


@pytest.mark.parametrize("status", [401, 404, 500])
async def test_a_refused_action_is_reported_without_what_was_said(
    server: TestServer, watched: Watched, status: int
) -> None:
    """The failure names action and status; the error that Rasa logs has no body."""
    failures: list[TurnFailed] = []
    with pytest.raises(ClientResponseError) as failed:
        await call(watched(str(server.make_url(f"/{status}")), failures))
    assert [str(failure) for failure in failures] == [
        f"action_x: the action server answered {status}"
    ]
    assert "Ottilie" not in str(failed.value)


async def test_an_action_server_that_is_away_is_reported(
    unused_tcp_port: int, watched: Watched
) -> None:
    """An action server that cannot have begun is no failed action, and its address is not told."""
    failures: list[TurnFailed] = []
    with pytest.raises(aiohttp.ClientError):
        await call(watched(f"http://127.0.0.1:{unused_tcp_port}/webhook", failures))
    (failure,) = failures
    assert isinstance(failure, ActionsUnavailable)
    assert str(failure) == "action_x: the action server is starting or down"


async def test_an_action_server_that_hangs_up_is_a_failure(
    unused_tcp_port: int, watched: Watched
) -> None:
    """Whoever took the call may have begun: that counts as a failed action."""

    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    failures: list[TurnFailed] = []
    async with await asyncio.start_server(hang_up, "127.0.0.1", unused_tcp_port):
        with pytest.raises(aiohttp.ClientError):
            await call(watched(f"http://127.0.0.1:{unused_tcp_port}/webhook", failures))
    assert [type(failure) for failure in failures] == [ActionFailed]


def _told(store: BridgeTrackerStore, body: bytes, token: str = "secret") -> Any:
    """A request of the bridge that is about what is remembered."""
    agent = SimpleNamespace(tracker_store=store)
    app = SimpleNamespace(ctx=SimpleNamespace(agent=agent))
    return SimpleNamespace(headers={"Authorization": f"Bearer {token}"}, body=body, app=app)


async def test_the_bridge_has_conversations_forgotten(store: BridgeTrackerStore) -> None:
    """Who has the token is told what is remembered, and has it dropped."""
    channel, tracker = BridgeChannel("secret"), await store.create_tracker("c1")
    await store.save(tracker)
    asked = _told(store, b'{"conversation_id": "c1"}')
    before = json.loads((await channel._recall(asked)).body)
    assert before["events"]
    gone = await channel._forget(_told(store, b'{"conversation_ids": ["c1"]}'))
    assert gone.status == 200
    assert json.loads((await channel._recall(asked)).body)["events"] == []


async def test_nobody_else_is_told_or_obeyed(store: BridgeTrackerStore) -> None:
    """Without the token it is refused, and so is a body that says something else."""
    channel = BridgeChannel("secret")
    for does in (channel._forget, channel._recall):
        assert (await does(_told(store, b"{}", token="wrong"))).status == 401
        assert (await does(_told(store, b"{}"))).status == 400
