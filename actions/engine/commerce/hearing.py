"""Interpretation of a message by what was asked: an answer, a change of mind, or something new."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from actions.engine.case.wishes import Matter, Open
from actions.engine.commerce.consenting import (
    what_differently,
    whether_agreed,
    whether_instead,
    whether_more,
    whether_person,
)
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.kinds import mentions
from actions.engine.commerce.particulars import which_address, which_payment, which_reason
from actions.engine.commerce.picking import which_lines, which_orders, which_variant
from actions.engine.commerce.reading import read
from actions.engine.commerce.refusing import yes_no
from actions.engine.commerce.verdicts import PERSON
from actions.engine.words.texts import say

_TRIES = 2


async def hear(d: Dialogue) -> None:
    """Take the message in. Raises `CrmError`."""
    asked, text = d.wishes.open, d.wishes.heard
    d.wishes = replace(d.wishes, open=None)
    if PERSON.search(text) and (asked is None or asked.kind != "person"):
        d.end = "hand_over"
        return
    if asked is not None and text and text in d.wishes.told:
        _again(d, asked)
        return
    if asked is not None and await _HEARD[asked.kind](d, asked, text):
        return
    await _something_new(d, asked, text)


async def _something_new(d: Dialogue, asked: Open | None, text: str) -> None:
    """New matters; what names only goods goes on with the last one; else it was not understood."""
    account = await d.account()
    told = read(text, account.kinds)
    if told.matters and text not in d.wishes.told:
        d.wishes = replace(d.wishes, told=(*d.wishes.told, text))
        d.add(told.matters)
        d.wishes = replace(d.wishes, open=None)
        return
    last = next((one for one in reversed(d.wishes.matters) if one.act != "question"), None)
    if last is not None and mentions(text, account.kinds) and text not in d.wishes.told:
        d.wishes = replace(d.wishes, told=(*d.wishes.told, text))
        d.add([Matter(act=last.act, words=(text,))])
        return
    if asked is None:
        d.ask("more", say("commerce.ask_wish"))
        return
    _again(d, asked)


def _again(d: Dialogue, asked: Open) -> None:
    """It was no answer: ask once more, then offer a person."""
    d.wishes = replace(d.wishes, open=replace(asked, asked=asked.asked + 1))
    if asked.asked >= _TRIES:
        d.wishes = replace(d.wishes, open=None)
        d.ask("person", say("commerce.offer_person"), yes_no())


async def _never(d: Dialogue, asked: Open, text: str) -> bool:
    return False


_HEARD: dict[str, Callable[[Dialogue, Open, str], Awaitable[bool]]] = {
    "identity": _never,
    "lines": which_lines,
    "orders": which_orders,
    "variant": which_variant,
    "payment": which_payment,
    "reason": which_reason,
    "address": which_address,
    "confirm": whether_agreed,
    "differently": what_differently,
    "instead": whether_instead,
    "person": whether_person,
    "more": whether_more,
}
