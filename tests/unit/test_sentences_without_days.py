"""What hardly any real system tells is left out of sentences, which stay whole without it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar, get_args

import msgspec
import pytest
from msgspec.structs import replace

from actions.crm import demo
from actions.crm.memory import MemoryCrm
from actions.crm.records.order import Order
from actions.crm.records.parcel import ShipmentStatus, Trace
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


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.number)
def test_every_cause_is_explained_without(order: Order) -> None:
    """Whatever happens to it: its parcels fare otherwise, it is traced, replaced, paid back."""
    for known in map(bare, _fates(order)):
        facts = parcel.gather(known, TODAY)
        text = parcel_words.explain(facts, parcel.cause_of(facts))
        assert whole_sentence(text), text


def _fates(order: Order) -> Iterator[Order]:
    """The order as it would be if its parcels, or somebody, had done otherwise."""
    yield order
    for status in get_args(ShipmentStatus):
        parcels = tuple(replace(one, status=status) for one in order.shipments)
        yield replace(order, shipments=parcels, traces=(), replacements=(), refunds=())
    for other in ORDERS:
        for field in ("traces", "replacements", "refunds"):
            if made := getattr(other, field):
                yield replace(order, **{field: tuple(_of(order, one) for one in made)})


def _of(order: Order, made: Any) -> Any:
    """A trace, replacement or refund as if it were of that order."""
    if isinstance(made, Trace):
        parcel_id = order.shipments[0].id if order.shipments else ""
        return replace(made, order_number=order.number, shipment_id=parcel_id)
    return replace(made, order_number=order.number, line_ids=(order.lines[0].id,))


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
