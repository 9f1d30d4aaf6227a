"""Verdict on a conversation: what the given judge says of the shop, cut to the task's own users."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from scripts.foreign_shop.errors import CannotPlay
from scripts.foreign_shop.tasks import JUDGE, Data

_FOUND = re.compile(r"(missing|unasked) (orders|users) (\S+?)(?:;|$)")


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What is not as it should be, as `orders #W1` or `users ada_1`; right when nothing is."""

    missing: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether the shop is as the task says."""
        return not self.missing and not self.unasked


async def judged(
    tasks: Path, task_id: str, shop_url: str, *, data: Data, others: Iterable[str] = ()
) -> Verdict:
    """The verdict of the judge that lies beside the tasks. Raises `CannotPlay` without one.

    What belongs to `others`, users of tasks that had the same shop, is left to their verdicts.
    """
    command = [str(tasks.with_name(JUDGE)), str(tasks), task_id, "--shop", shop_url]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, failed = await process.communicate()
    return read_verdict(said.decode() or failed.decode(), data, others)


def read_verdict(said: str, data: Data, others: Iterable[str] = ()) -> Verdict:
    """The judge's words as a verdict. Raises `CannotPlay` when they are none."""
    line = said.strip().rpartition("\n")[2]
    if line != "right" and not line.startswith("wrong: "):
        raise CannotPlay(f"the judge of the foreign shop came to no verdict: {line}")
    foreign = set(others)
    found = [
        (verdict, f"{kind} {key}")
        for verdict, kind, key in _FOUND.findall(line)
        if _owner(kind, key, data) not in foreign
    ]
    return Verdict(
        missing=tuple(what for verdict, what in found if verdict == "missing"),
        unasked=tuple(what for verdict, what in found if verdict == "unasked"),
    )


def _owner(kind: str, key: str, data: Data) -> str | None:
    return key if kind == "users" else data.orders.get(key, {}).get("user_id")
