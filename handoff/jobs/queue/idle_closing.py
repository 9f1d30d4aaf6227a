"""Kind of job: closes cases whose customers are silent, after a warning, by the desk's rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import structlog

from handoff.core.sla.idle import Silence
from handoff.jobs.engine.retry import Failure
from handoff.jobs.engine.tally import Outcome
from handoff.jobs.engine.worker import RowKind
from handoff.store.db.wakeup import Wakeup
from handoff.usecases.casework.idle_cases import IdleCases

_log = structlog.get_logger(__name__)


class IdleClosing(RowKind[Silence, None]):
    """Warns and closes; of several bridges the first to lock the conversation does."""

    name = "idle_closing"
    sleep = 30.0
    at_once = 8
    # Each is a conversation of its own.
    unblocks = False

    def __init__(self, cases: IdleCases) -> None:
        self._cases = cases
        self.wakeup = Wakeup()

    async def claim(self, under_way: Sequence[Silence], room: int) -> Sequence[Silence]:
        """Those of which something is due."""
        busy = {silence.conversation_id for silence in under_way}
        due = await self._cases.due()
        return [silence for silence in due if silence.conversation_id not in busy][:room]

    async def do(self, item: Silence) -> None:
        """Warn or close it, unless somebody was faster."""
        step = await self._cases.act(item)
        _log.info("idle", step=step, conversation_id=item.conversation_id)

    async def fail(self, item: Silence, failure: Failure) -> Outcome:
        """It is found again at the next look."""
        _log.warning("idle_not_closed", error=failure.code)
        return "retried"

    def about(self, item: Silence) -> Mapping[str, str]:
        """Its conversation."""
        return {"conversation_id": item.conversation_id}
