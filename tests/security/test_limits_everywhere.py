"""Limits everywhere: nothing can be done without end, and nobody is locked out by somebody else."""

from __future__ import annotations

from typing import Any

import pytest
from socketio.exceptions import ConnectionError as Turned

from handoff.console.http import known_browsers
from handoff.http.limit_rules import LOGINS, LOGINS_OF_PLACE, LOOKS, SIGNS, SYNCS, TYPING, Rule
from tests.bridge import ADMIN, PASSWORD, Bridge, Page
from tests.integration.conftest import StartBridge
from tests.limit_clock import LimitClock
from tests.platforms import Platforms

TIGHT = 0.005
"""Of the usual number for an address."""


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> LimitClock:
    """Time, which stands."""
    return LimitClock(monkeypatch)


async def throttled(bridge: Bridge, call: str) -> bool:
    """Whether refusals of that call were counted."""
    headers = {"Authorization": f"Bearer {ADMIN}"}
    async with bridge.http.get(f"{bridge.url}/metrics", headers=headers) as response:
        return f'warmdesk_throttled_total{{call="{call}"}}' in await response.text()


async def log_in(
    bridge: Bridge, email: str, password: str, place: str, device: str = ""
) -> tuple[int, str]:
    """Status of a login from an address, and the cookie by which the browser is known."""
    headers = {"X-Forwarded-For": place, "Cookie": f"{known_browsers.COOKIE}={device}"}
    body = {"email": email, "password": password}
    url = f"{bridge.url}/api/console/login"
    async with bridge.http.post(url, json=body, headers=headers) as response:
        cookie = response.cookies.get(known_browsers.COOKIE)
        return response.status, cookie.value if cookie else ""


async def test_a_stranger_locks_no_colleague_out(bridge: Bridge) -> None:
    """Guessing elsewhere does not concern a colleague; guessing in their office does not either."""
    sam = await bridge.hire("Sam")
    office = "198.51.100.7"
    status, device = await log_in(bridge, sam.email, PASSWORD, office)
    assert status == 200
    for place in ("203.0.113.9", office):
        for _ in range(LOGINS.most):
            assert (await log_in(bridge, sam.email, "guess", place))[0] == 401
        assert (await log_in(bridge, sam.email, PASSWORD, place))[0] == 429
    assert (await log_in(bridge, sam.email, PASSWORD, "192.0.2.1"))[0] == 200
    assert (await log_in(bridge, sam.email, PASSWORD, office, device))[0] == 200
    assert await throttled(bridge, "/api/console/login")


async def test_a_known_browser_is_of_one_account(bridge: Bridge) -> None:
    """Its cookie opens no second set of tries at somebody else's password, and has its own end."""
    sam, eva = await bridge.hire("Sam"), await bridge.hire("Eva")
    place = "198.51.100.7"
    _, device = await log_in(bridge, sam.email, PASSWORD, place)
    for _ in range(LOGINS.most):
        assert (await log_in(bridge, eva.email, "guess", place, device))[0] == 401
    assert (await log_in(bridge, eva.email, "guess", place, device))[0] == 429
    for _ in range(LOGINS.most):
        assert (await log_in(bridge, sam.email, "guess", place, device))[0] == 401
    assert (await log_in(bridge, sam.email, PASSWORD, place, device))[0] == 429


