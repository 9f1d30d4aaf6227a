"""Execution of what was agreed on: one write for each order, and what the shop says to it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from actions.crm.errors import CrmError, CrmUnavailable, CrmUncertain
from actions.crm.once_only.on_behalf import writing_for
from actions.engine.case.wishes import Matter, Undoable
from actions.engine.commerce.account import Account, of_postal, postal
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.proposals import act_in, sum_in
from actions.engine.commerce.variants import Swap
from actions.engine.words.texts import say
from actions.engine.words.wording import money

OWN = ""
"""Stands for the customer's own address among the numbers of orders."""


async def carry_out(d: Dialogue, place: int, swaps: Mapping[str, Swap]) -> None:
    """Do an agreed matter in the shop, order by order, and say what came of each."""
    matter, account = d.matter(place), await d.account()
    refused: list[str] = []
    for number in _written_to(matter):
        try:
            with writing_for(d.turn.conversation_id):
                await _write(d, matter, number, account, swaps)
        except CrmUncertain:
            d.wrote = True
            d.tell("write.awaited")
            refused.append(f"{number}: uncertain whether it is done")
        except CrmUnavailable:
            d.tell("commerce.shop_silent", number=number)
            refused.append(f"{number}: the shop's system did not answer")
            d.end = "action_failed"
        except CrmError as exc:
            d.tell("commerce.shop_refused", number=number, reason=str(exc).rstrip("."))
            refused.append(f"{number}: refused, {exc}")
        else:
            d.wrote = True
            _done(d, matter, number, account, swaps)
    d.forget()
    d.close(place, "person" if refused else "done", "; ".join(refused))


def _written_to(matter: Matter) -> list[str]:
    """The orders that are written to, and the account itself as one without a number."""
    kept = {one.order for one in matter.targets if not one.skipped}
    orders = [one for one in matter.numbers if one in matter.orders or one in kept]
    return [*orders, OWN] if matter.default else orders


async def _write(
    d: Dialogue, matter: Matter, number: str, account: Account, swaps: Mapping[str, Swap]
) -> None:
    """Raises `CrmError`."""
    act = "change_address" if number == OWN else act_in(matter.act, number, account, d.rules)
    key, pay_by = d.turn.key(act, number), matter.pay.get(number)
    mine = [one for one in matter.targets if one.order == number and not one.skipped]
    chosen = {one.line: swaps[one.key].product.sku for one in mine if one.key in swaps}
    crm = d.crm
    match act:
        case "cancel":
            await crm.orders.cancel_order(number, reason=matter.reason or "", idempotency_key=key)
        case "return":
            lines = tuple(one.line for one in mine)
            await crm.remedies.open_return(
                number, lines, reason=matter.reason or "", refund_to=pay_by, idempotency_key=key
            )
        case "exchange":
            await crm.remedies.open_exchange(
                number, chosen, pay_by=pay_by, reason=matter.reason or "", idempotency_key=key
            )
        case "change_items":
            await crm.orders.swap_items(number, chosen, pay_by=pay_by, idempotency_key=key)
        case "redirect" if matter.address:
            await crm.orders.redirect_order(number, of_postal(matter.address), idempotency_key=key)
        case "change_address" if matter.address:
            where, own = of_postal(matter.address), account.customer.id
            await crm.people.change_address(own, where, idempotency_key=key)
        case "change_payment" if pay_by:
            await crm.orders.change_payment(number, pay_by, idempotency_key=key)
        case _:
            raise ValueError(f"{act} was agreed on without what it needs")


def _done(
    d: Dialogue, matter: Matter, number: str, account: Account, swaps: Mapping[str, Swap]
) -> None:
    """Say that it is done, and keep what may be taken back."""
    if number == OWN:
        moved = Undoable(act="change_address", before=postal(account.customer.address))
        d.wishes = replace(d.wishes, done=(*d.wishes.done, moved))
        d.tell("commerce.done_default_address", address=matter.address)
        return
    act = act_in(matter.act, number, account, d.rules)
    total = sum_in(matter, number, account, swaps)
    order = account.order(number)
    before = postal(order.ship_to) if order and act == "redirect" else None
    entry = Undoable(act=act, order=number, before=before, amount=-total)
    d.wishes = replace(d.wishes, done=(*d.wishes.done, entry))
    method = account.method(matter.pay.get(number, ""))
    currency = order.currency if order else ""
    amount = money(abs(total), currency)
    where = method.label if method else say("commerce.as_paid")
    d.tell_text(say(f"commerce.done.{act}", number=number))
    if act in ("cancel", "return") or total < 0:
        d.tell("commerce.money_comes_back", amount=amount, method=where)
