"""Index of the demo shop's acts: which writes of the CRM each of them takes."""

from __future__ import annotations

from collections.abc import Mapping

WRITES: Mapping[str, tuple[str, ...]] = {
    "trace": ("open_trace",),
    "replacement": ("create_replacement",),
    "watch": ("open_ticket",),
    "warehouse": ("open_ticket",),
    "cancel": ("cancel_order",),
    "send_back": ("open_return",),
    "take_back": ("open_return",),
    "repair": ("open_return",),
    "swap": ("create_replacement", "open_return"),
    "complete": ("create_replacement",),
    "part": ("open_ticket",),
    "refund": ("refund",),
    "redirect": ("redirect_order",),
    "chase": ("open_ticket",),
    "change": ("change_order",),
    "take_out": ("change_order",),
    "exchange": ("open_exchange",),
    "withdraw": ("open_ticket",),
    "claim": ("open_ticket",),
    "payment_link": ("request_payment",),
    "send_invoice": ("send_invoice",),
    "correct_invoice": ("send_invoice",),
    "give_back": ("refund_payment",),
    "credit": ("issue_voucher",),
    "renew": ("issue_voucher",),
}
