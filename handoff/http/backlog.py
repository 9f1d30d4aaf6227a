"""Bounded queue of what one socket is still to be sent: who does not read is cut off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

MOST_WAITING = 4 * 1024 * 1024
"""Characters; above it nothing more is put aside for a reader that does not read."""


class Backlog(asyncio.Queue[Any]):
    """What waits to be written. One packet, however long, always has its place."""

    def __init__(self) -> None:
        super().__init__()
        self.on_overflow: Callable[[], None] = _ignored
        self._waiting = 0

    def put_nowait(self, item: Any) -> None:
        """Put a packet aside; beyond the bound it is dropped, and the socket told to end."""
        if item is not None and self._waiting > MOST_WAITING:
            self.on_overflow()
            return
        super().put_nowait(item)

    def _put(self, item: Any) -> None:
        self._waiting += _size(item)
        super()._put(item)

    def _get(self) -> Any:
        item = super()._get()
        self._waiting -= _size(item)
        return item


def _ignored() -> None:
    """Until somebody wants to know."""


def _size(item: Any) -> int:
    data = getattr(item, "data", None)
    return len(data) if isinstance(data, (str, bytes)) else 0
