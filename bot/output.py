"""The output channel of one turn: it collects what the bot says and wishes for."""

from __future__ import annotations

from typing import Any

import msgspec
from rasa.core.channels.channel import OutputChannel

from bot.errors import ActionFailed
from contracts.turn import Button, Channel, Complaint, HandoffRequest, IdentityWon, Reply


class TurnOutput(OutputChannel):
    """Collects replies, one a bot utterance, and what else actions utter for the bridge.

    `is_silent`: an action chose to say nothing. Its name is the turn's channel, by which Rasa picks
    channel-specific responses.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.replies: list[Reply] = []
        self.handoff: HandoffRequest | None = None
        self.identity: IdentityWon | None = None
        self.complaint: Complaint | None = None
        self.is_silent = False

    @property
    def answers(self) -> bool:
        """Whether anything came of the turn, be it that nothing is to be said."""
        return bool(self.replies or self.handoff or self.is_silent)

    def name(self) -> str:
        """The turn's channel."""
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Take one bot utterance. Raises `ActionFailed` when it does not fit the contract."""
        try:
            self._take(message, dict(message.get("custom") or {}))
        except (msgspec.ValidationError, TypeError, ValueError) as exc:
            raise ActionFailed(f"An action uttered something malformed: {exc}") from exc

    def _take(self, message: dict[str, Any], custom: dict[str, Any]) -> None:
        if "handoff" in custom:
            self.handoff = msgspec.convert(custom.pop("handoff"), HandoffRequest)
        if "identity" in custom:
            self.identity = msgspec.convert(custom.pop("identity"), IdentityWon)
        if custom.pop("silence", None):
            self.is_silent = True
        if "complaint" in custom:
            self.complaint = msgspec.convert(custom.pop("complaint"), Complaint)
        reply = Reply(
            text=message.get("text") or None,
            buttons=msgspec.convert(_buttons(message), tuple[Button, ...]),
            image=message.get("image"),
            attachment=_attachment(message.get("attachment")),
            custom=custom or None,
        )
        if reply != Reply():
            self.replies.append(reply)


def _buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [*(message.get("buttons") or []), *(message.get("quick_replies") or [])]


def _attachment(value: Any) -> dict[str, Any] | None:
    """Rasa allows a bare URL here."""
    if value is None or isinstance(value, dict):
        return value
    return {"url": str(value)}
