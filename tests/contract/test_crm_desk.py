"""What every CRM adapter keeps of the desk itself: incidents, complaints, tries of identity."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from msgspec.structs import replace

from actions.crm import demo
from actions.crm.challenge import TRIES, TRIES_WITHIN, Challenge
from actions.crm.errors import CrmNotFound, CrmRefused
from actions.crm.facets.people import Secret
from actions.crm.incident import IncidentDraft
from actions.crm.memory import MemoryCrm
from actions.crm.port import Crm
from actions.crm.seed import seed
from actions.crm.sql import SqlCrm
from tests.postgres import postgres_url
from tests.whole_crm import whole

WEDNESDAY = date(2025, 3, 12)
NOW = datetime(2025, 3, 12, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)

LATE = IncidentDraft(
    title="Northway late in the north",
    told="Northway is running two days late in the north.",
    cause="carrier_delay",
    starts_at=NOW - HOUR,
    carrier="Northway",
    country="DE",
    postcodes=("20", "22"),
)
NUMBER, POSTCODE = demo.ORDER_LATE, "22087"
NOBODYS = "99999"


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Watch:
    return Watch()


@pytest.fixture(params=("memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)))
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where each adapter keeps what it is told; nowhere for the one in memory."""
    if request.param == "postgresql":
        return postgres_url()
    return f"sqlite:///{tmp_path}/crm.db" if request.param == "sqlite" else ""


@pytest_asyncio.fixture
async def crm(url: str, clock: Watch) -> AsyncIterator[Crm]:
    """Each adapter, holding the demo customers and no incident."""
    data = replace(demo.demo_dataset(WEDNESDAY), incidents=(), complaints=())
    if not url:
        yield whole(MemoryCrm(data, demo=True, clock=clock))
        return
    opened = SqlCrm(url, clock=clock)
    await seed(opened, data, today=WEDNESDAY)
    yield whole(opened)
    await opened.close()


async def tried(
    crm: Crm,
    number: str = NUMBER,
    postcode: str = "00000",
    *,
    conversation: str = "k-1",
    client: str | None = None,
    turn: str = "",
) -> Challenge:
    tried.count += 1  # type: ignore[attr-defined]
    key = turn or f"t{tried.count}"  # type: ignore[attr-defined]
    secrets: dict[Secret, str] = {"order_number": number, "postcode": postcode}
    return await crm.records.count_try(
        secrets,
        await crm.people.identify(secrets),
        conversation_id=conversation,
        client=client,
        idempotency_key=f"{key}:challenge:{number}",
    )


tried.count = 0  # type: ignore[attr-defined]


# Incidents


async def test_incident_is_kept(crm: Crm) -> None:
    """An incident comes back as it was said, with who edited it and when."""
    made = await crm.records.add_incident(LATE, editor="Sam", idempotency_key="k")
    assert await crm.records.incidents() == (made,)
    assert (made.edited_by, made.edited_at, made.told) == ("Sam", NOW, LATE.told)
    assert (made.postcodes, made.country, made.ends_at) == (("20", "22"), "DE", None)


async def test_incidents_in_force(crm: Crm) -> None:
    """At a moment, only those that have begun and have not ended are in force."""
    begun = await crm.records.add_incident(LATE, editor="Sam", idempotency_key="k")
    later = replace(LATE, starts_at=NOW + HOUR)
    await crm.records.add_incident(later, editor="Sam", idempotency_key="l")
    over = replace(LATE, starts_at=NOW - 2 * HOUR, ends_at=NOW)
    await crm.records.add_incident(over, editor="Sam", idempotency_key="m")
    assert await crm.records.incidents(at=NOW) == (begun,)
    starts = [one.starts_at for one in await crm.records.incidents()]
    assert starts == sorted(starts, reverse=True)
    assert len(await crm.records.incidents(limit=2)) == 2


async def test_incident_changes(crm: Crm) -> None:
    """A change keeps the id, and says who made it."""
    made = await crm.records.add_incident(LATE, editor="Sam", idempotency_key="k")
    draft = replace(LATE, told="Three days late.", carrier="Parcelix")
    changed = await crm.records.change_incident(made.id, draft, editor="Mira", idempotency_key="l")
    assert await crm.records.incidents() == (changed,)
    assert (changed.id, changed.edited_by, changed.carrier) == (made.id, "Mira", "Parcelix")


