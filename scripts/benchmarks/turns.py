"""What a turn costs over HTTP: in a fresh conversation, and as a conversation grows."""

from __future__ import annotations

import statistics
import time
import uuid
from collections import defaultdict
from collections.abc import Sequence

from scripts.benchmarks.figures import Figure, Goal, Row, percentile
from scripts.benchmarks.stage import Stage, first_messages

FRESH = Goal(bound=1 / 3, kind="at_most", words="≤ 1/3")
GROWTH = Goal(bound=1.25, kind="at_most", words="ours ≤ 1.25")
TURNS = 150
"""Turns a run, each the first of its conversation."""
CIRCLE = (
    "hello there",
    "which payment methods do you take",
    "how long does delivery take",
    "what does shipping cost",
    "where is my order",
    "never mind",
    "can I send something back if I don't like it",
    "never mind",
    "how do I create an account",
    "thanks a lot",
)
"""What is said over and over, so that turn 10 and turn 300 can be compared: some of it opens a
case and closes it again."""
EARLY, LATE = 10, 300


def fresh(theirs: Stage, ours: Stage, runs: int, goal: Goal = FRESH) -> Sequence[Row]:
    """First messages that neither was trained on, a new conversation each."""
    texts = first_messages()
    figures: dict[tuple[Stage, float], list[float]] = defaultdict(list)
    for stage in (theirs, ours):
        _seconds(stage, texts[:20])
    for _ in range(runs):
        for stage in (theirs, ours):
            took = [1000 * one for one in _seconds(stage, _many(texts, TURNS))]
            for share in (0.5, 0.95):
                figures[stage, share].append(percentile(took, share))
    return [
        Row(
            what=f"turn over HTTP, fresh conversation, p{share * 100:.0f}",
            theirs=Figure(runs=tuple(figures[theirs, share]), unit="ms"),
            ours=Figure(runs=tuple(figures[ours, share]), unit="ms"),
            goal=goal,
        )
        for share in (0.5, 0.95)
    ]


def growth(theirs: Stage, ours: Stage, runs: int) -> Sequence[Row]:
    """One conversation a run: ten turns from turn 300 on against ten from turn 10 on."""
    grown: dict[Stage, list[float]] = {theirs: [], ours: []}
    for _ in range(runs):
        for stage in (theirs, ours):
            grown[stage].append(_grown(stage))
    return [
        Row(
            what="turn 300 ÷ turn 10 in one conversation",
            theirs=Figure(runs=tuple(grown[theirs]), unit="×"),
            ours=Figure(runs=tuple(grown[ours]), unit="×"),
            goal=GROWTH,
            judged="ours",
        )
    ]


def _seconds(stage: Stage, texts: Sequence[str]) -> list[float]:
    took = []
    for text in texts:
        conversation = uuid.uuid4().hex
        began = time.perf_counter()
        stage.say(conversation, text)
        took.append(time.perf_counter() - began)
    return took


def _grown(stage: Stage) -> float:
    conversation, took = uuid.uuid4().hex, []
    for text in _many(CIRCLE, LATE + len(CIRCLE)):
        began = time.perf_counter()
        stage.say(conversation, text)
        took.append(time.perf_counter() - began)
    early, late = (statistics.median(took[at : at + len(CIRCLE)]) for at in (EARLY, LATE))
    return late / early


def _many(texts: Sequence[str], count: int) -> list[str]:
    return [texts[number % len(texts)] for number in range(count)]
