"""Route handlers of reports: for supervisors all of them, for trainers those of the bot."""

from __future__ import annotations

from datetime import date, timedelta

from aiohttp import web

from handoff.console.reports.csv_rows import Value, csv_headers, csv_rows
from handoff.console.reports.days import NO_ZONE, Timezone, zone_of
from handoff.core.clock import Clock
from handoff.core.errors import BadRequest, NotFound
from handoff.core.model import Agent
from handoff.core.payloads import Request
from handoff.core.permissions import may
from handoff.core.reports.figures import Figure, Whose
from handoff.core.reports.periods import LONGEST, Period
from handoff.http.json_http import answer, read_query
from handoff.http.routes import route
from handoff.store.accounts.audit import Audit
from handoff.usecases.supervisor.reports import Report, Reports

USUAL = timedelta(days=28)
FIGURES = "figures"
YEARS = range(2000, 3000)


class ReportQuery(Request, frozen=True, kw_only=True):
    """Which days, where who looks is and both included; without them the last four weeks."""

    since: date | None = None
    until: date | None = None
    timezone: Timezone = NO_ZONE


class ConsoleReports:
    """Reports. They write to the audit log themselves: which days, and of whom."""

    def __init__(self, reports: Reports, audit: Audit, clock: Clock) -> None:
        self._reports = reports
        self._audit = audit
        self._clock = clock

    @route("GET", "/reports", needs="bot_reports", query=ReportQuery, answer=Report)
    async def page(self, request: web.Request, agent: Agent) -> web.Response:
        """Figures with their definitions, and tables."""
        period = self._period(read_query(request, ReportQuery))
        async with self._audit.noted("report.read", by=agent, about=_days(period)):
            return answer(await self._reports.of(period, _whose(agent)))

    @route(
        "GET",
        "/reports/{name}.csv",
        needs="bot_reports",
        fresh=True,
        query=ReportQuery,
        answer="text/csv",
    )
    async def export(self, request: web.Request, agent: Agent) -> web.Response:
        """The figures, or one of the tables."""
        name = request.match_info["name"]
        period = self._period(read_query(request, ReportQuery))
        async with self._audit.noted("report.export", by=agent, about=f"{name}, {_days(period)}"):
            report = await self._reports.of(period, _whose(agent))
            body = csv_rows(_rows(report, name))
        return web.Response(body=body, headers=csv_headers(f"{name}-{period.first}-{period.last}"))

    def _period(self, asked: ReportQuery) -> Period:
        today = self._clock().astimezone(zone_of(asked.timezone)).date()
        last = asked.until or today
        first = asked.since or last - USUAL + timedelta(days=1)
        if first > last or first.year not in YEARS or last.year not in YEARS:
            raise BadRequest("The first day comes after the last one, or is out of reach.")
        if (last - first).days >= LONGEST:
            raise BadRequest(f"Please choose at most {LONGEST} days.")
        return Period(first=first, last=last, timezone=asked.timezone)


def _days(period: Period) -> str:
    return f"{period.first} – {period.last}"


def _whose(agent: Agent) -> frozenset[Whose]:
    return frozenset({"bot", "people"} if may(agent.role, "reports") else {"bot"})


def _rows(report: Report, name: str) -> list[tuple[Value, ...]]:
    if name == FIGURES:
        head = ("name", "title", "value", "unit", "counted from", "period before", "definition")
        return [head, *map(_figure, report.figures)]
    found = next((table for table in report.tables if table.name == name), None)
    if found is None:
        raise NotFound("There is no such table, or it is not for your role.")
    return [tuple(column.title for column in found.columns), *found.rows]


def _figure(figure: Figure) -> tuple[Value, ...]:
    shown = (figure.name, figure.title, figure.value, figure.unit)
    return (*shown, figure.base, figure.before, figure.definition)
