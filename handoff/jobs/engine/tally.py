"""Port: who counts what the jobs do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

Outcome = Literal["done", "retried", "failed", "skipped"]
"""`failed` is given up; `skipped` is a round that another bridge makes."""


class Tally(Protocol):
    """Counts for each kind of job."""

    def ended(self, kind: str, outcome: Outcome, seconds: float) -> None:
        """A try has come to an end."""

    def under_way(self, kind: str, count: int) -> None:
        """So many are being done now."""

    def follow(self, kind: str, overdue: Callable[[], float]) -> None:
        """Ask `overdue`, whenever somebody looks, for how many seconds a round is late."""


class Uncounted:
    """Nobody counts."""

    def ended(self, kind: str, outcome: Outcome, seconds: float) -> None:
        """Nothing."""

    def under_way(self, kind: str, count: int) -> None:
        """Nothing."""

    def follow(self, kind: str, overdue: Callable[[], float]) -> None:
        """Nothing."""
