"""Each turn once: a repeated turn joins its run or gets the stored response."""

from __future__ import annotations

import asyncio
import logging
import traceback
from typing import Any

import msgspec
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor

from bot.action_endpoint import Connections
from bot.errors import NoReply, TurnFailed
from bot.output import TurnOutput
from bot.processor import TurnProcessor
from bot.reading import Reading, read
from bot.said_before import said_before
from bot.tracker_store import Answer, BridgeTrackerStore
from contracts.turn import Turn, TurnResult

LOCK_POLL_SECONDS = 0.05
"""How soon a turn notices that the one before it in its conversation is done."""

logger = logging.getLogger(__name__)


class Turns:
    """Runs turns on Rasa's agent. `action_seconds` is the deadline of a single action call."""

    def __init__(
        self,
        agent: Agent,
        store: BridgeTrackerStore,
        *,
        action_seconds: float,
    ) -> None:
        self._agent = agent
        self._store = store
        self._action_seconds = action_seconds
        self._connections = Connections()
        self._running: dict[str, asyncio.Task[bytes]] = {}

    async def answer(self, turn: Turn) -> bytes:
        """The turn's `TurnResult` as JSON. A caller that goes away does not stop the run.

        Raises `TurnFailed` when nothing came of it, with nothing saved.
        """
        run = self._running.get(turn.turn_id)
        if run is None:
            run = asyncio.create_task(self._run(turn))
            self._running[turn.turn_id] = run
            run.add_done_callback(lambda done: self._forget(turn.turn_id, done))
        return await asyncio.shield(run)

    async def close(self) -> None:
        """Give back what turns shared."""
        await self._connections.close()

    def _forget(self, turn_id: str, run: asyncio.Task[bytes]) -> None:
        del self._running[turn_id]
        failure = None if run.cancelled() else run.exception()
        if failure is not None:
            logger.error("turn %s failed, %s", turn_id, _describe(failure))

    async def _run(self, turn: Turn) -> bytes:
        lock = self._agent.lock_store.lock(
            turn.conversation_id, wait_time_in_seconds=LOCK_POLL_SECONDS
        )
        async with lock:
            stored = await self._store.find_response(turn.turn_id)
            return stored if stored is not None else await self._run_new(turn)

    async def _run_new(self, turn: Turn) -> bytes:
        processor = TurnProcessor(
            _loaded(self._agent),
            store=self._store,
            connections=self._connections,
            action_seconds=self._action_seconds,
            cancel_form=turn.since is not None,
        )
        tracker = await processor.get_tracker(turn.conversation_id)
        reading = await read(turn, processor, said_before(tracker.events))
        output = TurnOutput(turn.channel)
        await processor.handle_message(_message(turn, reading, output))
        if processor.finished is None or not output.answers:
            raise NoReply
        response = msgspec.json.encode(_result(reading, output))
        await self._store.save_turn(
            processor.finished, Answer(turn_id=turn.turn_id, response=response)
        )
        return response


def _describe(failure: BaseException) -> str:
    """Our own words, or only the frames: another's message may quote what was said."""
    if isinstance(failure, TurnFailed):
        return f"{type(failure).__name__}: {failure}"
    frames = "".join(traceback.format_tb(failure.__traceback__))
    return f"{type(failure).__name__}\n{frames}"


def _loaded(agent: Agent) -> MessageProcessor:
    if agent.processor is None:
        raise TurnFailed("The bot has no model: train one and start it again.")
    return agent.processor


def _message(turn: Turn, reading: Reading, output: TurnOutput) -> UserMessage:
    return UserMessage(
        reading.text,
        output,
        turn.conversation_id,
        parse_data=reading.parse_data,
        input_channel=turn.channel,
        message_id=turn.turn_id,
        metadata={**metadata(turn), **_heard(reading)},
    )


def _heard(reading: Reading) -> dict[str, Any]:
    """What of a reading travels beside its parse data."""
    told = {
        "clauses": reading.clauses,
        "in_context": reading.in_context,
        "findings": reading.findings,
        "found_in_context": reading.found_in_context,
    }
    return {name: msgspec.to_builtins(value) for name, value in told.items() if value}


def metadata(turn: Turn) -> dict[str, Any]:
    """What actions read in `tracker.latest_message["metadata"]`; every key of customer is there.

    `client`, `since`, `event` and `attachments` are left out where the turn has none.
    """
    known: dict[str, Any] = {
        "turn_id": turn.turn_id,
        "epoch": turn.epoch,
        "channel": turn.channel,
        "locale": turn.metadata.locale,
        "page": turn.metadata.page,
        "customer": msgspec.structs.asdict(turn.metadata.customer),
    }
    attachments = [item for message in turn.messages for item in message.attachments]
    optional = {
        "client": turn.metadata.client,
        "since": turn.since,
        "event": turn.event,
        "attachments": attachments or None,
    }
    known.update({name: value for name, value in optional.items() if value is not None})
    return msgspec.convert(msgspec.to_builtins(known), dict[str, Any])


def _result(reading: Reading, output: TurnOutput) -> TurnResult:
    return TurnResult(
        replies=tuple(output.replies),
        parses=reading.parses,
        handoff=output.handoff,
        identity=output.identity,
        complaint=output.complaint,
    )
