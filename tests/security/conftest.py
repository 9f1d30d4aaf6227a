"""Servers for the attacks: bridges in this process, and one in a process of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.integration.conftest import bridge, platforms, start_bridge
from tests.security.bridge_process import BridgeProcess

__all__ = ["bridge", "platforms", "start_bridge"]


@pytest.fixture
async def process(tmp_path: Path, migrated: Path) -> AsyncIterator[BridgeProcess]:
    """A bridge whose memory is its own."""
    made = BridgeProcess(tmp_path, migrated)
    await made.start()
    yield made
    await made.stop()
