"""What to say when a message was not understood, or could mean two things."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Literal

from actions.base import DeskAction, Talk
from actions.handoff import hand_over
from actions.offers import made, offer_person
from actions.turn import FALLBACK_INTENT, intents
from bot.wire import IntentScore

Step = Literal["rephrase", "did_you_mean", "offer_person", "hand_over"]

MEANINGS = {
    "order_missing": "An order hasn't arrived",
    "track_order": "Where my order is",
    "delivery_period": "How long delivery takes",
    "shipping_cost": "What shipping costs",
    "check_refund_policy": "Returns and refunds",
    "check_payment_methods": "Ways to pay",
    "opening_hours": "Opening hours",
    "contact_human_agent": "Talk to a person",
}
"""What a message may have meant, as a button says it."""

_CLOSE = 0.15
_LIKELY = 0.2
_SOMETHING_ELSE = {"title": "Something else", "payload": "/deny"}


def next_step(*, in_a_row: int, in_all: int, meanings: Sequence[str]) -> Step:
    """How to go on after that many misunderstandings, this one included."""
    if in_a_row >= 3:
        return "hand_over"
    if in_a_row == 2 or in_all >= 4:
        return "offer_person"
    return "did_you_mean" if len(meanings) > 1 else "rephrase"


def misunderstood_in_a_row(newest_first: Iterable[str]) -> int:
    """How many of the customer's last messages were not understood."""
    return sum(1 for _ in takewhile(lambda intent: intent == FALLBACK_INTENT, newest_first))


def likely_meanings(ranking: Sequence[IntentScore]) -> tuple[str, ...]:
    """The two best intents where they are close together and have a name for customers."""
    best = ranking[:2]
    if len(best) < 2 or best[0].confidence < _LIKELY:
        return ()
    if best[0].confidence - best[1].confidence > _CLOSE:
        return ()
    names = tuple(score.name for score in best)
    return names if all(name in MEANINGS for name in names) else ()


class ActionClarify(DeskAction):
    """Asks again, then offers a person, then hands over."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_clarify"

    async def perform(self, talk: Talk) -> None:
        """Count and choose."""
        if talk.words_were_lost:
            return talk.resume_form() if talk.case.waiting_for else None
        in_all = int(talk.slot("clarifications") or 0) + 1
        talk.set("clarifications", in_all)
        meanings = () if talk.form_is_open else likely_meanings(talk.turn.ranking)
        step = next_step(
            in_a_row=misunderstood_in_a_row(intents(talk.history)), in_all=in_all, meanings=meanings
        )
        return _STEPS[step](talk, meanings)


def _rephrase(talk: Talk, meanings: Sequence[str]) -> None:
    # In a case its own question follows, which says what is needed.
    talk.utter("utter_not_understood" if talk.form_is_open else "utter_rephrase")


def _did_you_mean(talk: Talk, meanings: Sequence[str]) -> None:
    buttons = [{"title": MEANINGS[name], "payload": f"/{name}"} for name in meanings]
    talk.utter(
        "utter_did_you_mean",
        buttons=(*buttons, _SOMETHING_ELSE),
        first=MEANINGS[meanings[0]],
        second=MEANINGS[meanings[1]],
    )
    made(talk, "meaning")


def _offer(talk: Talk, meanings: Sequence[str]) -> None:
    if talk.form_is_open:
        talk.leave_form()
    offer_person(talk, "utter_offer_person_not_understood")


def _hand_over(talk: Talk, meanings: Sequence[str]) -> None:
    talk.utter("utter_hand_over_not_understood")
    hand_over(talk, talk.case, "low_understanding")


_STEPS = {
    "rephrase": _rephrase,
    "did_you_mean": _did_you_mean,
    "offer_person": _offer,
    "hand_over": _hand_over,
}
