"""Accounts and the audit log over real HTTP and socket.io."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

import pytest
from socketio.exceptions import ConnectionError as Refused

from handoff.console.http.auth import COOKIE
from tests.bridge import PASSWORD, Bridge, Member, eventually

NEW = {"name": "Kim Berg", "email": "kim@example.com", "role": "agent", "skills": ["orders"]}


@pytest.fixture
async def admin(bridge: Bridge) -> Member:
    """Somebody who looks after accounts, and has put a skill on the list."""
    ada = await bridge.member("Ada", "admin")
    assert (await ada.call("POST", "skills", json={"name": "orders"}))[0] == 200
    return ada


async def entries(admin: Member, **wanted: str) -> list[dict[str, Any]]:
    """What the audit log says, latest first."""
    query = "&".join(f"{name}={value}" for name, value in wanted.items())
    status, page = await admin.call("GET", f"audit?{query}")
    assert status == 200, page
    return list(page["entries"])


async def account(admin: Member, email: str) -> dict[str, Any]:
    """An account as the list shows it."""
    _, answer = await admin.call("GET", "accounts")
    return next(each for each in answer["accounts"] if each["email"] == email)


async def test_somebody_new_is_invited(bridge: Bridge, admin: Member) -> None:
    """The link of an invitation sets the password and logs in; it works once."""
    status, made = await admin.call("POST", "accounts", json=NEW)
    assert status == 200
    assert (await account(admin, "kim@example.com"))["invited"] is True
    page, _, token = made["link"]["path"].rpartition("/")
    assert page == "/console#/join"
    body = {"token": token, "password": PASSWORD}
    ours = {"X-Requested-With": "warmdesk"}
    url = f"{bridge.url}/api/console/password"
    async with bridge.http.post(url, json=body, headers=ours) as response:
        cookie = response.cookies[COOKIE]
        assert (await response.json())["agent"]["name"] == "Kim Berg"
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    kim = Member(bridge, admin.agent, cookie.value)
    assert (await kim.call("GET", "me"))[1]["agent"]["email"] == "kim@example.com"
    assert (await account(admin, "kim@example.com"))["invited"] is False
    again = await bridge.call("POST", "/api/console/password", json=body, headers=ours)
    assert (again[0], again[1]["error"]["code"]) == (401, "unauthorized")


async def test_an_address_is_invited_once(admin: Member) -> None:
    """An address that has an account is refused, and so is what is no address."""
    await admin.call("POST", "accounts", json=NEW)
    status, answer = await admin.call("POST", "accounts", json=NEW)
    assert (status, answer["error"]["code"]) == (409, "conflict")
    status, _ = await admin.call("POST", "accounts", json={**NEW, "email": "kim"})
    assert status == 400


async def test_who_is_disabled_is_out_at_once(bridge: Bridge, admin: Member) -> None:
    """Disabling hangs up on open consoles and ends the cookie; enabling lets them log in again."""
    sam = await bridge.console("Sam")
    path = f"accounts/{sam.agent.id}"
    assert (await admin.call("POST", f"{path}/disable", json={}))[0] == 200
    await eventually(lambda: not sam.sio.connected, "the hang-up")
    with pytest.raises(Refused):
        await bridge.console_of(sam.agent, sam.cookie["Cookie"].partition("=")[2])
    assert (await bridge.log_in(sam.agent.email)).status == 401
    assert (await admin.call("POST", f"{path}/link", json={}))[0] == 409
    assert (await admin.call("POST", f"{path}/enable", json={}))[0] == 200
    assert (await bridge.log_in(sam.agent.email)).status == 200


async def test_another_role_needs_another_login(bridge: Bridge, admin: Member) -> None:
    """A change of role hangs up; who logs in again has the new one. Another name does not."""
    sam = await bridge.console("Sam")
    path, body = f"accounts/{sam.agent.id}", {"name": "Sam Holm", "role": "agent"}
    assert (await admin.call("PUT", path, json=body))[0] == 200
    assert (await sam.ask("queue"))["queue"] == []
    await admin.call("PUT", path, json={**body, "role": "trainer"})
    await eventually(lambda: not sam.sio.connected, "the hang-up")
    answer = await (await bridge.log_in(sam.agent.email)).json()
    assert (answer["agent"]["name"], answer["agent"]["role"]) == ("Sam Holm", "trainer")
    assert answer["agent"]["may"] == ["bot_reports", "own_login"]
    assert (await account(admin, sam.agent.email))["presence"] == "offline"


async def test_an_unknown_account_is_not_found(admin: Member) -> None:
    """Nothing can be done with an account that is not there."""
    for way in ("disable", "enable", "link"):
        status, _ = await admin.call("POST", f"accounts/ag_none/{way}", json={})
        assert status == 404


async def test_every_view_of_a_customer_is_written_down(bridge: Bridge, admin: Member) -> None:
    """Who opened which conversation, read its customer, and what they did to it."""
    page, sam = await bridge.page(), await bridge.console("Sam")
    await bridge.handed_off(page)
    where = await sam.take_next()
    await sam.ask("open", conversation_id=where)
    await sam.ask("contact", conversation_id=where)
    await sam.ask("note", conversation_id=where, client_id="c-2", text="in the transcript")
    await sam.tell("typing", conversation_id=where)
    await sam.ask("resolve", conversation_id=where, epoch=99, disposition="solved", note="")
    found = await entries(admin, conversation_id=where)
    assert [(e["act"], e["refused"]) for e in reversed(found)] == [
        ("accept", None),
        ("open", None),
        ("contact", None),
        ("resolve", "not_owner"),
    ]
    assert {(e["agent_id"], e["name"]) for e in found} == {(sam.agent.id, "Sam")}


async def test_searches_are_written_down(bridge: Bridge, admin: Member) -> None:
    """Who searched for what is in the log; what is found can be opened at its place."""
    page, sam = await bridge.page(), await bridge.console("Sam")
    where = (await page.send("where is parcel 4711"))["conversation_id"]
    found = await sam.ask("search", text="parcel", since="2026-01-01")
    assert [(hit["conversation_id"], hit["seq"]) for hit in found["hits"]][-1] == (where, 1)
    opened = await sam.ask("open", conversation_id=where, seq=1)
    assert opened["messages"][0]["seq"] == 1
    assert (await sam.ask("topics"))["topics"] == []
    refused = await sam.ask("search", text=" ")
    assert refused["error"]["code"] == "bad_request"
    assert [(e["act"], e["about"], e["refused"]) for e in await entries(admin)][1:4] == [
        ("search", " ", "bad_request"),
        ("open", None, None),
        ("search", "parcel", None),
    ]


async def test_what_is_done_to_accounts_is_written_down(bridge: Bridge, admin: Member) -> None:
    """Invitations, changes and links name the account; wrong passwords name the address."""
    await admin.call("POST", "accounts", json=NEW)
    kim = await account(admin, "kim@example.com")
    await admin.call("PUT", f"accounts/{kim['id']}", json={"name": "Kim", "role": "supervisor"})
    await admin.call("POST", f"accounts/{kim['id']}/link", json={})
    await admin.call("POST", f"accounts/{admin.agent.id}/disable", json={})
    await bridge.log_in("kim@example.com", "wrong")
    assert [(e["act"], e["about"], e["refused"]) for e in (await entries(admin))[1:6]] == [
        ("login", "kim@example.com", "unauthorized"),
        ("account.disable", "ada@example.com", "conflict"),
        ("account.link", "kim@example.com", None),
        ("account.change", "kim@example.com as supervisor", None),
        ("account.invite", "kim@example.com as agent", None),
    ]


async def test_programs_are_written_down(bridge: Bridge, admin: Member) -> None:
    """What a program reads of customers with the token is in the log as well."""
    page = await bridge.page()
    where = (await page.send("hello"))["conversation_id"]
    await bridge.read("/api/conversations")
    await bridge.read(f"/api/conversations/{where}/messages")
    assert [(e["name"], e["act"], e["conversation_id"]) for e in (await entries(admin))[1:3]] == [
        ("A program", "open", where),
        ("A program", "conversations.read", None),
    ]


async def test_a_day_without_entries_is_empty(admin: Member) -> None:
    """Days are filters, and what is no day is refused."""
    assert await entries(admin, since="2020-01-01", until="2020-01-02") == []
    assert (await admin.call("GET", "audit?since=yesterday"))[0] == 400


async def test_the_audit_log_comes_as_csv(bridge: Bridge, admin: Member) -> None:
    """All that fit the filter, and nothing that a spreadsheet would take for a formula."""
    await bridge.log_in("=1+1@example.com", "wrong")
    status, text = await admin.text("audit.csv?act=login")
    assert status == 200
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["name"], row["about"], row["refused"]) for row in rows] == [
        ("Somebody not logged in", "'=1+1@example.com", "unauthorized"),
        ("Ada", "", ""),
    ]
    assert (await entries(admin))[0]["act"] == "audit.read"
    assert (await entries(admin))[2]["act"] == "audit.export"


async def test_the_csv_has_the_times_of_who_looks(bridge: Bridge, admin: Member) -> None:
    """Times of a file that is saved are in the zone of its reader, and say so; none is made up."""
    status, text = await admin.text("audit.csv?act=login&timezone=Asia/Kolkata")
    assert status == 200
    [row] = csv.DictReader(io.StringIO(text))
    [entry] = await entries(admin, act="login", timezone="Asia/Kolkata")
    assert row["at"].endswith("+05:30")
    assert datetime.fromisoformat(row["at"]) == datetime.fromisoformat(entry["at"])
    for path in ("audit", "audit.csv", "reports", "reports/figures.csv"):
        status, text = await admin.text(f"{path}?timezone=Mars/Base")
        assert status == 400, path
        assert "no such time zone" in text


async def test_canned_replies_are_read_by_agents(bridge: Bridge, admin: Member) -> None:
    """What a supervisor or an admin writes, changes and removes, agents read at once."""
    sam = await bridge.member("Sam", "agent")
    body = {"title": "Bye", "text": "Goodbye from {agent}"}
    _, made = await admin.call("POST", "replies", json=body)
    assert (await sam.call("GET", "replies"))[1]["replies"] == [made]
    assert made["edited_by"] == "Ada"
    assert (await admin.call("POST", "replies", json=body))[0] == 409
    assert (await admin.call("POST", "replies", json={**body, "title": " "}))[0] == 400
    path = f"replies/{made['id']}"
    assert (await admin.call("PUT", path, json={**body, "text": "Farewell"}))[0] == 200
    assert (await sam.call("GET", "replies"))[1]["replies"][0]["text"] == "Farewell"
    assert (await admin.call("DELETE", path))[0] == 200
    assert (await admin.call("DELETE", path))[0] == 404
    assert (await sam.call("GET", "replies"))[1]["replies"] == []
