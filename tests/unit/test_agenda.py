"""The agenda of a conversation: which matter is where, in which state, with whose words."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from actions.engine.case.agenda import (
    MOST,
    Agenda,
    How,
    Item,
    Phrase,
    brought,
    followed,
    joined,
    listened,
    marked,
    passed,
    reopened,
)
from actions.engine.case.case import Case, answered, ended
from actions.engine.case.diagnosis import Diagnosis, Plan
from contracts.turn import Wanted

LATE = Case(topic="order_missing", order_number="30021")


def said(text: str, how: How = "came_with", intent: str = "") -> Phrase:
    """Something said."""
    return Phrase(text=text, how=how, intent=intent)


def turn(agenda: Agenda, before: Case, after: Case, *phrases: Phrase) -> Agenda:
    """The agenda once a turn with these words has made that of the case."""
    number = int(agenda.turn_id.removeprefix("t") or 0) + 1
    heard = listened(agenda, before, phrases, f"t{number}")
    return followed(heard, before, after) if after != before else heard


def shown(agenda: Agenda) -> list[tuple[str, str, list[str]]]:
    """About, state and words of each matter."""
    return [(one.about, one.state, [p.text for p in one.phrases]) for one in agenda.items]


def test_a_matter_has_the_words_that_it_came_with() -> None:
    """They join it once the turn is over, as only then it is known what they are about."""
    agenda = turn(Agenda(), Case(), LATE, said("my card never came", intent="order_missing"))
    assert shown(agenda) == [("order_missing", "open", [])]
    assert shown(joined(agenda, LATE)) == [("order_missing", "open", ["my card never came"])]
    assert agenda.items[0].order == "30021"


def test_what_was_not_understood_gets_its_name_later() -> None:
    """The first words are about the matter that a later message names."""
    agenda = turn(Agenda(), Case(), Case(), said("the blue one hums", "remark"))
    agenda = turn(agenda, Case(), LATE, said("it never came"))
    assert shown(joined(agenda, LATE)) == [
        ("order_missing", "open", ["the blue one hums", "it never came"])
    ]


@pytest.mark.parametrize(("how", "count"), [("wishes", 1), ("corrects", 1), ("came_with", 2)])
def test_another_topic_is_the_same_matter_if_it_was_wished_for_or_misread(
    how: How, count: int
) -> None:
    """Money instead of a card stays one line; what comes on top is a line of its own."""
    agenda = turn(Agenda(), Case(), LATE, said("my card never came"))
    refund = replace(LATE, topic="get_refund")
    agenda = joined(turn(agenda, LATE, refund, said("my money back", how)), refund)
    assert len(agenda.items) == count
    assert agenda.items[-1].about == "get_refund"
    assert agenda.items[-1].phrases[-1].text == "my money back"


def test_a_wish_about_another_order_is_another_matter() -> None:
    """The first one is still to be done."""
    agenda = turn(Agenda(), Case(), LATE, said("my card never came"))
    other = Case(topic="get_refund", order_number="30045")
    agenda = joined(turn(agenda, LATE, other, said("refund the mouse", "wishes")), other)
    assert [(one.about, one.state) for one in agenda.items] == [
        ("order_missing", "open"),
        ("get_refund", "open"),
    ]


@pytest.mark.parametrize(
    ("ending", "state"),
    [
        ("tell", "done"),
        ("solved", "done"),
        ("left", "withdrawn"),
        ("act", "open"),
        ("look_first", "open"),
        ("sign_in", "open"),
        ("offer_person", "open"),
        ("hand_over", "open"),
    ],
)
def test_the_end_of_a_case_says_what_became_of_it(ending: Any, state: str) -> None:
    """An act is done when it has been done, which is said there."""
    agenda = turn(Agenda(), Case(), LATE, said("my card never came"))
    agenda = turn(agenda, LATE, ended(LATE, ending))
    assert agenda.items[0].state == state


def test_what_the_policy_forbids_is_refused() -> None:
    """It is no answer to what was wanted."""
    agenda = turn(Agenda(), Case(), LATE, said("my money back"))
    plan = Plan(act="none", proposal="Not any more.", refused=True)
    agenda = turn(agenda, LATE, ended(replace(LATE, plan=plan), "tell"))
    assert agenda.items[0].state == "refused"


def test_a_matter_that_was_misread_is_denied() -> None:
    """Where a correction leaves it and opens nothing else."""
    agenda = turn(Agenda(), Case(), LATE, said("my card is a joke"))
    agenda = turn(agenda, LATE, ended(LATE, "left"), said("nothing is late", "corrects"))
    assert agenda.items[0].state == "denied"


def test_what_it_is_about_instead_has_the_words_of_what_was_misread() -> None:
    """In the same turn; later it is a matter of its own."""
    agenda = turn(Agenda(), Case(), LATE, said("my card is a joke"))
    left, invoice = ended(LATE, "left"), Case(topic="get_invoice")
    agenda = marked(turn(agenda, LATE, left, said("its the invoice")), "order_missing", "denied")
    now = followed(agenda, left, invoice)
    assert [(one.about, one.state) for one in now.items] == [("get_invoice", "open")]
    later = turn(agenda, left, invoice, said("the invoice i mean"))
    assert [one.about for one in later.items] == ["order_missing", "get_invoice"]


def test_an_answer_is_no_wish() -> None:
    """What was taken as an answer stands among the answers."""
    agenda = turn(Agenda(), Case(), LATE, said("my card never came"))
    after = answered(LATE, "Which order?", "the second")
    agenda = turn(agenda, LATE, after, said("the second", "remark"), said("and hurry", "wishes"))
    assert shown(joined(agenda, after))[0][2] == ["my card never came", "and hurry"]


def test_a_wish_opens_again_what_was_answered() -> None:
    """Whatever was told, they want something else; other words begin a new line."""
    told = ended(LATE, "tell")
    agenda = turn(turn(Agenda(), Case(), LATE, said("where is it")), LATE, told)
    wished = joined(turn(agenda, told, told, said("i want it replaced", "wishes")), told)
    assert shown(wished) == [
        ("order_missing", "open", ["where is it", "i want it replaced"]),
    ]
    other = joined(turn(agenda, told, told, said("hm the blue lamp", "remark")), told)
    assert [(one.about, one.state) for one in other.items] == [
        ("order_missing", "done"),
        ("", "open"),
    ]


def test_the_same_topic_anew_is_a_matter_of_its_own() -> None:
    """What was done before stays done."""
    agenda = turn(Agenda(), Case(), LATE, said("my card never came"))
    agenda = marked(agenda, "order_missing", "done")
    again = Case(topic="order_missing", order_number="30045")
    agenda = turn(agenda, ended(LATE, "act"), again, said("the mouse is late as well"))
    assert [(one.order, one.state) for one in agenda.items] == [
        ("30021", "done"),
        ("30045", "open"),
    ]


def test_a_question_that_is_answered_at_once_is_done() -> None:
    """It stands beside what is open, and takes none of its words."""
    agenda = turn(Agenda(), Case(), LATE, said("my card never came"))
    agenda = turn(agenda, LATE, LATE, said("when are you open", "asked", "opening_hours"))
    assert shown(joined(agenda, LATE)) == [
        ("order_missing", "open", ["my card never came"]),
        ("opening_hours", "done", ["when are you open"]),
    ]


def test_what_is_named_beside_another_matter_waits() -> None:
    """Its words are not told twice, and once it is taken up it is the same matter."""
    heard = listened(Agenda(), Case(), (said("and i need my invoice"),), "t1")
    agenda = joined(brought(heard, "get_invoice", "i need my invoice"), Case())
    assert shown(agenda) == [("get_invoice", "open", ["i need my invoice"])]
    again = brought(agenda, "get_invoice", "the invoice for the mouse")
    assert len(again.items) == 1
    taken_up = turn(again, Case(), Case(topic="get_invoice"))
    assert [one.about for one in taken_up.items] == ["get_invoice"]


def test_a_wish_that_is_changed_back_is_the_last_one() -> None:
    """Though the same was said before."""
    agenda = turn(Agenda(), Case(), LATE, said("my card never came"))
    for text in ("my money back", "a new one", "my money back"):
        agenda = turn(agenda, LATE, LATE, said(text, "wishes"))
    assert [p.text for p in joined(agenda, LATE).items[0].phrases][-1] == "my money back"


def test_a_person_gets_what_is_open_and_settles_it() -> None:
    """After a handoff it is a colleague's, and done once they gave the conversation back."""
    agenda = turn(Agenda(), Case(), LATE, said("my card never came"))
    given = passed(agenda, "open", "person")
    assert passed(given, "person", "done").items[0].state == "done"
    again = turn(given, ended(LATE, "left"), LATE)
    assert again.items[0].state == "open"


