"""Something on top of a fix, where the company was at fault. Never instead of one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from actions.crm.errors import CrmError
from actions.crm.port import Crm
from actions.crm.records.goods import Voucher
from actions.engine.business.policy import policy
from actions.engine.case.case import GOODWILL, Case, attempted
from actions.engine.case.diagnosis import Diagnosis
from actions.engine.words.wording import money

_RUN_AGAIN = timedelta(hours=1)
"""Within this time a voucher may be of the first run of a turn that is run again."""


async def add(case: Case, crm: Crm, account: str) -> tuple[Case, Voucher | None]:
    """A voucher beside the fix just made, and the case that knows of it.

    None where there is no ground for one, where the order had one, or where the CRM refuses:
    nothing was promised, and the fix is done.
    """
    found = case.diagnosis
    if found is None or found.fault is None or any(one.action == GOODWILL for one in case.tried):
        return case, None
    try:
        voucher = await _issued(crm, found, account)
    except CrmError:
        return case, None
    if voucher is None:
        return case, None
    given = f"voucher of {money(voucher.amount, voucher.currency)} issued, {voucher.code}"
    return attempted(case, GOODWILL, given), voucher


async def _issued(crm: Crm, found: Diagnosis, account: str) -> Voucher | None:
    customer = await crm.people.customer(account)
    amount = policy().goodwill_for(found.cause, customer.tier) if customer else 0
    if not amount or await _had_one(crm, account, found.order_number):
        return None
    return await crm.remedies.issue_voucher(
        account,
        amount=amount,
        reason=f"Goodwill: {found.situation}",
        order_number=found.order_number,
        # By order and not by turn: however a turn is repeated, it stays at one.
        idempotency_key=f"goodwill:voucher:{found.order_number}",
    )


async def _had_one(crm: Crm, account: str, number: str) -> bool:
    earlier = datetime.now(UTC) - _RUN_AGAIN
    known = await crm.remedies.vouchers(account)
    return any(one.order_number == number and one.issued_at < earlier for one in known)
