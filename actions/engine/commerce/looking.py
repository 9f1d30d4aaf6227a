"""Step from what was said of a matter to the lines and orders that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from actions.crm.records.order import Order
from actions.engine.case.wishes import Matter, Option
from actions.engine.commerce.account import Account, target
from actions.engine.commerce.addresses import away_from, in_town
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.finding import (
    Finding,
    added,
    find,
    ids_in,
    names_orders,
    numbers_in,
    orders_for,
    with_words,
)
from actions.engine.commerce.kinds import mentions
from actions.engine.commerce.lines import Bought
from actions.engine.commerce.phrasing import goods
from actions.engine.commerce.reading import PRICE
from actions.engine.commerce.swapping import AS_ANOTHER
from actions.engine.words.texts import say
from actions.engine.words.wording import listed

ALL = "all"
_ONLY = re.compile(r"\bonly (?:\w+ ){0,2}(?:the|my)\b|\bjust the\b", re.IGNORECASE)
_THAT_ORDER = re.compile(r"\b(?:that|this|the same|the) order\b", re.IGNORECASE)
_ALL_ORDERS = re.compile(r"\borders\b|\border addresses\b|\ball\b[^.,;]{0,20}\border", re.IGNORECASE)
_OUT_OF = re.compile(r"\b(?:it|them|that|this|item)\b.{0,20}\b(?:from|out of|in)\b", re.IGNORECASE)
_PARTLY = re.compile(r"\bpartial|\bparts? of\b|\bsome (?:of the )?items\b|\bsingle items?\b", re.IGNORECASE)
_ORDERED = re.compile(r"\border", re.IGNORECASE)
_SENT_THERE = re.compile(r"\b(?:sent|shipped|delivered|going) to (?:this|that|the|my new)\b", re.IGNORECASE)
ENTIRE = re.compile(r"\b(?:whole|entire|complete|full) order", re.IGNORECASE)
OF_ORDERS = frozenset({"cancel", "redirect", "change_payment"})
"""Acts on whole orders."""


async def look(d: Dialogue, place: int) -> bool:
    """Read what was not read yet of a matter; True where a question was asked. `CrmError`."""
    account = await d.account()
    while d.matter(place).read < len(d.matter(place).words):
        matter = d.matter(place)
        text = matter.words[matter.read]
        d.put(place, replace(matter, read=matter.read + 1))
        if matter.act in OF_ORDERS:
            _orders(d, place, text, account)
        elif matter.act in ("return", "exchange"):
            _lines(d, place, text, account)
        if d.matter(place).state != "open" or d.wishes.open is not None:
            return d.wishes.open is not None
    return False


def _lines(d: Dialogue, place: int, text: str, account: Account) -> None:
    matter = d.matter(place)
    alike = AS_ANOTHER.search(text)
    first = text[: alike.start()] if alike and mentions(text[: alike.start()], account.kinds) else text
    mine = (
        orders_for(d.rules, "return", account)
        if matter.act == "return"
        else _changeable(d, first, account)
    )
    spoken = _spoken_of(d, account)
    if matter.act == "exchange" and not _says_state(d, first):
        possible = (*orders_for(d.rules, "exchange", account), *orders_for(d.rules, "change_items", account))
        talked = [one.order for one in spoken if one.order in possible]
        mine = tuple(dict.fromkeys(talked)) if talked and not mentions(text, account.kinds) else mine
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
) -> list[object]:
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


def _strange(
    d: Dialogue, place: int, found: Finding, taken: set[str], account: Account
) -> None:
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
        d.tell(f"commerce.no_order_for_{matter.act}")
        refuse(d, place, "no order allows it")


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


def refuse_lines(
    d: Dialogue, place: int, lines: Sequence[Bought], account: Account
) -> None:
    """Say why these lines cannot be dealt with so, and offer what is possible for them."""
    matter = d.matter(place)
    others = {one.act for one in d.wishes.matters if one.state == "open"} - {matter.act}
    for order in dict.fromkeys(one.order.number for one in lines):
        mine = [one for one in lines if one.order.number == order]
        state = mine[0].order.status
        instead = d.rules_of(matter.act).instead.get(state)
        if instead in others and matter.text in {m.text for m in d.wishes.matters if m.act == instead}:
            continue
        d.tell(
            "commerce.refused_state",
            goods=listed([one.line.name for one in mine]),
            number=order,
            act=say(f"commerce.act_{matter.act}"),
            state=say(f"commerce.state_{state}"),
        )
        if instead and d.wishes.open is None and not matter.otherwise:
            _offer(d, place, str(instead), mine, account)
    if not d.matter(place).targets and not d.matter(place).orders and d.wishes.open is None:
        refuse(d, place, "the state of the order does not allow it")


def _offer(
    d: Dialogue, place: int, act: str, lines: Sequence[Bought], account: Account
) -> None:
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
    name = "commerce.offer_cancel_it" if whole and len(names) == len(lines) else f"commerce.offer_{act}"
    text = say(name, number=number, goods=listed(names))
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


def _spoken_of(d: Dialogue, account: Account) -> list[Bought]:
    keys = set(d.wishes.spoken_of)
    lines = (line for order in account.orders for line in account.whole(order.number))
    return [one for one in lines if target(one).key in keys]


def _orders(d: Dialogue, place: int, text: str, account: Account) -> None:
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
        and _spoken_of(d, account)
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
        d.tell(f"commerce.no_order_for_{matter.act}")
        refuse(d, place, "no order allows it")
    else:
        ask_orders(d, mine, cautious=matter.act == "cancel")


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
    found = find(text, account, list(mine), _spoken_of(d, account))
    if mentions(text, account.kinds) and found.targets:
        numbers = {one.order for one in found.targets}
        return [one for one in mine if one.number in numbers]
    sure = act != "cancel" or _ORDERED.search(text)
    return mine if len(mine) == 1 and sure else ()


def _plural(text: str) -> bool:
    return _ALL_ORDERS.search(text) is not None


def _by_goods(
    d: Dialogue, place: int, text: str, mine: Sequence[Order], account: Account
) -> None:
    """Orders by what is in them; single lines cannot be taken out where the shop does not."""
    found = find(text, account, list(mine), _spoken_of(d, account))
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
        text = say("commerce.offer_cancel", number=number, goods=listed(everything))
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
