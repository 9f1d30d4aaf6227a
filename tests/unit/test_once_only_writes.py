"""Writes to a system that loses answers and keeps no keys: each once, and its end is known."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from msgspec.structs import replace

from actions.crm import demo
from actions.crm.abilities import Abilities
from actions.crm.desk_records.memory import MemoryRecords
from actions.crm.embedded import EmbeddedCrm
from actions.crm.errors import (
    CrmKeyReused,
    CrmRefused,
    CrmUnable,
    CrmUnavailable,
    CrmUncertain,
)
from actions.crm.facets.writes import Writes
from actions.crm.once_only import methods
from actions.crm.once_only.facet import OnceOnly, once_only, unwrapped
from actions.crm.once_only.on_behalf import writing_for
from actions.crm.once_only.settling import ARRIVED_AFTER, MOST_TRIES, UNDER_WAY, Settling
from actions.crm.once_only.write import Write
from actions.crm.port import Crm
from actions.crm.registry import open_crm
from tests.demo_fixtures import DEMO
from tests.forgetful_shop import SHOWN, ForgetfulShop, Watch, connected

UNSEEN = frozenset({"refund_payment", "request_payment", "send_invoice"})
"""What mails something, or changes what no record of its own shows."""
SEEN = sorted(DEMO.writes.keys() - UNSEEN)
VOUCHER = "issue_voucher"
CANCEL = "cancel_order"


@pytest.fixture
def clock() -> Watch:
    return Watch()


async def do(crm: Crm, act: str, key: str = "t1:x") -> Any:
    """One of the writes that the demo shop can do."""
    args, named = DEMO.writes[act]
    served = getattr(crm, methods.writes()[act].facet)
    with writing_for("cv_1"):
        return await getattr(served, act)(*args, **named, idempotency_key=key)


async def entry(crm: Crm, key: str = "t1:x") -> Write:
    """What the ledger has under a key."""
    found = await crm.records.write(key)
    assert found is not None
    return found


def settling(crm: Crm, clock: Watch) -> Settling:
    """What the job settles with."""
    return Settling(unwrapped(crm), clock=clock)


async def uncertain(crm: Crm, act: str = VOUCHER, key: str = "t1:x") -> Write:
    """The entry of a write that ends uncertain."""
    with pytest.raises(CrmUncertain):
        await do(crm, act, key)
    return await entry(crm, key)


@pytest.mark.parametrize("act", sorted(DEMO.writes))
async def test_a_key_is_sent_once(act: str, clock: Watch) -> None:
    """The same key again gives the first result, and nothing is sent."""
    shop = ForgetfulShop()
    crm = connected(shop, clock)
    first = await do(crm, act)
    assert await do(crm, act) == first
    assert shop.sent == [act]
    assert (await entry(crm)).state == "done"


@pytest.mark.parametrize("act", SEEN)
async def test_a_lost_answer_is_found_by_its_effect(act: str, clock: Watch) -> None:
    """What the system shows of it is the answer, and it is not sent again."""
    shop = ForgetfulShop()
    shop.faults = ["answer_lost"]
    crm = connected(shop, clock)
    made = await do(crm, act)
    assert await do(crm, act) == made
    assert shop.sent == [act]
    kept = await entry(crm)
    assert (kept.state, kept.owed, kept.due_at) == ("done", False, None)


@pytest.mark.parametrize("act", sorted(UNSEEN))
async def test_what_leaves_no_trace_stays_uncertain(act: str, clock: Watch) -> None:
    """Nobody can see whether it was done, so it is never sent again."""
    shop = ForgetfulShop()
    shop.faults = ["answer_lost"]
    crm = connected(shop, clock)
    write = await uncertain(crm, act)
    clock.forward(hours=1)
    assert (await settling(crm, clock).settle(write)).state == "uncertain"
    assert shop.sent == [act]


@pytest.mark.parametrize("act", SEEN)
async def test_what_cannot_be_looked_for_is_settled_later(act: str, clock: Watch) -> None:
    """The customer's end is owed; it is done once the system tells of it."""
    shop = ForgetfulShop()
    shop.faults = ["reads_away"]
    crm = connected(shop, clock)
    write = await uncertain(crm, act)
    assert (write.state, write.owed, write.conversation_id) == ("uncertain", True, "cv_1")
    assert write.due_at is not None
    again = await settling(crm, clock).settle(write)
    assert (again.state, again.looks) == ("uncertain", 1)
    shop.reads_away = False
    settled = await settling(crm, clock).settle(again)
    assert (settled.state, settled.owed, settled.due_at) == ("done", True, clock())
    assert shop.sent == [act]
    assert await settling(crm, clock).settle(settled) == settled


