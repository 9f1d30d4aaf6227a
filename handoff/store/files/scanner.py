"""Client of a virus scanner that speaks clamd's protocol; off unless `CLAMD_ADDRESS` is set."""

from __future__ import annotations

import asyncio
import struct
from typing import BinaryIO, Protocol

import structlog

from handoff.core.errors import BadRequest, Unavailable

SECONDS = 30.0
BLOCK = 262_144
_INFECTED = "This file was refused: the scanner has found something harmful in it."
_AWAY = "Files cannot be checked just now. Please try again in a while."
_log = structlog.get_logger(__name__)


class Scanner(Protocol):
    """Whatever looks into files before they are kept."""

    async def check(self, content: BinaryIO) -> None:
        """Raise `BadRequest` for what is harmful, `Unavailable` where that cannot be told."""


class Clamd:
    """A clamd at `unix:/path` or `host:port`. What it cannot look into is not kept."""

    def __init__(self, address: str) -> None:
        self._address = address

    async def check(self, content: BinaryIO) -> None:
        """See `Scanner.check`."""
        try:
            async with asyncio.timeout(SECONDS):
                verdict = await self._asked(content)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as exc:
            _log.error("scanner_away", error=type(exc).__name__)
            raise Unavailable(_AWAY) from exc
        if verdict.endswith("FOUND"):
            _log.warning("file_infected")
            raise BadRequest(_INFECTED)
        if not verdict.endswith("OK"):
            _log.error("scanner_failed")
            raise Unavailable(_AWAY)

    async def _asked(self, content: BinaryIO) -> str:
        reader, writer = await self._connected()
        try:
            writer.write(b"zINSTREAM\0")
            while block := await asyncio.to_thread(content.read, BLOCK):
                writer.write(struct.pack(">I", len(block)) + block)
                await writer.drain()
            writer.write(struct.pack(">I", 0))
            await writer.drain()
            return (await reader.readuntil(b"\0")).rstrip(b"\0").decode("utf-8", "replace")
        finally:
            writer.close()

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._address.startswith("unix:"):
            return await asyncio.open_unix_connection(self._address.removeprefix("unix:"))
        host, _, port = self._address.rpartition(":")
        return await asyncio.open_connection(host, int(port))