async def test_incident_ends(crm: Crm, clock: Watch) -> None:
    """An ended incident is in force no more, and ending it again changes nothing."""
    made = await crm.records.add_incident(LATE, editor="Sam", idempotency_key="k")
    ended = await crm.records.end_incident(made.id, editor="Mira", idempotency_key="l")
    assert (ended.ends_at, ended.edited_by) == (NOW, "Mira")
    assert await crm.records.incidents(at=NOW) == ()
    clock.now += HOUR
    assert await crm.records.end_incident(made.id, editor="Sam", idempotency_key="m") == ended


async def test_unknown_incident(crm: Crm) -> None:
    """What is not there is neither changed nor ended."""
    with pytest.raises(CrmNotFound, match="incident IN-0"):
        await crm.records.change_incident("IN-0", LATE, editor="Sam", idempotency_key="k")
    with pytest.raises(CrmNotFound, match="incident IN-0"):
        await crm.records.end_incident("IN-0", editor="Sam", idempotency_key="l")


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (replace(LATE, carrier=None, country=None, postcodes=()), "whom it concerns"),
        (replace(LATE, postcodes=()), "beginnings of postcodes"),
        (replace(LATE, ends_at=LATE.starts_at), "ends after it has started"),
    ],
)
async def test_senseless_incident(crm: Crm, draft: IncidentDraft, why: str) -> None:
    """An incident that concerns everybody, or is over before it starts, is refused."""
    with pytest.raises(CrmRefused, match=why):
        await crm.records.add_incident(draft, editor="Sam", idempotency_key="k")
    assert await crm.records.incidents() == ()


# Complaints


async def complained(crm: Crm, key: str, **more: str) -> None:
    await crm.records.file_complaint(
        kind="delivery",
        root_cause="carrier_delay",
        carrier="Northway",
        idempotency_key=key,
        **{"conversation_id": "k-1", **more},  # type: ignore[arg-type]
    )


async def test_complaint_is_kept(crm: Crm) -> None:
    """A complaint comes back whole, and open."""
    await complained(crm, "k", customer_id="c-0001", order_number=NUMBER)
    (found,) = await crm.records.complaints(NOW - HOUR, NOW + HOUR)
    assert (found.state, found.opened_at, found.customer_id) == ("open", NOW, "c-0001")
    assert (found.kind, found.root_cause) == ("delivery", "carrier_delay")
    assert (found.order_number, found.carrier, found.product) == (NUMBER, "Northway", None)


async def test_complaint_once(crm: Crm) -> None:
    """However often it is filed with one key, at the same time too, it is one complaint."""
    await asyncio.gather(*(complained(crm, "k") for _ in range(10)))
    assert len(await crm.records.complaints(NOW - HOUR, NOW + HOUR)) == 1


async def test_complaints_of_a_time(crm: Crm, clock: Watch) -> None:
    """A span of time holds its first moment, and not its last."""
    await complained(crm, "k")
    clock.now += HOUR
    await complained(crm, "l")
    first, second = await crm.records.complaints(NOW, NOW + 2 * HOUR)
    assert (first.opened_at, second.opened_at) == (NOW, NOW + HOUR)
    assert await crm.records.complaints(NOW, NOW + HOUR) == (first,)


async def test_complaints_settled(crm: Crm) -> None:
    """What is made good is made good for its conversation alone."""
    await complained(crm, "k")
    await complained(crm, "l", conversation_id="k-2")
    await crm.records.settle_complaints("k-1", idempotency_key="m")
    found = await crm.records.complaints(NOW, NOW + HOUR)
    assert {one.conversation_id: one.state for one in found} == {"k-1": "settled", "k-2": "open"}


async def test_complaint_about_what_no_shop_knows(crm: Crm) -> None:
    """What the company answers for is kept whichever system knows the customer and the order."""
    await complained(crm, "k", customer_id="somebody-else's-7", order_number="BK-10234")
    (found,) = await crm.records.complaints(NOW, NOW + HOUR)
    assert (found.customer_id, found.order_number) == ("somebody-else's-7", "BK-10234")


async def test_rating_of_somebody_whom_no_shop_knows(crm: Crm) -> None:
    """A rating is kept with the customer as the bridge knows them."""
    made = await crm.records.add_rating(
        customer_id="somebody-else's-7",
        conversation_id="k-1",
        about="bot",
        score=4,
        comment="",
        idempotency_key="k",
    )
    assert await crm.records.ratings("k-1") == (made,)


# Tries of identity


