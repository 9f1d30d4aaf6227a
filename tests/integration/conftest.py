"""Servers for the integration tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bridge import Bridge
from tests.platforms import Platforms

StartBridge = Callable[..., Awaitable[Bridge]]


@pytest.fixture
async def start_bridge(tmp_path: Path, migrated: Path) -> AsyncIterator[StartBridge]:
    """Starts a bridge with settings of the test's own."""
    started: list[Bridge] = []

    async def start(**changes: Any) -> Bridge:
        folder = tmp_path / str(len(started))
        folder.mkdir()
        bridge = Bridge(folder, migrated)
        started.append(bridge)
        await bridge.start(**changes)
        return bridge

    yield start
    for bridge in started:
        await bridge.stop()


@pytest.fixture
async def platforms(tmp_path: Path, migrated: Path) -> AsyncIterator[Platforms]:
    """A running bridge with WhatsApp and Messenger."""
    folder = tmp_path / "platforms"
    folder.mkdir()
    made = Platforms(Bridge(folder, migrated))
    await made.start()
    yield made
    await made.bridge.stop()
    await made.stop()


@pytest.fixture
async def bridge(start_bridge: StartBridge) -> Bridge:
    """A running bridge."""
    return await start_bridge()
