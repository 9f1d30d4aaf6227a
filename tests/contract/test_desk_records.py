"""The desk's own records stand alone, also where they once stood among a shop's tables."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import sqlalchemy as sa

from actions.crm.columns import Texts, Times, text, time
from actions.crm.desk_records import tables
from actions.crm.desk_records.sql import SqlRecords
from actions.crm.engine import writing
from actions.crm.errors import CrmUnavailable
from actions.crm.sql_database import SqlDatabase
from tests.postgres import postgres_url

NOW = datetime(2025, 3, 12, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(params=("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)))
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind with nothing in it."""
    return postgres_url() if request.param == "postgresql" else f"sqlite:///{tmp_path}/desk.db"


@pytest_asyncio.fixture
async def database(url: str) -> AsyncIterator[SqlDatabase]:
    opened = SqlDatabase(url, deadline=60)
    yield opened
    await opened.close()


def a_shops_tables() -> sa.MetaData:
    """What a desk's database was like when its records belonged to the shop's customers."""
    shop = sa.MetaData()
    customers = sa.Table("customers", shop, text("id", primary_key=True))
    orders = sa.Table("orders", shop, text("number", primary_key=True))
    sa.Table(
        "ratings",
        shop,
        text("id", primary_key=True),
        text("customer_id", sa.ForeignKey(customers.c.id), nullable=True, index=True),
        text("conversation_id", index=True),
        text("about"),
        sa.Column("score", sa.Integer, sa.CheckConstraint("score BETWEEN 1 AND 5"), nullable=False),
        text("comment"),
        time("at"),
    )
    sa.Table(
        "complaints",
        shop,
        *(text("reference", primary_key=True), text("kind"), text("root_cause")),
        *(text("conversation_id", index=True), time("opened_at"), text("state")),
        text("customer_id", sa.ForeignKey(customers.c.id), nullable=True, index=True),
        text("order_number", sa.ForeignKey(orders.c.number), nullable=True),
        *(text("carrier", nullable=True), text("product", nullable=True)),
        sa.Index("ix_complaints_opened_at", "opened_at"),
    )
    sa.Table(
        "incidents",
        shop,
        *(text("id", primary_key=True), text("title"), text("told"), text("cause")),
        *(time("starts_at"), time("ends_at", nullable=True)),
        sa.Column("topics", Texts, nullable=False),
        *(text("carrier", nullable=True), text("country", nullable=True)),
        sa.Column("postcodes", Texts, nullable=False),
        *(text("product", nullable=True), text("payment", nullable=True)),
        *(text("edited_by"), time("edited_at")),
    )
    sa.Table(
        "identity_tries",
        shop,
        text("subject", primary_key=True),
        sa.Column("failed_at", Times, nullable=False),
        sa.Column("counts_until", sa.DateTime, nullable=False, index=True),
    )
    sa.Table(
        "writes",
        shop,
        *(text("idempotency_key", primary_key=True), text("kind")),
        sa.Column("result", sa.JSON(none_as_null=True), nullable=True),
        time("at"),
    )
    return shop


RATING: dict[str, Any] = {
    **{"id": "RT-1", "customer_id": "c-1", "conversation_id": "k-1", "about": "agent"},
    **{"score": 4, "comment": "quick", "at": NOW},
}
COMPLAINT: dict[str, Any] = {
    **{"reference": "CP-1", "kind": "delivery", "root_cause": "carrier_delay"},
    **{"conversation_id": "k-1", "opened_at": NOW, "state": "open", "customer_id": "c-1"},
    **{"order_number": "1", "carrier": "Northway", "product": None},
}


@pytest_asyncio.fixture
async def grown(database: SqlDatabase) -> SqlDatabase:
    """A database of a desk that has worked before."""
    shop = a_shops_tables()
    writes = {
        "rating": ("Rating", {**RATING, "at": NOW.isoformat()}),
        "ticket": ("Ticket", {"reference": "T-1"}),
    }
    async with writing(database.engine) as connection:
        await connection.run_sync(shop.create_all)
        for table, row in (
            ("customers", {"id": "c-1"}),
            ("orders", {"number": "1"}),
            ("ratings", RATING),
            ("complaints", COMPLAINT),
            *(
                ("writes", {"idempotency_key": key, "kind": kind, "result": result, "at": NOW})
                for key, (kind, result) in writes.items()
            ),
        ):
            await connection.execute(sa.insert(shop.tables[table]).values(row))
    return database


async def foreign_keys(database: SqlDatabase) -> list[Any]:
    """What still ties the desk's records to a shop."""

    def found(connection: sa.Connection) -> list[Any]:
        there = sa.inspect(connection)
        return [key for name in tables.metadata.tables for key in there.get_foreign_keys(name)]

    return await database.reading(lambda connection: connection.run_sync(found))


