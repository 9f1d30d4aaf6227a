"""The bridge over plain HTTP: logins, the operators' API, pages, the demo, and refusals."""

from __future__ import annotations

import json
import re
from typing import Any

import aiohttp
import jsonschema
import pytest
import socketio

from actions.crm.demo_customers import DEMO_CUSTOMERS
from handoff.console.http.auth import COOKIE
from handoff.frontend.pages import WEB
from tests.bridge import ADMIN, PASSWORD, Bridge, Client, password_hash
from tests.integration.conftest import StartBridge

HOST_SITE = "https://shop.example"
AGENT_MAY = ["answer", "desk", "incidents", "own_login"]


async def test_a_login_is_a_cookie_that_scripts_cannot_read(bridge: Bridge) -> None:
    """A right pair gives the agent and a strict cookie; the cookie tells who one is."""
    sam = await bridge.hire("Sam")
    response = await bridge.log_in(" Sam@Example.com ")
    me = {
        "id": sam.id,
        "name": "Sam",
        "email": "sam@example.com",
        "role": "agent",
        "may": AGENT_MAY,
        "lacks_factor": False,
    }
    assert (response.status, await response.json()) == (200, {"agent": me})
    cookie = response.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")
    assert cookie["max-age"] == str(12 * 3600)
    assert not cookie["secure"]
    headers = {"Cookie": f"{COOKIE}={cookie.value}"}
    assert await bridge.call("GET", "/api/console/me", headers=headers) == (200, {"agent": me})


async def test_a_login_over_https_stays_there(bridge: Bridge) -> None:
    """Behind a proxy that speaks https the cookie is for https only."""
    await bridge.hire("Sam")
    async with bridge.http.post(
        f"{bridge.url}/api/console/login",
        json={"email": "sam@example.com", "password": PASSWORD},
        headers={"X-Forwarded-Proto": "https"},
    ) as response:
        assert response.cookies[COOKIE]["secure"]


async def test_any_wrong_pair_is_refused_alike(bridge: Bridge) -> None:
    """A wrong password and an unknown address are answered in the same words."""
    await bridge.hire("Sam")
    wrong = await bridge.log_in("sam@example.com", "wrong")
    unknown = await bridge.log_in("nobody@example.com")
    assert wrong.status == unknown.status == 401
    assert await wrong.json() == await unknown.json()
    assert COOKIE not in wrong.cookies


async def test_guessing_is_stopped(bridge: Bridge) -> None:
    """After ten failures even the right password is refused for a while."""
    await bridge.hire("Sam")
    for _ in range(10):
        assert (await bridge.log_in("sam@example.com", "wrong")).status == 401
    response = await bridge.log_in("sam@example.com")
    assert (response.status, (await response.json())["error"]["code"]) == (429, "too_many")


async def test_a_new_password_ends_old_logins(bridge: Bridge) -> None:
    """A cookie made with the old password opens nothing any more."""
    sam = await bridge.console()
    await bridge.accounts.set_password(sam.agent.id, f"{await password_hash()}x")
    status, body = await bridge.call("GET", "/api/console/me", headers=sam.cookie)
    assert (status, body["error"]["code"]) == (401, "unauthorized")


async def test_logging_out_takes_the_cookie_back(bridge: Bridge) -> None:
    """A logout needs our own header, and removes the cookie."""
    sam = await bridge.console()
    status, body = await bridge.call("POST", "/api/console/logout", headers=sam.cookie)
    assert (status, body["error"]["code"]) == (403, "forbidden")
    headers = {**sam.cookie, "X-Requested-With": "warmdesk"}
    async with bridge.http.post(f"{bridge.url}/api/console/logout", headers=headers) as response:
        assert response.status == 200
        assert response.cookies[COOKIE]["max-age"] == "0"


@pytest.mark.parametrize("cookie", ["", "x", "a.b.c"])
async def test_a_forged_cookie_is_nobody(bridge: Bridge, cookie: str) -> None:
    """Without a cookie of ours one is not logged in."""
    headers = {"Cookie": f"{COOKIE}={cookie}"}
    status, body = await bridge.call("GET", "/api/console/me", headers=headers)
    assert (status, body["error"]["code"]) == (401, "unauthorized")


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        (b"{", "application/json", 400, "bad_request"),
        (b"\xff", "application/json", 400, "bad_request"),
        (b"[]", "application/json", 400, "bad_request"),
        (b'{"email": 5, "password": "x"}', "application/json", 400, "bad_request"),
        (b'{"email": "a", "password": "b", "role": "x"}', "application/json", 400, "bad_request"),
        (b'{"email": "a", "password": "b"}', "text/plain", 400, "bad_request"),
        (b"x" * 2_000_000, "application/json", 413, "too_long"),
    ],
)  # fmt: skip
async def test_a_bad_body_gets_a_clear_error(
    bridge: Bridge, body: bytes, content_type: str, status: int, code: str
) -> None:
    """Whatever is sent instead of a login is refused in a sentence."""
    answer = await bridge.call(
        "POST", "/api/console/login", data=body, headers={"Content-Type": content_type}
    )
    assert (answer[0], answer[1]["error"]["code"]) == (status, code)
    assert answer[1]["error"]["message"].endswith(".")


