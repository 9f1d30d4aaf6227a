"""How long it takes to train this assistant from nothing, and again after a small edit."""

from __future__ import annotations

from collections.abc import Sequence

from scripts.benchmarks.figures import Figure, Goal, Row
from scripts.benchmarks.servers import Took
from scripts.benchmarks.subjects import Ours, Stock

GOAL = Goal(bound=1 / 5, kind="at_most", words="≤ 1/5")


def measure(stock: Stock, ours: Ours, runs: int) -> Sequence[Row]:
    """Both trained in turns, each from nothing, as whole commands with their imports.

    Stock's runs are kept for as long as the data stays the same: they take minutes each. Time of
    the processor is told beside, as it hardly depends on what else the machine does.
    """
    theirs: Sequence[Took] = ()
    mine = []
    for number in range(1, runs + 1):
        kept = stock.kept.runs("training", stock.made_of(), number, stock.train)
        theirs = [Took(*run) for run in kept]
        mine.append(ours.train())
    what = "full training of this assistant"
    return [
        _row(what, [took.seconds for took in theirs], [took.seconds for took in mine]),
        _row(
            f"{what}, time of all processors",
            [took.processor for took in theirs],
            [took.processor for took in mine],
        ),
    ]


def _row(what: str, theirs: Sequence[float], mine: Sequence[float]) -> Row:
    return Row(
        what=what,
        theirs=Figure(runs=tuple(theirs), unit="s"),
        ours=Figure(runs=tuple(mine), unit="s"),
        goal=GOAL,
    )
