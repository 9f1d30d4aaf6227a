"""Attacks by whoever holds a link: what they use up is theirs, the customer is still answered."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from contracts.turn import Attachment, Customer
from handoff.core.channel import machines
from handoff.core.channel.port import Inbound
from handoff.core.model import Conversation
from handoff.http.limit_rules import MESSAGES, MESSAGES_OF_CONVERSATION
from tests.bridge import Bridge
from tests.contract.conftest import desk_url as desk_url
from tests.contract.test_platform_sql import Stage
from tests.security.test_identity_of_messages import linked

KNOWN = Customer(id="c-0002", name="Ada", level="verified", how="site_token")
ADDRESS = "crm:c-0002"
PICTURE = Attachment(kind="image", ref="md_1", mime="image/jpeg")


@pytest.fixture
async def desk(desk_url: str) -> AsyncIterator[Stage]:
    """A desk on each database."""
    made = Stage(desk_url)
    yield made
    await made.close()


async def writes(desk: Stage, text: str | None, *, only: str | None = None, **more: Any) -> None:
    """The customer, or with `only` whoever holds a link to that conversation."""
    desk._count += 1
    customer = KNOWN if only is None else Customer()
    values = {"client_id": f"w{desk._count}", "customer": customer, "text": text, "only": only}
    await desk.customers.receive(Inbound(channel="webchat", address=ADDRESS, **values, **more))
    await desk.settle()


async def begun(desk: Stage) -> Conversation:
    """The customer's conversation, after their first words."""
    await writes(desk, "where is my parcel?")
    return await desk.at(ADDRESS, "webchat")


def heard(desk: Stage) -> list[str | None]:
    """What the bot was asked, text by text."""
    return [message.text for turn in desk.bot.seen for message in turn.messages]


@pytest.mark.parametrize("count", [machines.AT_ONCE, machines.A_DAY])
async def test_a_storm_by_link_silences_nobody_else(desk: Stage, count: int) -> None:
    """The bot goes on with the customer, whatever a link's holder has poured in."""
    conversation = await begun(desk)
    for number in range(count):
        await writes(desk, f"storm {number}", only=conversation.id)
    assert f"storm {count - 1}" not in heard(desk)
    await writes(desk, "and my refund?")
    assert heard(desk)[-1] == "and my refund?"


async def test_the_same_words_by_link_are_not_the_customers(desk: Stage) -> None:
    """What a link's holder repeats, and the answers that they get, count for them alone."""
    conversation = await begun(desk)
    words = "where does my parcel stay?"
    for _ in range(machines.SAME_LONG):
        await writes(desk, words, only=conversation.id)
    await writes(desk, words)
    assert heard(desk).count(words) == machines.SAME_LONG


async def test_an_automatic_reply_by_link_is_not_the_customers(desk: Stage) -> None:
    """Their first one is answered, as everybody's."""
    conversation = await begun(desk)
    await writes(desk, "Automatic reply: I am out of the office.", only=conversation.id)
    await writes(desk, "Automatic reply: I am away until Monday.")
    assert heard(desk)[-1] == "Automatic reply: I am away until Monday."


async def test_a_file_by_link_swallows_none_of_the_customers(desk: Stage) -> None:
    """A picture of the customer's belongs to no album of somebody else's."""
    conversation = await begun(desk)
    await writes(desk, None, only=conversation.id, attachments=(PICTURE,))
    before = len(desk.bot.seen)
    await writes(desk, None, attachments=(PICTURE,))
    assert len(desk.bot.seen) == before + 1


async def test_messages_by_link_use_up_none_of_the_customers(bridge: Bridge) -> None:
    """What the conversation may take is counted for each of them by itself."""
    page = await bridge.page(identity=await bridge.identity("c-0002"))
    conversation_id = (await page.send("hello"))["conversation_id"]
    for _ in range(MESSAGES_OF_CONVERSATION.most // MESSAGES.most):
        thief = await linked(bridge, conversation_id)
        refused = 0
        while not refused:
            sent = await thief.send("mine")
            refused += "error" in sent
        kim = await bridge.member(f"Kim {thief.session['token'][-8:]}", "agent")
        await kim.call("DELETE", f"conversations/{conversation_id}/link")
    assert "error" not in await page.send("still me")
    await page.shows("echo still me")
