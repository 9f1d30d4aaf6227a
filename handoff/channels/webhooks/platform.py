"""Port: what acting on a platform's webhooks needs of it beside sending, and its errors."""

from __future__ import annotations

from typing import Protocol

from contracts.turn import Attachment
from handoff.core.channel.inbound_events import Media
from handoff.core.channel.port import Undelivered


class Unfetched(Exception):
    """A file could not be fetched; `again` says whether another try may help."""

    def __init__(self, reason: str, *, again: bool) -> None:
        super().__init__(reason)
        self.again = again


class Platform(Protocol):
    """A platform as the webhooks' worker uses it."""

    @property
    def accounts(self) -> frozenset[str]:
        """Our own numbers or pages there: what is told of others is not acted on."""

    @property
    def app(self) -> str | None:
        """Our own app's id there, by which our messages are known from those of others."""

    async def fetch(self, media: Media) -> Attachment:
        """Fetch and keep a file of the customer's. Raises `Unfetched`."""

    async def attend(self, address: str, provider_id: str) -> None:
        """Show that a message was read and is being answered; never raises."""

    def refusal(self, code: int | None) -> Undelivered:
        """What the code of a receipt that says `failed` means for the message."""
