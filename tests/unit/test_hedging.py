"""A read that takes long is asked once more; the first answer counts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from actions.crm.remote.hedging import hedged

pytestmark = pytest.mark.asyncio
SOON, NEVER = 0.01, 3_600.0


Ask = Callable[[], Coroutine[Any, Any, str]]


def asking(*answers: str | Exception | None) -> tuple[Ask, list[int]]:
    """What gives one answer after the other, None for none at all, and which were given up."""
    left, given_up = list(enumerate(answers)), list[int]()

    async def ask() -> str:
        place, answer = left.pop(0)
        try:
            if answer is None:
                await asyncio.sleep(NEVER)
        except asyncio.CancelledError:
            given_up.append(place)
            raise
        if isinstance(answer, Exception):
            raise answer
        return str(answer)

    return ask, given_up


async def test_what_answers_is_asked_once() -> None:
    """The usual case costs one request."""
    ask, given_up = asking("first")
    assert await hedged(ask, after=SOON) == "first"
    assert given_up == []


async def test_the_second_answers_for_the_first() -> None:
    """The slow one is given up once there is an answer."""
    ask, given_up = asking(None, "second")
    assert await hedged(ask, after=SOON) == "second"
    await asyncio.sleep(0)
    assert given_up == [0]


async def test_a_failure_is_told_at_once() -> None:
    """What fails before it is slow is no slow read."""
    ask, _ = asking(OSError("refused"))
    with pytest.raises(OSError, match="refused"):
        await hedged(ask, after=NEVER)


async def test_whoever_waits_no_longer_leaves_nothing_running() -> None:
    """A deadline around it ends both requests."""
    ask, given_up = asking(None, None)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(10 * SOON):
            await hedged(ask, after=SOON)
    await asyncio.sleep(0)
    assert sorted(given_up) == [0, 1]
