"""What a customer's words are taken for when the bot asks for an agent."""

from __future__ import annotations

import pytest

from contracts.turn import Attachment
from handoff.core.bot_task_rules import (
    CATALOGUE,
    Kind,
    Outcome,
    answer_of,
    grown,
    judged,
    question_of,
)
from handoff.core.errors import BadRequest
from handoff.core.texts import PERSON_PAYLOAD

PICTURE = (Attachment(kind="image", ref="r"),)
SOUND = (Attachment(kind="audio", ref="r"),)


@pytest.mark.parametrize(
    ("kind", "text", "outcome"),
    [
        ("serial_number", "SN-77A20411", "answered"),
        ("serial_number", "it is 4711-99.A", "answered"),
        ("serial_number", "no sticker anywhere", "unclear"),
        ("serial_number", "I can't find it", "declined"),
        ("order_number", "10432", "answered"),
        ("order_number", "the one of May", "unclear"),
        ("postcode", "22767", "answered"),
        ("postcode", "sw1a 1aa", "answered"),
        ("postcode", "K1A 0B1, Ottawa", "answered"),
        ("postcode", "00-950 Warszawa", "answered"),
        ("postcode", "114 55", "answered"),
        ("postcode", "number 10 on Downing Street", "unclear"),
        ("photo", "here you go", "unclear"),
        ("own", "it blinks twice", "answered"),
        ("own", "why do you ask?", "unclear"),
        ("own", "How long will it take", "unclear"),
        ("own", "forget it", "declined"),
        ("own", "no idea", "declined"),
        ("own", "Let me speak to a human please", "person"),
        ("own", "get me somebody", "person"),
        ("serial_number", "I talked with somebody yesterday", "unclear"),
        ("order_number", "one moment", None),
        ("serial_number", "Sure, let me look at the back.", None),
        ("photo", "ok, wait …", None),
    ],
)
def test_words_are_judged_simply(kind: Kind, text: str, outcome: Outcome | None) -> None:
    """What looks like what was asked for is the answer; nothing else is taken for it."""
    assert judged(kind, text) == outcome


def test_pictures_answer_what_asks_for_them() -> None:
    """A photo answers with or without words; a voice message is for the agent to hear."""
    assert judged("photo", "", PICTURE) == "answered"
    assert judged("photo", "one moment", PICTURE) == "answered"
    assert judged("photo", "", SOUND) == "unclear"
    assert judged("serial_number", "", PICTURE) == "unclear"


def test_the_button_for_a_person_beats_the_words() -> None:
    """Its title might be anything."""
    assert judged("own", "10432", button_id=PERSON_PAYLOAD) == "person"


def test_the_catalogue_has_a_question_for_each_but_the_own() -> None:
    """An agent writes only the last one."""
    for task in CATALOGUE:
        assert (task.kind == "own") == (task.question == "")
        assert question_of(task.kind, " Which? ") == (task.question or "Which?")
    with pytest.raises(BadRequest):
        question_of("own", "")


def test_the_packet_says_what_came_of_it() -> None:
    """Question and answer stand behind those before, and the next step tells a missing answer."""
    packet = {
        "summary": {"situation": "s", "asked_and_answered": [{"question": "a"}]},
        "skill": "x",
    }
    done = grown(packet, "Which?", "answered", "the left one")
    assert done["summary"]["asked_and_answered"][1] == {
        "question": "Which?",
        "answer": "the left one",
    }
    assert "go on from the answer" in done["summary"]["suggested_next_step"]
    open_ = grown(packet, "Which?", "no_answer", None)
    assert open_["summary"]["suggested_next_step"].endswith("Which?")
    assert packet["summary"]["asked_and_answered"] == [{"question": "a"}]
    assert answer_of("answered", None) == "(sent without words)"
