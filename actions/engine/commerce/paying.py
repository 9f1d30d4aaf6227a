"""Choice of where money goes or comes from: what is allowed, and what the customer named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.crm.records.payment import PaymentMethod
from actions.engine.case.wishes import Matter
from actions.engine.commerce.account import Account
from actions.engine.commerce.rules import ActRules

_ORIGINAL = re.compile(
    r"\boriginal\b|\b(?:the )?(?:same )?way (?:that )?I(?:'ve| have)? paid|\bas (?:I )?paid\b"
    r"|\bsame (?:payment )?(?:method|card)|\bpaid with\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:other|another|different) (?:credit )?(?:card|payment|method|one|order'?s payment)\b",
    re.I,
)
_KINDS: Sequence[tuple[str, re.Pattern[str]]] = (
    ("gift_card", re.compile(r"\bgift ?-?cards?\b|\bGC\b|\bvoucher\b", re.IGNORECASE)),
    ("paypal", re.compile(r"\bpay ?pal\b", re.IGNORECASE)),
    ("card", re.compile(r"\b(?:credit|debit|bank) ?cards?\b|\b(?:visa|master ?card|amex)\b", re.I)),
)
_SHORT_OF = re.compile(r"\b(?:credit left|limit|split|has only)\b", re.IGNORECASE)


class NoSuchMethod(LookupError):
    """The customer named a way to pay that may not be used, or that they do not have."""


def allowed(
    rules: ActRules, account: Account, number: str, difference: int
) -> tuple[PaymentMethod, ...]:
    """Where the money may go (`difference` below zero) or come from, the original first."""
    original = account.original(number)
    methods = sorted(account.methods, key=lambda one: one is not original)
    return tuple(
        one
        for one in methods
        if _permitted(rules, one, original)
        and not (one.kind == "gift_card" and (one.balance or 0) < difference)
    )


def named(text: str, account: Account, number: str) -> tuple[PaymentMethod, ...] | None:
    """The ways to pay that a text names, in its order; None where it names none.

    Empty where it names one that the customer does not have.
    """
    original = account.original(number)
    found: list[tuple[int, PaymentMethod]] = []
    said = False
    if place := _ORIGINAL.search(text):
        said = True
        found += [(place.start(), original)] if original else []
    if place := _OTHER.search(text):
        said = True
        others = [one for one in account.methods if one != original and one.kind == "card"]
        found += [(place.start(), one) for one in others or account.methods if one != original]
    for kind, pattern in _KINDS:
        place = pattern.search(text)
        if place is None:
            continue
        said = True
        mine = [one for one in account.methods if one.kind == kind]
        exact = [one for one in mine if one.label.split()[0].casefold() in text.casefold().split()]
        ranked = sorted(exact or mine, key=lambda one: one is not original)
        found += [(place.start(), one) for one in ranked]
    ordered = [one for _, one in sorted(found, key=lambda each: each[0])]
    return tuple(dict.fromkeys(ordered)) if said else None


def settled(
    matter: Matter, rules: ActRules, account: Account, number: str, difference: int
) -> PaymentMethod | None:
    """The way to pay by what was said, or because there is only one.

    None where it must be asked. Raises `NoSuchMethod` where what was named may not be used.
    """
    may = allowed(rules, account, number, difference)
    chosen = next((one for one in may if one.id == matter.pay.get(number)), None)
    if chosen is not None:
        return chosen
    # What was said last counts.
    told = (
        named(one, account, number) for one in reversed(matter.words) if not _SHORT_OF.search(one)
    )
    wanted = next((one for one in told if one is not None), None)
    if wanted is not None:
        fitting = next((one for one in wanted if one in may), None)
        if fitting is None:
            raise NoSuchMethod
        return fitting
    original = account.original(number)
    if difference == 0 and original in may:
        return original
    return may[0] if len(may) == 1 else None


def _permitted(rules: ActRules, method: PaymentMethod, original: PaymentMethod | None) -> bool:
    return (
        "any" in rules.money
        or ("original" in rules.money and method == original)
        or ("gift_card" in rules.money and method.kind == "gift_card")
    )
