"""What hardly any real system tells is left out of sentences, which stay whole without it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeVar, get_args

import msgspec
import pytest

from actions.crm import demo
from actions.crm.memory import MemoryCrm
from actions.crm.records.order import Order
from actions.crm.records.parcel import ShipmentStatus
from actions.crm.records.record import Record
from actions.engine.case.diagnosis import Act, Diagnosis
from actions.engine.case.turn import Turn
from actions.shop.money import acts as money_acts
from actions.shop.money import credit
from actions.shop.orders import acts, details, goods_words, order_missing, parcel, parcel_words
from actions.shop.orders.goods import goods_of, stand_of
from handoff.core.invitations import has_late
from tests.whole_crm import whole

TODAY = datetime.now(UTC).date()
ORDERS = demo.demo_dataset(TODAY).orders
UNTOLD = frozenset(
    {
        *("expected_on", "last_scan", "answer_by", "arrives_by", "send_by", "due_by"),
        *("warranty_months", "in_stock"),
    }
)
"""Fields that a bare system leaves out."""

_R = TypeVar("_R")


def bare(record: _R) -> _R:
    """A record, and all within it, without what is untold."""
    if isinstance(record, tuple):
        return tuple(map(bare, record))  # type: ignore[return-value]
    if not isinstance(record, Record):
        return record
    fields = {name: getattr(record, name) for name in record.__struct_fields__}
    told = {name: None if name in UNTOLD else bare(value) for name, value in fields.items()}
    return msgspec.structs.replace(record, **told)


class BareCrm(MemoryCrm):
    """The demo shop behind a system that tells no such thing."""

    def __getattribute__(self, name: str) -> Any:
        found = object.__getattribute__(self, name)
        return _barely(found) if name in _ASKED else found


_ASKED = frozenset(
    {
        *("order", "orders", "products", "open_trace", "create_replacement", "open_return"),
        *("open_exchange", "refund", "cancel_order", "change_order", "refund_payment"),
    }
)


def _barely(method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    async def told(*args: Any, **fields: Any) -> Any:
        return bare(await method(*args, **fields))

    return told


def whole_sentence(text: str) -> bool:
    """Whether nothing is missing in it."""
    return not any(
        odd in text for odd in ("None", "  ", " .", " ,", "by.", "by;", "{", " soon soon")
    )


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.number)
def test_what_is_found_is_said_without(order: Order) -> None:
    """Parcels, goods, refunds and whole orders are explained, to customers and to agents."""
    known = bare(order)
    facts = parcel.gather(known, TODAY)
    cause = parcel.cause_of(facts)
    goods = goods_of(known, (), TODAY)
    told = [
        parcel_words.explain(facts, cause),
        parcel_words.situation(facts, cause),
        goods_words.explain(goods, stand_of(goods)),
        details._state(known, stand_of(goods), TODAY),
        *(credit._refund(one, TODAY) for one in credit._of_order(known, TODAY) if one.refund),
    ]
    assert [text for text in told if not whole_sentence(text)] == []
    assert (facts.late, has_late((known,), TODAY)) == (0, False)


@pytest.mark.parametrize("status", get_args(ShipmentStatus))
def test_every_state_of_a_parcel_is_explained_without(status: ShipmentStatus) -> None:
    """Also states that the demo's parcels are not in, whatever cause they lead to."""
    for order in ORDERS:
        known = bare(order)
        parcels = tuple(msgspec.structs.replace(one, status=status) for one in known.shipments)
        facts = parcel.gather(msgspec.structs.replace(known, shipments=parcels), TODAY)
        text = parcel_words.explain(facts, parcel.cause_of(facts))
        assert whole_sentence(text), text


ACTS: dict[Act, tuple[str, dict[str, Any]]] = {
    "trace": (demo.ORDER_LATE, {"shipment_id": f"S{demo.ORDER_LATE}-1"}),
    "replacement": (demo.ORDER_LATE, {"line_ids": (f"{demo.ORDER_LATE}-1",)}),
    "complete": (demo.ORDER_LATE, {"line_ids": (f"{demo.ORDER_LATE}-1",)}),
    "refund": (demo.ORDER_LATE, {"line_ids": (f"{demo.ORDER_LATE}-1",)}),
    "send_back": (demo.ORDER_MONITOR, {"line_ids": (f"{demo.ORDER_MONITOR}-1",)}),
    "repair": (demo.ORDER_MONITOR, {"line_ids": (f"{demo.ORDER_MONITOR}-1",)}),
    "swap": (demo.ORDER_MONITOR, {"line_ids": (f"{demo.ORDER_MONITOR}-1",)}),
    "exchange": (
        demo.ORDER_HEADSET,
        {"line_ids": (f"{demo.ORDER_HEADSET}-1",), "instead": "HS-101"},
    ),
    "cancel": (demo.ORDER_UNPACKED, {}),
    "take_out": (demo.ORDER_TO_CHANGE, {"pieces": {"KB-101": 1}}),
    "give_back": (demo.ORDER_CHARGED_TWICE, {"reference": f"P{demo.ORDER_CHARGED_TWICE}-2"}),
}


@pytest.mark.parametrize("act", ACTS)
async def test_what_is_done_is_said_without(act: Act) -> None:
    """Customers hear what was done, agents read it, and no day is made up."""
    number, fields = ACTS[act]
    diagnosis = Diagnosis(
        cause="any",
        explanation="",
        situation="It went wrong.",
        order_number=number,
        product="card",
        carrier="Northway",
        value=100_00,
        **fields,
    )
    crm = whole(BareCrm(demo.demo_dataset(TODAY), demo=True))
    order = await crm.orders.order(number)
    assert order is not None
    turn = Turn(turn_id="t1", conversation_id="c1", text="yes", intent="affirm")
    carry_out = money_acts.carry_out if act in money_acts.ACTS else acts.carry_out
    done = await carry_out(crm, act, diagnosis, order.customer_id, turn)
    assert whole_sentence(done.words), done.words
    assert whole_sentence(done.result), done.result


def test_stock_that_nobody_tells_is_no_reason_against() -> None:
    """What is sold out then the shop refuses; what it costs a warranty, a colleague finds out."""
    order = next(one for one in ORDERS if one.number == demo.ORDER_LOST)
    diagnosis = order_missing.diagnose(bare(order), TODAY)
    stock = {line.sku: bare(_product(line.sku)) for line in order.lines}
    assert order_missing.plan(diagnosis, stock, "standard").act == "replacement"


def _product(sku: str) -> Any:
    return next(one for one in demo.demo_dataset(TODAY).products if one.sku == sku)
