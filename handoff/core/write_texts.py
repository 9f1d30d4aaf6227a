"""Catalogue of ends: how a customer hears what became of something that was sent off for them."""

from __future__ import annotations

from collections.abc import Mapping

_ORDER_ACTS: Mapping[str, str] = {
    "cancel_order": "the cancellation of order {target}",
    "redirect_order": "the new address for order {target}",
    "change_order": "the change of order {target}",
    "swap_items": "the change of order {target}",
    "change_payment": "the new way to pay for order {target}",
    "open_return": "the return from order {target}",
    "open_exchange": "the exchange from order {target}",
    "create_replacement": "the replacement for order {target}",
    "refund": "the refund for order {target}",
    "refund_payment": "the refund for order {target}",
    "open_trace": "the search for the parcel of order {target}",
    "request_payment": "the payment link for order {target}",
    "send_invoice": "the invoice for order {target}",
}
_OTHER_ACTS: Mapping[str, str] = {
    "change_address": "your new address",
    "issue_voucher": "your voucher",
    "open_ticket": "your request to our colleagues",
}
_REFERENCED = frozenset(
    {
        *("open_return", "open_exchange", "create_replacement", "refund", "open_trace"),
        *("issue_voucher", "open_ticket"),
    }
)
"""Acts of which a customer has a reference, or a code, to quote."""


def named(act: str, target: str) -> str | None:
    """What was sent off, as customers call it; None for what they were told nothing of."""
    words = _ORDER_ACTS.get(act) or _OTHER_ACTS.get(act)
    return None if words is None else words.format(target=target)


def confirmed(act: str, target: str, reference: str | None) -> str | None:
    """It is done."""
    what = named(act, target)
    if what is None:
        return None
    known = f" The reference is {reference}." if reference and act in _REFERENCED else ""
    return f"The confirmation is here: {what} is done.{known}"


def did_not_go_through(act: str, target: str) -> str | None:
    """It was not done, and is not going to be by itself."""
    what = named(act, target)
    if what is None:
        return None
    return (
        f"I told you that I'm waiting for a confirmation, and now I know: {what} did not go "
        "through, and nothing was changed. A person can look into it with you."
    )


def still_open(act: str, target: str) -> str | None:
    """It is not known, and somebody looks who can find out."""
    what = named(act, target)
    if what is None:
        return None
    return (
        f"I still have no confirmation for {what}, so a colleague looks into it. They know what "
        "was sent, and you don't have to do anything twice."
    )


def for_colleagues(act: str, target: str, sent: str, times: int) -> str:
    """What is known of it, for whoever goes on: `sent` is when it was sent last."""
    often = "once" if times == 1 else f"{times} times"
    return (
        f"{act} for {target} was sent to the shop's system {often}, last at {sent} UTC, and never "
        "confirmed: it may be done, or not."
    )
