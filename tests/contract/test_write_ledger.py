"""The ledger of writes, in every store that keeps the desk's own records."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from msgspec.structs import replace

from actions.crm.desk_records.memory import MemoryRecords
from actions.crm.desk_records.sql import SqlRecords
from actions.crm.errors import CrmKeyReused
from actions.crm.once_only.write import ANY_STATE, OPEN, Write
from actions.crm.port import Books
from actions.crm.sql_database import SqlDatabase
from tests.postgres import postgres_url

NOW = datetime(2025, 3, 12, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SINCE = NOW - 10 * MINUTE
DIGEST = "ab" * 32


@pytest.fixture(params=("memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)))
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str | None:
    """A place for records of each kind."""
    if request.param == "memory":
        return None
    return postgres_url() if request.param == "postgresql" else f"sqlite:///{tmp_path}/desk.db"


@pytest_asyncio.fixture
async def ledger(url: str | None) -> AsyncIterator[Books]:
    """The records there."""
    opened: Books = MemoryRecords() if url is None else SqlRecords(SqlDatabase(url, deadline=60))
    yield opened
    await opened.close()


def a_write(key: str = "t1:cancel:1", **changes: object) -> Write:
    """A cancellation that is being sent."""
    return replace(
        Write(
            key=key,
            act="cancel_order",
            target="1",
            request_digest=DIGEST,
            state="begun",
            tried_at=NOW,
            request={"order_number": "1", "reason": "x"},
            conversation_id="cv_1",
            due_at=NOW + MINUTE,
        ),
        **changes,
    )


async def test_an_entry_is_kept_as_it_was_begun(ledger: Books) -> None:
    """All of it comes back, and there is none under another key."""
    write = a_write(before={"known": ["a"]}, owed=True, tries=2, looks=3, remote_id="R", reason="r")
    assert await ledger.begin_write(write, same_since=SINCE) == (write, True)
    assert await ledger.write(write.key) == write
    assert await ledger.write("other") is None


async def test_a_key_is_begun_once(ledger: Books) -> None:
    """Whoever comes second is given the entry as it stands."""
    await ledger.begin_write(a_write(), same_since=SINCE)
    later = a_write(tried_at=NOW + MINUTE)
    for state in ("begun", "uncertain", "done"):
        stands = await ledger.change_write(later.key, ANY_STATE, state=state)
        assert await ledger.begin_write(later, same_since=SINCE) == (stands, False)


async def test_what_has_failed_is_begun_anew(ledger: Books) -> None:
    """Nothing was done, so that the same key may be sent."""
    await ledger.begin_write(a_write(), same_since=SINCE)
    await ledger.change_write("t1:cancel:1", OPEN, state="failed", request=None, due_at=None)
    later = a_write(tried_at=NOW + MINUTE)
    assert await ledger.begin_write(later, same_since=SINCE) == (later, True)
    assert await ledger.write(later.key) == later


async def test_a_key_of_another_act_is_refused(ledger: Books) -> None:
    """As every system does."""
    await ledger.begin_write(a_write(), same_since=None)
    with pytest.raises(CrmKeyReused):
        await ledger.begin_write(a_write(act="refund"), same_since=None)


async def test_the_same_wish_under_another_key(ledger: Books) -> None:
    """Found while it is open, and for a while once it is done; not after that, nor if it failed."""
    await ledger.begin_write(a_write("t1"), same_since=SINCE)
    second = a_write("t2", tried_at=NOW + MINUTE)
    later = NOW + 5 * MINUTE
    assert (await ledger.begin_write(second, same_since=later))[0].key == "t1"
    done = await ledger.change_write("t1", OPEN, state="done", result={"order_number": "1"})
    assert await ledger.begin_write(second, same_since=SINCE) == (done, False)
    other = a_write("t3", request_digest="cd" * 32)
    assert await ledger.begin_write(other, same_since=SINCE) == (other, True)
    assert await ledger.begin_write(second, same_since=later) == (second, True)
    third = a_write("t4")
    assert await ledger.begin_write(third, same_since=None) == (third, True)


async def test_what_failed_is_no_twin(ledger: Books) -> None:
    """The same wish under another key is sent then."""
    await ledger.begin_write(a_write("t1"), same_since=SINCE)
    await ledger.change_write("t1", OPEN, state="failed")
    second = a_write("t2")
    assert await ledger.begin_write(second, same_since=SINCE) == (second, True)


async def test_of_many_at_once_one_begins(ledger: Books) -> None:
    """Whichever key they have, the wish is begun once."""
    tried = [a_write(f"t{number % 4}") for number in range(8)]
    found = await asyncio.gather(*(ledger.begin_write(one, same_since=SINCE) for one in tried))
    assert sum(new for _, new in found) == 1
    assert len({write.key for write, _ in found}) == 1


async def test_an_entry_changes_only_from_where_it_was(ledger: Books) -> None:
    """Of two who settle it the second finds that it is over; other fields stay."""
    await ledger.begin_write(a_write(owed=True), same_since=SINCE)
    changed = await ledger.change_write("t1:cancel:1", OPEN, state="done", result={"a": 1})
    assert changed is not None
    assert (changed.state, changed.result, changed.owed) == ("done", {"a": 1}, True)
    assert await ledger.change_write("t1:cancel:1", OPEN, state="failed") is None
    assert await ledger.change_write("nothing", ANY_STATE, owed=False) is None
    emptied = await ledger.change_write("t1:cancel:1", {"done"}, request=None, due_at=None)
    assert emptied is not None
    assert (emptied.request, emptied.due_at) == (None, None)


async def test_what_is_due_is_claimed_by_one(ledger: Books) -> None:
    """The longest due first, so many at a time, and not again before its time."""
    for number, due in enumerate((3, 1, 2, None, 9)):
        at = None if due is None else NOW + due * MINUTE
        write = a_write(f"t{number}", due_at=at, request_digest=f"{number:064x}")
        await ledger.begin_write(write, same_since=None)
    now, until = NOW + 5 * MINUTE, NOW + 20 * MINUTE
    first = await ledger.claim_writes(now, until=until, limit=2)
    assert [write.key for write in first] == ["t1", "t2"]
    assert {write.due_at for write in first} == {until}
    assert [one.key for one in await ledger.claim_writes(now, until=until, limit=9)] == ["t0"]
    assert await ledger.claim_writes(now, until=until, limit=9) == ()
    again = await ledger.claim_writes(until, until=until + MINUTE, limit=9)
    assert {write.key for write in again} == {"t0", "t1", "t2", "t4"}


async def test_what_was_settled_long_ago_is_forgotten(ledger: Books) -> None:
    """What is open, due or recent stays."""
    for number, state in enumerate(("done", "failed", "uncertain", "begun")):
        write = a_write(f"t{number}", state=state, due_at=None, request_digest=f"{number:064x}")
        await ledger.begin_write(write, same_since=None)
    owed = a_write("t4", state="done", request_digest="e" * 64)
    await ledger.begin_write(owed, same_since=None)
    assert await ledger.forget_writes(NOW) == 0
    assert await ledger.forget_writes(NOW + MINUTE) == 2
    left = [key for key in ("t0", "t1", "t2", "t3", "t4") if await ledger.write(key)]
    assert left == ["t2", "t3", "t4"]
