"""Refusal of what is not possible, with the nearest thing that is; and what is unclear, asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from actions.crm.records.order import Order
from actions.engine.case.wishes import Matter, Option
from actions.engine.commerce.account import Account, target
from actions.engine.commerce.bought import Bought
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.phrasing import goods
from actions.engine.commerce.reading import PRICE
from actions.engine.words.texts import say
from actions.engine.words.wording import listed

ALL = "all"


OF_ORDERS = frozenset({"cancel", "redirect", "change_payment"})
"""Acts on whole orders."""


def ask_lines(d: Dialogue, words: str, candidates: Sequence[Bought]) -> None:
    """Ask which of these lines are meant."""
    d.speak_of(candidates)
    options = [
        Option(key=target(one).key, title=f"{goods(one)}, order {one.order.number}")
        for one in candidates[:8]
    ]
    if len(candidates) > 1:
        options.append(Option(key=ALL, title=say("commerce.all_of_them")))
    name = "commerce.ask_which_lines" if words else "commerce.ask_which_goods"
    d.ask("lines", say(name, goods=words) if words else say(name), options)


def refuse_lines(d: Dialogue, place: int, lines: Sequence[Bought], account: Account) -> None:
    """Say why these lines cannot be dealt with so, and offer what is possible for them."""
    matter = d.matter(place)
    others = {one.act for one in d.wishes.matters if one.state == "open"} - {matter.act}
    for order in dict.fromkeys(one.order.number for one in lines):
        mine = [one for one in lines if one.order.number == order]
        state = mine[0].order.status
        instead = d.rules_of(matter.act).instead.get(state)
        if instead in others and matter.text in {
            m.text for m in d.wishes.matters if m.act == instead
        }:
            continue
        d.tell(
            "commerce.refused_state",
            goods=listed([one.line.name for one in mine]),
            number=order,
            act=say(f"commerce.act.{matter.act}"),
            state=say(f"commerce.state.{state}"),
        )
        if instead and d.wishes.open is None and not matter.otherwise:
            _offer(d, place, str(instead), mine, account)
    if not d.matter(place).targets and not d.matter(place).orders and d.wishes.open is None:
        refuse(d, place, "the state of the order does not allow it")


def _offer(d: Dialogue, place: int, act: str, lines: Sequence[Bought], account: Account) -> None:
    """Put what comes nearest as a question; a yes opens it."""
    number = lines[0].order.number
    whole = act in OF_ORDERS
    offered = Matter(
        act=act,
        words=(d.matter(place).text,),
        read=1,
        orders=(number,) if whole else (),
        targets=() if whole else tuple(target(one, d.matter(place).text) for one in lines),
        state="offered",
    )
    d.insert(place + 1, offered)
    names = [one.line.name for one in (account.whole(number) if whole else lines)]
    d.speak_of(lines)
    every = whole and len(names) == len(lines)
    told = {"number": number, "goods": listed(names)}
    text = (
        say("commerce.offer_cancel_it", **told) if every else say(f"commerce.offer.{act}", **told)
    )
    d.ask("instead", text, yes_no(), about=act)


def yes_no() -> tuple[Option, ...]:
    """The two answers to an offer."""
    return (
        Option(key="yes", title=say("commerce.yes")),
        Option(key="no", title=say("commerce.no")),
    )


def refuse(d: Dialogue, place: int, note: str) -> None:
    """A matter that cannot be done: what was wanted for that case comes in its place."""
    matter = d.matter(place)
    d.close(place, "refused", note)
    for one in matter.otherwise:
        orders = one.orders or matter.numbers
        said = PRICE.sub(" ", f"{one.text} . {matter.text}")
        d.insert(place + 1, replace(one, words=(said,), orders=orders))


def ask_orders(d: Dialogue, orders: Iterable[Order], *, cautious: bool = False) -> None:
    """Ask which orders are meant; all at once is not offered where that cannot be taken back."""
    several = list(orders)
    options = [
        Option(
            key=one.number,
            title=say(
                "commerce.order_title",
                number=one.number,
                goods=listed([line.name for line in one.lines]),
            ),
        )
        for one in several[:8]
    ]
    if len(several) > 1 and not cautious:
        options.append(Option(key=ALL, title=say("commerce.all_of_them")))
    d.ask("orders", say("commerce.ask_which_orders"), options)
