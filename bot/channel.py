"""The one input channel of the Rasa server: a turn in; replies, parses and handoff out."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from bot.action_answer import use_compiled_schema
from bot.errors import BadTurn, TurnFailed, Unauthorized
from bot.model_watch import ModelWatch
from bot.told_warnings import tell_places_only
from bot.tracker_store import BridgeTrackerStore
from bot.turns import Turns
from contracts.deadlines import ACTION_SECONDS
from contracts.forgetting import FORGET_PATH, RECALL_PATH, Forgetting, Recall
from contracts.rewording import REWORD_PATH, Rewording
from contracts.turn import TURN_PATH, Turn, TurnError

_T = TypeVar("_T")


class BridgeChannel(InputChannel):
    """`POST /webhooks/bridge/turn`. Answers `TurnResult`, or `TurnError` with its status."""

    @classmethod
    def name(cls) -> str:
        """The channel's part of the path."""
        return TURN_PATH.split("/")[2]

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> BridgeChannel:
        """Build from credentials.yml: `token`; `action_seconds`, if any.

        Raises `RasaException` without a token: the bot must not answer just anyone.
        """
        given = credentials or {}
        if not given.get("token"):
            raise RasaException("The bridge channel needs a token: set BOT_TOKEN.")
        seconds = float(given.get("action_seconds", ACTION_SECONDS))
        return cls(str(given["token"]), seconds)

    def __init__(self, token: str, action_seconds: float = ACTION_SECONDS) -> None:
        self._expected = f"Bearer {token}".encode()
        self._action_seconds = action_seconds

    def blueprint(self, on_new_message: object) -> Blueprint:
        """The route. Rasa's `on_new_message` is not used: it saves whatever came of a message."""
        blueprint = Blueprint("bridge_channel")

        @blueprint.listener("after_server_start")
        async def prepare(app: Sanic, _loop: object) -> None:
            app.ctx.turns = self._turns(app.ctx.agent)
            app.ctx.watch = watch(app.ctx.agent)

        @blueprint.listener("before_server_stop")
        async def finish(app: Sanic, _loop: object) -> None:
            app.ctx.watch.cancel()
            await app.ctx.turns.close()

        @blueprint.post(TURN_PATH.rsplit("/", 1)[1])
        async def turn(request: Request) -> HTTPResponse:
            return await self._answer(request)

        @blueprint.post(REWORD_PATH.rsplit("/", 1)[1])
        async def reword(request: Request) -> HTTPResponse:
            return await self._reword(request)

        @blueprint.post(FORGET_PATH.rsplit("/", 1)[1])
        async def forget(request: Request) -> HTTPResponse:
            return await self._forget(request)

        @blueprint.post(RECALL_PATH.rsplit("/", 1)[1])
        async def recall(request: Request) -> HTTPResponse:
            return await self._recall(request)

        return blueprint

    def _turns(self, agent: Agent) -> Turns:
        # It logs every slot with each button whose payload has braces, and does no harm otherwise.
        logging.getLogger("rasa.core.nlg.interpolator").setLevel(logging.CRITICAL)
        tell_places_only()
        use_compiled_schema()
        return Turns(agent, bridge_store(agent), action_seconds=self._action_seconds)

    async def _answer(self, request: Request) -> HTTPResponse:
        try:
            self._check_token(request.headers.get("Authorization", ""))
            return _json(await request.app.ctx.turns.answer(_decode(request.body)))
        except TurnFailed as failure:
            return _failed(failure)
        except Exception as exc:  # noqa: BLE001 - the bridge can read JSON, not a page of HTML
            return _failed(TurnFailed(f"The turn failed: {type(exc).__name__}."))

    async def _reword(self, request: Request) -> HTTPResponse:
        async def reword(told: Rewording) -> bytes:
            await bridge_store(request.app.ctx.agent).reword(told)
            return b"{}"

        return await self._told(request, Rewording, reword)

    async def _forget(self, request: Request) -> HTTPResponse:
        async def forget(told: Forgetting) -> bytes:
            await bridge_store(request.app.ctx.agent).forget(told)
            return b"{}"

        return await self._told(request, Forgetting, forget)

    async def _recall(self, request: Request) -> HTTPResponse:
        async def recall(told: Recall) -> bytes:
            store = bridge_store(request.app.ctx.agent)
            return msgspec.json.encode(await store.recall(told.conversation_id))

        return await self._told(request, Recall, recall)

    async def _told(
        self, request: Request, kind: type[_T], do: Callable[[_T], Awaitable[bytes]]
    ) -> HTTPResponse:
        """Do what the body says, for who has the token."""
        try:
            self._check_token(request.headers.get("Authorization", ""))
            return _json(await do(msgspec.json.decode(request.body, type=kind)))
        except TurnFailed as failure:
            return _failed(failure)
        except msgspec.MsgspecError as exc:
            return _failed(BadTurn(f"The body is no {kind.__name__.lower()}: {exc}"))

    def _check_token(self, given: str) -> None:
        if not hmac.compare_digest(given.encode(), self._expected):
            raise Unauthorized


def watch(agent: Agent) -> asyncio.Task[None]:
    """A task that gives the agent each new model. Raises `RasaException` for one without any."""
    if agent.processor is None:
        raise RasaException("The bot has no model: train one first.")
    return asyncio.create_task(ModelWatch(agent, Path(agent.processor.model_path)).run())


def bridge_store(agent: Agent) -> BridgeTrackerStore:
    """The agent's store without Rasa's `FailSafeTrackerStore`, which forgets turns silently.

    Raises `RasaException` when endpoints.yml names another store.
    """
    store = agent.tracker_store
    if isinstance(store, FailSafeTrackerStore):
        store = store._tracker_store
    if not isinstance(store, BridgeTrackerStore):
        raise RasaException("Set tracker_store to bot.tracker_store.BridgeTrackerStore.")
    return store


def _decode(body: bytes) -> Turn:
    try:
        turn = msgspec.json.decode(body, type=Turn)
    except msgspec.MsgspecError as exc:
        raise BadTurn(f"The body is not a turn: {exc}") from exc
    if not turn.turn_id or not turn.conversation_id:
        raise BadTurn("turn_id and conversation_id must not be empty.")
    return turn


def _failed(failure: TurnFailed) -> HTTPResponse:
    error = TurnError(error=failure.code, detail=str(failure))
    return _json(msgspec.json.encode(error), failure.status)


def _json(body: bytes, status: int = 200) -> HTTPResponse:
    return raw(body, status=status, content_type="application/json")
