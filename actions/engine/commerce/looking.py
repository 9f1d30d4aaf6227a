"""Step from what was said of a matter to the lines that it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from actions.crm.records.order import Order
from actions.engine.case.wishes import Matter, Target
from actions.engine.commerce.account import Account, spoken_of, target
from actions.engine.commerce.bought import Bought
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.finding import (
    Finding,
    added,
    find,
    ids_in,
    numbers_in,
    orders_for,
    with_words,
)
from actions.engine.commerce.kinds import mentions
from actions.engine.commerce.order_search import search_orders
from actions.engine.commerce.refusing import OF_ORDERS, ask_lines, refuse, refuse_lines
from actions.engine.commerce.swapping import AS_ANOTHER
from actions.engine.words.texts import say
from actions.engine.words.wording import listed

_ONLY = re.compile(r"\bonly (?:\w+ ){0,2}(?:the|my)\b|\bjust the\b", re.IGNORECASE)


_THAT_ORDER = re.compile(r"\b(?:that|this|the same|the) order\b", re.IGNORECASE)


async def look(d: Dialogue, place: int) -> bool:
    """Read what was not read yet of a matter; True where a question was asked. `CrmError`."""
    account = await d.account()
    while d.matter(place).read < len(d.matter(place).words):
        matter = d.matter(place)
        text = matter.words[matter.read]
        d.put(place, replace(matter, read=matter.read + 1))
        if matter.act in OF_ORDERS:
            search_orders(d, place, text, account)
        elif matter.act in ("return", "exchange"):
            _lines(d, place, text, account)
        if d.matter(place).state != "open" or d.wishes.open is not None:
            return d.wishes.open is not None
    return False


def _lines(d: Dialogue, place: int, text: str, account: Account) -> None:
    matter = d.matter(place)
    alike = AS_ANOTHER.search(text)
    first = (
        text[: alike.start()] if alike and mentions(text[: alike.start()], account.kinds) else text
    )
    mine = (
        orders_for(d.rules, "return", account)
        if matter.act == "return"
        else _changeable(d, first, account)
    )
    spoken = spoken_of(d.wishes, account)
    if matter.act == "exchange" and not _says_state(d, first):
        possible = (
            *orders_for(d.rules, "exchange", account),
            *orders_for(d.rules, "change_items", account),
        )
        talked = [one.order for one in spoken if one.order in possible]
        mine = (
            tuple(dict.fromkeys(talked)) if talked and not mentions(text, account.kinds) else mine
        )
    if _THAT_ORDER.search(text) and matter.numbers:
        mine = tuple(one for one in mine if one.number in matter.numbers)
    context = [one for one in spoken if one.order in mine]
    if not (mentions(text, account.kinds) or numbers_in(text, account) or ids_in(text, account)):
        everything = d.vocabulary.cue("everything").search(text)
        if matter.targets and not everything:
            _more_words(d, place, text)
            return
        single = [Bought(order=order, line=line) for order in mine for line in order.lines]
        if not context and _says_state(d, first) and len(single) == 1:
            d.put(place, added(d.matter(place), [target(single[0], text)]))
            return
        if not context and not d.vocabulary.cue("everything", "both").search(text):
            _without_goods(d, place, matter, account)
            return
    found = find(first, account, mine, context)
    if first != text:
        said = tuple(replace(one, said=f"{one.said} . {text}") for one in found.targets)
        found = msgspec.structs.replace(found, targets=said)
    found = _by_what_was_spoken_of(found, text, spoken, account)
    if found.targets and matter.targets and _ONLY.search(text):
        named = {one.key for one in found.targets}
        d.put(place, replace(matter, targets=tuple(t for t in matter.targets if t.key in named)))
        return
    targets = [*found.targets, *_of_siblings(d, matter, text, found, account)]
    d.put(place, added(d.matter(place), targets))
    taken = {one.key for one in targets}
    d.speak_of(account.all_bought(targets))
    _strange(d, place, found, taken, account)
    if d.matter(place).state == "open" and found.unclear:
        ask_lines(d, found.unclear[0].words, found.unclear[0].candidates)


def _says_state(d: Dialogue, text: str) -> bool:
    return d.vocabulary.cue("open", "arrived").search(text) is not None


def _by_what_was_spoken_of(
    found: Finding, text: str, spoken: Sequence[Bought], account: Account
) -> Finding:
    """Of several that may be meant the one that was just spoken of."""
    keys = {target(one).key for one in spoken}
    targets, unclear = list(found.targets), []
    for each in found.unclear:
        near = [one for one in each.candidates if target(one).key in keys]
        if len(near) == 1:
            targets += with_words(text, near, account)
        else:
            unclear.append(each)
    return msgspec.structs.replace(found, targets=tuple(targets), unclear=tuple(unclear))


def _without_goods(d: Dialogue, place: int, matter: Matter, account: Account) -> None:
    """Words that name nothing go on about a matter of this kind, else it is asked which goods."""
    if any(one.act == matter.act and one is not matter for one in d.wishes.matters):
        d.close(place, "dropped", "said of what was dealt with before")
    else:
        _nothing(d, place, matter, account)


def _changeable(d: Dialogue, text: str, account: Account) -> tuple[Order, ...]:
    """Orders of which lines may become others, first those of which the words speak."""
    arrived = orders_for(d.rules, "exchange", account)
    on_its_way = orders_for(d.rules, "change_items", account)
    words = d.vocabulary
    says_open, says_arrived = words.cue("open").search(text), words.cue("arrived").search(text)
    modifies = words.act("change_items").search(text) and not words.act("exchange").search(text)
    first = on_its_way if not says_arrived and (says_open or modifies) else arrived
    return first or arrived or on_its_way


def _of_siblings(
    d: Dialogue, matter: Matter, text: str, found: Finding, account: Account
) -> list[Target]:
    """Lines in orders that allow the same by another name: a change instead of an exchange."""
    if matter.act != "exchange":
        return []
    both = {
        one.number
        for act in ("exchange", "change_items")
        for one in orders_for(d.rules, act, account)
    }
    lines = [one for one in found.elsewhere if one.order.number in both]
    families = {one.line.family_id for one in lines}
    if len(lines) > len(families):
        ask_lines(d, lines[0].line.name, lines)
        return []
    return list(with_words(text, lines, account))


def _more_words(d: Dialogue, place: int, text: str) -> None:
    """Words without goods are of what was named before them."""
    matter = d.matter(place)
    targets = tuple(replace(one, said=f"{one.said} . {text}", sku=None) for one in matter.targets)
    d.put(place, replace(matter, targets=targets))


def _strange(d: Dialogue, place: int, found: Finding, taken: set[str], account: Account) -> None:
    """Say what the act is not possible for, and offer what comes nearest to it."""
    matter = d.matter(place)
    others = [one for one in found.elsewhere if target(one).key not in taken]
    if found.unknown:
        d.tell("commerce.not_bought", goods=listed(found.unknown))
    if others:
        refuse_lines(d, place, others, account)
    if not d.matter(place).targets and not found.unclear and d.wishes.open is None:
        _nothing(d, place, matter, account)


def _nothing(d: Dialogue, place: int, matter: Matter, account: Account) -> None:
    """Nothing was found to do it for: ask once, then leave it."""
    if d.matter(place).state != "open" or d.matter(place).read < len(matter.words):
        return
    if found_any := orders_for(d.rules, matter.act, account) or (
        orders_for(d.rules, "change_items", account) if matter.act == "exchange" else ()
    ):
        lines = [Bought(order=order, line=line) for order in found_any for line in order.lines]
        ask_lines(d, "", lines)
    else:
        d.tell_text(say(f"commerce.no_order_for.{matter.act}"))
        refuse(d, place, "no order allows it")
