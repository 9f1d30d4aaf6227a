"""Links from e-mails: one conversation, on any device, for a while, and nothing besides."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from handoff.config.keys import derive
from handoff.core.signed_tokens import sign
from tests.bridge import ADMIN, Bridge, Page
from tests.desk import a_request, says
from tests.integration.conftest import StartBridge

TOKEN = {"Authorization": f"Bearer {ADMIN}"}
OVER = (409, "link_over")


async def a_link(bridge: Bridge, conversation_id: str, **body: Any) -> str:
    """The secret part of a new link, as a program gets it."""
    path = f"/api/conversations/{conversation_id}/link"
    status, made = await bridge.call("POST", path, json=body, headers=TOKEN)
    assert status == 200, made
    assert made["path"].startswith("/chat#/c/")
    return str(made["path"].rpartition("/")[2])


async def opened(bridge: Bridge, link: str) -> tuple[int, Any]:
    """What the chat page is answered."""
    return await bridge.call("POST", "/api/chat/link", json={"link": link})


async def refused(bridge: Bridge, link: str) -> tuple[int, str]:
    """With which status and code a link is refused."""
    status, body = await opened(bridge, link)
    return status, body["error"]["code"]


async def by_link(bridge: Bridge, conversation_id: str) -> Page:
    """A connected page that a link has opened."""
    status, session = await opened(bridge, await a_link(bridge, conversation_id))
    assert status == 200, session
    return await bridge.page(await bridge.session(token=session["token"]))


async def listed(bridge: Bridge) -> dict[str, dict[str, Any]]:
    """All conversations by id."""
    found = (await bridge.read("/api/conversations"))["conversations"]
    return {each["id"]: each for each in found}


async def test_a_link_opens_its_conversation_on_another_device(bridge: Bridge) -> None:
    """Both pages show all of it, live, and either may write."""
    page = await bridge.page()
    conversation_id = (await page.send("hello"))["conversation_id"]
    await page.shows("echo hello")
    other = await by_link(bridge, conversation_id)
    synced = await other.ask("sync")
    assert [message["text"] for message in synced["messages"]] == ["hello", "echo hello"]
    answer = await other.send("from my phone")
    assert answer["conversation_id"] == conversation_id
    for each in (page, other):
        await each.shows("from my phone")
        await each.shows("echo from my phone")
    await page.send("from my desk")
    await other.shows("echo from my desk")
    assert len(await listed(bridge)) == 1


async def test_it_gives_nothing_of_what_the_customer_does_besides(bridge: Bridge) -> None:
    """Once another conversation has begun, who holds the link neither hears of it nor gets in."""
    page = await bridge.page()
    first = (await page.send("hello"))["conversation_id"]
    await page.shows("echo hello")
    other = await by_link(bridge, first)
    await other.ask("sync")
    await page.ask("end", conversation_id=first)
    second = (await page.send("a secret"))["conversation_id"]
    assert second != first
    await page.shows("echo a secret")
    assert (await other.send("what was that?"))["error"]["code"] == "link_over"
    assert "a secret" not in other.texts()
    states = [state["conversation_id"] for state in other.all("state")]
    assert set(states) <= {first}
    synced = await other.ask("sync")
    assert synced["conversation_id"] == first


async def test_nothing_of_another_conversation_is_rated_or_ended(bridge: Bridge) -> None:
    """The ids of others are of no use."""
    page, stranger = await bridge.page(), await bridge.page()
    mine = (await page.send("hello"))["conversation_id"]
    theirs = (await stranger.send("hello"))["conversation_id"]
    other = await by_link(bridge, mine)
    assert (await other.ask("end", conversation_id=theirs))["error"]["code"] == "not_found"
    for rated in ({"conversation_id": theirs}, {"handoff_id": "ho_none"}):
        refusal = await other.send(rating={**rated, "score": 1})
        assert refusal["error"]["code"] == "not_found"
    assert (await listed(bridge))[theirs]["owner"] == "bot"


async def test_the_bot_asks_again_who_it_is(bridge: Bridge) -> None:
    """A link proves nobody's identity; the customer's own page still does, an agent may judge."""
    page = await bridge.page(identity=await bridge.identity("c-0002"))
    conversation_id = (await page.send("hello"))["conversation_id"]
    other = await by_link(bridge, conversation_id)
    assert (await listed(bridge))[conversation_id]["level"] == "verified"
    await other.send("show me my orders")
    await other.shows("echo show me my orders")
    now_is = (await listed(bridge))[conversation_id]
    assert (now_is["level"], now_is["how"]) == ("claimed", "email_link")
    assert bridge.bot.seen[-1].metadata.customer.level == "claimed"
    await page.send("it is me")
    await page.shows("echo it is me")
    assert bridge.bot.seen[-1].metadata.customer.level == "verified"
    sam = await bridge.console()
    bridge.bot.script.append(says("One moment.", handoff=a_request()))
    await page.send("a person please")
    await sam.take_next()
    await other.send("and from here")
    assert (await listed(bridge))[conversation_id]["level"] == "verified"


async def test_an_agent_s_typing_is_seen_on_both(bridge: Bridge) -> None:
    """Who writes and what they say reaches the page of a link, too."""
    page, sam = await bridge.page(), await bridge.console()
    conversation_id = await bridge.handed_off(page)
    await sam.take_next()
    other = await by_link(bridge, conversation_id)
    await other.ask("sync")
    await sam.tell("typing", conversation_id=conversation_id)
    for each in (page, other):
        await each.next("typing", lambda told: told["author"]["name"] == "Sam")


async def test_a_link_ends(bridge: Bridge) -> None:
    """By its time, with its conversation, and for any other key; then it opens nothing."""
    page = await bridge.page()
    conversation_id = (await page.send("hello"))["conversation_id"]
    link = await a_link(bridge, conversation_id)
    assert (await opened(bridge, link))[0] == 200
    key = derive(bridge.settings().secret_key, "chat link")
    claims = {"aud": "warmdesk-chat-link", "sub": conversation_id}
    over = sign({**claims, "exp": datetime.now(UTC) - timedelta(seconds=1)}, key)
    soon = datetime.now(UTC) + timedelta(hours=1)
    forged = sign({**claims, "exp": soon}, b"x" * 32)
    other_use = sign({**claims, "exp": soon, "aud": "warmdesk-chat"}, key)
    for wrong in (over, forged, other_use, "nonsense"):
        assert await refused(bridge, wrong) == OVER
    await page.ask("end", conversation_id=conversation_id)
    assert await refused(bridge, link) == OVER


async def test_a_session_of_a_link_is_over_with_its_conversation(
    start_bridge: StartBridge,
) -> None:
    """Its page gets a fresh chat of a visitor's own, and the token is not made to last longer."""
    bridge = await start_bridge(reopen_hours=1e-9)
    page = await bridge.page()
    conversation_id = (await page.send("hello"))["conversation_id"]
    _, session = await opened(bridge, await a_link(bridge, conversation_id))
    again = await bridge.session(token=session["token"])
    assert (again["token"], again["conversation_id"]) == (session["token"], conversation_id)
    await page.ask("end", conversation_id=conversation_id)
    fresh = await bridge.session(token=session["token"])
    assert fresh["conversation_id"] is None
    assert fresh["visitor"]["id"].startswith("v:")


