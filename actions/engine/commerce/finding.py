"""Search for the lines and orders that a matter is about, over all orders of the customer."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from actions.crm.records.order import Order
from actions.engine.case.order_form import orders_in
from actions.engine.case.wishes import Matter, Target
from actions.engine.commerce.account import Account, target
from actions.engine.commerce.bought import Bought
from actions.engine.commerce.kinds import mentions
from actions.engine.commerce.lines import LinesMeant, Unclear, lines_meant
from actions.engine.commerce.rules import ActRules, Rules
from actions.engine.commerce.territory import said_of

NO_RULES = ActRules()
_ID = re.compile(r"(?<![\w#])[A-Z]{0,3}-?\d{4,}(?!\w)")
_BREAKS = re.compile(r"[,;.!?(]")
_NOT_OF = re.compile(
    r"\b(?:not|isn't|aren't|un)\s?(?:associated|related|connected)\b", re.IGNORECASE
)
_WHOLE_ORDER = re.compile(
    r"\b(?:whole|entire|complete|full|all|both|pending|these|those|my|the|this|that|an?|possible)\s+"
    r"(?:(?:\w+\s+){0,2})?orders?\b",
    re.IGNORECASE,
)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What was found for a matter. `unclear` is to be asked; `unknown` are goods that no order
    holds; `elsewhere` are lines of orders in which the act is not possible."""

    targets: tuple[Target, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    unknown: tuple[str, ...] = ()
    elsewhere: tuple[Bought, ...] = ()
    everything: bool = False


def rules_of(rules: Rules, act: str) -> ActRules:
    """The rules of an act; of one that is not possible those that allow nothing."""
    return next((one for name, one in rules.acts.items() if name == act), NO_RULES)


def orders_for(rules: Rules, act: str, account: Account) -> tuple[Order, ...]:
    """The orders in which the act is possible."""
    states = rules_of(rules, act).states
    return tuple(one for one in account.orders if one.status in states)


def find(
    text: str,
    account: Account,
    mine: Sequence[Order],
    context: Sequence[Bought] = (),
) -> Finding:
    """The lines that the text means among these orders, with what was said of each."""
    if by_id := [one for one in ids_in(text, account) if one.order in mine]:
        return Finding(targets=_by_id(text, by_id))
    named = numbers_in(text, account)
    others = [one for one in account.orders if one not in mine]
    if named and not any(one.number in named for one in mine):
        meant = lines_meant(text, [one for one in others if one.number in named], account.kinds)
        return Finding(elsewhere=meant.lines or _all(others, named))
    if not mine:
        meant = lines_meant(text, others, account.kinds, context)
        return Finding(elsewhere=meant.lines, unknown=meant.unknown)
    whole = _all_but_theme(text, mine, account) or _all_at_first(text, mine, account)
    meant = whole or lines_meant(text, mine, account.kinds, context)
    elsewhere, unknown = _elsewhere(text, meant, others, account)
    return Finding(
        targets=with_words(text, meant.lines, account),
        unclear=meant.unclear if _names_goods(text, account, meant) else (),
        unknown=unknown,
        elsewhere=elsewhere,
        everything=meant.everything,
    )


def ids_in(text: str, account: Account) -> tuple[Bought, ...]:
    """Lines that the text names by the number of their item, or of its family."""
    words = set(_ID.findall(text))
    found = {}
    for order in account.orders:
        for one in account.whole(order.number):
            if one.line.sku in words or one.line.family_id in words:
                found[
                    one.line.sku if one.line.sku in words else one.line.family_id, one.line.sku
                ] = one
    return tuple(found.values())


def _by_id(text: str, lines: Sequence[Bought]) -> tuple[Target, ...]:
    """The lines with the words without their own numbers."""
    return tuple(
        target(one, text.replace(one.line.sku, " ").replace(one.line.family_id or "-", " "))
        for one in lines
    )


def with_words(text: str, lines: Sequence[Bought], account: Account) -> tuple[Target, ...]:
    """The lines as targets, each with what was said of it alone."""
    said = said_of(text, lines, account.kinds)
    return tuple(target(one.bought, one.then or text, one.now) for one in said)


def numbers_in(text: str, account: Account) -> tuple[str, ...]:
    """The customer's orders that the text names by number."""
    found = orders_in(text)
    known = {one.number.lstrip("#").upper(): one.number for one in account.orders}
    return tuple(known[one.lstrip("#")] for one in found if one.lstrip("#") in known)


def names_orders(text: str) -> bool:
    """Whether whole orders are meant."""
    return _WHOLE_ORDER.search(text) is not None


def added(matter: Matter, more: Sequence[Target]) -> Matter:
    """The matter with lines that were named later; of one that it had, what was said last."""
    kept = {one.key: one for one in matter.targets}
    for one in more:
        before = kept.get(one.key)
        said = f"{before.said} . {one.said}" if before else one.said
        kept[one.key] = replace(one, said=said)
    return replace(matter, targets=tuple(kept.values()))


def _all(orders: Sequence[Order], numbers: Sequence[str]) -> tuple[Bought, ...]:
    return tuple(
        Bought(order=order, line=line)
        for order in orders
        if order.number in numbers
        for line in order.lines
    )


def _all_but_theme(text: str, mine: Sequence[Order], account: Account) -> LinesMeant | None:
    """“Everything that is not related to gaming”."""
    if not _NOT_OF.search(text) or not account.kinds.vocabulary.cue("everything").search(text):
        return None
    families = {family for one in mentions(text, account.kinds) for family in one.families}
    lines = [Bought(order=order, line=line) for order in mine for line in order.lines]
    kept = tuple(one for one in lines if one.line.family_id not in families)
    spared = tuple(one for one in lines if one.line.family_id in families)
    return LinesMeant(lines=kept, everything=True, but=spared)


def _all_at_first(text: str, mine: Sequence[Order], account: Account) -> LinesMeant | None:
    """“All my items …”, of some of which more is said only later."""
    first = next(iter(mentions(text, account.kinds)), None)
    if first is None:
        return None
    words, before = account.kinds.vocabulary, text[: first.start]
    begun = before[: max((one.start() for one in _BREAKS.finditer(before)), default=0)]
    if not words.cue("everything").search(begun) or words.cue("except").search(before):
        return None
    meant = lines_meant(begun, mine, account.kinds)
    return meant if meant.everything else None


def _elsewhere(
    text: str, meant: LinesMeant, others: Sequence[Order], account: Account
) -> tuple[tuple[Bought, ...], tuple[str, ...]]:
    """Goods that were not found, looked for in the other orders."""
    if not meant.unknown:
        return (), ()
    families = {
        family
        for one in mentions(text, account.kinds)
        if one.words in meant.unknown
        for family in one.families
    }
    there = lines_meant(text, others, account.kinds) if others else LinesMeant()
    candidates = [*there.lines, *(one for each in there.unclear for one in each.candidates)]
    found = tuple(one for one in candidates if one.line.family_id in families)
    spared = {
        family
        for one in mentions(text, account.kinds)
        if account.kinds.vocabulary.cue("except").search(text, max(0, one.start - 25), one.start)
        for family in one.families
    }
    found = tuple(one for one in found if one.line.family_id not in spared)
    names = {one.line.family_id for one in found} | spared
    lost = tuple(
        one.words
        for one in mentions(text, account.kinds)
        if one.words in meant.unknown and not names & {*one.families}
    )
    return found, lost


def _names_goods(text: str, account: Account, meant: LinesMeant) -> bool:
    return bool(meant.unclear) and bool(meant.lines or mentions(text, account.kinds))
