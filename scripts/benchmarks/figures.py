"""Figures of several runs, their ratio, and what the ratio must be."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Literal

import msgspec


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """What one subject reached in each run; `unit` such as "ms", "s", "MB", "%", "turns/s"."""

    runs: tuple[float, ...]
    unit: str

    @property
    def median(self) -> float:
        """Of all runs."""
        return statistics.median(self.runs)

    def __str__(self) -> str:
        """The median with the smallest and the largest, such as "12.1 ms (11.8–12.9)"."""
        low, high = short(min(self.runs)), short(max(self.runs))
        return f"{short(self.median)} {self.unit} ({low}–{high})"


class Goal(msgspec.Struct, frozen=True, kw_only=True):
    """What a ratio, or a difference, must be `at_most` or `at_least`: the median, or `each` run."""

    bound: float
    kind: Literal["at_most", "at_least"]
    words: str
    each: bool = False

    def met(self, figure: Figure) -> bool:
        """Whether the figure holds it."""
        values = figure.runs if self.each else (figure.median,)
        if self.kind == "at_most":
            return all(value <= self.bound for value in values)
        return all(value >= self.bound for value in values)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a table: what was compared, the ratio run by run, and the goal if there is one.

    `compare` is "ratio" (ours ÷ theirs) or "difference" (ours − theirs, for percentages). The goal
    is for what comes of comparing, or for `ours` by itself when `judged` says so.
    """

    what: str
    theirs: Figure | None
    ours: Figure
    goal: Goal | None = None
    compare: Literal["ratio", "difference"] = "ratio"
    judged: Literal["compared", "ours"] = "compared"

    @property
    def compared(self) -> Figure | None:
        """Ours against theirs, each run against the one beside it."""
        if self.theirs is None:
            return None
        pairs = zip(self.ours.runs, self.theirs.runs, strict=True)
        if self.compare == "difference":
            return Figure(runs=tuple(mine - other for mine, other in pairs), unit="points")
        return Figure(runs=tuple(mine / other for mine, other in pairs), unit="×")

    @property
    def verdict(self) -> str:
        """Whether the goal is met, in one word; empty where none was set."""
        if self.goal is None:
            return ""
        compared = self.compared if self.judged == "compared" else None
        return "yes" if self.goal.met(compared or self.ours) else "**no**"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of all lies; by nearest rank. Raises on no values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]


def short(value: float) -> str:
    """Three significant digits, and never more than are needed."""
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
