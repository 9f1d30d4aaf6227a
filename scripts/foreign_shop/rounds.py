"""A round of conversations: batches of tasks that may share the shop, played, judged and told."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Sequence
from itertools import count
from pathlib import Path

import msgspec

from scripts.foreign_shop.by_hand import AtTheKeyboard
from scripts.foreign_shop.customer import Customer
from scripts.foreign_shop.packets import done, lacking, wanted
from scripts.foreign_shop.player import Person, Played, play
from scripts.foreign_shop.report import Result
from scripts.foreign_shop.shop import Shop
from scripts.foreign_shop.tasks import Data, Task, batches, users_of
from scripts.foreign_shop.verdict import judged
from scripts.showing.chat import chatting
from scripts.showing.desk import Desk
from scripts.showing.packets import packet_of


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """What a round needs: the given tasks with the shop's data, the running shop, and the desk."""

    tasks: Path
    data: Data
    shop: Shop
    desk: Desk
    records: Path
    """The database of the desk's own records."""
    operators_token: str
    by_hand: bool = False
    jobs: int = 1


def _forget_writes(records: Path) -> None:
    """What the desk knows to be done was done in a shop that is no more."""
    no_table_yet = contextlib.suppress(sqlite3.OperationalError)
    with no_table_yet, contextlib.closing(sqlite3.connect(records)) as database, database:
        database.execute("DELETE FROM write_ledger")


async def play_round(stage: Stage, tasks: Sequence[Task]) -> AsyncIterator[tuple[Task, Result]]:
    """Play all tasks; each result comes as soon as its batch is over. Raises `CannotPlay`."""
    places = count(1)
    at_once = asyncio.Semaphore(stage.jobs)
    for batch in batches(tasks, stage.data, apart=stage.jobs == 1):
        await stage.shop.reset()
        _forget_writes(stage.records)
        talks = [_talk(stage, task, next(places), at_once) for task in batch]
        for task, played in zip(batch, await asyncio.gather(*talks), strict=True):
            yield task, await _result(stage, task, played, batch)


async def _talk(stage: Stage, task: Task, place: int, at_once: asyncio.Semaphore) -> Played:
    """One conversation, from an address of its own: tries of identity are counted by address."""
    person: Person = AtTheKeyboard(task) if stage.by_hand else Customer(task.user)
    address = f"198.18.{place // 250}.{place % 250 + 1}"
    async with at_once, chatting(stage.desk, None, address=address) as chat:
        return await play(chat, person)


async def _result(stage: Stage, task: Task, played: Played, batch: Sequence[Task]) -> Result:
    own = users_of(task, stage.data)
    others = {user for one in batch for user in users_of(one, stage.data)} - own
    verdict = await judged(stage.tasks, task.id, stage.shop.url, data=stage.data, others=others)
    return Result(
        task_id=task.id, played=played, verdict=verdict, lacking=await _lacking(stage, played, own)
    )


async def _lacking(stage: Stage, played: Played, own: frozenset[str]) -> tuple[str, ...] | None:
    """What the packet of a conversation does not say; None without one."""
    if not played.handed_over or played.conversation_id is None:
        return None
    home, token = stage.desk.home, stage.operators_token
    packet = await packet_of(home, token, played.conversation_id)
    if packet is None:
        return None
    before = {k: order for k, order in stage.data.orders.items() if order["user_id"] in own}
    left = wanted(played.said, stage.data.goods).without(done(before, await stage.shop.orders()))
    return lacking(packet, left)
