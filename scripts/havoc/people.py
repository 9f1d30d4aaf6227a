"""Customers and agents as scripts: they go on, whatever happens to their connections."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Sequence
from typing import Any

import aiohttp
import socketio
from socketio.exceptions import SocketIOError

from scripts.havoc.wishes import Says

ANSWER_SECONDS = 8.0
CONNECT_SECONDS = 20.0
"""How long a page waits for a connection: as long as Socket.IO's client for browsers does."""
PASSING = ("too_many", "unavailable", "internal")
"""Codes of errors that a client waits out. Any other says that the message itself is wrong."""
LOST = (SocketIOError, aiohttp.ClientError, asyncio.TimeoutError, OSError)


class Person:
    """Somebody with a socket that may be cut at any moment; each one may lead to another bridge."""

    def __init__(self, urls: Sequence[str], namespace: str, chance: random.Random) -> None:
        self._urls = urls
        self.namespace = namespace
        self.chance = chance
        self.sio: socketio.AsyncClient | None = None
        self._connecting = asyncio.Lock()

    @property
    def url(self) -> str:
        """Of any bridge."""
        return self.chance.choice(self._urls) if len(self._urls) > 1 else self._urls[0]

    async def run(self, until: asyncio.Event) -> None:
        """Do what people of this kind do, until told to stop."""
        raise NotImplementedError

    async def ask(self, event: str, **data: Any) -> dict[str, Any] | None:
        """The acknowledgement; None when it did not come: it may have been kept or not."""
        try:
            sio = await self.connected()
            answer = await sio.call(event, data, namespace=self.namespace, timeout=ANSWER_SECONDS)
            return dict(answer or {})
        except LOST:
            return None

    async def connected(self) -> socketio.AsyncClient:
        """A live connection; a new one where there is none, one for all who ask meanwhile."""
        async with self._connecting:
            if self.sio is None or self.namespace not in self.sio.namespaces:
                await self.cut()
                await asyncio.wait_for(self._connect(), CONNECT_SECONDS)
            if self.sio is None:
                raise ConnectionError("the connection was cut at once")
            return self.sio

    async def _connect(self) -> None:
        sio = socketio.AsyncClient(reconnection=False)
        for event in ("message", "event"):
            sio.on(event, self.told, namespace=self.namespace)
        try:
            await sio.connect(
                self.url,
                namespaces=[self.namespace],
                transports=["websocket"],
                wait_timeout=ANSWER_SECONDS,
                **await self.identity(),
            )
        except BaseException:
            # A connection that was refused leaves its HTTP session open.
            if sio.eio.http is not None:
                await sio.eio.http.close()
            raise
        self.sio = sio
        await self.caught_up()

    async def cut(self) -> None:
        """Lose the connection."""
        sio, self.sio = self.sio, None
        if sio is not None:
            with contextlib.suppress(*LOST):
                await asyncio.wait_for(sio.disconnect(), 2)

    async def told(self, data: dict[str, Any]) -> None:
        """Something came by itself."""

    async def caught_up(self) -> None:
        """After a connection was made."""

    async def identity(self) -> dict[str, Any]:
        """What to connect with."""
        raise NotImplementedError