def test_who_asks_for_a_person_was_not_done_with_the_last_answer() -> None:
    """Where nothing else is open, what was answered last is what they want."""
    agenda = turn(turn(Agenda(), Case(), LATE, said("x")), LATE, ended(LATE, "tell"))
    assert reopened(agenda).items[0].state == "open"
    assert reopened(Agenda()) == Agenda()
    still = replace(agenda, items=(*agenda.items, Item(about="get_refund")))
    assert reopened(still) == still


def test_a_topic_that_keeps_its_own_wishes_is_left_alone() -> None:
    """It knows what is secret of them."""
    found = Diagnosis(cause="wishes", explanation="", situation="", wants=(Wanted(),))
    agenda = turn(Agenda(), Case(), replace(LATE, diagnosis=found), said("i am Kim, 89073"))
    assert agenda.items == ()
    assert agenda.heard == ()


def test_what_is_over_gives_way() -> None:
    """An endless conversation does not fill the slot, and loses nothing that is open."""
    items = tuple(Item(about=f"m{number}", state="done") for number in range(MOST - 1))
    agenda = followed(Agenda(items=(Item(about="open"), *items)), Case(), LATE)
    assert len(agenda.items) == MOST
    assert [one.about for one in agenda.items if one.is_left] == ["open", "order_missing"]


def test_nothing_is_marked_that_is_not_there() -> None:
    """A case without a matter changes nothing."""
    assert marked(Agenda(), "get_refund", "done") == Agenda()
    assert followed(Agenda(), LATE, Case()) == Agenda()
