"""What goes on with a subject that the bot has told all of is kept, and brings a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.engine.business.business import business
from actions.engine.case import crm_access
from actions.engine.case.turn import Turn
from actions.engine.talk.acknowledging import told_beside
from actions.engine.talk.offers import NO_PERSON
from actions.engine.words.texts import say, speaking
from tests.unit.actions_stage import Stage
from tests.unit.test_actions_hearing import hear
from tests.whole_crm import whole


@pytest.fixture(autouse=True)
def crm() -> Iterator[None]:
    """The demo customers."""
    crm_access.use(whole(MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True)))
    yield
    crm_access.use(None)


async def told(*later: str, **slots: bool) -> Stage:
    """A general question was answered, and this follows."""
    stage = Stage()
    stage.slots.update(slots)
    stage.hear("do you ship to belfast", "delivery_abroad")
    for text in later:
        await hear(stage, text)
    return stage


async def test_more_of_the_subject_is_kept_and_a_person_offered() -> None:
    """Nobody is told that they were not understood."""
    stage = await told("my sister lives there")
    assert stage.words == "utter_follow_up_noted\nutter_offer_person_follow_up"
    assert stage.handoff is None


async def test_a_question_is_not_guessed_at() -> None:
    """What cannot be answered is said to be so."""
    stage = await told("great. then can she have it wrapped in blue?")
    assert stage.words.startswith("utter_follow_up_asked")


async def test_the_second_in_a_row_brings_a_person() -> None:
    """With all that was written, and the subject by its name."""
    stage = await told("my sister lives there", "and it has to be a surprise")
    assert stage.words.strip() == "utter_hand_over_follow_up"
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "low_understanding"


async def test_who_wants_nobody_gets_nobody() -> None:
    """However often they go on."""
    stage = await told("my sister lives there", "and it has to be a surprise", **{NO_PERSON: True})
    assert stage.handoff is None
    assert "utter_without_person" in stage.words


async def test_something_else_in_between_begins_the_count_anew() -> None:
    """Two in a row are two in a row."""
    stage = await told("my sister lives there")
    await hear(stage, "when do you open", "opening_hours", about={"opening_hours": 0.95})
    await hear(stage, "she is up early")
    assert stage.words.startswith("utter_follow_up_noted")


async def test_a_goodbye_ends_the_subject() -> None:
    """What comes then is understood by itself, or asked about."""
    stage = await told()
    stage.hear("bye", "goodbye")
    await hear(stage, "my sister lives there")
    assert not stage.said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("it clicks as well", "case.told_beside"),
        ("can you write that down?", "case.asked_beside"),
        ("asdf", ""),
        ("/affirm", ""),
    ],
)
def test_words_beside_a_case_are_acknowledged(text: str, said: str) -> None:
    """Told or asked; a single word and a press are none."""
    turn = Turn(turn_id="t1", conversation_id="c", text=text, intent="inform")
    with speaking(business().texts, turn.turn_id):
        assert told_beside(turn) == (say(said) if said else "")
