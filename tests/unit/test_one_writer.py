"""The line of those who write."""

from __future__ import annotations

import asyncio

from handoff.store.db.one_writer import OneWriter


class Line:
    """Notes who wrote, in order."""

    def __init__(self) -> None:
        self.writer = OneWriter()
        self.wrote: list[str] = []

    async def write(self, name: str, *, urgent: bool = False) -> None:
        """Take a turn."""
        async with self.writer.turn(urgent=urgent):
            self.wrote.append(name)
            await asyncio.sleep(0)


async def stand_in_line() -> None:
    """Let every task that was made come as far as it can."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_what_is_urgent_goes_first() -> None:
    """The others keep their order, and each has a turn between two urgent ones."""
    line = Line()
    async with line.writer.turn():
        waiting = [
            asyncio.create_task(line.write(name, urgent=name.isupper())) for name in "abCcDE"
        ]
        await stand_in_line()
    await asyncio.gather(*waiting)
    assert line.wrote == ["C", "a", "D", "b", "E", "c"]


async def test_nobody_waits_for_whoever_has_left_the_line() -> None:
    """A cancelled wait is passed over, also when its turn had just come."""
    line = Line()
    async with line.writer.turn():
        left = [asyncio.create_task(line.write(name)) for name in ("a", "b")]
        stays = asyncio.create_task(line.write("c"))
        await stand_in_line()
        left[0].cancel()
        await stand_in_line()
    left[1].cancel()
    await asyncio.gather(*left, return_exceptions=True)
    await asyncio.wait_for(stays, 5)
    assert line.wrote == ["c"]


async def test_a_failure_gives_the_turn_back() -> None:
    """Whoever comes next finds the line free."""
    line = Line()
    try:
        async with line.writer.turn():
            raise ValueError("broken")
    except ValueError:
        await asyncio.wait_for(line.write("a"), 5)
    assert line.wrote == ["a"]
