"""One customer is told, or forgotten, and nobody else is touched, on both databases."""

from __future__ import annotations

import json
import zipfile
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from actions.crm.registry import open_crm
from actions.crm.sql import SqlCrm
from contracts.forgetting import Forgetting, Remembered
from contracts.rewording import Rewording
from contracts.turn import Customer
from handoff.bot_link.client import BotAway
from handoff.core.errors import BadRequest, Conflict, NotFound, Unavailable
from handoff.jobs.forgetting import Steps
from handoff.jobs.redacting import Redacting
from handoff.store.cases import crm_tasks
from handoff.store.cases.crm_tasks import NoteTask
from handoff.store.files.media import FolderMedia
from handoff.store.privacy.blanking import ERASED
from handoff.store.privacy.erasures import Erasure
from handoff.store.privacy.kept_marks import KeptMarks
from handoff.store.privacy.people import Found, Who
from handoff.store.read_models.search import Search, Wanted
from handoff.store.tables.conversations import conversations, messages
from handoff.store.tables.schema import metadata
from handoff.usecases.privacy.erasing import Privacy
from handoff.usecases.privacy.exporting import NAME, Exports
from tests.desk import Desk, says
from tests.postgres import postgres_url

ZEBULON = Customer(id="c-zebulon", name="Zebulon Quibble", level="verified", how="signed_in")
OTHER = Customer(id="c-other", name="Olive Other", level="verified", how="signed_in")
WORDS = "my flamingo is broken"


class Memory:
    """A bot that can be away, and forgets as it is told."""

    def __init__(self) -> None:
        self.away = False
        self.forgotten: list[str] = []

    async def reword(self, _told: Rewording) -> None:
        """Nothing is reworded here."""
        raise NotImplementedError

    async def forget(self, told: Forgetting) -> None:
        """Forget, unless it is away."""
        if self.away:
            raise BotAway("connection_refused")
        self.forgotten += told.conversation_ids

    async def recall(self, conversation_id: str) -> Remembered:
        """What was said there."""
        if self.away:
            raise BotAway("connection_refused")
        return Remembered(events=({"text": WORDS, "in": conversation_id},))


class Stage(Desk):
    """A desk whose customers can be forgotten."""

    def __init__(self, url: str, crm_url: str, folder: Path) -> None:
        super().__init__(url)
        self.folder = folder
        self.memory = Memory()
        self.media = FolderMedia(folder / "media")
        self.marks = KeptMarks(folder / "erasures.jsonl")
        self.crm = open_crm(crm_url, seconds=60)
        exports = Exports(self.db, self.clock, self.crm, self.memory, self.media)
        self.privacy = Privacy(self.db, self.clock, self.crm, self.marks, exports, key=b"k" * 32)
        steps = Steps(self.db, self.crm, self.media, self.memory)
        self.work = Redacting(self.db, self.clock, self.media, self.memory, steps)  # type: ignore[arg-type]

    async def close(self) -> None:
        """Give the connections back."""
        await self.crm.close()
        await super().close()

    async def talks(self, customer: Customer, text: str, address: str) -> str:
        """A verified customer's message and the answer; returns the conversation's id."""
        message = await self.say(text, customer=customer, address=address)
        return message.conversation_id

    async def erased(self, **who: Any) -> Erasure:
        """An erasure that was carried out as far as it can be now."""
        erasure = await self.privacy.erase(Who(**who), by="Ada")
        await self.work.look()
        return await self.privacy.erasure(erasure.id)

    async def dump(self) -> str:
        """Everything in the desk's database, as text."""
        async with self.db.read() as connection:
            rows = [
                repr(row)
                for table in metadata.sorted_tables
                for row in await connection.execute(sa.select(table))
            ]
        return "\n".join(rows).casefold()

    async def owners(self) -> dict[str, tuple[str, int, int]]:
        """Owner, epoch and last number of each conversation."""
        async with self.db.read() as connection:
            rows = await connection.execute(sa.select(conversations))
            return {row.id: (row.owner, row.epoch, row.last_seq) for row in rows}


