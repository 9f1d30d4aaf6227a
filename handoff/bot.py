"""The bridge's only way to the bot: one HTTP call per turn."""

from __future__ import annotations

import asyncio

import aiohttp
import msgspec

from bot.wire import TURN_PATH, Turn, TurnError, TurnResult


class BotError(Exception):
    """The bot did not answer the turn; the same turn may be tried again."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BotAway(BotError):
    """The bot, or its action server, is starting or down: nothing was tried."""


class BotFailed(BotError):
    """The bot answered that it could not answer, or not in time."""


_AWAY = frozenset({"actions_unavailable"})
"""Codes of a bot that is up, and has nobody to act for it."""


class BotClient:
    """Talks to one Rasa server."""

    def __init__(self, url: str, token: str, *, seconds: float) -> None:
        self._url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._deadline = aiohttp.ClientTimeout(total=seconds)
        self._http: aiohttp.ClientSession | None = None

    async def turn(self, turn: Turn) -> TurnResult:
        """Run a turn. Raises `BotAway` when it cannot have begun, else `BotFailed`."""
        try:
            async with self._session().post(
                self._url + TURN_PATH,
                data=msgspec.json.encode(turn),
                headers=self._headers,
                timeout=self._deadline,
            ) as answer:
                return _result(answer.status, await answer.read())
        except aiohttp.ClientConnectorError as error:
            raise BotAway("connection_refused") from error
        except aiohttp.ClientError as error:
            raise BotFailed("connection_lost") from error
        except asyncio.TimeoutError as error:
            raise BotFailed("timeout") from error

    async def alive(self) -> bool:
        """Whether the bot answers within two seconds: Rasa listens once its model is loaded."""
        try:
            async with self._session().get(
                self._url + "/",
                timeout=aiohttp.ClientTimeout(total=2),
            ) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, asyncio.TimeoutError):
            return False

    async def close(self) -> None:
        """Give connections back."""
        if self._http is not None:
            await self._http.close()
            self._http = None

    def _session(self) -> aiohttp.ClientSession:
        # Made at the first use: it must be made inside the event loop.
        if self._http is None:
            self._http = aiohttp.ClientSession()
        return self._http


def _result(status: int, body: bytes) -> TurnResult:
    try:
        if status == 200:
            return msgspec.json.decode(body, type=TurnResult)
        error = msgspec.json.decode(body, type=TurnError)
    except msgspec.MsgspecError as problem:
        raise BotFailed(f"bad_answer_{status}") from problem
    raise BotAway(error.error) if error.error in _AWAY else BotFailed(error.error)
