"""How long it takes to train this assistant from nothing, and again after a small edit."""

from __future__ import annotations

from collections.abc import Sequence

from scripts.benchmarks.figures import Figure, Goal, Row
from scripts.benchmarks.subjects import Ours, Stock

GOAL = Goal(bound=1 / 5, kind="at_most", words="≤ 1/5")


def measure(stock: Stock, ours: Ours, runs: int) -> Sequence[Row]:
    """Both trained in turns, each from nothing, as whole commands with their imports.

    Stock's runs are kept for as long as the data stays the same: they take minutes each.
    """
    theirs: tuple[float, ...] = ()
    mine = []
    for number in range(1, runs + 1):
        theirs = stock.kept.runs("training", stock.made_of(), number, stock.train)
        mine.append(ours.train())
    return [
        Row(
            what="full training of this assistant",
            theirs=Figure(runs=theirs, unit="s"),
            ours=Figure(runs=tuple(mine), unit="s"),
            goal=GOAL,
        )
    ]