@pytest.fixture
async def desk(desk_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """A desk and an embedded CRM, both on one kind of database."""
    sqlite = desk_url.startswith("sqlite")
    crm_url = f"sqlite:///{tmp_path / 'crm.db'}" if sqlite else postgres_url()
    crm = SqlCrm(crm_url)
    await crm.create_schema()
    await crm.close()
    made = Stage(desk_url, crm_url, tmp_path)
    yield made
    await made.close()


def states(erasure: Erasure) -> dict[str, str]:
    """What the receipts say."""
    return {each.store: each.state for each in erasure.receipts}


async def test_one_customer_is_forgotten_and_no_other(desk: Stage) -> None:
    """Nothing of theirs is left, everything of others is, and numbers have no gap."""
    mine = await desk.talks(ZEBULON, WORDS, "v:1")
    theirs = await desk.talks(OTHER, "my pelican is broken", "v:2")
    erasure = await desk.erased(customer_id=ZEBULON.id)
    dumped = await desk.dump()
    for trace in ("zebulon", "quibble", "flamingo", "v:1"):
        assert trace not in dumped, trace
    for kept in ("olive", "pelican", "v:2"):
        assert kept in dumped, kept
    assert desk.memory.forgotten == [mine]
    assert erasure.done_at is not None
    assert states(erasure) == {
        **dict.fromkeys(("desk", "files", "uploads", "bot", "records", "shop"), "done"),
        "limits": "lapses",
    }
    lines = await desk.customers.transcript(mine)
    assert [line.seq for line in lines] == list(range(1, len(lines) + 1))
    assert {line.text for line in lines} == {ERASED}
    owner, epoch, last = (await desk.owners())[mine]
    assert (owner, last) == ("closed", len(lines))
    assert epoch > 1
    assert (await desk.owners())[theirs][0] == "bot"


@pytest.mark.parametrize("where", ["queue", "agent"])
async def test_what_is_under_way_is_ended_first(desk: Stage, where: str) -> None:
    """A case in the queue or in an agent's hands is closed, and its packet names nobody."""
    agent = await desk.agent()
    if where == "queue":
        conversation = await desk.handed_off()
    else:
        conversation = await desk.taken_by(agent)
    await desk.say(WORDS)
    await desk.erased(conversation_id=conversation.id)
    assert (await desk.owners())[conversation.id][0] == "closed"
    assert "flamingo" not in await desk.dump()
    await desk.overview.snapshot(agent.id)
    await desk.settle()


async def test_whoever_writes_meanwhile_is_forgotten_as_well(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A conversation that begins between the end and the erasure is ended, too, or nothing is."""
    await desk.talks(ZEBULON, WORDS, "v:1")
    end_all, left = desk.privacy._end_all, [2]

    async def ending(found: Found) -> None:
        await end_all(found)
        if left[0]:
            left[0] -= 1
            await desk.talks(ZEBULON, f"{WORDS} again", "v:1")

    monkeypatch.setattr(desk.privacy, "_end_all", ending)
    await desk.erased(customer_id=ZEBULON.id)
    assert "flamingo" not in await desk.dump()
    left[0] = 1_000
    await desk.talks(ZEBULON, WORDS, "v:1")
    with pytest.raises(Conflict):
        await desk.privacy.erase(Who(customer_id=ZEBULON.id), by="Ada")
    assert "flamingo" in await desk.dump()


async def test_events_stay_readable_and_in_order(desk: Stage) -> None:
    """Who catches up from an old cursor is told as many events, and nothing of the customer."""
    await desk.taken_by(await desk.agent())
    await desk.say(WORDS, customer=ZEBULON)
    before = await desk.db.events_after(0)
    await desk.erased(channel="webchat", address="v:1")
    after = await desk.db.events_after(0, limit=5_000)
    assert before is not None
    assert after is not None
    assert [each.cursor for each in after][: len(before)] == [each.cursor for each in before]
    assert [type(each.event) for each in after][: len(before)] == [
        type(each.event) for each in before
    ]


async def test_the_search_finds_nothing_any_more(desk: Stage) -> None:
    """Neither words nor names are found, folded or not."""
    await desk.talks(ZEBULON, WORDS, "v:1")
    search = Search(desk.db)
    assert len(await search.find(Wanted(text="flamingo"))) == 2
    await desk.erased(customer_id=ZEBULON.id)
    for words in ("flamingo", "zebulon", "flam"):
        assert len(await search.find(Wanted(text=words))) == 0, words


async def test_a_store_that_is_away_is_owed(desk: Stage) -> None:
    """The bot is tried until it has forgotten; until then the receipt says that it is owed."""
    await desk.talks(ZEBULON, WORDS, "v:1")
    desk.memory.away = True
    erasure = await desk.erased(customer_id=ZEBULON.id)
    assert (states(erasure)["bot"], erasure.done_at) == ("owed", None)
    desk.memory.away = False
    await desk.work.look()
    assert states(await desk.privacy.erasure(erasure.id))["bot"] == "owed"
    desk.clock.forward(seconds=60)
    await desk.work.look()
    done = await desk.privacy.erasure(erasure.id)
    assert states(done)["bot"] == "done"
    assert done.done_at is not None
    assert "zebulon" not in await desk.dump()


async def test_an_address_of_several_customers_names_nobody(desk: Stage) -> None:
    """Where two have written from one place, whoever asks has to say whom they mean."""
    mine = await desk.talks(ZEBULON, WORDS, "v:1")
    await desk.endings.end(mine)
    await desk.talks(OTHER, "my pelican is broken", "v:1")
    with pytest.raises(Conflict):
        await desk.privacy.find(Who(channel="webchat", address="v:1"))
    await desk.erased(customer_id=ZEBULON.id)
    dumped = await desk.dump()
    assert "flamingo" not in dumped
    assert "pelican" in dumped


async def test_nobody_is_found_by_a_wrong_name(desk: Stage) -> None:
    """An unknown conversation or address is an error, and so is no name at all."""
    for who in (Who(conversation_id="cv_none"), Who(channel="webchat", address="v:none")):
        with pytest.raises(NotFound):
            await desk.privacy.find(who)
    with pytest.raises(BadRequest):
        await desk.privacy.find(Who(channel="webchat"))


async def test_whoever_comes_back_begins_anew(desk: Stage) -> None:
    """After an erasure the same page begins another conversation, which no replay takes away."""
    mine = await desk.talks(ZEBULON, WORDS, "v:1")
    await desk.erased(customer_id=ZEBULON.id)
    desk.clock.forward(seconds=60)
    again = await desk.talks(ZEBULON, "hello again", "v:1")
    assert again != mine
    assert await desk.privacy.replay(await desk.marks.read()) == 1
    assert "hello again" in await desk.dump()


async def test_a_restored_backup_forgets_again(desk: Stage) -> None:
    """What a backup has brought back goes once more, by a file that names nobody."""
    mine = await desk.talks(ZEBULON, WORDS, "v:1")
    await desk.privacy.erase(Who(customer_id=ZEBULON.id), by="Ada")
    kept = (desk.folder / "erasures.jsonl").read_text().casefold()
    assert mine in kept
    for trace in ("zebulon", "flamingo", "v:1"):
        assert trace not in kept, trace
    async with desk.db.write() as tx:
        restored = {"customer_name": ZEBULON.name, "customer_id": ZEBULON.id, "address": "v:1"}
        await tx.connection.execute(conversations.update().values(**restored))
        await tx.connection.execute(messages.update().values(text=WORDS))
        await tx.connection.execute(sa.text("DELETE FROM erasures"))
        await tx.connection.execute(sa.text("DELETE FROM redactions"))
    assert await desk.privacy.replay(await desk.marks.read(), unknown_only=True) == 1
    await desk.work.look()
    dumped = await desk.dump()
    for trace in ("zebulon", "flamingo", "v:1"):
        assert trace not in dumped, trace
    assert await desk.privacy.replay(await desk.marks.read(), unknown_only=True) == 0


async def test_nothing_is_erased_that_cannot_be_done_again(desk: Stage) -> None:
    """Where the file of erasures cannot be written everything stays, and it is said why."""
    await desk.talks(ZEBULON, WORDS, "v:1")
    desk.marks.file.mkdir()
    with pytest.raises(Unavailable, match="ERASURES_FILE"):
        await desk.privacy.erase(Who(customer_id=ZEBULON.id), by="Ada")
    assert "flamingo" in await desk.dump()


async def test_a_line_that_the_power_cut_off_counts_for_nothing(desk: Stage) -> None:
    """What was erased before and after it is known; the desk starts."""
    await desk.talks(ZEBULON, WORDS, "v:1")
    first = await desk.erased(customer_id=ZEBULON.id)
    file = desk.folder / "erasures.jsonl"
    file.write_bytes(file.read_bytes() + b'{"id": "er_')
    assert [each.id for each in await desk.marks.read()] == [first.id]
    await desk.talks(OTHER, "my pelican is broken", "v:2")
    second = await desk.erased(customer_id=OTHER.id)
    assert [each.id for each in await desk.marks.read()] == [first.id, second.id]


async def test_whoever_is_forgotten_is_told_nothing(desk: Stage) -> None:
    """What is under way ends without a word and without a question for stars."""
    await desk.taken_by(await desk.agent())
    before = len(desk.channel.texts())
    await desk.erased(channel="webchat", address="v:1")
    await desk.settle()
    assert len(desk.channel.texts()) == before


async def test_a_file_that_is_none_of_erasures_is_refused(desk: Stage) -> None:
    """Its line is named, and nothing is done."""
    file = desk.folder / "other.jsonl"
    file.write_text("no JSON\n")
    with pytest.raises(BadRequest, match="line 1"):
        await desk.marks.read(file)
    assert await desk.marks.read(desk.folder / "none.jsonl") == ()


async def test_an_export_says_what_is_missing(desk: Stage) -> None:
    """It holds what every store has, and names those that did not answer."""
    mine = await desk.talks(ZEBULON, WORDS, "v:1")
    whole = await desk.privacy.export(Who(customer_id=ZEBULON.id))
    told = json.loads(zipfile.ZipFile(BytesIO(whole.content)).read(NAME))
    assert whole.missing == ()
    assert [row["id"] for row in told["stores"]["desk"]["conversations"]] == [mine]
    assert told["bot"][mine]["events"][0]["text"] == WORDS
    assert set(told["stores"]) == {"desk", "shop", "records"}
    desk.memory.away = True
    assert (await desk.privacy.export(Who(customer_id=ZEBULON.id))).missing == (
        "bot: did not answer",
    )


async def test_another_system_is_erased_by_hand(desk: Stage) -> None:
    """A system that cannot forget is named in the receipts, and in exports."""
    steps = Steps(desk.db, open_crm("memory:"), desk.media, desk.memory)
    desk.work = Redacting(desk.db, desk.clock, desk.media, desk.memory, steps)  # type: ignore[arg-type]
    await desk.talks(ZEBULON, WORDS, "v:1")
    erasure = await desk.erased(customer_id=ZEBULON.id)
    assert states(erasure)["shop"] == "by_hand"
    assert erasure.done_at is not None


async def test_what_is_on_its_way_to_the_crm_is_forgotten_there_too(desk: Stage) -> None:
    """A note that a worker is just bringing arrives after the CRM was asked: it is asked again."""
    mine = await desk.talks(ZEBULON, WORDS, "v:1")
    note = NoteTask(customer_id="c-zebulon", conversation_id=mine, author="Sam", text=WORDS)
    async with desk.db.write() as tx:
        await crm_tasks.add(tx, key="k", task=note, now=desk.clock())
    erasure = await desk.erased(customer_id=ZEBULON.id)
    assert states(erasure)["shop"] == "owed"
    assert WORDS not in await desk.dump()
    desk.clock.forward(minutes=2)
    await desk.work.look()
    done = await desk.privacy.erasure(erasure.id)
    assert states(done)["shop"] == "done"
    assert done.done_at is not None


async def test_what_the_bot_was_at_is_waited_for(desk: Stage) -> None:
    """A turn that runs while its customer is forgotten writes nothing down."""

    async def meanwhile(_turn: Any) -> Any:
        erasure = await desk.privacy.erase(Who(channel="webchat", address="v:1"), by="Ada")
        await desk.work.look()
        assert states(await desk.privacy.erasure(erasure.id))["bot"] == "owed"
        return says(f"You said: {WORDS}")

    desk.bot.script.append(meanwhile)
    await desk.say(WORDS)
    desk.clock.forward(seconds=60)
    await desk.work.look()
    (done,) = await desk.privacy.erasures()
    assert done.done_at is not None
    assert "flamingo" not in await desk.dump()