@pytest.mark.parametrize("act", SEEN)
async def test_what_never_arrived_is_sent_again_when_that_is_sure(act: str, clock: Watch) -> None:
    """Not at once, since it may still be on its way; later once."""
    shop = ForgetfulShop()
    shop.faults = ["never_arrived"]
    crm = connected(shop, clock)
    early = await settling(crm, clock).settle(await uncertain(crm, act))
    assert (early.state, shop.sent) == ("uncertain", [])
    clock.now += ARRIVED_AFTER
    kept_back = await settling(crm, clock).settle(early, may_repeat=False)
    assert (kept_back.state, shop.sent) == ("uncertain", [])
    settled = await settling(crm, clock).settle(kept_back)
    assert (settled.state, settled.tries, shop.sent) == ("done", 2, [act])


async def test_it_is_not_sent_more_often_than_twice(clock: Watch) -> None:
    """What is lost each time is a person's in the end."""
    shop = ForgetfulShop()
    shop.faults = ["never_arrived"] * 5
    crm = connected(shop, clock)
    write = await uncertain(crm)
    for _ in range(4):
        clock.now += ARRIVED_AFTER
        write = await settling(crm, clock).settle(write)
    assert (write.state, write.tries, len(shop.faults)) == ("uncertain", MOST_TRIES, 3)


async def test_what_a_system_does_not_show_is_no_proof(clock: Watch) -> None:
    """Where it tells of no vouchers, none there does not mean that none was given."""
    shop = ForgetfulShop(shows=SHOWN - {VOUCHER})
    shop.faults = ["never_arrived"]
    crm = connected(shop, clock)
    write = await uncertain(crm)
    clock.now += ARRIVED_AFTER
    assert (await settling(crm, clock).settle(write)).state == "uncertain"
    assert shop.sent == []


async def test_what_was_not_sent_has_failed_and_may_be_tried_again(clock: Watch) -> None:
    """The system was not reached: nothing is uncertain, and the same key sends it."""
    shop = ForgetfulShop()
    shop.faults = ["unreachable"]
    crm = connected(shop, clock)
    with pytest.raises(CrmUnavailable):
        await do(crm, VOUCHER)
    failed = await entry(crm)
    assert (failed.state, failed.reason, failed.request) == ("failed", "CrmUnavailable", None)
    await do(crm, VOUCHER)
    assert (await entry(crm)).state == "done"


async def test_a_refusal_is_told_as_it_is(clock: Watch) -> None:
    """The system's own error comes through, and the entry has failed."""
    shop = ForgetfulShop()
    shop.faults = [CrmRefused("no more vouchers")]
    crm = connected(shop, clock)
    with pytest.raises(CrmRefused, match="no more vouchers"):
        await do(crm, VOUCHER)
    assert (await entry(crm)).state == "failed"


async def test_what_was_there_before_cannot_be_read(clock: Watch) -> None:
    """Then nothing is sent, because nobody could tell afterwards what it did."""
    shop = ForgetfulShop()
    shop.reads_away = True
    crm = connected(shop, clock)
    with pytest.raises(CrmUnavailable):
        await do(crm, VOUCHER)
    assert (shop.sent, (await entry(crm)).state) == ([], "failed")


async def test_the_same_wish_in_another_turn_is_the_same(clock: Watch) -> None:
    """A yes that is said twice gives one voucher; after a while it is another wish."""
    shop = ForgetfulShop()
    crm = connected(shop, clock)
    first = await do(crm, VOUCHER, "t1:x")
    assert await do(crm, VOUCHER, "t2:x") == first
    clock.forward(minutes=11)
    assert await do(crm, VOUCHER, "t3:x") != first
    assert shop.sent == [VOUCHER, VOUCHER]


async def test_a_wish_that_was_undone_meanwhile_is_done_again(clock: Watch) -> None:
    """There and back and there again are three changes of address."""
    shop = ForgetfulShop()
    crm = connected(shop, clock)
    before = await crm.people.customer("c-0001")
    assert before is not None
    moved = await do(crm, "change_address", "t1:x")
    await crm.people.change_address("c-0001", before.address, idempotency_key="t2:x")
    assert await do(crm, "change_address", "t3:x") == moved
    assert len(shop.sent) == 3


