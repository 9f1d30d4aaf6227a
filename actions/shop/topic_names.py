"""What a customer may come with, named in a few words: `your invoice`, `waiting for your card`."""

from __future__ import annotations

_GOODS = "order"


def named(intent: str, thing: str = "") -> str | None:
    """The matter by name; None where the intent is no matter of its own."""
    name, _ = TOPIC_NAMES.get(intent, (None, None))
    return name.format(thing=thing or _GOODS) if name else None


def strain(intent: str, thing: str = "") -> str | None:
    """What is hard about the matter, for words of sympathy."""
    _, strained = TOPIC_NAMES.get(intent, (None, None))
    return strained.format(thing=thing or _GOODS) if strained else None


_TROUBLE = ("the trouble with your {thing}", "a {thing} that lets you down")

TOPIC_NAMES = {
    "order_missing": ("your missing {thing}", "waiting for your {thing}"),
    "track_order": ("where your {thing} is", "not knowing where your {thing} is"),
    "order_details_check": ("the details of your {thing}", "being left unsure"),
    "missing_item": ("the {thing} that was not in the parcel", "an incomplete parcel"),
    "wrong_item": ("the wrong item", "getting something that you did not order"),
    "damaged_item": ("the damaged {thing}", "getting a damaged {thing}"),
    "change_order": ("the change to your order", "having to run after a change"),
    "cancel_order": ("the cancellation of your {thing}", "having to run after that"),
    "check_cancellation_fee": ("what a cancellation costs", "being left unsure"),
    "change_shipping_address": ("the delivery address", "a wrong address"),
    "set_up_shipping_address": ("your delivery address", "a wrong address"),
    "delivery_period": ("how long delivery takes", "waiting"),
    "delivery_options": ("the ways to have it delivered", "being left unsure"),
    "shipping_cost": ("what shipping costs", "being left unsure"),
    "out_of_stock": ("what is sold out", "waiting for something that is sold out"),
    "price_dispute": ("the price", "paying another price than you expected"),
    "promo_code_problem": ("your promo code", "a code that does not work"),
    "payment_issue": ("your payment", "trouble with a payment"),
    "unknown_charge": ("the charge you don't know", "a charge out of nowhere"),
    "check_payment_methods": ("the ways to pay", "being left unsure"),
    "check_invoice": ("your invoice", "running after an invoice"),
    "get_invoice": ("your invoice", "running after an invoice"),
    "get_refund": ("your refund", "having to ask for your money back"),
    "track_refund": ("your refund", "waiting for your money"),
    "check_refund_policy": ("returns and refunds", "being left unsure"),
    "return_item": ("your return", "having to send something back"),
    "exchange_item": ("your exchange", "having to send something back"),
    "warranty_claim": ("your warranty claim", "a {thing} that fails early"),
    "create_account": ("your new account", "trouble with an account"),
    "edit_account": ("your account details", "trouble with an account"),
    "delete_account": ("deleting your account", "trouble with an account"),
    "switch_account": ("switching accounts", "trouble with an account"),
    "registration_problems": ("your registration", "trouble with signing up"),
    "recover_password": ("your password", "being locked out"),
    "recover_username": ("your user name", "being locked out"),
    "reset_two_factor": ("your second factor", "being locked out"),
    "newsletter_subscription": ("the newsletter", "mail that you did not want"),
    "membership_question": ("your membership", "being left unsure"),
    "membership_problem": ("your membership", "trouble with a membership"),
    "missing_credit": ("your missing credit", "credit that does not turn up"),
    "website_problem": ("the trouble with our website", "a website that does not work"),
    "product_question": ("your question about the {thing}", "being left unsure"),
    "compatibility_question": ("whether it fits", "being left unsure"),
    "place_order": ("placing an order", "trouble with an order"),
    "opening_hours": ("our opening hours", "not reaching anybody"),
    "troubleshoot_no_power": _TROUBLE,
    "troubleshoot_no_display": _TROUBLE,
    "troubleshoot_overheating": _TROUBLE,
    "troubleshoot_crash": _TROUBLE,
    "troubleshoot_noise": _TROUBLE,
    "troubleshoot_not_detected": _TROUBLE,
    "troubleshoot_slow": _TROUBLE,
}
"""By intent, how it is named and what is hard about it: the one follows "now to", the other stands
before "is frustrating". What is not here is small talk, steering, or an answer."""
