"""Deferred side effect: marks customers' messages as read on their platforms, beside the work."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from contracts.turn import Channel
from handoff.channels.webhooks.platform import Platform


class ReadMarks:
    """The newest unmarked message of each customer, which says so of all before it."""

    def __init__(self, platforms: Mapping[Channel, Platform]) -> None:
        self._platforms = platforms
        self._unseen: dict[tuple[Channel, str], str] = {}
        self._showing: set[asyncio.Task[None]] = set()

    def note(self, channel: Channel, address: str, provider_id: str) -> None:
        """The bot is about to answer that message."""
        self._unseen[channel, address] = provider_id

    def show(self) -> None:
        """Tell the platforms, without waiting for them."""
        while self._unseen:
            (channel, address), key = self._unseen.popitem()
            task = asyncio.create_task(self._platforms[channel].attend(address, key))
            self._showing.add(task)
            task.add_done_callback(self._showing.discard)

    async def close(self) -> None:
        """Give up what is under way."""
        left = tuple(self._showing)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
