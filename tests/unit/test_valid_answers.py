"""Answers taken for what they are by their kind; what is none is told why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.engine.answers.answers import answer
from actions.engine.answers.choosing import chosen
from actions.engine.case.case import Candidate, Case, Findings
from actions.engine.case.days import day, resolved
from actions.engine.case.diagnosis import Street
from actions.engine.case.reading import ordinal
from actions.engine.case.turn import Turn
from actions.shop.money.reading import addressed, amount, particulars
from contracts.region import region

MONDAY = date(2026, 11, 30)


def turn(text: str, intent: str = "inform") -> Turn:
    """A message and what it was taken for."""
    return Turn(turn_id="t", conversation_id="c", text=text, intent=intent)


def heard(waiting_for: str, text: str, intent: str = "inform", **more: object) -> Case | None:
    """The case after an answer to what it waits for."""
    return answer(Case(topic="order_missing", waiting_for=waiting_for, **more), turn(text, intent))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["800", "it's 800", "number 4711x", "AB-12"])
def test_a_figure_that_is_no_order_number_is_told_why(text: str) -> None:
    """With what one looks like; the question stays open."""
    case = heard("order_number", text)
    assert case is not None
    assert (case.waiting_for, case.order_number) == ("order_number", None)
    assert "30" in case.news[0] or "1" in case.news[0]


@pytest.mark.parametrize(
    "text",
    [
        "I bought 3 of them, and one does not light up at all",
        "why?",
        "we got 4 and paid for 5",
        "so the 13 came after all",
    ],
)
def test_what_was_not_meant_as_a_number_is_not_told_so(text: str) -> None:
    """Other words are heard by others."""
    assert heard("order_number", text) is None


def test_who_gives_the_same_figure_for_proof_is_told_as_well() -> None:
    """As long as nothing of the pair is known."""
    case = heard("identity", "800")
    assert case is not None
    assert case.news


def test_an_address_is_an_answer_whatever_it_was_taken_for() -> None:
    """A company's looks like goods to the classifier."""
    text = "Tideline Systems Ltd, Quay Road 12, 1011 AB Amsterdam"
    case = heard("new_address", text, "product_question")
    assert case is not None
    assert case.new_address == Street(
        street="Tideline Systems Ltd, Quay Road 12", postcode="1011 AB", city="Amsterdam"
    )


@pytest.mark.parametrize("text", ["Ahornweg 12", "10115 Berlin", "Ahornweg 12, 10115"])
def test_half_an_address_is_told_what_it_lacks(text: str) -> None:
    """And the whole one is asked for again."""
    case = heard("new_address", text)
    assert case is not None
    assert (case.waiting_for, case.new_address, len(case.news)) == ("new_address", None, 1)


def test_a_country_completes_an_address() -> None:
    """What is no country completes nothing."""
    where = Street(street="Seeweg 1", postcode="8001", city="Zürich")
    case = heard("new_country", "it's in switzerland", new_address=where)
    assert case is not None
    assert case.new_address is not None
    assert case.new_address.country == "CH"
    assert heard("new_country", "over there", new_address=where) is None


AFTER_A_MISMATCH = {"hint": "mismatch", "mismatched": True, "order_number": "30113"}


