"""Sweep of the files' folder: what was sent long ago is taken from the disk, some at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import islice
from pathlib import Path

SOME = 200
"""Files that are looked for at once."""


class OldFiles:
    """Files in the folder of `FolderMedia`; what nobody has sent yet lies in one of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def drop(self, before: datetime) -> int:
        """Drop some that are older; returns how many files customers and agents have no more."""
        return await asyncio.to_thread(self._drop, before.timestamp())

    def _drop(self, before: float) -> int:
        refs = list(islice(self._older(before), SOME))
        for ref in refs:
            for file in (self._folder / ref, self._folder / f"{ref}.json"):
                file.unlink(missing_ok=True)
        return len(refs)

    def _older(self, before: float) -> Iterator[str]:
        for file in self._folder.glob("md_*.json"):
            # Another process may be faster.
            with suppress(FileNotFoundError):
                if file.stat().st_mtime < before:
                    yield file.stem
