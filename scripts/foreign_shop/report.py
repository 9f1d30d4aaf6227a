"""Figures of what was played: a line for each task, and their sum."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import msgspec

from scripts.foreign_shop.player import Played
from scripts.foreign_shop.verdict import Verdict

GOALS = {"right": 0.40, "unasked": 0.02, "complete": 0.90}
"""Of all tasks at least, of all at most, and at least of those that are not right."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a task. `lacking` is what its packet does not say, None without a packet."""

    task_id: str
    played: Played
    verdict: Verdict
    lacking: tuple[str, ...] | None = None

    @property
    def complete(self) -> bool:
        """Whether a person has it, with all that was wanted."""
        return self.lacking == ()

    @property
    def outcome(self) -> str:
        """In a word: what was written unasked weighs more than what is missing."""
        if self.verdict.right:
            return "right"
        return "unasked" if self.verdict.unasked else "missing"


def line(result: Result) -> str:
    """One task."""
    played = result.played
    parts = [
        f"{result.task_id:>4}  {result.outcome:<8}{played.questions:>3} asked"
        f"{played.messages:>4} messages{played.seconds:>7.1f} s",
        *(f"unasked {what}" for what in result.verdict.unasked),
        *(f"missing {what}" for what in result.verdict.missing),
        _handoff(result),
        played.failed or "",
    ]
    return "  ".join(part for part in parts if part)


def _handoff(result: Result) -> str:
    if not result.played.handed_over:
        return ""
    if result.lacking is None:
        return "handed over without a packet"
    if result.complete:
        return "handed over, packet complete"
    return f"handed over, packet lacks {', '.join(result.lacking)}"


def summary(results: Sequence[Result]) -> list[str]:
    """All of them, beside what they must reach."""
    others = [one for one in results if not one.verdict.right]
    unasked = sum(bool(one.verdict.unasked) for one in results)
    messages = [one.played.messages for one in results]
    return [
        f"{_share(len(results) - len(others), len(results))} right, must be ≥ {GOALS['right']:.0%}",
        f"{_share(sum(bool(one.verdict.missing) for one in results), len(results))} with something "
        "missing",
        f"{_share(unasked, len(results))} with something written unasked, must be "
        f"≤ {GOALS['unasked']:.0%}",
        f"{_share(sum(one.complete for one in others), len(others))} of those not right handed "
        f"over with a complete packet, must be ≥ {GOALS['complete']:.0%}",
        f"{_share(sum(one.played.handed_over for one in results), len(results))} handed over",
        *_unanswered(results),
        f"questions {sum(one.played.questions for one in results)}, messages {sum(messages)}, "
        f"median {median(messages):.0f} a conversation, "
        f"{median(one.played.seconds for one in results):.1f} s",
    ]


def _unanswered(results: Sequence[Result]) -> list[str]:
    failed = sum(one.played.failed is not None for one in results)
    return [f"{failed} ended because the desk did not answer"] if failed else []


def _share(some: int, all_: int) -> str:
    return f"{some} of {all_} ({some / all_:.0%})" if all_ else "0 of 0"
