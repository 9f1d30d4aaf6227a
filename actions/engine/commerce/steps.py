"""Steps of a matter, one after the other: what is it about, how, how paid, shall I."""

from __future__ import annotations

import re
from collections.abc import Mapping

from actions.engine.business.policy import policy
from actions.engine.business.refusal import Facts, refusal
from actions.engine.case.wishes import Matter, Option
from actions.engine.commerce.account import Account
from actions.engine.commerce.answering import answer_question
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.looking import look
from actions.engine.commerce.phrasing import goods, price
from actions.engine.commerce.proposals import act_in, proposal, sum_in
from actions.engine.commerce.reading import PRICE
from actions.engine.commerce.refusing import refuse, yes_no
from actions.engine.commerce.rules import WRITES
from actions.engine.commerce.settling import (
    ADDRESSED,
    PAID,
    SPLIT,
    settle_address,
    settle_payment,
    settle_reason,
)
from actions.engine.commerce.swapping import KEEP, Chosen, choose, options_of, swaps_of
from actions.engine.commerce.undoing import undo
from actions.engine.commerce.variants import Swap
from actions.engine.words.texts import say
from actions.engine.words.wording import listed

_FOR_SOMETHING = re.compile(
    r"(?:^|[.|]\s*|\b(?:for|into|to) )an? (?!\w*(?:er|est)\b)\w+\W*$", re.IGNORECASE
)


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
        d.tell("commerce.never", act=say(f"commerce.act.{act}"))
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
    if d.matter(place).act in ADDRESSED and not settle_address(d, place, account):
        return
    swaps: Mapping[str, Swap] = {}
    if d.matter(place).act == "exchange":
        if not _chosen(d, place, await choose(d.matter(place), account, d.crm)):
            return
        swaps = await swaps_of(d.matter(place), account, d.crm)
    if d.matter(place).act == "cancel" and not settle_reason(d, place):
        return
    if d.matter(place).act == "change_payment" and SPLIT.search(d.matter(place).text):
        d.tell("commerce.no_split")
        refuse(d, place, "an order is paid one way only")
        return
    if d.matter(place).act in PAID and not settle_payment(d, place, account, swaps):
        return
    if not d.matter(place).touches:
        refuse(d, place, "nothing is left of it")
        return
    if against := _against(d, d.matter(place), account, swaps):
        d.tell("commerce.not_allowed", act=say(f"commerce.act.{d.matter(place).act}"))
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
        act = act_in(matter.act, number, account, d.rules)
        if d.crm.why_not(WRITES[act]) is not None:
            return "no system that is connected does it"
        total = sum_in(matter, number, account, swaps) if order else 0
        facts = Facts(
            value=abs(total),
            tier=account.customer.tier,
            today=d.today,
            days={"ordered": order.placed_at.date()} if order and order.placed_at else {},
            done={"returns": len(order.returns), "exchanges": len(order.exchanges)}
            if order
            else {},
            country=matter.address.country if matter.address else "",
            ground=matter.reason or "",
            proof="account",
        )
        if against := refusal(act, facts, policy()):
            return against.reason
    return None


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
        d.ask(
            "variant",
            say("commerce.ask_what_instead", goods=name, options=names),
            (),
            tie.target.key,
        )
        return False
    if tie.fits:
        text = "commerce.ask_variant_besides" if tie.surprise else "commerce.ask_variant"
        d.ask("variant", say(text, goods=name), options, tie.target.key)
        return False
    keep = Option(key=KEEP, title=say("commerce.keep_it"))
    d.ask("variant", say("commerce.none_fits", goods=name), (*options, keep), tie.target.key)
    return False


def _all_done(d: Dialogue) -> None:
    """Nothing is left: ask whether there is more."""
    back = [one.amount for one in d.wishes.done if one.amount > 0]
    wondered = any("back" in one.text for one in d.wishes.matters if one.act == "question")
    if len(back) > 1 and wondered:
        d.tell("commerce.back_in_all", amount=price(sum(back), d.currency))
    d.ask("more", say("commerce.ask_more"), (Option(key="no", title=say("commerce.no_more")),))
