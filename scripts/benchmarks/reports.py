"""How long a supervisor waits for the reports of a desk that has much behind it."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Sequence
from datetime import date

from actions.crm.dataset import Dataset
from actions.crm.memory import MemoryCrm
from actions.crm.port import served_by
from handoff import migrations
from handoff.core.reports.figures import Whose
from handoff.core.reports.periods import Period
from handoff.store.db.database import Database
from handoff.usecases.supervisor.insights import CrmInsights
from handoff.usecases.supervisor.reports import Reports
from scripts.benchmarks import quarter
from scripts.benchmarks.databases import empty_database
from scripts.benchmarks.figures import Figure, Row

CONVERSATIONS = 100_000
PERIODS = {"4 weeks": date(2026, 3, 4), "3 months": quarter.FIRST}
WHOLE: frozenset[Whose] = frozenset({"bot", "people"})


def measure(runs: int) -> Sequence[Row]:
    """On both databases; each report counts as many days before its own as well."""
    with tempfile.TemporaryDirectory(prefix="reports-") as folder:
        rows = _rows("SQLite", f"sqlite:///{folder}/desk.db", runs)
    with empty_database() as url:
        return [*rows, *_rows("PostgreSQL", url, runs)]


def _rows(database: str, url: str, runs: int) -> list[Row]:
    migrations.upgrade(url)
    quarter.fill(url, CONVERSATIONS)
    return [
        Row(
            what=f"reports of {period}, {CONVERSATIONS:,} conversations on {database}",
            theirs=None,
            ours=Figure(runs=tuple(asyncio.run(_seconds(url, first, runs))), unit="s"),
        )
        for period, first in PERIODS.items()
    ]


async def _seconds(url: str, first: date, runs: int) -> list[float]:
    db, crm = Database(url), MemoryCrm(Dataset())
    reports = Reports(db, CrmInsights(served_by(crm, crm.own_records())))
    period = Period(first=first, last=quarter.LAST, timezone="Europe/Berlin")
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        await reports.of(period, WHOLE)
        took.append(time.perf_counter() - began)
    await db.close()
    return took
