"""Interpretation of an answer that gives a way to pay, a reason or an address."""

from __future__ import annotations

from msgspec.structs import replace

from actions.engine.case.wishes import Open
from actions.engine.commerce.addresses import written
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.paying import named
from actions.engine.commerce.picking import picked
from actions.engine.commerce.settling import reason_in
from actions.engine.commerce.verdicts import is_new


async def which_payment(d: Dialogue, asked: Open, text: str) -> bool:
    place = d.current()
    if place is None:
        return False
    account = await d.account()
    offered = [one.key for one in asked.options]
    chosen = next(iter(picked(asked, d, text)), None)
    if chosen is None:
        wanted = named(text, account, asked.about) or ()
        chosen = next((one.id for one in wanted if one.id in offered), None)
        if chosen is None and wanted:
            d.put(place, replace(d.matter(place), words=(*d.matter(place).words, "")))
            d.tell("commerce.not_that_way")
            d.wishes = replace(d.wishes, open=replace(asked, asked=asked.asked + 1))
            return True
    if chosen is None:
        return False
    _pay_all(d, place, chosen, asked.about)
    return True


def _pay_all(d: Dialogue, place: int, method: str, number: str) -> None:
    """The same way for every order that nothing else was said of."""
    matter = d.matter(place)
    every = {**dict.fromkeys(matter.numbers, method), **matter.pay, number: method}
    d.put(place, replace(matter, pay=every))


async def which_reason(d: Dialogue, asked: Open, text: str) -> bool:
    place = d.current()
    if place is None:
        return False
    reasons = d.rules_of("cancel").reasons
    chosen = next(iter(picked(asked, d, text)), None) or reason_in(text, reasons)
    if chosen is None:
        if (await is_new(d, text)) or asked.asked > 1:
            return False
        d.tell("commerce.refused_reason")
        d.wishes = replace(d.wishes, open=replace(asked, asked=asked.asked + 1))
        return True
    d.put(place, replace(d.matter(place), reason=chosen))
    return True


async def which_address(d: Dialogue, asked: Open, text: str) -> bool:
    place = d.current()
    if place is None:
        return False
    matter = d.matter(place)
    if where := written(text, d.rules):
        d.put(place, replace(matter, address=where))
        return True
    chosen = picked(asked, d, text)
    if chosen:
        title = next(one.title for one in asked.options if one.key == chosen[0])
        where = written(title, d.rules)
        d.put(place, replace(matter, address=where))
        return where is not None
    if asked.asked > 2:
        return False
    d.put(place, replace(matter, words=(*matter.words, text), read=len(matter.words) + 1))
    d.wishes = replace(d.wishes, open=replace(asked, asked=asked.asked))
    d.wishes = replace(d.wishes, open=None)
    return True
