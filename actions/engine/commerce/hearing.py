"""Interpretation of a message by what was asked: an answer, a change of mind, or something new."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence

from msgspec.structs import replace

from actions.engine.case.reading import ordinal
from actions.engine.case.wishes import Matter, Open, Option, Target
from actions.engine.commerce.account import Account, target
from actions.engine.commerce.addresses import written
from actions.engine.commerce.dialogue import Dialogue, Verdict
from actions.engine.commerce.finding import added, ids_in, numbers_in, with_words
from actions.engine.commerce.heard import heard
from actions.engine.commerce.senses import options_of
from actions.engine.commerce.kinds import mentions
from actions.engine.commerce.lines import Bought, lines_meant
from actions.engine.commerce.looking import ALL, ENTIRE, refuse
from actions.engine.commerce.paying import named
from actions.engine.commerce.reading import joins, read
from actions.engine.commerce.steps import reason_in
from actions.engine.commerce.swapping import KEEP, found_for, swaps_of, with_target
from actions.engine.commerce.account import variants_of
from actions.engine.commerce.writing import carry_out
from actions.engine.words.texts import say

_YES = re.compile(
    r"\W*(?:yes|yep|yeah|yup|sure|please do|go ahead|do (?:it|that)|ok(?:ay)?|correct|right"
    r"|confirm(?:ed)?|that'?s (?:right|correct|fine)|sounds good|perfect|agreed)\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\W*(?:no|nope|nah|rather not|better not|don'?t|wait|not (?:yet|now|that)|actually|stop)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\bonly\b|\bjust (?:the|my)\b|\bnothing but\b", re.IGNORECASE)
_WITHOUT = re.compile(
    r"\b(?:not|don'?t|without|except|keep|leave|forget|drop|no)\b", re.IGNORECASE
)
_INSTEAD = re.compile(r"\b(?:instead|rather|actually)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|both|every\w*|two)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?:human|representative|real person|a person|someone real|colleague|supervisor|manager"
    r"|human agent)\b",
    re.IGNORECASE,
)
_NOT_CANCEL = re.compile(
    r"\b(?:never|not|don't|do not|didn't)\b[^.;]{0,25}\bcancel|\bno cancel|\bkeep (?:the|my) order",
    re.IGNORECASE,
)
_MYSELF = re.compile(r"\b(?:do|cancel|return) (?:it|that|this) myself\b|\bdon't need (?:you|your|help)", re.I)
_PRICED = re.compile(r"\b(?:cheap\w*|expensive|dear\w*|other|first|second|last)\b", re.IGNORECASE)
_TRIES = 2
_FEW_WORDS = 4


async def hear(d: Dialogue) -> None:
    """Take the message in. Raises `CrmError`."""
    asked, text = d.wishes.open, d.wishes.heard
    d.wishes = replace(d.wishes, open=None)
    if _PERSON.search(text) and (asked is None or asked.kind != "person"):
        d.end = "hand_over"
        return
    if asked is not None and text and text in d.wishes.told:
        _again(d, asked)
        return
    if asked is not None and await _HEARD[asked.kind](d, asked, text):
        return
    await _something_new(d, asked, text)


def verdict(d: Dialogue, text: str) -> Verdict | None:
    """A yes or a no, by a button or by the words that the message begins with."""
    if d.wishes.choice in ("yes", "no"):
        return "yes" if d.wishes.choice == "yes" else "no"
    if d.wishes.verdict:
        return d.wishes.verdict
    if _YES.match(text):
        return "yes"
    return "no" if _NO.match(text) else None


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
        d.ask("person", say("commerce.offer_person"), _yes_no())


def _yes_no() -> tuple[Option, ...]:
    return (
        Option(key="yes", title=say("commerce.yes")),
        Option(key="no", title=say("commerce.no")),
    )


def _picked(asked: Open, d: Dialogue, text: str) -> Sequence[str]:
    """The options that were pressed, or pointed at by their place or words."""
    keys = [one.key for one in asked.options if one.key not in (ALL, KEEP)]
    if d.wishes.choice == ALL:
        return keys
    if any(one.key == d.wishes.choice for one in asked.options):
        return [d.wishes.choice]
    if (place := ordinal(text, len(keys))) is not None:
        return [keys[place]]
    return []


async def _lines(d: Dialogue, asked: Open, text: str) -> bool:
    place = d.current()
    if place is None:
        return False
    account = await d.account()
    keys = set(_picked(asked, d, text))
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


async def _which_orders(d: Dialogue, asked: Open, text: str) -> bool:
    place = d.current()
    if place is None:
        return False
    account = await d.account()
    offered = [one.key for one in asked.options if one.key != ALL]
    chosen = list(_picked(asked, d, text)) or list(numbers_in(text, account))
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


async def _variant(d: Dialogue, asked: Open, text: str) -> bool:
    place = d.current()
    if place is None:
        return False
    account = await d.account()
    matter = d.matter(place)
    one = next((each for each in matter.targets if each.key == asked.about), None)
    line = account.bought(one) if one else None
    if one is None or line is None:
        return False
    if d.wishes.choice == KEEP or (verdict(d, text) == "no" and len(text.split()) < _FEW_WORDS):
        d.put(place, with_target(matter, replace(one, skipped=True)))
        return True
    picked = _picked(asked, d, text)
    if picked:
        d.put(place, with_target(matter, replace(one, sku=picked[0])))
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


def _says_options(text: str, line: Bought, products: Sequence[object], d: Dialogue) -> bool:
    options = options_of(products, line.line.options)  # type: ignore[arg-type]
    return bool(heard(text, options, d.vocabulary))


async def _payment(d: Dialogue, asked: Open, text: str) -> bool:
    place = d.current()
    if place is None:
        return False
    account = await d.account()
    offered = [one.key for one in asked.options]
    chosen = next(iter(_picked(asked, d, text)), None)
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


async def _reason(d: Dialogue, asked: Open, text: str) -> bool:
    place = d.current()
    if place is None:
        return False
    reasons = d.rules_of("cancel").reasons
    chosen = next(iter(_picked(asked, d, text)), None) or reason_in(text, reasons)
    if chosen is None:
        if (await _is_new(d, text)) or asked.asked > 1:
            return False
        d.tell("commerce.refused_reason")
        d.wishes = replace(d.wishes, open=replace(asked, asked=asked.asked + 1))
        return True
    d.put(place, replace(d.matter(place), reason=chosen))
    return True


async def _is_new(d: Dialogue, text: str) -> bool:
    return bool(read(text, (await d.account()).kinds).matters)


async def _address(d: Dialogue, asked: Open, text: str) -> bool:
    place = d.current()
    if place is None:
        return False
    matter = d.matter(place)
    if where := written(text, d.rules):
        d.put(place, replace(matter, address=where))
        return True
    picked = _picked(asked, d, text)
    if picked:
        title = next(one.title for one in asked.options if one.key == picked[0])
        where = written(title, d.rules)
        d.put(place, replace(matter, address=where))
        return where is not None
    if asked.asked > 2:
        return False
    d.put(place, replace(matter, words=(*matter.words, text), read=len(matter.words) + 1))
    d.wishes = replace(d.wishes, open=replace(asked, asked=asked.asked))
    d.wishes = replace(d.wishes, open=None)
    return True


async def _instead(d: Dialogue, asked: Open, text: str) -> bool:
    offered = next((i for i, m in enumerate(d.wishes.matters) if m.state == "offered"), None)
    said = verdict(d, text)
    if offered is None:
        return False
    whole = d.matter(offered).act == "cancel" and ENTIRE.search(text) is not None
    if said is None and whole and not matter_refused(d, offered, text):
        said = "yes"
    if _MYSELF.search(text):
        said = "no"
    state = "open" if said == "yes" else "dropped"
    d.put(offered, replace(d.matter(offered), state=state))  # type: ignore[arg-type]
    if said == "yes":
        d.put(offered, replace(d.matter(offered), words=(*d.matter(offered).words, text)))
        d.put(offered, replace(d.matter(offered), read=len(d.matter(offered).words)))
        return True
    before = offered - 1
    if before >= 0 and d.matter(before).state == "open" and not _anything(d.matter(before)):
        d.close(before, "refused", "the nearest thing was not wanted")
    rest = re.sub(r"^\W*(?:no|nope)\W*", "", text, flags=re.IGNORECASE)
    if _MYSELF.search(text) or matter_refused(d, offered, text):
        return True
    return not await _is_new(d, rest) if rest and not d.wishes.choice else True


def _anything(matter: Matter) -> bool:
    return bool(matter.orders or matter.targets or matter.default)


async def _confirm(d: Dialogue, asked: Open, text: str) -> bool:
    """A yes writes; anything else changes what is proposed, or leaves it."""
    place = d.current()
    if place is None:
        return False
    account = await d.account()
    said = verdict(d, text)
    pressed = bool(d.wishes.verdict)
    if said == "yes" and (pressed or not _adds(text, account)):
        swaps = await swaps_of(d.matter(place), account, d.crm)
        d.put(place, replace(d.matter(place), agreed=True))
        await carry_out(d, place, swaps)
        return True
    if matter_refused(d, place, text):
        d.tell("commerce.left")
        refuse(d, place, "not wanted so")
        return True
    if not pressed and await _changed(d, place, text, account):
        return True
    if asked.asked > 2:
        d.close(place, "person", "not agreed on")
        d.ask("person", say("commerce.offer_person"), _yes_no())
        return True
    if said == "no":
        d.ask("differently", say("commerce.ask_differently"), _differently())
        return True
    return False


def matter_refused(d: Dialogue, place: int, text: str) -> bool:
    """Whether just what is proposed is what shall not be: “I never want to cancel it all”."""
    return d.matter(place).act == "cancel" and _NOT_CANCEL.search(text) is not None


def _differently() -> tuple[Option, ...]:
    return (Option(key="no", title=say("commerce.leave_it")),)


def _adds(text: str, account: Account) -> bool:
    """Whether a yes says more than yes."""
    rest = _YES.sub("", text, count=1)
    return bool(
        mentions(rest, account.kinds)
        or read(rest, account.kinds).matters
        or named(rest, account, "")
    )


async def _changed(d: Dialogue, place: int, text: str, account: Account) -> bool:
    """Whether the message changes what is proposed, or adds to what is wanted."""
    matter = d.matter(place)
    mine = account.all_bought(matter.targets)
    orders = [o for n in dict.fromkeys(matter.numbers) if (o := account.order(n))]
    spoken = lines_meant(text, orders, account.kinds, mine) if mentions(text, account.kinds) else None
    among = [one for one in mine if spoken and one in spoken.lines]
    told = read(text, account.kinds)
    changed = False
    if (instead := _another_of_its_kind(d, matter, text, account)) is not None:
        matter = replace(instead, pay={})
        d.put(place, matter)
        changed = True
    wanted = named(text, account, next(iter(matter.numbers), ""))
    if wanted is not None and matter.act in ("return", "exchange", "change_payment"):
        matter = replace(matter, pay={}, words=(*matter.words, text), read=matter.read + 1)
        d.put(place, matter)
        changed = True
    if among and _ONLY.search(text):
        kept = {target(one).key for one in among}
        matter = replace(matter, targets=tuple(t for t in matter.targets if t.key in kept))
        d.put(place, matter)
        return True
    if among and _WITHOUT.search(text) and not _has_options(text, among, d):
        gone = {target(one).key for one in among}
        left = tuple(t for t in matter.targets if t.key not in gone)
        d.put(place, replace(matter, targets=left))
        if not left:
            d.close(place, "dropped", "not wanted after all")
        return True
    if numbers_in(text, account) and set(numbers_in(text, account)) != set(matter.numbers):
        again = Matter(act=matter.act, words=(f"{matter.text} {text}",), pay={})
        d.put(place, replace(again, otherwise=matter.otherwise))
        return True
    other = [one for one in told.matters if not joins(one.act, matter.act)]
    same = [one for one in told.matters if joins(one.act, matter.act)]
    if other and _INSTEAD.search(text) and (among or not mentions(text, account.kinds)):
        targets = tuple(replace(one, said=text, sku=None) for one in matter.targets)
        new = replace(matter, act=other[0].act, targets=targets, pay={}, otherwise=())
        d.put(place, replace(new, words=(*matter.words, text), read=len(matter.words) + 1))
        return True
    if other:
        d.add(other)
        changed = True
    everything = d.vocabulary.cue("everything").search(text)
    if same and changed and not everything and not _more_goods(text, account):
        return True
    if same or (spoken and not other) or _more_goods(text, account):
        words = " ".join(one.text for one in same) or text
        d.put(place, replace(d.matter(place), words=(*d.matter(place).words, words)))
        changed = True
    elif matter.act == "exchange" and len(mine) == 1 and _has_options(text, mine, d):
        targets = tuple(replace(t, said=f"{t.said} . {text}", sku=None) for t in matter.targets)
        d.put(place, replace(matter, targets=targets))
        changed = True
    elif matter.act in ("redirect", "change_address") and (where := written(text, d.rules)):
        d.put(place, replace(matter, address=where))
        changed = True
    return changed


def _another_of_its_kind(
    d: Dialogue, matter: Matter, text: str, account: Account
) -> Matter | None:
    """The matter about “the more expensive one” of those that it could have been."""
    if len(matter.targets) != 1 or mentions(text, account.kinds) or not _PRICED.search(text):
        return None
    mine = account.bought(matter.targets[0])
    states = {mine.order.status} if mine else set()
    alike = [
        one
        for order in account.orders
        for one in account.whole(order.number)
        if mine and one.line.family_id == mine.line.family_id and order.status in states
    ]
    orders = list({one.order.number: one.order for one in alike}.values())
    meant = lines_meant(text, orders, account.kinds, alike).lines if len(alike) > 1 else ()
    if len(meant) != 1 or target(meant[0]).key == matter.targets[0].key:
        return None
    said = matter.targets[0].said
    return replace(matter, targets=(target(meant[0], said),))


def _more_goods(text: str, account: Account) -> bool:
    return bool(mentions(text, account.kinds) or ids_in(text, account))


def _has_options(text: str, lines: Sequence[Bought], d: Dialogue) -> bool:
    options = options_of((), {k: v for one in lines for k, v in one.line.options.items()})
    return bool(heard(text, options, d.vocabulary))


async def _differently_said(d: Dialogue, asked: Open, text: str) -> bool:
    """What shall be otherwise; a bare no leaves the matter."""
    place = d.current()
    if place is None:
        return False
    account = await d.account()
    if d.wishes.choice == "no" or (verdict(d, text) == "no" and len(text.split()) < _FEW_WORDS):
        d.tell("commerce.left")
        d.close(place, "dropped", "not wanted after all")
        return True
    return await _changed(d, place, text, account)


async def _offered_person(d: Dialogue, asked: Open, text: str) -> bool:
    if verdict(d, text) == "yes" or _PERSON.search(text):
        d.end = "hand_over"
        return True
    return not await _is_new(d, text) and verdict(d, text) == "no"


async def _more(d: Dialogue, asked: Open, text: str) -> bool:
    """Nothing more ends it; a bare yes is asked what."""
    account = await d.account()
    if read(text, account.kinds).matters:
        return False
    thanked = d.turn.intent in ("thanks", "goodbye") or re.search(r"\bthank", text, re.IGNORECASE)
    if verdict(d, text) == "no" or thanked:
        d.tell("commerce.goodbye")
        d.end = "tell"
        return True
    if verdict(d, text) == "yes" and not mentions(text, account.kinds):
        d.ask("more", say("commerce.ask_wish"))
        return True
    return False


async def _never(d: Dialogue, asked: Open, text: str) -> bool:
    return False


_HEARD: dict[str, Callable[[Dialogue, Open, str], Awaitable[bool]]] = {
    "identity": _never,
    "lines": _lines,
    "orders": _which_orders,
    "variant": _variant,
    "payment": _payment,
    "reason": _reason,
    "address": _address,
    "confirm": _confirm,
    "differently": _differently_said,
    "instead": _instead,
    "person": _offered_person,
    "more": _more,
}

