"""What the embedded CRM keeps by itself, under the names that a policy has for it."""

from __future__ import annotations

from collections.abc import Mapping

from actions.crm.billing import HELD_FOR
from actions.crm.change_rules import DELIVERY_FEES, EXPRESS_COUNTRIES
from actions.crm.money_rules import PAYMENT_WORKING_DAYS
from actions.crm.rules import (
    REFUND_WORKING_DAYS,
    REPLACEMENT_WORKING_DAYS,
    TRACE_ANSWER_WORKING_DAYS,
    TRACE_WINDOW,
)

TERMS: Mapping[str, int | frozenset[str]] = {
    "windows.trace": TRACE_WINDOW.days,
    "promises.trace_answered": TRACE_ANSWER_WORKING_DAYS,
    "promises.refund_paid": REFUND_WORKING_DAYS,
    "promises.replacement_arrives": REPLACEMENT_WORKING_DAYS,
    "promises.goods_kept": PAYMENT_WORKING_DAYS,
    "promises.reservation_released": HELD_FOR.days,
    "fees.express": DELIVERY_FEES["express"],
    "countries.express_to": EXPRESS_COUNTRIES,
}
"""Days, amounts in cents, or codes of countries."""
