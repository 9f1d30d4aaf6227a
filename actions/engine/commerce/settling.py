"""Settlement of what an act needs beside its lines: reason, address, way to pay."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from actions.crm.records.payment import PaymentMethod
from actions.engine.case.wishes import Matter, Option, Postal
from actions.engine.commerce.account import Account, postal
from actions.engine.commerce.addresses import other_addresses, pointed_at, written
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.paying import NoSuchMethod, allowed, settled
from actions.engine.commerce.proposals import act_in, sum_in
from actions.engine.commerce.refusing import refuse
from actions.engine.commerce.variants import Swap
from actions.engine.words.texts import say
from actions.engine.words.wording import listed, money

SPLIT = re.compile(r"\bsplit|\btwo cards\b|\bpartly\b", re.IGNORECASE)


ADDRESSED = frozenset({"redirect", "change_address"})


PAID = frozenset({"return", "exchange", "change_payment"})


def settle_reason(d: Dialogue, place: int) -> bool:
    """Whether the shop takes the reason; asks with those that it takes."""
    matter = d.matter(place)
    reasons = d.rules_of("cancel").reasons
    if not reasons or matter.reason:
        return True
    if (found := reason_in(matter.text, reasons)) is not None:
        d.put(place, replace(matter, reason=found))
        return True
    options = [Option(key=one, title=f"{one[0].upper()}{one[1:]}") for one in reasons]
    d.ask("reason", say("commerce.ask_reason"), options)
    return False


def reason_in(text: str, reasons: Mapping[str, tuple[str, ...]]) -> str | None:
    """The reason that the words give, of those that the shop takes."""
    lowered = text.casefold()
    for reason, words in reasons.items():
        if reason in lowered or any(word in lowered for word in words):
            return reason
    return None


def settle_address(d: Dialogue, place: int, account: Account) -> bool:
    """Whether the new address is known; else asks for it."""
    matter = d.matter(place)
    if matter.act == "change_address":
        matter = replace(matter, default=True)
        d.put(place, matter)
    if matter.address is None:
        matter = replace(matter, address=_address_of(d, matter, account))
    if matter.address is None:
        going = [order for number in matter.orders if (order := account.order(number))]
        text = _about_addresses(d, matter)
        default = any(one.act == "change_address" for one in d.wishes.matters)
        found = written(text, d.rules)
        several = (found,) if found else pointed_at(text, account, d.rules, going, default=default)
        if len(several) != 1:
            known = several or other_addresses(account, going)
            options = [Option(key=str(i), title=str(one)) for i, one in enumerate(known)]
            d.ask("address", say("commerce.ask_address"), options)
            return False
        matter = replace(matter, address=several[0])
    d.put(place, _without_same(matter, account))
    if not d.matter(place).touches:
        d.tell("commerce.goes_there_already", address=matter.address)
        d.close(place, "done", "it goes there already")
        return False
    return True


def _address_of(d: Dialogue, matter: Matter, account: Account) -> Postal | None:
    """The address by its own words, else the one that was given for what was wanted beside it."""
    if where := written(matter.text, d.rules):
        return where
    going = [order for number in matter.orders if (order := account.order(number))]
    default = matter.act == "change_address"
    moves = default or any(one.act == "change_address" for one in d.wishes.matters)
    own = pointed_at(matter.text, account, d.rules, going, default=moves)
    if len(own) == 1:
        return own[0]
    given = [one.address for one in d.wishes.matters if one.act in ADDRESSED and one.address]
    return given[-1] if given else None


def _about_addresses(d: Dialogue, matter: Matter) -> str:
    """What was said of addresses, in any of the matters about them."""
    told = [one.text for one in d.wishes.matters if one.act in ADDRESSED and one is not matter]
    return " . ".join([matter.text, *told])


def _without_same(matter: Matter, account: Account) -> Matter:
    """Only orders that do not go there already."""
    orders = tuple(
        number
        for number in matter.orders
        if (order := account.order(number)) and postal(order.ship_to) != matter.address
    )
    same = postal(account.customer.address) == matter.address
    return replace(matter, orders=orders, default=matter.default and not same)


def settle_payment(d: Dialogue, place: int, account: Account, swaps: Mapping[str, Swap]) -> bool:
    """Whether it is known for each order where the money goes; asks for the first that is not."""
    for number in d.matter(place).numbers:
        matter = d.matter(place)
        if not account.methods or (
            matter.targets and all(t.skipped for t in matter.targets if t.order == number)
        ):
            continue
        rules = d.rules_of(act_in(matter.act, number, account, d.rules))
        total = sum_in(matter, number, account, swaps)
        try:
            method = settled(matter, rules, account, number, total)
        except NoSuchMethod:
            method = _not_so(d, place, number, account, total)
            if method is None:
                return False
        if method is None:
            _ask_payment(d, number, total, account, rules)
            return False
        d.put(place, replace(matter, pay={**matter.pay, number: method.id}))
    return True


def _ask_payment(d: Dialogue, number: str, total: int, account: Account, rules: object) -> None:
    may = allowed(rules, account, number, total)  # type: ignore[arg-type]
    options = [Option(key=one.id, title=one.label) for one in may]
    order = account.order(number)
    amount = money(abs(total), order.currency if order else "")
    name = "commerce.ask_pay_by" if total > 0 else "commerce.ask_refund_to"
    d.ask("payment", say(name, number=number, amount=amount), options, about=number)


def _not_so(
    d: Dialogue, place: int, number: str, account: Account, total: int
) -> PaymentMethod | None:
    """Refuse the way to pay that was named, with those that are possible; the only one is taken."""
    matter = d.matter(place)
    rules = d.rules_of(act_in(matter.act, number, account, d.rules))
    may = allowed(rules, account, number, total)
    if not may:
        d.tell("commerce.no_way_to_pay", number=number)
        refuse(d, place, "no way to pay is possible")
        return None
    if len(may) == 1:
        d.tell("commerce.only_this_way", number=number, method=may[0].label)
        return may[0]
    options = [Option(key=one.id, title=one.label) for one in may]
    said = say(
        "commerce.refused_payment" if total <= 0 else "commerce.refused_payment_for",
        number=number,
        methods=listed([one.label for one in may]),
    )
    d.ask("payment", said, options, about=number)
    return None
