"""The output channel: from Rasa's utterances to replies, handoff and identity."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.core.actions.action import create_bot_utterance

from bot.errors import ActionFailed
from bot.output import TurnOutput
from contracts.turn import Button, Card, Complaint, HandoffRequest, IdentityWon, Reply, Summary

HANDOFF = {
    "reason": "policy",
    "reason_text": "Above the limit.",
    "skill": "refunds",
    "summary": {"situation": "Wants 900 back."},
}


async def said(*messages: dict[str, Any]) -> TurnOutput:
    """A channel that took these messages the way Rasa sends them."""
    output = TurnOutput("webchat")
    for message in messages:
        await output.send_response("c1", create_bot_utterance(dict(message)).message())
    return output


def test_its_name_is_the_turns_channel() -> None:
    """Rasa picks responses by this name."""
    assert TurnOutput("whatsapp").name() == "whatsapp"


async def test_a_choice_may_be_a_card() -> None:
    """What a choice is about goes along with it, for channels that show cards."""
    card = {"name": "Order 30021", "lines": ["A card", "ordered 7 Nov"]}
    button = {"title": "Order 30021 – A card", "payload": "/inform", "card": card}
    output = await said({"text": "Which one?", "buttons": [button]})
    [choice] = output.replies[0].buttons
    assert choice.card == Card(name="Order 30021", lines=("A card", "ordered 7 Nov"))


async def test_silence_is_an_answer() -> None:
    """An action may choose to say nothing, which is no failure and no reply."""
    assert not (await said()).answers
    silent = await said({"custom": {"silence": "automatic reply"}})
    assert silent.answers
    assert silent.replies == []


async def test_an_utterance_stays_one_reply() -> None:
    """Text with paragraphs, buttons, image, attachment and custom data are one bubble."""
    output = await said(
        {
            "text": "One.\n\nTwo.",
            "buttons": [{"title": "Yes", "payload": "/affirm"}],
            "quick_replies": [{"title": "No", "payload": "/deny"}],
            "image": "https://example.org/a.png",
            "attachment": {"type": "file", "ref": "f1"},
            "custom": {"card": 1},
        }
    )
    assert output.replies == [
        Reply(
            text="One.\n\nTwo.",
            buttons=(
                Button(title="Yes", payload="/affirm"),
                Button(title="No", payload="/deny"),
            ),
            image="https://example.org/a.png",
            attachment={"type": "file", "ref": "f1"},
            custom={"card": 1},
        )
    ]


async def test_an_image_is_not_an_attachment_too() -> None:
    """Rasa copies an image to the attachment; the reply has it once."""
    output = await said({"image": "https://example.org/a.png"})
    assert output.replies == [Reply(image="https://example.org/a.png")]


async def test_a_bare_attachment_is_a_url() -> None:
    """An attachment that is only a link becomes a record with a link."""
    output = await said({"attachment": "https://example.org/a.pdf"})
    assert output.replies == [Reply(attachment={"url": "https://example.org/a.pdf"})]


async def test_handoff_and_identity_are_no_replies() -> None:
    """What is for the bridge is kept apart from what is for the customer."""
    identity = {"level": "verified", "how": "order_challenge", "scope": "1001"}
    output = await said({"custom": {"handoff": HANDOFF, "identity": identity}})
    assert output.replies == []
    assert output.handoff == HandoffRequest(
        reason="policy",
        reason_text="Above the limit.",
        skill="refunds",
        summary=Summary(situation="Wants 900 back."),
    )
    assert output.identity == IdentityWon(level="verified", how="order_challenge", scope="1001")


async def test_the_rest_of_the_custom_data_is_kept() -> None:
    """Custom data beside a handoff reaches the customer's channel."""
    output = await said({"text": "Wait.", "custom": {"handoff": HANDOFF, "card": 1}})
    assert output.replies == [Reply(text="Wait.", custom={"card": 1})]


@pytest.mark.parametrize(
    "message",
    [
        {"custom": {"handoff": {**HANDOFF, "reason": "because"}}},
        {"custom": {"handoff": "please"}},
        {"custom": {"identity": {"level": "certain", "how": "guess"}}},
        {"custom": "words"},
        {"text": "Hi", "buttons": [{"title": "no payload"}]},
    ],
)
async def test_what_does_not_fit_the_contract_fails_the_turn(message: dict[str, Any]) -> None:
    """A malformed utterance is an error, not a silently poorer reply."""
    with pytest.raises(ActionFailed, match="malformed"):
        await said(message)


async def test_a_complaint_is_no_reply() -> None:
    """Like a handoff it is for the bridge, and never a bubble."""
    output = await said(
        {"custom": {"complaint": {"kind": "delivery", "root_cause": "carrier_delay"}}}
    )
    assert output.complaint == Complaint(kind="delivery", root_cause="carrier_delay")
    assert output.replies == []
