"""Numbers of cards and accounts on both databases: masked by whoever writes, told once why."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa

from contracts.payment_numbers import HIDDEN
from contracts.turn import Channel, Customer
from handoff.core import texts
from handoff.core.channel.inbound_events import Edited, Sender
from handoff.core.channel.port import Inbound
from handoff.store.db.database import Database
from handoff.store.tables.metadata import metadata
from tests.contract.test_platform_sql import Stage, a_message
from tests.desk import START

CARD = "5555555555554444"
SHOWN = f"{HIDDEN * 12}4444"
HERE: dict[str, str] = {"whatsapp": "1001/49151", "messenger": "2001/31", "webchat": "v:1"}
CHANNELS = pytest.mark.parametrize("channel", HERE)


@pytest.fixture
async def desk(desk_url: str) -> AsyncIterator[Stage]:
    """A desk on each database."""
    made = Stage(desk_url)
    yield made
    await made.close()


async def everything(db: Database) -> str:
    """All rows of all tables, as text."""
    async with db.read() as connection:
        rows = [
            (await connection.execute(sa.select(table))).all() for table in metadata.tables.values()
        ]
    return repr(rows)


@CHANNELS
async def test_a_customer_is_told_once(desk: Stage, channel: Channel) -> None:
    """In each conversation the first number brings the sentence, further ones do not."""
    for number in range(3):
        said = Inbound(
            channel=channel,
            address=HERE[channel],
            client_id=f"c{number}",
            customer=Customer(),
            text=f"my card is {CARD} ({number})",
        )
        message = await desk.customers.receive(said)
        assert message.text == f"my card is {SHOWN} ({number})"
        await desk.settle()
    conversation = await desk.at(HERE[channel], channel)
    lines = await desk.customers.transcript(conversation.id)
    told = [one.author.kind for one in lines if one.text == texts.NUMBER_NOT_KEPT]
    assert told == ["system"]
    assert CARD not in await everything(desk.db)


async def test_an_edit_brings_no_number_in(desk: Stage) -> None:
    """What a message is changed to is masked like what it was."""
    await desk.tells(a_message("first", text="one moment"))
    sender = Sender(id="49151", phone="49151")
    change = {"account": "1001", "at": START, "sender": sender, "target": "first"}
    await desk.tells(Edited(key="e1", text=f"it is {CARD}", **change))
    conversation = await desk.at()
    lines = await desk.customers.transcript(conversation.id)
    assert lines[0].text == f"it is {SHOWN}"
    assert [one.text for one in lines].count(texts.NUMBER_NOT_KEPT) == 1
    assert CARD not in await everything(desk.db)


async def test_pages_names_and_buttons_hold_none(desk: Stage) -> None:
    """Neither does what a page or a profile tells beside the words."""
    said = Inbound(
        channel="webchat",
        address="v:1",
        client_id="c1",
        customer=Customer(name=f"Ada {CARD}"),
        text="hello",
        page={"url": f"https://shop.example/?card={CARD}", "fields": {"card": CARD}},
        custom={"extra": {"card": int(CARD)}},
    )
    await desk.customers.receive(said)
    conversation = await desk.here()
    await desk.customers.looks_at(conversation.id, {"title": f"Pay with {CARD}"})
    assert CARD not in await everything(desk.db)
