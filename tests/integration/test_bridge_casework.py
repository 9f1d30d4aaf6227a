"""Casework over the wire: labels, readers, mentions, quotes, and what the bot asks for agents."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bridge import Bridge, Console
from tests.desk import a_request, says
from tests.platforms import Platforms, shown


def event(kind: str, **data: Any) -> Any:
    """Whether an event is of that type and has that in its data."""
    return lambda e: e["type"] == kind and all(e["data"].get(k) == v for k, v in data.items())


async def test_labels_reach_every_console(bridge: Bridge) -> None:
    """A supervisor's list is told to all, and so are labels and priority of what waits."""
    boss = await bridge.member("Boss", "supervisor")
    sam = await bridge.console("Sam")
    await sam.ask("presence", presence="away")
    status, label = await boss.call("POST", "labels", json={"name": "Fragile"})
    assert status == 200
    told = await sam.next("event", event("labels.changed"))
    assert told["data"]["labels"] == [{"id": label["id"], "name": "Fragile"}]
    assert (await sam.ask("snapshot"))["labels"] == told["data"]["labels"]
    conversation_id = await bridge.handed_off(await bridge.page())
    kim = await bridge.console("Kim")
    here = {"conversation_id": conversation_id}
    assert await kim.ask("label", labels=[label["id"]], **here) == {}
    assert await kim.ask("prioritise", priority="urgent", **here) == {}

    def marked(told: Any) -> bool:
        item = told["data"].get("item", {})
        return (item.get("labels"), item.get("priority")) == ([label["id"]], "urgent")

    await sam.next("event", marked)
    found = await sam.ask("search", label=label["id"])
    assert [hit["conversation_id"] for hit in found["hits"]] == [conversation_id]
    refused = await kim.ask("prioritise", priority="low", **here)
    assert refused["error"]["code"] == "bad_request"
    acts = {act for _, act in await bridge.audited(conversation_id)}
    assert {"label", "prioritise"} <= acts


async def test_the_list_of_labels_over_http(bridge: Bridge) -> None:
    """It is read, changed and emptied; a name is there once."""
    boss = await bridge.member("Boss", "supervisor")
    _, label = await boss.call("POST", "labels", json={"name": "Fragile"})
    assert (await boss.call("POST", "labels", json={"name": "fragile"}))[0] == 409
    assert (await boss.call("POST", "labels", json={"name": "x" * 41}))[0] == 400
    assert (await boss.call("PUT", f"labels/{label['id']}", json={"name": "Glass"}))[0] == 200
    _, listed = await boss.call("GET", "labels")
    assert [(each["name"], each["edited_by"]) for each in listed["labels"]] == [("Glass", "Boss")]
    assert (await boss.call("DELETE", f"labels/{label['id']}"))[0] == 200
    assert (await boss.call("DELETE", f"labels/{label['id']}"))[0] == 404


async def taken(bridge: Bridge) -> tuple[Any, Console, str]:
    """A customer's page, the console of the agent who has their case, and the conversation."""
    page, sam = await bridge.page(), await bridge.console("Sam")
    await bridge.handed_off(page)
    return page, sam, await sam.take_next()


async def test_the_owner_sees_who_reads_along(bridge: Bridge) -> None:
    """From opening to leaving, with what is written; and the listener hears all that is said."""
    page, sam, conversation_id = await taken(bridge)
    kim = await bridge.console("Kim")
    here = {"conversation_id": conversation_id}
    await sam.ask("look", **here)
    assert (await kim.ask("open", **here))["readers"] == [
        {"agent_id": sam.agent.id, "writing": None}
    ]
    await kim.ask("look", writing="note", **here)

    def reads(writing: str | None) -> Any:
        both = sorted([sam.agent.id, kim.agent.id])
        of = {sam.agent.id: None, kim.agent.id: writing}
        return event("readers.changed", readers=[{"agent_id": i, "writing": of[i]} for i in both])

    await sam.next("event", reads("note"))
    await page.send("are you there?")
    await kim.hears("are you there?")
    await kim.ask("note", client_id="n1", text="Offer a voucher", **here)
    await sam.hears("Offer a voucher")
    await kim.ask("look", **here)
    await sam.next("event", reads(None))
    told = len(sam.all("event"))
    await kim.sio.disconnect()
    alone = [{"agent_id": sam.agent.id, "writing": None}]
    await sam.next(
        "event",
        lambda e: e in sam.all("event")[told:] and event("readers.changed", readers=alone)(e),
    )
    assert "Offer a voucher" not in page.texts()


async def test_only_the_owner_answers(bridge: Bridge) -> None:
    """A listener's reply is refused with the reason, and the customer never gets it."""
    page, _, conversation_id = await taken(bridge)
    kim = await bridge.console("Kim")
    epoch = await kim.epoch(conversation_id)
    said = {"conversation_id": conversation_id, "epoch": epoch, "client_id": "k1"}
    answer = await kim.ask("send", text="I'll help", **said)
    assert answer["error"]["code"] == "not_owner"
    assert "I'll help" not in page.texts()


