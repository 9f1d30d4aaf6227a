"""Writer of transcripts: the brief, all that was said, and the verdict, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scripts.foreign_shop.report import Result, line
from scripts.foreign_shop.tasks import Task
from scripts.showing.chat import Bubble


def write(folder: Path, task: Task, result: Result, run: int) -> None:
    """One file for each task and run; those of the same name are written anew."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{task.id}-{run}.md").write_text("\n\n".join(_lines(task, result)) + "\n")


def _lines(task: Task, result: Result) -> Iterator[str]:
    yield f"# Task {task.id}"
    for part in ("reason_for_call", "known_info", "unknown_info", "task_instructions"):
        yield f"*{part}:* {getattr(task.user, part)}"
    for exchange in result.played.exchanges:
        yield f"**Customer:** {'▸ ' if exchange.move.button_id else ''}{exchange.move.text}"
        yield from (_bubble(one) for one in exchange.answer)
    yield f"`{line(result).strip()}`"


def _bubble(one: Bubble) -> str:
    buttons = " ".join(f"⟦{title}⟧" for _, title in one.buttons)
    text = " ".join(one.text.split())
    return f"> **{one.by}:** {text}" + (f"\n>\n> {buttons}" if buttons else "")
