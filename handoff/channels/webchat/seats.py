"""Registry of the web chat's pages that are connected to this bridge, and when each has to go."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import datetime

from handoff.channels.webchat.tokens import Visitor
from handoff.core.clock import Clock
from handoff.core.errors import Unauthorized
from handoff.core.events import ConversationChanged, CustomerSignedOut, Event


class Seat:
    """One connected page. Its messages are stored one after the other, as they were sent."""

    def __init__(self, visitor: Visitor, client: str, place: str, until: datetime) -> None:
        self.visitor = visitor
        self.client = client
        self.place = place
        """What stands for its address where calls are counted."""
        self.until = until
        """When its token ends, and it with it."""
        self.in_order = asyncio.Lock()

    def is_ended_by(self, event: Event) -> bool:
        """Whether what has happened ends it: its link was ended, or its customer signed out."""
        if isinstance(event, CustomerSignedOut):
            return self.visitor.known and self.visitor.customer.id == event.customer_id
        if not isinstance(event, ConversationChanged):
            return False
        mine = self.visitor.only == event.conversation.id
        return mine and self.visitor.link_epoch != event.conversation.link_epoch

    def concerns(self) -> set[str]:
        """The ids of the conversation and the customer that may end it; none for a stranger's."""
        customer = self.visitor.customer.id if self.visitor.known else None
        return {one for one in (self.visitor.only, customer) if one is not None}


class Seats:
    """All of them, by the ids of their connections."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._taken: dict[str, Seat] = {}
        self._sids_of: defaultdict[str, set[str]] = defaultdict(set)

    def take(self, sid: str, seat: Seat) -> None:
        """A page has come."""
        self._taken[sid] = seat
        for whom in seat.concerns():
            self._sids_of[whom].add(sid)

    def leave(self, sid: str) -> Seat | None:
        """A page is gone, if it was there."""
        seat = self._taken.pop(sid, None)
        for whom in seat.concerns() if seat is not None else ():
            self._sids_of[whom].discard(sid)
            if not self._sids_of[whom]:
                del self._sids_of[whom]
        return seat

    def at(self, sid: str) -> Seat:
        """Who is there; raises `Unauthorized`, also for a token that has ended."""
        seat = self._taken.get(sid)
        if seat is None or seat.until <= self._clock():
            raise Unauthorized("This connection is closed.")
        return seat

    def overdue(self) -> list[str]:
        """Whose tokens have ended."""
        now = self._clock()
        return [sid for sid, seat in self._taken.items() if seat.until <= now]

    def ended_by(self, event: Event) -> list[str]:
        """Whom what has happened ends."""
        if isinstance(event, CustomerSignedOut):
            whom = event.customer_id
        elif isinstance(event, ConversationChanged):
            whom = event.conversation.id
        else:
            return []
        # Asked with every message of everybody: not all pages are looked through.
        sids = self._sids_of.get(whom, ())
        return [sid for sid in sids if self._taken[sid].is_ended_by(event)]
