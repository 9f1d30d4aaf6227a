"""A desk of an earlier version, with conversations under way, that is migrated and goes on."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command

from actions.crm.dataset import Dataset
from actions.crm.memory import MemoryCrm
from handoff import migrations
from handoff.core import texts
from handoff.core.packet import wanted
from handoff.jobs.crm_tasks import CrmTasks
from handoff.jobs.engine.worker import Worker
from handoff.store.cases import queue
from handoff.store.read_models.search import Search, Wanted
from handoff.store.tables.delivery import updates
from tests.contract.test_platform_sql import HERE, Stage
from tests.desk import do_all, says
from tests.postgres import postgres_url
from tests.whole_crm import whole

VERSION = "0050"
ROWS: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "desks" / f"v{VERSION}.json").read_text()
)
"""What the desk of version 0050 had in its tables in the middle of a day: rows by table, parents
first. Seven conversations: resolved, an agent's, asked by the bot for an agent, in the queue, with
an open question, with a message that the bot has not read, and one on WhatsApp with an answer in
the outbox and two webhooks in the inbox."""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def desk(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    """The desk of that day on today's version, on each database."""
    url = f"sqlite:///{tmp_path}/desk.db" if request.param == "sqlite" else postgres_url()
    _fill(url)
    migrations.upgrade(url)
    stage = Stage(url)
    stage.clock.forward(minutes=5)
    yield stage
    await stage.close()


def _fill(url: str) -> None:
    config = migrations.config(url)
    command.upgrade(config, VERSION)
    engine = migrations.engine(config.attributes["url"])
    tables = sa.MetaData()
    tables.reflect(engine)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SET TIME ZONE 'UTC'"))
        for name, rows in ROWS.items():
            _insert(connection, tables.tables[name], rows)


