"""What the embedded CRM and the desk's own records leave of somebody who was erased."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from actions.crm import tables
from actions.crm.desk_records import tables as records
from actions.crm.desk_records.sql import SqlRecords
from actions.crm.errors import CrmUnavailable
from actions.crm.person import Forgetful, Person
from actions.crm.sql import SqlCrm
from tests.forgetting_desk import add_customer
from tests.postgres import postgres_url

NAME, STREET = "Zebulon Quibble", "77 Xylophone Crescent"
WHEN = datetime(2026, 1, 1, tzinfo=UTC)
WHO = Person(customer_ids=("c-1",), conversation_ids=("cv_1",), turn_ids=("t_1",))


@pytest.fixture(params=("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)))
async def shop(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SqlCrm]:
    """A shop with two customers."""
    postgres = request.param == "postgresql"
    url = postgres_url() if postgres else f"sqlite:///{tmp_path}/crm.db"
    await add_customer(
        url,
        id="c-1",
        order="10001",
        name=NAME,
        email="z@x.example",
        phone="+447700900987",
        street=STREET,
    )
    await add_customer(
        url, id="c-2", order="10002", name="Olive", email="o@x.example", phone=None, street="1 Elm"
    )
    opened = SqlCrm(url)
    await opened.own_records().ratings("none")
    yield opened
    await opened.close()


async def done(shop: SqlCrm, *statements: Any) -> None:
    """Carry these out."""
    async with shop.database.engine.begin() as connection:
        for statement in statements:
            await connection.execute(statement)


async def text_of(shop: SqlCrm, *which: sa.Table) -> str:
    """All rows of these tables."""
    async with shop.database.engine.begin() as connection:
        rows = [list(await connection.execute(sa.select(table))) for table in which]
    return repr(rows)


def a_note(text: str, customer_id: str) -> sa.Insert:
    """A note in a customer's history."""
    return sa.insert(tables.notes).values(
        id=f"n-{customer_id}", customer_id=customer_id, text=text, author="Sam", at=WHEN
    )


async def test_a_customer_is_forgotten_and_the_order_stays(shop: SqlCrm) -> None:
    """Sums and dates stay, people and places go, and other customers are as they were."""
    invoice = {
        "number": "R-1",
        "order_number": "10001",
        "issued_on": date(2026, 1, 2),
        "amount": 100,
        "currency": "GBP",
        "name": NAME,
        "mailed_at": WHEN,
    }
    await done(shop, a_note("likes flamingos", "c-1"), a_note("likes pelicans", "c-2"))
    await done(shop, sa.insert(tables.invoices).values(**invoice))
    assert isinstance(shop, Forgetful)
    told = await shop.recall(WHO)
    assert NAME in str(told["customers"])
    assert NAME in str(told["invoices"])
    await shop.forget(WHO)
    await shop.forget(WHO)
    left = await text_of(shop, tables.customers, tables.orders, tables.notes)
    for trace in ("Zebulon", "z@x.example", "447700900987", "Xylophone", "flamingos"):
        assert trace not in left, trace
    for kept in ("Olive", "o@x.example", "1 Elm", "pelicans", "10001"):
        assert kept in left, kept
    assert NAME in await text_of(shop, tables.invoices)


async def test_an_order_under_way_keeps_where_it_goes(shop: SqlCrm) -> None:
    """Everything else goes at once; the rest is owed until the parcel is there."""
    order = sa.update(tables.orders).where(tables.orders.c.number == "10001")
    await done(shop, order.values(status="shipped"))
    with pytest.raises(CrmUnavailable):
        await shop.forget(WHO)
    assert STREET in await text_of(shop, tables.orders)
    assert STREET not in await text_of(shop, tables.customers)
    await done(shop, order.values(status="delivered"))
    await shop.forget(WHO)
    assert STREET not in await text_of(shop, tables.orders)


def a_write(state: str, **more: Any) -> sa.Insert:
    """Something that another system was told to do."""
    values = {
        "key": "t_1:cancel_order:10001",
        "act": "cancel_order",
        "target": "10001",
        "request_digest": "d",
        "state": state,
        "tried_at": WHEN,
        "reason": "",
        "conversation_id": "cv_1",
        "tries": 1,
        "looks": 0,
        "owed": False,
    }
    return sa.insert(records.write_ledger).values(**{**values, **more})


def a_rating(comment: str, conversation_id: str) -> sa.Insert:
    """How somebody found the bot."""
    return sa.insert(records.ratings).values(
        id=f"r-{conversation_id}",
        customer_id="c-1" if conversation_id == "cv_1" else "c-2",
        conversation_id=conversation_id,
        about="bot",
        score=4,
        comment=comment,
        at=WHEN,
    )


async def test_scores_stay_without_their_words(shop: SqlCrm) -> None:
    """A rating counts on, and says neither whose it was nor what was added to it."""
    books = shop.own_records()
    await done(shop, a_rating("flamingos!", "cv_1"), a_rating("pelicans!", "cv_2"))
    assert "flamingos!" in str((await books.recall(WHO))["ratings"])
    await books.forget(WHO)
    left = await text_of(shop, records.ratings)
    assert "flamingos!" not in left
    assert "c-1" not in left
    assert "pelicans!" in left
    assert [one.score for one in await books.ratings("cv_1")] == [4]


async def test_a_write_that_is_not_confirmed_is_waited_for(shop: SqlCrm) -> None:
    """What may have cost money is settled first, and forgotten then."""
    books: SqlRecords = shop.own_records()
    await done(shop, a_write("uncertain"), a_write("done", key="t_2:x:y", conversation_id="cv_2"))
    with pytest.raises(CrmUnavailable):
        await books.forget(WHO)
    table = records.write_ledger
    await done(shop, sa.update(table).where(table.c.key.startswith("t_1")).values(state="done"))
    await books.forget(WHO)
    left = await text_of(shop, table)
    assert "t_1:" not in left
    assert "t_2:" in left


async def test_keys_are_found_by_their_turns(shop: SqlCrm) -> None:
    """What a turn of theirs has written goes, whatever the key says behind the turn."""
    books = shop.own_records()
    keys: Callable[..., Any] = sa.insert(records.record_keys).values
    await done(
        shop,
        keys(idempotency_key="t_1:prove:Zebulon", kind="Challenge", result={}, at=WHEN),
        keys(idempotency_key="t_10:prove:Olive", kind="Challenge", result={}, at=WHEN),
    )
    await books.forget(WHO)
    left = await text_of(shop, records.record_keys)
    assert "Zebulon" not in left
    assert "Olive" in left
