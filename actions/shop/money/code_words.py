"""Why a code does not work, in words for the customer and for a colleague."""

from __future__ import annotations

from collections.abc import Callable

from actions.crm.records.goods import Promotion
from actions.engine.case.case import Case
from actions.engine.words.wording import listed, long_day, money, plural
from actions.shop.money.code_details import BASKET
from actions.shop.money.code_rules import Code, renewed
from actions.shop.money.money_topic import Seen


def explanation(case: Case, known: Seen, code: Code, cause: str) -> str:
    """Why it does not work, for the customer."""
    if cause == "renewed" and (new := renewed(code.said, known.vouchers)):
        until = long_day(new.expires_on)
        return f"{code.said} was renewed once already: use {new.code}, good until {until}."
    words = _EXPLAIN.get(cause)
    return words(case, code) if words else _WORDS[cause].format(code=code.said)


def _over(case: Case, code: Code) -> str:
    ended = code.voucher.expires_on if code.voucher else None
    ended = code.promotion.ends_on if code.promotion else ended
    return (
        f"I've looked {code.said} up: it was good until {long_day(ended) if ended else 'lately'}."
    )


def _not_yet(case: Case, code: Code) -> str:
    begins = long_day(code.promotion.starts_on) if code.promotion else "a later day"
    return f"I've looked {code.said} up: it begins on {begins}, so it doesn't work yet."


def _below_minimum(case: Case, code: Code) -> str:
    if code.promotion is None:
        return _WORDS["fine"].format(code=code.said)
    least = money(code.promotion.minimum, code.promotion.currency)
    said = case.findings.known.get(BASKET.name)
    lacking = money(code.promotion.minimum - int(said), code.promotion.currency) if said else ""
    return (
        f"I've looked {code.said} up: it needs goods for {least} or more, shipping not counted"
        f"{f', so {lacking} are missing' if lacking else ''}."
    )


def _excluded(case: Case, code: Code) -> str:
    excluded = kinds(code.promotion) if code.promotion else []
    return (
        f"I've looked {code.said} up: it doesn't count for {listed(excluded)}, only for everything "
        "else."
    )


def kinds(promotion: Promotion) -> list[str]:
    """The kinds of goods that a code does not count for, in the plural."""
    return [plural(kind) for kind in promotion.excluded]


def _fine(case: Case, code: Code) -> str:
    worth = code.voucher or code.promotion
    if worth is None:
        return _WORDS["unknown"].format(code=code.said)
    amount = money(worth.amount, worth.currency)
    return (
        f"I've looked {code.said} up: it is in force and takes {amount} off. Type it in capitals "
        "without blanks, below the basket; an order takes one code."
    )


_EXPLAIN: dict[str, Callable[[Case, Code], str]] = {
    "just_over": _over,
    "over": _over,
    "not_yet": _not_yet,
    "below_minimum": _below_minimum,
    "excluded": _excluded,
    "fine": _fine,
}
_WORDS: dict[str, str] = {
    "used": "I've looked {code} up: it was used before, and each code works once.",
    "unknown": "I can't find that code {code} anywhere. A zero and an O, or a one and an I, are "
    "easily taken for one another; it helps to copy it out of the e-mail.",
    "not_advertised": "{code} is none of the codes that we advertise. A personal voucher I may "
    "look up only for its owner.",
    "fine": "{code} is in force.",
}
NEXT: dict[str, str] = {
    "just_over": "Sign in to the shop and write to me again, and I'll see whether I can renew it.",
    "over": "I can't bring it back, but the newsletter has a new one every month.",
    "not_yet": "Your basket is kept until then while you're signed in.",
    "below_minimum": "Add something to the basket, and it works.",
    "excluded": "Put the other things into an order of their own, and it works for those.",
    "not_advertised": "Sign in to the shop and write to me again; or check whether it is an O or a "
    "zero in it.",
    "renewed": "It works below the basket, at checkout.",
}
"""What the customer can do about each cause."""
SHORT: dict[str, str] = {
    "just_over": "it ended some days ago",
    "over": "it ended long ago",
    "not_yet": "it has not begun",
    "used": "it was used before",
    "below_minimum": "the basket is below its minimum",
    "excluded": "it does not count for what is in the basket",
    "unknown": "nobody knows that code",
    "not_advertised": "it is not advertised, and nobody is signed in",
    "renewed": "it was renewed once",
    "fine": "nothing speaks against it",
}
"""Each cause, for a colleague."""
