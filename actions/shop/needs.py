"""Names that the demo shop's topics look up in the policy, and the acts that they can do."""

from __future__ import annotations

from actions.engine.case.identity import PROOF
from actions.shop.money import acts as money_acts
from actions.shop.orders import acts as order_acts
from contracts.policy import EVERYONE, Needs

_CLAIM = "claim"
"""The one act of the topics about a PC that is not well."""

NEEDS = Needs(
    acts=frozenset({*order_acts.ACTS, *money_acts.ACTS, _CLAIM}),
    windows=frozenset(
        {
            *("return", "price_protection", "renewal", "invoice_correction", "trace", "silence"),
            *("looked_for", "looked_back", "looked_back_warranty", "looked_back_charges"),
        }
    ),
    promises=frozenset(
        {
            *("packed", "trace_answered", "delivery_watched", "claim_answered"),
            *("workshop_answers", "accounting_answers", "return_refunded"),
            *("transfer_arrives", "reservation_released"),
            *("delivery_home", "delivery_abroad"),
            *("refund_paid", "replacement_arrives", "goods_kept"),
        }
    ),
    fees=frozenset(
        {
            *("express", "shipping_home", "shipping_home_free_from"),
            *("shipping_abroad", "shipping_abroad_free_from"),
        }
    ),
    countries=frozenset({"express_to", "ship_to"}),
    ways_to_pay=frozenset({EVERYONE}),
    proof=(PROOF,),
)
