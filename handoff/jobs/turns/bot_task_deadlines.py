"""Kind of job: brings back what the bot was to ask for an agent, once its time is up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import structlog

from handoff.jobs.engine.retry import Failure
from handoff.jobs.engine.tally import Outcome
from handoff.jobs.engine.worker import RowKind
from handoff.store.cases.bot_tasks import Task
from handoff.store.db.wakeup import Wakeup
from handoff.usecases.casework.bot_tasks import BotTasks

_log = structlog.get_logger(__name__)


class BotTaskDeadlines(RowKind[Task, None]):
    """Ends questions that nobody has answered in time; of several bridges the first to lock the
    conversation does."""

    name = "bot_task_deadlines"
    sleep = 10.0
    at_once = 8
    # Each is a conversation of its own.
    unblocks = False

    def __init__(self, tasks: BotTasks) -> None:
        self._tasks = tasks
        self.wakeup = Wakeup()

    async def claim(self, under_way: Sequence[Task], room: int) -> Sequence[Task]:
        """Those whose time is up."""
        busy = {task.id for task in under_way}
        due = await self._tasks.overdue(limit=room + len(busy))
        return [task for task in due if task.id not in busy][:room]

    async def do(self, item: Task) -> None:
        """Give the case back."""
        await self._tasks.expire(item)

    async def fail(self, item: Task, failure: Failure) -> Outcome:
        """It is found again at the next look."""
        _log.warning("bot_task_not_expired", error=failure.code)
        return "retried"

    def about(self, item: Task) -> Mapping[str, str]:
        """Its conversation."""
        return {"conversation_id": item.conversation_id}