async def test_an_empty_database_is_filled_with_the_first_call(database: SqlDatabase) -> None:
    """No shop's tables are needed, and nobody has to prepare anything."""
    records = SqlRecords(database, clock=lambda: NOW)
    await records.ping()
    assert await records.incidents() == ()
    made = await records.add_rating(
        customer_id="of-any-system",
        conversation_id="k-1",
        about="bot",
        score=5,
        comment="",
        idempotency_key="k",
    )
    assert await records.ratings("k-1") == (made,)


async def test_a_desk_that_worked_before_goes_on(grown: SqlDatabase) -> None:
    """Its records are there, nothing ties them to the shop, and its indexes are back."""
    records = SqlRecords(grown, clock=lambda: NOW)
    (rating,) = await records.ratings("k-1")
    assert {name: getattr(rating, name) for name in RATING} == RATING
    (complaint,) = await records.complaints(NOW - DAY, NOW + DAY)
    assert {name: getattr(complaint, name) for name in COMPLAINT} == COMPLAINT
    assert await foreign_keys(grown) == []
    await records.file_complaint(
        kind="goods",
        root_cause="other",
        conversation_id="k-2",
        customer_id="of-another-system",
        order_number="BK-10234",
        idempotency_key="k",
    )
    assert len(await records.complaints(NOW - DAY, NOW + DAY)) == 2

    def indexes(connection: sa.Connection) -> set[Any]:
        return {one["name"] for one in sa.inspect(connection).get_indexes("complaints")}

    found = await grown.reading(lambda connection: connection.run_sync(indexes))
    assert found == {index.name for index in tables.complaints.indexes}


async def test_what_was_written_once_stays_written_once(grown: SqlDatabase) -> None:
    """A key from before the move gives its first result; the shop's own keys stay with the shop."""
    records = SqlRecords(grown, clock=lambda: NOW)
    again = await records.add_rating(
        customer_id="c-1",
        conversation_id="k-1",
        about="agent",
        score=1,
        comment="changed",
        idempotency_key="rating",
    )
    assert (again.id, again.score) == ("RT-1", 4)
    assert len(await records.ratings("k-1")) == 1
    keys = sa.select(tables.record_keys.c.idempotency_key)
    async with writing(grown.engine) as connection:
        assert (await connection.execute(keys)).scalars().all() == ["rating"]


async def test_a_right_pair_of_secrets_is_never_a_wrong_one(grown: SqlDatabase) -> None:
    """Whoever the shop has identified is matched, though no table here knows them or the order."""
    records = SqlRecords(grown, clock=lambda: NOW)
    tried = await records.count_try(
        {"order_number": "BK-10234", "postcode": "22087"},
        "of-another-system",
        conversation_id="k-1",
        client=None,
        idempotency_key="k",
    )
    assert (tried.outcome, tried.customer_id) == ("matched", "of-another-system")
    assert tried.order_number == "BK-10234"


@pytest.mark.parametrize(
    "secrets",
    [{"email": "Anna@example.com"}, {"phone": "+44 1"}, {"name": "Anna B", "postcode": "QX-77"}],
    ids=["email", "phone", "name"],
)
async def test_tries_are_kept_without_what_was_said(
    database: SqlDatabase, secrets: dict[Any, str]
) -> None:
    """Tries of an address, number or name add up, and the store does not hold it in clear."""
    records = SqlRecords(database, clock=lambda: NOW)
    left = [
        (
            await records.count_try(
                secrets, None, conversation_id=f"k-{n}", client=None, idempotency_key=f"{n}"
            )
        ).tries_left
        for n in range(3)
    ]
    assert left == [4, 3, 2]
    subjects = sa.select(tables.identity_tries.c.subject)
    async with writing(database.engine) as connection:
        kept = " ".join((await connection.execute(subjects)).scalars())
    assert not any(secret in kept for secret in secrets.values())


async def test_two_processes_move_it_at_the_same_time(grown: SqlDatabase, url: str) -> None:
    """Bridge and action server start together: one moves the records, and both go on."""
    other = SqlDatabase(url, deadline=60)
    try:
        both = [SqlRecords(database, clock=lambda: NOW) for database in (grown, other)]
        found = await asyncio.gather(*(records.ratings("k-1") for records in both))
    finally:
        await other.close()
    assert [len(ratings) for ratings in found] == [1, 1]
    assert await foreign_keys(grown) == []


async def test_a_database_that_cannot_be_reached_is_away() -> None:
    """The records are unavailable then, as any system is."""
    database = SqlDatabase("sqlite:////nowhere/desk.db", deadline=60)
    records = SqlRecords(database)
    try:
        with pytest.raises(CrmUnavailable):
            await records.incidents()
    finally:
        await records.close()