async def test_matching_secrets(crm: Crm) -> None:
    """The right pair says whose order it is, and counts for nothing."""
    for _ in range(TRIES + 1):
        found = await tried(crm, f"#{NUMBER}", " 220 87")
        assert (found.outcome, found.customer_id, found.order_number) == (
            "matched",
            "c-0001",
            NUMBER,
        )
        assert found.tries_left == TRIES


@pytest.mark.parametrize("number", [NUMBER, NOBODYS], ids=["existing", "not existing"])
async def test_tries_on_one_order(crm: Crm, number: str) -> None:
    """Five wrong tries on an order are the last, whoever makes them, and whether it exists."""
    seen = [await tried(crm, number, conversation=f"k-{n}", client=f"a-{n}") for n in range(6)]
    assert [one.tries_left for one in seen] == [4, 3, 2, 1, 0, 0]
    assert [one.outcome for one in seen] == ["mismatched"] * 5 + ["refused"]
    assert not any(one.customer_id or one.order_number for one in seen)
    assert (await tried(crm, number, POSTCODE, conversation="k-9")).outcome == "refused"


async def test_tries_in_one_conversation(crm: Crm) -> None:
    """Five wrong tries in a conversation are the last, whatever orders they name."""
    for n in range(TRIES):
        assert (await tried(crm, f"4000{n}")).tries_left == TRIES - 1 - n
    assert (await tried(crm, NUMBER, POSTCODE)).outcome == "refused"
    assert (await tried(crm, NUMBER, POSTCODE, conversation="k-2")).outcome == "matched"


async def test_two_conversations_from_one_address(crm: Crm) -> None:
    """Tries from one address add up over its conversations; another address has its own."""
    for n in range(TRIES):
        await tried(crm, f"4000{n}", conversation=f"k-{n % 2}", client="a-1")
    from_there = await tried(crm, NUMBER, POSTCODE, conversation="k-7", client="a-1")
    assert from_there.outcome == "refused"
    from_elsewhere = await tried(crm, NUMBER, POSTCODE, conversation="k-8", client="a-2")
    assert from_elsewhere.outcome == "matched"


async def test_two_addresses_on_one_order(crm: Crm) -> None:
    """Tries on one order add up over the addresses; another order has its own."""
    for n in range(TRIES):
        await tried(crm, conversation=f"k-{n}", client=f"a-{n % 2}")
    refused = await tried(crm, NUMBER, POSTCODE, conversation="k-7", client="a-3")
    assert refused.outcome == "refused"
    other = await tried(crm, demo.ORDER_ON_TIME, "12049", conversation="k-7", client="a-3")
    assert other.outcome == "matched"


async def test_tries_are_forgotten(crm: Crm, clock: Watch) -> None:
    """A wrong try counts for an hour, and a refused one not at all."""
    for _ in range(TRIES):
        await tried(crm)
        clock.now += timedelta(minutes=1)
    clock.now = NOW + TRIES_WITHIN - timedelta(seconds=1)
    assert (await tried(crm, NUMBER, POSTCODE)).outcome == "refused"
    clock.now = NOW + TRIES_WITHIN
    assert (await tried(crm, NUMBER, POSTCODE)).tries_left == 1
    clock.now = NOW + 2 * TRIES_WITHIN
    assert (await tried(crm, NUMBER, POSTCODE)).tries_left == TRIES


async def test_retried_turn_counts_once(crm: Crm) -> None:
    """The same turn again is the same try, at the same time too."""
    first = await tried(crm, turn="t-same")
    again = await asyncio.gather(*(tried(crm, turn="t-same") for _ in range(10)))
    assert set(again) == {first}
    assert (await tried(crm)).tries_left == first.tries_left - 1


async def test_tries_at_the_same_time(crm: Crm) -> None:
    """Of twenty wrong tries at once five count, and the others are refused."""
    results = await asyncio.gather(*(tried(crm, client="a-1") for _ in range(20)))
    assert Counter(one.outcome for one in results) == {"mismatched": 5, "refused": 15}


async def test_tries_outlive_the_adapter(crm: Crm, url: str, clock: Watch) -> None:
    """A restart forgives nothing."""
    if not url:
        pytest.skip("what is in memory ends with it")
    for _ in range(TRIES):
        await tried(crm)
    later = whole(SqlCrm(url, clock=clock))
    try:
        assert (await tried(later, NUMBER, POSTCODE)).outcome == "refused"
    finally:
        await later.close()