async def test_an_office_is_not_locked_out_of_its_own_desk(
    start_bridge: StartBridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only failures count against an address, and never against browsers that are known."""
    factor = 3 / LOGINS_OF_PLACE.most
    bridge = await start_bridge(place_limit_factor=factor)
    sam, office = await bridge.hire("Sam"), "198.51.100.7"
    device = ""
    for _ in range(6):
        status, device = await log_in(bridge, sam.email, PASSWORD, office)
        assert status == 200
    for n in range(3):
        assert (await log_in(bridge, f"{n}@example.com", "guess", office))[0] == 401
    assert (await log_in(bridge, "new@example.com", "guess", office))[0] == 429
    assert (await log_in(bridge, sam.email, PASSWORD, office, device))[0] == 200


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/chat/session", {}),
        ("/api/chat/invitations", {}),
        ("/api/chat/link", {"link": "x"}),
        ("/api/console/password", {"token": "x", "password": "y"}),
    ],
)
async def test_calls_from_one_address_are_limited(
    start_bridge: StartBridge, path: str, body: dict[str, Any]
) -> None:
    """One address is refused after so many calls, another is not; each refusal is counted."""
    bridge = await start_bridge(place_limit_factor=TIGHT)

    async def status(place: str) -> int:
        headers = {"X-Forwarded-For": place, "X-Requested-With": "warmdesk"}
        found, _ = await bridge.call("POST", path, json=body, headers=headers)
        return found

    statuses = [await status("203.0.113.9") for _ in range(5)]
    assert statuses[-1] == 429
    assert await status("203.0.113.10") != 429
    assert await throttled(bridge, path)


async def test_uploads_are_limited_and_counted(start_bridge: StartBridge) -> None:
    """A refused upload is counted, too."""
    bridge = await start_bridge(place_limit_factor=TIGHT)
    token = (await bridge.session())["token"]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "image/png"}
    url = f"{bridge.url}/api/chat/media"
    for status in (413, 429):
        async with bridge.http.post(url, data=b"", headers=headers) as response:
            assert response.status in (status, 400)
    assert await throttled(bridge, "/api/chat/media")


@pytest.mark.parametrize(
    ("call", "rule", "data"),
    [
        ("sync", SYNCS, {}),
        ("typing", TYPING, {}),
        ("received", SIGNS, {"seq": 1}),
        ("read", SIGNS, {"seq": 1}),
        ("end", SIGNS, {"conversation_id": "c"}),
    ],
)
async def test_whatever_a_page_calls_is_limited(
    bridge: Bridge, call: str, rule: Rule, data: dict[str, Any]
) -> None:
    """Each call of a page has an end, and what is refused is counted."""
    page = await bridge.page()
    codes = [await _code(page, call, data) for _ in range(rule.most + 1)]
    assert codes[-1] == "too_many"
    assert "too_many" not in codes[:-1]
    assert await throttled(bridge, call)


async def test_changes_of_page_are_left_out_and_counted(bridge: Bridge) -> None:
    """Nobody is told that their page changes too often, but operators are."""
    page = await bridge.page()
    for _ in range(LOOKS.most + 1):
        assert await page.ask("page", page={}) == {}
    assert await throttled(bridge, "page")


async def _code(page: Page, call: str, data: dict[str, Any]) -> str | None:
    answer = await page.ask(call, **data)
    return str(answer["error"]["code"]) if "error" in answer else None


async def test_connections_of_one_address_are_limited(start_bridge: StartBridge) -> None:
    """Pages beyond the number of an address are turned away as if their token were over."""
    bridge = await start_bridge(place_limit_factor=TIGHT)
    session = await bridge.session()
    for _ in range(3):
        await bridge.page(session)
    page = Page(bridge.url, session)
    with pytest.raises(Turned):
        await page.connect(auth={"token": session["token"]})
    assert await throttled(bridge, "connect")


async def test_a_webhook_that_is_signed_is_never_refused(platforms: Platforms) -> None:
    """Unsigned ones are limited for each address; the platform itself comes through."""
    url = f"{platforms.bridge.url}/webhooks/whatsapp"
    statuses = []
    for _ in range(62):
        async with platforms.bridge.http.post(url, data=b"{}") as response:
            statuses.append(response.status)
    assert statuses == [401] * 60 + [429] * 2
    assert await throttled(platforms.bridge, "/webhooks/whatsapp")
    assert await platforms.hooks.post("whatsapp", {"object": "whatsapp_business_account"}) == 200
