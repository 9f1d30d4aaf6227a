"""Every way into the bridge, tried by every role: what is not said here may not exist."""

from __future__ import annotations

import re
from typing import Any, get_args

import msgspec
import pytest
from socketio.exceptions import ConnectionError as Refused

from handoff.channels.registry import BUILT_IN
from handoff.channels.webchat.socket import ChatNamespace
from handoff.console.live.groups import console_calls
from handoff.console.live.namespace import ConsoleNamespace
from handoff.core.model import Role
from handoff.core.permissions import GRANTS
from handoff.http.calls import calls_of
from tests.bridge import Bridge, Console, Member
from tests.integration.conftest import StartBridge
from tests.platforms import Platforms

ROLES: tuple[Role, ...] = get_args(Role)
OPEN, TOKEN = "for everybody", "for programs with the token"
ANYBODY = frozenset(ROLES)
DESK: frozenset[Role] = frozenset({"agent", "supervisor", "admin"})
SUPERVISORS: frozenset[Role] = frozenset({"supervisor", "admin"})
ADMINS: frozenset[Role] = frozenset({"admin"})
REPORTS: frozenset[Role] = SUPERVISORS | {"trainer"}

ROUTES: dict[str, str | frozenset[Role]] = {
    "GET /": OPEN,
    "GET /chat": OPEN,
    "GET /console": OPEN,
    "GET /widget.js": OPEN,
    "GET /web/{path}": OPEN,
    "GET /health": OPEN,
    "GET /demo/customers": OPEN,
    "POST /demo/identity": OPEN,
    "POST /api/chat/session": OPEN,
    "OPTIONS /api/chat/session": OPEN,
    "POST /api/chat/invitations": OPEN,
    "OPTIONS /api/chat/invitations": OPEN,
    "POST /api/chat/link": OPEN,
    "POST /api/chat/media": OPEN,
    "OPTIONS /api/chat/media": OPEN,
    "GET /api/chat/media/{ref}": OPEN,
    "GET /api/openapi.json": OPEN,
    "POST /api/console/login": OPEN,
    "POST /api/console/password": OPEN,
    "GET /api/console/me": ANYBODY,
    "GET /api/console/me/logins": ANYBODY,
    "DELETE /api/console/me/logins/{id}": ANYBODY,
    "POST /api/console/me/confirm": ANYBODY,
    "GET /api/console/me/confirmed": ANYBODY,
    "POST /api/console/me/password": ANYBODY,
    "POST /api/console/me/second_factor": ANYBODY,
    "PUT /api/console/me/second_factor": ANYBODY,
    "DELETE /api/console/me/second_factor": ANYBODY,
    "POST /api/console/channels/{name}/resume": SUPERVISORS,
    "POST /api/console/media": DESK,
    "GET /api/console/media/{ref}": DESK,
    "POST /api/console/conversations/{id}/link": DESK,
    "DELETE /api/console/conversations/{id}/link": DESK,
    "POST /api/console/conversations/{id}/sign_out": DESK,
    "POST /api/console/conversations/{id}/block": DESK,
    "GET /api/console/blocks": SUPERVISORS,
    "DELETE /api/console/blocks/{id}": DESK,
    "GET /api/console/incidents": DESK,
    "POST /api/console/incidents": DESK,
    "PUT /api/console/incidents/{id}": DESK,
    "POST /api/console/incidents/{id}/end": DESK,
    "GET /api/console/replies": DESK,
    "POST /api/console/replies": SUPERVISORS,
    "PUT /api/console/replies/{id}": SUPERVISORS,
    "DELETE /api/console/replies/{id}": SUPERVISORS,
    "GET /api/console/labels": DESK,
    "POST /api/console/labels": SUPERVISORS,
    "PUT /api/console/labels/{id}": SUPERVISORS,
    "DELETE /api/console/labels/{id}": SUPERVISORS,
    "GET /api/console/skills": DESK,
    "POST /api/console/skills": SUPERVISORS,
    "DELETE /api/console/skills/{name}": SUPERVISORS,
    "GET /api/console/accounts": ADMINS,
    "POST /api/console/accounts": ADMINS,
    "PUT /api/console/accounts/{id}": ADMINS,
    "POST /api/console/accounts/{id}/disable": ADMINS,
    "POST /api/console/accounts/{id}/enable": ADMINS,
    "POST /api/console/accounts/{id}/link": ADMINS,
    "DELETE /api/console/accounts/{id}/second_factor": ADMINS,
    "GET /api/console/tokens": ADMINS,
    "POST /api/console/tokens": ADMINS,
    "DELETE /api/console/tokens/{id}": ADMINS,
    "GET /api/console/reports": REPORTS,
    "GET /api/console/reports/{name}.csv": REPORTS,
    "GET /api/console/privacy": ADMINS,
    "POST /api/console/privacy/find": ADMINS,
    "POST /api/console/privacy/export": ADMINS,
    "POST /api/console/privacy/erase": ADMINS,
    "GET /api/console/audit": ADMINS,
    "GET /api/console/audit.csv": ADMINS,
    "GET /api/conversations": TOKEN,
    "GET /api/conversations/{id}/messages": TOKEN,
    "POST /api/conversations/{id}/link": TOKEN,
    "POST /api/conversations/{id}/end_links": TOKEN,
    "POST /api/customers/{id}/sign_out": TOKEN,
    "GET /api/handoffs": TOKEN,
    "GET /api/insights": TOKEN,
    "GET /api/dead-letters": TOKEN,
    "GET /metrics": TOKEN,
    "GET /api/incidents": TOKEN,
    "POST /api/incidents": TOKEN,
    "PUT /api/incidents/{id}": TOKEN,
    "POST /api/incidents/{id}/end": TOKEN,
    "POST /api/console/logout": ANYBODY,
}
EVENTS: dict[str, frozenset[Role]] = {
    "snapshot": DESK,
    "sync": DESK,
    "earlier": DESK,
    "open": DESK,
    "contact": DESK,
    "queue": DESK,
    "search": DESK,
    "topics": DESK,
    "dismiss": DESK,
    "read": DESK,
    "accept": DESK,
    "decline": DESK,
    "send": DESK,
    "note": DESK,
    "resolve": DESK,
    "transfer": DESK,
    "take_over": DESK,
    "send_again": DESK,
    "presence": DESK,
    "active": DESK,
    "typing": DESK,
    "label": DESK,
    "prioritise": DESK,
    "look": DESK,
    "ask_bot": DESK,
    "resume": SUPERVISORS,
    "floor": SUPERVISORS,
    "leave_floor": SUPERVISORS,
    "reassign": SUPERVISORS,
}
CUSTOMERS_EVENTS = {"send", "sync", "typing", "read", "received", "end", "page"}
PLATFORMS = [plugin.profile.name for plugin in BUILT_IN if plugin.profile.name != "webchat"]
WEBHOOKS = {f"{method} /webhooks/{name}" for method in ("GET", "POST") for name in PLATFORMS}
LOG_OUT = "POST /api/console/logout"
# The way out at the end: nobody is anybody after it.
GUARDED = sorted(
    (route for route, who in ROUTES.items() if isinstance(who, frozenset)),
    key=lambda route: (route == LOG_OUT, route),
)


