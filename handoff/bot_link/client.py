"""The bridge's only way to the bot: one HTTP call per turn."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Iterable, Sequence

import aiohttp
import msgspec

from contracts.forgetting import FORGET_PATH, RECALL_PATH, Forgetting, Recall, Remembered
from contracts.rewording import REWORD_PATH, Rewording
from contracts.turn import TURN_PATH, Turn, TurnError, TurnResult
from handoff.http.client_session import HttpSession


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


CONNECT_SECONDS = 2.0
"""A server that has not taken a connection by then is down."""


class BotClient:
    """Talks to one Rasa server or to several that share a tracker store.

    Each conversation has a server of its own. While that one is down its turns go to another, which
    is safe: the store keeps each turn's answer and refuses the save of whoever came late.
    """

    def __init__(self, urls: Sequence[str], token: str, *, seconds: float) -> None:
        self._servers = tuple(_Server(url, token, seconds) for url in urls)
        self._session = HttpSession()

    async def turn(self, turn: Turn) -> TurnResult:
        """Run a turn. Raises `BotAway` when it cannot have begun anywhere, else `BotFailed`."""
        *others, last = self._in_order(turn.conversation_id)
        for server in others:
            with contextlib.suppress(BotAway):
                return await server.turn(self._session(), turn)
        return await last.turn(self._session(), turn)

    async def reword(self, told: Rewording) -> None:
        """Have words forgotten that the bot has heard. Raises `BotError`."""
        await self._in_order(told.conversation_id)[0].post(self._session(), told, REWORD_PATH)

    async def forget(self, told: Forgetting) -> None:
        """Have conversations forgotten. Raises `BotError`."""
        await self._in_order(told.conversation_ids[0])[0].post(self._session(), told, FORGET_PATH)

    async def recall(self, conversation_id: str) -> Remembered:
        """What the bot remembers of a conversation. Raises `BotError`."""
        asked = Recall(conversation_id=conversation_id)
        server = self._in_order(conversation_id)[0]
        body = await server.post(self._session(), asked, RECALL_PATH)
        try:
            return msgspec.json.decode(body, type=Remembered)
        except msgspec.MsgspecError as problem:
            raise BotFailed("bad_answer_200") from problem

    async def alive(self) -> bool:
        """Whether any server answers within two seconds."""
        asked = (server.alive(self._session()) for server in self._servers)
        return any(await asyncio.gather(*asked))

    def missing(self) -> str:
        """How many of several servers did not answer last, in words; empty when all did."""
        silent = sum(not server.answers for server in self._servers)
        return f"{silent} of {len(self._servers)} servers not answering" if silent else ""

    async def close(self) -> None:
        """Give connections back."""
        await self._session.close()

    def _in_order(self, conversation_id: str) -> list[_Server]:
        """Where to try, the conversation's own server first. A server more or less moves only the
        conversations that it takes or had."""
        return sorted(
            self._servers,
            key=lambda server: (not server.answers, _weight(server.url, conversation_id)),
        )


class _Server:
    """One Rasa server. `answers` tells whether it did so last, and is true of a new one."""

    def __init__(self, url: str, token: str, seconds: float) -> None:
        self.url = url.rstrip("/")
        self.answers = True
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._deadline = aiohttp.ClientTimeout(total=seconds, sock_connect=CONNECT_SECONDS)

    async def turn(self, http: aiohttp.ClientSession, turn: Turn) -> TurnResult:
        """As `BotClient.turn`, here alone."""
        try:
            status, body = await self._post(http, msgspec.json.encode(turn))
        except BotError:
            self.answers = False
            raise
        self.answers = True
        return _result(status, body)

    async def post(self, http: aiohttp.ClientSession, told: msgspec.Struct, path: str) -> bytes:
        """Have it done here; returns what is answered. Raises `BotError`."""
        status, body = await self._post(http, msgspec.json.encode(told), path)
        if status != 200:
            raise BotFailed(f"bad_answer_{status}")
        return body

    async def _post(
        self, http: aiohttp.ClientSession, body: bytes, path: str = TURN_PATH
    ) -> tuple[int, bytes]:
        try:
            async with http.post(
                self.url + path, data=body, headers=self._headers, timeout=self._deadline
            ) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise BotAway("connection_refused") from error
        except aiohttp.ClientError as error:
            raise BotFailed("connection_lost") from error
        except TimeoutError as error:
            raise BotFailed("timeout") from error

    async def alive(self, http: aiohttp.ClientSession) -> bool:
        """Rasa listens once its model is loaded."""
        try:
            async with http.get(
                self.url + "/",
                timeout=aiohttp.ClientTimeout(total=2),
            ) as answer:
                self.answers = answer.status == 200
        except (TimeoutError, aiohttp.ClientError):
            self.answers = False
        return self.answers


def home(urls: Iterable[str], conversation_id: str) -> str:
    """Which server a conversation is at home on, when all of them answer."""
    return min(urls, key=lambda url: _weight(url, conversation_id))


def _weight(url: str, conversation_id: str) -> bytes:
    """Rendezvous hashing: each conversation puts the servers into an order of its own."""
    return hashlib.blake2b(f"{url} {conversation_id}".encode(), digest_size=8).digest()


def _result(status: int, body: bytes) -> TurnResult:
    try:
        if status == 200:
            return msgspec.json.decode(body, type=TurnResult)
        error = msgspec.json.decode(body, type=TurnError)
    except msgspec.MsgspecError as problem:
        raise BotFailed(f"bad_answer_{status}") from problem
    raise BotAway(error.error) if error.error in _AWAY else BotFailed(error.error)
