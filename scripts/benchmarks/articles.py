"""What ten thousand passages of articles cost: at training, and with each message."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import PIPE
from collections.abc import Sequence

import msgspec

from scripts.benchmarks.errors import CannotMeasure
from scripts.benchmarks.figures import Figure, Goal, Row
from scripts.benchmarks.undisturbed import undisturbed
from scripts.interpreters import RASAS, ROOT

PASSAGES = 10_000
TRAINING = Goal(bound=60, kind="at_most", words="≤ 60 s")
MESSAGE = Goal(bound=20, kind="at_most", words="≤ 20 ms")


class _Told(msgspec.Struct, frozen=True):
    indexed: float
    again: float
    found: float


def measure(runs: int) -> Sequence[Row]:
    """Seconds to index them, anew and with all vectors known, and milliseconds to search them."""
    told = [asyncio.run(undisturbed(_once)) for _ in range(runs)]
    what = f"{PASSAGES:,} passages"
    return [
        _row(f"indexing {what}", [one.indexed for one in told], "s", TRAINING),
        _row(f"indexing {what} whose vectors are known", [one.again for one in told], "s", None),
        _row(f"finding in {what}", [one.found for one in told], "ms", MESSAGE),
    ]


async def _once() -> _Told:
    command = (str(RASAS), "-m", "scripts.evaluation.article_scale", str(PASSAGES))
    running = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE, stderr=PIPE)
    out, err = await running.communicate()
    if running.returncode:
        raise CannotMeasure(f"articles cannot be indexed: {err.decode().strip()[-300:]}")
    return msgspec.json.decode(out, type=_Told)


def _row(what: str, runs: Sequence[float], unit: str, goal: Goal | None) -> Row:
    figure = Figure(runs=tuple(runs), unit=unit)
    return Row(what=what, theirs=None, ours=figure, goal=goal, judged="ours")
