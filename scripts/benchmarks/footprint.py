"""From the start of the server to its first answer, and what it keeps in memory."""

from __future__ import annotations

from collections.abc import Sequence

from scripts.benchmarks.figures import Figure, Goal, Row
from scripts.benchmarks.stage import first_messages, on_stage
from scripts.benchmarks.subjects import Subject

START = Goal(bound=1 / 2, kind="at_most", words="≤ 1/2")
MEMORY = Goal(bound=0.6, kind="at_most", words="≤ 60 %")
WARM_TURNS = 50
"""Memory is read after so many turns: the first ones load what the later ones use."""


def measure(stock: Subject, ours: Subject, actions_url: str, runs: int) -> Sequence[Row]:
    """Each run starts both, one after the other, and ends them again."""
    started: dict[str, list[float]] = {"stock": [], "ours": []}
    resident: dict[str, list[float]] = {"stock": [], "ours": []}
    for _ in range(runs):
        for subject in (stock, ours):
            with on_stage(subject, actions_url) as stage:
                started[subject.name].append(stage.started)
                for number, text in enumerate(first_messages()[:WARM_TURNS]):
                    stage.say(f"warm-{number}", text)
                resident[subject.name].append(stage.server.resident)
    return [
        _row("start to first answer", started, "s", START),
        _row("resident memory of the Rasa process", resident, "MB", MEMORY),
    ]


def _row(what: str, runs: dict[str, list[float]], unit: str, goal: Goal) -> Row:
    return Row(
        what=what,
        theirs=Figure(runs=tuple(runs["stock"]), unit=unit),
        ours=Figure(runs=tuple(runs["ours"]), unit=unit),
        goal=goal,
    )
