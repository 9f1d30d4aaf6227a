"""Append-only file of erasures, beside the database: a restored backup knows nothing of them."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import msgspec

from handoff.core.errors import BadRequest, Unavailable
from handoff.store.privacy.erasures import Erasure

_OURS_ALONE = 0o600


class KeptMarks:
    """A line of JSON for each erasure, which names nobody: random ids and keyed digests."""

    def __init__(self, file: Path) -> None:
        self.file = file

    async def add(self, erasure: Erasure) -> None:
        """Have a line on the disk before anything is erased. Raises `Unavailable`."""
        try:
            await asyncio.to_thread(self._add, erasure)
        except OSError as exc:
            raise Unavailable(
                f"Nothing was erased: ERASURES_FILE cannot be written ({exc.strerror})."
            ) from exc

    async def read(self, file: Path | None = None) -> tuple[Erasure, ...]:
        """All of them, oldest first, each once; of `file` where one is named.

        Raises `BadRequest` for a file that has other lines.
        """
        return await asyncio.to_thread(_read, file or self.file)

    def _add(self, erasure: Erasure) -> None:
        self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        _cut_torn(self.file)
        with os.fdopen(os.open(self.file, flags, _OURS_ALONE), "ab") as out:
            out.write(msgspec.json.encode(erasure) + b"\n")
            out.flush()
            os.fsync(out.fileno())


def _cut_torn(file: Path) -> None:
    """Drop a line without an end, which the next one would be read with."""
    kept = file.read_bytes() if file.exists() else b""
    whole = kept.rfind(b"\n") + 1
    if whole < len(kept):
        os.truncate(file, whole)


def _read(file: Path) -> tuple[Erasure, ...]:
    if not file.exists():
        return ()
    found: dict[str, Erasure] = {}
    # What has no end was being written as the power went, and so nothing was erased by it.
    *lines, _torn = file.read_bytes().split(b"\n")
    for number, line in enumerate(lines, 1):
        try:
            erasure = msgspec.json.decode(line, type=Erasure)
        except msgspec.MsgspecError as exc:
            raise BadRequest(f"{file}, line {number}, is no erasure: {exc}") from exc
        found[erasure.id] = erasure
    return tuple(found.values())
