"""One time zone for whoever looks: the days of filters, alike on each database."""

from __future__ import annotations

from datetime import UTC, date, datetime

from handoff.console.http.audit import AuditQuery
from handoff.console.live.search import SearchRequest
from handoff.store.accounts.audit import Audit, AuditFilter
from handoff.store.read_models.search import Search, Wanted
from tests.desk import Desk

LATE = datetime(2026, 3, 29, 22, 30, tzinfo=UTC)
"""Half an hour into Monday in Berlin, where Sunday had 23 hours; Sunday afternoon in New York."""
DAYS = {"UTC": 29, "Europe/Berlin": 30, "America/New_York": 29, "Asia/Tokyo": 30}


async def test_a_search_has_the_days_of_who_looks(desk: Desk) -> None:
    """What was said late is of that day which it was where the colleague sits."""
    desk.clock.forward(seconds=(LATE - desk.clock.now).total_seconds())
    await desk.say("my parcel is late")
    for zone, day in DAYS.items():
        for asked in (28, 29, 30, 31):
            of = date(2026, 3, asked)
            request = SearchRequest(text="parcel", since=of, until=of, timezone=zone)
            found = await Search(desk.db).find(request.wanted)
            assert bool(found) == (asked == day), (zone, asked)


async def test_a_zone_alone_is_no_filter(desk: Desk) -> None:
    """A search without a day is the same wherever somebody sits."""
    for zone in DAYS:
        assert SearchRequest(text="a", timezone=zone).wanted == Wanted(text="a")


async def test_the_audit_log_has_the_days_of_who_looks(desk: Desk) -> None:
    """An entry is of that day which it was where the admin sits."""
    desk.clock.forward(seconds=(LATE - desk.clock.now).total_seconds())
    audit, sam = Audit(desk.db, desk.clock), await desk.agent()
    async with audit.noted("login", by=sam):
        pass
    assert len(await audit.read(AuditFilter(act="login"), before=None, limit=9)) == 1
    for zone, day in DAYS.items():
        for asked in (28, 29, 30, 31):
            of = date(2026, 3, asked)
            wanted = AuditQuery(act="login", since=of, until=of, timezone=zone).filter
            found = await audit.read(wanted, before=None, limit=9)
            assert bool(found) == (asked == day), (zone, asked)
