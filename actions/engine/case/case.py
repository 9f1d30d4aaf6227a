"""The running record of a customer's problem: what was asked, answered, found, tried.

It lives in the slot `case` as plain JSON, and is free of names, e-mail and postal addresses, save
a new one until an order is sent there.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from actions.engine.case.diagnosis import Diagnosis, Done, Plan, Street
from actions.engine.case.wishes import Wishes
from contracts.turn import Attempt, QuestionAnswer, ReasonCode

Question = Literal[
    "which_order",
    "which_item",
    "which_product",
    "what_change",
    "order_number",
    "identity",
    "checked",
    "new_address",
    "new_country",
    "go_ahead",
    "difference",
]
"""What the engine asks; topics of a business may ask more, by other names."""

WHICH_PRODUCT = "Which product is it?"
GOODWILL = "Goodwill"
NOTE = "Note in the customer's history"
UNCERTAIN = "sent off, not confirmed yet: it may be done, or not"
"""The result of what was tried and not answered; the desk goes on looking for what became of it."""
_BESIDE = frozenset({GOODWILL, NOTE})
"""What is kept of a case among what was tried, and fixes nothing."""

Ending = Literal[
    "act", "tell", "left", "look_first", "offer_person", "sign_in", "hand_over", "solved"
]
"""How a case ends for now."""


WishKind = Literal["add", "remove", "count", "swap", "express", "standard"]

Hint = Literal["mismatch", "not_found", "none_fits", "corrected", "patience"]
"""What just went differently than hoped, for the wording of what comes next."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An order that may be meant. `price` in cents; the day is None where nobody tells it."""

    number: str
    product: str
    placed_on: date | None
    price: int
    category: str = ""


