"""The policy is kept before something is proposed and before it is done, whatever was said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.crm.records.order import Order
from actions.engine.business.business import business, use
from actions.engine.business.permission import days_of, done_for, permitted, refused, why
from actions.engine.business.refusal import Reason, Refusal
from actions.engine.case import crm_access
from actions.engine.case.case import Case, to_slot
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.case.turn import Turn
from actions.engine.conversation.case_ending import ActionFinishCase
from actions.engine.words.texts import say
from contracts.policy import Limit, Policy, Since
from contracts.turn import Customer
from tests.unit.actions_stage import Stage
from tests.whole_crm import whole

TODAY = datetime.now(UTC).date()
DATA = demo_dataset(TODAY)
NUMBER = "30091"
OWNER = next(order.customer_id for order in DATA.orders if order.number == NUMBER)
SIGNED_IN = {"id": OWNER, "name": "Somebody", "level": "verified", "how": "site_token"}


class Watched(MemoryCrm):
    """Notes what is written about goods."""

    def __init__(self, order: Order) -> None:
        orders = tuple(order if one.number == order.number else one for one in DATA.orders)
        super().__init__(replace(DATA, orders=orders), demo=True)
        self.written: list[str] = []

    async def open_return(self, *given: Any, **more: Any) -> Any:
        """As the CRM does, with a note."""
        self.written.append("return")
        return await super().open_return(*given, **more)

    async def open_exchange(self, *given: Any, **more: Any) -> Any:
        """As the CRM does, with a note."""
        self.written.append("exchange")
        return await super().open_exchange(*given, **more)

    async def refund(self, *given: Any, **more: Any) -> Any:
        """As the CRM does, with a note."""
        self.written.append("refund")
        return await super().refund(*given, **more)


def delivered(days: int) -> Order:
    """The order, delivered so many days ago."""
    order = next(one for one in DATA.orders if one.number == NUMBER)
    when = datetime.now(UTC) - timedelta(days=days)
    parcels = tuple(
        replace(one, delivered_at=when, shipped_at=when - timedelta(days=2))
        for one in order.shipments
    )
    return replace(order, shipments=parcels, placed_at=when - timedelta(days=4))


@pytest.fixture
def late() -> Iterator[Watched]:
    """A CRM in which the order came a day too early to be sent back."""
    crm = Watched(delivered(15))
    crm_access.use(whole(crm))
    yield crm
    crm_access.use(None)


@pytest.fixture
def decided() -> Iterator[Any]:
    """Another policy for the demo shop, until the test ends."""
    before = business()

    def decide(policy: Policy) -> None:
        use(replace(before, policy=policy))

    yield decide
    use(before)


def found(order: Order) -> Diagnosis:
    """What was found of the order as a whole."""
    return Diagnosis(
        cause="arrived",
        explanation="It is there.",
        situation="Delivered.",
        order_number=order.number,
        product=order.lines[0].name,
        line_ids=tuple(line.id for line in order.lines),
        value=order.lines[0].unit_price,
    )


def agreed_on(act: str, order: Order, **plan: Any) -> Case:
    """A case whose plan waits for a yes."""
    return Case(
        topic="return_item",
        order_number=order.number,
        account=OWNER,
        diagnosis=found(order),
        plan=Plan(act=act, intent=f"to {act}", proposal="Shall I?", **plan),
        waiting_for="go_ahead",
        explained=True,
    )


def desk(crm: MemoryCrm, customer: dict[str, Any]) -> Desk:
    """What a case is looked at with."""
    who = Customer(**customer)
    turn = Turn(turn_id="t1", conversation_id="c1", text="yes", intent="affirm", customer=who)
    return Desk(crm=whole(crm), turn=turn, today=TODAY)


@pytest.mark.parametrize(
    "words",
    [
        ("I want to send it back", "return_item"),
        ("I'd like another one instead", "exchange_item"),
        ("I want my money back", "get_refund"),
        ("cancel that order please", "cancel_order"),
    ],
    ids=lambda words: words[1],
)
async def test_the_same_act_by_other_words_is_refused(
    late: Watched, words: tuple[str, str]
) -> None:
    """Past the window nothing is taken back, however it is asked for and agreed to."""
    stage = Stage(SIGNED_IN)
    await stage.open(words[0], words[1], entities={"order_number": NUMBER})
    while stage.case.waiting_for == "which_item":
        await stage.say("1", "inform", entities={"product": stage.case.candidates[0].product})
    assert "14 days" in "\n".join(one["text"] or "" for one in stage.said)
    await stage.say("yes", "affirm")
    assert late.written == []


@pytest.mark.parametrize("act", ["send_back", "exchange"])
async def test_no_topic_can_propose_what_is_refused(late: Watched, act: str) -> None:
    """Whoever plans it: the customer hears the reason, and is offered a colleague."""
    case = await permitted(agreed_on(act, delivered(15)), desk(late, SIGNED_IN))
    assert case.plan is not None
    assert (case.plan.act, case.plan.reason, case.waiting_for) == ("person", "policy", "go_ahead")
    reason = say("permission.too_late_delivered", figure="14 days")
    assert case.plan.proposal == say("permission.exception", why=reason)


@pytest.mark.parametrize("act", ["send_back", "exchange"])
async def test_what_is_allowed_is_proposed_as_planned(act: str) -> None:
    """On the last day of the window the case is as it was."""
    crm = Watched(delivered(14))
    case = agreed_on(act, delivered(14))
    assert await permitted(case, desk(crm, SIGNED_IN)) == case


@pytest.mark.parametrize("act", ["send_back", "exchange"])
async def test_a_yes_that_comes_too_late_is_refused(late: Watched, act: str) -> None:
    """It is asked again before anything is done: nothing is written, and a colleague offered."""
    stage = Stage(SIGNED_IN)
    stage.hear("yes", "affirm")
    ended = replace(agreed_on(act, delivered(15)), waiting_for=None, ending="act")
    stage.slots["case"] = to_slot(ended)
    await stage.run(ActionFinishCase())
    assert late.written == []
    assert "within 14 days after delivery" in stage.words
    assert "utter_offer_person" in stage.words
    assert stage.case.tried[-1].result == "refused: too_late"


async def test_an_address_is_changed_for_the_whole_account_only(late: Watched) -> None:
    """Who has proven an order alone is refused, even by a topic that forgot to ask."""
    proven = {**SIGNED_IN, "scope": NUMBER, "how": "order_challenge"}
    against = await refused(agreed_on("redirect", delivered(3)), desk(late, proven))
    assert against is not None
    assert why(against) == say("permission.proof")
    assert await refused(agreed_on("redirect", delivered(3)), desk(late, SIGNED_IN)) is None


async def test_a_value_above_the_right_goes_to_a_colleague_prepared(late: Watched) -> None:
    """The value that the plan names counts, else that of the goods."""
    case = await permitted(agreed_on("refund", delivered(3), value=9_999_00), desk(late, SIGNED_IN))
    assert (case.ending, case.reason) == ("hand_over", "value_limit")
    assert case.plan is not None
    assert case.plan.proposal == say("permission.to_be_released", amount="€9,999")


async def test_another_act_is_proposed_where_the_manager_names_one(
    late: Watched, decided: Any
) -> None:
    """With the reason before it; a yes then does that one."""
    policy = business().policy
    limit = Limit(within="return", since="delivered", instead="repair", offer="have it repaired")
    decided(replace(policy, limits={**policy.limits, "send_back": limit}))
    case = await permitted(agreed_on("send_back", delivered(15)), desk(late, SIGNED_IN))
    assert case.plan is not None
    assert (case.plan.act, case.waiting_for) == ("repair", "go_ahead")
    reason = say("permission.too_late_delivered", figure="14 days")
    assert case.plan.proposal == say("permission.instead", why=reason, offer="have it repaired")


async def test_nothing_is_offered_where_there_is_nothing(late: Watched, decided: Any) -> None:
    """The customer hears why, and the case is told to its end."""
    policy = business().policy
    limit = Limit(reasons=("ordered by mistake",), instead="nothing")
    decided(replace(policy, limits={**policy.limits, "send_back": limit}))
    case = await permitted(agreed_on("send_back", delivered(3)), desk(late, SIGNED_IN))
    assert case.ending == "tell"
    assert case.plan is not None
    assert case.plan.proposal == say("permission.ground", figure="ordered by mistake")


async def test_a_reason_that_counts_is_enough(late: Watched, decided: Any) -> None:
    """The plan tells why the customer wants it."""
    policy = business().policy
    limit = Limit(reasons=("ordered by mistake",))
    decided(replace(policy, limits={**policy.limits, "send_back": limit}))
    case = agreed_on("send_back", delivered(3), ground="ordered by mistake")
    assert await permitted(case, desk(late, SIGNED_IN)) == case


async def test_what_was_done_before_counts(late: Watched, decided: Any) -> None:
    """One exchange an order, where the manager wants it so."""
    policy = business().policy
    decided(replace(policy, limits={**policy.limits, "exchange": Limit(at_most={"exchanges": 0})}))
    against = await refused(agreed_on("exchange", delivered(3)), desk(late, SIGNED_IN))
    assert against is not None
    assert why(against) == say("permission.too_often")


async def test_colleagues_and_nothing_need_no_right(late: Watched) -> None:
    """Bringing somebody in is always allowed."""
    for act in ("person", "none"):
        assert await refused(agreed_on(act, delivered(15)), desk(late, SIGNED_IN)) is None


def test_days_are_counted_from_what_the_order_tells() -> None:
    """What has not been delivered or invoiced has no such day."""
    order = delivered(3)
    days = days_of(order, found(order))
    assert days["delivered"] == TODAY - timedelta(days=3)
    assert days["ordered"] == TODAY - timedelta(days=7)
    travelling = replace(order.shipments[0], delivered_at=None)
    assert "delivered" not in days_of(replace(order, shipments=(travelling,)), found(order))
    assert "invoiced" not in days_of(replace(order, invoices=()), found(order))


def test_all_that_was_done_for_an_order_is_counted() -> None:
    """By the kinds of records that the CRM keeps."""
    assert set(done_for(delivered(3))) == {
        *("traces", "replacements", "returns", "exchanges", "refunds"),
    }


@pytest.mark.parametrize("reason", get_args(Reason))
@pytest.mark.parametrize("since", get_args(Since))
def test_each_reason_has_its_sentence(reason: Reason, since: Since) -> None:
    """A customer never hears a bare no, and hears the figure where one decides."""
    said = why(Refusal(reason=reason, nearest=None, figure="Germany", since=since))
    assert said.endswith(".")
    assert ("Germany" in said) == (reason in ("too_late", "ground", "country"))
