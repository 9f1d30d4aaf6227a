"""A customer's page without a page: the web chat's socket, and everything that came over it."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import jwt
import msgspec
import socketio

from scripts.showing.desk import Desk

NAMESPACE = "/chat"
ANSWER_SECONDS = 60.0
QUIET_SECONDS = 1.0
"""The bubbles of one turn come together: after so long without one there are no more."""


class Bubble(msgspec.Struct, frozen=True, kw_only=True):
    """A message as the customer sees it; `buttons` are id and title."""

    seq: int
    by: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()


class NoAnswer(Exception):
    """The desk did not answer a message in time."""


class Chat:
    """One conversation. `address` is where the desk is to think that it comes from."""

    def __init__(self, desk: Desk, address: str | None = None) -> None:
        self._desk = desk
        self._headers = {"X-Forwarded-For": address} if address else {}
        self._socket = socketio.AsyncClient(reconnection=False)
        self._socket.on("message", self._keep, namespace=NAMESPACE)
        self._socket.on("state", self._change, namespace=NAMESPACE)
        self.owner = "bot"
        self.conversation_id: str | None = None
        self._bubbles: dict[int, Bubble] = {}
        self._came = asyncio.Event()

    @property
    def bubbles(self) -> Sequence[Bubble]:
        """Everything said so far, in order."""
        return [self._bubbles[seq] for seq in sorted(self._bubbles)]

    async def open(self, customer_id: str | None) -> None:
        """Open it, signed in as a customer or as a visitor."""
        body = {"identity": self._identity(customer_id)} if customer_id else {}
        url = f"{self._desk.home}/api/chat/session"
        session = aiohttp.ClientSession(headers=self._headers)
        async with session as http, http.post(url, json=body) as answer:
            answer.raise_for_status()
            opened = await answer.json()
        await self._socket.connect(
            self._desk.home,
            headers=self._headers,
            auth={"token": opened["token"]},
            namespaces=[NAMESPACE],
            transports=["websocket"],
        )

    async def close(self) -> None:
        """Leave."""
        await self._socket.disconnect()

    async def say(self, text: str) -> Sequence[Bubble]:
        """Write something; returns the answer. Raises `NoAnswer`."""
        return await self._send({"text": text})

    async def press(self, button_id: str) -> Sequence[Bubble]:
        """Press a button; returns the answer. Raises `NoAnswer`."""
        return await self._send({"button_id": button_id})

    async def news(self, seconds: float) -> Sequence[Bubble]:
        """What the desk says by itself within so many seconds; nothing when it does not."""
        known = set(self._bubbles)
        try:
            await self._until_answered(known, seconds)
        except NoAnswer:
            return ()
        return self._since(known)

    async def _send(self, message: dict[str, str]) -> Sequence[Bubble]:
        known = set(self._bubbles)
        sent = {"client_id": str(uuid.uuid4()), **message}
        await self._socket.call("send", sent, namespace=NAMESPACE, timeout=ANSWER_SECONDS)
        await self._until_answered(known, ANSWER_SECONDS)
        return self._since(known)

    def _since(self, known: set[int]) -> Sequence[Bubble]:
        return [one for one in self.bubbles if one.seq not in known and one.by != "customer"]

    async def _until_answered(self, known: set[int], wait: float) -> None:
        """Raises `NoAnswer` when nothing of the desk comes within `wait` seconds."""
        while True:
            self._came.clear()
            try:
                await asyncio.wait_for(self._came.wait(), wait)
            except TimeoutError as exc:
                if self._since(known):
                    return
                raise NoAnswer("The desk did not answer.") from exc
            if self._since(known):
                wait = QUIET_SECONDS

    async def _keep(self, message: dict[str, Any]) -> None:
        self.conversation_id = message["conversation_id"]
        self._bubbles[message["seq"]] = Bubble(
            seq=message["seq"],
            by=message["author"]["kind"],
            text=message["text"] or "",
            buttons=tuple((button["id"], button["title"]) for button in message["buttons"]),
        )
        self._came.set()

    async def _change(self, state: dict[str, Any]) -> None:
        self.owner = state["owner"]

    def _identity(self, customer_id: str) -> str:
        ends = datetime.now(UTC) + timedelta(hours=1)
        claims = {"sub": customer_id, "aud": "warmdesk", "exp": ends}
        return jwt.encode(claims, self._desk.identity_secret, algorithm="HS256")


@contextlib.asynccontextmanager
async def chatting(
    desk: Desk, customer_id: str | None, *, address: str | None = None
) -> AsyncIterator[Chat]:
    """A conversation that is left in order."""
    chat = Chat(desk, address)
    await chat.open(customer_id)
    try:
        yield chat
    finally:
        await chat.close()
