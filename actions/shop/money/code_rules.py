"""The rules of a code: which of them it fails on, as far as the code alone tells."""

from __future__ import annotations

import msgspec

from actions.crm.records.goods import Promotion, Voucher
from actions.engine.business.policy import policy
from actions.shop.money.acts import renewal_of
from actions.shop.money.money_topic import Seen


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A code as far as it may be spoken of: an advertised one, or the customer's own voucher."""

    said: str
    promotion: Promotion | None = None
    voucher: Voucher | None = None


def renewed(code: str, vouchers: tuple[Voucher, ...]) -> Voucher | None:
    """The voucher that took the place of a code before."""
    return next((one for one in vouchers if one.reason == renewal_of(code)), None)


def cause_of(code: Code, known: Seen) -> str | None:
    """What speaks against the code itself; None where it depends on the basket."""
    if renewed(code.said, known.vouchers):
        return "renewed"
    if code.voucher is not None:
        return _cause_of_voucher(code.voucher, known)
    if code.promotion is None:
        return "unknown" if known.whole or not code.said else "not_advertised"
    if code.promotion.starts_on > known.today:
        return "not_yet"
    if any(order.promo_code == code.said for order in known.orders):
        return "used"
    over = known.today - code.promotion.ends_on
    if over.days > 0:
        return "just_over" if over <= policy().window("renewal").span else "over"
    return None if code.promotion.minimum or code.promotion.excluded else "fine"


def _cause_of_voucher(voucher: Voucher, known: Seen) -> str:
    if voucher.redeemed:
        return "used"
    over = known.today - voucher.expires_on
    if over.days > 0:
        return "just_over" if over <= policy().window("renewal").span else "over"
    return "fine"
