"""A proxy between two servers that writes down how long each request took to be answered."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterator

import msgspec

from scripts.ports import free_port

HOST = "127.0.0.1"


class Span(msgspec.Struct, kw_only=True):
    """From the first byte of a request to the last of its answer so far, in seconds of
    `perf_counter`; `ended` is 0 before the first."""

    began: float
    ended: float = 0.0


class Proxy:
    """Hands bytes on as they come. On one connection requests follow each other, as HTTP/1.1 has
    it, so that a request begins with the first byte after an answer."""

    def __init__(self, target: int) -> None:
        self.port = free_port()
        self.spans: list[Span] = []
        self.listening = threading.Event()
        self._target = target

    @property
    def url(self) -> str:
        """Where callers find it."""
        return f"http://{HOST}:{self.port}"

    def seconds(self, began: float, ended: float) -> float:
        """How much of that time was spent on requests, those at the same time counted once."""
        inside = sorted(
            (max(span.began, began), min(span.ended, ended))
            for span in self.spans
            if span.began < ended and span.ended > began
        )
        covered, until = 0.0, began
        for first, last in inside:
            covered += max(0.0, last - max(first, until))
            until = max(until, last)
        return covered

    async def run(self) -> None:
        """Serve until `end`; connections that are still open then are closed."""
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        async with await asyncio.start_server(self._serve, HOST, self.port):
            self.listening.set()
            await self._over.wait()

    def end(self) -> None:
        """Stop serving; may be called from any thread."""
        self._loop.call_soon_threadsafe(self._over.set)

    async def _serve(self, caller: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """One connection, until either side ends it."""
        called, onward = await asyncio.open_connection(HOST, self._target)
        clock = _Clock(self.spans)
        ways = [
            asyncio.create_task(_pump(caller, onward, clock.asked)),
            asyncio.create_task(_pump(called, back, clock.answered)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for writer in (onward, back):
                writer.close()


@contextlib.contextmanager
def proxying(target: int) -> Iterator[Proxy]:
    """A proxy to a port of this machine, in a thread of its own: others may block meanwhile."""
    proxy = Proxy(target)
    thread = threading.Thread(target=lambda: asyncio.run(proxy.run()), daemon=True)
    thread.start()
    proxy.listening.wait()
    try:
        yield proxy
    finally:
        proxy.end()
        thread.join()


class _Clock:
    """Notes a connection's spans. An answer may come in pieces: the next request ends it."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans
        self._span: Span | None = None

    def asked(self) -> None:
        """Bytes of a request have come."""
        if self._span is None or self._span.ended:
            self._span = Span(began=time.perf_counter())
            self._spans.append(self._span)

    def answered(self) -> None:
        """Bytes of an answer have come."""
        if self._span is not None:
            self._span.ended = time.perf_counter()


async def _pump(
    source: asyncio.StreamReader, target: asyncio.StreamWriter, note: Callable[[], None]
) -> None:
    while data := await source.read(65_536):
        note()
        target.write(data)
        await target.drain()
