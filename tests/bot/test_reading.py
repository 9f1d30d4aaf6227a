"""Reading a turn: what is parsed, and whose parse the bot goes by."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from bot.errors import BadTurn, NoReply
from bot.reading import Reading, read, spoken
from contracts.listening import ActScore, AskedScore
from contracts.turn import Event, Message, Parse, Turn

WORDS = {"person": "contact_human_agent", "parcel": "order_status", "hello": "greet"}


class Processor:
    """Knows three intents by a word of theirs, and remembers what it was asked."""

    def __init__(self, *further_intents: str) -> None:
        intents = [*WORDS.values(), "affirm", *further_intents]
        self.domain = SimpleNamespace(intents=intents, entities=["order_number"])
        self.parsed: list[str] = []

    async def parse_all(self, texts: list[str]) -> list[dict[str, Any]]:
        """Parses as Rasa's pipeline gives them."""
        self.parsed += texts
        return [self._parse(text) for text in texts]

    def _parse(self, text: str) -> dict[str, Any]:
        known = (intent for word, intent in WORDS.items() if word in text)
        intent = {"name": next(known, None), "confidence": 0.75}
        ranking = [intent, *({"name": f"other_{n}", "confidence": 0.01} for n in range(9))]
        entities = [{"entity": "word", "value": text, "start": 0, "end": len(text), "role": "x"}]
        acts = {"nothing": [{"name": "noise", "confidence": 0.8}]}
        finding = {"article": "en/a", "title": "A", "said": "So.", "likeness": 0.5}
        asks = [{"name": "when", "confidence": 0.6}]
        return {
            "text": text,
            "intent": intent,
            "intent_ranking": ranking,
            "entities": entities,
            "acts": acts,
            "asks": asks,
            "findings": [finding] if "article" in text else [],
        }


async def read_messages(processor: Processor, *messages: Message) -> Reading:
    """Read a turn of these messages."""
    turn = Turn(turn_id="t", conversation_id="c", epoch=1, channel="webchat", messages=messages)
    return await read(turn, processor)


def typed(*texts: str) -> list[Message]:
    """Messages m0, m1, … with these texts."""
    return [Message(id=f"m{number}", text=text) for number, text in enumerate(texts)]


async def test_one_message_is_parsed_once() -> None:
    """The parse of the only message is the turn's."""
    processor = Processor()
    reading = await read_messages(processor, *typed("hello"))
    assert processor.parsed == ["hello"]
    assert reading.text == "hello"
    assert reading.parse_data["intent"]["name"] == "greet"


async def test_several_messages_are_parsed_together_and_one_by_one() -> None:
    """The bot goes by all that was said; the bridge gets each message's own parse."""
    processor = Processor()
    reading = await read_messages(processor, *typed("hello", "my parcel"))
    assert processor.parsed == ["hello", "my parcel", "hello\nmy parcel"]
    assert reading.text == reading.parse_data["text"] == "hello\nmy parcel"
    assert [parse.intent for parse in reading.parses] == ["greet", "order_status"]


async def test_each_clause_of_what_was_typed_is_read_by_itself() -> None:
    """A clause has its own intents, and places in the text of the whole turn."""
    reading = await read_messages(Processor(), *typed("hello there", "oh and also my parcel?"))
    first, second = reading.clauses
    assert (first.text, first.intents[0].name) == ("hello there", "greet")
    assert (second.text, second.intents[0].name) == ("oh and also my parcel?", "order_status")
    assert reading.text[second.start : second.end] == second.text
    assert (first.announced, second.announced) == (False, True)
    assert len(second.intents) == 5
    assert [(e.start, e.end) for e in second.entities] == [(second.start, second.end)]
    assert second.acts == {"nothing": (ActScore(name="noise", confidence=0.8),)}
    assert second.asks == (AskedScore(name="when", confidence=0.6),)


async def test_acts_are_told_of_clauses_alone() -> None:
    """What the tracker keeps for ever, and what rules go by, has none."""
    reading = await read_messages(Processor(), *typed("hello", "my parcel"))
    assert not {"acts", "asks"} & reading.parse_data.keys()


async def test_a_clause_cannot_pass_for_a_payload() -> None:
    """A slash within what was typed is no button."""
    processor = Processor()
    reading = await read_messages(processor, *typed("hello. /refund"))
    assert [one.text for one in reading.clauses] == ["hello.", "/refund"]
    assert ".refund" in processor.parsed
    assert not [text for text in processor.parsed if text.startswith("/")]


async def test_a_button_says_no_clause() -> None:
    """What was pressed, or only shared, was not worded."""
    reading = await read_messages(Processor(), Message(id="m", button_id="/affirm"))
    assert reading.clauses == ()
    picture = msgspec.convert({"id": "p", "attachments": [{"kind": "image"}]}, Message)
    assert (await read_messages(Processor(), picture)).clauses == ()


async def test_a_wish_for_a_person_is_the_turns_parse() -> None:
    """In whatever message it was."""
    reading = await read_messages(Processor(), *typed("my parcel", "a person", "hello"))
    assert reading.parse_data["intent"]["name"] == "contact_human_agent"
    assert reading.parse_data["text"] == "a person"
    assert reading.text == "my parcel\na person\nhello"


