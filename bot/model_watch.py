"""Watcher of the model folder: a new model is loaded beside the old one, then takes its place.

A running bot is never stopped for it, and whoever trains need not know how the bot was started.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor

LOOK_SECONDS = 2.0

logger = logging.getLogger(__name__)


class ModelWatch:
    """Gives an agent each new model that `models`, a folder or a single file, has."""

    def __init__(self, agent: Agent, models: Path) -> None:
        self._agent = agent
        self._models = models
        self._seen = model_time(models)

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self.look()

    async def look(self) -> bool:
        """Whether there was a new model and the agent has it now. One that is broken is left."""
        found = model_time(self._models)
        if found in (self._seen, None):
            return False
        self._seen = found
        try:
            processor = await asyncio.to_thread(self._load)
        except Exception:  # whatever is wrong with it, the last one goes on
            logger.exception("the new model cannot be loaded: train again")
            return False
        self._take(processor)
        logger.info("a new model has taken over")
        return True

    def _load(self) -> MessageProcessor:
        agent = self._agent
        return MessageProcessor(
            model_path=str(self._models),
            tracker_store=agent.tracker_store,
            lock_store=agent.lock_store,
            action_endpoint=agent.action_endpoint,
            generator=agent.nlg,
            http_interpreter=agent.http_interpreter,
        )

    def _take(self, processor: MessageProcessor) -> None:
        """As `Agent.load_model` does at its end, in one go between two steps of any turn."""
        agent = self._agent
        agent.processor, agent.domain = processor, processor.domain
        agent.tracker_store.domain = processor.domain
        if isinstance(agent.nlg, TemplatedNaturalLanguageGenerator):
            agent.nlg.responses = processor.domain.responses


def model_time(models: Path) -> int | None:
    """When the newest model was made, in nanoseconds; None when there is none."""
    files = models.glob("*.tar.gz") if models.is_dir() else [models]
    return max((file.stat().st_mtime_ns for file in files if file.exists()), default=None)
