"""What was written before a turn, as far as it helps to read what is written now."""

from __future__ import annotations

from rasa.shared.core.events import ActionExecuted, Event, UserUttered

from bot.said_before import said_before


def wrote(text: str, turn: str) -> UserUttered:
    """A message of a turn."""
    return UserUttered(text, metadata={"turn_id": turn})


def test_the_last_two_turns_stand_together() -> None:
    """Older ones are over."""
    told = [wrote("one", "t1"), wrote("two", "t2"), ActionExecuted("x"), wrote("three", "t3")]
    assert said_before(told) == "two\nthree"


def test_a_turn_is_what_was_written_in_it_first() -> None:
    """What it counted as in the end is no message of its own."""
    assert said_before([wrote("all of it", "t1"), wrote("a part", "t1")]) == "all of it"


def test_what_was_pressed_or_has_happened_says_nothing() -> None:
    """Payloads and events are nobody's words."""
    events: list[Event] = [wrote("mine", "t1"), wrote("/affirm", "t2"), wrote("EXTERNAL: x", "t3")]
    assert said_before(events) == "mine"
    assert said_before([]) == ""


def test_of_a_long_story_the_end_counts() -> None:
    """It says best what it is about by now."""
    said = said_before([wrote("so " * 200 + "it is the invoice", "t1")])
    assert said.endswith("it is the invoice")
    assert len(said) == 300
