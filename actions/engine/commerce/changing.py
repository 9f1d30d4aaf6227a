"""Change of a proposal by what the customer says to it instead of a yes."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from actions.engine.case.wishes import Matter
from actions.engine.commerce.account import Account, target
from actions.engine.commerce.addresses import written
from actions.engine.commerce.bought import Bought
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.finding import ids_in, numbers_in
from actions.engine.commerce.heard import heard
from actions.engine.commerce.kinds import mentions
from actions.engine.commerce.lines import lines_meant
from actions.engine.commerce.paying import named
from actions.engine.commerce.reading import joins, read
from actions.engine.commerce.senses import options_of

_ONLY = re.compile(r"\bonly\b|\bjust (?:the|my)\b|\bnothing but\b", re.IGNORECASE)


_WITHOUT = re.compile(r"\b(?:not|don'?t|without|except|keep|leave|forget|drop|no)\b", re.IGNORECASE)


_INSTEAD = re.compile(r"\b(?:instead|rather|actually)\b", re.IGNORECASE)


_PRICED = re.compile(r"\b(?:cheap\w*|expensive|dear\w*|other|first|second|last)\b", re.IGNORECASE)


class _Said(msgspec.Struct, frozen=True, kw_only=True):
    """What was said to a proposal. `among` are its lines that were named; `names` any goods."""

    text: str
    account: Account
    among: tuple[Bought, ...]
    names: bool
    same: tuple[Matter, ...]
    other: tuple[Matter, ...]


def change(d: Dialogue, place: int, text: str, account: Account) -> bool:
    """Whether the message changes what is proposed, or adds to what is wanted."""
    said = _said(d.matter(place), text, account)
    begun = _takes_another(d, place, said)
    if _pays_otherwise(d, place, said):
        # “I'd rather have it on my card” is no other variant.
        other = said.other if said.names else tuple(m for m in said.other if m.act != "exchange")
        begun, said = True, msgspec.structs.replace(said, other=other)
    whole = (_keeps_only, _leaves_out, _means_other_orders, _wants_instead)
    if any(step(d, place, said) for step in whole):
        return True
    if said.other:
        d.add(said.other)
    return _adds(d, place, said, begun=begun) or begun or bool(said.other)


def _said(matter: Matter, text: str, account: Account) -> _Said:
    mine = account.all_bought(matter.targets)
    orders = [o for n in dict.fromkeys(matter.numbers) if (o := account.order(n))]
    goods = bool(mentions(text, account.kinds))
    spoken = lines_meant(text, orders, account.kinds, mine).lines if goods else ()
    told = read(text, account.kinds).matters
    return _Said(
        text=text,
        account=account,
        among=tuple(one for one in mine if one in spoken),
        names=goods or bool(ids_in(text, account)),
        same=tuple(one for one in told if joins(one.act, matter.act)),
        other=tuple(one for one in told if not joins(one.act, matter.act)),
    )


def _takes_another(d: Dialogue, place: int, said: _Said) -> bool:
    another = _another_of_its_kind(d.matter(place), said.text, said.account)
    if another is None:
        return False
    d.put(place, replace(another, pay={}))
    return True


def _pays_otherwise(d: Dialogue, place: int, said: _Said) -> bool:
    """Another way to pay: what was said last counts when it is settled."""
    matter = d.matter(place)
    wanted = named(said.text, said.account, next(iter(matter.numbers), ""))
    if wanted is None or matter.act not in ("return", "exchange", "change_payment"):
        return False
    words = (*matter.words, said.text)
    d.put(place, replace(matter, pay={}, words=words, read=matter.read + 1))
    return True


def _keeps_only(d: Dialogue, place: int, said: _Said) -> bool:
    if not said.among or not _ONLY.search(said.text):
        return False
    matter, kept = d.matter(place), {target(one).key for one in said.among}
    d.put(place, replace(matter, targets=tuple(t for t in matter.targets if t.key in kept)))
    return True


def _leaves_out(d: Dialogue, place: int, said: _Said) -> bool:
    if not said.among or not _WITHOUT.search(said.text):
        return False
    if _has_options(said.text, said.among, d):
        return False
    matter, gone = d.matter(place), {target(one).key for one in said.among}
    left = tuple(t for t in matter.targets if t.key not in gone)
    d.put(place, replace(matter, targets=left))
    if not left:
        d.close(place, "dropped", "not wanted after all")
    return True


def _means_other_orders(d: Dialogue, place: int, said: _Said) -> bool:
    matter, numbers = d.matter(place), set(numbers_in(said.text, said.account))
    if not numbers or numbers == set(matter.numbers):
        return False
    words = (f"{matter.text} {said.text}",)
    d.put(place, Matter(act=matter.act, words=words, otherwise=matter.otherwise))
    return True


def _wants_instead(d: Dialogue, place: int, said: _Said) -> bool:
    """Something else with the same goods."""
    if not said.other or not _INSTEAD.search(said.text) or (said.names and not said.among):
        return False
    matter = d.matter(place)
    targets = tuple(replace(one, said=said.text, sku=None) for one in matter.targets)
    new = replace(matter, act=said.other[0].act, targets=targets, pay={}, otherwise=())
    d.put(place, replace(new, words=(*matter.words, said.text), read=len(matter.words) + 1))
    return True


def _adds(d: Dialogue, place: int, said: _Said, *, begun: bool) -> bool:
    """More goods, other options, another address."""
    matter = d.matter(place)
    everything = d.vocabulary.cue("everything").search(said.text)
    if said.same and begun and not everything and not said.names:
        return True
    if said.same or (said.names and not said.other):
        words = " ".join(one.text for one in said.same) or said.text
        d.put(place, replace(matter, words=(*matter.words, words)))
        return True
    mine = said.account.all_bought(matter.targets)
    if matter.act == "exchange" and len(mine) == 1 and _has_options(said.text, mine, d):
        targets = (replace(t, said=f"{t.said} . {said.text}", sku=None) for t in matter.targets)
        d.put(place, replace(matter, targets=tuple(targets)))
        return True
    where = written(said.text, d.rules)
    if where is not None and matter.act in ("redirect", "change_address"):
        d.put(place, replace(matter, address=where))
        return True
    return False


def _another_of_its_kind(matter: Matter, text: str, account: Account) -> Matter | None:
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


def _has_options(text: str, lines: Sequence[Bought], d: Dialogue) -> bool:
    options = options_of((), {k: v for one in lines for k, v in one.line.options.items()})
    return bool(heard(text, options, d.vocabulary))
