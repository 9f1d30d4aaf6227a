"""What was sent off and not confirmed comes to an end that its customer hears, once."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from actions.crm.errors import CrmRefused, CrmUnavailable, CrmUncertain
from actions.crm.once_only import methods
from actions.crm.once_only.facet import unwrapped
from actions.crm.once_only.on_behalf import writing_for
from actions.crm.once_only.settling import ARRIVED_AFTER, Settling
from actions.crm.port import Crm
from handoff.core import texts
from handoff.jobs.engine.worker import Worker
from handoff.jobs.write_settling import LEASE, MOST_LOOKS, WriteSettling
from handoff.store.cases import crm_tasks, queue
from handoff.store.conversations import log
from handoff.usecases.casework.write_endings import WriteEndings
from tests.demo_fixtures import DEMO
from tests.desk import Desk, no_crm
from tests.forgetful_shop import ForgetfulShop, Watch, connected

CANCEL, LINK = "cancel_order", "request_payment"
NUMBER = DEMO.writes[CANCEL][0][0]


class Bench:
    """A desk that works for a shop which forgets, and its job on it."""

    def __init__(self, desk: Desk, shop: ForgetfulShop) -> None:
        self.desk, self.shop = desk, shop
        self.crm: Crm = connected(shop, Watch(desk.clock()))
        self.kind = WriteSettling(
            desk.db,
            self.crm.records,
            Settling(unwrapped(self.crm), clock=desk.clock),
            WriteEndings(desk.db, desk.clock, no_crm),
            desk.clock,
        )
        self.worker = Worker(self.kind)

    async def sent(self, act: str, key: str = "t1:x") -> str:
        """A write of the customer's that ends uncertain; their conversation's id."""
        conversation = await self.desk.here()
        await self.sent_for(conversation.id, act, key)
        return conversation.id

    async def sent_for(self, conversation_id: str, act: str, key: str = "t1:x") -> None:
        """The same for any conversation."""
        args, named = DEMO.writes[act]
        served = getattr(self.crm, methods.writes()[act].facet)
        with writing_for(conversation_id), pytest.raises(CrmUncertain):
            await getattr(served, act)(*args, **named, idempotency_key=key)

    async def later(self, times: int = 1, **amount: float) -> None:
        """Time passes, and the job looks."""
        for _ in range(times):
            self.desk.clock.forward(**(amount or {"seconds": LEASE.total_seconds()}))
            await self.worker.run_due()

    async def said(self) -> list[tuple[str, str | None]]:
        """What was said after the customer's own words and the echo to them."""
        return (await self.desk.transcript())[2:]

    async def entry(self, key: str = "t1:x") -> Any:
        """What the ledger has."""
        return await self.crm.records.write(key)


@pytest.fixture
async def bench(desk: Desk) -> Bench:
    """With a customer who is with the bot."""
    await desk.say("cancel my order")
    return Bench(desk, ForgetfulShop())


async def test_the_end_is_told_by_the_bot_once(bench: Bench) -> None:
    """It is done: one message in the conversation, and nothing is due any more."""
    bench.shop.faults = ["reads_away"]
    await bench.sent(CANCEL)
    await bench.later()
    assert await bench.said() == []
    bench.shop.reads_away = False
    await bench.later(3, minutes=5)
    said = [("bot", f"The confirmation is here: the cancellation of order {NUMBER} is done.")]
    assert await bench.said() == said
    kept = await bench.entry()
    assert (kept.state, kept.owed, kept.due_at, bench.shop.sent) == ("done", False, None, [CANCEL])


async def test_it_is_told_on_the_channel_that_the_customer_is_on(bench: Bench) -> None:
    """What the bot says there goes out as everything else does."""
    bench.shop.faults = ["reads_away"]
    await bench.sent(CANCEL)
    bench.shop.reads_away = False
    await bench.later()
    assert "The confirmation is here" in str(bench.desk.channel.texts()[-1])


async def test_a_reference_is_told_with_it(bench: Bench) -> None:
    """What customers may quote they are told."""
    bench.shop.faults = ["reads_away"]
    await bench.sent("issue_voucher")
    bench.shop.reads_away = False
    await bench.later()
    code = (await bench.entry()).remote_id
    assert code
    [(_, text)] = await bench.said()
    assert str(text).endswith(f"The reference is {code}.")


async def test_what_did_not_go_through_is_owned_up_to(bench: Bench) -> None:
    """With a way to a person, and without a word of a system."""
    bench.shop.faults = ["never_arrived", CrmRefused()]
    await bench.sent(CANCEL)
    await bench.later(1, seconds=ARRIVED_AFTER.total_seconds())
    [(who, text)] = await bench.said()
    assert who == "bot"
    assert "did not go through" in str(text)
    conversation = await bench.desk.here()
    async with bench.desk.db.read() as connection:
        last = await log.at_seq(connection, conversation.id, conversation.last_seq)
    assert last is not None
    assert last.buttons == (texts.PERSON_BUTTON,)
    assert conversation.question_seq == last.seq


async def test_it_is_told_once_though_the_ledger_did_not_hear(bench: Bench) -> None:
    """The message was written and the entry was not: it is not said again."""
    bench.shop.faults = ["reads_away"]
    await bench.sent(CANCEL)
    bench.shop.reads_away = False
    await bench.later()
    now = bench.desk.clock()
    await bench.crm.records.change_write("t1:x", {"done"}, owed=True, due_at=now)
    await bench.later()
    assert len(await bench.said()) == 1
    assert not (await bench.entry()).owed


