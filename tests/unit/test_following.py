"""Later messages are read with what is talked of: most of them answer, add, and ask on."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from actions.engine.case.turn import FALLBACK_INTENT
from actions.engine.listening.following import NEW, in_context
from actions.engine.listening.inventory import listen
from actions.engine.listening.listened import Heard, Setting
from actions.engine.listening.reconcile import next_move
from contracts.listening import Act, ActScore, Context
from contracts.turn import IntentScore
from tests.unit.test_reconcile import SHOP, clause, said


def message(
    text: str,
    intent: str,
    sure: float,
    *,
    act: Act = "noise",
    behind: tuple[str, float] = ("", 0.0),
) -> Heard:
    """A message taken for an intent, and what it means behind the one before it."""
    acts = {context: (ActScore(name=act, confidence=0.9),) for context in ("told", "nothing")}
    unsure = intent == FALLBACK_INTENT
    scores = () if unsure else ((intent, sure),)
    heard = said(clause(text, *scores, acts=acts), intent=intent, unsure=unsure)
    name, confidence = behind
    together = (IntentScore(name=name, confidence=confidence),) if name else ()
    return replace(heard, in_context=together)


def move(heard: Heard, *, subject: str = "late", **setting: Any) -> str:
    """What comes first of a message while something is talked of."""
    around = Setting(known=SHOP, subject=subject, **setting)
    return next_move(heard, listen(heard, around), around)


@pytest.mark.parametrize(
    "heard",
    [
        message("since tuesday", FALLBACK_INTENT, 0.0),
        message("he is in hull", "inform", 0.9),
        message("my rent goes out tomorrow", "out_of_scope", 0.95, act="feels"),
        message("can mine be on the same invoice?", "invoice", 0.85, act="wishes"),
        message("i am not doing that for a form", "invoice", 0.85, behind=("invoice", 0.9)),
        message("does that matter", "invoice", 0.8, act="asks_about"),
        message("you said so yesterday", "invoice", 0.95, behind=("late", 0.8)),
        message("so who is right", "bot_challenge", 0.6),
        message("no i have not got one yet", "invoice", 0.95, act="corrects"),
        message("and how long?", "invoice", 0.95, act="asks_about", behind=("invoice", 0.9)),
    ],
)
def test_what_opens_nothing_goes_on_with_what_is_talked_of(heard: Heard) -> None:
    """Details, feelings, and words that only sound like another matter by themselves."""
    assert move(heard) == "follows"


@pytest.mark.parametrize(
    "heard",
    [
        message("send me the invoice", "invoice", NEW, act="wishes"),
        message("where is my invoice", "invoice", 0.8, act="asks_about", behind=("invoice", 0.5)),
        message("what is the capital of france", "out_of_scope", 0.95, act="asks_about"),
        message("can I put my old lamp on the new desk", "invoice", 0.85),
        message("thanks", "thanks", 0.95, act="thanks"),
        message("are you a robot", "bot_challenge", 0.95, act="asks_about"),
        message("is it still late", "late", 0.95, act="asks_about"),
    ],
)
def test_what_asks_for_something_of_its_own_is_that(heard: Heard) -> None:
    """Surely, or borne out by its reading in context; small talk stays what it is."""
    assert move(heard) == "goes_on"


@pytest.mark.parametrize("words", ["2) the invoice thing", "also an invoice"])
def test_what_is_announced_is_something_else(words: str) -> None:
    """The customer says so."""
    assert move(message(words, "invoice", 0.8)) != "follows"


def test_at_the_start_there_is_nothing_to_go_on_with() -> None:
    """A first message is what it is."""
    assert move(message("since tuesday", FALLBACK_INTENT, 0.0), subject="") == "goes_on"


@pytest.mark.parametrize(
    ("behind", "subject", "meant"),
    [
        (("invoice", 0.85), "late", "invoice"),
        (("invoice", 0.85), "", "invoice"),
        (("invoice", 0.75), "late", None),
        (("late", 0.95), "late", None),
        (("thanks", 0.95), "late", None),
    ],
)
def test_an_unclear_message_is_what_it_means_behind_the_one_before(
    behind: tuple[str, float], subject: str, meant: str | None
) -> None:
    """Where that is clear, a matter, and not what is talked of already."""
    heard = message("we need eight of them", FALLBACK_INTENT, 0.0, behind=behind)
    assert in_context(heard, Setting(known=SHOP, subject=subject)) == meant
    first = "goes_on" if not subject else "follows"
    assert move(heard, subject=subject) == ("in_context" if meant else first)


@pytest.mark.parametrize(
    ("heard", "context", "first"),
    [
        (
            message("no picture sorry", "invoice", 0.7, behind=("too_hot", 0.9)),
            "question",
            "settles",
        ),
        (message("no picture sorry", "invoice", 0.7, behind=("too_hot", 0.9)), "step", "settles"),
        (
            message("send the invoice", "invoice", 0.95, behind=("too_hot", 0.9)),
            "question",
            "goes_on",
        ),
        (
            message("my girlfriend stands up", "out_of_scope", 0.9, act="feels"),
            "question",
            "beside",
        ),
        (message("we have twelve", "invoice", 0.6, behind=("late", 0.5)), "detail", "beside"),
        (message("it roars too", "too_loud", 0.6, behind=("late", 0.5)), "question", "goes_on"),
        (message("how long", "invoice", 0.95, act="asks_about"), "question", "beside"),
        (message("we keep it or not, he says on monday", "cancel", 0.7), "question", "beside"),
        (message("forget it, leave all as it is", "cancel", 0.95), "question", "goes_on"),
        (message("who won", "out_of_scope", 0.95, act="asks_about"), "question", "goes_on"),
    ],
)
def test_in_a_case_it_answers_or_is_kept(heard: Heard, context: Context, first: str) -> None:
    """What means the case, read in its context, answers its question; the rest is put with it."""
    assert move(heard, topic="too_hot", subject="too_hot", context=context) == first


def test_a_question_that_was_left_holds_nothing_up() -> None:
    """Once a person was offered instead, what is written goes with the subject."""
    heard = message("both this morning", FALLBACK_INTENT, 0.0)
    assert move(heard, topic="late", context="detail", is_left=True) == "follows"
    assert move(heard, topic="late", context="detail") == "goes_on"


def test_a_short_question_about_facts_has_them_told_again() -> None:
    """The figures that it asks for stand in them; of a case it is a question of its own."""
    heard = message("same price?", "invoice", 0.6)
    assert in_context(heard, Setting(known=SHOP, subject="shipping")) == "shipping"
    assert in_context(heard, Setting(known=SHOP, subject="late")) is None


def test_a_correction_by_one_clause_is_borne_out_by_the_whole() -> None:
    """“We ordered 12, you charge 13” corrects figures, and is about no other matter."""
    heard = message("we ordered twelve", "invoice", 0.8, act="corrects", behind=("late", 0.8))
    acts = {"question": (ActScore(name="corrects", confidence=0.9),)}
    heard = replace(heard, clauses=tuple(replace(one, acts=acts) for one in heard.clauses))
    around = Setting(known=SHOP, topic="late", subject="late", context="question")
    assert not listen(heard, around).corrects
    assert listen(replace(heard, in_context=()), around).corrects


def test_what_says_nothing_goes_on_with_nothing() -> None:
    """A smiley after what was told is no second message that nobody could answer."""
    heard = message("🙌", FALLBACK_INTENT, 0.0)
    assert move(heard, subject="late") == "goes_on"