def _insert(connection: Any, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    """Insert as plain text, so that no type of today's code has a hand in it."""
    names = list(rows[0])
    flags = {name for name in names if isinstance(table.c[name].type, sa.Boolean)}
    columns = ", ".join(f'"{name}"' for name in names)
    places = ", ".join(f":{name}" for name in names)
    statement = sa.text(f'INSERT INTO "{table.name}" ({columns}) VALUES ({places})')
    for row in rows:
        connection.execute(statement, {k: _flag(v) if k in flags else v for k, v in row.items()})
    [key, *more] = table.primary_key.columns
    if connection.dialect.name == "postgresql" and not more and isinstance(key.type, sa.Integer):
        last = rows[-1][key.name]
        sequence = f"pg_get_serial_sequence('{table.name}', '{key.name}')"
        connection.execute(sa.text(f"SELECT setval({sequence}, {last})"))


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


async def test_the_bot_reads_what_it_had_not(desk: Stage) -> None:
    """A message that waited for the bot is answered."""
    desk.bot.script.append(says("I am looking for it."))
    while desk.bot.script:
        assert await desk.turns.run_due()
    assert (await desk.transcript("v:unread"))[-1] == ("bot", "I am looking for it.")


async def test_an_open_question_can_be_answered_by_its_button(desk: Stage) -> None:
    """The bot gets the payload that the earlier version had issued."""
    [question] = [
        message
        for message in await desk.customers.transcript((await desk.here("v:press")).id)
        if message.buttons
    ]
    await desk.write(address="v:press", button=(question.seq, 1))
    await desk.settle()
    pressed = [m.button_id for turn in desk.bot.seen for m in turn.messages if m.button_id]
    assert pressed == ['/choose{"it": "card"}']


async def test_an_agent_goes_on_with_the_case(desk: Stage) -> None:
    """It is theirs with its label and its clock, and they answer and resolve it."""
    [sam] = ROWS["agents"]
    here = await desk.here("v:mine")
    assert (here.owner, here.agent_id, len(here.labels)) == ("agent", sam["id"], 1)
    snapshot = await desk.overview.snapshot(sam["id"])
    assert here.id in [clock.conversation_id for clock in snapshot.clocks]
    await desk.agent_actions.say(
        sam["id"], here.id, epoch=here.epoch, client_id="new", text="I am."
    )
    epoch = (await desk.here("v:mine")).epoch
    await desk.agent_actions.resolve(
        sam["id"], here.id, epoch=epoch, disposition="solved", note="All is well."
    )
    assert (await desk.here("v:mine")).owner == "closed"


async def test_what_the_bot_asked_for_an_agent_comes_back(desk: Stage) -> None:
    """The customer's answer ends the bot's question and brings the case back to the agent."""
    await desk.say("It says SN-77A20411", address="v:asked")
    back = await desk.here("v:asked")
    assert (back.owner, back.task_id) == ("queue", None)


async def test_the_queue_is_served(desk: Stage) -> None:
    """Who waited is offered to an agent and taken."""
    [sam] = ROWS["agents"]
    await desk.agent_actions.set_presence(sam["id"], "available")
    await desk.routing.run_due()
    [offer] = (await desk.overview.snapshot(sam["id"])).offers
    taken = await desk.agent_actions.accept(sam["id"], offer.offer.id)
    assert taken.id == (await desk.here("v:waits")).id


async def test_inbox_and_outbox_are_emptied(desk: Stage) -> None:
    """WhatsApp's customer gets the answer once, and what they told meanwhile is done in order."""
    await desk.outbox.run_due()
    assert [text for text in desk.graph.texts() if "anybody" in text] == ["echo is anybody there"]
    while await desk.webhooks.run_due():
        pass
    lines = await desk.customers.transcript((await desk.at(HERE)).id)
    assert lines[-1].text == "one more thing"
    assert [line.text for line in lines if (line.custom or {}).get("reaction")] == [
        "echo hallo from whatsapp"
    ]
    async with desk.db.read() as connection:
        states = (await connection.execute(sa.select(updates.c.state))).scalars().all()
    assert set(states) == {"done"}


async def test_the_crm_gets_what_it_was_owed(desk: Stage) -> None:
    """The complaint, the closing note and the rating reach the CRM."""
    crm = whole(MemoryCrm(Dataset()))
    await do_all(Worker(CrmTasks(desk.db, crm, desk.clock)))
    async with desk.db.read() as connection:
        left = await connection.scalar(
            sa.text("SELECT count(*) FROM crm_tasks WHERE state = 'queued'")
        )
    assert left == 0


async def test_what_is_over_is_still_known(desk: Stage) -> None:
    """The resolved conversation is found by its words, and continues the customer's history."""
    found = await Search(desk.db).find(Wanted(text="courier"))
    assert {hit.conversation_id for hit in found} == {ROWS["conversations"][0]["id"]}


async def test_the_stream_of_events_goes_on(desk: Stage) -> None:
    """Every event of the earlier version can be read, and new ones come behind them."""
    last = ROWS["events"][-1]["cursor"]
    old = await desk.db.next_events(0, limit=1000)
    assert [item.cursor for item in old] == [row["cursor"] for row in ROWS["events"]]
    await desk.write("hello again", address="v:mine")
    [first, *_] = await desk.db.next_events(last, limit=10)
    assert first.cursor > last


async def test_a_case_of_before_grows_while_it_waits(desk: Stage) -> None:
    """Its packet tells no wishes, and takes what its customer adds, who is answered."""
    await desk.write("the box is blue", address="v:waits")
    desk.clock.forward(seconds=5)
    await desk.announcer.run_due()
    assert texts.ADDED[0] in [text for _, text in await desk.transcript("v:waits")]
    here = await desk.here("v:waits")
    async with desk.db.read() as connection:
        handoff = await queue.open_in(connection, here.id)
    assert handoff is not None
    assert wanted(handoff.packet) == ()
    assert [line["text"] for line in handoff.packet["said_since"]] == ["the box is blue"]
