"""Append-only file of erasures, beside the database: a restored backup knows nothing of them."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import msgspec

from handoff.core.errors import BadRequest
from handoff.store.privacy.erasures import Erasure

_OURS_ALONE = 0o600


class KeptMarks:
    """A line of JSON for each erasure, which names nobody: random ids and keyed digests."""

    def __init__(self, file: Path) -> None:
        self.file = file

    async def add(self, erasure: Erasure) -> None:
        """Have a line on the disk before anything is erased."""
        await asyncio.to_thread(self._add, erasure)

    async def read(self, file: Path | None = None) -> tuple[Erasure, ...]:
        """All of them, oldest first, each once; of `file` where one is named.

        Raises `BadRequest` for a file that has other lines.
        """
        return await asyncio.to_thread(_read, file or self.file)

    def _add(self, erasure: Erasure) -> None:
        self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        with os.fdopen(os.open(self.file, flags, _OURS_ALONE), "ab") as out:
            out.write(msgspec.json.encode(erasure) + b"\n")
            out.flush()
            os.fsync(out.fileno())


def _read(file: Path) -> tuple[Erasure, ...]:
    if not file.exists():
        return ()
    found: dict[str, Erasure] = {}
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        try:
            erasure = msgspec.json.decode(line, type=Erasure)
        except msgspec.MsgspecError as exc:
            raise BadRequest(f"{file}, line {number}, is no erasure: {exc}") from exc
        found[erasure.id] = erasure
    return tuple(found.values())