async def test_there_are_links_for_the_web_chat_only(bridge: Bridge) -> None:
    """An unknown conversation has none, nor one that has ended; days have their bounds."""
    path = "/api/conversations/{}/link"
    status, _ = await bridge.call("POST", path.format("cv_none"), json={}, headers=TOKEN)
    assert status == 404
    page = await bridge.page()
    conversation_id = (await page.send("hello"))["conversation_id"]
    for days in (0, 31):
        where = path.format(conversation_id)
        status, _ = await bridge.call("POST", where, json={"days": days}, headers=TOKEN)
        assert status == 400
    await page.ask("end", conversation_id=conversation_id)
    status, _ = await bridge.call("POST", path.format(conversation_id), json={}, headers=TOKEN)
    assert status == 400


async def test_whose_link_it_was_is_audited(bridge: Bridge) -> None:
    """Each link that an agent made is in the audit log, with its conversation."""
    kim = await bridge.member("Kim", "agent")
    page = await bridge.page()
    conversation_id = (await page.send("hello"))["conversation_id"]
    status, made = await kim.call("POST", f"conversations/{conversation_id}/link", json={})
    assert status == 200
    until = datetime.fromisoformat(made["expires_at"].replace("Z", "+00:00"))
    assert timedelta(days=6) < until - datetime.now(UTC) < timedelta(days=8)
    admin = await bridge.member("Ada", "admin")
    _, log = await admin.call("GET", "audit?act=conversation.link")
    assert [(e["name"], e["about"]) for e in log["entries"]] == [("Kim", conversation_id)]
