"""Landing strip of files that come in pieces: on the disk as they come, never whole in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from handoff.store.files import inspection
from handoff.store.files.file_sizes import check_size
from handoff.store.files.file_types import check_beginning
from handoff.store.files.scanner import Scanner

BLOCK = 262_144
"""Bytes that are worth a trip to a thread."""


async def land(
    path: Path,
    body: AsyncIterable[bytes],
    mime: str,
    sizes: Mapping[str, int],
    scanner: Scanner | None,
) -> int:
    """Write a file as it comes, and let it pass inspection; returns its bytes.

    Raises `BadRequest` and `TooLong` as soon as that is known, `Unavailable` where no scanner can
    look into it; then nothing of it is kept.
    """
    with ExitStack() as undo:
        undo.callback(path.unlink, missing_ok=True)
        await _write(path, body, mime, sizes)
        written = await inspection.pass_file(path, mime, scanner)
        undo.pop_all()
    return written


async def _write(
    path: Path, body: AsyncIterable[bytes], mime: str, sizes: Mapping[str, int]
) -> None:
    size = 0
    with await asyncio.to_thread(_created, path) as file:
        async for block in _blocks(body):
            if size == 0:
                check_beginning(mime, block)
            size += len(block)
            check_size(mime, size, sizes)
            await asyncio.to_thread(file.write, block)


def _created(path: Path) -> BinaryIO:
    return path.open("wb")


async def _blocks(body: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """The same in larger pieces, of which the last may be empty."""
    held = bytearray()
    async for chunk in body:
        held += chunk
        if len(held) >= BLOCK:
            yield bytes(held)
            held.clear()
    yield bytes(held)
