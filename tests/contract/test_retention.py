"""What is past its time is forgotten by age, on both databases, and nothing else is."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from actions.crm.registry import open_crm
from contracts.personal_data import declared
from contracts.turn import Attachment, Customer
from handoff.core.channel.port import Inbound
from handoff.core.errors import NotFound
from handoff.core.events import ConversationChanged
from handoff.core.retention import KINDS, Kind, days_by_kind
from handoff.jobs.forgetting import Steps
from handoff.jobs.redacting import Redacting
from handoff.jobs.retaining import Retaining
from handoff.store.accounts.audit import Audit
from handoff.store.conversations import log
from handoff.store.db.database import Database
from handoff.store.delivery import redactions
from handoff.store.files.media import FolderMedia, Stored
from handoff.store.files.old_files import OldFiles
from handoff.store.privacy import ageing
from handoff.store.tables.conversations import messages, turns
from handoff.store.tables.delivery import outbox
from handoff.store.tables.metadata import events
from handoff.store.tables.schema import metadata
from handoff.usecases.privacy.retaining import Retention
from tests.contract.test_erasures import Memory
from tests.contract.test_platform_sql import Stage, a_message, an_update
from tests.desk import START, says
from tests.pictures import PNG

SECRET = "xylophone"
"""A word that stands nowhere else."""
FILE = Attachment(kind="image", ref=f"md_{'0' * 32}", name=f"{SECRET}.png", mime="image/png")
BY_THEMSELVES = {"conversations", "turns", "files"}
ELSEWHERE = {"erasure", "records", "writes", "tries", "shop", "books"}
"""Classes that are no age's to decide: they go when they are done, or are another system's."""


@pytest.fixture
async def desk(desk_url: str) -> AsyncIterator[Stage]:
    """A desk on each database."""
    made = Stage(desk_url)
    yield made
    await made.close()


def retention(desk: Stage, folder: Path, *decided: str) -> Retention:
    """The use case, with these days."""
    return Retention(desk.db, desk.clock, OldFiles(folder), days_by_kind(decided))


async def told(desk: Stage) -> str:
    """All rows of all tables but of what is still owed, as text."""
    async with desk.db.read() as connection:
        rows = {
            name: (await connection.execute(sa.select(table))).all()
            for name, table in metadata.tables.items()
            if name != "redactions"
        }
    return repr(rows)


async def _said(desk: Stage, text: str, **more: Any) -> None:
    said = Inbound(
        channel="whatsapp",
        address="1001/49151",
        client_id=f"{text}-{len(more)}",
        customer=Customer(name=f"Ada {SECRET}"),
        text=text,
        **more,
    )
    await desk.customers.receive(said)
    await desk.settle()


async def test_words_of_conversations_at_rest_go_and_numbers_stay(
    desk: Stage, tmp_path: Path
) -> None:
    """Everywhere in the desk's database, and the bot, the files and the records are owed it."""
    await _said(desk, f"my {SECRET}", attachments=(FILE,), page={"title": SECRET})
    before = await desk.at("1001/49151", "whatsapp")
    seqs = [one.seq for one in await desk.customers.transcript(before.id)]
    kept = retention(desk, tmp_path, "conversations=30", "events=30", "webhooks=0", "accounts=0")
    desk.clock.forward(days=29)
    assert await kept.all() == {}
    desk.clock.forward(days=2)
    assert (await kept.all())["conversations"] == 1
    assert SECRET not in await told(desk)
    after = await desk.customers.conversation(before.id)
    assert (after.owner, after.epoch) == ("closed", before.epoch + 1)
    assert after.last_seq == before.last_seq
    assert [one.seq for one in await desk.customers.transcript(before.id)] == seqs
    async with desk.db.read() as connection:
        owed = await redactions.due(connection, desk.clock())
    assert {(one.store, one.file) for one in owed} == {
        (None, FILE.ref),
        ("bot", None),
        ("records", None),
    }
    assert await kept.all() == {}


