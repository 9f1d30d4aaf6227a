"""Typed text never reaches an interpreter, whatever its characters; a button's payload is ours."""

from __future__ import annotations

import logging
import warnings
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rasa.shared.core.events import SlotSet
from rasa.shared.core.slots import BooleanSlot, CategoricalSlot, FloatSlot, ListSlot, TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message as RasaMessage

from bot.errors import BadTurn
from bot.payloads import clause_words, pressed, words
from bot.reading import Reading, read, spoken
from bot.slot_types import misfits
from bot.told_warnings import tell_places_only
from contracts.turn import Message, Turn

INTENTS = ["affirm", "restart", "event_rating", "inform"]
DOMAIN = SimpleNamespace(intents=INTENTS, entities=["order_number", "count"])
COUNTS = [("count", 1), ("count", 2)]
BLANKS = [chr(point) for point in range(0x110000) if chr(point).isspace()]
PAYLOADS = ["/restart", "/event_rating", '/inform{"order_number": "1"}', "/affirm@0.9", "//affirm"]
hostile = st.builds(
    lambda before, payload, after: "".join(before) + payload + after,
    st.lists(st.sampled_from([*BLANKS, "/", "\u200b", "\ufeff"]), max_size=5),
    st.sampled_from(PAYLOADS),
    st.text(max_size=5),
)
typed = st.one_of(st.text(max_size=40), hostile)


class Parser:
    """Reads as Rasa does: by its own reader of payloads, then a classifier that knows nothing."""

    domain: Any = DOMAIN

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def parse_all(self, texts: list[str]) -> list[dict[str, Any]]:
        """Parse data, with the intent that Rasa's reader would take a text for."""
        self.asked += texts
        return [{"text": text, "intent": taken_for(text), "entities": []} for text in texts]


def taken_for(text: str) -> dict[str, Any]:
    """What Rasa's own reader of payloads makes of a text."""
    unpacked = YAMLStoryReader.unpack_regex_message(RasaMessage({TEXT: text}))
    return unpacked.get(INTENT) or {"name": None, "confidence": 0.0}


async def reading_of(*texts: str) -> tuple[Reading, Parser]:
    """A turn of typed messages, and who was asked of them."""
    messages = tuple(Message(id=f"m{n}", text=text) for n, text in enumerate(texts))
    parser = Parser()
    turn = Turn(turn_id="t", conversation_id="c", epoch=1, channel="webchat", messages=messages)
    return await read(turn, parser), parser


@given(st.lists(typed, min_size=1, max_size=3))
@example(["\u00a0/event_rating"])
@example(['\u00a0/inform{"order_number": "1"}'])
@example(["\n/restart"])
@example(["hello", "\u2003/restart"])
@example(["hello.\u00a0/restart"])
async def test_typed_text_is_never_a_payload(texts: list[str]) -> None:
    """Neither a message, nor all of them, nor a clause: not even for Rasa's own reader."""
    reading, parser = await reading_of(*texts)
    for text in [reading.text, *parser.asked]:
        assert not text.strip().startswith("/")
    assert reading.parse_data["intent"]["name"] in (None, "nlu_fallback")
    assert all(parse.intent == "nlu_fallback" for parse in reading.parses)
    assert not reading.parse_data["entities"]


@given(typed)
def test_what_is_said_besides_stays(text: str) -> None:
    """Only what it begins with goes, and the places of a clause's letters stay."""
    assert words(text) in text
    assert len(clause_words(text)) == len(text)


@pytest.mark.parametrize(
    ("payload", "entities"),
    [
        ("/affirm", []),
        ('/inform{"order_number": "10432"}', [("order_number", "10432")]),
        ('/inform {"count": [1, 2], "order_number": "3"}', [*COUNTS, ("order_number", "3")]),
        ('/inform{"unheard_of": "x"}', []),
    ],
)
def test_a_button_says_what_it_was_made_for(payload: str, entities: list[Any]) -> None:
    """Its intent for certain, and the entities that the domain knows."""
    found = pressed(payload, DOMAIN)
    assert found["intent"] == {"name": payload[1:7], "confidence": 1.0}
    assert [(one["entity"], one["value"]) for one in found["entities"]] == entities


def test_a_button_of_an_older_bot_is_not_understood() -> None:
    """An intent that the domain has no more is told as a fallback, so that the bot asks."""
    assert pressed("/gone", DOMAIN)["intent"]["name"] == "nlu_fallback"


@pytest.mark.parametrize(
    "payload",
    ["/", "/inform{", '/inform{"count": {"a": 1}}', '/inform{"count": null}', "/inform@1"],
)
def test_a_payload_with_values_of_no_type_is_refused(payload: str) -> None:
    """An entity is a plain value or a list of such, and nothing else stands in a payload."""
    with pytest.raises(BadTurn):
        pressed(payload, DOMAIN)


def test_a_button_may_send_words() -> None:
    """What is no payload is read as if it had been typed, without becoming one."""
    assert spoken(Message(id="m", button_id="go on")) == "go on"
    assert spoken(Message(id="m", button_id="\u00a0/restart")) == "restart"


@pytest.mark.parametrize(
    ("slot", "good", "bad"),
    [
        (TextSlot("s", [{}]), "x", ["x"]),
        (BooleanSlot("s", [{}]), True, "true"),
        (FloatSlot("s", [{}]), 1.5, "a lot"),
        (ListSlot("s", [{}]), ["x"], None),
        (CategoricalSlot("s", [{}], values=["x"]), "x", {"x": 1}),
    ],
)
def test_a_slot_takes_its_own_type(slot: Any, good: Any, bad: Any) -> None:
    """What the domain says of a slot holds for whatever is set, and empty ones fit."""
    tracker = DialogueStateTracker("c", [slot])
    assert misfits(tracker) == []
    tracker.update(SlotSet("s", good))
    assert misfits(tracker) == []
    if bad is not None:
        tracker.slots["s"]._value = bad
        assert misfits(tracker) == ["s"]


def test_a_warning_is_logged_without_its_words(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rasa's warnings quote what customers say: the log has their kind and place."""
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
    tell_places_only()
    with caplog.at_level(logging.WARNING):
        warnings.showwarning(UserWarning("Ottilie said no"), UserWarning, "slots.py", 7)
    assert "UserWarning at slots.py:7" in caplog.text
    assert "Ottilie" not in caplog.text
