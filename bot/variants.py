"""Chooses among the variants of a response: the same for the same turn, another one next time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.figures import figures_in


class VariedResponses(TemplatedNaturalLanguageGenerator):
    """Rasa's own generator draws by chance: the same words may come twice in a row, and a turn that
    is run again says something else. This one goes round the variants.

    Where it begins depends on what the customer said first.
    """

    def __init__(
        self, domain: Domain | None = None, endpoint_config: EndpointConfig | None = None
    ) -> None:
        """Called by Rasa, which names its arguments. Raises `SettingsError`."""
        super().__init__(domain.responses if domain else {})
        policy = endpoint_config.kwargs.get("policy") if endpoint_config else None
        self._figures = figures_in(Path(policy)) if policy else {}

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **values: Any
    ) -> dict[str, Any] | None:
        """The response with its placeholders filled; None where the domain has none."""
        if utter_action not in self.responses:
            return None
        slots = tracker.current_slot_values()
        variants = ResponseVariationFilter(self.responses).responses_for_utter_action(
            utter_action, output_channel, slots
        )
        if not variants:
            return None
        at = _start(utter_action, tracker.events) + _times_said(utter_action, tracker.events)
        filled: dict[str, Any] = self._fill_response(
            {**variants[at % len(variants)]}, slots, **{**self._figures, **values}
        )
        return filled


def _start(name: str, events: Iterable[Any]) -> int:
    said = (event.text or "" for event in events if isinstance(event, UserUttered))
    digest = hashlib.blake2b(f"{name} {next(said, '')}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big")


def _times_said(name: str, events: Iterable[Any]) -> int:
    uttered = (event.metadata for event in events if isinstance(event, BotUttered))
    return sum(metadata.get("utter_action") == name for metadata in uttered)
