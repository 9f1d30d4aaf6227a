"""What the bridge keeps of WhatsApp and Messenger, on every database it may run on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from actions.crm.registry import open_crm
from contracts.turn import Attachment, Button, Channel, Customer
from handoff import migrations
from handoff.channels.messenger.sender import Messenger
from handoff.channels.meta import graph_errors
from handoff.channels.webhooks.handler import UpdateHandler
from handoff.channels.webhooks.platform import Unfetched
from handoff.channels.webhooks.worker import Webhooks
from handoff.channels.whatsapp.sender import WhatsApp
from handoff.core.channel.inbound_events import Media, Receipt, Said, Sender
from handoff.core.channel.port import WINDOW_CLOSED, Inbound, LineStopped, Undelivered
from handoff.core.errors import Conflict, Unauthorized
from handoff.core.identity_tokens import Vouched
from handoff.core.model import ELSEWHERE, Author, Conversation, Message
from handoff.core.retention import days_by_kind
from handoff.jobs.engine.worker import Worker
from handoff.jobs.outbox import LEASE, Outbox
from handoff.store.conversations import drafts, log
from handoff.store.delivery import channel_stops, dead_letters
from handoff.store.delivery.addresses import Addresses
from handoff.store.delivery.deliveries import Deliveries, Send, read_tracker
from handoff.store.delivery.webhook_inbox import Update, WebhookInbox
from handoff.store.files.old_files import OldFiles
from handoff.store.read_models import gauges
from handoff.store.tables.delivery import outbox, updates
from handoff.usecases.casework import external_agent
from handoff.usecases.privacy.retaining import Retention
from tests.desk import START, Desk, ListChannel, says
from tests.postgres import postgres_url

HERE = "1001/49151"
ANNA = Customer(id="c-0001", name="Anna", level="verified", how="whatsapp_number")
BEN = Customer(id="c-0002", name="Ben", level="verified", how="account_linking")


class ListGraph:
    """Takes everything and writes it down; `failing` is raised instead, once for each entry."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.failing: list[Undelivered] = []
        self._count = 0

    async def post(self, _path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Keep a message; returns its id as both platforms do."""
        if self.failing:
            raise self.failing.pop(0)
        self.sent.append(body)
        self._count += 1
        key = f"id.{self._count}"
        return {"messages": [{"id": key}], "message_id": key}

    def texts(self) -> list[str]:
        """What was said, in order."""
        return [
            str(
                (body.get("text") or body.get("message") or {}).get("body")
                or body.get("message", {}).get("text")
            )
            for body in self.sent
        ]


class NoFiles:
    """A platform whose files cannot be had."""

    accounts = frozenset({"1001", "2001"})
    app = "3001"

    def __init__(self) -> None:
        self.again = False
        self.asked = 0

    async def fetch(self, _media: Media) -> Attachment:
        """Fail."""
        self.asked += 1
        raise Unfetched("gone", again=self.again)

    async def attend(self, _address: str, _provider_id: str) -> None:
        """Do nothing."""

    def refusal(self, code: int | None) -> Undelivered:
        """What the platform means by a code."""
        return graph_errors.verdict("whatsapp", code)


class NoTokens:
    """Takes no token."""

    def vouched(self, _token: str) -> Vouched:
        """Refuse."""
        raise Unauthorized


class Stage(Desk):
    """A desk with both platforms, each run by hand."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.graph = ListGraph()
        self.deliveries = Deliveries(self.db, self.clock)
        self.addresses = Addresses(self.db, self.clock)
        self.updates = WebhookInbox(self.db)
        self.files = NoFiles()
        platforms: dict[Channel, Any] = {"whatsapp": self.files, "messenger": self.files}
        handler = UpdateHandler(
            self.db, self.clock, self.customers, platforms, open_crm("memory:"), NoTokens()
        )
        self.webhooks = Worker(Webhooks(self.db, self.clock, self.updates, handler))
        more = (self.graph, None, self.deliveries, self.customers.conversation, self.clock)
        channels: dict[Channel, Any] = {
            "whatsapp": WhatsApp(*more),  # type: ignore[arg-type]
            "messenger": Messenger(*more),  # type: ignore[arg-type]
        }
        self.outbox = Worker(Outbox(self.db, self.clock, channels))

    async def hears(self, text: str, channel: Channel = "whatsapp", **more: Any) -> Conversation:
        """A customer's message and everything that comes of it."""
        self._count += 1
        values = {"address": HERE, "client_id": f"c{self._count}", "customer": Customer(), **more}
        await self.customers.receive(Inbound(channel=channel, text=text, **values))
        await self.settle()
        return await self.at(values["address"], channel)

    async def asked(self, text: str, **more: Any) -> None:
        """A customer's message and the bot's answer, which is left to whoever sends it."""
        self._count += 1
        values = {"client_id": f"c{self._count}", "customer": Customer(), **more}
        await self.customers.receive(Inbound(text=text, **values))
        await self.turns.run_due()

    async def at(self, address: str = HERE, channel: Channel = "whatsapp") -> Conversation:
        """The conversation at an address."""
        found = await self.customers.conversation_at(channel, address)
        assert found is not None
        return found

    async def states(self, conversation: Conversation) -> list[str | None]:
        """The delivery states of what went out, in order."""
        lines = await self.customers.transcript(conversation.id)
        return [line.state for line in lines if line.author.kind != "customer"]

    async def tells(self, *heard: Any) -> None:
        """The platform tells something, and it is done."""
        told = [
            Update(key=h.key, lane="one", at=h.at or self.clock(), body=msgspec.to_builtins(h))
            for h in heard
        ]
        await self.updates.keep("whatsapp", told, self.clock())
        while await self.webhooks.run_due():
            pass
        await self.settle()


@pytest.fixture
async def desk(desk_url: str) -> AsyncIterator[Stage]:
    """A desk on each database."""
    made = Stage(desk_url)
    yield made
    await made.close()


def an_update(key: str, *, lane: str = "a", at: datetime = START) -> Update:
    """Something that was told."""
    return Update(key=key, lane=lane, at=at, body={"key": key})


async def keys_due(desk: Stage) -> list[str]:
    """What could be done now."""
    return [each.body["key"] for each in await desk.updates.due(desk.clock(), limit=10)]


async def test_an_update_is_kept_once(desk: Stage) -> None:
    """The same key again, in the same batch or a later one, is nothing new."""
    now = desk.clock()
    await desk.updates.keep("whatsapp", [an_update("1"), an_update("1")], now)
    await desk.updates.keep("whatsapp", [an_update("1", lane="b"), an_update("2", lane="b")], now)
    await desk.updates.keep("messenger", [an_update("1")], now)
    await desk.updates.keep("messenger", [], now)
    found = [(u.channel, u.body["key"]) for u in await desk.updates.due(now, limit=10)]
    assert sorted(found) == [("messenger", "1"), ("whatsapp", "1"), ("whatsapp", "2")]


async def test_webhooks_at_the_same_moment_share_commits(desk: Stage) -> None:
    """A hundred at once, every one of them twice: each is kept once."""
    told = [an_update(str(n % 50), lane=str(n % 50)) for n in range(100)]
    await asyncio.gather(*(desk.updates.keep("whatsapp", [u], START) for u in told))
    assert len(await desk.updates.due(START, limit=100)) == 50


async def test_a_commit_that_fails_fails_nobody_else(desk: Stage) -> None:
    """What cannot be stored is an error for whoever sent it; the others are kept."""
    bad = an_update("bad", lane="b")
    broken = msgspec.structs.replace(bad, key=None)  # type: ignore[arg-type]
    told = [an_update("1"), broken, an_update("2", lane="c"), an_update("3", lane="d")]
    found = await asyncio.gather(
        *(desk.updates.keep("whatsapp", [u], START) for u in told), return_exceptions=True
    )
    assert await keys_due(desk) == ["1", "2", "3"]
    assert isinstance(found[1], IntegrityError)


async def test_work_gives_way_to_webhooks(desk: Stage) -> None:
    """Until they are kept, or for a while: a steady stream must not stop it for ever."""
    await desk.updates.until_quiet(at_most=60)
    keeping = asyncio.create_task(desk.updates.keep("whatsapp", [an_update("1")], START))
    await asyncio.sleep(0)
    await desk.updates.until_quiet(at_most=60)
    assert await keys_due(desk) == ["1"]
    await keeping
    keeping = asyncio.create_task(desk.updates.keep("whatsapp", [an_update("2")], START))
    await asyncio.sleep(0)
    await desk.updates.until_quiet(at_most=0)
    await keeping


async def test_a_lane_is_done_in_the_order_of_time(desk: Stage) -> None:
    """What was written first is done first, also when it came last; lanes do not wait."""
    later = START + timedelta(seconds=5)
    told = [an_update("late", at=later), an_update("early"), an_update("other", lane="b")]
    await desk.updates.keep("whatsapp", told, START)
    assert await keys_due(desk) == ["early", "other"]
    (early, _) = await desk.updates.due(START, limit=10)
    until = START + timedelta(seconds=2)
    await desk.updates.put_off(early.id, until=until, attempts=1, error="busy")
    assert await keys_due(desk) == ["other"]
    desk.clock.forward(seconds=2)
    assert await keys_due(desk) == ["early", "other"]
    await desk.updates.done([early.id])
    assert await keys_due(desk) == ["late", "other"]


async def test_keys_are_forgotten_after_ten_days(desk: Stage, tmp_path: Path) -> None:
    """What is done goes; what waits stays."""
    await desk.updates.keep("whatsapp", [an_update("1"), an_update("2", lane="b")], START)
    (first, _) = await desk.updates.due(START, limit=10)
    await desk.updates.done([first.id])
    desk.clock.forward(days=11)
    retention = Retention(desk.db, desk.clock, OldFiles(tmp_path), days_by_kind(()))
    assert await retention.all() == {"webhooks": 1}
    async with desk.db.read() as connection:
        assert await connection.scalar(sa.select(sa.func.count()).select_from(updates)) == 1


def a_message(key: str, **more: Any) -> Said:
    """A customer's message as WhatsApp tells it."""
    values = {"text": f"text {key}", "sender": Sender(id="49151", phone="49151"), **more}
    return Said(account="1001", key=key, at=START, **values)


async def test_one_broken_update_holds_up_no_other(desk: Stage) -> None:
    """It is tried again and in the end kept to be looked at; the next ones are done."""
    broken = an_update("broken", lane="b")
    await desk.updates.keep("whatsapp", [broken], START)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(broken.body, Said)
    await desk.tells(a_message("1"))
    assert desk.graph.texts() == ["echo text 1"]
    for _ in range(8):
        desk.clock.forward(minutes=5)
        await desk.webhooks.run_due()
    async with desk.db.read() as connection:
        states = await connection.execute(sa.select(updates.c.key, updates.c.state))
        assert dict(states.all()) == {"broken": "failed", "1": "done"}


async def test_a_file_is_fetched_again_and_then_given_up(desk: Stage) -> None:
    """What may come is tried three times more; the message is answered in any case."""
    desk.files.again = True
    await desk.tells(a_message("1", media=(Media(kind="image", id="7"),)))
    assert desk.bot.seen == []
    for _ in range(4):
        desk.clock.forward(seconds=10)
        await desk.webhooks.run_due()
    await desk.settle()
    assert desk.files.asked == 4
    (attachment,) = desk.bot.seen[0].messages[0].attachments
    assert (attachment.kind, attachment.ref) == ("image", None)


async def test_a_very_long_message_is_kept_whole(desk: Stage) -> None:
    """It becomes as many messages as the log needs, and one turn."""
    text = " ".join(["word"] * 3_000)
    await desk.tells(a_message("1", text=text))
    lines = await desk.customers.transcript((await desk.at()).id)
    said = [line.text or "" for line in lines if line.author.kind == "customer"]
    assert len(said) == 3
    assert " ".join(said) == text
    assert len(desk.bot.seen) == 1


async def test_a_receipt_never_goes_back(desk: Stage) -> None:
    """Read, then delivered, then sent: it stays read; in disorder as well as twice."""
    conversation = await desk.hears("hello")
    for state in ("read", "delivered", "sent", "read"):
        await desk.tells(Receipt(account="1001", key=f"1:{state}", target="id.1", state=state))  # type: ignore[arg-type]
        assert await desk.states(conversation) == ["read"]


async def test_a_message_has_come_when_all_of_it_has(desk: Stage) -> None:
    """Of a message in three sends the slowest counts."""
    desk.bot.script.append(says(" ".join(["A sentence of some length."] * 320)))
    conversation = await desk.hears("hello")
    assert len(desk.graph.sent) == 3
    for number, state in ((1, "read"), (3, "delivered")):
        assert await desk.deliveries.reached("whatsapp", f"id.{number}", None, state)  # type: ignore[arg-type]
    assert await desk.states(conversation) == ["sent"]
    assert await desk.deliveries.reached("whatsapp", "id.2", None, "read")
    assert await desk.states(conversation) == ["delivered"]


async def test_a_receipt_of_nothing_that_we_know(desk: Stage) -> None:
    """It waits for its message for a while and is then let go."""
    await desk.tells(Receipt(account="1001", key="x:sent", target="x", state="sent"))
    for _ in range(8):
        desk.clock.forward(minutes=5)
        await desk.webhooks.run_due()
    async with desk.db.read() as connection:
        assert await connection.scalar(sa.select(updates.c.state)) == "failed"


async def test_the_mark_settles_an_uncertain_send(desk: Stage) -> None:
    """After a time-out nothing is sent for half a minute; our mark in a status ends the doubt."""
    desk.graph.failing = [graph_errors.uncertain("whatsapp", "timeout")]
    conversation = await desk.hears("hello")
    lines = await desk.customers.transcript(conversation.id)
    desk.clock.forward(seconds=20)
    await desk.settle()
    assert desk.graph.sent == []
    tracker = f"{lines[1].id}.0.1"
    assert await desk.deliveries.reached("whatsapp", "late.id", tracker, "delivered")
    desk.clock.forward(seconds=20)
    await desk.settle()
    assert desk.graph.sent == []
    assert await desk.states(conversation) == ["delivered"]


@pytest.mark.parametrize("tracker", [None, "", "some data", "m_1", "m_1.0", "m_zz.0.1", "m_1.0.1x"])
def test_a_mark_that_is_not_ours(tracker: str | None) -> None:
    """Only our own marks are read."""
    assert read_tracker(tracker) is None


async def test_outside_the_window_whatsapp_takes_templates_only(desk: Stage) -> None:
    """The rest is held, and goes out in its order when the customer writes again."""
    conversation = await desk.hears("hello")
    desk.clock.forward(hours=25)
    for text in ("one", "two"):
        await write(desk, conversation, text)
    await write(
        desk,
        conversation,
        "news",
        custom={"template": {"name": "n", "language": "en", "parameters": []}},
    )
    await desk.settle()
    assert await desk.states(conversation) == ["sent", "failed", "failed", "sent"]
    assert [body["type"] for body in desk.graph.sent] == ["text", "template"]
    held = (await desk.customers.transcript(conversation.id))[2]
    assert held.custom == {"undelivered": "window_closed"}
    await desk.hears("I am back")
    assert desk.graph.texts()[2:] == ["one", "two", "echo I am back"]
    assert (await desk.customers.transcript(conversation.id))[2].custom == {}


async def write(desk: Stage, conversation: Conversation, text: str, **content: Any) -> None:
    """Something of the bot's, or with `agent` of an agent's, to the customer."""
    by = content.pop("by", "bot")
    async with desk.db.write() as tx:
        locked = await log.lock(tx, conversation.id)
        draft = drafts.Draft(
            author=Author(kind=by, name="Sam"), text=text, content=drafts.Content(**content)
        )
        await log.append(tx, locked, draft, desk.clock())


async def test_on_messenger_a_person_may_write_for_a_week(desk: Stage) -> None:
    """Within a day everything goes as a response, then an agent's with the tag, then nothing."""
    address = "2001/31"
    conversation = await desk.hears("hello", "messenger", address=address)
    desk.clock.forward(hours=25)
    await write(desk, conversation, "bot")
    await write(desk, conversation, "agent", by="agent")
    await desk.settle()
    desk.clock.forward(days=7)
    await write(desk, conversation, "too late", by="agent")
    await desk.settle()
    assert await desk.states(conversation) == ["sent", "failed", "sent", "failed"]
    assert [(b["messaging_type"], b.get("tag")) for b in desk.graph.sent] == [
        ("RESPONSE", None),
        ("MESSAGE_TAG", "HUMAN_AGENT"),
    ]


async def test_an_old_message_opens_no_window(desk: Stage) -> None:
    """What the platform brings days late was written then; nothing may be answered to it."""
    await desk.hears("hello", at=START - timedelta(days=2))
    assert desk.graph.sent == []
    assert (await desk.at()).reply_window_until == START - timedelta(days=1)


async def test_the_pair_rate_is_kept(desk: Stage) -> None:
    """After a burst of 45 one message goes in six seconds; waiting is no failed try."""
    conversation = await desk.hears("hello")
    for number in range(50):
        await write(desk, conversation, f"n{number}")
    await desk.settle()
    assert len(desk.graph.sent) == 45
    for _ in range(40):
        desk.clock.forward(seconds=3)
        await desk.settle()
    assert desk.graph.texts()[1:] == [f"n{number}" for number in range(50)]
    assert set(await desk.states(conversation)) == {"sent"}


async def test_a_stopped_channel_keeps_everything(desk: Stage) -> None:
    """Nothing is tried while it is stopped, no try is counted, and it drains in order."""
    desk.graph.failing = [LineStopped("whatsapp_190")]
    conversation = await desk.hears("one")
    for text in ("two", "three"):
        await desk.hears(text)
    desk.clock.forward(hours=3)
    await desk.settle()
    assert desk.graph.sent == []
    async with desk.db.read() as connection:
        (stopped,) = await channel_stops.stopped(connection)
        tries = await connection.execute(sa.select(outbox.c.attempts))
        assert {row.attempts for row in tries} == {0}
    assert (stopped.channel, stopped.code) == ("whatsapp", "whatsapp_190")
    assert await channel_stops.resume(desk.db, "whatsapp", desk.clock())
    assert not await channel_stops.resume(desk.db, "whatsapp", desk.clock())
    await desk.settle()
    assert desk.graph.texts() == ["echo one", "echo two", "echo three"]
    assert await desk.states(conversation) == ["sent"] * 3


async def test_a_failed_status_may_stop_the_line(desk: Stage) -> None:
    """The message is kept, and goes out again once the channel goes on."""
    conversation = await desk.hears("hello")
    failed = Receipt(account="1001", key="1:failed", target="id.1", state="failed", code=131042)
    await desk.tells(failed)
    assert await desk.states(conversation) == ["queued"]
    await channel_stops.resume(desk.db, "whatsapp", desk.clock())
    await desk.settle()
    assert desk.graph.texts() == ["echo hello", "echo hello"]


async def test_never_the_same_again(desk: Stage) -> None:
    """An error that would only come again marks the message, with the code for people."""
    desk.graph.failing = [graph_errors.verdict("whatsapp", 131026)]
    conversation = await desk.hears("hello")
    desk.clock.forward(hours=1)
    await desk.settle()
    lines = await desk.customers.transcript(conversation.id)
    assert (lines[1].state, lines[1].custom) == ("failed", {"undelivered": "whatsapp_131026"})


@pytest.mark.parametrize(
    ("code", "subcode", "retry", "stops_line", "name"),
    [
        *((code, None, True, False, None) for code in (1, 2, 4, 80007, 130429, 131000, 131016)),
        *((code, None, True, False, None) for code in (131056, 131057, 613)),
        *((code, None, False, False, None) for code in (100, 131008, 131009, 131026, 131030)),
        *((code, None, False, False, None) for code in (131049, 131051, 132001, 130472, 551)),
        *((code, None, True, True, None) for code in (0, 3, 10, 190, 200, 299, 368, 131005)),
        *((code, None, True, True, None) for code in (131031, 131042, 131048)),
        (131047, None, False, False, "window_closed"),
        (1545041, None, False, False, "window_closed"),
        (10, 2018278, False, False, "window_closed"),
        (None, None, False, False, None),
    ],
)
def test_the_classes_of_errors(
    code: int | None, subcode: int | None, retry: bool, stops_line: bool, name: str | None
) -> None:
    """Each error is tried again, never again, or stops the line."""
    found = graph_errors.verdict("whatsapp", code, subcode)
    assert (found.retry, isinstance(found, LineStopped)) == (retry, stops_line)
    assert name is None or found.code == name


def test_the_pair_rate_s_error_waits_four_times_as_long_each_time() -> None:
    """131056 is tried again after 1, 4, 16 … seconds; other errors after 1, 2, 4 …."""
    assert graph_errors.verdict("whatsapp", 131056).growth == 4
    assert graph_errors.verdict("whatsapp", 131000).growth == 2


async def test_one_customer_many_addresses(desk: Stage) -> None:
    """An open conversation of a verified customer goes on wherever they write."""
    first = await desk.hears("on the phone", customer=ANNA)
    second = await desk.hears("in Messenger", "messenger", address="2001/31", customer=ANNA)
    assert (second.id, second.channel, second.address) == (first.id, "messenger", "2001/31")
    assert [body.get("to") or body["recipient"]["id"] for body in desk.graph.sent] == [
        "49151",
        "31",
    ]
    other = await desk.hears("hello", address="1001/7", customer=BEN)
    assert other.id != first.id


async def test_a_proof_of_one_order_continues_nothing(desk: Stage) -> None:
    """Who proved one order only is not taken for the customer on other channels."""
    proven = msgspec.structs.replace(ANNA, how="order_challenge", scope="10432")
    first = await desk.hears("one", customer=proven)
    second = await desk.hears("two", "messenger", address="2001/31", customer=proven)
    assert first.id != second.id


async def test_what_waits_follows_the_customer(desk: Stage) -> None:
    """An answer that has not gone out when they write elsewhere goes there."""
    desk.graph.failing = [Undelivered("whatsapp_131000", retry=True, after=timedelta(hours=1))]
    await desk.hears("one", customer=ANNA)
    await desk.hears("two", "messenger", address="2001/31", customer=ANNA)
    desk.clock.forward(hours=2)
    await desk.settle()
    assert [body["recipient"]["id"] for body in desk.graph.sent] == ["31", "31"]


async def test_linking_is_refused_across_customers(desk: Stage) -> None:
    """An address, or a conversation, that was proven to be one customer's is no other's."""
    await desk.addresses.link("whatsapp", HERE, ANNA)
    await desk.addresses.link("whatsapp", HERE, ANNA)
    with pytest.raises(Conflict):
        await desk.addresses.link("whatsapp", HERE, BEN)
    await desk.hears("hello", "messenger", address="2001/31", customer=ANNA)
    with pytest.raises(Conflict):
        await desk.addresses.link("messenger", "2001/31", BEN)
    await desk.addresses.unlink("whatsapp", HERE)
    assert (await desk.addresses.meet("whatsapp", HERE, None)).level == "anonymous"


async def test_an_address_is_rekeyed(desk: Stage) -> None:
    """Conversation, proof and what waits move along; whoever is at the new one stays."""
    await desk.addresses.meet("whatsapp", HERE, None)
    await desk.addresses.link("whatsapp", HERE, ANNA)
    first = await desk.hears("hello")
    moved = await desk.addresses.move("whatsapp", HERE, "1001/49152")
    assert moved is not None
    assert (moved.id, moved.address) == (first.id, "1001/49152")
    assert (await desk.addresses.meet("whatsapp", "1001/49152", None)).id == "c-0001"
    assert (await desk.addresses.meet("whatsapp", HERE, None)).level == "anonymous"
    await desk.addresses.move("whatsapp", "1001/49152", HERE)
    assert (await desk.at("1001/49152")).id == first.id


async def test_somebody_outside_has_the_conversation(desk: Stage) -> None:
    """A bot's reply that was under way is dropped; control given back lets it speak again."""
    conversation = await desk.hears("hello")
    for _ in range(2):
        async with desk.db.write() as tx:
            locked = await log.lock(tx, conversation.id)
            locked = await external_agent.has(tx, locked, desk.clock())
            assert (locked.owner, locked.agent_id) == ("agent", ELSEWHERE)
    await desk.hears("is anybody there?")
    assert len(desk.bot.seen) == 1
    async with desk.db.write() as tx:
        locked = await external_agent.gives_back(
            tx, await log.lock(tx, conversation.id), desk.clock()
        )
        assert locked.owner == "bot"
    await desk.hears("and now?")
    assert desk.graph.texts() == ["echo hello", "echo and now?"]


async def test_what_somebody_outside_has_is_not_given_back(desk: Stage) -> None:
    """They are never at the desk and lose nothing by that; any agent may take it over."""
    conversation = await desk.hears("hello")
    agent = await desk.agent()
    async with desk.db.write() as tx:
        locked = await log.lock(tx, conversation.id)
        await external_agent.has(tx, locked, desk.clock())
    desk.clock.forward(seconds=600)
    await desk.routing.run_due()
    assert (await desk.at()).agent_id == ELSEWHERE
    taken = await desk.transfers.take_over(agent.id, conversation.id)
    assert (taken.owner, taken.agent_id) == ("agent", agent.id)


async def test_what_is_sent_again_is_no_failure_any_more(desk: Stage) -> None:
    """It counts as given up until then; what waits for the customer never does."""
    desk.graph.failing = [graph_errors.verdict("whatsapp", 131026)]
    conversation = await desk.hears("hello")
    standing_now = await gauges.read(desk.db, desk.clock())
    assert (standing_now.dead_letters, standing_now.held) == (1, 0)
    async with desk.db.write() as tx:
        locked = await log.lock(tx, conversation.id)
        await dead_letters.revive(tx, locked, locked.last_seq, desk.clock())
    await desk.settle()
    assert desk.graph.texts() == ["echo hello"]
    (message,) = await desk.customers.transcript(conversation.id, after=locked.last_seq - 1)
    assert not (message.custom or {}).get("undelivered")
    desk.graph.failing = [graph_errors.verdict("whatsapp", 131047)]
    await desk.hears("one more")
    standing_now = await gauges.read(desk.db, desk.clock())
    assert (standing_now.dead_letters, standing_now.held) == (0, 1)


async def test_the_bot_is_back_after_a_day(desk: Stage) -> None:
    """Where nobody can give control back, a day without a word does."""
    conversation = await desk.hears("hello")
    async with desk.db.write() as tx:
        await external_agent.has(tx, await log.lock(tx, conversation.id), desk.clock())
    desk.clock.forward(hours=25)
    await desk.hears("anybody?")
    assert desk.graph.texts() == ["echo hello", "echo anybody?"]


async def test_a_press_in_an_earlier_conversation_is_words(desk: Stage) -> None:
    """A button of a conversation that is long over is not executed: its title is read."""
    desk.bot.script.append(says("Shall I?", buttons=(Button(title="Yes", payload="/affirm"),)))
    first = await desk.hears("hello")
    asked = (await desk.customers.transcript(first.id))[1]
    async with desk.db.write() as tx:
        await log.move(tx, await log.lock(tx, first.id), "closed", desk.clock())
    desk.clock.forward(days=3)
    second = await desk.hears("Yes", choice=f"{asked.id}.0")
    assert second.id != first.id
    assert desk.bot.seen[-1].messages[0].text == "Yes"


class SlowFiles(NoFiles):
    """A platform whose files come when `come` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted, self.come = asyncio.Event(), asyncio.Event()

    async def fetch(self, media: Media) -> Attachment:
        """Wait, and fail."""
        self.wanted.set()
        await self.come.wait()
        return await super().fetch(media)


class SlowGraph(ListGraph):
    """Takes everything when `come` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted, self.come = asyncio.Event(), asyncio.Event()

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Wait, and keep a message."""
        self.wanted.set()
        await self.come.wait()
        return await super().post(path, body)


@pytest.fixture
async def bridges() -> AsyncIterator[tuple[Stage, Stage]]:
    """Two bridges on one database."""
    url = postgres_url(migrations.upgrade)
    both = Stage(url), Stage(url)
    yield both
    for each in both:
        await each.close()


@pytest.mark.postgres
async def test_of_several_bridges_one_works_on_a_lane(bridges: tuple[Stage, Stage]) -> None:
    """The others turn to other lanes meanwhile, and nothing is done twice."""
    one, two = bridges
    slow = SlowFiles()
    handler = UpdateHandler(
        one.db, one.clock, one.customers, {"whatsapp": slow}, open_crm("memory:"), NoTokens()
    )
    one.webhooks = Worker(Webhooks(one.db, one.clock, one.updates, handler))
    said = [a_message("1", media=(Media(kind="image", id="7"),)), a_message("2")]
    lane = [
        Update(key=each.key, lane="slow", at=START, body=msgspec.to_builtins(each)) for each in said
    ]
    await one.updates.keep("whatsapp", lane, START)
    working = asyncio.create_task(one.webhooks.run_due())
    await asyncio.wait_for(slow.wanted.wait(), 30)
    other = a_message("3", sender=Sender(id="49152", phone="49152"))
    body = msgspec.to_builtins(other)
    await two.updates.keep(
        "whatsapp", [Update(key="3", lane="quick", at=START, body=body)], two.clock()
    )
    while await two.webhooks.run_due():
        pass
    assert await two.customers.conversation_at("whatsapp", HERE) is None
    assert await two.at("1001/49152")
    slow.come.set()
    await working
    lines = await two.customers.transcript((await two.at()).id)
    said_by_them = [line.text for line in lines if line.author.kind == "customer"]
    assert said_by_them == ["text 1", "text 2"]
    assert (slow.asked, two.files.asked) == (1, 0)


@pytest.mark.postgres
async def test_what_takes_long_is_not_sent_twice(
    bridges: tuple[Stage, Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bridge renews its lease for as long as it is sending."""
    one, two = bridges
    monkeypatch.setattr("handoff.jobs.outbox.SIGN_SECONDS", 0.01)
    slow = SlowGraph()
    more = (slow, None, one.deliveries, one.customers.conversation, one.clock)
    slowly = WhatsApp(*more)  # type: ignore[arg-type]
    worker = Worker(Outbox(one.db, one.clock, {"whatsapp": slowly}))
    said = Inbound(
        channel="whatsapp", address=HERE, client_id="1", customer=Customer(), text="hello"
    )
    await one.customers.receive(said)
    await one.turns.run_due()
    sending = asyncio.create_task(worker.run_due())
    await asyncio.wait_for(slow.wanted.wait(), 30)
    for _ in range(2):
        for stage in bridges:
            stage.clock.forward(seconds=10)
        await until_held(one, one.clock() + LEASE)
        assert await two.outbox.run_due() == 0
    slow.come.set()
    await sending
    assert slow.texts() == ["echo hello"]
    assert two.graph.sent == []
    assert await one.states(await one.at()) == ["sent"]


async def until_held(desk: Stage, when: datetime) -> None:
    """Return when the only message on its way out is its sender's until then."""
    for _ in range(1_000):
        async with desk.db.read() as connection:
            if (await connection.execute(sa.select(outbox.c.due_at))).scalar_one() >= when:
                return
        await asyncio.sleep(0.01)
    raise TimeoutError(when)


class HangingChannel:
    """A channel that hangs from the first send on."""

    name: Channel = "whatsapp"

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def send(self, _message: Message, _address: str) -> str | None:
        """Never return."""
        self.asked.set()
        await asyncio.Event().wait()
        return None


@pytest.fixture
async def sending(desk: Stage) -> AsyncIterator[tuple[HangingChannel, ListChannel]]:
    """An outbox at work, whose WhatsApp hangs and whose Messenger does not."""
    hanging, quick = HangingChannel(), ListChannel()
    worker = Worker(Outbox(desk.db, desk.clock, {"whatsapp": hanging, "messenger": quick}))
    running = asyncio.create_task(worker.run())
    yield hanging, quick
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_channel_that_hangs_delays_no_other(
    desk: Stage, sending: tuple[HangingChannel, ListChannel]
) -> None:
    """Messenger is answered, again and again, while a send on WhatsApp does not come back."""
    hanging, quick = sending
    await desk.asked("one", channel="whatsapp", address=HERE)
    await asyncio.wait_for(hanging.asked.wait(), 30)
    for text in ("two", "three"):
        await desk.asked(text, channel="messenger", address="2002/9")
        await until(lambda text=text: quick.texts()[-1:] == [f"echo {text}"])
    assert quick.texts() == ["echo two", "echo three"]


async def test_who_goes_elsewhere_does_not_wait_for_a_channel_that_hangs(
    desk: Stage, sending: tuple[HangingChannel, ListChannel]
) -> None:
    """What follows a send that hangs goes out where the customer is now; that send itself waits."""
    hanging, quick = sending
    await desk.asked("one", channel="whatsapp", address=HERE, customer=ANNA)
    await asyncio.wait_for(hanging.asked.wait(), 30)
    await desk.asked("two", channel="messenger", address="2002/9", customer=ANNA)
    await until(lambda: quick.texts() == ["echo two"])


async def test_a_channel_with_too_many_under_way_starts_no_more(
    desk: Stage, sending: tuple[HangingChannel, ListChannel], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many wait there, the others' messages are found."""
    monkeypatch.setattr("handoff.jobs.outbox.AT_ONCE", 1)
    hanging, quick = sending
    for number in range(3):
        await desk.asked("one", channel="whatsapp", address=f"1001/{number}")
        await asyncio.wait_for(hanging.asked.wait(), 30)
    await desk.asked("two", channel="messenger", address="2002/9")
    await until(lambda: quick.texts() == ["echo two"])


class OvertakenChannel:
    """A channel whose platform refuses a message before its answer to the send is noted."""

    name: Channel = "whatsapp"

    def __init__(self, deliveries: Deliveries, why: Undelivered) -> None:
        self._deliveries, self._why = deliveries, why

    async def send(self, message: Message, _address: str) -> str | None:
        """Taken, and refused at once."""
        send = Send(message_id=message.id, place=0, of=1)
        await self._deliveries.taken("whatsapp", send, "id.1")
        assert await self._deliveries.refused("whatsapp", "id.1", None, self._why)
        return "id.1"


@pytest.mark.parametrize(
    ("why", "state"),
    [
        (Undelivered(WINDOW_CLOSED, retry=False), "failed"),
        (Undelivered("platform_error", retry=True), "queued"),
    ],
)
async def test_a_refusal_that_overtakes_the_answer_is_not_forgotten(
    desk: Stage, why: Undelivered, state: str
) -> None:
    """What is held stays held, and what is to be tried again is: neither counts as sent."""
    overtaken = OvertakenChannel(desk.deliveries, why)
    worker = Worker(Outbox(desk.db, desk.clock, {"whatsapp": overtaken}))
    await desk.asked("one", channel="whatsapp", address=HERE)
    await worker.run_due()
    async with desk.db.read() as connection:
        assert (await connection.execute(sa.select(outbox.c.state))).scalars().all() == [state]


async def until(holds: Callable[[], bool]) -> None:
    """Return when it holds."""
    for _ in range(3_000):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError
