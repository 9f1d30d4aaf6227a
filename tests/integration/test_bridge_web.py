"""The bridge over real HTTP and socket.io: what customers' pages and agents' consoles get."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
import socketio

from contracts.turn import Button
from handoff.console.http.auth import COOKIE
from handoff.container.clock import now as _now
from handoff.core.identity_tokens import IdentityTokens
from tests.bridge import Bridge, Client, Console, eventually
from tests.desk import a_request, says
from tests.integration.conftest import StartBridge
from tests.limit_clock import LimitClock


async def test_a_message_is_acknowledged_and_answered(bridge: Bridge) -> None:
    """A customer's message is acknowledged with its place in the log, and the bot answers it."""
    page = await bridge.page()
    answer = await page.send("hello")
    reply = await page.shows("echo hello")
    assert answer["seq"] == 1
    assert reply["conversation_id"] == answer["conversation_id"]
    assert reply["author"] == {"kind": "bot", "name": "Warmdesk"}
    assert (reply["seq"], reply["kind"], reply["state"]) == (2, "text", "sent")


async def test_every_tab_of_a_customer_shows_the_same(bridge: Bridge) -> None:
    """A message appears once on each page of its customer, the sending one included."""
    first = await bridge.page()
    second = await bridge.page(first.session)
    await first.ask("send", client_id="c-1", text="hello")
    for page in (first, second):
        await page.shows("echo hello")
        mine = [m for m in page.all("message") if m["author"]["kind"] == "customer"]
        assert [(m["text"], m["client_id"]) for m in mine] == [("hello", "c-1")]


async def test_the_same_message_twice_is_stored_once(bridge: Bridge) -> None:
    """A client id that comes again is acknowledged with the place of the first."""
    page = await bridge.page()
    first = await page.ask("send", client_id="c-1", text="hello")
    again = await page.ask("send", client_id="c-1", text="hello")
    assert again == first
    await page.shows("echo hello")
    synced = await page.ask("sync")
    assert [m["text"] for m in synced["messages"]] == ["hello", "echo hello"]


async def test_a_reconnected_page_gets_the_rest(bridge: Bridge) -> None:
    """After a lost connection a page receives what it missed, in order, once."""
    page = await bridge.page()
    answer = await page.send("one")
    await page.shows("echo one")
    await page.sio.disconnect()
    other = await bridge.page(page.session)
    await other.send("two")
    await other.shows("echo two")
    back = await bridge.page(page.session)
    synced = await back.ask("sync", conversation_id=answer["conversation_id"], last_seq=2)
    assert [(m["seq"], m["text"]) for m in synced["messages"]] == [(3, "two"), (4, "echo two")]
    assert synced["state"]["owner"] == "bot"


async def test_messages_keep_the_order_they_were_sent_in(bridge: Bridge) -> None:
    """Messages sent without waiting are stored in their order."""
    page = await bridge.page()
    answers = await asyncio.gather(*(page.send(f"m{n}") for n in range(8)))
    assert [a["seq"] for a in answers] == sorted(a["seq"] for a in answers)


async def test_a_pressed_button_reaches_the_bot_by_its_payload(bridge: Bridge) -> None:
    """A button travels as an opaque id, and the bot gets the payload that it issued."""
    yes = Button(title="Yes", payload="/affirm")
    bridge.bot.script.append(says("Shall I?", buttons=(yes,)))
    page = await bridge.page()
    await page.send("hello")
    asked = await page.shows("Shall I?")
    assert asked["buttons"] == [{"id": f"{asked['seq']}.0", "title": "Yes"}]
    await page.send(button_id=asked["buttons"][0]["id"])
    await page.shows("echo /affirm")
    assert bridge.bot.seen[-1].messages[0].button_id == "/affirm"


async def test_a_customer_sees_nothing_of_another(bridge: Bridge) -> None:
    """Whatever one customer does, and whatever they send, another's page hears nothing of it."""
    ada, bob = await bridge.page(), await bridge.page()
    answer = await ada.send("my secret")
    await ada.shows("echo my secret")
    await bridge.handed_off(ada)
    theirs = await bob.ask("sync", conversation_id=answer["conversation_id"], last_seq=0)
    assert theirs["conversation_id"] is None
    assert theirs["messages"] == []
    await bob.tell("read", conversation_id=answer["conversation_id"], seq=2)
    await bob.send("hello")
    await bob.shows("echo hello")
    told = json.dumps(bob.told)
    assert "secret" not in told
    assert answer["conversation_id"] not in told


async def test_a_wrong_token_is_refused(bridge: Bridge) -> None:
    """A page without a token of ours is not let in, and is told so."""
    for auth in (None, {}, {"token": "x"}, {"token": 1}, {"token": bridge.settings().secret_key}):
        page = Client(bridge.url, "/chat")
        with pytest.raises(socketio.exceptions.ConnectionError):
            await page.connect(auth=auth)
        assert page.refused == {"message": "unauthorized"}


async def test_a_page_cannot_become_somebody_else_once_connected(bridge: Bridge) -> None:
    """The events `connect` and `disconnect` do nothing when a client sends them."""
    ada, bob = await bridge.page(), await bridge.page()
    await bob.tell("connect", token=ada.session["token"])
    await bob.sio.emit("connect", ({}, {"token": ada.session["token"]}), namespace="/chat")
    await bob.sio.emit("disconnect", "gone", namespace="/chat")
    await ada.send("private")
    await ada.shows("echo private")
    await bob.send("still here")
    await bob.shows("echo still here")
    assert "private" not in json.dumps(bob.told)


async def test_a_signed_in_customer_is_known_by_the_crm(bridge: Bridge) -> None:
    """Who signed in is told by the host site's token, and what they are called by the CRM."""
    tokens = IdentityTokens(bridge.settings().identity_secret, _now)
    session = await bridge.session(identity=tokens.issue("c-0001", "Mallory"))
    assert session["visitor"] == {
        "id": "crm:c-0001",
        "name": "Anna Lindqvist",
        "level": "verified",
    }
    page = await bridge.page(session)
    await page.send("hello")
    await page.shows("echo hello")
    customer = bridge.bot.seen[-1].metadata.customer
    assert (customer.id, customer.name) == ("c-0001", "Anna Lindqvist")
    assert (customer.level, customer.how) == ("verified", "site_token")


async def test_a_customer_is_the_same_on_each_device(bridge: Bridge) -> None:
    """Two devices of a signed-in customer, each with its own session, show one conversation."""
    identity = await bridge.identity("c-0001")
    laptop, phone = await bridge.page(identity=identity), await bridge.page(identity=identity)
    await laptop.send("hello")
    await phone.shows("echo hello")
    assert phone.texts() == ["hello", "echo hello"]


@pytest.mark.parametrize("identity", ["x", "", "a.b.c"])
async def test_a_bad_identity_is_refused(bridge: Bridge, identity: str) -> None:
    """A token that the host site did not sign opens nothing."""
    status, body = await bridge.call("POST", "/api/chat/session", json={"identity": identity})
    assert (status, body["error"]["code"]) == (401, "unauthorized")


async def test_an_unknown_customer_is_refused(bridge: Bridge) -> None:
    """A well signed token of a customer whom the CRM does not know opens nothing."""
    identity = IdentityTokens(bridge.settings().identity_secret, _now).issue("c-none", "Nobody")
    status, body = await bridge.call("POST", "/api/chat/session", json={"identity": identity})
    assert (status, body["error"]["code"]) == (401, "unauthorized")


async def test_a_bad_kept_token_is_replaced(bridge: Bridge) -> None:
    """A page whose kept token is worth nothing becomes a new visitor."""
    session = await bridge.session(token="worthless")
    assert session["visitor"]["id"].startswith("v:")
    await bridge.page(session)


async def test_a_kept_token_keeps_the_visitor(bridge: Bridge) -> None:
    """With the token of last time a visitor is the same, and is told of their conversation."""
    page = await bridge.page(locale="de")
    answer = await page.send("hello")
    session = await bridge.session(token=page.session["token"])
    assert session["visitor"] == page.session["visitor"]
    assert session["conversation_id"] == answer["conversation_id"]
    await page.shows("echo hello")
    assert bridge.bot.seen[-1].metadata.locale == "de"


async def test_a_visitor_who_signs_in_brings_their_conversation(bridge: Bridge) -> None:
    """What an anonymous visitor wrote is the customer's once they have signed in."""
    page = await bridge.page()
    answer = await page.send("hello")
    await page.shows("echo hello")
    identity = await bridge.identity("c-0001")
    session = await bridge.session(token=page.session["token"], identity=identity)
    assert session["conversation_id"] == answer["conversation_id"]
    signed_in = await bridge.page(session)
    assert [m["text"] for m in (await signed_in.ask("sync"))["messages"]] == ["hello", "echo hello"]
    assert (await page.ask("sync"))["messages"] == []


async def test_delivery_states_reach_the_page_and_never_go_back(bridge: Bridge) -> None:
    """What a page reports as read is told to the customer's pages, and stays read."""
    page = await bridge.page()
    await page.send("hello")
    reply = await page.shows("echo hello")
    await page.tell("read", seq=reply["seq"])
    await page.next("update", lambda u: u["seq"] == reply["seq"] and u.get("state") == "read")
    await page.tell("received", seq=reply["seq"])
    synced = await page.ask("sync")
    assert synced["messages"][-1]["state"] == "read"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"client_id": "c", "text": "x" * 5_001}, "too_long"),
        ({"client_id": "c", "text": "  "}, "bad_request"),
        ({"client_id": "c"}, "bad_request"),
        ({"text": "hello"}, "bad_request"),
        ({"client_id": "c", "text": "hello", "address": "crm:c-0001"}, "bad_request"),
        ({"client_id": "c", "text": "hello", "button_id": "1.0"}, "bad_request"),
        ({"client_id": "c", "button_id": "/refund"}, "bad_request"),
        ({"client_id": "c", "button_id": "1.0"}, "bad_request"),
        ({"client_id": "c", "text": 5}, "bad_request"),
        ({"client_id": "a|b", "text": "hello"}, "bad_request"),
        ({"client_id": "c", "rating": {"handoff_id": "h", "score": 9}}, "bad_request"),
        ({"client_id": "c", "rating": {"handoff_id": "h", "score": 5}}, "not_found"),
    ],
)
async def test_a_bad_message_gets_a_clear_error(
    bridge: Bridge, data: dict[str, Any], code: str
) -> None:
    """What cannot be kept is acknowledged with an error, and nothing is stored."""
    page = await bridge.page()
    answer = await page.ask("send", **data)
    assert answer["error"]["code"] == code
    assert answer["error"]["message"]
    assert (await page.ask("sync"))["messages"] == []


async def test_text_that_no_database_takes_is_mended(bridge: Bridge) -> None:
    """Zero characters and broken surrogates do not stop a message."""
    page = await bridge.page()
    answer = await page.send("a\0b\ud800c")
    assert answer["seq"] == 1
    assert (await page.ask("sync"))["messages"][0]["text"] == "ab?c"


