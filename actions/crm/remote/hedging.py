"""Hedged requests: a read that takes long is asked once more, and the first answer counts.

Dean and Barroso, “The Tail at Scale”, Communications of the ACM 56 (2), 2013.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

_T = TypeVar("_T")


async def hedged(ask: Callable[[], Coroutine[Any, Any, _T]], *, after: float) -> _T:
    """What `ask` gives, made a second time when nothing came within `after` seconds.

    One that fails waits for the other; when both do, raises what the last of them raised.
    """
    running = {asyncio.create_task(ask())}
    try:
        done, _ = await asyncio.wait(running, timeout=after)
        if not done:
            running.add(asyncio.create_task(ask()))
        return await _first(running)
    finally:
        for one in running:
            one.cancel()


async def _first(running: set[asyncio.Task[_T]]) -> _T:
    while True:
        done, pending = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        answered = next((one for one in done if one.exception() is None), None)
        if answered is not None or not pending:
            return (answered or next(iter(done))).result()
        running = pending