async def test_a_yes_while_the_first_is_open_sends_nothing(clock: Watch) -> None:
    """It is looked for; the second customer's words are answered as uncertain, or with its end."""
    shop = ForgetfulShop()
    shop.faults = ["reads_away"]
    crm = connected(shop, clock)
    await uncertain(crm, VOUCHER, "t1:x")
    with pytest.raises(CrmUncertain):
        await do(crm, VOUCHER, "t2:x")
    shop.reads_away = False
    made = await do(crm, VOUCHER, "t3:x")
    assert shop.sent == [VOUCHER]
    kept = await entry(crm, "t1:x")
    assert (kept.state, kept.remote_id) == ("done", made.code)
    # They hear it in this turn, so nobody has to tell them again.
    assert (kept.owed, kept.due_at) == (False, None)


async def test_two_at_once_are_one(clock: Watch) -> None:
    """Turns that run beside each other send it once, and both have the result."""
    shop = ForgetfulShop()
    crm = connected(shop, clock)
    made = await asyncio.gather(*(do(crm, VOUCHER, f"t{n}:x") for n in (1, 1, 2)))
    assert shop.sent == [VOUCHER]
    assert len({one.code for one in made}) == 1


async def test_who_finds_it_under_way_for_too_long_is_told_so(clock: Watch) -> None:
    """Whoever began it may be gone; its end is owed to the customer then."""
    shop = ForgetfulShop()
    crm = connected(shop, clock)
    await do(crm, VOUCHER)
    await crm.records.change_write("t1:x", {"done"}, state="begun", due_at=clock() + UNDER_WAY)
    with pytest.raises(CrmUncertain):
        await do(crm, VOUCHER)
    assert (await entry(crm)).owed


async def test_what_was_begun_and_never_ended_is_looked_for(clock: Watch) -> None:
    """A process that died in the middle leaves an entry that says what to look for."""
    shop = ForgetfulShop()
    crm = connected(shop, clock)
    shop.faults = ["reads_away"]
    await uncertain(crm)
    shop.reads_away = False
    await crm.records.change_write("t1:x", {"uncertain"}, state="begun")
    clock.now += UNDER_WAY
    made = await do(crm, VOUCHER)
    assert ((await entry(crm)).remote_id, shop.sent) == (made.code, [VOUCHER])


async def test_a_key_belongs_to_one_kind_of_write(clock: Watch) -> None:
    """As the port says of every system."""
    crm = connected(ForgetfulShop(), clock)
    await do(crm, VOUCHER)
    with pytest.raises(CrmKeyReused):
        await do(crm, CANCEL)


async def test_half_of_an_effect_is_told_by_the_desk(clock: Watch) -> None:
    """Cancelled, and not a word of the money: the bot must not say that nothing was paid."""
    shop = ForgetfulShop(shows=frozenset())
    shop.faults = ["answer_lost"]
    crm = connected(shop, clock)
    hide_refunds(shop)
    write = await uncertain(crm, CANCEL)
    assert (write.state, write.result, write.owed, write.due_at) == ("done", None, True, clock())
    with pytest.raises(CrmUncertain):
        await do(crm, CANCEL)
    assert shop.sent == [CANCEL]


def hide_refunds(shop: ForgetfulShop) -> None:
    """The shop tells of no refunds."""
    served = shop.shop.order

    async def order(number: str) -> Any:
        found = await served(number)
        return found and replace(found, refunds=())

    shop.shop.order = order  # type: ignore[method-assign]


async def test_nothing_personal_is_kept_beyond_the_end(clock: Watch) -> None:
    """What was only needed to look for it is gone once its end is known."""
    shop = ForgetfulShop()
    shop.faults = ["reads_away"]
    crm = connected(shop, clock)
    write = await uncertain(crm, "redirect_order")
    assert write.request is not None
    shop.reads_away = False
    settled = await settling(crm, clock).settle(write)
    assert (settled.request, settled.before) == (None, None)


