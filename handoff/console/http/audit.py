"""Route handlers of the audit log, for admins: page by page, or all of it as CSV."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
from aiohttp import web

from handoff.console.reports.csv_rows import Value, csv_headers, csv_rows
from handoff.console.reports.days import NO_ZONE, Timezone, whole_days, zone_of
from handoff.core.model import Agent
from handoff.core.payloads import Request
from handoff.http.json_http import answer, read_query
from handoff.http.routes import route
from handoff.store.accounts.audit import Audit, AuditEntry, AuditFilter

PAGE = 100
CHUNK = 1_000
"""Entries that are read at a time for CSV."""
COLUMNS = ("at", "name", "agent_id", "act", "conversation_id", "about", "refused")

Text = Annotated[str, msgspec.Meta(max_length=40)]


class AuditQuery(Request, frozen=True, kw_only=True):
    """Which entries: `since` and `until` are days in the time zone of who looks, both included."""

    agent_id: Text | None = None
    act: Text | None = None
    conversation_id: Text | None = None
    since: date | None = None
    until: date | None = None
    timezone: Timezone = NO_ZONE
    before: Annotated[int, msgspec.Meta(ge=1, le=2**53)] | None = None

    @property
    def filter(self) -> AuditFilter:
        """The same as the log takes it."""
        since, until = whole_days(self.since, self.until, self.timezone)
        return AuditFilter(
            agent_id=self.agent_id,
            act=self.act,
            conversation_id=self.conversation_id,
            since=since,
            until=until,
        )


class AuditPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the log, and every act that it knows."""

    entries: tuple[AuditEntry, ...]
    next: int | None
    acts: tuple[str, ...]


class ConsoleAudit:
    """The routes under `/api/console/audit`."""

    def __init__(self, audit: Audit) -> None:
        self._audit = audit

    @route("GET", "/audit", needs="audit", act="audit.read", query=AuditQuery, answer=AuditPage)
    async def page(self, request: web.Request, _admin: Agent) -> web.Response:
        """Entries, latest first; `next` is the `before` of the next page."""
        asked = read_query(request, AuditQuery)
        found = await self._audit.read(asked.filter, before=asked.before, limit=PAGE + 1)
        following = found[PAGE - 1].id if len(found) > PAGE else None
        acts = await self._audit.acts()
        return answer(AuditPage(entries=found[:PAGE], next=following, acts=acts))

    @route(
        "GET",
        "/audit.csv",
        needs="audit",
        fresh=True,
        act="audit.export",
        query=AuditQuery,
        answer="text/csv",
    )
    async def export(self, request: web.Request, _admin: Agent) -> web.StreamResponse:
        """All entries that fit, latest first, with times as the page shows them."""
        asked = read_query(request, AuditQuery)
        wanted, zone = asked.filter, zone_of(asked.timezone)
        response = web.StreamResponse(headers=csv_headers("audit"))
        await response.prepare(request)
        await response.write(csv_rows([COLUMNS]))
        async for found in self._chunks(wanted):
            await response.write(csv_rows(_row(entry, zone) for entry in found))
        await response.write_eof()
        return response

    async def _chunks(self, wanted: AuditFilter) -> AsyncIterator[tuple[AuditEntry, ...]]:
        before: int | None = None
        while found := await self._audit.read(wanted, before=before, limit=CHUNK):
            yield found
            before = found[-1].id


def _row(entry: AuditEntry, zone: ZoneInfo) -> tuple[Value, ...]:
    rest = (getattr(entry, name) for name in COLUMNS[1:])
    return (entry.at.astimezone(zone), *rest)
