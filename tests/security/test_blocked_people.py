"""Somebody who is blocked tries every way in: new visitors, files, buttons, other tabs, floods."""

from __future__ import annotations

from typing import Any

import pytest
from socketio.exceptions import ConnectionError as Refused

from tests.bridge import Bridge, Page
from tests.desk import a_request, says


async def blocked(bridge: Bridge, page: Page, **wish: Any) -> str:
    """Have the page's visitor blocked; returns the conversation."""
    lou = await bridge.member("Lou", "supervisor")
    where = str((await page.send("hello"))["conversation_id"])
    await page.shows("echo hello")
    body = {"reason": "Insults us", **wish}
    status, made = await lou.call("POST", f"conversations/{where}/block", json=body)
    assert status == 200, made
    return where


async def test_no_way_in_leads_to_anybody(bridge: Bridge) -> None:
    """Words, buttons and files are refused alike, nothing of them is in the log, and no bot turn
    and no case comes of them; also from another tab of the same visitor."""
    bridge.bot.script.append(says("echo hello", handoff=None))
    page = await bridge.page()
    where = await blocked(bridge, page)
    turns = len(bridge.bot.seen)
    other = await bridge.page(page.session)
    for each in (page, other):
        for sent in (
            await each.send("you fools"),
            await each.send("a person please"),
            await each.send(button_id=f"{where}:2:0"),
        ):
            assert sent["error"]["code"] in ("blocked", "bad_request"), sent
    said = await bridge.read(f"/api/conversations/{where}/messages")
    assert not any("fools" in (each["text"] or "") for each in said["messages"])
    assert len(bridge.bot.seen) == turns
    handoffs = await bridge.read("/api/handoffs")
    assert handoffs["handoffs"] == []


async def test_a_new_visitor_at_the_same_place_is_known_by_the_mark(bridge: Bridge) -> None:
    """Whoever clears the browser is known by where they write from; a customer there is not."""
    await blocked(bridge, await bridge.page(), scope="mark")
    stranger = await bridge.page()
    assert (await stranger.send("me again"))["error"]["code"] == "blocked"
    customer = await bridge.page(identity=await bridge.identity("c-0002"))
    assert "seq" in await customer.send("my parcel")


async def test_a_case_that_waits_is_gone_from_every_queue(bridge: Bridge) -> None:
    """Consoles see it leave, and the audit log says who did that."""
    page, sam = await bridge.page(), await bridge.console("Sam")
    bridge.bot.script.append(says("echo hello", handoff=a_request()))
    await blocked(bridge, page)
    snapshot = await sam.ask("snapshot")
    assert (snapshot["queue"], snapshot["offers"]) == ([], [])
    ada = await bridge.member("Ada", "admin")
    _, log = await ada.call("GET", "audit?act=block.add")
    assert [(entry["name"], entry["refused"]) for entry in log["entries"]] == [("Lou", None)]


async def test_an_agent_blocks_no_verified_customer(bridge: Bridge) -> None:
    """Whatever is asked for: the customer goes on, and the refusal is in the audit log."""
    sam = await bridge.member("Sam", "agent")
    page = await bridge.page(identity=await bridge.identity("c-0002"))
    where = (await page.send("hello"))["conversation_id"]
    for scope in ("address", "mark", "customer"):
        body = {"reason": "Why not", "scope": scope}
        status, _ = await sam.call("POST", f"conversations/{where}/block", json=body)
        assert status == 403
    assert "seq" in await page.send("still here")
    ada = await bridge.member("Ada", "admin")
    _, log = await ada.call("GET", "audit?act=block.add")
    assert [entry["refused"] for entry in log["entries"]] == ["forbidden"] * 3
    with pytest.raises(Refused):
        await bridge.page({"token": "nobody"})