async def test_unknown_paths_and_methods_are_answered_in_our_form(bridge: Bridge) -> None:
    """What is not there, and what cannot be done to what is, are errors like all others."""
    status, body = await bridge.call("GET", "/nowhere")
    assert (status, body["error"]["code"]) == (404, "not_found")
    status, body = await bridge.call("DELETE", "/health")
    assert (status, body["error"]["code"]) == (405, "bad_request")


async def test_operators_read_what_the_log_holds(bridge: Bridge) -> None:
    """Conversations, their messages with notes, and handoffs with packets, page by page."""
    pages = [await bridge.page() for _ in range(3)]
    for page in pages[:2]:
        await page.send("hello")
        await page.shows("echo hello")
    handed_off = await bridge.handed_off(pages[2])
    first = await bridge.read("/api/conversations?limit=2&channel=webchat")
    rest = await bridge.read(f"/api/conversations?limit=2&before={first['next']}")
    listed = [*first["conversations"], *rest["conversations"]]
    assert [c["address"] for c in listed] == [p.session["visitor"]["id"] for p in reversed(pages)]
    assert rest["next"] is None
    waiting = await bridge.read("/api/conversations?owner=queue")
    assert [c["id"] for c in waiting["conversations"]] == [handed_off]
    address = listed[2]["address"]
    mine = await bridge.read(f"/api/conversations?address={address}")
    path = f"/api/conversations/{mine['conversations'][0]['id']}/messages"
    messages = await bridge.read(f"{path}?limit=1")
    assert (messages["messages"][0]["text"], messages["next"]) == ("hello", 1)
    messages = await bridge.read(f"{path}?after=1")
    assert (messages["messages"][0]["author"]["kind"], messages["next"]) == ("bot", None)
    for status in ("open", "queued", ""):
        found = await bridge.read(f"/api/handoffs?status={status}")
        assert [h["conversation_id"] for h in found["handoffs"]] == [handed_off]
        assert found["handoffs"][0]["packet"]["reason"]["code"] == "customer_asked"
    assert (await bridge.read("/api/handoffs?status=resolved"))["handoffs"] == []


async def test_operators_need_their_token(start_bridge: StartBridge, bridge: Bridge) -> None:
    """A missing or wrong token is refused; without the setting there is no such API."""
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {ADMIN}"}):
        status, body = await bridge.call("GET", "/api/conversations", headers=headers)
        assert (status, body["error"]["code"]) == (401, "unauthorized")
    off = await start_bridge(admin_api_token=None)
    for path in ("/api/conversations", "/api/handoffs", "/api/insights", "/api/openapi.json"):
        status, _ = await off.call("GET", path, headers={"Authorization": "Bearer None"})
        assert status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/api/conversations?channel=pigeon",
        "/api/conversations?limit=0",
        "/api/conversations?limit=many",
        "/api/conversations?before=!",
        "/api/conversations?colour=red",
        "/api/handoffs?status=lost",
        "/api/insights?days=0",
    ],
)
async def test_a_bad_query_gets_a_clear_error(bridge: Bridge, path: str) -> None:
    """What cannot be asked is refused in a sentence."""
    status, body = await bridge.call("GET", path, headers={"Authorization": f"Bearer {ADMIN}"})
    assert (status, body["error"]["code"]) == (400, "bad_request")


async def test_an_unknown_conversation_is_not_found(bridge: Bridge) -> None:
    """The messages of no conversation are 404."""
    headers = {"Authorization": f"Bearer {ADMIN}"}
    status, _ = await bridge.call("GET", "/api/conversations/cv_none/messages", headers=headers)
    assert status == 404


async def test_answers_fit_the_openapi_document(bridge: Bridge) -> None:
    """What the API answers is what its document promises."""
    _, document = await bridge.call("GET", "/api/openapi.json")
    conversation_id = await bridge.handed_off(await bridge.page())
    for path, template in (
        ("/api/conversations", "/api/conversations"),
        (f"/api/conversations/{conversation_id}/messages", "/api/conversations/{id}/messages"),
        ("/api/handoffs", "/api/handoffs"),
        ("/api/insights?days=30", "/api/insights"),
    ):
        answer = document["paths"][template]["get"]["responses"]["200"]
        schema = {**answer["content"]["application/json"]["schema"], **document}
        body = await bridge.read(path)
        assert next(iter(body.values())), path
        jsonschema.Draft202012Validator(schema).validate(body)