async def test_a_mention_waits_until_it_is_read(bridge: Bridge) -> None:
    """It is told at once, is there after a reload, and is gone once it was read."""
    _, sam, conversation_id = await taken(bridge)
    kim = await bridge.console("Kim")
    answer = await sam.ask(
        "note", client_id="n1", text="@Kim have a look", conversation_id=conversation_id
    )
    told = (await kim.next("event", event("notice.added")))["data"]["notice"]
    assert (told["conversation_id"], told["seq"]) == (conversation_id, answer["seq"])
    assert (await kim.ask("snapshot"))["notices"] == [told]
    assert await kim.ask("dismiss", notice_id=told["id"]) == {}
    assert (await kim.ask("snapshot"))["notices"] == []
    who = {each["name"]: each["at_desk"] for each in (await kim.ask("snapshot"))["agents"]}
    assert who == {"Sam": True, "Kim": True}


async def test_a_quote_reaches_the_web_chat(bridge: Bridge) -> None:
    """The customer sees what the agent answers."""
    page, sam, conversation_id = await taken(bridge)
    asked = await page.send("Is it the blue one?")
    said = {"conversation_id": conversation_id, "epoch": await sam.epoch(conversation_id)}
    await sam.ask("send", text="Yes", client_id="a1", quote=asked["seq"], **said)
    shown_there = await page.shows("Yes")
    assert shown_there["custom"]["quote"]["text"] == "Is it the blue one?"
    refused = await sam.ask("send", text="Yes", client_id="a2", quote=999, **said)
    assert refused["error"]["code"] == "bad_request"


async def test_the_bot_asks_for_the_agent(bridge: Bridge) -> None:
    """The customer is asked by the bot, and the answer brings the case back to the same agent."""
    page, sam, conversation_id = await taken(bridge)
    snapshot = await sam.ask("snapshot")
    assert [task["kind"] for task in snapshot["bot_tasks"]][-1] == "own"
    asked = {"conversation_id": conversation_id, "epoch": await sam.epoch(conversation_id)}
    empty = await sam.ask("ask_bot", kind="own", **asked)
    assert empty["error"]["code"] == "bad_request"
    assert await sam.ask("ask_bot", kind="own", question="Which lamp blinks?", **asked) == {}
    question = await page.shows("Sam needs one more thing to go on. Which lamp blinks?")
    assert question["author"]["kind"] == "bot"
    await sam.next(
        "event",
        lambda e: e["data"].get("conversation", {}).get("asking"),
    )
    assert (await sam.ask("snapshot"))["conversations"] == []
    await page.send("the orange one")
    await sam.next(
        "event",
        lambda e: e["type"] == "offer.made" and sam.events("offer.made").index(e["data"]) == 1,
    )
    opened = await sam.ask("open", conversation_id=conversation_id)
    [pair] = opened["handoff"]["packet"]["summary"]["asked_and_answered"]
    assert pair == {"question": "Which lamp blinks?", "answer": "the orange one"}
    assert opened["conversation"]["priority"] == "urgent"


@pytest.mark.parametrize("channel", ["whatsapp", "messenger"])
async def test_quotes_go_both_ways_on_the_platforms(platforms: Platforms, channel: str) -> None:
    """An agent's quote names the platform's own id, and a customer's is shown to the agent."""
    bridge = platforms.bridge
    phone = platforms.whatsapp() if channel == "whatsapp" else platforms.messenger()
    sam = await bridge.console()
    bridge.bot.script.append(says("One moment.", handoff=a_request()))
    first = phone.says("a person please")
    conversation_id = await sam.take_next()
    await shown(phone, "has joined")
    said = {"conversation_id": conversation_id, "epoch": await sam.epoch(conversation_id)}
    sent = await sam.ask("send", text="Here I am", client_id="a-1", quote=1, **said)
    line = await shown(phone, "Here I am")
    # The phone has it before the desk has noted what the platform calls it.
    noted = (sent["seq"], "sent")
    await sam.next("event", lambda e: (e["data"].get("seq"), e["data"].get("state")) == noted)
    body = platforms.graph.sent()[-1]
    if channel == "whatsapp":
        assert body["context"] == {"message_id": first}
    else:
        assert body["reply_to"] == {"mid": first}
    phone.says("Good", quoting=line["id"])
    told = await sam.next("event", lambda e: e["data"].get("message", {}).get("text") == "Good")
    quote = told["data"]["message"]["custom"]["quote"]
    assert (quote["text"], quote["author"], quote["name"]) == ("Here I am", "agent", "Sam")
    await sam.ask("send", text="Anything else?", client_id="a-2", quote=quote["seq"], **said)
    await shown(phone, "Anything else?")
    again = platforms.graph.sent()[-1]
    assert line["id"] in (again.get("context") or again["reply_to"]).values()


async def test_what_a_customer_takes_back_is_shown_as_such(platforms: Platforms) -> None:
    """An edit and a deletion reach the console that has the conversation open."""
    bridge, phone = platforms.bridge, platforms.whatsapp()
    sam = await bridge.console()
    bridge.bot.script.append(says("One moment.", handoff=a_request()))
    phone.says("a person please")
    await sam.take_next()
    said = phone.says("It is the bleu one")
    await sam.hears("It is the bleu one")
    phone.edits(said, "It is the blue one")
    told = await sam.next("event", lambda e: e["data"].get("text") == "It is the blue one")
    assert told["data"]["custom"]["edited"] is True
