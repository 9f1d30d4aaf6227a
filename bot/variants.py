"""Chooses among the variants of a response: the same for the same turn, never one heard before.

Where every variant of an answer was heard, it is said that there is nothing to add.
"""

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

NOTHING_TO_ADD = "utter_nothing_to_add"
"""Said in place of an answer that was heard in all its words."""
_SMALL_TALK = frozenset({"utter_greet", "utter_thanks", "utter_goodbye"})


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
        first = _start(utter_action, tracker.events) + _times_said(utter_action, tracker.events)
        heard = _heard(tracker.events)
        told: list[dict[str, Any]] = [
            self._fill_response(
                {**variants[(first + at) % len(variants)]},
                slots,
                **{**self._figures, **values},
            )
            for at in range(len(variants))
        ]
        fresh = next((one for one in told if one.get("text") not in heard), None)
        if fresh is None and _answers(utter_action, tracker) and NOTHING_TO_ADD in self.responses:
            return await self.generate(NOTHING_TO_ADD, tracker, output_channel, **values)
        return fresh or told[0]


def _start(name: str, events: Iterable[Any]) -> int:
    said = (event.text or "" for event in events if isinstance(event, UserUttered))
    digest = hashlib.blake2b(f"{name} {next(said, '')}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big")


def _heard(events: Iterable[Any]) -> frozenset[str]:
    """Every text that the bot has said."""
    return frozenset(event.text for event in events if isinstance(event, BotUttered) and event.text)


def _answers(name: str, tracker: DialogueStateTracker) -> bool:
    """Whether a response is the answer to what the customer has just asked, by its intent."""
    message = tracker.latest_message
    asked = message.intent.get("name") if message is not None else None
    return name == f"utter_{asked}" and name not in _SMALL_TALK


def _times_said(name: str, events: Iterable[Any]) -> int:
    uttered = (event.metadata for event in events if isinstance(event, BotUttered))
    return sum(metadata.get("utter_action") == name for metadata in uttered)
