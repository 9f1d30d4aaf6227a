"""Which of the orders, items or products found is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from actions.engine.answers.corrections import correction
from actions.engine.case.case import (
    WHICH_PRODUCT,
    Candidate,
    Case,
    answered,
    ended,
    restarted,
    turned,
    waiting,
)
from actions.engine.case.days import day, resolved
from actions.engine.case.reading import fits, named_among, order_numbers, ordinal
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say
from actions.engine.words.wording import listed, short_day
from contracts.region import region

_ALL = re.compile(r"\b(all|everything|both|whole|entire|complete)\b", re.IGNORECASE)
_SUPERLATIVES = (
    (re.compile(r"\bcheap", re.IGNORECASE), lambda c: c.price),
    (re.compile(r"\b(expensive|dear|pricier|priciest)", re.IGNORECASE), lambda c: -c.price),
    (re.compile(r"\b(newe|latest|most recent)", re.IGNORECASE), lambda c: -_day(c).toordinal()),
    (re.compile(r"\b(olde|earli)", re.IGNORECASE), lambda c: _day(c).toordinal()),
)


def label(candidate: Candidate) -> str:
    """The order by number, goods and day, as a button says it."""
    number, goods = candidate.number, candidate.product
    if candidate.placed_on is None:
        return say("order.title_undated", number=number, goods=goods)
    return say("order.title", number=number, goods=goods, day=short_day(candidate.placed_on))


def _day(candidate: Candidate) -> date:
    """When it was placed; long ago where nobody tells."""
    return candidate.placed_on or date.min


def chosen(turn: Turn, candidates: Sequence[Candidate]) -> Candidate | None:
    """Which candidate is meant by "the second one", "the cheaper one", a name or a day."""
    at = ordinal(turn.text, len(candidates))
    if at is None:
        at = _placed(turn.text, candidates)
    if at is None:
        at = named_among(turn.text, [label(candidate) for candidate in candidates])
    if at is not None:
        return candidates[at]
    ranks = (rank for pattern, rank in _SUPERLATIVES if pattern.search(turn.text))
    rank = next(ranks, None)
    return min(candidates, key=rank) if rank else None


def _placed(text: str, candidates: Sequence[Candidate]) -> int | None:
    """The one that was placed on the day that is told."""
    said = day(text)
    when = resolved(said, region().today()) if said else None
    found = [at for at, one in enumerate(candidates) if when and one.placed_on == when]
    return found[0] if len(found) == 1 else None


def which_order(case: Case, turn: Turn) -> Case | None:
    """One of the orders found, or another one."""
    number = next(iter(order_numbers(turn)), None)
    if number is None and (candidate := chosen(turn, case.candidates)):
        number = candidate.number
    if number is not None:
        known = answered(case, "Which order is it about?", f"order {number}")
        return replace(known, order_number=number, candidates=())
    if turn.intent == "deny":
        return waiting(answered(case, "Is it one of the orders found?", "no"), "order_number")
    return correction(case, turn)


def which_item(case: Case, turn: Turn) -> Case | None:
    """One item of the order, or all that are in question; by name from then on."""
    if turn.intent == "deny":
        known = answered(case, "Which item is it about?", "none of them")
        return waiting(turned(known, number=None, wanted=()), "order_number")
    picked = case.candidates if _ALL.search(turn.text) else _picked(case, turn)
    if not picked:
        return correction(case, turn)
    names = tuple(candidate.product for candidate in picked)
    known = answered(case, "Which item is it about?", listed(names))
    # The customer's own word for it stays, so that it is known when it comes up again.
    said = turn.entities.get("product", ()) if len(names) == 1 else ()
    return replace(known, wanted=tuple(dict.fromkeys((*names, *said))), candidates=())


def which_product(case: Case, turn: Turn) -> Case | None:
    """One of the products offered; else another wish."""
    if turn.intent == "deny":
        return ended(answered(case, WHICH_PRODUCT, "none of them"), "offer_person")
    picked = _picked(case, turn)
    named = turn.entities.get("product", ())
    offered = [one for one in picked if not named or any(_called(one, name) for name in named)]
    if len(offered) != 1:
        return correction(case, turn)
    name = offered[0].product
    known = answered(case, WHICH_PRODUCT, name)
    return restarted(replace(known, wish=replace(case.wish, goods=(*case.wish.goods, name))))


def _picked(case: Case, turn: Turn) -> tuple[Candidate, ...]:
    """The items that are called by their kind, else the one that is pointed at."""
    named = turn.entities.get("product", ())
    kinds = [one for one in case.candidates if any(_called(one, name) for name in named)]
    one = chosen(turn, kinds or case.candidates)
    return (one,) if one else tuple(kinds)


def _called(candidate: Candidate, name: str) -> bool:
    return fits(name, name=candidate.product, category=candidate.category)
