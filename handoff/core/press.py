"""Value object: a button that a customer has pressed, as our own log has it. Pure."""

from __future__ import annotations

import msgspec

from handoff.core.texts import PERSON_PAYLOAD, RATING_PAYLOAD


class Press(msgspec.Struct, frozen=True, kw_only=True):
    """Which button it is, and what it means. A client names a place; the rest is from the log."""

    conversation_id: str
    seq: int
    """Of the message that offered it."""
    place: int
    """Its place there, from 0."""
    payload: str
    title: str
    past: bool
    """The question was answered already."""

    @property
    def wants_person(self) -> bool:
        """Whether it is the desk's own button for a person."""
        return self.payload == PERSON_PAYLOAD

    @property
    def score(self) -> int | None:
        """The score of a rating that it gives; None for any other button."""
        if not self.payload.startswith(RATING_PAYLOAD):
            return None
        return int(self.payload.removeprefix(RATING_PAYLOAD))
