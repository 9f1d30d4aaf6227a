"""docs/benchmarks.md: one table a measurement, each replaced by the command that makes it."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

from scripts.benchmarks.figures import Row

PAGE = Path("docs/benchmarks.md")
INTRODUCTION = """\
# Benchmarks

Each table is written by the command above it; figures are the median of the runs with the smallest
and the largest. "Stock" is Rasa 3.6.21 as `pip install rasa` gives it, with the configuration of
`rasa init`, trained on the same data, and spoken to through its own REST channel.
"""


def table(rows: Sequence[Row], *, theirs: str = "stock") -> str:
    """The rows as a Markdown table; `theirs` names what ours is compared with."""
    lines = [f"| what | {theirs} | ours | ours ÷ {theirs} | must be | holds |"]
    lines.append("| --- | --- | --- | --- | --- | --- |")
    lines += [_line(row) for row in rows]
    return "\n".join(lines) + "\n"


def write(name: str, title: str, command: str, body: str, page: Path = PAGE) -> None:
    """Put a measurement's section on the page, in place of its last one."""
    section = (
        f"<!-- {name} -->\n## {title}\n\n`{command}` · {_circumstances()}\n\n"
        f"{body.strip()}\n<!-- /{name} -->\n"
    )
    text = page.read_text() if page.exists() else INTRODUCTION
    last = re.compile(rf"<!-- {re.escape(name)} -->.*?<!-- /{re.escape(name)} -->\n", re.DOTALL)
    if last.search(text):
        text = last.sub(lambda _: section, text)
    else:
        text = f"{text.rstrip()}\n\n{section}"
    page.write_text(text)


def _line(row: Row) -> str:
    goal = row.goal.words if row.goal else "reported"
    cells = (row.what, row.theirs or "–", row.ours, row.compared or "–", goal, row.verdict or "–")
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _circumstances() -> str:
    day = datetime.now(timezone.utc).date().isoformat()
    load = os.getloadavg()[0]
    return (
        f"{day}, {os.cpu_count()} cores ({platform.machine()}), Python "
        f"{platform.python_version()}, load average at the end {load:.1f}"
    )
