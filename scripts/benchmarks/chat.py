"""A whole turn as the web chat sees it, and which part of it took how long."""

from __future__ import annotations

import asyncio
import contextlib
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from scripts.benchmarks.desk import Page, bridge, page
from scripts.benchmarks.figures import Figure, Row, percentile
from scripts.benchmarks.proxy import Proxy, proxying
from scripts.benchmarks.stage import crm_url, on_stage
from scripts.benchmarks.subjects import Ours
from scripts.interpreters import THIS, Checkout

WORDS = (
    "hello there",
    "how long does delivery take",
    "where is my order",
    "never mind",
    "I would like to send something back",
    "never mind",
    "was I charged twice",
    "never mind",
    "thanks a lot",
)
"""What each customer says: some of it looks into their orders and payments in the CRM."""
KNOWN = ("c-0005", "c-0006", "c-0009", "c-0010", "c-0012")
"""Customers of the demo whose orders are as they should be: no case of theirs is handed off."""
VISITORS = len(KNOWN)
"""Conversations a run with visitors whom the shop does not know."""


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """Milliseconds from sending to the first reply, and those within that the bot took, the
    actions' included, and the actions alone, the CRM included."""

    whole: float
    bot: float
    actions: float


SHARES = (0.5, 0.95)
PARTS: dict[str, Callable[[Turn], float]] = {
    "bridge and sockets": lambda turn: turn.whole - turn.bot,
    "Rasa": lambda turn: turn.bot - turn.actions,
    "actions with the CRM": lambda turn: turn.actions,
}


def measure(ours: Ours, folder: Path, actions_url: str, runs: int) -> Sequence[Row]:
    """Two proxies time the calls of the bridge to Rasa and those of Rasa to its actions."""
    with chatting(ours, folder, actions_url) as chat:
        taken = asyncio.run(_runs(chat, runs))
    return _rows(taken)


@contextlib.contextmanager
def chatting(
    ours: Ours, folder: Path, actions_url: str, checkout: Checkout = THIS
) -> Iterator[Chat]:
    """A whole desk whose customers talk; `folder` has its action server's CRM in `actions`."""
    actions_port = int(actions_url.rpartition(":")[2])
    with (
        proxying(actions_port) as to_actions,
        on_stage(ours, to_actions.url) as stage,
        proxying(stage.port) as to_bot,
        bridge(
            folder / "bridge",
            bot_url=to_bot.url,
            actions_url=actions_url,
            crm_url=crm_url(folder / "actions"),
            checkout=checkout,
        ) as url,
    ):
        yield Chat(url, to_bot, to_actions)


def _rows(runs: Sequence[Sequence[Turn]]) -> Sequence[Row]:
    whole = [[turn.whole for turn in run] for run in runs]
    return [
        *(
            _row(f"p{share * 100:.0f}", [percentile(run, share) for run in whole])
            for share in SHARES
        ),
        _row("mean", [statistics.mean(run) for run in whole]),
        *(_row(f"of the mean: {part}", [_mean(run, part) for run in runs]) for part in PARTS),
    ]


def _mean(turns: Sequence[Turn], part: str) -> float:
    return statistics.mean(PARTS[part](turn) for turn in turns)


def _row(what: str, runs: Sequence[float]) -> Row:
    what = f"whole turn, {what}"
    return Row(what=what, theirs=None, ours=Figure(runs=tuple(runs), unit="ms"))


async def _runs(chat: Chat, runs: int) -> list[list[Turn]]:
    await chat.talk(None)  # the first turns load what the later ones use
    return [await chat.run() for _ in range(runs)]


class Chat:
    """Customers' conversations, one after the other."""

    def __init__(self, url: str, to_bot: Proxy, to_actions: Proxy) -> None:
        self._url = url
        self._to_bot = to_bot
        self._to_actions = to_actions

    async def run(self) -> list[Turn]:
        """The turns of all customers and visitors."""
        return [turn for who in (*KNOWN, *[None] * VISITORS) for turn in await self.talk(who)]

    async def talk(self, customer_id: str | None) -> list[Turn]:
        """The turns of one conversation."""
        async with page(self._url, customer_id) as opened:
            return [await self._turn(opened, text) for text in WORDS]

    async def _turn(self, opened: Page, text: str) -> Turn:
        began = time.perf_counter()
        await opened.say(text)
        ended = time.perf_counter()
        await opened.quiet()
        return Turn(
            whole=1000 * (ended - began),
            bot=1000 * self._to_bot.seconds(began, ended),
            actions=1000 * self._to_actions.seconds(began, ended),
        )