def served(bridge: Bridge) -> set[str]:
    """Every route of the application."""
    routes = bridge.app.router.routes()
    return {
        f"{route.method} {route.resource.canonical}"
        for route in routes
        if route.resource is not None and route.method != "HEAD"
        if not route.resource.canonical.startswith("/socket.io")
    }


def handled(namespace: type) -> set[str]:
    """What socket.io itself would hand to methods of a namespace."""
    names = {name.removeprefix("on_") for name in dir(namespace) if name.startswith("on_")}
    return names - {"connect", "disconnect"}


def asked(route: str) -> tuple[str, str]:
    """Method and path of a call to a route, about something that is not there."""
    method, path = route.split()
    return method, re.sub(r"{\w+}", "none", path)


async def call(who: Member | None, bridge: Bridge, route: str) -> tuple[int, str | None]:
    """Status and error code of a call that says nothing."""
    method, path = asked(route)
    if who is None:
        headers = {"X-Requested-With": "warmdesk"}
        status, body = await bridge.call(method, path, headers=headers)
    elif path.endswith(".csv"):
        status, text = await who.text(path.removeprefix("/api/console/"))
        body = {} if status == 200 else msgspec.json.decode(text)
    else:
        status, body = await who.call(method, path.removeprefix("/api/console/"))
    return status, body.get("error", {}).get("code")


@pytest.fixture
async def staff(bridge: Bridge) -> dict[Role, Member]:
    """Somebody of each role."""
    return {role: await bridge.member(role.title(), role) for role in ROLES}


async def test_every_route_is_known_here(bridge: Bridge) -> None:
    """A route that is added must say in this file for whom it is."""
    assert served(bridge) == set(ROUTES)