async def test_what_lies_elsewhere_is_forgotten_in_turn(desk: Stage, tmp_path: Path) -> None:
    """A bot that is away is asked again; then file and memory are gone, and nothing is owed."""
    media, memory, crm = FolderMedia(tmp_path / "media"), Memory(), open_crm("memory:")
    ref, _ = await media.put(Stored(content=PNG, mime="image/png", name="a.png"))
    await _said(desk, f"my {SECRET}", attachments=(msgspec.structs.replace(FILE, ref=ref),))
    conversation = await desk.at("1001/49151", "whatsapp")
    desk.clock.forward(days=31)
    await retention(desk, tmp_path, "conversations=30").all()
    steps = Steps(desk.db, crm, media, memory)
    work = Redacting(desk.db, desk.clock, media, memory, steps)
    memory.away = True
    await work.look()
    memory.away = False
    desk.clock.forward(minutes=1)
    await work.look()
    assert memory.forgotten == [conversation.id]
    with pytest.raises(NotFound):
        await media.get(ref)
    desk.clock.forward(hours=1)
    assert await work.look() == 0
    await crm.close()


async def test_who_comes_back_begins_anew(desk: Stage, tmp_path: Path) -> None:
    """After their words are gone a customer's next message is the first of a new conversation."""
    await _said(desk, "hello")
    old = await desk.at("1001/49151", "whatsapp")
    desk.clock.forward(days=31)
    await retention(desk, tmp_path, "conversations=30").all()
    await _said(desk, "hello again")
    new = await desk.at("1001/49151", "whatsapp")
    assert new.id != old.id
    first, *_ = await desk.customers.transcript(new.id)
    assert first.text == "hello again"


async def test_a_case_under_way_keeps_its_words(desk: Stage, tmp_path: Path) -> None:
    """However old, what somebody waits for or works on is not touched."""
    conversation = await desk.handed_off()
    desk.clock.forward(days=400)
    await retention(desk, tmp_path, "conversations=30", "turns=30").all()
    assert all(one.text for one in await desk.customers.transcript(conversation.id))
    assert (await desk.customers.conversation(conversation.id)).address == "v:1"


