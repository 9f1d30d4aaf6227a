"""Call handlers of the search: messages, notes and customers by their words."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from contracts.turn import Channel, ReasonCode
from handoff.console.live.connected import Console
from handoff.console.reports.days import NO_ZONE, Timezone, whole_days
from handoff.core.mood import Label
from handoff.core.payloads import Id, Nothing, Request
from handoff.http.calls import takes
from handoff.store.read_models.search import PAGE, Hit, Search, Wanted


class SearchRequest(Request, frozen=True, kw_only=True):
    """What to find; `since` and `until` are days in the time zone of who looks, both included."""

    text: Annotated[str, msgspec.Meta(max_length=200)] = ""
    mood: Label | None = None
    topic: Annotated[str, msgspec.Meta(max_length=100)] | None = None
    reason: ReasonCode | None = None
    rating: Annotated[int, msgspec.Meta(ge=1, le=5)] | None = None
    agent_id: Id | None = None
    channel: Channel | None = None
    label: Id | None = None
    since: date | None = None
    until: date | None = None
    timezone: Timezone = NO_ZONE
    before: Annotated[int, msgspec.Meta(ge=1, le=2**53)] | None = None

    @property
    def wanted(self) -> Wanted:
        """The same as the search takes it."""
        same = ("text", "mood", "topic", "reason", "rating", "agent_id", "channel", "label")
        since, until = whole_days(self.since, self.until, self.timezone)
        return Wanted(**{name: getattr(self, name) for name in same}, since=since, until=until)


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A page of what was found, latest first; `next` is the `before` of the next page."""

    hits: tuple[Hit, ...]
    next: int | None


class Topics(msgspec.Struct, frozen=True, kw_only=True):
    """What cases were about."""

    topics: tuple[str, ...]


class SearchCalls:
    """What an agent looks for."""

    def __init__(self, search: Search) -> None:
        self._search = search

    @takes(SearchRequest, needs="desk")
    async def search(self, _console: Console, asked: SearchRequest) -> Found:
        """Messages, notes and customers with these words."""
        hits = await self._search.find(asked.wanted, before=asked.before)
        return Found(hits=hits, next=hits[-1].id if len(hits) == PAGE else None)

    @takes(Nothing, needs="desk", audited=False)
    async def topics(self, _console: Console, _nothing: Nothing) -> Topics:
        """What cases were about, to choose from."""
        return Topics(topics=await self._search.topics())
