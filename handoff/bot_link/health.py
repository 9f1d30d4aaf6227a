"""Whether the parts of the desk answer. Asked in the background, never inside a request."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Literal, Protocol

import aiohttp
import msgspec
import structlog
from aiohttp import web

from contracts.turn import Channel
from handoff.core.model import StoppedChannel
from handoff.http.client_session import HttpSession
from handoff.http.json_http import answer
from handoff.http.routes import route

State = Literal["up", "starting", "down"]
Listener = Callable[[State], Awaitable[None]]

POLL_SECONDS = 2.0
PING_SECONDS = 2.0
_DEADLINE = aiohttp.ClientTimeout(total=PING_SECONDS)
_log = structlog.get_logger(__name__)


class Alive(Protocol):
    """Something that says whether it is there."""

    async def alive(self) -> bool:
        """Whether it answers; never raises."""


class Pinged(Protocol):
    """Something that fails when it is not there."""

    async def ping(self) -> None:
        """Return when it answers."""


class Training(msgspec.Struct, frozen=True, kw_only=True):
    """What the training of the bot says of itself in its status file."""

    state: Literal["training", "ready", "failed"]
    detail: str = ""

    def describe(self) -> str:
        """In words, for the health page; nothing when there is nothing to say."""
        titles = {"training": "training the model", "failed": "the training failed", "ready": ""}
        return ": ".join(part for part in (titles[self.state], self.detail) if part)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Answer of `GET /health`."""

    status: Literal["ok", "starting", "degraded"]
    database: Literal["up", "down"]
    bot: State
    actions: State
    redis: State | msgspec.UnsetType = msgspec.UNSET
    """Only where there are several bridges."""
    stopped: dict[Channel, str] = {}
    """Channels that send nothing until they are mended, with the platform's code."""
    detail: dict[str, str] = {}


class Endpoint:
    """A server that answers `GET /health` with 200 when it is well."""

    def __init__(self, url: str) -> None:
        self._url = f"{url}/health"
        self._session = HttpSession()

    async def alive(self) -> bool:
        """Whether it answers within two seconds."""
        try:
            async with self._session().get(self._url, timeout=_DEADLINE) as response:
                return response.status == 200
        except (TimeoutError, aiohttp.ClientError):
            return False

    async def close(self) -> None:
        """Give connections back."""
        await self._session.close()


class Watch:
    """The last known state of one server: `starting` until it was up once, or while it trains."""

    def __init__(
        self, server: Alive, training: Callable[[], Training | None] = lambda: None
    ) -> None:
        self._server = server
        self._training = training
        self._was_up = False
        self._listeners: list[Listener] = []
        self.state: State = "starting"

    def on_change(self, listener: Listener) -> None:
        """Await `listener` with each new state."""
        self._listeners.append(listener)

    async def look(self) -> None:
        """Ask the server once."""
        state = self._judge(await self._server.alive())
        if state == self.state:
            return
        self.state = state
        for listener in self._listeners:
            await listener(state)

    def _judge(self, alive: bool) -> State:
        self._was_up = self._was_up or alive
        if alive:
            return "up"
        training = self._training()
        if training is not None and training.state != "ready":
            return "starting" if training.state == "training" else "down"
        return "down" if self._was_up else "starting"


class Health:
    """What `GET /health` says."""

    def __init__(
        self,
        database: Pinged,
        bot: Watch,
        actions: Watch,
        training: Callable[[], Training | None],
        *,
        stopped: Callable[[], Awaitable[Sequence[StoppedChannel]]],
        missing: Callable[[], str] = lambda: "",
        redis: Watch | None = None,
    ) -> None:
        self._redis = redis
        self._stopped = stopped
        self._database = database
        self._bot = bot
        self._actions = actions
        self._training = training
        self._missing = missing

    async def look(self) -> None:
        """Look after the servers once."""
        await asyncio.gather(*(watch.look() for watch in self._watches()))

    @route("GET", "/health", answer=Report)
    async def show(self, _request: web.Request) -> web.Response:
        """How the parts of the desk are; always 200, the bridge itself being up."""
        return answer(await self.report())

    async def report(self) -> Report:
        """How things stand."""
        database = await self._database_state()
        states = {watch.state for watch in self._watches()}
        stopped = () if database == "down" else await self._stopped()
        if database == "down" or "down" in states or stopped:
            status: Literal["ok", "starting", "degraded"] = "degraded"
        else:
            status = "starting" if "starting" in states else "ok"
        return Report(
            status=status,
            database=database,
            bot=self._bot.state,
            actions=self._actions.state,
            redis=msgspec.UNSET if self._redis is None else self._redis.state,
            stopped={each.channel: each.code for each in stopped},
            detail=self._detail(),
        )

    def _watches(self) -> list[Watch]:
        watches = (self._bot, self._actions, self._redis)
        return [watch for watch in watches if watch is not None]

    async def _database_state(self) -> Literal["up", "down"]:
        try:
            async with asyncio.timeout(PING_SECONDS):
                await self._database.ping()
        except Exception as exc:  # noqa: BLE001 - whatever a driver raises, it means the same here
            _log.warning("database_down", error=type(exc).__name__)
            return "down"
        return "up"

    def _detail(self) -> dict[str, str]:
        training = self._training()
        if self._bot.state == "up":
            told = self._missing()
        else:
            told = training.describe() if training else ""
        return {"bot": told} if told else {}


def read_training(file: Path) -> Training | None:
    """What the training last said; None when it never did."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Training)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return None
