"""Identity belongs to a message, not to the conversation at the time of the turn."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from contracts.turn import Button, Customer, IdentityWon, Turn, TurnResult
from handoff.core.channel.port import Inbound
from handoff.core.errors import LinkOver
from handoff.core.model import Conversation
from handoff.core.texts import PERSON_BUTTON
from handoff.store.tables.conversations import messages
from handoff.usecases.customer.chat_links import ChatLinks
from handoff.usecases.customer.platform_events import PlatformEvents
from tests.desk import Desk, says

ADA = Customer(id="c-0001", name="Ada", level="verified", how="site_token")
AT = "crm:c-0001"
YES = Button(title="Yes, refund it", payload="/affirm")
_COUNT = count()
PROOF = IdentityWon(level="verified", how="order_challenge", customer_id="c-7", scope="10432")


async def by_link(desk: Desk, conversation: Conversation, **said: object) -> None:
    """Whoever holds a link to the conversation writes, or presses."""
    inbound = Inbound(
        channel="webchat",
        address=conversation.address,
        client_id=f"link-{next(_COUNT)}",
        customer=Customer(),
        only=conversation.id,
        **said,  # type: ignore[arg-type]
    )
    await desk.customers.receive(inbound)


async def kept(desk: Desk) -> list[tuple[str | None, str | None, str | None, str | None]]:
    """For whom each message of a customer speaks: id, level, proof, scope."""
    columns = [messages.c[name] for name in ("customer_id", "level", "how", "scope")]
    query = sa.select(*columns).where(messages.c.author_kind == "customer").order_by(messages.c.seq)
    async with desk.db.read() as connection:
        return [tuple(row) for row in await connection.execute(query)]


async def test_each_message_keeps_for_whom_it_speaks(desk: Desk) -> None:
    """Level, proof, scope and customer stand with the message, a link's marked as such."""
    await desk.say("hello", address=AT, customer=ADA)
    await by_link(desk, await desk.here(AT), text="and I")
    assert await kept(desk) == [
        ("c-0001", "verified", "site_token", None),
        ("c-0001", "claimed", "email_link", None),
    ]


async def test_a_turn_ends_where_the_identity_of_its_messages_does(desk: Desk) -> None:
    """What the customer and the holder of a link wrote while the bot thought are turns apart."""

    async def slowly(_turn: Turn) -> TurnResult:
        await by_link(desk, await desk.here(AT), text="refund it to me")
        await desk.write("thanks", address=AT, customer=ADA)
        return says("One moment.")

    desk.bot.script.append(slowly)
    await desk.say("my refund, please", address=AT, customer=ADA)
    await desk.settle()
    heard = [
        ([message.text for message in turn.messages], turn.metadata.customer.level)
        for turn in desk.bot.seen
    ]
    assert heard == [
        (["my refund, please"], "verified"),
        (["refund it to me"], "claimed"),
        (["thanks"], "verified"),
    ]


async def test_a_link_presses_no_button_of_a_verified_customer(desk: Desk) -> None:
    """A yes by whoever holds a link, while a turn runs or later, never reaches the bot."""
    desk.bot.script.append(says("Shall I refund it?", buttons=(YES, PERSON_BUTTON)))
    await desk.say("my refund, please", address=AT, customer=ADA)
    await by_link(desk, await desk.here(AT), button=(2, 0))
    await desk.settle()
    assert [message.button_id for turn in desk.bot.seen for message in turn.messages] == [None]
    assert "proven who they are" in ((await desk.transcript(AT))[-1][1] or "")
    await desk.write(button=(2, 0), address=AT, customer=ADA)
    await desk.settle()
    assert desk.bot.seen[-1].messages[0].button_id == "/affirm"
    assert desk.bot.seen[-1].metadata.customer.level == "verified"


async def test_a_person_can_be_asked_for_by_everybody(desk: Desk) -> None:
    """A button that only asks for a person counts from every level."""
    desk.bot.script.append(says("Shall I refund it?", buttons=(YES, PERSON_BUTTON)))
    await desk.say("my refund, please", address=AT, customer=ADA)
    await by_link(desk, await desk.here(AT), button=(2, 1))
    assert (await desk.here(AT)).owner == "queue"


async def test_a_button_shown_to_nobody_known_counts_after_signing_in(desk: Desk) -> None:
    """A higher level than the one that it was shown to is no hindrance."""
    desk.bot.script.append(says("Which one?", buttons=(YES,)))
    await desk.say("hello")
    await desk.customers.adopt("webchat", "v:1", ADA)
    await desk.write(button=(2, 0), address=AT, customer=ADA)
    await desk.settle()
    assert desk.bot.seen[-1].messages[0].button_id == "/affirm"


async def test_what_waits_behind_a_proof_is_the_same_customer_s(desk: Desk) -> None:
    """A message written before its own page's proof was judged is served, a link's is not."""

    async def prove(_turn: Turn) -> TurnResult:
        await desk.write("and cancel it")
        await by_link(desk, await desk.here(), text="to my address")
        return says("Thank you.", identity=PROOF)

    desk.bot.script.append(prove)
    await desk.say("10432 and 20095")
    await desk.settle()
    levels = [turn.metadata.customer.level for turn in desk.bot.seen]
    assert levels[:2] == ["anonymous", "verified"]
    assert "verified" not in levels[2:]


async def test_a_proof_by_a_link_is_not_the_conversation_s(desk: Desk) -> None:
    """Who proves an order by a link has proven it for themselves alone."""
    await desk.say("hello")
    desk.bot.script.append(says("Thank you.", identity=PROOF))
    await by_link(desk, await desk.here(), text="10432 and 20095")
    await desk.settle()
    assert (await desk.here()).level == "anonymous"


async def test_a_link_can_be_revoked(desk: Desk) -> None:
    """Every link that was made so far opens nothing any more; the next one does."""
    await desk.say("hello")
    here = await desk.here()
    links = ChatLinks(desk.customers, desk.db.channels, key=b"k" * 32, clock=desk.clock)
    old = (await links.issue(here.id, timedelta(days=1))).path.rpartition("/")[2]
    assert (await links.open(old)).conversation.id == here.id
    await links.revoke(here.id)
    with pytest.raises(LinkOver):
        await links.open(old)
    new = (await links.issue(here.id, timedelta(days=1))).path.rpartition("/")[2]
    assert (await links.open(new)).conversation == replace(here, link_epoch=1)


async def test_who_signs_out_on_a_platform_is_proven_no_more(desk: Desk) -> None:
    """What they wrote before speaks for them still, what they write afterwards does not."""
    where = {"channel": "messenger", "address": "p1/u1"}
    linked = replace(ADA, how="account_linking")
    await desk.write("my refund", customer=linked, **where)
    await PlatformEvents(desk.db, desk.clock).signed_out("messenger", "p1/u1", "account_linking")
    await desk.write("to my account", **where)
    await desk.settle()
    levels = [turn.metadata.customer.level for turn in desk.bot.seen]
    assert levels == ["verified", "claimed"]
