"""Pairs of sockets whose messages are timed from the one to the other."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import socketio
from socketio.exceptions import TimeoutError as SocketTimeout

WAIT_SECONDS = 30.0
_LETTERS = str.maketrans("0123456789", "abcdefghij")


class Arrivals:
    """When each text that was sent has arrived at the other side."""

    def __init__(self) -> None:
        self._sent: dict[str, float] = {}
        self._waiting: dict[str, asyncio.Event] = {}
        self.took: list[float] = []

    def sends(self, text: str) -> asyncio.Event:
        """A text is on its way; the event is set when it is there."""
        self._sent[text] = time.perf_counter()
        return self._waiting.setdefault(text, asyncio.Event())

    def never_came(self, text: str) -> None:
        """Nobody waits for it any more: it counts as having taken all that time."""
        if self._sent.pop(text, None) is not None:
            self.took.append(WAIT_SECONDS * 1000)
            self._waiting.pop(text)

    def came(self, text: str | None) -> None:
        """A text has arrived; milliseconds are kept."""
        began = self._sent.pop(text or "", None)
        if text is not None and began is not None:
            self.took.append((time.perf_counter() - began) * 1000)
            self._waiting.pop(text).set()


Say = Callable[[str], Awaitable[Any]]


async def connect(url: str, namespace: str, event: str, told: Any, **identity: Any) -> Any:
    """A connected socket.io client that hands an event's data to `told`."""
    sio = socketio.AsyncClient(reconnection=False)
    sio.on(event, told, namespace=namespace)
    await sio.connect(
        url,
        namespaces=[namespace],
        transports=["websocket"],
        wait_timeout=WAIT_SECONDS,
        **identity,
    )
    return sio


async def paced(
    ways: Sequence[Say], arrivals: Arrivals, *, every: float, seconds: float, seed: int = 1
) -> list[float]:
    """Each way says something every so many seconds; milliseconds until it had arrived."""
    arrivals.took.clear()
    chance = random.Random(seed)
    await asyncio.gather(
        *(
            _say_on(n, say, arrivals, chance.uniform(0, every), every, seconds)
            for n, say in enumerate(ways)
        )
    )
    return list(arrivals.took)


def _in_letters(text: str) -> str:
    """The same without digits: the desk masks what looks like a card number."""
    return text.translate(_LETTERS)


async def _say_on(
    number: int, say: Say, arrivals: Arrivals, first: float, every: float, seconds: float
) -> None:
    loop = asyncio.get_running_loop()
    due, end = loop.time() + first, loop.time() + seconds
    while due < end:
        await asyncio.sleep(max(0.0, due - loop.time()))
        text = _in_letters(f"{number}.{time.perf_counter_ns()}")
        there = arrivals.sends(text)
        try:
            await say(text)
            await asyncio.wait_for(there.wait(), WAIT_SECONDS)
        except (TimeoutError, SocketTimeout):
            arrivals.never_came(text)
        due = max(due + every, loop.time())
