"""Which question is worth asking, and what follows from its answer."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from actions.engine.case.inference import (
    CLEAR,
    MOST_QUESTIONS,
    Answer,
    Question,
    Table,
    chance,
    gain,
    likeliest,
    next_question,
    posterior,
    without,
)

CAUSES = ("psu", "ram", "cable", "card")
WEIGHTS = st.sampled_from((0.01, 0.2, 1.0, 3.0, 50.0))
ANSWERS = ("yes", "no", "sometimes")


few = settings(max_examples=40)


@st.composite
def questions(draw: st.DrawFn, name: str) -> Question:
    """A question with two or three answers, weighted somehow."""
    count = draw(st.integers(2, 3))
    return Question(
        name=name,
        answers=tuple(
            Answer(
                name=answer,
                usual=draw(WEIGHTS),
                given=draw(st.dictionaries(st.sampled_from(CAUSES), WEIGHTS, max_size=3)),
            )
            for answer in ANSWERS[:count]
        ),
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Some causes and questions."""
    causes = draw(st.dictionaries(st.sampled_from(CAUSES), WEIGHTS, min_size=1))
    asked = [draw(questions(f"q{number}")) for number in range(draw(st.integers(0, 4)))]
    return Table(causes=causes, questions=tuple(asked), evidence=(draw(questions("fact")),))


KNOWN = st.dictionaries(
    st.sampled_from(("q0", "q1", "q2", "fact", "unheard of")), st.sampled_from((*ANSWERS, "other"))
)


@few
@given(tables(), KNOWN)
def test_beliefs_add_up_to_one(table: Table, known: dict[str, str]) -> None:
    """Whatever is known, and no cause is ever ruled out by answers alone."""
    believed = posterior(table, known)
    assert math.isclose(sum(believed.values()), 1)
    assert set(believed) == set(table.causes)
    assert all(p > 0 for p in believed.values())


@few
@given(tables(), KNOWN)
def test_no_question_takes_knowledge_away(table: Table, known: dict[str, str]) -> None:
    """The expected gain is never negative, and never more than there is to find out."""
    for question in table.questions:
        assert 0 <= gain(table, known, question) <= math.log2(len(table.causes)) + 1e-9


@few
@given(tables(), KNOWN)
def test_chances_of_all_answers_add_up_to_one(table: Table, known: dict[str, str]) -> None:
    """Some answer is given."""
    for question in table.questions:
        total = sum(chance(table, known, question, one.name) for one in question.answers)
        assert math.isclose(total, 1)


@few
@given(tables(), KNOWN, st.sets(st.sampled_from(("q0", "q1", "q2"))))
def test_what_is_known_or_skipped_is_not_asked(
    table: Table, known: dict[str, str], skipped: set[str]
) -> None:
    """The choice is among open questions."""
    question = next_question(table, known, skipped=skipped)
    assert question is None or question.name not in {*known, *skipped}


@few
@given(tables(), st.data())
def test_there_are_never_more_than_three_questions(table: Table, data: st.DataObject) -> None:
    """However the customer answers."""
    known: dict[str, str] = {}
    asked = 0
    while question := next_question(table, known, asked=asked):
        asked += 1
        known[question.name] = data.draw(st.sampled_from([a.name for a in question.answers]))
    assert asked <= MOST_QUESTIONS


@few
@given(tables(), KNOWN)
def test_nothing_is_asked_once_a_cause_is_clear(table: Table, known: dict[str, str]) -> None:
    """Asking on would cost the customer's time."""
    if max(posterior(table, known).values()) >= CLEAR:
        assert next_question(table, known) is None


@few
@given(tables(), st.sets(st.sampled_from(CAUSES)))
def test_a_ruled_out_cause_is_not_believed(table: Table, ruled_out: set[str]) -> None:
    """Unless nothing else would be left."""
    left = set(posterior(without(table, ruled_out), {}))
    assert left == (set(table.causes) - ruled_out or set(table.causes))


FANS = Question(
    name="fans",
    answers=(
        Answer(name="spin", usual=9, given={"psu": 1}),
        Answer(name="still", usual=1, given={"psu": 9}),
    ),
)
COLOUR = Question(name="colour", answers=(Answer(name="black"), Answer(name="white")))
PC = Table(causes={"psu": 1, "ram": 1, "card": 1}, questions=(COLOUR, FANS))


def test_the_question_that_separates_best_is_asked() -> None:
    """The colour of the case says nothing about the cause."""
    assert next_question(PC, {}) == FANS
    assert gain(PC, {}, COLOUR) == 0


def test_a_question_that_tells_nothing_is_not_asked() -> None:
    """Rather an answer at once."""
    assert next_question(PC, {"fans": "spin"}) is None


def test_an_answer_moves_the_belief() -> None:
    """Fans that stand still speak for the power supply."""
    assert likeliest(PC, {"fans": "still"}) == "psu"
    assert posterior(PC, {"fans": "spin"})["psu"] < 0.1
