"""Staging area of uploads from a page: each lies apart until a message takes it along.

Only whoever uploaded a file can send it: their address is written beside it.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterable, AsyncIterator, Mapping
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

import structlog

from contracts.turn import Attachment
from handoff.core.channel.capabilities import MB
from handoff.core.clock import Clock
from handoff.core.errors import NotFound, Unavailable
from handoff.store.files.file_types import accepted, check_beginning, named
from handoff.store.files.inspection import passed
from handoff.store.files.media import (
    GONE,
    UNSENT,
    About,
    about_file,
    check_size,
    kind_of,
    new_ref,
    read_about,
    write_about,
)
from handoff.store.files.scanner import Scanner

UNSENT_FOR = timedelta(days=1)
"""So long a file waits for its message; the widget keeps unsent messages for as long."""
LEAST_FREE = 1_000 * MB
"""Bytes of the disk that uploads leave to the databases, which may be on the same one."""
BLOCK = 262_144
"""Bytes that are worth a trip to a thread."""

_log = structlog.get_logger(__name__)


class Uploads:
    """Files in `uploaded/` of the folder in which `FolderMedia` keeps what belongs to messages.

    `sizes` are the most bytes by kind of file.
    """

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        sizes: Mapping[str, int],
        scanner: Scanner | None = None,
    ) -> None:
        self._scanner = scanner
        self._kept = folder
        self._waiting = folder / UNSENT
        self._clock = clock
        self._sizes = sizes

    async def receive(
        self,
        body: AsyncIterable[bytes],
        *,
        mime: str,
        name: str | None,
        owner: str,
        size: int | None = None,
    ) -> Attachment:
        """Keep a file that is being uploaded; `size` is what its sender says that it has.

        Raises `BadRequest` and `TooLong` as soon as that is known, and then keeps nothing;
        `Unavailable` when the disk is nearly full.
        """
        mime = accepted(mime)
        check_size(mime, size or 0, self._sizes)
        await asyncio.to_thread(_make, self._kept, self._waiting)
        ref, about = new_ref(), About(mime=mime, name=named(name, mime), owner=owner)
        with ExitStack() as undo:
            undo.callback((self._waiting / ref).unlink, missing_ok=True)
            await self._write(ref, body, mime)
            written = await self._inspected(ref, mime)
            await asyncio.to_thread(write_about, self._waiting, ref, about)
            undo.pop_all()
        return _attachment(ref, about, written)

    async def take(self, ref: str, owner: str) -> Attachment:
        """The file for a message of its owner, also again; raises `NotFound` for anybody else."""
        return await asyncio.to_thread(self._take, ref, owner)

    async def tidy(self) -> None:
        """Forget what was never sent."""
        await asyncio.to_thread(self._forget, (self._clock() - UNSENT_FOR).timestamp())

    async def _inspected(self, ref: str, mime: str) -> int:
        """Let a file that is there pass inspection; returns its bytes."""
        file = self._waiting / ref
        content = await asyncio.to_thread(file.read_bytes)
        kept = await passed(content, mime, self._scanner)
        if kept is not content:
            await asyncio.to_thread(file.write_bytes, kept)
        return len(kept)

    async def _write(self, ref: str, body: AsyncIterable[bytes], mime: str) -> None:
        """Write a file as it comes."""
        size = 0
        with await asyncio.to_thread(_created, self._waiting / ref) as file:
            async for block in _blocks(body):
                if size == 0:
                    check_beginning(mime, block)
                size += len(block)
                check_size(mime, size, self._sizes)
                await asyncio.to_thread(file.write, block)

    def _take(self, ref: str, owner: str) -> Attachment:
        about, folder = self._found(ref)
        if about.owner != owner:
            raise NotFound(GONE)
        try:
            size = (folder / ref).stat().st_size
        except OSError as exc:
            raise NotFound(GONE) from exc
        if folder == self._waiting:
            self._keep(ref)
        return _attachment(ref, about, size)

    def _keep(self, ref: str) -> None:
        for file in (self._waiting / ref, about_file(self._waiting, ref)):
            # The same message may come twice at once, to two bridges.
            with suppress(FileNotFoundError):
                os.replace(file, self._kept / file.name)

    def _found(self, ref: str) -> tuple[About, Path]:
        """What is known of a file, and where it lies; raises `NotFound`."""
        with suppress(NotFound):
            return read_about(self._waiting, ref), self._waiting
        return read_about(self._kept, ref), self._kept

    def _forget(self, before: float) -> None:
        for file in self._waiting.glob("*"):
            # Its message may be taking it along right now, or another bridge be faster.
            with suppress(FileNotFoundError):
                if file.stat().st_mtime < before:
                    file.unlink()


def _make(*folders: Path) -> None:
    for folder in folders:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < LEAST_FREE:
            _log.error("disk_nearly_full")
            raise Unavailable("Files cannot be taken just now. Please write to us instead.")


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


def _attachment(ref: str, about: About, size: int) -> Attachment:
    return Attachment(
        kind=kind_of(about.mime), ref=ref, name=about.name, mime=about.mime, size=size
    )
