"""Attacks on identity: by whoever holds a link, or a token that was meant to be over."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from socketio.exceptions import ConnectionError as NotConnected

from contracts.turn import Button, Turn, TurnResult
from handoff.core.signed_tokens import sign
from tests.bridge import ADMIN, Bridge, Page, eventually
from tests.desk import says

TOKEN = {"Authorization": f"Bearer {ADMIN}"}
YES = Button(title="Yes", payload="/affirm")


async def linked(bridge: Bridge, conversation_id: str) -> Page:
    """The page of somebody who found the e-mail."""
    path = f"/api/conversations/{conversation_id}/link"
    _, made = await bridge.call("POST", path, json={}, headers=TOKEN)
    link = made["path"].rpartition("/")[2]
    _, session = await bridge.call("POST", "/api/chat/link", json={"link": link})
    return await bridge.page(await bridge.session(token=session["token"]))


async def hung_up(page: Page) -> None:
    """Return once the desk has ended the connection."""
    await eventually(lambda: "/chat" not in page.sio.namespaces, "the end of the connection")


async def test_a_yes_by_link_during_a_turn_refunds_nothing(bridge: Bridge) -> None:
    """The customer's own next words lift no press that a link's holder made before them."""
    page = await bridge.page(identity=await bridge.identity("c-0002"))
    bridge.bot.script.append(says("Shall I refund it?", buttons=(YES,)))
    conversation_id = (await page.send("my refund"))["conversation_id"]
    question = await page.shows("Shall I refund it?")
    thief = await linked(bridge, conversation_id)
    running, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(_turn: Turn) -> TurnResult:
        running.set()
        await go_on.wait()
        return says("Still there?")

    bridge.bot.answer = slowly
    await page.send("wait a moment")
    await running.wait()
    await thief.send(button_id=f"{question['seq']}.0")
    await page.send("hello?")
    go_on.set()
    bridge.bot.answer = None
    await page.shows("echo hello?")
    pressed = [message.button_id for turn in bridge.bot.seen for message in turn.messages]
    assert set(pressed) == {None}


async def test_programs_see_who_wrote_by_a_link(bridge: Bridge) -> None:
    """Each message of the operators' list has how its writer is known, and no more than that."""
    page = await bridge.page(identity=await bridge.identity("c-0002"))
    conversation_id = (await page.send("mine"))["conversation_id"]
    thief = await linked(bridge, conversation_id)
    await thief.send("not mine")
    found = await bridge.read(f"/api/conversations/{conversation_id}/messages")
    known = {
        each["text"]: (each["customer_id"], each["level"], each["how"])
        for each in found["messages"]
        if each["author"]["kind"] == "customer"
    }
    assert known == {
        "mine": ("c-0002", "verified", "site_token"),
        "not mine": ("c-0002", "claimed", "email_link"),
    }


async def test_a_link_that_is_revoked_is_out_at_once(bridge: Bridge) -> None:
    """Its page is hung up on and not let in again, and its session hears and uploads nothing."""
    page = await bridge.page()
    conversation_id = (await page.send("hello"))["conversation_id"]
    thief = await linked(bridge, conversation_id)
    kim = await bridge.member("Kim", "agent")
    status, _ = await kim.call("DELETE", f"conversations/{conversation_id}/link")
    assert status == 200
    await hung_up(thief)
    token = thief.session["token"]
    with pytest.raises(NotConnected):
        await Page(bridge.url, thief.session).connect(auth={"token": token})
    assert (await bridge.session(token=token))["visitor"]["id"].startswith("v:")
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/plain"}
    status, _ = await bridge.call("POST", "/api/chat/media?name=a.txt", data=b"x", headers=headers)
    assert status == 401
    await page.send("only for me")
    await page.shows("echo only for me")
    assert "only for me" not in thief.texts()


async def test_a_customer_who_is_signed_out_is_out_everywhere(bridge: Bridge) -> None:
    """Neither the chat's token nor the site's own word of before holds; a new one does."""
    identity = await bridge.identity("c-0002")
    page = await bridge.page(identity=identity)
    await page.send("hello")
    status, _ = await bridge.call("POST", "/api/customers/c-0002/sign_out", headers=TOKEN)
    assert status == 200
    await hung_up(page)
    with pytest.raises(NotConnected):
        await Page(bridge.url, page.session).connect(auth={"token": page.session["token"]})
    refused, _ = await bridge.call("POST", "/api/chat/session", json={"identity": identity})
    assert refused == 401
    while refused == 401:  # until the second in which it was signed is a later one
        await asyncio.sleep(0.1)
        body = {"identity": _vouched(bridge, iat=datetime.now(UTC))}
        refused, session = await bridge.call("POST", "/api/chat/session", json=body)
    assert session["visitor"]["id"] == "crm:c-0002"


async def test_an_agent_signs_a_customer_out(bridge: Bridge) -> None:
    """From their conversation, in the audit log; a stranger's has nobody to sign out."""
    kim = await bridge.member("Kim", "agent")
    page = await bridge.page(identity=await bridge.identity("c-0002"))
    known = (await page.send("hello"))["conversation_id"]
    unknown = (await (await bridge.page()).send("hello"))["conversation_id"]
    assert (await kim.call("POST", f"conversations/{unknown}/sign_out", json={}))[0] == 409
    assert (await kim.call("POST", f"conversations/{known}/sign_out", json={}))[0] == 200
    await hung_up(page)
    admin = await bridge.member("Ada", "admin")
    _, log = await admin.call("GET", "audit?act=customer.sign_out")
    assert [entry["refused"] for entry in log["entries"]] == [None, "conflict"]


async def test_a_verified_chat_ends_with_the_shops_session(bridge: Bridge) -> None:
    """Once the site's word is over its page is hung up on; a visit without it is a stranger's."""
    soon = _vouched(bridge, exp=datetime.now(UTC) + timedelta(seconds=3))
    page = await bridge.page(identity=soon)
    await page.send("hello")
    kept = page.session["token"]
    stranger = await bridge.session(token=kept)
    assert stranger["visitor"]["level"] == "anonymous"
    assert stranger["conversation_id"] is None
    await hung_up(page)
    with pytest.raises(NotConnected):
        await Page(bridge.url, page.session).connect(auth={"token": kept})


def _vouched(bridge: Bridge, **claims: Any) -> str:
    known = {"aud": "warmdesk", "sub": "c-0002", "exp": datetime.now(UTC) + timedelta(hours=1)}
    return sign({**known, **claims}, bridge.settings().identity_secret)
