"""Consent: what a yes, a no or something else means for what was proposed or offered."""

from __future__ import annotations

import re

from msgspec.structs import replace

from actions.engine.case.wishes import Matter, Open, Option, State
from actions.engine.commerce.account import Account, touched
from actions.engine.commerce.answering import asks_of_account
from actions.engine.commerce.bought import is_of
from actions.engine.commerce.changing import change
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.finding import numbers_in
from actions.engine.commerce.kinds import mentions
from actions.engine.commerce.order_search import ENTIRE
from actions.engine.commerce.paying import named
from actions.engine.commerce.reading import read
from actions.engine.commerce.refusing import refuse, yes_no
from actions.engine.commerce.segments import QUESTION
from actions.engine.commerce.swapping import swaps_of
from actions.engine.commerce.verdicts import (
    FEW_WORDS,
    KEEPS,
    MYSELF,
    PERSON,
    YES,
    is_new,
    matter_refused,
    verdict,
)
from actions.engine.commerce.writing import carry_out
from actions.engine.listening.consent import consent
from actions.engine.words.texts import say
from actions.engine.words.wording import listed

_TRIES = 2
"""How often the same is proposed before a person is."""


async def whether_instead(d: Dialogue, asked: Open, text: str) -> bool:
    offered = next((i for i, m in enumerate(d.wishes.matters) if m.state == "offered"), None)
    said = verdict(d, text)
    if offered is None:
        return False
    wanted = said is None and await _asks_for(d, offered, text)
    if wanted and not matter_refused(d, offered, text):
        said = "yes"
    if MYSELF.search(text):
        said = "no"
    state: State = "open" if said == "yes" else "dropped"
    d.put(offered, replace(d.matter(offered), state=state))
    _close_the_wish_before(d, offered, agreed=said == "yes")
    if said == "yes":
        d.put(offered, replace(d.matter(offered), words=(*d.matter(offered).words, text)))
        d.put(offered, replace(d.matter(offered), read=len(d.matter(offered).words)))
        return True
    rest = re.sub(r"^\W*(?:no|nope)\W*", "", text, flags=re.IGNORECASE)
    if MYSELF.search(text) or matter_refused(d, offered, text):
        return True
    return not await is_new(d, rest) if rest and not d.wishes.choice else True


def _close_the_wish_before(d: Dialogue, offered: int, *, agreed: bool) -> None:
    """The wish that the offer stands in for: with a yes to that there is nothing left of it."""
    before = offered - 1
    if before < 0 or d.matter(before).touches:
        return
    if agreed and d.matter(before).state in ("open", "refused"):
        d.close(before, "dropped", "the nearest thing is done")
    elif d.matter(before).state == "open":
        d.close(before, "refused", "the nearest thing was not wanted")


async def _asks_for(d: Dialogue, offered: int, text: str) -> bool:
    """Whether just what is offered is asked for, in other words: “see if you can cancel it”."""
    matter, account = d.matter(offered), await d.account()
    if _is_of_others(text, matter, account):
        return False
    if matter.act == "cancel" and ENTIRE.search(text):
        return True
    return {one.act for one in read(text, account.kinds).matters} == {matter.act}


def _is_of_others(text: str, matter: Matter, account: Account) -> bool:
    """Whether orders or goods are named, and none of them is what is offered."""
    orders, named = numbers_in(text, account), mentions(text, account.kinds)
    offered = touched(account, matter)
    if orders and not set(orders) & {one.order.number for one in offered}:
        return True
    return bool(named) and not any(is_of(one.line, each) for each in named for one in offered)


async def whether_agreed(d: Dialogue, asked: Open, text: str) -> bool:
    """A yes writes; anything else changes what is proposed, or leaves it."""
    place = d.current()
    if place is None:
        return False
    account = await d.account()
    said = verdict(d, text)
    pressed = bool(d.wishes.verdict)
    reserve = None if pressed else consent(text, taken_for_yes=True, proposed=asked.text).reserve
    if said == "yes" and (pressed or not (reserve or _adds(text, account))):
        swaps = await swaps_of(d.matter(place), account, d.crm)
        d.put(place, replace(d.matter(place), agreed=True))
        await carry_out(d, place, swaps)
        return True
    if matter_refused(d, place, text) or _leaves_it(text, account):
        d.tell("commerce.left")
        refuse(d, place, "not wanted so")
        return True
    if asked.asked > _TRIES:
        d.close(place, "person", "not agreed on")
        d.ask("person", say("commerce.offer_person"), yes_no())
        return True
    if not pressed and change(d, place, text, account):
        return True
    if said == "no":
        d.ask("differently", say("commerce.ask_differently"), _differently())
        return True
    if reserve and not await is_new(d, text):
        d.tell(f"consent.{reserve}")
        return True
    return False


def _leaves_it(text: str, account: Account) -> bool:
    """Whether all shall stay as it is: “I want to keep it”."""
    bare = not mentions(text, account.kinds) and not read(text, account.kinds).matters
    return bare and KEEPS.search(text) is not None


def _differently() -> tuple[Option, ...]:
    return (Option(key="no", title=say("commerce.leave_it")),)


def _adds(text: str, account: Account) -> bool:
    """Whether a yes says more than yes."""
    rest = YES.sub("", text, count=1)
    return bool(
        mentions(rest, account.kinds)
        or read(rest, account.kinds).matters
        or named(rest, account, "")
    )


async def what_differently(d: Dialogue, asked: Open, text: str) -> bool:
    """What shall be otherwise; a bare no leaves the matter."""
    place = d.current()
    if place is None:
        return False
    account = await d.account()
    if d.wishes.choice == "no" or (verdict(d, text) == "no" and len(text.split()) < FEW_WORDS):
        d.tell("commerce.left")
        d.close(place, "dropped", "not wanted after all")
        return True
    return change(d, place, text, account)


async def whether_person(d: Dialogue, asked: Open, text: str) -> bool:
    if verdict(d, text) == "yes" or PERSON.search(text):
        d.end = "hand_over"
        return True
    if d.wishes.offered and not d.wishes.left and verdict(d, text) == "no":
        d.tell("commerce.goodbye")
        d.end = "tell"
        return True
    return not await is_new(d, text) and verdict(d, text) == "no"


def _part(d: Dialogue) -> None:
    """Let the customer go; what could not be done is offered to a colleague, once."""
    undone = [one for one in d.wishes.matters if one.state in ("refused", "person")]
    if undone and not d.wishes.offered:
        d.wishes = replace(d.wishes, offered=True)
        acts = dict.fromkeys(say(f"commerce.act.{one.act}") for one in undone)
        d.ask("person", say("commerce.ask_undone", acts=listed([*acts])), yes_no())
        return
    d.tell("commerce.goodbye")
    d.end = "tell"


async def whether_more(d: Dialogue, asked: Open, text: str) -> bool:
    """Nothing more ends it; a bare yes is asked what."""
    account = await d.account()
    if read(text, account.kinds).matters:
        return False
    if asks_of_account(text):
        d.wishes = replace(d.wishes, told=(*d.wishes.told, text))
        d.add([Matter(act=QUESTION, words=(text,))])
        return True
    thanked = d.turn.intent in ("thanks", "goodbye") or re.search(r"\bthank", text, re.IGNORECASE)
    if verdict(d, text) == "no" or thanked:
        _part(d)
        return True
    if verdict(d, text) == "yes" and not mentions(text, account.kinds):
        d.ask("more", say("commerce.ask_wish"))
        return True
    return False
