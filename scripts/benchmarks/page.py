"""docs/benchmarks.md: one table a measurement, each replaced by the command that makes it."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scripts.benchmarks.figures import Row
from scripts.benchmarks.results import Result
from scripts.benchmarks.stages import STAGES, Stage

PAGE = Path("docs/benchmarks.md")
INTRODUCTION = """\
# Benchmarks

Each table is written by the command above it; figures are the median of the runs with the smallest
and the largest. "Stock" is Rasa 3.6.21 as `pip install rasa` gives it, with the configuration of
`rasa init`, trained on the same data, and spoken to through its own REST channel.
"""


def table(rows: Sequence[Row], *, theirs: str | None = "stock") -> str:
    """The rows as a Markdown table; `theirs` names what ours is compared with, if anything."""
    compared = [theirs, "ours", f"ours ÷ {theirs}"] if theirs else ["ours"]
    head = ["what", *compared, "must be", "holds"]
    lines = [head, ["---"] * len(head), *(_cells(row, theirs) for row in rows)]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def write(results: Mapping[str, Result], page: Path = PAGE) -> None:
    """Put each stage's section on the page, in place of its last one; what stands between the
    sections is left as it is."""
    text = page.read_text() if page.exists() else INTRODUCTION
    for name, stage in STAGES.items():
        if name in results:
            text = _with_section(text, name, section(stage, results[name]))
    page.write_text(text)


def section(stage: Stage, result: Result) -> str:
    """A stage's part of the page."""
    told = f"{stage.note}\n\n" if stage.note else ""
    head = f"## {stage.title}\n\n{told}`{result.command}` · {result.circumstances}"
    return f"{head}\n\n{table(result.rows, theirs=stage.theirs)}"


def _with_section(text: str, name: str, body: str) -> str:
    part = f"<!-- {name} -->\n{body.strip()}\n<!-- /{name} -->\n"
    last = re.compile(rf"<!-- {re.escape(name)} -->.*?<!-- /{re.escape(name)} -->\n", re.DOTALL)
    if last.search(text):
        return last.sub(lambda _: part, text)
    return f"{text.rstrip()}\n\n{part}"


def _cells(row: Row, theirs: str | None) -> Sequence[object]:
    compared = [row.theirs or "–", row.ours, row.compared or "–"] if theirs else [row.ours]
    goal = row.goal.words if row.goal else "reported"
    return [row.what, *compared, goal, row.verdict or "–"]


def circumstances(stolen: float) -> str:
    """The day, the machine, how busy it was, and which share of it was missing."""
    day = datetime.now(UTC).date().isoformat()
    load = os.getloadavg()[0]
    return (
        f"{day}, {os.cpu_count()} cores ({platform.machine()}), Python "
        f"{platform.python_version()}, load average at the end {load:.1f}, "
        f"{stolen:.0%} of it taken away by its host"
    )