class Wish(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an order shall be instead, as far as it was said; `goods` are the products named.

    `figures` are their measures: `32` for "a 32 inch one".
    """

    kind: WishKind | None = None
    goods: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    count: int | None = None


class Won(msgspec.Struct, frozen=True, kw_only=True):
    """An order challenge that was passed in this conversation."""

    customer_id: str
    order_number: str | None
    """None where the whole account was proven."""
    by_link: bool = False
    """It was proven by whoever holds a link to the conversation, and is theirs alone."""


class Findings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of a thing that is not well, or of a matter that is asked about.

    `known` maps questions, facts and repair steps to their answers; `open` is the one that waits
    for its answer; `asked` counts the questions put, re-asked and "did you mean" ones included.
    """

    known: dict[str, str] = {}
    faulty: tuple[str, ...] = ()
    """Categories of parts that the customer has, and that an incident says are faulty."""
    skipped: tuple[str, ...] = ()
    ruled_out: tuple[str, ...] = ()
    open: str | None = None
    reworded: bool = False
    asked: int = 0
    words: dict[str, str] = {}
    """What fills the placeholders of the open question."""
    choices: dict[str, str] = {}
    """Answers to it out of the customer's own data, with what their buttons say."""
    settled: bool = False
    """Whether a cause was named, so that nothing more is asked unless it is rejected."""


class Case(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One problem. `wanted` are the products named, as categories, makers or models."""

    topic: str = ""
    wanted: tuple[str, ...] = ()
    order_number: str | None = None
    waiting_for: Question | str | None = None
    hint: Hint | None = None
    candidates: tuple[Candidate, ...] = ()
    misses: int = 0
    """How often an order number was not to be found."""
    tries: int = 0
    """Failed order challenges, in the whole conversation."""
    tries_by_link: int = 0
    """Of whoever holds a link to the conversation: they use up none of the customer's."""
    postcode: str | None = None
    """Only until the order number that belongs to it is known as well."""
    mismatched: bool = False
    """Whether the number and the postcode that are known now were tried, and do not match."""
    won: Won | None = None
    new_address: Street | None = None
    """Only until the order is sent there."""
    wish: Wish = Wish()
    wishes: Wishes = Wishes()
    wished: str = ""
    """The remedy that is wanted, by the name that `business.yml` has for it."""
    refused: tuple[str, ...] = ()
    """Those that are not."""
    news: tuple[str, ...] = ()
    """What is to be heard before the next question, or at the end."""
    account: str | None = None
    """Whose orders were looked into; nobody else may hear of them."""
    checked: bool = False
    diagnosis: Diagnosis | None = None
    plan: Plan | None = None
    explained: bool = False
    """Whether the customer has heard the diagnosis."""
    rejections: int = 0
    findings: Findings = Findings()
    ending: Ending | None = None
    reason: ReasonCode | None = None
    asked: tuple[QuestionAnswer, ...] = ()
    tried: tuple[Attempt, ...] = ()
    done: Done | None = None
    """Only as long as nothing else is looked into."""


def from_slot(value: dict[str, Any] | None) -> Case:
    """The case as it was kept; an empty one at the start."""
    return msgspec.convert(value or {}, Case)


def to_slot(case: Case) -> dict[str, Any]:
    """The case as JSON."""
    kept: dict[str, Any] = msgspec.to_builtins(case)
    return kept


def opened(before: Case, topic: str, *, wanted: tuple[str, ...], number: str | None) -> Case:
    """A new case in the same conversation: what was asked, tried and proven stays."""
    same = number is None and not wanted
    it = before if same and _goes_on(before) else Case(order_number=number)
    return Case(
        topic=topic,
        wanted=before.wanted if same else wanted,
        order_number=it.order_number,
        postcode=it.postcode,
        mismatched=it.mismatched,
        new_address=before.new_address if same and before.ending == "sign_in" else None,
        checked=same and before.ending == "look_first",
        tries=before.tries,
        tries_by_link=before.tries_by_link,
        won=before.won,
        rejections=before.rejections if before.waiting_for else 0,
        wishes=before.wishes,
        wished=before.wished if same else "",
        refused=before.refused if same else (),
        asked=before.asked,
        tried=before.tried,
    )


def waiting(case: Case, question: Question | str, hint: Hint | None = None) -> Case:
    """The case with that question open."""
    return replace(case, waiting_for=question, hint=hint or case.hint)


def answered(case: Case, question: str, answer: str) -> Case:
    """The case with an answer noted and no question open."""
    entry = QuestionAnswer(question=question, answer=answer)
    return replace(case, asked=(*case.asked, entry), waiting_for=None, hint=None)


def attempted(case: Case, action: str, result: str) -> Case:
    """The case with something done and what came of it."""
    return replace(case, tried=(*case.tried, Attempt(action=action, result=result)))


def turned(case: Case, *, number: str | None, wanted: tuple[str, ...]) -> Case:
    """The case about another order: what was found of the last one no longer counts."""
    return replace(
        case,
        order_number=number,
        mismatched=False,
        wanted=wanted,
        candidates=(),
        diagnosis=None,
        plan=None,
        explained=False,
        checked=False,
        new_address=None,
        waiting_for=None,
        hint=None,
    )


def restarted(case: Case) -> Case:
    """The case to be looked into again, about the same order."""
    return replace(case, plan=None, candidates=(), waiting_for=None, hint=None)


def ended(case: Case, ending: Ending, reason: ReasonCode | None = None) -> Case:
    """The case with nothing more to ask."""
    return replace(
        case,
        ending=ending,
        reason=reason,
        waiting_for=None,
        hint=None,
        postcode=None,
        mismatched=False,
    )


def closed(found: Findings, *skipped: str) -> Findings:
    """The findings with no question open."""
    return replace(found, open=None, reworded=False, skipped=(*found.skipped, *skipped))


def last_fix(case: Case) -> Attempt | None:
    """What was last done about the problem itself, not on top of it or beside it."""
    return next((one for one in reversed(case.tried) if one.action not in _BESIDE), None)


def set_aside(case: Case) -> Case:
    """The case once a person has it: only who and which order is still known of it."""
    return Case(
        topic=case.topic,
        wanted=case.wanted,
        order_number=case.order_number,
        tries=case.tries,
        tries_by_link=case.tries_by_link,
        won=case.won,
        ending="left",
    )


def _goes_on(before: Case) -> bool:
    """Whether "it" in the next message still means the order of this case."""
    return before.waiting_for is not None or before.ending in (
        "tell",
        "look_first",
        "left",
        "sign_in",
    )
