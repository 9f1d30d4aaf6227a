"""What Messenger means by what it sends, through a real bridge and a Graph API that refuses."""

from __future__ import annotations

import time
from typing import Any

from scripts.simulating import webhooks
from tests.bridge import eventually
from tests.platforms import PAGE, Platforms, shown

SHARED = {
    "type": "template",
    "payload": {
        "template_type": "generic",
        "elements": [{"title": "Cancel my order", "subtitle": "today only"}],
    },
}


def _entry(customer: str, **event: Any) -> dict[str, Any]:
    (found,) = webhooks.messenger(PAGE, customer, **event)["entry"]
    return dict(found)


async def _line(platforms: Platforms) -> dict[str, Any]:
    """The one customer's message of the one conversation."""
    (conversation,) = await platforms.conversations()
    lines = await platforms.transcript(conversation["id"])
    (found,) = [each for each in lines if each["author"]["kind"] == "customer"]
    return dict(found)


async def test_two_entries_in_one_post(platforms: Platforms) -> None:
    """Each is heard and answered: of two customers, and of two buttons at the same moment."""
    one, two = platforms.messenger("31"), platforms.messenger("32")
    messages = [
        _entry(who, message={"mid": f"m_{who}", "text": f"I am {who}"}) for who in ("31", "32")
    ]
    await platforms.hooks.post("messenger", {"object": "page", "entry": messages})
    await shown(one, "echo I am 31")
    await shown(two, "echo I am 32")
    now = int(time.time() * 1000)
    presses = [_entry("31", postback={"title": title}, timestamp=now) for title in ("Yes", "No")]
    await platforms.hooks.post("messenger", {"object": "page", "entry": presses})
    seen = platforms.bridge.bot.seen

    def both() -> bool:
        texts = [message.text for turn in seen for message in turn.messages]
        return {"Yes", "No"} <= set(texts)

    await eventually(both, "both presses")


async def test_a_guest_is_answered_by_their_reference(platforms: Platforms) -> None:
    """Who is known by a `user_ref` alone is no customer's id, and gets the answer by it."""
    guest = platforms.messenger(f"{webhooks.GUEST}ref-1")
    press = webhooks.messenger(PAGE, guest.customer, postback={"title": "Get started"})
    await platforms.hooks.post("messenger", press)
    await shown(guest, "echo Get started")
    assert [each["recipient"] for each in platforms.graph.sent()] == [{"user_ref": "ref-1"}]
    assert not [each for each in platforms.graph.requests if "sender_action" in each]


async def test_a_shared_template_is_nobodys_words(platforms: Platforms) -> None:
    """What it says is shown to agents, and the bot is told nothing."""
    phone = platforms.messenger()
    message = {"mid": "m_1", "attachments": [SHARED]}
    await platforms.hooks.post("messenger", webhooks.messenger(PAGE, "31", message=message))
    await shown(phone, "can't open what you shared")
    assert (await _line(platforms))["text"] == "Shared: Cancel my order today only"
    assert platforms.bridge.bot.seen == []


async def test_a_message_with_errors_is_no_turn(platforms: Platforms) -> None:
    """What the platform could not bring over is shown as far as it came, and asked for again."""
    phone = platforms.messenger()
    errors = [{"code": 2018001, "title": "Message type is not supported"}]
    message = {"mid": "m_1", "text": "yes", "errors": errors}
    await platforms.hooks.post("messenger", webhooks.messenger(PAGE, "31", message=message))
    await shown(phone, "can't read this kind of message")
    assert (await _line(platforms))["text"] == "yes"
    assert platforms.bridge.bot.seen == []
