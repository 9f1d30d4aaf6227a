"""Pure rule of naming: what customers come for is the first topic that the bot understood."""

from __future__ import annotations

from collections.abc import Iterable

from contracts.turn import Parse

ASIDE = frozenset(
    {
        *("greet", "goodbye", "thanks", "affirm", "deny", "inform", "cancel", "start_over"),
        *("repeat", "share_attachment", "complaint", "bot_challenge", "out_of_scope", "review"),
        *("contact_human_agent", "contact_customer_service", "event_rating", "nlu_fallback"),
    }
)
"""Intents that are manners, steering or answers, and no topic."""


def topic_of(parses: Iterable[Parse]) -> str | None:
    """The first topic among what a turn understood."""
    return next((parse.intent for parse in parses if parse.intent not in ASIDE), None)
