"""The bot turn's types: what they accept, and how they travel."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from contracts.turn import (
    Button,
    Customer,
    Event,
    HandoffRequest,
    Message,
    Metadata,
    Reply,
    Since,
    Summary,
    Turn,
    TurnResult,
)

TURN = {"turn_id": "t1", "conversation_id": "c1", "epoch": 3, "channel": "webchat"}


def turn(**fields: Any) -> Turn:
    """A turn with the fields that every turn has."""
    return msgspec.convert({**TURN, **fields}, Turn)


def test_a_turn_survives_the_journey() -> None:
    """What is encoded on one side is equal when decoded on the other."""
    sent = Turn(
        turn_id="t1",
        conversation_id="c1",
        epoch=3,
        channel="whatsapp",
        messages=(Message(id="m1", text="hello"),),
        since=Since(outcome="Sent it again.", dropped_turns=("t0",)),
        metadata=Metadata(customer=Customer(id="7", level="verified", how="site_token")),
    )
    assert msgspec.json.decode(msgspec.json.encode(sent), type=Turn) == sent


def test_a_result_survives_the_journey() -> None:
    """Replies and a handoff request are equal on both sides."""
    request = HandoffRequest(
        reason="policy", reason_text="Too dear.", skill="refunds", summary=Summary(situation="x")
    )
    button = Button(title="Yes", payload="/affirm")
    sent = TurnResult(replies=(Reply(text="Hi", buttons=(button,)),), handoff=request)
    assert msgspec.json.decode(msgspec.json.encode(sent), type=TurnResult) == sent


@pytest.mark.parametrize(
    "fields",
    [{}, {"messages": [{"id": "m", "text": "hi"}], "event": {"name": "task"}}],
    ids=["neither", "both"],
)
def test_a_turn_has_messages_or_an_event(fields: dict[str, Any]) -> None:
    """Neither of them and both of them are refused."""
    with pytest.raises(msgspec.ValidationError, match="messages or an event"):
        turn(**fields)


def test_a_button_is_a_turn_of_its_own() -> None:
    """A press is not mixed with typed words."""
    messages = [{"id": "a", "button_id": "/affirm"}, {"id": "b", "text": "hi"}]
    with pytest.raises(msgspec.ValidationError, match="button press"):
        turn(messages=messages)


@pytest.mark.parametrize(
    ("field", "value"), [("channel", "A fax"), ("epoch", "x"), ("event", {"name": "reboot"})]
)
def test_values_outside_the_contract_are_refused(field: str, value: object) -> None:
    """What is no name of a channel, unknown events, and numbers that are none do not get in."""
    with pytest.raises(msgspec.ValidationError):
        turn(**{"messages": [{"id": "m", "text": "hi"}], field: value})


def test_a_handoff_reason_is_one_of_the_list() -> None:
    """A reason that nobody can route by is refused."""
    request = {"reason": "because", "reason_text": "", "skill": "x", "summary": {"situation": ""}}
    with pytest.raises(msgspec.ValidationError, match="reason"):
        msgspec.convert(request, HandoffRequest)


def test_what_a_reply_lacks_does_not_travel() -> None:
    """Empty fields are left out of the JSON."""
    assert msgspec.json.encode(Reply(text="Hi")) == b'{"text":"Hi"}'


def test_records_do_not_change() -> None:
    """A turn cannot be altered once it is built."""
    event = Event(name="open")
    with pytest.raises(AttributeError):
        event.name = "task"  # type: ignore[misc]
