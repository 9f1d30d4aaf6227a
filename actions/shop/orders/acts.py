"""What the bot does in the CRM once the customer has agreed, and what they hear of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from actions.crm.port import Crm
from actions.engine.case.diagnosis import Act, ActionResult, Diagnosis
from actions.engine.case.turn import Turn
from actions.shop.orders import goods_acts, order_acts, ticket_acts


async def carry_out(
    crm: Crm, act: Act, diagnosis: Diagnosis, customer_id: str, turn: Turn
) -> ActionResult:
    """Do it in the CRM. Raises `CrmError` when the CRM will not or cannot."""
    return await ACTS[act](crm, diagnosis, customer_id, turn)


ACTS: dict[Act, Callable[[Crm, Diagnosis, str, Turn], Awaitable[ActionResult]]] = {
    "trace": goods_acts.open_trace,
    "replacement": goods_acts.send_again,
    "watch": ticket_acts.watch,
    "warehouse": ticket_acts.ask_warehouse,
    "cancel": order_acts.cancel,
    "send_back": goods_acts.send_back,
    "take_back": goods_acts.send_back,
    "repair": goods_acts.repair,
    "swap": goods_acts.swap,
    "complete": goods_acts.complete,
    "part": ticket_acts.send_part,
    "refund": goods_acts.refund,
    "redirect": order_acts.redirect,
    "chase": ticket_acts.chase,
    "change": order_acts.change,
    "take_out": order_acts.take_out,
    "exchange": goods_acts.exchange,
    "withdraw": ticket_acts.withdraw,
}