@pytest.mark.parametrize(
    ("text", "number", "postcode"),
    [
        ("the postcode is 10117", "30113", "10117"),
        ("10117", "30113", "10117"),
        ("30131", "30131", "10115"),
        ("the number is 30131", "30131", "10115"),
        ("30131 and 80331", "30131", "80331"),
    ],
)
def test_the_good_half_of_a_pair_stays(text: str, number: str, postcode: str) -> None:
    """A bare number replaces the one that it is nearer to."""
    case = heard("identity", text, postcode="10115", **AFTER_A_MISMATCH)
    assert case is not None
    assert (case.order_number, case.postcode, case.mismatched) == (number, postcode, False)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("last tuesday", date(2026, 11, 24)),
        ("it was on a saturday", date(2026, 11, 28)),
        ("monday", date(2026, 11, 23)),
        ("the day before yesterday", date(2026, 11, 28)),
        ("last night", date(2026, 11, 29)),
        ("two weeks ago", date(2026, 11, 16)),
        ("3.11.2026", date(2026, 11, 3)),
        ("2026-11-03", date(2026, 11, 3)),
        ("nov 3rd", date(2026, 11, 3)),
        ("this morning", MONDAY),
    ],
)
def test_a_day_is_a_day(text: str, when: date) -> None:
    """Named, counted back, or a weekday: then the last one before today."""
    said = day(text)
    assert said is not None
    assert resolved(said, MONDAY) == when


@pytest.mark.parametrize("text", ["I sat down", "in the sun", "we wed in spring", "800", "later"])
def test_a_word_that_looks_like_a_day_is_none(text: str) -> None:
    """Short names of weekdays count only where a day is spoken of."""
    assert day(text) is None


@pytest.mark.parametrize("text", ["last tuesday", "the first time", "last month", "last week"])
def test_last_tuesday_is_not_the_last_of_a_list(text: str) -> None:
    """It names a time."""
    assert ordinal(text, 3) is None


def test_a_day_points_at_the_order_that_was_placed_on_it() -> None:
    """Where there is one of that day."""
    said = day("last tuesday")
    assert said is not None
    when = resolved(said, region().today())
    assert when is not None
    other = Candidate(number="30012", product="Lamp", placed_on=date(2020, 1, 1), price=1)
    meant = Candidate(number="30011", product="Desk", placed_on=when, price=1)
    assert chosen(turn("the one from last tuesday"), [other, meant]) == meant


@pytest.mark.parametrize(
    ("text", "cents"),
    [("30132", None), ("€30132", "3013200"), ("order 30132, 48.90", "4890"), ("800", "80000"),
     ("1.848,90 €", "184890")],
)  # fmt: skip
def test_an_order_number_is_no_amount(text: str, cents: str | None) -> None:
    """Unless it is called one."""
    assert amount(text) == cents


def test_an_order_number_turns_to_that_order() -> None:
    """In answer to the question for an amount, too."""
    asked = Case(topic="unknown_charge", waiting_for="detail", findings=Findings(open="amount"))
    case = answer(asked, turn("30132"))
    assert case is not None
    assert case.order_number == "30132"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I don't know the order number, please connect me with Mr Adeyemi", None),
        ("can you not just look it up?", None),
        ("i want to talk to a person", None),
        ("it should say Tideline Systems Ltd", "Tideline Systems Ltd"),
        ("please put Marit Solheim Consulting", "Marit Solheim Consulting"),
        ("my company is called Blue Anchor BV", "Blue Anchor BV"),
        ("I and Me Design GmbH, Ringstr. 2, 50667 Köln",
         "I and Me Design GmbH, Ringstr. 2, 50667 Köln"),
    ],
)  # fmt: skip
def test_a_sentence_is_no_name_on_an_invoice(text: str, name: str | None) -> None:
    """A name is, without the words that lead to it."""
    assert particulars(text) == name


def test_a_name_with_an_address_is_one_in_passing() -> None:
    """By its form alone."""
    assert addressed("Tideline GmbH, Hafenstr. 8, 20457 Hamburg") is not None
    assert addressed("Tideline GmbH and friends") is None


@given(st.text(max_size=60))
def test_no_answer_breaks_the_reading(text: str) -> None:
    """Each kind takes it, or does not."""
    assert (amount(text) or "0").isdigit()
    said = day(text)
    assert said is None or resolved(said, MONDAY) is None or resolved(said, MONDAY) <= MONDAY  # type: ignore[operator]
    particulars(text)
    for asked in ("order_number", "new_address", "new_country", "identity", "checked"):
        heard(asked, text)
