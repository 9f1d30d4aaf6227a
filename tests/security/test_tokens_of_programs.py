"""API tokens: each opens what it is for, is known by its name, and ends at once."""

from __future__ import annotations

from typing import Any

import pytest

from handoff.container.clock import now
from handoff.http.limit_rules import TOKEN_CALLS
from handoff.store.accounts.audit import Audit, AuditFilter
from tests.bridge import ADMIN, Bridge, Member
from tests.integration.conftest import StartBridge
from tests.limit_clock import LimitClock

ROUTES = {
    "/api/conversations": "conversations",
    "/api/conversations/none/messages": "conversations",
    "/api/handoffs": "handoffs",
    "/api/insights": "insights",
    "/api/incidents": "incidents",
    "/api/dead-letters": "dead_letters",
    "/metrics": "metrics",
}
WRITES = {
    ("POST", "/api/incidents"): "edit_incidents",
    ("PUT", "/api/incidents/none"): "edit_incidents",
    ("POST", "/api/incidents/none/end"): "edit_incidents",
    ("POST", "/api/conversations/none/link"): "links",
    ("POST", "/api/conversations/none/end_links"): "links",
    ("POST", "/api/customers/none/sign_out"): "sign_outs",
}


@pytest.fixture
async def admin(bridge: Bridge) -> Member:
    """Who makes tokens."""
    return await bridge.member("Ada", "admin")


async def made(admin: Member, name: str, *scopes: str) -> tuple[str, str]:
    """The id of a new token, and what its program shows."""
    status, body = await admin.call("POST", "tokens", json={"name": name, "scopes": list(scopes)})
    assert status == 200, body
    return body["token"]["id"], body["shown"]


async def status(bridge: Bridge, method: str, path: str, token: str, **more: Any) -> int:
    """Of a program's call."""
    headers = {"Authorization": f"Bearer {token}", **more}
    url = f"{bridge.url}{path}"
    async with bridge.http.request(method, url, headers=headers, json={}) as response:
        return response.status


async def test_a_token_opens_what_it_is_for_and_nothing_else(bridge: Bridge, admin: Member) -> None:
    """Each scope opens its routes; every other route refuses the token."""
    calls = {**{("GET", path): scope for path, scope in ROUTES.items()}, **WRITES}
    for mine in sorted(set(calls.values())):
        _, token = await made(admin, mine, mine)
        for (method, path), scope in calls.items():
            found = await status(bridge, method, path, token)
            assert (found == 403) == (scope != mine), (mine, path, found)
            assert found != 401


async def test_reading_incidents_is_not_writing_them(bridge: Bridge, admin: Member) -> None:
    """The two are apart."""
    _, reader = await made(admin, "Reader", "incidents")
    assert await status(bridge, "GET", "/api/incidents", reader) == 200
    assert await status(bridge, "POST", "/api/incidents", reader) == 403


async def test_a_revoked_token_is_over_at_once(bridge: Bridge, admin: Member) -> None:
    """The next call with it is refused, and the others stay."""
    first, token = await made(admin, "First", "handoffs")
    _, other = await made(admin, "Other", "handoffs")
    assert await status(bridge, "GET", "/api/handoffs", token) == 200
    assert (await admin.call("DELETE", f"tokens/{first}"))[0] == 200
    assert await status(bridge, "GET", "/api/handoffs", token) == 401
    assert await status(bridge, "GET", "/api/handoffs", other) == 200
    assert (await admin.call("DELETE", f"tokens/{first}"))[0] == 404


async def test_a_token_is_shown_to_whoever_made_it_once(bridge: Bridge, admin: Member) -> None:
    """The list has names and purposes, and nothing that opens anything."""
    _, token = await made(admin, "Reports", "handoffs", "metrics")
    _, listed = await admin.call("GET", "tokens")
    (row,) = listed["tokens"]
    assert (row["name"], row["made_by"]) == ("Reports", "Ada")
    assert row["scopes"] == ["handoffs", "metrics"]
    assert token not in str(listed)


@pytest.mark.parametrize(
    "form",
    [
        {"name": "", "scopes": ["handoffs"]},
        {"name": " ", "scopes": ["handoffs"]},
        {"name": "x" * 61, "scopes": ["handoffs"]},
        {"name": "x", "scopes": []},
        {"name": "x", "scopes": ["everything"]},
        {"name": "x"},
    ],
)
async def test_a_token_says_what_it_is_for(admin: Member, form: dict[str, Any]) -> None:
    """Without a name, or for nothing, or for what there is not, none is made."""
    assert (await admin.call("POST", "tokens", json=form))[0] == 400


async def test_tokens_are_audited_by_name(bridge: Bridge, admin: Member) -> None:
    """Who made and revoked them is written down, and which of them read what."""
    token_id, token = await made(admin, "Reports", "handoffs")
    await status(bridge, "GET", "/api/handoffs", token)
    await admin.call("DELETE", f"tokens/{token_id}")
    entries = await Audit(bridge.accounts._db, now).read(AuditFilter(), limit=100)
    noted = [(entry.name, entry.act, entry.about) for entry in entries]
    assert ("Ada", "token.make", "Reports: handoffs") in noted
    assert ("Ada", "token.revoke", token_id) in noted
    assert ("A program: Reports", "handoffs.read", None) in noted


async def test_wrong_tokens_are_limited_and_right_ones_are_not(
    bridge: Bridge, admin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guessing ends in 429; a program with a token comes through from the same address."""
    LimitClock(monkeypatch)
    _, token = await made(admin, "Reports", "handoffs")
    statuses = [await status(bridge, "GET", "/api/handoffs", f"guess-{n}") for n in range(32)]
    assert statuses == [401] * 30 + [429] * 2
    assert await status(bridge, "GET", "/api/handoffs", token) == 200
    assert await status(bridge, "GET", "/api/handoffs", ADMIN) == 200


async def test_a_token_is_limited_by_itself(
    bridge: Bridge, admin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One program that calls without end does not concern another."""
    LimitClock(monkeypatch)
    _, busy = await made(admin, "Busy", "metrics")
    _, calm = await made(admin, "Calm", "metrics")
    statuses = {await status(bridge, "GET", "/metrics", busy) for _ in range(TOKEN_CALLS.most)}
    assert statuses == {200}
    assert await status(bridge, "GET", "/metrics", busy) == 429
    assert await status(bridge, "GET", "/metrics", calm) == 200


async def test_the_api_is_off_until_there_is_a_token(start_bridge: StartBridge) -> None:
    """Without the setting the first that is made opens it, and the last one revoked closes it."""
    bridge = await start_bridge(admin_api_token=None)
    admin = await bridge.member("Ada", "admin")
    assert await status(bridge, "GET", "/api/handoffs", "x" * 40) == 404
    token_id, token = await made(admin, "Reports", "handoffs")
    assert await status(bridge, "GET", "/api/handoffs", token) == 200
    await admin.call("DELETE", f"tokens/{token_id}")
    assert await status(bridge, "GET", "/api/handoffs", token) == 404