async def test_pages_come_with_a_policy(bridge: Bridge) -> None:
    """Pages forbid foreign scripts and frames; files are typed and never guessed at."""
    for path, framed_by in (("/console", "'none'"), ("/chat", "'self'"), ("/", "'none'")):
        async with bridge.http.get(bridge.url + path) as response:
            assert response.status == 200, path
            policy = response.headers["Content-Security-Policy"]
            assert f"frame-ancestors {framed_by}" in policy
            assert "script-src 'self'" in policy
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.headers["Referrer-Policy"]


@pytest.mark.parametrize(
    ("assets_debug", "paths"),
    [
        (False, ("/widget.js", "/web/widget/main.js", "/web/widget/invitations.js")),
        (True, ("/widget.js", "/web/widget/main.js", "/web/vendor/preact.js", "/web/html.js")),
    ],
)
async def test_any_site_may_load_the_widget(
    start_bridge: StartBridge, assets_debug: bool, paths: tuple[str, ...]
) -> None:
    """The widget's script and its bundles are scripts that other origins can load; in development,
    its modules."""
    bridge = await start_bridge(assets_debug=assets_debug)
    for path in paths:
        async with bridge.http.get(bridge.url + path) as response:
            assert response.status == 200, path
            assert response.content_type == "text/javascript"
            assert response.headers["Access-Control-Allow-Origin"] == "*"


async def test_without_bundles_browsers_get_the_modules(start_bridge: StartBridge) -> None:
    """In development the console's page is the same, and its script is as it was written."""
    bridge = await start_bridge(assets_debug=True)
    async with bridge.http.get(f"{bridge.url}/console") as response:
        [path] = re.findall(r'src="([^"]+)"', await response.text())
    async with bridge.http.get(bridge.url + path) as response:
        assert await response.read() == (WEB / "console" / "main.js").read_bytes()
        assert "immutable" in response.headers["Cache-Control"]


async def test_the_widget_is_two_files_that_browsers_keep(bridge: Bridge) -> None:
    """The loader is asked for each time and names the panel, which names the line; both a browser
    never asks for again. Under an address of before, or a plain one, they are there as well, but
    not for good."""
    async with bridge.http.get(f"{bridge.url}/widget.js") as response:
        assert response.headers["Cache-Control"] == "no-cache"
        [digest] = re.findall(r"web/widget/main\.([0-9a-f]{12})\.js", await response.text())
    for name, has in (
        ("main", " as mount}"),
        ("main", f"./socket.{digest}.js"),
        ("socket", " as Line}"),
    ):
        for now, kept in ((f".{digest}", True), ("." + "0" * 12, False), ("", False)):
            async with bridge.http.get(f"{bridge.url}/web/widget/{name}{now}.js") as response:
                assert response.status == 200, name
                assert response.headers["Access-Control-Allow-Origin"] == "*"
                assert ("immutable" in response.headers["Cache-Control"]) is kept
                assert has in await response.text()


async def test_the_widget_speaks_the_language_that_is_asked_for(bridge: Bridge) -> None:
    """The language begins the query, whatever stands behind it; an unknown one is English."""
    said = {"": "Send", "en": "Send", "de&0": "Senden", "fr&2": "Envoyer", "tlh": "Send"}
    for query, send in said.items():
        path = f"{bridge.url}/web/widget/main.000000000000.js?{query}"
        async with bridge.http.get(path) as response:
            assert f'"send":"{send}"' in await response.text(), query


async def test_browsers_keep_what_the_console_is_made_of(bridge: Bridge) -> None:
    """Only its page is asked for each time, and names all the rest by its content. Under an address
    of before, or a plain one, the files are there as well, but not for good."""
    async with bridge.http.get(f"{bridge.url}/console") as response:
        assert response.headers["Cache-Control"] == "no-cache"
        named = re.findall(r'(?:href|src)="/web/([0-9a-f]{12})/([^"]+)"', await response.text())
    [digest] = {digest for digest, _ in named}
    paths = [path for _, path in named]
    assert paths == ["console/icon.svg", "console/style/index.css", "console/main.js"]
    for path in (*paths, "console/uPlot.js"):
        async with bridge.http.get(f"{bridge.url}/web/{digest}/{path}") as response:
            assert response.status == 200, path
            assert "immutable" in response.headers["Cache-Control"], path
    for before in ("0" * 12 + "/", ""):
        async with bridge.http.get(f"{bridge.url}/web/{before}console/main.js") as response:
            assert response.status == 200
            assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/web/000000000000/console/none.js",
        "/web/000000000000/%2e%2e/app.py",
        "/web/000000000000/home.html",
        "/web/node_modules/preact/package.json",
        "/web/package.json",
        "/web/%2e%2e/app.py",
        "/web/widget/%2e%2e/%2e%2e/app.py",
        "/web/home.html",
        "/web/manifest.json",
        "/web/dist/widget/main.js",
        "/web/widget",
        "/web//etc/passwd",
        "/web/widget/none.js",
    ],
)
async def test_nothing_else_is_served(bridge: Bridge, path: str) -> None:
    """Files beside the pages, and folders, stay unread."""
    url = aiohttp.client.URL(bridge.url + path, encoded=True)
    async with bridge.http.get(url) as response:
        assert response.status == 404


