"""Words that look like another matter, and only settle what is open."""

from __future__ import annotations

import pytest

from actions.engine.listening.inventory import listen
from actions.engine.listening.listened import Setting
from actions.engine.listening.reconcile import next_move
from actions.engine.listening.settling import settles
from contracts.listening import Act, ActScore, Context
from tests.unit.test_reconcile import SHOP, clause, said

PROPOSED = Setting(known=SHOP, topic="late", context="proposal", plan="swap")


def in_a(context: Context) -> Setting:
    """A case of what is too hot, with this open."""
    return Setting(known=SHOP, topic="too_hot", context=context)


@pytest.mark.parametrize(
    "text", ["please send me a new one", "send a replacement", "can you send me a new one?"]
)
def test_asking_for_what_is_proposed_answers_the_proposal(text: str) -> None:
    """It is no matter of its own, however sure; the rules of consent tell whether it is a yes."""
    heard = said(clause(text, ("exchange", 0.9)))
    assert settles(heard, PROPOSED) == "affirm"
    assert next_move(heard, listen(heard, PROPOSED), PROPOSED) == "settles"


@pytest.mark.parametrize("text", ["no replacement", "refund me", "when would it come"])
def test_what_does_not_ask_for_the_proposal_stays_what_it_is(text: str) -> None:
    """A refusal, another remedy and a question are none."""
    assert settles(said(clause(text, ("exchange", 0.9))), PROPOSED) is None


@pytest.mark.parametrize(
    ("act", "context", "counts_as"),
    [
        ("refuses", "step", "deny"),
        ("answers", "step", "inform"),
        ("answers", "question", "inform"),
        ("refuses", "question", None),
        ("answers", "told", None),
        ("wishes", "step", None),
    ],
)
def test_what_is_done_tells_an_answer_from_an_unsure_matter(
    act: Act, context: Context, counts_as: str | None
) -> None:
    """ "I'd rather not touch drivers" declines a step, and asks for no driver."""
    does = {context: (ActScore(name=act, confidence=0.8),)}
    heard = said(clause("I'd rather not touch invoices", ("invoice", 0.6), acts=does))
    assert settles(heard, in_a(context)) == counts_as


def test_a_sure_matter_and_an_unsure_act_stay() -> None:
    """Only where the reading is weak and the act is not, the act decides."""
    declines = {"step": (ActScore(name="refuses", confidence=0.8),)}
    sure = said(clause("no, where is my invoice", ("invoice", 0.9), acts=declines))
    assert settles(sure, in_a("step")) is None
    doubtful = {"step": (ActScore(name="refuses", confidence=0.5),)}
    unsure = said(clause("not the invoice", ("invoice", 0.6), acts=doubtful))
    assert settles(unsure, in_a("step")) is None


@pytest.mark.parametrize(
    ("text", "sure", "act", "counts_as"),
    [
        ("somebody who carries it up", 0.6, "answers", "inform"),
        ("somebody who carries it up", 0.9, "answers", None),
        ("somebody who carries it up", 0.6, "wants_person", None),
        ("let me speak to somebody who carries it up", 0.6, "answers", None),
    ],
)
def test_an_answer_with_a_person_in_it_brings_none(
    text: str, sure: float, act: Act, counts_as: str | None
) -> None:
    """Where neither the words nor what is done with them ask for one."""
    does = {"question": (ActScore(name=act, confidence=0.8),)}
    heard = said(clause(text, ("contact_human_agent", sure), acts=does))
    assert settles(heard, in_a("question")) == counts_as


def test_the_matter_of_the_case_itself_is_none_to_be_settled() -> None:
    """Who says it again is heard by the case."""
    heard = said(clause("send a replacement", ("late", 0.9)))
    assert settles(heard, PROPOSED) is None
