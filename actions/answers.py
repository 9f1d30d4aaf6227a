"""Take a message as the answer to the question that a case has open."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from msgspec.structs import replace

from actions import identity
from actions.case import (
    WHICH_PRODUCT,
    Candidate,
    Case,
    Question,
    answered,
    ended,
    restarted,
    turned,
    waiting,
)
from actions.reading import challenge, fits, named_among, order_numbers, ordinal, street
from actions.topics.money import detail as money
from actions.topics.money.topics import DETAILS
from actions.topics.money.topics import TOPICS as MONEY_TOPICS
from actions.topics.registry import TOPICS
from actions.topics.troubleshooting import replies
from actions.turn import FALLBACK_INTENT, Turn
from actions.wording import listed, short_day

_MAY_ANSWER = frozenset({"affirm", "deny", "inform", "out_of_scope", FALLBACK_INTENT, *TOPICS})
"""What a message may be taken for that answers an open question."""

_SURE = 0.75
"""How likely an intent must be to leave an open question for it."""
_STEERING = frozenset({"contact_human_agent", "cancel", "start_over", "repeat", "goodbye"})
"""What is never an answer, whatever words it holds."""
_REJECTIONS_BEFORE_A_PERSON = 2
_ALL = re.compile(r"\b(all|everything|both|whole|entire|complete)\b", re.IGNORECASE)
_NOT_THAT = re.compile(r"\bnot (the|my|that)\b|\b(instead of|rather than)\b", re.IGNORECASE)
_MEANT = re.compile(r"\b(meant?|typo|not (the|my|that)|wrong (number|one|order))\b", re.IGNORECASE)
_NEW_ONE = re.compile(
    r"\b(new (one|\w+)|replace(ment)?|send it again|another one)\b", re.IGNORECASE
)
_MONEY = re.compile(r"\b(money|refund(ed)?|reimburse)\b", re.IGNORECASE)
_OF_GOODS = frozenset({"replacement", "swap", "complete"})
_LOOKED = re.compile(
    r"\b(nothing|nobody|no ?one|not there|no luck|no sign|nowhere)\b", re.IGNORECASE
)
_NOT_YET = re.compile(
    r"\b(not yet|haven'?t|have not|didn'?t|will look|go and look)\b", re.IGNORECASE
)
_YES = re.compile(
    r"\W*(yes|yep|yeah|yup|sure|please do|go ahead|do (it|that)|ok(ay)?,? (yes|please|do|go))\b",
    re.IGNORECASE,
)
_AFTER_ALL = re.compile(r"\b(but|never ?mind|forget|not|stop)\b|n't\b", re.IGNORECASE)
_NO = re.compile(r"\W*(no|nope|nah|rather not|better not)\b", re.IGNORECASE)
_LEAVE_IT = re.compile(
    r"\b(keep (it|them|this|that|mine)|(I'?ll|I will|I can|rather|just) (just )?wait|leave it|"
    r"no need|not (needed|necessary)|too much (hassle|trouble|effort)|not worth it)\b",
    re.IGNORECASE,
)
_SUPERLATIVES = (
    (re.compile(r"\bcheap", re.IGNORECASE), lambda c: c.price),
    (re.compile(r"\b(expensive|dear|pricier|priciest)", re.IGNORECASE), lambda c: -c.price),
    (re.compile(r"\b(newe|latest|most recent)", re.IGNORECASE), lambda c: -c.placed_on.toordinal()),
    (re.compile(r"\b(olde|earli)", re.IGNORECASE), lambda c: c.placed_on.toordinal()),
)


def answer(case: Case, turn: Turn) -> Case | None:
    """The case with the message taken as an answer; None when it is none."""
    if _leaves_it(case, turn):
        return ended(answered(case, _proposed(case), "no, leave it"), "left")
    if case.waiting_for is None or interrupts(turn.intent):
        return _anyway(case, turn)
    return _ANSWERS[case.waiting_for](case, turn)


def _anyway(case: Case, turn: Turn) -> Case | None:
    """An answer by its words, whatever it was taken for: thanks for what helped, a symptom."""
    if case.waiting_for == "go_ahead" and _verdict(turn):
        return _go_ahead(case, turn)
    if case.waiting_for == "helped" and _tells_of_repair(turn):
        return replies.helped(case, turn)
    if case.waiting_for == "symptom" and turn.intent not in _STEERING:
        return replies.in_passing(case, turn)
    if case.waiting_for == "detail" and turn.intent not in _STEERING:
        return money.in_passing(case, turn, DETAILS[case.findings.open or ""])
    return None


def _leaves_it(case: Case, turn: Turn) -> bool:
    """Whether nothing is to be done; advice on a PC has ways of its own to be declined."""
    if case.waiting_for in (None, "symptom", "helped") or turn.intent in _STEERING - {"cancel"}:
        return False
    return "?" not in turn.text and bool(_LEAVE_IT.search(turn.text))


def _tells_of_repair(turn: Turn) -> bool:
    if turn.intent == "thanks":
        return True
    return turn.intent not in _STEERING and not _is_sure(turn) and replies.reports(turn)


def interrupts(intent: str) -> bool:
    """Whether a rule replies to it, before the open question is asked again.

    That is so of everything that is no answer and opens no case, new simple topics included.
    """
    return intent not in _MAY_ANSWER


def changes_topic(case: Case, turn: Turn) -> bool:
    """Whether the message surely opens another kind of case than the one that is open."""
    if not _is_sure(turn) or _MEANT.search(turn.text):
        return False
    return turn.intent in TOPICS and turn.intent != case.topic


def _is_sure(turn: Turn) -> bool:
    return bool(turn.ranking) and turn.ranking[0].confidence >= _SURE


def label(candidate: Candidate) -> str:
    """The order by number, goods and day, as a button says it."""
    goods = f"{candidate.product}, {short_day(candidate.placed_on)}"
    return f"Order {candidate.number} \N{EN DASH} {goods}"


def chosen(turn: Turn, candidates: Sequence[Candidate]) -> Candidate | None:
    """Which candidate is meant by "the second one", "the cheaper one", a name or a day."""
    at = ordinal(turn.text, len(candidates))
    if at is None:
        at = named_among(turn.text, [label(candidate) for candidate in candidates])
    if at is not None:
        return candidates[at]
    ranks = (rank for pattern, rank in _SUPERLATIVES if pattern.search(turn.text))
    rank = next(ranks, None)
    return min(candidates, key=rank) if rank else None


def _which_order(case: Case, turn: Turn) -> Case | None:
    number = next(iter(order_numbers(turn)), None)
    if number is None and (candidate := chosen(turn, case.candidates)):
        number = candidate.number
    if number is not None:
        known = answered(case, "Which order is it about?", f"order {number}")
        return replace(known, order_number=number, candidates=())
    if turn.intent == "deny":
        return waiting(answered(case, "Is it one of the orders found?", "no"), "order_number")
    return _correction(case, turn)


def _which_item(case: Case, turn: Turn) -> Case | None:
    """One item of the order, or all that are in question; by name from then on."""
    if turn.intent == "deny":
        known = answered(case, "Which item is it about?", "none of them")
        return waiting(turned(known, number=None, wanted=()), "order_number")
    picked = case.candidates if _ALL.search(turn.text) else _picked(case, turn)
    if not picked:
        return _correction(case, turn)
    names = tuple(candidate.product for candidate in picked)
    known = answered(case, "Which item is it about?", listed(names))
    # The customer's own word for it stays, so that it is known when it comes up again.
    said = turn.entities.get("product", ()) if len(names) == 1 else ()
    return replace(known, wanted=tuple(dict.fromkeys((*names, *said))), candidates=())


def _which_product(case: Case, turn: Turn) -> Case | None:
    """One of the products offered; else another wish."""
    if turn.intent == "deny":
        return ended(answered(case, WHICH_PRODUCT, "none of them"), "offer_person")
    picked = _picked(case, turn)
    named = turn.entities.get("product", ())
    offered = [one for one in picked if not named or any(_called(one, name) for name in named)]
    if len(offered) != 1:
        return _correction(case, turn)
    name = offered[0].product
    known = answered(case, WHICH_PRODUCT, name)
    return restarted(replace(known, wish=replace(case.wish, goods=(*case.wish.goods, name))))


def _what_change(case: Case, turn: Turn) -> Case | None:
    again = _correction(case, turn)
    return answered(again, "What should change?", "as proposed next") if again else None


def _picked(case: Case, turn: Turn) -> tuple[Candidate, ...]:
    """The items that are called by their kind, else the one that is pointed at."""
    named = turn.entities.get("product", ())
    kinds = [one for one in case.candidates if any(_called(one, name) for name in named)]
    one = chosen(turn, kinds or case.candidates)
    return (one,) if one else tuple(kinds)


def _called(candidate: Candidate, name: str) -> bool:
    return fits(name, name=candidate.product, category=candidate.category)


def _new_address(case: Case, turn: Turn) -> Case | None:
    where = street(turn.text)
    if where is None:
        return ended(case, "offer_person") if turn.intent == "deny" else None
    return replace(answered(case, "Where should it go?", "an address"), new_address=where)


def _order_number(case: Case, turn: Turn) -> Case | None:
    number = next(iter(order_numbers(turn)), None)
    wanted = turn.entities.get("product", ())
    if number is None and not wanted:
        return ended(case, "offer_person") if turn.intent == "deny" else None
    said = f"order {number}" if number else listed(wanted)
    return turned(
        answered(case, "Which order is it about?", said),
        number=number,
        wanted=wanted or case.wanted,
    )


def _identity(case: Case, turn: Turn) -> Case | None:
    if identity.whole_account(turn.customer) is not None:
        return replace(case, waiting_for=None, hint=None)  # they have signed in meanwhile
    said = challenge(turn.text, case.order_number)
    if said.postcode is None and said.order_number == case.order_number:
        return ended(case, "offer_person") if turn.intent == "deny" else None
    return replace(
        case,
        order_number=said.order_number,
        postcode=said.postcode or case.postcode,
        waiting_for=None,
        hint=None,
    )


def _checked(case: Case, turn: Turn) -> Case | None:
    if correction := _correction(case, turn):
        return correction
    question = "Did you ask the neighbours and look in a safe place?"
    if _LOOKED.search(turn.text) or (turn.intent == "affirm" and not _NOT_YET.search(turn.text)):
        return replace(answered(case, question, "yes, it is not there"), checked=True)
    if turn.intent == "deny" or _NOT_YET.search(turn.text):
        return ended(answered(case, question, "not yet"), "look_first")
    return None


def _go_ahead(case: Case, turn: Turn) -> Case | None:
    if instead := _money_instead(case, turn) or _new_one_instead(case, turn):
        return instead
    if changes_topic(case, turn):
        return None
    verdict = _verdict(turn)
    if verdict == "yes":
        return ended(answered(case, _proposed(case), "yes"), "act")
    return _rejected(case, turn) if verdict == "no" else _correction(case, turn)


def _verdict(turn: Turn) -> Literal["yes", "no"] | None:
    """A yes or a no to the proposal: the whole message, or the word that it begins with."""
    if turn.intent in ("affirm", "deny"):
        return "yes" if turn.intent == "affirm" else "no"
    if "?" in turn.text or turn.intent in _STEERING - {"cancel"}:
        return None
    if _YES.match(turn.text) and not _AFTER_ALL.search(turn.text):
        return "yes"
    return "no" if _NO.match(turn.text) and not interrupts(turn.intent) else None


def _rejected(case: Case, turn: Turn) -> Case:
    if case.plan and case.plan.optional:
        return _correction(case, turn) or ended(answered(case, _proposed(case), "no"), "left")
    known = answered(case, _proposed(case), "no")
    known = replace(known, rejections=case.rejections + 1)
    if known.rejections >= _REJECTIONS_BEFORE_A_PERSON:
        return ended(known, "hand_over", "diagnosis_rejected")
    return _correction(known, turn) or waiting(known, "difference")


def _money_instead(case: Case, turn: Turn) -> Case | None:
    """Goods were offered, and money is wanted: another topic about the same goods."""
    if case.plan is None or case.plan.act not in _OF_GOODS or not _MONEY.search(turn.text):
        return None
    known = answered(case, _proposed(case), "rather the money back")
    goods = turned(known, number=case.order_number, wanted=case.wanted)
    return replace(goods, topic="get_refund", explained=True)


def _new_one_instead(case: Case, turn: Turn) -> Case | None:
    """Money was offered for a lost parcel, and the goods are wanted after all."""
    lost = case.plan is not None and case.plan.act == "refund" and case.topic == "get_refund"
    if not lost or not _NEW_ONE.search(turn.text):
        return None
    known = answered(case, _proposed(case), "rather a new one")
    goods = turned(known, number=case.order_number, wanted=case.wanted)
    return replace(goods, topic="order_missing", explained=True)


def _difference(case: Case, turn: Turn) -> Case | None:
    if instead := _money_instead(case, turn) or _new_one_instead(case, turn):
        return instead
    if turn.intent == "affirm":
        return waiting(replace(case, waiting_for=None), "go_ahead")
    if turn.meaningless or changes_topic(case, turn):
        return None
    said = "something else, not said what" if turn.intent == "deny" else turn.text
    known = answered(case, "What is different?", said)
    return _correction(known, turn) or ended(known, "hand_over", "diagnosis_rejected")


def _detail(case: Case, turn: Turn) -> Case | None:
    detail, others = DETAILS[case.findings.open or ""], MONEY_TOPICS[case.topic].details
    if changes_topic(case, turn):
        return money.in_passing(case, turn, detail)
    return money.reply(money.told_besides(case, turn, others), turn, detail)


def _correction(case: Case, turn: Turn) -> Case | None:
    """Another order or another product than the one looked into."""
    numbers = [number for number in order_numbers(turn) if number != case.order_number]
    wanted = turn.entities.get("product", ())
    again = TOPICS[case.topic].reheard(case, turn)
    if again is not None:
        return again
    if numbers:
        turned_to = turned(case, number=numbers[0], wanted=wanted or case.wanted)
        return replace(turned_to, hint="corrected")
    new = tuple(one for one in wanted if not _is_known(case, one))
    if new and (len(new) == len(wanted) or _NOT_THAT.search(turn.text)):
        return replace(turned(case, number=None, wanted=new), hint="corrected")
    return None


def _is_known(case: Case, wanted: str) -> bool:
    product = case.diagnosis.product if case.diagnosis else ""
    return wanted in case.wanted or fits(wanted, name=product, category="")


def _proposed(case: Case) -> str:
    return f"Go ahead with {case.plan.intent}?" if case.plan else "Go ahead?"


_ANSWERS: dict[Question, Callable[[Case, Turn], Case | None]] = {
    "which_order": _which_order,
    "which_item": _which_item,
    "which_product": _which_product,
    "what_change": _what_change,
    "order_number": _order_number,
    "identity": _identity,
    "checked": _checked,
    "new_address": _new_address,
    "go_ahead": _go_ahead,
    "difference": _difference,
    "detail": _detail,
    "symptom": replies.symptom,
    "helped": replies.helped,
    "what_else": replies.what_else,
}
