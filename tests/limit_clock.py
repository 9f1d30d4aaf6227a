"""A clock for rate limits that stands until a test moves it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest


class LimitClock:
    """Seconds, as a bridge without Redis counts them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_800_000_000.0
        seen = SimpleNamespace(time=lambda: self.now)
        monkeypatch.setattr("limits.aio.storage.memory.time", seen)
