"""What a console calls about a case beside talking: marks, who reads along, tasks for the bot."""

from __future__ import annotations

from abc import abstractmethod

import structlog
from sqlalchemy.exc import SQLAlchemyError

from handoff.console.calls import AskBotRequest, LabelRequest, LookRequest, PriorityRequest
from handoff.console.connected import Casework, Console
from handoff.core.errors import HandoffError
from handoff.transport.sockets import CONSOLE, Namespace, takes

_log = structlog.get_logger(__name__)


class CaseworkNamespace(Namespace):
    """The events of casework; who is connected is the console's own business."""

    def __init__(self, casework: Casework) -> None:
        super().__init__(CONSOLE)
        self._casework = casework

    @abstractmethod
    def _console(self, sid: str) -> Console:
        """Who is connected; raises `Unauthorized`."""

    @takes(LabelRequest, needs="answer")
    async def on_label(self, sid: str, wanted: LabelRequest) -> None:
        """A conversation has these labels, and no others."""
        await self._casework.marking.label(
            self._console(sid).agent_id, wanted.conversation_id, wanted.labels
        )

    @takes(PriorityRequest, needs="answer")
    async def on_prioritise(self, sid: str, wanted: PriorityRequest) -> None:
        """A case is as urgent as this."""
        await self._casework.marking.prioritise(
            self._console(sid).agent_id, wanted.conversation_id, wanted.priority
        )

    @takes(LookRequest, needs="desk")
    async def on_look(self, sid: str, shown: LookRequest) -> None:
        """What the console shows now, and whether something is being written there."""
        await self._casework.readers.look(
            sid, self._console(sid).agent_id, shown.conversation_id, shown.writing
        )

    @takes(AskBotRequest, needs="answer")
    async def on_ask_bot(self, sid: str, wanted: AskBotRequest) -> None:
        """Let the bot ask the customer something, and bring the case back."""
        await self._casework.bot_tasks.ask(
            self._console(sid).agent_id,
            wanted.conversation_id,
            epoch=wanted.epoch,
            kind=wanted.kind,
            question=wanted.question,
        )

    async def _left(self, sid: str) -> None:
        """A console is gone, and reads nothing any more; what fails here ends by itself later."""
        try:
            await self._casework.readers.gone(sid)
        except (SQLAlchemyError, HandoffError):
            _log.exception("reader_not_forgotten")