async def test_platforms_add_their_webhooks_only(platforms: Platforms) -> None:
    """With all settings there are the webhooks as well, which look at Meta's signature."""
    assert served(platforms.bridge) - set(ROUTES) == WEBHOOKS
    for route in WEBHOOKS:
        status, _ = await platforms.bridge.call(*asked(route), json={})
        assert status in (401, 403), route


def test_every_event_is_known_here() -> None:
    """An event that is added must say in this file for whom it is."""
    assert {call.name for call in console_calls()} == set(EVENTS)
    assert {call.name for call in calls_of(ChatNamespace)} == CUSTOMERS_EVENTS


def test_no_event_goes_past_the_door() -> None:
    """A method that socket.io would call by its name is a declared call, or none at all."""
    assert handled(ConsoleNamespace) == set()
    assert handled(ChatNamespace) <= CUSTOMERS_EVENTS


async def test_each_role_gets_its_routes_and_no_other(
    bridge: Bridge, staff: dict[Role, Member]
) -> None:
    """Who may call a route gets past the door; who may not is refused before being heard."""
    wrong = []
    for route in GUARDED:
        allowed = ROUTES[route]
        for role, member in staff.items():
            status, code = await call(member, bridge, route)
            refused = (status, code) == (403, "forbidden")
            if refused == (role in allowed) or code == "unauthorized":
                wrong.append((route, role, status, code))
    assert not wrong


async def test_nobody_gets_in_without_a_login(bridge: Bridge) -> None:
    """Each route of the console is `unauthorized` without a cookie."""
    for route in GUARDED:
        assert await call(None, bridge, route) == (401, "unauthorized"), route


async def test_programs_need_their_token(bridge: Bridge, staff: dict[Role, Member]) -> None:
    """What is for programs is closed without their token, for admins who are logged in, too."""
    for route in (route for route, who in ROUTES.items() if who == TOKEN):
        method, path = asked(route)
        headers = {"Cookie": f"warmdesk_agent={staff['admin'].cookie}"}
        status, body = await bridge.call(method, path, headers=headers)
        assert (status, body["error"]["code"]) == (401, "unauthorized"), route


async def test_each_role_gets_its_events_and_no_other(
    bridge: Bridge, staff: dict[Role, Member]
) -> None:
    """Who may send an event is heard; who may not is refused; trainers are not even connected."""
    wrong = []
    for role, member in staff.items():
        if "desk" not in GRANTS[role]:
            assert not [event for event, roles in EVENTS.items() if role in roles]
            with pytest.raises(Refused):
                await bridge.console_of(member.agent, member.cookie)
            continue
        console = await bridge.console_of(member.agent, member.cookie)
        for event, roles in EVENTS.items():
            answer: dict[str, Any] = await console.ask(event, nonsense=True)
            refused = answer.get("error", {}).get("code") == "forbidden"
            if refused == (role in roles):
                wrong.append((event, role, answer))
    assert not wrong


async def test_changes_come_from_our_own_pages(bridge: Bridge, staff: dict[Role, Member]) -> None:
    """Without our header, or with the origin of another site, nothing is changed."""
    cookie = {"Cookie": f"warmdesk_agent={staff['admin'].cookie}"}
    ours = {"X-Requested-With": "warmdesk"}
    strange = {**ours, "Origin": "https://elsewhere.example"}
    for route in (route for route in GUARDED if not route.startswith("GET")):
        method, path = asked(route)
        for headers in ({}, strange):
            status, body = await bridge.call(method, path, headers={**cookie, **headers})
            assert (status, body["error"]["code"]) == (403, "forbidden"), route


async def test_only_a_supervisor_takes_from_a_colleague(bridge: Bridge) -> None:
    """What a role may do inside a use case is decided there, by the same table."""
    page, sam = await bridge.page(), await bridge.console("Sam")
    await bridge.handed_off(page)
    conversation_id = await sam.take_next()
    answers = {}
    for role in ("agent", "supervisor"):
        member = await bridge.member(f"Kim{role}", role)
        other: Console = await bridge.console_of(member.agent, member.cookie)
        answers[role] = await other.ask("take_over", conversation_id=conversation_id)
    assert answers["agent"]["error"]["code"] == "forbidden"
    assert answers["supervisor"]["conversation_id"] == conversation_id


async def test_routes_that_need_settings_are_off_without_them(start_bridge: StartBridge) -> None:
    """Without the demo there is no way to sign in as somebody, and without a token no API."""
    bridge = await start_bridge(demo=False, admin_api_token=None)
    assert not [route for route in served(bridge) if "/demo/" in route]
    assert (await bridge.call("GET", "/api/conversations"))[0] == 404