async def test_a_flood_is_stopped(
    start_bridge: StartBridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many messages at once thirty are taken; the rest are refused until later."""
    clock = LimitClock(monkeypatch)
    page = await (await start_bridge()).page()
    answers = [await page.send(f"m{n}") for n in range(33)]
    assert [a["error"]["code"] for a in answers if "error" in a] == ["too_many"] * 3
    clock.now += 120.0
    assert "seq" in await page.send("later")


async def test_an_unexpected_failure_says_nothing_of_the_inside(
    bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug is acknowledged with an apology, without what happened inside."""

    async def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("password=hunter2")

    page = await bridge.page()
    monkeypatch.setattr(
        "handoff.usecases.customer.inbound.CustomerMessages.conversation_at", broken
    )
    answer = await page.ask("sync")
    assert answer["error"]["code"] == "internal"
    assert "hunter2" not in json.dumps(answer)
    async with bridge.http.post(f"{bridge.url}/api/chat/session", json={}) as response:
        body = await response.text()
        assert response.status == 500
        assert response.headers["X-Request-Id"]
    assert "hunter2" not in body


async def test_a_conversation_goes_from_bot_to_agent_and_back(bridge: Bridge) -> None:
    """Queue, offer, acceptance, words in both directions, resolution, rating, and the bot again."""
    page, sam = await bridge.page(identity=await bridge.identity("c-0001")), await bridge.console()
    conversation_id = await bridge.handed_off(page)
    waiting = await page.next("state", lambda s: s["owner"] == "queue")
    assert waiting["queue"] == {"position": 1, "minutes": None, "attended": True}
    assert await sam.take_next() == conversation_id
    assert (await page.next("state", lambda s: s["owner"] == "agent"))["agent"] == {"name": "Sam"}
    await page.send("are you there?")
    await sam.next("event", _says("are you there?"))
    epoch = await sam.epoch(conversation_id)
    said = {"conversation_id": conversation_id, "epoch": epoch}
    answer = await sam.ask("send", client_id="a-1", text="Yes, I am.", **said)
    shown = await page.shows("Yes, I am.")
    assert shown["seq"] == answer["seq"]
    assert shown["author"] == {"kind": "agent", "name": "Sam"}
    ending = {"disposition": "solved", "note": "All well.", **said}
    refused = await sam.ask("resolve", root_cause="bad luck", **ending)
    assert refused["error"]["code"] == "bad_request"
    assert await sam.ask("resolve", root_cause="carrier_delay", **ending) == {}
    asked = await page.next("message", lambda m: m["kind"] == "rating_request")
    handoff_id = asked["custom"]["handoff_id"]
    await page.send(rating={"handoff_id": handoff_id, "score": 5, "comment": "Great"})
    update = await page.next("update", lambda u: "custom" in u)
    assert (update["seq"], update["custom"]["answered"]) == (asked["seq"], True)
    await page.send("hello again")
    await page.shows("echo hello again")
    assert len([t for t in bridge.bot.seen if t.messages[0].text == "are you there?"]) == 0


async def test_who_waits_sees_whether_anybody_is_there(bridge: Bridge) -> None:
    """Nobody is said to come soon while nobody takes cases, and it shows when somebody does."""
    page, sam = await bridge.page(), await bridge.console()
    await sam.ask("presence", presence="away")
    await bridge.handed_off(page)
    waiting = await page.next("state", lambda s: s["owner"] == "queue")
    assert waiting["queue"]["attended"] is False
    await sam.ask("presence", presence="available")
    now = await page.next("state", lambda s: bool(s["queue"] and s["queue"]["attended"]))
    assert now["queue"]["position"] == 1


async def test_an_internal_note_never_reaches_the_customer(bridge: Bridge) -> None:
    """A note is shown to agents and never to a customer, neither live nor in a sync."""
    page, sam = await bridge.page(), await bridge.console()
    conversation_id = await bridge.handed_off(page)
    await sam.take_next()
    note = {"conversation_id": conversation_id, "client_id": "n-1", "text": "Sounds tired."}
    await sam.ask("note", **note)
    await sam.next("event", _says("Sounds tired."))
    said = {"conversation_id": conversation_id, "epoch": await sam.epoch(conversation_id)}
    await sam.ask("send", client_id="a-1", text="Hello!", **said)
    await page.shows("Hello!")
    synced = await page.ask("sync")
    assert "tired" not in json.dumps([page.told, synced])


async def test_only_the_owner_may_speak(bridge: Bridge) -> None:
    """An agent without the conversation, or with an old epoch of it, is told so."""
    page, sam = await bridge.page(), await bridge.console()
    conversation_id = await bridge.handed_off(page)
    await sam.take_next()
    epoch = await sam.epoch(conversation_id)
    kim = await bridge.console("Kim")
    said = {"conversation_id": conversation_id, "client_id": "a-1", "text": "Hello!"}
    for console, given in ((kim, epoch), (sam, epoch - 1)):
        answer = await console.ask("send", epoch=given, **said)
        assert answer["error"]["code"] == "not_owner"
    answer = await kim.ask(
        "resolve", conversation_id=conversation_id, epoch=epoch, disposition="solved", note=""
    )
    assert answer["error"]["code"] == "not_owner"


async def test_typing_is_shown_to_the_other_side_only(bridge: Bridge) -> None:
    """The customer sees that their agent writes, the agent that their customer does."""
    page, sam, kim = await bridge.page(), await bridge.console(), None
    conversation_id = await bridge.handed_off(page)
    await sam.take_next()
    kim = await bridge.console("Kim")
    other = await bridge.page()
    await page.tell("typing")
    assert await sam.next("typing") == {"conversation_id": conversation_id}
    refused = await kim.ask("typing", conversation_id=conversation_id)
    assert refused["error"]["code"] == "not_owner"
    await sam.tell("typing", conversation_id=conversation_id)
    assert await page.next("typing") == {"author": {"kind": "agent", "name": "Sam"}}
    assert kim.all("typing") == other.all("typing") == []


async def test_words_and_offers_go_only_to_whom_they_concern(bridge: Bridge) -> None:
    """An offer goes to the agent who is asked, messages to the owner and to who has them open."""
    page, sam = await bridge.page(), await bridge.console()
    conversation_id = await bridge.handed_off(page)
    await sam.take_next()
    kim = await bridge.console("Kim")
    await page.send("first words")
    await sam.next("event", _says("first words"))
    await kim.ask("open", conversation_id=conversation_id)
    await page.send("second words")
    await kim.next("event", _says("second words"))
    assert kim.events("offer.made") == []
    assert "first words" not in json.dumps(kim.told)
    caught = await kim.ask("sync", cursor=0)
    assert "words" not in json.dumps(caught)
    assert {e["type"] for e in caught["events"]} >= {"handoff.queued", "handoff.assigned"}


async def test_folded_events_give_a_fresh_snapshot(bridge: Bridge) -> None:
    """A snapshot with the events behind it, live or caught up, equals a new snapshot."""
    sam, kim = await bridge.console(), await bridge.console("Kim")
    first = {agent: await agent.ask("snapshot") for agent in (sam, kim)}
    pages = [await bridge.page(), await bridge.page()]
    for page in pages:
        await bridge.handed_off(page)
    owner = await eventually(lambda: _offered(sam, kim), "an offer")
    mine = await owner.take_next()
    said = {"conversation_id": mine, "epoch": await owner.epoch(mine)}
    await owner.ask("send", client_id="a-1", text="Hello!", **said)
    await kim.ask("presence", presence="away")
    for page in pages:
        await page.send("more")
    for agent in (sam, kim):
        fresh, caught, told = await agent.since(first[agent]["cursor"])
        assert _folded(first[agent], told) == _comparable(fresh)
        assert _folded(first[agent], caught) == _comparable(fresh)


async def test_an_unknown_cursor_asks_for_a_snapshot(bridge: Bridge) -> None:
    """A console that comes from another life of the desk starts over."""
    sam = await bridge.console()
    assert await sam.ask("sync", cursor=10_000_000) == {"reset": True}
    assert "error" in await sam.ask("sync", cursor="x")


async def test_an_agent_is_there_while_a_console_is_open(start_bridge: StartBridge) -> None:
    """An agent counts as offline some time after their last console, and not after the first."""
    bridge = await start_bridge(agent_offline_seconds=0.6)
    kim, sam = await bridge.console("Kim"), await bridge.console()
    second = await bridge.console_of(sam.agent, sam.cookie["Cookie"].partition("=")[2])
    await sam.sio.disconnect()
    await asyncio.sleep(1.5)
    assert (await bridge.accounts.by_id(sam.agent.id)).presence == "available"  # type: ignore[union-attr]
    await second.sio.disconnect()
    gone = {"id": sam.agent.id, "name": "Sam", "presence": "offline", "at_desk": True}
    await eventually(lambda: {"agent": gone} in kim.events("agent.changed"), "offline")


async def test_the_customers_card_is_read_from_the_crm(bridge: Bridge) -> None:
    """A verified customer's card comes live from the CRM; an anonymous visitor's is empty."""
    sam = await bridge.console()
    known = await bridge.page(identity=await bridge.identity("c-0001"))
    answer = await known.send("hello")
    card = await sam.ask("contact", conversation_id=answer["conversation_id"])
    assert card["contact"]["customer"]["name"] == "Anna Lindqvist"
    assert card["contact"]["orders"]
    assert card["contact"]["read_at"]
    answer = await (await bridge.page()).send("hello")
    card = await sam.ask("contact", conversation_id=answer["conversation_id"])
    assert (card["contact"]["customer"], card["contact"]["orders"]) == (None, [])


async def test_a_crm_that_is_away_is_said_so(start_bridge: StartBridge) -> None:
    """Without the CRM cards and sign-ins are refused as unavailable, and a visitor can write."""
    bridge = await start_bridge(crm_url="postgresql://nobody@127.0.0.1:1/none")
    sam, page = await bridge.console(), await bridge.page()
    identity = IdentityTokens(bridge.settings().identity_secret, _now).issue("c-0001", "Anna")
    status, body = await bridge.call("POST", "/api/chat/session", json={"identity": identity})
    assert (status, body["error"]["code"]) == (503, "unavailable")
    answer = await page.send("hello")
    await bridge.verify(answer["conversation_id"], "c-0001")
    card = await sam.ask("contact", conversation_id=answer["conversation_id"])
    assert card["error"]["code"] == "unavailable"


async def test_consoles_need_a_cookie_of_our_own_page(bridge: Bridge) -> None:
    """Without a login, with a forged cookie, or from another site's page no console connects."""
    sam = await bridge.console()
    wrong = [
        {},
        {"Cookie": f"{COOKIE}=forged"},
        {**sam.cookie, "Origin": "https://evil.example"},
    ]
    for headers in wrong:
        client = Client(bridge.url, "/console")
        with pytest.raises(socketio.exceptions.ConnectionError):
            await client.connect(headers=headers)
        assert client.refused == {"message": "unauthorized"}
    again = Client(bridge.url, "/console")
    await again.connect(headers={**sam.cookie, "Origin": bridge.url})
    await again.sio.disconnect()


async def test_the_bots_coming_and_going_is_shown(bridge: Bridge) -> None:
    """Health and every open page follow the bot: starting, up, down."""
    page = await bridge.page()
    first = (await page.ask("sync"))["state"]
    await eventually(lambda: "up" in [s["bot"] for s in (first, *page.all("state"))])
    bridge.bot.alive = False
    await page.next("state", lambda s: s["bot"] == "down")
    _, health = await bridge.call("GET", "/health")
    assert (health["status"], health["database"], health["bot"]) == ("degraded", "up", "down")
    assert health["actions"] == "down"
    (bridge.folder / "training.json").write_text(
        '{"state": "training", "since": "2026-01-01T00:00:00Z", "detail": ""}'
    )
    await page.next("state", lambda s: s["bot"] == "starting")
    _, health = await bridge.call("GET", "/health")
    assert (health["bot"], health["detail"]) == ("starting", {"bot": "training the model"})
    bridge.bot.alive = True
    await eventually(lambda: page.all("state")[-1]["bot"] == "up")


WAITING = ("queued", "offered")


def _says(text: str) -> Any:
    """Whether an event is the message with that text."""
    return lambda event: (
        event["type"] == "message.added" and event["data"]["message"]["text"] == text
    )


def _offered(*consoles: Console) -> Console | None:
    """The first console that was offered something."""
    return next((console for console in consoles if console.events("offer.made")), None)


def _folded(snapshot: dict[str, Any], events: list[dict[str, Any]]) -> dict[str, Any]:
    """The snapshot after the events, by the rules of the protocol."""
    held = _comparable(snapshot)
    for event in events:
        _apply(held, event["type"], event["data"])
        cases = {each["handoff_id"] for each in held["conversations"].values()} | set(held["queue"])
        held["clocks"] = {key: each for key, each in held["clocks"].items() if key in cases}
    return held


def _comparable(snapshot: dict[str, Any]) -> dict[str, Any]:
    """A snapshot whose lists are mappings by id, so that order among equals does not matter."""
    keys = {"queue": "handoff_id", "offers": "id", "conversations": "id", "agents": "id"}
    keys |= {"notices": "id", "clocks": "handoff_id"}
    lists = {name: {each[key]: each for each in snapshot[name]} for name, key in keys.items()}
    # What does not concern an agent leaves gaps behind, so the last cursor seen may be lower.
    return {**snapshot, **lists, "cursor": None}


def _apply(held: dict[str, Any], kind: str, data: dict[str, Any]) -> None:
    if kind.startswith("handoff."):
        item = data["item"]
        held["waiting"] += (item["state"] in WAITING) - (data["was"] in WAITING)
        _put(held["queue"], item["handoff_id"], item, item["state"] in WAITING)
    elif kind.startswith("offer."):
        offer = data["offer"]
        mine = data["agent_id"] == held["agent"]["id"]
        _put(held["offers"], offer["id"], offer, kind == "offer.made" and mine)
    elif kind == "conversation.changed":
        changed = data["conversation"]
        mine = changed["agent_id"] == held["agent"]["id"]
        _put(held["conversations"], changed["id"], changed, mine)
    elif kind == "agent.changed":
        agent = data["agent"]
        held["agents"][agent["id"]] = agent
        if agent["id"] == held["agent"]["id"]:
            own = {name: value for name, value in agent.items() if name != "at_desk"}
            held["agent"] = {**held["agent"], **own}
    elif kind == "clock.changed":
        held["clocks"][data["clock"]["handoff_id"]] = data["clock"]
    elif kind.startswith("notice."):
        notice = data["notice"]
        _put(held["notices"], notice["id"], notice, kind == "notice.added")
    else:
        assert kind in ("message.added", "message.updated")


def _put(held: dict[str, Any], key: str, item: Any, stays: bool) -> None:
    held.pop(key, None)
    if stays:
        held[key] = item


async def test_a_customer_ends_the_conversation(bridge: Bridge) -> None:
    """Every page is told, the agent loses it with a notice, and the next message begins another."""
    page, sam = await bridge.page(), await bridge.console()
    conversation_id = await bridge.handed_off(page)
    await sam.take_next()
    other = await bridge.page(page.session)
    await other.ask("sync")
    assert await page.ask("end", conversation_id=conversation_id) == {}
    for each in (page, other):
        state = await each.next("state", lambda state: state["ended"])
        assert (state["owner"], state["agent"]) == ("closed", None)
    await page.next("message", lambda message: message["kind"] == "rating_request")
    await sam.next("event", lambda event: event["type"] == "handoff.resolved")
    notice = await sam.next("event", lambda event: event["type"] == "notice.added")
    assert "has ended the conversation" in notice["data"]["notice"]["text"]
    synced = await other.ask("sync", conversation_id=conversation_id, last_seq=0)
    assert synced["state"]["ended"] is True
    again = await page.send("one more thing")
    assert again["conversation_id"] != conversation_id
    refused = await page.ask("end", conversation_id=conversation_id)
    assert refused["error"]["code"] == "not_found"


async def test_the_bot_is_rated_by_the_form(bridge: Bridge) -> None:
    """A rating names the case or the conversation; the request says that it is answered."""
    page = await bridge.page()
    conversation_id = (await page.send("hello"))["conversation_id"]
    await page.shows("echo hello")
    await page.ask("end", conversation_id=conversation_id)
    both = {"conversation_id": conversation_id, "handoff_id": "ho_1", "score": 4}
    for wrong in (both, {"score": 4}):
        assert (await page.send(rating=wrong))["error"]["code"] == "bad_request"
    given = await page.send(rating={"conversation_id": conversation_id, "score": 4})
    assert given["conversation_id"] == conversation_id
    updated = await page.next("update", lambda update: update.get("custom"))
    assert updated["custom"] == {"conversation_id": conversation_id, "answered": True, "score": 4}


CART = {"value": 129.9, "currency": "EUR", "items": ["Graphics card"]}


async def test_the_agent_sees_where_the_customer_is(bridge: Bridge) -> None:
    """The packet has the page of the moment, and the console follows the customer from there."""
    page, sam = await bridge.page(), await bridge.console()
    first = {"url": "https://shop.example/cards", "title": "Cards", "cart": CART}
    bridge.bot.script.append(says("One moment.", handoff=a_request()))
    await page.send("a person please", page=first)
    conversation_id = await sam.take_next()
    opened = await sam.ask("open", conversation_id=conversation_id)
    assert opened["conversation"]["page"] == first == opened["handoff"]["packet"]["page"]
    assert bridge.bot.seen[-1].metadata.page == {k: first[k] for k in ("url", "title")}
    now_at = {"url": "https://shop.example/pay", "fields": {"plan": "Pro"}}
    await page.tell("page", page=now_at)
    await sam.next(
        "event",
        lambda event: (event["data"].get("conversation") or {}).get("page") == now_at,
    )


async def test_a_page_is_nobody_s_proof_and_nobody_s_flood(bridge: Bridge) -> None:
    """It changes nothing about who the customer is, and what comes too often is left out."""
    page = await bridge.page()
    conversation_id = (await page.send("hello"))["conversation_id"]
    told = {"fields": {"customer_id": "c-0001", "email": "ada@example.com"}}
    assert await page.ask("page", page=told) == {}
    for number in range(40):
        assert await page.ask("page", page={"title": f"page {number}"}) == {}
    [found] = (await bridge.read("/api/conversations"))["conversations"]
    assert (found["id"], found["level"], found["customer_id"]) == (
        conversation_id,
        "anonymous",
        None,
    )
    sam = await bridge.console()
    seen = (await sam.ask("open", conversation_id=conversation_id))["conversation"]["page"]
    assert seen["title"] < "page 39"


async def test_nobody_else_is_told_of_the_page(bridge: Bridge) -> None:
    """Consoles that do not have the conversation hear of another owner, not of the page."""
    page, sam = await bridge.page(), await bridge.console()
    await bridge.console("Kim")
    bridge.bot.script.append(says("One moment.", handoff=a_request()))
    await page.send("a person please", page={"title": "Secret plans"})
    await sam.next("event", lambda event: event["type"] == "conversation.changed")
    assert not [e for e in sam.all("event") if "Secret plans" in json.dumps(e)]
