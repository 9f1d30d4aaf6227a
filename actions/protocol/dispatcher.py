"""Dispatcher: collects what an action says until it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class CollectingDispatcher:
    """What is said in one run of an action, in its order, as Rasa reads it."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    def utter_message(
        self,
        *,
        text: str | None = None,
        response: str | None = None,
        json_message: dict[str, Any] | None = None,
        buttons: list[dict[str, Any]] | None = None,
        values: Mapping[str, str] | None = None,
    ) -> None:
        """Say a text, or a response of the domain whose placeholders are filled from `values`."""
        self.messages.append(
            {
                "text": text,
                "response": response,
                "custom": json_message or {},
                "buttons": buttons or [],
                **(values or {}),
            }
        )
