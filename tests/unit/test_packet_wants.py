"""What a packet says that the customer wants, and how it says that they feel."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from contracts.turn import HandoffRequest, Summary, Wanted
from handoff.core.model import Author, Message
from handoff.core.mood import sentiment_of
from handoff.core.packet import in_their_words, wanted

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TAKEN_OVER = HandoffRequest(
    reason="agent_takeover",
    reason_text="Taken over.",
    skill="general",
    summary=Summary(situation=""),
)


def message(text: str, **more: Any) -> Message:
    """A message of the customer's."""
    values = {"author": Author(kind="customer", name="Ada Miller"), "kind": "text", **more}
    return Message(
        id="m", conversation_id="cv", seq=1, channel="webchat", text=text, at=AT, **values
    )


@pytest.mark.parametrize(
    ("want", "line"),
    [
        (Wanted(words=("my money", "where is it"), about="A refund"), "“my money”, A refund"),
        (Wanted(words=("my money",)), "“my money”"),
        (Wanted(about="A refund", state="done"), "A refund (done)"),
        (Wanted(about="A refund", state="withdrawn"), "A refund (no longer wanted)"),
        (Wanted(about="A refund", state="denied"), "A refund (misread)"),
        (Wanted(about="A refund", state="person"), "A refund (with a colleague)"),
    ],
)
def test_a_matter_is_one_line(want: Wanted, line: str) -> None:
    """The last words, what it is about, and its state where it is not open."""
    as_kept = {"words": list(want.words), "about": want.about, "state": want.state}
    assert wanted({"summary": {"situation": "", "wants": [as_kept]}}) == (line,)


def test_packets_of_before_tell_no_wishes() -> None:
    """They are read as they are."""
    assert wanted({"summary": {"situation": "A card is late."}}) == ()


def test_where_the_bot_had_no_part_the_last_words_are_what_is_wanted() -> None:
    """Typed ones, the last first, each once, without the name; no press, no note, no agent."""
    said = [
        message("my card is late"),
        message("no"),
        message("No, something else", button_id="/deny"),
        message("calls back at three", kind="note"),
        message("I see", author=Author(kind="agent")),
        message("no"),
        message("refund ADA please"),
    ]
    told = in_their_words(TAKEN_OVER, said, "Ada Miller")
    assert told.summary.wants == (Wanted(words=("refund … please", "no")),)
    assert in_their_words(TAKEN_OVER, said[2:5], None).summary.wants == ()
    by_the_bot = replace(TAKEN_OVER, reason="customer_asked")
    assert in_their_words(by_the_bot, said, None) == by_the_bot


def test_what_the_bot_felt_counts_with_the_words() -> None:
    """The lexicon does not know every insult; it never makes anger milder."""
    deaf = ["are you deaf"]
    assert sentiment_of(deaf).label == "neutral"
    assert sentiment_of(deaf, 0.6).label == "upset"
    assert sentiment_of(["this is great, thank you!"]).label == "friendly"


def test_who_says_it_again_is_less_pleased() -> None:
    """The same words twice; short ones are often right twice."""
    once, again = sentiment_of(["my card is late"]), sentiment_of(["my card is late"] * 3)
    assert again.now < once.now
    assert again.label != "neutral"
    assert sentiment_of(["yes"] * 3) == sentiment_of(["yes"] * 2)