async def test_a_repeat_that_is_refused_has_failed_if_nothing_is_there(clock: Watch) -> None:
    """The order has gone on meanwhile: it was not done, and will not be."""
    shop = ForgetfulShop()
    shop.faults = ["never_arrived", CrmRefused()]
    crm = connected(shop, clock)
    write = await uncertain(crm)
    clock.now += ARRIVED_AFTER
    settled = await settling(crm, clock).settle(write)
    assert (settled.state, settled.reason, settled.owed) == ("failed", "CrmRefused", True)
    assert settled.due_at == clock()
    with pytest.raises(CrmRefused, match="did not go through"):
        await settling_again(crm, settled)


async def settling_again(crm: Crm, settled: Write) -> Any:
    """A second yes that meets an entry which has just failed."""
    facet = crm.remedies
    assert isinstance(facet, OnceOnly)
    return await facet._outcome(settled, methods.writes()[settled.act])


async def test_a_repeat_that_is_refused_stays_open_if_nobody_can_see(clock: Watch) -> None:
    """It may be refused because the first has arrived; it is not sent a third time."""
    shop = ForgetfulShop()
    shop.faults = ["never_arrived", CrmRefused()]
    crm = connected(shop, clock)
    write = await uncertain(crm)
    clock.now += ARRIVED_AFTER
    shop.reads_away = False
    only = settling(crm, clock)
    served = shop.shop.vouchers
    calls = 0

    async def vouchers(customer_id: str) -> Any:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise CrmUnavailable
        return await served(customer_id)

    shop.shop.vouchers = vouchers  # type: ignore[method-assign]
    settled = await only.settle(write)
    assert (settled.state, settled.tries) == ("uncertain", MOST_TRIES)


async def test_a_repeat_that_is_refused_is_done_if_it_is_there(clock: Watch) -> None:
    """The first has arrived late, just before the second."""
    shop = ForgetfulShop()
    shop.faults = ["never_arrived"]
    crm = connected(shop, clock)
    write = await uncertain(crm)
    clock.now += ARRIVED_AFTER
    args, named = DEMO.writes[VOUCHER]

    async def arrives_late(*_args: Any, **_named: Any) -> Any:
        await ForgetfulShop.__getattr__(shop, VOUCHER)(*args, **named, idempotency_key="late")
        raise CrmRefused

    shop.issue_voucher = arrives_late  # type: ignore[attr-defined]
    assert (await settling(crm, clock).settle(write)).state == "done"


@pytest.mark.parametrize(("fault", "tries"), [("unreachable", 1), ("never_arrived", 2)])
async def test_a_repeat_that_is_lost_or_not_sent(fault: Any, tries: int, clock: Watch) -> None:
    """It is as open as before; only what was sent counts."""
    shop = ForgetfulShop()
    shop.faults = ["never_arrived", fault]
    crm = connected(shop, clock)
    write = await uncertain(crm)
    clock.now += ARRIVED_AFTER
    again = await settling(crm, clock).settle(write)
    assert (again.state, again.tries) == ("uncertain", tries)


async def test_a_system_that_keeps_keys_is_asked_again_by_the_key(clock: Watch) -> None:
    """A repeat is the surest look, and no entry is needed where that helps."""
    shop = ForgetfulShop(keeps_keys=True)
    shop.faults = ["answer_lost"]
    crm = connected(shop, clock)
    await do(crm, "request_payment")
    assert await crm.records.write("t1:x") is None


async def test_what_stays_lost_with_a_key_is_settled_by_it(clock: Watch) -> None:
    """The entry is open until the system answers, and what it refuses then was never done."""
    for faults, state in (
        (["answer_lost", "never_arrived"], "done"),
        (["never_arrived", "never_arrived", CrmRefused()], "failed"),
    ):
        shop = ForgetfulShop(keeps_keys=True)
        shop.faults = faults  # type: ignore[assignment]
        crm = connected(shop, clock)
        write = await uncertain(crm, "request_payment")
        assert (write.state, write.owed) == ("uncertain", True)
        settled = await settling(crm, clock).settle(write)
        assert (settled.state, settled.owed) == (state, True)


async def test_what_a_system_cannot_do_is_not_noted(clock: Watch) -> None:
    """It refuses by itself, and the ledger has nothing to look after."""

    class Unable(ForgetfulShop):
        """A shop without vouchers."""

        def abilities(self) -> Abilities:
            return Abilities(unable={VOUCHER: "no vouchers"}, keeps_keys=False)

    shop = Unable()
    shop.faults = [CrmUnable("no vouchers")]
    crm = connected(shop, clock)
    with pytest.raises(CrmUnable):
        await do(crm, VOUCHER)
    assert await crm.records.write("t1:x") is None


