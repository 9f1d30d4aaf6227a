"""Why a code does not work, in words for the customer and for a colleague."""

from __future__ import annotations

from collections.abc import Callable

from actions.crm.records.goods import Promotion
from actions.engine.case.case import Case
from actions.engine.words.texts import say
from actions.engine.words.wording import listed, long_day, money, plural
from actions.shop.money.code_details import BASKET
from actions.shop.money.code_rules import Code, renewed
from actions.shop.money.money_topic import Seen


def explanation(case: Case, known: Seen, code: Code, cause: str) -> str:
    """Why it does not work, for the customer."""
    if cause == "renewed" and (new := renewed(code.said, known.vouchers)):
        until = long_day(new.expires_on)
        return say("code.renewed", code=code.said, new=new.code, day=until)
    words = _EXPLAIN.get(cause)
    said = words(case, code) if words else None
    return said or say(_WORDS.get(cause, "code.unknown"), code=code.said)


def next_step(cause: str) -> str:
    """What the customer can do about it; nothing where there is nothing to be said."""
    return say(_NEXT[cause]) if cause in _NEXT else ""


def _over(case: Case, code: Code) -> str | None:
    ended = code.voucher.expires_on if code.voucher else None
    ended = code.promotion.ends_on if code.promotion else ended
    return say("code.over", code=code.said, day=long_day(ended)) if ended else None


def _not_yet(case: Case, code: Code) -> str | None:
    if code.promotion is None:
        return None
    return say("code.not_yet", code=code.said, day=long_day(code.promotion.starts_on))


def _below_minimum(case: Case, code: Code) -> str | None:
    if code.promotion is None:
        return None
    least = money(code.promotion.minimum, code.promotion.currency)
    said = case.findings.known.get(BASKET.name)
    if not said:
        return say("code.below_minimum", code=code.said, least=least)
    lacking = money(code.promotion.minimum - int(said), code.promotion.currency)
    return say("code.below_minimum_by", code=code.said, least=least, lacking=lacking)


def _excluded(case: Case, code: Code) -> str | None:
    if code.promotion is None:
        return None
    return say("code.excluded", code=code.said, excluded=listed(kinds(code.promotion)))


def kinds(promotion: Promotion) -> list[str]:
    """The kinds of goods that a code does not count for, in the plural."""
    return [plural(kind) for kind in promotion.excluded]


def _fine(case: Case, code: Code) -> str | None:
    worth = code.voucher or code.promotion
    if worth is None:
        return None
    return say("code.fine", code=code.said, amount=money(worth.amount, worth.currency))


_EXPLAIN: dict[str, Callable[[Case, Code], str | None]] = {
    "just_over": _over,
    "over": _over,
    "not_yet": _not_yet,
    "below_minimum": _below_minimum,
    "excluded": _excluded,
    "fine": _fine,
}
_WORDS: dict[str, str] = {"used": "code.used", "not_advertised": "code.not_advertised"}
_NEXT: dict[str, str] = {
    "just_over": "code.next_just_over",
    "over": "code.next_over",
    "not_yet": "code.next_not_yet",
    "below_minimum": "code.next_below_minimum",
    "excluded": "code.next_excluded",
    "not_advertised": "code.next_not_advertised",
    "renewed": "code.next_renewed",
}
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
