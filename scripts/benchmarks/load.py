"""How many turns a second come back when fifty customers write at once."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Sequence
from functools import partial

import aiohttp

from scripts.benchmarks.errors import CannotMeasure
from scripts.benchmarks.figures import Figure, Goal, Row
from scripts.benchmarks.servers import machine_worked
from scripts.benchmarks.stage import Stage, first_messages
from scripts.benchmarks.undisturbed import undisturbed

CONVERSATIONS = 50
TURNS = 5
"""Of each conversation."""
LONG = 20
"""Of each conversation where one of two processes ends first: that is to be a small part of it."""
WARM_TURNS = 20
ONE = Goal(bound=3.0, kind="at_least", words="≥ 3 ×")
TWO = Goal(bound=1.7, kind="at_least", words="≥ 1.7 ×")


def one_process(stock: Stage, ours: Stage, runs: int) -> Sequence[Row]:
    """One Rasa process each, in turns."""
    reached: dict[str, list[float]] = {"stock": [], "ours": []}
    _warm([stock, ours])
    for _ in range(runs):
        for stage in (stock, ours):
            reached[stage.subject.name].append(_turns([stage]))
    return [_row("one Rasa process", reached["stock"], reached["ours"], ONE)]


def two_processes(stages: Sequence[Stage], runs: int) -> Sequence[Row]:
    """Two of our Rasa processes on one tracker store against one of them."""
    alone, both, shares = [], [], []
    _warm(stages)
    for _ in range(runs):
        rasa, everything = stages[0].server.worked, machine_worked()
        alone.append(_turns(stages[:1], LONG))
        rasa, everything = stages[0].server.worked - rasa, machine_worked() - everything
        shares.append(100 * rasa / everything)
        both.append(_turns(stages, LONG))
    return [_row("two Rasa processes", alone, both, TWO), _share_row(shares)]


def _share_row(shares: list[float]) -> Row:
    return Row(
        what="Rasa's part of the processor time that a turn takes on the whole machine",
        theirs=None,
        ours=Figure(runs=tuple(shares), unit="%"),
    )


def _warm(stages: Sequence[Stage]) -> None:
    """The first turns load what the later ones use."""
    for stage in stages:
        for text in first_messages()[:WARM_TURNS]:
            stage.say(uuid.uuid4().hex, text)


def _row(what: str, theirs: list[float], ours: list[float], goal: Goal) -> Row:
    return Row(
        what=f"turns a second, {CONVERSATIONS} conversations at once, {what}",
        theirs=Figure(runs=tuple(theirs), unit="turns/s"),
        ours=Figure(runs=tuple(ours), unit="turns/s"),
        goal=goal,
    )


def _turns(stages: Sequence[Stage], turns: int = TURNS) -> float:
    return asyncio.run(undisturbed(partial(_turns_a_second, stages, turns)))


async def _turns_a_second(stages: Sequence[Stage], turns: int) -> float:
    """From the first message to the last answer: nothing that was asked is left out."""
    began = time.monotonic()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        await asyncio.gather(
            *(
                _customer(http, stages[number % len(stages)], number, turns)
                for number in range(CONVERSATIONS)
            )
        )
    return CONVERSATIONS * turns / (time.monotonic() - began)


async def _customer(http: aiohttp.ClientSession, stage: Stage, number: int, turns: int) -> None:
    """A conversation; each customer writes again as soon as the answer is there."""
    texts = first_messages()
    conversation = uuid.uuid4().hex
    for turn in range(turns):
        text = texts[(number + turn) % len(texts)]
        path, headers, body = stage.subject.request(conversation, text)
        async with http.post(stage.base + path, data=body, headers=headers) as answer:
            await answer.read()
            if answer.status != 200:
                raise CannotMeasure(f"{stage.subject.name} answered {answer.status} under load")