async def test_what_stays_unknown_is_a_persons_case(bench: Bench) -> None:
    """After so many looks, with what is known in the packet; the customer hears of it."""
    bench.shop.faults = ["answer_lost"]
    conversation_id = await bench.sent(LINK)
    await bench.later(MOST_LOOKS, minutes=6)
    said = await bench.said()
    assert [who for who, _ in said] == ["bot"]
    assert "I still have no confirmation" in str(said[0][1])
    assert (await bench.desk.here()).owner == "queue"
    async with bench.desk.db.read() as connection:
        handoff = await queue.open_in(connection, conversation_id)
    assert handoff is not None
    packet = handoff.packet
    assert (packet["reason"]["code"], handoff.priority) == ("action_failed", "high")
    assert packet["summary"]["tried"][0]["result"].startswith("sent off, never confirmed")
    kept = await bench.entry()
    assert (kept.state, kept.due_at, bench.shop.sent) == ("uncertain", None, [LINK])


async def test_an_agent_who_has_the_conversation_finds_a_note(bench: Bench) -> None:
    """They have the case already; and nothing is sent again behind their back."""
    bench.shop.faults = ["never_arrived", None]
    await bench.sent(CANCEL)
    await bench.desk.taken_by(await bench.desk.agent())
    before = len(await bench.desk.transcript())
    await bench.later(MOST_LOOKS, minutes=6)
    assert bench.shop.sent == []
    told, note = (await bench.desk.transcript())[before:]
    assert "a colleague looks into it" in str(told[1])
    assert note[0] == "system"
    assert f"{CANCEL} for {NUMBER} was sent to the shop's system once" in str(note[1])


async def test_of_a_conversation_that_is_over_a_ticket_is_left(bench: Bench) -> None:
    """Where the customer is known; else a note in it."""
    bench.shop.faults = ["answer_lost"]
    conversation_id = await bench.sent(LINK)
    async with bench.desk.db.write() as tx:
        conversation = await log.lock(tx, conversation_id)
        conversation = await log.change(tx, conversation, customer_id="c-0001")
        await log.move(tx, conversation, "closed", bench.desk.clock())
    await bench.later(MOST_LOOKS, minutes=6)
    async with bench.desk.db.read() as connection:
        [task] = (await connection.execute(sa.select(crm_tasks.crm_tasks))).mappings().all()
    assert task["kind"] == "ticket"
    assert "never confirmed" in task["payload"]["body"]


async def test_of_a_strangers_conversation_that_is_over_a_note_is_left(bench: Bench) -> None:
    """A ticket needs a customer whom the shop knows."""
    bench.shop.faults = ["answer_lost"]
    conversation_id = await bench.sent(LINK)
    async with bench.desk.db.write() as tx:
        conversation = await log.lock(tx, conversation_id)
        await log.move(tx, conversation, "closed", bench.desk.clock())
    await bench.later(MOST_LOOKS, minutes=6)
    assert "never confirmed" in str((await bench.said())[-1][1])


async def test_what_no_customer_was_told_of_ends_in_silence(bench: Bench) -> None:
    """A note of the bot's own is settled, or given up, without a word."""
    bench.shop.faults = ["reads_away"]
    await bench.sent("add_note")
    bench.shop.reads_away = False
    await bench.later()
    assert (await bench.entry()).state == "done"
    assert await bench.said() == []


async def test_a_conversation_that_is_gone_hears_nothing(bench: Bench) -> None:
    """Nor does one that never was; the entries end all the same."""
    bench.shop.faults = ["reads_away"]
    await bench.sent_for("cv_gone", CANCEL)
    bench.shop.reads_away = False
    bench.shop.faults = ["answer_lost"]
    await bench.sent_for("cv_gone", LINK, "t2:x")
    await bench.later(MOST_LOOKS, minutes=6)
    assert [(await bench.entry(key)).due_at for key in ("t1:x", "t2:x")] == [None, None]
    assert (await bench.entry()).state == "done"
    assert await bench.said() == []


async def test_what_nobody_asked_for_is_left_alone_in_the_end(bench: Bench) -> None:
    """Without a conversation there is no one to bring it to."""
    bench.shop.faults = ["answer_lost"]
    args, named = DEMO.writes[LINK]
    with pytest.raises(CrmUncertain):
        await bench.crm.money.request_payment(*args, **named, idempotency_key="t1:x")
    await bench.later(MOST_LOOKS, minutes=6)
    assert (await bench.entry()).due_at is None
    assert await bench.said() == []


async def test_a_ledger_that_is_away_is_looked_at_later(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither claiming nor putting off ends the work."""
    bench.shop.faults = ["reads_away"]
    await bench.sent(CANCEL)

    async def away(*_args: Any, **_named: Any) -> Any:
        raise CrmUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(bench.crm.records, "claim_writes", away)
        await bench.later()
    with monkeypatch.context() as patch:
        patch.setattr(bench.crm.records, "change_write", away)
        await bench.later()
    bench.shop.reads_away = False
    await bench.later()
    assert len(await bench.said()) == 1


async def test_what_was_settled_long_ago_is_forgotten(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a month, and later where the ledger is away."""
    bench.shop.faults = ["reads_away"]
    await bench.sent(CANCEL)
    bench.shop.reads_away = False
    await bench.later()
    await bench.kind.forget()
    bench.desk.clock.forward(days=31)

    async def away(_before: Any) -> int:
        raise CrmUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(bench.crm.records, "forget_writes", away)
        await bench.kind.forget()
    assert await bench.entry() is not None
    await bench.kind.forget()
    assert await bench.entry() is None
