"""Steps of a matter, one after the other: what is it about, how, how paid, shall I."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from actions.crm.records.payment import PaymentMethod
from actions.engine.case.wishes import Matter, Option, Postal
from actions.engine.business.policy import policy
from actions.engine.business.refusal import Facts, refusal
from actions.engine.commerce.account import Account, postal
from actions.engine.commerce.addresses import pointed_at, written
from actions.engine.commerce.answering import answer_question
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.looking import look, refuse, yes_no
from actions.engine.commerce.reading import PRICE
from actions.engine.commerce.paying import NoSuchMethod, allowed, settled
from actions.engine.commerce.phrasing import goods, price
from actions.engine.commerce.proposals import act_in, proposal, sum_in
from actions.engine.commerce.swapping import KEEP, Chosen, choose, options_of, swaps_of
from actions.engine.commerce.undoing import undo
from actions.engine.commerce.variants import Swap
from actions.engine.words.texts import say
from actions.engine.words.wording import listed, money

_FOR_SOMETHING = re.compile(r"\b(?:for|into|to) an? (?!\w*(?:er|est)\b)\w+\W*$", re.IGNORECASE)
_SPLIT = re.compile(r"\bsplit|\btwo cards\b|\bpartly\b", re.IGNORECASE)
ADDRESSED = frozenset({"redirect", "change_address"})
PAID = frozenset({"return", "exchange", "change_payment"})


async def go_on(d: Dialogue) -> None:
    """Deal with one matter after the other until something must be asked. Raises `CrmError`."""
    while d.wishes.open is None and d.end is None:
        place = d.current()
        if place is None:
            _all_done(d)
            return
        await _step(d, place)


async def _step(d: Dialogue, place: int) -> None:
    """One step of the matter at a place: it asks, or is closed, or is ready for the next one."""
    act = d.matter(place).act
    if act == "question":
        await answer_question(d, place)
        return
    if act == "undo":
        await undo(d, place)
        return
    if d.rules.acts.get(act) is None and act != "exchange":  # type: ignore[call-overload]
        d.tell("commerce.never", act=say(f"commerce.act_{act}"))
        d.close(place, "person", "nobody but a person can do it")
        return
    if _fails(d, d.matter(place)):
        refuse(d, place, "the price is not as it was wished for")
        return
    if await look(d, place) or d.matter(place).state != "open":
        return
    await _settle(d, place)


async def _settle(d: Dialogue, place: int) -> None:
    """Everything that the act needs is known or asked for, then it is proposed."""
    account = await d.account()
    if d.matter(place).act in ADDRESSED and not _addressed(d, place, account):
        return
    swaps: Mapping[str, Swap] = {}
    if d.matter(place).act == "exchange":
        if not _chosen(d, place, await choose(d.matter(place), account, d.crm)):
            return
        swaps = await swaps_of(d.matter(place), account, d.crm)
    if d.matter(place).act == "cancel" and not _reasoned(d, place):
        return
    if d.matter(place).act == "change_payment" and _SPLIT.search(d.matter(place).text):
        d.tell("commerce.no_split")
        refuse(d, place, "an order is paid one way only")
        return
    if d.matter(place).act in PAID and not _paid(d, place, account, swaps):
        return
    if not _anything(d.matter(place)):
        refuse(d, place, "nothing is left of it")
        return
    if against := _against(d, d.matter(place), account, swaps):
        d.tell("commerce.not_allowed", act=say(f"commerce.act_{d.matter(place).act}"))
        d.close(place, "person", f"the policy is against it: {against}")
        d.ask("person", say("commerce.ask_person"), yes_no())
        return
    text = proposal(d.matter(place), account, d.rules, swaps)
    d.ask("confirm", text, _confirming(), about=_gist(d.matter(place)))


def _fails(d: Dialogue, matter: Matter) -> bool:
    """Whether it shall be done only at a price that is not the one just told."""
    found = PRICE.search(matter.text)
    if found is None or not d.wishes.quoted:
        return False
    limit = round(float(found["amount"].replace(",", "")) * 100)
    below = found["less"] is not None
    return d.wishes.quoted >= limit if below else d.wishes.quoted <= limit


def _against(
    d: Dialogue, matter: Matter, account: Account, swaps: Mapping[str, Swap]
) -> str | None:
    """Why the policy does not let the bot do it, whichever words led to it."""
    for number in matter.numbers or ("",):
        order = account.order(number)
        total = sum_in(matter, number, account, swaps) if order else 0
        facts = Facts(
            value=abs(total),
            tier=account.customer.tier,
            today=d.today,
            days={"ordered": order.placed_at.date()} if order and order.placed_at else {},
            done={"returns": len(order.returns), "exchanges": len(order.exchanges)} if order else {},
            country=matter.address.country if matter.address else "",
            ground=matter.reason or "",
            proof="account",
        )
        if against := refusal(act_in(matter.act, number, account, d.rules), facts, policy()):
            return against.reason
    return None


def _anything(matter: Matter) -> bool:
    return bool(matter.orders or matter.default or any(not one.skipped for one in matter.targets))


def _gist(matter: Matter) -> str:
    """The same for the same proposal, however it is worded."""
    lines = [f"{one.key}:{one.sku}" for one in matter.targets if not one.skipped]
    return " ".join([matter.act, *matter.orders, *lines, *matter.pay.values(), str(matter.address)])


def _confirming() -> tuple[Option, ...]:
    return (
        Option(key="yes", title=say("commerce.yes_do_it")),
        Option(key="no", title=say("commerce.no_differently")),
    )


def _chosen(d: Dialogue, place: int, chosen: Chosen) -> bool:
    """Whether each line has its variant; asks for the first one that has none."""
    d.put(place, chosen.matter)
    for line in chosen.again:
        d.tell("commerce.not_the_same", goods=goods(line))
    for line in chosen.kept:
        d.tell("commerce.stays", goods=goods(line))
    tie = chosen.tie
    if tie is None:
        return True
    options = options_of(tie)
    name = goods(tie.bought)
    if tie.silent:
        if _FOR_SOMETHING.search(tie.target.said):
            d.tell("commerce.same_kind_only")
        names = listed(list(tie.bought.line.options))
        d.ask("variant", say("commerce.ask_what_instead", goods=name, options=names), (), tie.target.key)
        return False
    if tie.fits:
        d.ask("variant", say("commerce.ask_variant", goods=name), options, tie.target.key)
        return False
    keep = Option(key=KEEP, title=say("commerce.keep_it"))
    d.ask("variant", say("commerce.none_fits", goods=name), (*options, keep), tie.target.key)
    return False


def _reasoned(d: Dialogue, place: int) -> bool:
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


def _addressed(d: Dialogue, place: int, account: Account) -> bool:
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
        several = (found,) if found else pointed_at(
            text, account, d.rules, going, default=default
        )
        if len(several) != 1:
            options = [Option(key=str(i), title=str(one)) for i, one in enumerate(several)]
            d.ask("address", say("commerce.ask_address"), options)
            return False
        matter = replace(matter, address=several[0])
    d.put(place, _without_same(matter, account))
    if not _anything(d.matter(place)):
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


def _paid(
    d: Dialogue, place: int, account: Account, swaps: Mapping[str, Swap]
) -> bool:
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


def _all_done(d: Dialogue) -> None:
    """Nothing is left: ask whether there is more."""
    back = [one.amount for one in d.wishes.done if one.amount > 0]
    wondered = any("back" in one.text for one in d.wishes.matters if one.act == "question")
    if len(back) > 1 and wondered:
        d.tell("commerce.back_in_all", amount=price(sum(back), d.currency))
    d.ask("more", say("commerce.ask_more"), (Option(key="no", title=say("commerce.no_more")),))
