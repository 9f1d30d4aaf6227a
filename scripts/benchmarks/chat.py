"""A whole turn as the web chat sees it, and which part of it took how long."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from actions.crm.demo import DEMO_CUSTOMERS
from scripts.benchmarks.desk import Page, bridge, page
from scripts.benchmarks.figures import Figure, Row, percentile
from scripts.benchmarks.relay import Relay, relaying
from scripts.benchmarks.stage import crm_url, on_stage
from scripts.benchmarks.subjects import Ours

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
CUSTOMERS = 10
"""Conversations a run: half of them signed in, half visitors whom the shop does not know."""


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
    """Two relays time the calls of the bridge to Rasa and those of Rasa to its actions."""
    actions_port = int(actions_url.rpartition(":")[2])
    with (
        relaying(actions_port) as to_actions,
        on_stage(ours, to_actions.url) as stage,
        relaying(stage.port) as to_bot,
        bridge(
            folder / "bridge",
            bot_url=to_bot.url,
            actions_url=actions_url,
            crm_url=crm_url(folder / "actions"),
        ) as url,
    ):
        taken = asyncio.run(_runs(url, to_bot, to_actions, runs))
    return _rows(taken)


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
    what = f"whole turn in the web chat, {what}"
    return Row(what=what, theirs=None, ours=Figure(runs=tuple(runs), unit="ms"))


async def _runs(url: str, to_bot: Relay, to_actions: Relay, runs: int) -> list[list[Turn]]:
    await _run(url, to_bot, to_actions)  # the first turns load what the later ones use
    return [await _run(url, to_bot, to_actions) for _ in range(runs)]


async def _run(url: str, to_bot: Relay, to_actions: Relay) -> list[Turn]:
    turns: list[Turn] = []
    for number in range(CUSTOMERS):
        known = DEMO_CUSTOMERS[number % len(DEMO_CUSTOMERS)].id if number % 2 else None
        async with page(url, known) as opened:
            turns += [await _turn(opened, text, to_bot, to_actions) for text in WORDS]
    return turns


async def _turn(opened: Page, text: str, to_bot: Relay, to_actions: Relay) -> Turn:
    began = time.perf_counter()
    await opened.say(text)
    ended = time.perf_counter()
    await opened.quiet()
    return Turn(
        whole=1000 * (ended - began),
        bot=1000 * to_bot.seconds(began, ended),
        actions=1000 * to_actions.seconds(began, ended),
    )