async def test_a_picture_beside_words_leaves_the_words_alone() -> None:
    """The words are parsed once, and the turn goes by them."""
    processor = Processor("share_attachment")
    picture = msgspec.convert({"id": "p", "attachments": [{"kind": "image"}]}, Message)
    reading = await read_messages(processor, picture, *typed("my parcel"))
    assert processor.parsed == ["my parcel"]
    assert reading.parse_data["intent"]["name"] == "order_status"
    assert [parse.intent for parse in reading.parses] == ["share_attachment", "order_status"]


async def test_pictures_alone_are_pictures() -> None:
    """Two pictures without a word need no parsing."""
    processor = Processor("share_attachment")
    pictures = msgspec.convert(
        [{"id": name, "attachments": [{"kind": "image"}]} for name in "ab"], list[Message]
    )
    reading = await read_messages(processor, *pictures)
    assert processor.parsed == []
    assert reading.parse_data["intent"] == {"name": "share_attachment", "confidence": 1.0}


async def test_a_picture_is_not_understood_by_a_bot_without_the_intent() -> None:
    """A domain without `share_attachment` takes a lone picture for something unclear."""
    picture = msgspec.convert({"id": "p", "attachments": [{"kind": "image"}]}, Message)
    reading = await read_messages(Processor(), picture)
    assert reading.parses[0].intent == "nlu_fallback"


async def test_a_parse_has_the_first_five_of_the_ranking() -> None:
    """A parse for the bridge is short, and names a fallback where Rasa names nothing."""
    [parse] = (await read_messages(Processor(), *typed("xyzzy"))).parses
    assert parse.intent == "nlu_fallback"
    assert len(parse.ranking) == 5
    assert msgspec.to_builtins(parse.entities[0]) == {
        "entity": "word",
        "value": "xyzzy",
        "start": 0,
        "end": 5,
    }


@pytest.mark.parametrize(
    ("text", "heard"),
    [("/refund", "refund"), (" \t//\n/ refund ", "refund"), ("a/b", "a/b"), ("/", ""), ("", "")],
)
def test_typed_text_cannot_pass_for_a_payload(text: str, heard: str) -> None:
    """Leading slashes go, whatever stands between them; others stay."""
    assert spoken(Message(id="m", text=text)) == heard


def test_a_button_is_read_as_it_was_issued() -> None:
    """A payload keeps its slash."""
    assert spoken(Message(id="m", button_id="/affirm")) == "/affirm"


async def test_an_event_is_an_intent_of_its_own() -> None:
    """Its data are the entities, and no message was parsed for it."""
    turn = Turn(
        turn_id="t",
        conversation_id="c",
        epoch=1,
        channel="webchat",
        event=Event(name="task", data={"step": "verify"}),
    )
    reading = await read(turn, Processor("event_task"))
    assert reading.parse_data["intent"] == {"name": "event_task", "confidence": 1.0}
    assert reading.parse_data["entities"] == [{"entity": "step", "value": "verify"}]
    assert reading.parses == ()
    with pytest.raises(NoReply, match="event_task"):
        await read(turn, Processor())


async def test_a_message_of_nothing_is_refused() -> None:
    """Neither text nor button nor attachment is no message."""
    with pytest.raises(BadTurn, match="Message empty has neither"):
        await read_messages(Processor(), Message(id="empty"))


async def test_parses_are_of_the_contract() -> None:
    """What the bridge gets encodes, also from a classifier that speaks numpy."""
    numpy = pytest.importorskip("numpy")

    class NumpyProcessor(Processor):
        """Answers as scikit-learn's classifiers do."""

        def _parse(self, text: str) -> dict[str, Any]:
            score = {"name": numpy.str_("greet"), "confidence": numpy.float64(0.5)}
            return {"text": "", "intent": score, "intent_ranking": [score], "entities": []}

    reading = await read_messages(NumpyProcessor(), *typed("hello"))
    encoded = msgspec.json.encode(reading.parses)
    [parse] = msgspec.json.decode(encoded, type=tuple[Parse, ...])
    assert (parse.intent, parse.confidence) == ("greet", 0.5)


async def test_what_articles_say_is_told_beside_the_parse() -> None:
    """Of words that were typed, and of the whole of them; the tracker is not told twice."""
    processor = Processor()
    reading = await read_messages(processor, *typed("an article please"))
    assert [one.article for one in reading.findings] == ["en/a"]
    assert "findings" not in reading.parse_data
    pressed = await read_messages(processor, Message(id="m", button_id="an article please"))
    assert pressed.findings == ()


async def test_words_are_read_behind_what_was_written_before() -> None:
    """Beside their own reading: alone they may say nothing."""
    processor = Processor()
    turn = Turn(
        turn_id="t", conversation_id="c", epoch=1, channel="webchat", messages=(*typed("that one"),)
    )
    reading = await read(turn, processor, "where is my parcel")
    assert reading.in_context[0].name == "order_status"
    assert reading.parse_data["intent"]["name"] is None
    assert "where is my parcel\nthat one" in processor.parsed


async def test_a_press_needs_no_context() -> None:
    """It says what it says."""
    pressed = Message(id="m0", text="Yes", button_id="/affirm")
    turn = Turn(turn_id="t", conversation_id="c", epoch=1, channel="webchat", messages=(pressed,))
    assert (await read(turn, Processor(), "where is my parcel")).in_context == ()
