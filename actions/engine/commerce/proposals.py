"""Wording of what will be done, as it is put to the customer before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions.engine.case.wishes import Matter
from actions.engine.commerce.account import Account
from actions.engine.commerce.bought import Bought
from actions.engine.commerce.phrasing import bullets, changes, difference, goods, of_options
from actions.engine.commerce.rules import Rules
from actions.engine.commerce.variants import Swap
from actions.engine.words.texts import say
from actions.engine.words.wording import listed, money


def act_in(act: str, number: str, account: Account, rules: Rules) -> str:
    """The act by what has become of the order: what was delivered is exchanged, else changed."""
    if act != "exchange":
        return act
    order = account.order(number)
    states = rules.acts["exchange"].states if "exchange" in rules.acts else frozenset()
    return "exchange" if order and order.status in states else "change_items"


def sum_in(matter: Matter, number: str, account: Account, swaps: Mapping[str, Swap]) -> int:
    """What is to be paid (above zero) or comes back (below zero) for one order."""
    if matter.act == "exchange":
        return sum(
            swaps[one.key].difference
            for one in matter.targets
            if one.order == number and one.key in swaps
        )
    lines = account.all_bought(one for one in matter.targets if one.order == number)
    if matter.act == "return":
        return -sum(one.line.unit_price * one.line.quantity for one in lines)
    order = account.order(number)
    if matter.act == "cancel" and order:
        return -order.total
    return order.total if matter.act == "change_payment" and order else 0


def proposal(matter: Matter, account: Account, rules: Rules, swaps: Mapping[str, Swap]) -> str:
    """Everything that a yes agrees to."""
    parts = [_for_order(matter, number, account, rules, swaps) for number in _numbers(matter)]
    if matter.default and matter.address:
        parts.append(say("commerce.propose_default_address", address=matter.address))
    sums = [sum_in(matter, number, account, swaps) for number in _numbers(matter)]
    if len(sums) > 1 and any(sums) and matter.act != "change_payment":
        parts.append(_total(sum(sums), _currency(account)))
    if warning := _warning(matter, account, rules):
        parts.append(warning)
    about = _named(matter, account)
    return "\n".join([*parts, say(f"commerce.shall_i.{matter.act}", goods=about)])


def _named(matter: Matter, account: Account) -> str:
    """What it is about in a few words, so that no two questions sound alike."""
    if matter.address:
        return matter.address.street
    lines = account.all_bought(one for one in matter.targets if not one.skipped)
    whole = [one for number in matter.orders for one in account.whole(number)]
    return listed(list(dict.fromkeys(one.line.name for one in lines or whole)))


def _numbers(matter: Matter) -> Sequence[str]:
    skipped = {one.order for one in matter.targets if not one.skipped}
    return [one for one in matter.numbers if one in matter.orders or one in skipped]


def _for_order(
    matter: Matter, number: str, account: Account, rules: Rules, swaps: Mapping[str, Swap]
) -> str:
    act = act_in(matter.act, number, account, rules)
    mine = [one for one in matter.targets if one.order == number and not one.skipped]
    total = sum_in(matter, number, account, swaps)
    currency = _currency(account)
    method = account.method(matter.pay.get(number, ""))
    where = method.label if method else say("commerce.as_paid")
    match act:
        case "exchange" | "change_items":
            lines = [_swapped(one.key, account.bought(one), swaps) for one in mine]
            head = say(f"commerce.propose_swap.{act}", number=number)
            return "\n".join([head, bullets(lines), _money(total, currency, where)])
        case "return":
            lines = [_returned(one) for one in account.all_bought(mine)]
            head = say("commerce.propose_return", number=number)
            return "\n".join([head, bullets(lines), _money(total, currency, where)])
        case "cancel":
            names = [one.line.name for one in account.whole(number)]
            head = say("commerce.propose_cancel", number=number, goods=listed(names))
            back = say("commerce.back_as_paid", amount=money(-total, currency))
            return "\n".join([head, back])
        case "redirect":
            return say("commerce.propose_redirect", number=number, address=matter.address)
        case _:
            return say(
                "commerce.propose_payment",
                number=number,
                amount=money(total, currency),
                method=where,
            )


def _swapped(key: str, line: Bought | None, swaps: Mapping[str, Swap]) -> str:
    one = swaps.get(key)
    if line is None or one is None:
        return ""
    cost = difference(one.difference, one.product.currency)
    new = of_options(one.product.options)
    return say(
        "commerce.line_swapped",
        name=line.line.name,
        changes=changes(one) or new,
        new=new,
        cost=cost,
    )


def _returned(one: Bought) -> str:
    amount = money(one.line.unit_price * one.line.quantity, one.order.currency)
    return f"{goods(one)}, {amount}"


def _money(total: int, currency: str, where: str) -> str:
    if total == 0:
        return say("commerce.no_difference")
    name = "commerce.pays" if total > 0 else "commerce.gets_back"
    return say(name, amount=money(abs(total), currency), method=where)


def _total(total: int, currency: str) -> str:
    name = "commerce.pays_in_all" if total > 0 else "commerce.gets_back_in_all"
    return say(name, amount=money(abs(total), currency))


def _warning(matter: Matter, account: Account, rules: Rules) -> str:
    """What can be done a single time, so that nothing is left out by mistake."""
    acts = {act_in(matter.act, number, account, rules) for number in _numbers(matter)}
    once = any(name in acts and rule.once for name, rule in rules.acts.items())
    return say("commerce.only_once") if once else ""


def _currency(account: Account) -> str:
    return next((one.currency for one in account.orders), "USD")
