"""How long it takes to train this assistant from nothing, and again after a small edit."""

from __future__ import annotations

from collections.abc import Sequence

from scripts.benchmarks.figures import Figure, Goal, Row
from scripts.benchmarks.subjects import Subject

GOAL = Goal(bound=1 / 5, kind="at_most", words="≤ 1/5")


def measure(stock: Subject, ours: Subject, runs: int) -> Sequence[Row]:
    """Both trained in turns, each from nothing, as whole commands with their imports."""
    theirs, mine = [], []
    for _ in range(runs):
        theirs.append(stock.train())
        mine.append(ours.train())
    return [
        Row(
            what="full training of this assistant",
            theirs=Figure(runs=tuple(theirs), unit="s"),
            ours=Figure(runs=tuple(mine), unit="s"),
            goal=GOAL,
        )
    ]