async def test_the_demo_signs_anyone_in(bridge: Bridge) -> None:
    """The demo lists its customers and signs a token for each, and for nobody else."""
    status, customers = await bridge.call("GET", "/demo/customers")
    assert status == 200
    assert len(customers) == len(DEMO_CUSTOMERS)
    assert set(customers[0]) == {"id", "name", "situation"}
    for customer in customers:
        session = await bridge.session(identity=await bridge.identity(customer["id"]))
        assert session["visitor"]["name"] == customer["name"]
    status, _ = await bridge.call("POST", "/demo/identity", json={"customer_id": "c-0499"})
    assert status == 404


async def test_there_is_no_demo_unless_asked_for(start_bridge: StartBridge) -> None:
    """Without the setting the demo's routes do not exist, and `/` says what this is."""
    bridge = await start_bridge(demo=False)
    assert (await bridge.call("GET", "/demo/customers"))[0] == 404
    assert (await bridge.call("POST", "/demo/identity", json={"customer_id": "c-0001"}))[0] == 404
    async with bridge.http.get(bridge.url) as response:
        assert "/console" in await response.text()


async def test_the_demo_refuses_a_real_crm(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a CRM that the demo did not seed nobody is signed in by a click."""

    async def real(_crm: Any) -> bool:
        return False

    monkeypatch.setattr("handoff.api.demo.is_demo", real)
    for call in (("GET", "/demo/customers"), ("POST", "/demo/identity")):
        status, body = await bridge.call(*call, json={"customer_id": "c-0001"})
        assert (status, body["error"]["code"]) == (403, "forbidden")


async def test_only_listed_sites_may_chat(start_bridge: StartBridge) -> None:
    """A listed site and the desk's own pages get a session and a socket, others neither."""
    bridge = await start_bridge(chat_origins=(HOST_SITE,))
    token = (await bridge.session())["token"]
    for origin, allowed in ((HOST_SITE, True), (bridge.url, True), ("https://evil.example", False)):
        headers = {"Origin": origin}
        async with bridge.http.post(
            f"{bridge.url}/api/chat/session", json={}, headers=headers
        ) as response:
            assert response.status == (200 if allowed else 403)
            seen_by = response.headers.get("Access-Control-Allow-Origin")
            assert seen_by == (origin if allowed else None)
        client = Client(bridge.url, "/chat")
        if allowed:
            await client.connect(auth={"token": token}, headers=headers)
            await client.sio.disconnect()
        else:
            with pytest.raises(socketio.exceptions.ConnectionError):
                await client.connect(auth={"token": token}, headers=headers)


async def test_browsers_may_ask_first(start_bridge: StartBridge) -> None:
    """A preflight of a listed site is granted, of another one not; refusals are readable too."""
    bridge = await start_bridge(chat_origins=(HOST_SITE,))
    for origin, granted in ((HOST_SITE, "POST"), ("https://evil.example", None)):
        headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        async with bridge.http.options(
            f"{bridge.url}/api/chat/session", headers=headers
        ) as response:
            assert response.status == 204
            assert response.headers.get("Access-Control-Allow-Methods") == granted
    async with bridge.http.post(
        f"{bridge.url}/api/chat/session", json={"identity": "x"}, headers={"Origin": HOST_SITE}
    ) as response:
        assert response.status == 401
        assert response.headers["Access-Control-Allow-Origin"] == HOST_SITE


async def test_logs_hold_nothing_personal(
    bridge: Bridge, capfd: pytest.CaptureFixture[str]
) -> None:
    """What customers write, who they are, and tokens stay out of the log."""
    page = await bridge.page(identity=await bridge.identity("c-0001"))
    await page.send("my secret words")
    await page.shows("echo my secret words")
    await bridge.read("/api/conversations?address=crm:c-0001")
    await bridge.log_in("someone@example.com", "a-password")
    out = "".join(capfd.readouterr())
    for private in ("secret words", "Lindqvist", "c-0001", page.session["token"], ADMIN):
        assert private not in out
    assert "someone@example.com" not in out
    assert "a-password" not in json.dumps(out)
