"""Malformed requests: whatever cannot be read is answered 4xx, and nothing of it reaches a log."""

from __future__ import annotations

import pytest
from yarl import URL

from tests.bridge import ADMIN, Bridge
from tests.security.bridge_process import BridgeProcess

PATHS = (
    *("/web/%00", "/web/a%00.js", "/web/" + "a" * 5_000, "/web/..%2f..%2fetc/passwd"),
    *("/web/%ff%fe", "/web/%ed%a0%80.js", "/web//", "/web/.", "/%00", "/chat?%zz"),
    *("/web/widget/main.js?%ff", "/api/chat/media/%00", "/api/console/media/%00"),
    *("/api/chat/media/" + "a" * 5_000, "/api/conversations/%00/messages"),
    *("/api/conversations?limit=%ff", "/webhooks/whatsapp?hub.verify_token=%ff"),
    *("/socket.io/", "/socket.io/?EIO=4&transport=%00", "/socket.io/?EIO=4&transport=websocket"),
    *("/socket.io/?EIO=4&transport=polling&sid=%00", "/socket.io/?EIO=4&transport=polling&j=x"),
)
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"Authorization": f"Bearer {ADMIN}"},
    {"Authorization": "Bearer \xff"},
    {"Cookie": "warmdesk_agent=\xff; warmdesk_browser=\xff; a"},
    {"Origin": "http://[x"},
    {"X-Forwarded-For": "%%, ,"},
    {"Content-Type": "a/b/c"},
)
BODIES = (
    *(b"", b"{", b"[]", b"null", b"\xff", b'"\\ud800"', b"1e999999", b"9" * 10_000),
    *(b"[" * 200_000, b'{"a":' * 100_000, b'{"token":"\\u0000"}', b'{"token":"a.b.c"}'),
    *(b'{"token":"eyJhbGciOiJIUzI1NiJ9.W10.x"}', b'{"identity":"a.b.c"}'),
    *(b'{"email":"\\u0000","password":"x"}', b'{"email":"\\ud800","password":"\\ud800"}'),
    *(b'{"link":"\\ud800"}', b'{"link":"\xc3\xa9.x.y"}', b'{"token":"\\ud800.a.b","password":"x"}'),
)
POSTS = (
    *("/api/chat/session", "/api/chat/link", "/api/chat/invitations", "/api/chat/media"),
    *("/api/console/login", "/api/console/password", "/api/console/logout", "/webhooks/whatsapp"),
)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:40])
async def test_a_malformed_path_is_no_failure_of_ours(bridge: Bridge, path: str) -> None:
    """Paths and headers that no browser sends are answered 4xx, or as if they were not there."""
    for headers in HEADERS:
        url = URL(bridge.url + path, encoded=True)
        async with bridge.http.get(url, headers=headers) as response:
            assert response.status < 500, headers


@pytest.mark.parametrize("path", POSTS)
async def test_a_malformed_body_is_no_failure_of_ours(bridge: Bridge, path: str) -> None:
    """JSON that is none, too deep, or no text is answered 4xx."""
    more = {"X-Requested-With": "warmdesk", "Authorization": "Bearer x.y.z"}
    for kind in ("application/json", "image/png", "application/json; charset=\xff"):
        for body in BODIES:
            headers = {"Content-Type": kind, **more}
            url = bridge.url + path
            async with bridge.http.post(url, data=body, headers=headers) as response:
                assert response.status < 500, body[:40]


async def test_a_packed_body_is_refused(bridge: Bridge) -> None:
    """Nobody packs what they send, and a little unpacks to a lot: 415, unread."""
    for packing in ("gzip", "deflate"):
        headers = {"Content-Type": "application/json", "Content-Encoding": packing}
        url = f"{bridge.url}/api/chat/session"
        async with bridge.http.post(url, data=b"", headers=headers) as response:
            assert response.status == 415


async def test_nothing_malformed_fills_the_log(process: BridgeProcess) -> None:
    """What a caller sends wrong leaves no traceback behind."""
    for path in PATHS:
        async with process.http.get(URL(process.url + path, encoded=True)) as response:
            assert response.status < 500
    for body in BODIES:
        headers = {"Content-Type": "application/json"}
        url = f"{process.url}/api/chat/session"
        async with process.http.post(url, data=body, headers=headers) as response:
            assert response.status < 500
    assert "Traceback" not in process.log()