class AwayLedger(MemoryRecords):
    """Records whose ledger is away for what `away` names."""

    away: frozenset[str] = frozenset()

    def __getattribute__(self, name: str) -> Any:
        if name in type(self).away:
            raise CrmUnavailable
        return super().__getattribute__(name)


async def test_without_a_ledger_nothing_is_sent(clock: Watch) -> None:
    """What could not be noted could be done twice."""

    class Away(AwayLedger):
        """Nothing can be begun."""

        away = frozenset({"begin_write"})

    shop = ForgetfulShop()
    with pytest.raises(CrmUnavailable):
        await do(connected(shop, clock, Away(clock=clock)), VOUCHER)
    assert shop.sent == []


async def test_what_is_done_is_done_though_nobody_could_note_it(clock: Watch) -> None:
    """The customer hears the truth; the entry is looked after when its time is over."""

    class Away(AwayLedger):
        """What is begun cannot be ended, for a while."""

        away: frozenset[str] = frozenset()

    shop = ForgetfulShop()
    records = Away(clock=clock)
    crm = connected(shop, clock, records)
    Away.away = frozenset({"change_write"})
    made = await do(crm, CANCEL)
    Away.away = frozenset()
    assert made.order_number == demo.ORDER_UNPACKED
    left = await entry(crm)
    assert (left.state, left.due_at) == ("begun", clock() + UNDER_WAY)
    assert (await settling(crm, clock).settle(left)).state == "done"


@pytest.mark.parametrize(
    "strange", [{"act": "paint_it_red"}, {"request": None}, {"request": {"amount": "many"}}]
)
async def test_what_nobody_here_understands_is_left_open(
    strange: dict[str, Any], clock: Watch
) -> None:
    """An entry of a newer desk, or one without what to look for, ends with a person."""
    shop = ForgetfulShop()
    shop.faults = ["never_arrived"]
    crm = connected(shop, clock)
    await uncertain(crm)
    write = await crm.records.change_write("t1:x", {"uncertain"}, **strange)
    assert write is not None
    clock.now += ARRIVED_AFTER
    left = await settling(crm, clock).settle(write)
    assert (left.state, left.looks, shop.sent) == ("uncertain", 1, [])


async def test_who_comes_second_changes_nothing(clock: Watch) -> None:
    """An entry that was settled meanwhile stays as it is, and nothing is sent."""
    shop = ForgetfulShop()
    shop.faults = ["never_arrived"]
    crm = connected(shop, clock)
    write = await uncertain(crm)
    clock.now += ARRIVED_AFTER
    await crm.records.change_write("t1:x", {"uncertain"}, state="done", result={})
    assert (await settling(crm, clock).settle(write)).state == "done"
    assert shop.sent == []


async def test_nobody_waits_for_what_no_conversation_asked_for(clock: Watch) -> None:
    """What the desk writes for itself ends without a word."""
    shop = ForgetfulShop()
    shop.faults = ["reads_away"]
    crm = connected(shop, clock)
    with pytest.raises(CrmUncertain):
        await crm.history.add_note("c-0001", text="x", author="bot", idempotency_key="k")
    assert not (await entry(crm, "k")).owed


def test_the_embedded_crm_stays_as_it_is(clock: Watch) -> None:
    """It keeps keys and loses no answers; another system's facets can be had bare."""
    whole = once_only(open_crm("memory:"))
    assert isinstance(whole.orders, EmbeddedCrm)
    shop = ForgetfulShop()
    crm = connected(shop, clock)
    assert isinstance(crm.orders, OnceOnly)
    assert unwrapped(crm).orders is shop
    assert crm.orders.abilities().keeps_keys is False


def test_a_wish_is_the_same_in_other_words() -> None:
    """Reasons differ from turn to turn; what a ticket says is all that it is."""
    told = {"order_number": "1", "reason": "a"}
    assert methods.digest_of(CANCEL, told) == methods.digest_of(CANCEL, told | {"reason": "b"})
    ticket = {"customer_id": "c", "body": "a"}
    other = methods.digest_of("open_ticket", ticket | {"body": "b"})
    assert methods.digest_of("open_ticket", ticket) != other


def test_the_records_have_a_ledger(clock: Watch) -> None:
    """Records in memory are a `Writes`, as those of databases are."""
    ledger: Writes = MemoryRecords(clock=clock)
    assert ledger is not None
