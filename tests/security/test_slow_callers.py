"""Slow callers: who sends head or body by the drop does not hold a connection."""

from __future__ import annotations

import asyncio

import pytest

from tests.bridge import Bridge
from tests.security.bridge_process import BridgeProcess

SECONDS = 30.0
"""Within these a slow caller is hung up on: less than the time after which any idle one is."""


async def test_a_head_that_never_ends_is_hung_up_on(process: BridgeProcess) -> None:
    """A connection without a whole request is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", process.port)
    writer.write(b"GET /health HTTP/1.1\r\nHost: desk\r\nX-Slow: ")
    async with asyncio.timeout(SECONDS):
        assert await reader.read() == b""
    writer.close()


@pytest.mark.parametrize("path", ["/api/chat/session", "/api/chat/media"])
async def test_a_body_by_the_drop_is_answered_408(
    bridge: Bridge, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """A body that comes too slowly is broken off, whoever would have read it."""
    monkeypatch.setattr("handoff.http.patience.LOOK_SECONDS", 0.2)
    token = (await bridge.session())["token"]
    port = int(bridge.url.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    kind = "image/png" if path.endswith("media") else "application/json"
    head = f"POST {path} HTTP/1.1\r\nHost: desk\r\nContent-Length: 9000\r\nContent-Type: {kind}\r\n"
    writer.write(f"{head}Authorization: Bearer {token}\r\n\r\n".encode() + b"{")
    async with asyncio.timeout(SECONDS):
        status = await reader.readline()
    writer.close()
    assert b" 408 " in status


async def test_a_body_at_some_pace_is_read(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow line that brings something each time is waited for."""
    monkeypatch.setattr("handoff.http.patience.LOOK_SECONDS", 2.0)
    port = int(bridge.url.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body = b'{"locale":"en"}' + b" " * 6_000
    head = "POST /api/chat/session HTTP/1.1\r\nHost: desk\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode())
    for start in range(0, len(body), 1_000):
        writer.write(body[start : start + 1_000])
        await writer.drain()
        # In all longer than one look, and each time far from it, however busy the machine is.
        await asyncio.sleep(0.4)
    async with asyncio.timeout(SECONDS):
        assert b" 200 " in await reader.readline()
    writer.close()