async def test_somebody_who_writes_at_that_moment_is_heard(
    desk: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the lock a message has come: nothing is emptied."""
    await _said(desk, "hello")
    desk.clock.forward(days=31)
    look = ageing.conversations_to_empty

    async def slowly(db: Database, before: datetime) -> Any:
        found = await look(db, before)
        await _said(desk, "I am back")
        return found

    monkeypatch.setattr(ageing, "conversations_to_empty", slowly)
    assert await retention(desk, tmp_path, "conversations=30").some() == {}
    here = await desk.at("1001/49151", "whatsapp")
    texts = [one.text for one in await desk.customers.transcript(here.id)]
    assert {"hello", "I am back"} <= set(texts)


async def test_the_bot_forgets_before_the_desk_does(desk: Stage, tmp_path: Path) -> None:
    """Turns have days of their own: what was asked is gone, what was said is there."""
    desk.bot.script.append(says("noted"))
    await _said(desk, f"my {SECRET}")
    desk.clock.forward(days=8)
    done = await retention(desk, tmp_path, "turns=7").all()
    assert done["turns"] == 1
    async with desk.db.read() as connection:
        asked = (await connection.execute(sa.select(turns.c.request, turns.c.parses))).all()
        owed = await redactions.due(connection, desk.clock())
        spoken = (await connection.execute(sa.select(messages.c.text))).scalars().all()
    assert asked == [(None, None)]
    assert [one.store for one in owed] == ["bot"]
    assert f"my {SECRET}" in spoken


async def test_the_stream_keeps_its_last_cursor(desk: Stage, tmp_path: Path) -> None:
    """Events go, and who follows them sees that they have to begin anew; no cursor comes twice."""
    await _said(desk, "hello")
    last = await desk.db.cursor()
    desk.clock.forward(days=3)
    await _age(desk.db, events.c.at, timedelta(days=3))
    assert (await retention(desk, tmp_path, "events=2").all())["events"] == last - 1
    assert await desk.db.cursor() == last
    assert await desk.db.events_after(1) is None
    assert await desk.db.events_after(last) == ()
    async with desk.db.write() as tx:
        here = await log.find(tx.connection, (await desk.at("1001/49151", "whatsapp")).id)
        tx.record(ConversationChanged(conversation=here))
    assert await desk.db.cursor() == last + 1


async def _age(db: Database, column: sa.Column[Any], by: timedelta) -> None:
    async with db.write() as tx:
        old = (START - by).astimezone()
        await tx.connection.execute(column.table.update().values({column.name: old}))


async def test_rows_go_by_their_own_days(desk: Stage, tmp_path: Path) -> None:
    """Webhooks, what was sent, addresses and the audit log, each after as many days as was said."""
    await desk.tells(a_message("m1"))
    await desk.settle()
    await desk.updates.keep("whatsapp", [an_update("1")], START)
    async with desk.db.write() as tx:
        await tx.connection.execute(outbox.update().values(state="sent"))
    async with Audit(desk.db, desk.clock).noted("open", about="Ada"):
        pass
    decided = ("webhooks=9", "delivery=9", "addresses=9", "audit=9")
    desk.clock.forward(days=8)
    assert await retention(desk, tmp_path, *decided).all() == {}
    desk.clock.forward(days=2)
    done = await retention(desk, tmp_path, *decided).all()
    assert done == {"webhooks": 1, "delivery": 2, "addresses": 1, "audit": 1}
    async with desk.db.read() as connection:
        waiting = await connection.scalar(sa.text("SELECT count(*) FROM updates"))
    assert waiting == 1


async def test_a_kill_in_the_middle_loses_nothing(desk: Stage, tmp_path: Path) -> None:
    """Steps are small, each a transaction of its own; another process goes on with the rest."""
    for number in range(3):
        said = {"channel": "whatsapp", "customer": Customer(), "text": "hello"}
        address = f"1001/{number}"
        await desk.customers.receive(Inbound(address=address, client_id=f"c{number}", **said))
        await desk.settle()
    desk.clock.forward(days=31)
    first = retention(desk, tmp_path, "conversations=30")
    (one, *_) = await ageing.conversations_to_empty(desk.db, desk.clock() - timedelta(days=30))
    assert await first._empty(one, desk.clock() - timedelta(days=30))
    assert (await retention(desk, tmp_path, "conversations=30").all())["conversations"] == 2


async def test_files_go_by_the_day_they_were_sent(desk: Stage, tmp_path: Path) -> None:
    """Old ones with the note beside them; new ones, and what was not sent yet, stay."""
    long_ago = desk.clock().timestamp() - timedelta(days=8).total_seconds()
    folder = tmp_path / "media"
    folder.mkdir()
    for name in ("md_old", "md_old.json", "md_new", "md_new.json"):
        (folder / name).write_text("x")
        when = long_ago if "old" in name else desk.clock().timestamp()
        os.utime(folder / name, (when, when))
    assert await retention(desk, folder, "files=7").all() == {"files": 1}
    assert sorted(os.listdir(folder)) == ["md_new", "md_new.json"]


async def test_what_went_is_counted(desk: Stage, tmp_path: Path) -> None:
    """The job tells of which kind how much went, and looks again at once while there is more."""
    await _said(desk, "hello")
    desk.clock.forward(days=31)
    counted: dict[str, int] = {}
    job = Retaining(desk.db, retention(desk, tmp_path, "conversations=30"), counted.__setitem__)
    assert await job.look() > 0
    assert counted["conversations"] == 1
    assert await job.look() == 0


def test_every_class_that_ages_has_a_rule() -> None:
    """What columns of the desk declare is kept by a kind; each table of a kind is in its rules."""
    declarations = _tables_by_class()
    kinds = {each.kind for each in KINDS}
    assert set(declarations) - ELSEWHERE <= kinds
    for kind in kinds - BY_THEMSELVES - {"accounts"}:
        ruled = {rule.table.name for rule in ageing.RULES[kind]}
        assert declarations[kind] - {"erasures"} == ruled, kind
    assert {rule.table.name for rule in ageing.RULES["accounts"]} == {"logins"}
    assert declarations["turns"] == {"turns"}


def _tables_by_class() -> Mapping[Kind, set[str]]:
    found: dict[Any, set[str]] = {}
    for table in metadata.sorted_tables:
        for column in table.columns:
            says_ = declared(column.info)
            if says_ is not None:
                found.setdefault(says_.kept, set()).add(table.name)
    return found
