"""Interpretation of an answer that points at lines, orders or variants offered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from actions.crm.records.goods import Product
from actions.engine.case.reading import ordinal
from actions.engine.case.wishes import Open, Target
from actions.engine.commerce.account import Account, target, variants_of
from actions.engine.commerce.bought import Bought
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.finding import added, numbers_in, with_words
from actions.engine.commerce.heard import heard
from actions.engine.commerce.kinds import mentions
from actions.engine.commerce.lines import lines_meant
from actions.engine.commerce.reading import read
from actions.engine.commerce.refusing import ALL, refuse
from actions.engine.commerce.senses import options_of
from actions.engine.commerce.swapping import KEEP, found_for, with_target
from actions.engine.commerce.verdicts import FEW_WORDS, verdict

_ALL = re.compile(r"\b(?:all|both|every\w*|two)\b", re.IGNORECASE)


def picked(asked: Open, d: Dialogue, text: str) -> Sequence[str]:
    """The options that were pressed, or pointed at by their place or words."""
    keys = [one.key for one in asked.options if one.key not in (ALL, KEEP)]
    if d.wishes.choice == ALL:
        return keys
    if any(one.key == d.wishes.choice for one in asked.options):
        return [d.wishes.choice]
    if (place := ordinal(text, len(keys))) is not None:
        return [keys[place]]
    return []


async def which_lines(d: Dialogue, asked: Open, text: str) -> bool:
    place = d.current()
    if place is None:
        return False
    account = await d.account()
    keys = set(picked(asked, d, text))
    offered = [one.key for one in asked.options if one.key != ALL]
    if not keys and not read(text, account.kinds).matters and verdict(d, text) == "no":
        refuse(d, place, "none of those that were found")
        return True
    if not keys:
        keys = await _lines_by_words(d, text, account, offered)
    if not keys:
        return False
    matter = d.matter(place)
    lines = [one for order in account.orders for one in account.whole(order.number)]
    chosen = [one for one in lines if target(one).key in keys]
    if matter.act in ("cancel", "redirect", "change_payment"):
        orders = tuple(dict.fromkeys((*matter.orders, *(one.order.number for one in chosen))))
        d.put(place, replace(matter, orders=orders))
        return True
    said = matter.text if d.wishes.choice else f"{matter.text} . {text}"
    targets = with_words(said, chosen, account)
    d.put(place, added(matter, targets))
    d.speak_of(chosen)
    return True


async def _lines_by_words(
    d: Dialogue, text: str, account: Account, offered: Sequence[str]
) -> set[str]:
    lines = [one for order in account.orders for one in account.whole(order.number)]
    candidates = [one for one in lines if target(one).key in offered]
    numbers = {one.order.number for one in candidates}
    orders = [one for one in account.orders if one.number in numbers]
    meant = lines_meant(text, orders, account.kinds, candidates)
    keys = {target(one).key for one in meant.lines}
    return keys & set(offered) or keys


async def which_orders(d: Dialogue, asked: Open, text: str) -> bool:
    place = d.current()
    if place is None:
        return False
    account = await d.account()
    offered = [one.key for one in asked.options if one.key != ALL]
    chosen = list(picked(asked, d, text)) or list(numbers_in(text, account))
    if not chosen and _ALL.search(text):
        chosen = offered
    if not chosen and mentions(text, account.kinds):
        keys = await _lines_by_words(
            d, text, account, [target(one).key for n in offered for one in account.whole(n)]
        )
        chosen = list(dict.fromkeys(key.split("/")[0] for key in keys))
    if not chosen:
        return False
    d.put(place, replace(d.matter(place), orders=tuple(chosen)))
    return True


async def which_variant(d: Dialogue, asked: Open, text: str) -> bool:
    place = d.current()
    if place is None:
        return False
    account = await d.account()
    matter = d.matter(place)
    one = next((each for each in matter.targets if each.key == asked.about), None)
    line = account.bought(one) if one else None
    if one is None or line is None:
        return False
    if d.wishes.choice == KEEP or (verdict(d, text) == "no" and len(text.split()) < FEW_WORDS):
        d.put(place, with_target(matter, replace(one, skipped=True)))
        return True
    chosen = picked(asked, d, text)
    if chosen:
        d.put(place, with_target(matter, replace(one, sku=chosen[0])))
        return True
    if text in d.wishes.told:
        return False
    if _something_else_with_it(d, place, one, text, account):
        return True
    products = await variants_of(d.crm, line)
    offered = [p for p in products if p.sku in {option.key for option in asked.options}]
    for among, said in ((products, f"{one.said} . {text}"), (offered, text)):
        found = found_for(said, line, among, d.vocabulary)
        if len(found.best) == 1:
            d.put(place, with_target(matter, replace(one, sku=found.best[0].product.sku)))
            return True
    if read(text, account.kinds).matters or not _says_options(text, line, products, d):
        return False
    d.put(place, with_target(matter, replace(one, said=f"{one.said} . {text}")))
    return True


def _something_else_with_it(
    d: Dialogue, place: int, one: Target, text: str, account: Account
) -> bool:
    """Whether something else shall be done instead: “then cancel the whole order”."""
    told = read(text, account.kinds).matters
    if len(told) != 1 or told[0].act not in ("cancel", "return") or mentions(text, account.kinds):
        return False
    d.close(place, "dropped", "something else was wanted instead")
    whole = told[0].act == "cancel"
    orders = (one.order,) if whole else ()
    targets = () if whole else (replace(one, said="", sku=None),)
    d.insert(place + 1, replace(told[0], orders=orders, targets=targets, read=1))
    return True


def _says_options(text: str, line: Bought, products: Sequence[Product], d: Dialogue) -> bool:
    options = options_of(products, line.line.options)
    return bool(heard(text, options, d.vocabulary))
