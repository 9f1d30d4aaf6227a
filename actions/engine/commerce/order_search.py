"""Search for the whole orders that a matter is about: by number, goods, town, or all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from actions.crm.records.order import Order
from actions.engine.case.wishes import Matter
from actions.engine.commerce.account import Account, spoken_of
from actions.engine.commerce.addresses import away_from, in_town
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.finding import Finding, find, names_orders, numbers_in, orders_for
from actions.engine.commerce.kinds import mentions
from actions.engine.commerce.refusing import ask_lines, ask_orders, refuse, refuse_lines, yes_no
from actions.engine.words.texts import say
from actions.engine.words.wording import listed

_ALL_ORDERS = re.compile(
    r"\borders\b|\border addresses\b|\ball\b[^.,;]{0,20}\border", re.IGNORECASE
)


_OUT_OF = re.compile(r"\b(?:it|them|that|this|item)\b.{0,20}\b(?:from|out of|in)\b", re.IGNORECASE)


_PARTLY = re.compile(
    r"\bpartial|\bparts? of\b|\bsome (?:of the )?items\b|\bsingle items?\b", re.IGNORECASE
)


_ORDERED = re.compile(r"\border", re.IGNORECASE)


_SENT_THERE = re.compile(
    r"\b(?:sent|shipped|delivered|going) to (?:this|that|the|my new)\b", re.IGNORECASE
)


ENTIRE = re.compile(r"\b(?:whole|entire|complete|full) order", re.IGNORECASE)


def search_orders(d: Dialogue, place: int, text: str, account: Account) -> None:
    """The whole orders that are meant: by number, goods, town, “all”, or because there is one."""
    matter = d.matter(place)
    if matter.act == "cancel" and d.rules_of("cancel").whole and _PARTLY.search(text):
        d.tell("commerce.no_parts")
        refuse(d, place, "only whole orders can be cancelled")
        return
    mine = orders_for(d.rules, matter.act, account)
    named = numbers_in(text, account)
    if matter.act == "redirect" and (same := _before_same_as(text, account)) is not None:
        named = same
    of_goods = mentions(text, account.kinds) or (
        matter.act == "cancel"
        and (not _ORDERED.search(text) or _OUT_OF.search(text))
        and spoken_of(d.wishes, account)
    )
    if of_goods and matter.act != "redirect" and not (named and not mentions(text, account.kinds)):
        _by_goods(d, place, text, mine, account)
        return
    if named:
        _by_number(d, place, named, mine, account)
        return
    if matter.orders:
        return
    chosen = _by_words(d, matter.act, text, mine, account)
    if chosen:
        d.put(place, replace(matter, orders=tuple(one.number for one in chosen)))
        d.speak_of([line for one in chosen for line in account.whole(one.number)])
    elif not mine:
        d.tell_text(say(f"commerce.no_order_for.{matter.act}"))
        refuse(d, place, "no order allows it")
    else:
        ask_orders(d, mine, cautious=matter.act == "cancel")


def _before_same_as(text: str, account: Account) -> tuple[str, ...] | None:
    """The orders named before “the same as order …”."""
    for cue in (" same as", " as in", " address of"):
        if cue in text:
            return numbers_in(text[: text.index(cue)], account)
    return None


def _by_number(
    d: Dialogue, place: int, named: Sequence[str], mine: Sequence[Order], account: Account
) -> None:
    fitting = {one.number for one in mine}
    chosen = [number for number in named if number in fitting]
    matter = d.matter(place)
    orders = tuple(dict.fromkeys((*matter.orders, *chosen)))
    d.put(place, replace(matter, orders=orders))
    if lost := [number for number in named if number not in fitting]:
        refuse_lines(d, place, [one for number in lost for one in account.whole(number)], account)


def _by_words(
    d: Dialogue, act: str, text: str, mine: Sequence[Order], account: Account
) -> Sequence[Order]:
    cue = d.vocabulary.cue
    towns = in_town(text, mine, d.rules) or away_from(text, mine, account, d.rules)
    if towns:
        return towns
    several = cue("everything", "both").search(text) or _plural(text)
    if several:
        return mine
    families = {family for one in mentions(text, account.kinds) for family in one.families}
    if families and _SENT_THERE.search(text):
        return [o for o in mine if not any(line.family_id in families for line in o.lines)]
    found = find(text, account, list(mine), spoken_of(d.wishes, account))
    if mentions(text, account.kinds) and found.targets:
        numbers = {one.order for one in found.targets}
        return [one for one in mine if one.number in numbers]
    sure = act != "cancel" or _ORDERED.search(text)
    return mine if len(mine) == 1 and sure else ()


def _plural(text: str) -> bool:
    return _ALL_ORDERS.search(text) is not None


def _by_goods(d: Dialogue, place: int, text: str, mine: Sequence[Order], account: Account) -> None:
    """Orders by what is in them; single lines cannot be taken out where the shop does not."""
    found = find(text, account, list(mine), spoken_of(d.wishes, account))
    if found.unclear and not found.targets:
        ask_lines(d, found.unclear[0].words, found.unclear[0].candidates)
        return
    d.speak_of(account.all_bought(found.targets))
    matter = d.matter(place)
    taken: list[str] = []
    if found.everything:
        spared = {one.number for one in mine} - {one.order for one in found.targets}
        whole = [o for o in mine if all(_in(found, o.number, line.id) for line in o.lines)]
        taken = [one.number for one in whole if one.number not in spared]
    else:
        for number in dict.fromkeys(one.order for one in found.targets):
            lines = [one for one in found.targets if one.order == number]
            if _whole(lines, number, account, text, matter):
                taken.append(number)
            else:
                _only_whole(d, place, number, lines, account)
    matter = d.matter(place)
    d.put(place, replace(matter, orders=tuple(dict.fromkeys((*matter.orders, *taken)))))
    _strange_goods(d, place, found, account)


def _in(found: Finding, number: str, line: str) -> bool:
    return any((one.order, one.line) == (number, line) for one in found.targets)


def _whole(
    lines: Sequence[object], number: str, account: Account, text: str, matter: Matter
) -> bool:
    """Whether these are all lines, or all shall go where some cannot."""
    every = len(lines) == len(account.whole(number))
    instead = " ".join(one.text for one in matter.otherwise if one.act == matter.act)
    return every or ENTIRE.search(text) is not None or names_orders(instead)


def _only_whole(
    d: Dialogue, place: int, number: str, lines: Sequence[object], account: Account
) -> None:
    names = [one.line.name for one in account.all_bought(lines)]  # type: ignore[arg-type]
    d.tell("commerce.only_whole", goods=listed(names), number=number)
    if d.wishes.open is None and not d.matter(place).otherwise:
        everything = [one.line.name for one in account.whole(number)]
        offered = Matter(
            act="cancel", words=(d.matter(place).text,), read=1, orders=(number,), state="offered"
        )
        d.insert(place + 1, offered)
        text = say("commerce.offer.cancel", number=number, goods=listed(everything))
        d.ask("instead", text, yes_no(), about="cancel")


def _strange_goods(d: Dialogue, place: int, found: Finding, account: Account) -> None:
    if found.unknown:
        d.tell("commerce.not_bought", goods=listed(found.unknown))
    if found.elsewhere:
        refuse_lines(d, place, found.elsewhere, account)
    matter = d.matter(place)
    if matter.state == "open" and not matter.orders and matter.read == len(matter.words):
        if d.wishes.open is None:
            refuse(d, place, "nothing that it can be done for")
        elif d.wishes.open.kind == "instead":
            d.close(place, "refused", "only whole orders")