class Customer(Person):
    """Writes numbered messages, some of them twice, and keeps what arrives by its number.

    `signed` says who it is, signed by the shop; without it they are a visitor.
    """

    def __init__(
        self,
        urls: Sequence[str],
        name: str,
        seed: int,
        says: Says,
        *,
        signed: str | None = None,
    ) -> None:
        super().__init__(urls, "/chat", random.Random(f"{seed}:{name}"))
        self.name = name
        self._says = says
        self._signed = signed
        self._offered: tuple[str, ...] = ()
        self.token: str | None = None
        self.conversation_id: str | None = None
        self.sent: list[str] = []
        self.acknowledged: dict[str, int] = {}
        self.received: dict[int, str | None] = {}
        self.conflicts: list[str] = []

    async def run(self, until: asyncio.Event) -> None:
        """Write until told to stop; the last message is then still brought home."""
        while not until.is_set():
            await self.say()
            await asyncio.sleep(self.chance.uniform(0.2, 4))

    async def say(self) -> None:
        """One message, or two at once that may overtake each other."""
        first = self._compose()
        if self.chance.random() < 0.1:
            second = self._compose()
            await asyncio.gather(self._bring(*second), self._bring(*first))
        else:
            await self._bring(*first)

    def _compose(self) -> tuple[str, str]:
        """The next message's id, and its words, which end in the id."""
        words = self._says(self.chance, self._offered)
        self._offered = ()
        client_id = f"{self.name}.{len(self.sent)}"
        self.sent.append(f"{words} ({client_id})")
        return client_id, self.sent[-1]

    async def _bring(self, client_id: str, text: str) -> None:
        """Send it until it is acknowledged, always under one id; give up when it is refused."""
        while True:
            answer = await self.ask("send", client_id=client_id, text=text)
            if answer and "seq" in answer:
                break
            if answer and answer["error"]["code"] not in PASSING:
                self.conflicts.append(f"{text!r} was refused: {answer['error']['message']}")
                return
            await asyncio.sleep(0.5)
        self.conversation_id = answer["conversation_id"]
        self._keep_seq(text, answer["seq"])
        if self.chance.random() < 0.1:
            again = await self.ask("send", client_id=client_id, text=text)
            if again and "seq" in again:
                self._keep_seq(text, again["seq"])

    def _keep_seq(self, text: str, seq: int) -> None:
        if self.acknowledged.setdefault(text, seq) != seq:
            self.conflicts.append(f"{text} was acknowledged as {self.acknowledged[text]} and {seq}")

    async def told(self, data: dict[str, Any]) -> None:
        """A message for the page; the same number twice is the same message, or an error."""
        before = self.received.setdefault(data["seq"], data["text"])
        if before != data["text"]:
            self.conflicts.append(f"{self.name}: number {data['seq']} has two texts")
        if data["author"]["kind"] == "bot":
            self._offered = tuple(button["title"] for button in data["buttons"])

    async def caught_up(self) -> None:
        """Fetch what was missed."""
        await self.sync()

    async def sync(self) -> bool:
        """Everything behind the last number without a gap; whether it worked."""
        if self.sio is None:
            return False
        seen = {"conversation_id": self.conversation_id, "last_seq": 0}
        answer = await self.sio.call("sync", seen, namespace=self.namespace, timeout=ANSWER_SECONDS)
        for message in answer.get("messages", ()):
            await self.told(message)
        return "messages" in answer

    async def identity(self) -> dict[str, Any]:
        """The page's token, kept from the first visit on."""
        if self.token is None:
            address = f"{self.url}/api/chat/session"
            body = {"identity": self._signed} if self._signed else {}
            async with aiohttp.ClientSession() as http, http.post(address, json=body) as response:
                response.raise_for_status()
                self.token = (await response.json())["token"]
        return {"auth": {"token": self.token}}


class Agent(Person):
    """Accepts what is offered, answers every message once, and resolves after a while."""

    def __init__(self, urls: Sequence[str], email: str, password: str, seed: int) -> None:
        super().__init__(urls, "/console", random.Random(f"{seed}:{email}"))
        self.email = email
        self.password = password
        self.cookie = ""
        self.saw: dict[str, dict[int, str]] = {}
        self.answered: dict[str, int] = {}

    async def run(self, until: asyncio.Event) -> None:
        """Work until told to stop."""
        while not until.is_set():
            await self.work()
            await asyncio.sleep(self.chance.uniform(0.3, 1))

    async def work(self) -> None:
        """Look at the desk and do what is to be done."""
        snapshot = await self.ask("snapshot")
        if not snapshot or "offers" not in snapshot:
            return
        if snapshot["agent"]["presence"] == "away":
            await self.ask("presence", presence="available")
        for offer in snapshot["offers"]:
            if self.chance.random() < 0.9:
                await self.ask("accept", offer_id=offer["id"])
        for held in snapshot["conversations"]:
            await self._serve(held["id"])

    async def _serve(self, conversation_id: str) -> None:
        opened = await self.ask("open", conversation_id=conversation_id)
        if not opened or "messages" not in opened:
            return
        epoch = opened["conversation"]["epoch"]
        seen = self.saw.setdefault(conversation_id, {})
        for message in opened["messages"]:
            if message["author"]["kind"] != "customer":
                continue
            new = message["seq"] not in seen
            seen[message["seq"]] = message["text"]
            if new:
                await self._answer(conversation_id, epoch, message)
        if self.chance.random() < 0.15:
            await self._end(conversation_id, epoch)

    async def _answer(self, conversation_id: str, epoch: int, message: dict[str, Any]) -> None:
        text = f"re {message['text']} by {self.email}"
        client_id = f"{self.email.partition('@')[0]}-{message['seq']}"
        where = {"conversation_id": conversation_id, "epoch": epoch}
        for _ in range(3):
            answer = await self.ask("send", client_id=client_id, text=text, **where)
            if answer is not None:
                break
        if answer and "seq" in answer:
            self.answered[f"{conversation_id}:{text}"] = answer["seq"]

    async def _end(self, conversation_id: str, epoch: int) -> None:
        kind = self.chance.choices(["resolve", "transfer"], [4, 1])[0]
        where = {"conversation_id": conversation_id, "epoch": epoch, "note": ""}
        more = {"disposition": "solved"} if kind == "resolve" else {"to_skill": "general"}
        await self.ask(kind, **where, **more)

    async def identity(self) -> dict[str, Any]:
        """The cookie of the login."""
        if not self.cookie:
            body = {"email": self.email, "password": self.password}
            address = f"{self.url}/api/console/login"
            async with aiohttp.ClientSession() as http, http.post(address, json=body) as response:
                response.raise_for_status()
                self.cookie = "; ".join(f"{k}={v.value}" for k, v in response.cookies.items())
        return {"headers": {"Cookie": self.cookie}}
