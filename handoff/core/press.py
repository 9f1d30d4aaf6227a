"""Value object: a button that a customer has pressed, as our own log has it. Pure."""

from __future__ import annotations

import msgspec

from contracts.turn import ASK_FOR_PERSON
from handoff.core.model import Message
from handoff.core.texts import PERSON_PAYLOAD, RATING_PAYLOAD


class Press(msgspec.Struct, frozen=True, kw_only=True):
    """Which button it is, and what it means. A client names a place; the rest is from the log."""

    conversation_id: str
    offered: Message
    """What offered it."""
    place: int
    """Its place there, from 0."""
    payload: str
    title: str
    past: bool
    """The question was answered already."""
    counts: bool = True
    """Who presses it is at least whom it was shown to."""

    @property
    def seq(self) -> int:
        """Of the message that offered it."""
        return self.offered.seq

    @property
    def is_for_all(self) -> bool:
        """Whether it does nothing that only somebody proven may have done."""
        return self.wants_person or self.score is not None or self.payload == ASK_FOR_PERSON

    @property
    def is_in_vain(self) -> bool:
        """Whether it does nothing but being told so."""
        return self.past or not self.counts

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
