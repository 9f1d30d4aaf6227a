"""Incidents and insights over HTTP: who may edit, what is refused, and what programs read."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from actions.crm.demo_incidents import INCIDENT_CARRIER, INCIDENT_OVER
from handoff.console.http.auth import COOKIE
from handoff.core.model import Role
from tests.bridge import ADMIN, Bridge, password_hash

PROGRAM = {"Authorization": f"Bearer {ADMIN}"}
OWN = {"X-Requested-With": "warmdesk"}
LATE = {
    "title": "Northway late",
    "told": "Northway is two days late.",
    "cause": "carrier_delay",
    "starts_at": "2026-03-02T09:00:00Z",
    "carrier": "Northway",
}


async def logged_in(bridge: Bridge, role: Role = "agent") -> dict[str, str]:
    """The cookie of a new agent with that role."""
    name = "Sam" if role == "agent" else role.title()
    agent = await bridge.accounts.create(
        email=f"{role}@example.com", name=name, role=role, password_hash=await password_hash()
    )
    response = await bridge.log_in(agent.email)
    return {"Cookie": f"{COOKIE}={response.cookies[COOKIE].value}"}


async def test_agents_edit_incidents(bridge: Bridge) -> None:
    """An agent lists, adds, changes and ends; the desk says who did it last."""
    agent = await logged_in(bridge)
    status, before = await bridge.call("GET", "/api/console/incidents", headers=agent)
    assert status == 200
    going_on = {one["id"]: one["going_on"] for one in before["incidents"]}
    assert (going_on[INCIDENT_CARRIER], going_on[INCIDENT_OVER]) == (True, False)
    status, made = await bridge.call(
        "POST", "/api/console/incidents", json=LATE, headers=agent | OWN
    )
    assert (status, made["going_on"], made["edited_by"]) == (200, True, "Sam")
    path = f"/api/console/incidents/{made['id']}"
    told = {**LATE, "told": "Three days late."}
    _, changed = await bridge.call("PUT", path, json=told, headers=agent | OWN)
    assert (changed["id"], changed["told"]) == (made["id"], "Three days late.")
    _, ended = await bridge.call("POST", f"{path}/end", json={}, headers=agent | OWN)
    assert ended["going_on"] is False


async def test_who_may_not(bridge: Bridge) -> None:
    """Neither a stranger, nor another site's page, nor a trainer edits incidents."""
    status, _ = await bridge.call("GET", "/api/console/incidents")
    assert status == 401
    agent = await logged_in(bridge)
    status, _ = await bridge.call("POST", "/api/console/incidents", json=LATE, headers=agent)
    assert status == 403
    trainer = await logged_in(bridge, "trainer")
    for method, path in (("GET", ""), ("POST", ""), ("POST", "/IN-1/end")):
        status, body = await bridge.call(
            method, f"/api/console/incidents{path}", json=LATE, headers=trainer | OWN
        )
        assert (status, body["error"]["code"]) == (403, "forbidden"), (method, path)


async def test_a_try_repeated(bridge: Bridge) -> None:
    """The same key again gives the first incident, and adds none."""
    headers = {**PROGRAM, "Idempotency-Key": "k-1"}
    made = [
        await bridge.call("POST", "/api/incidents", json=LATE, headers=headers) for _ in range(2)
    ]
    assert made[0] == made[1]
    _, listed = await bridge.call("GET", "/api/incidents", headers=PROGRAM)
    assert sum(one["title"] == LATE["title"] for one in listed["incidents"]) == 1
    assert made[0][1]["edited_by"] == "A program"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"carrier": None}, "whom it concerns"),
        ({"cause": "weather"}, "weather"),
        ({"starts_at": "2026-03-02T09:00:00"}, "zone"),
        ({"ends_at": "2026-03-02T08:00:00Z"}, "after it has started"),
        ({"told": ""}, "length"),
        ({"colour": "red"}, "colour"),
    ],
)
async def test_what_makes_no_sense(bridge: Bridge, change: dict[str, Any], why: str) -> None:
    """A senseless incident is refused in a sentence that says what to do."""
    body = {**LATE, **change}
    status, answer = await bridge.call("POST", "/api/incidents", json=body, headers=PROGRAM)
    assert (status, answer["error"]["code"]) == (400, "bad_request")
    assert why in answer["error"]["message"]


async def test_unknown_incidents(bridge: Bridge) -> None:
    """What is not there is neither changed nor ended."""
    for method, path in (("PUT", "IN-0"), ("POST", "IN-0/end")):
        status, _ = await bridge.call(method, f"/api/incidents/{path}", json=LATE, headers=PROGRAM)
        assert status == 404


async def test_programs_read_what_the_document_promises(bridge: Bridge) -> None:
    """The list, and the answer to a write, fit the OpenAPI document."""
    _, document = await bridge.call("GET", "/api/openapi.json")
    for method, template in (("GET", "/api/incidents"), ("POST", "/api/incidents")):
        operation = document["paths"][template][method.lower()]
        content = operation["responses"]["200"]["content"]
        schema = {**content["application/json"]["schema"], **document}
        body = LATE if method == "POST" else None
        status, found = await bridge.call(method, template, json=body, headers=PROGRAM)
        assert status == 200
        jsonschema.Draft202012Validator(schema).validate(found)


async def test_insights_take_a_cause(bridge: Bridge) -> None:
    """Insights may be asked for one cause and its object; a cause that there is not is refused."""
    path = "/api/insights?days=7&root_cause=carrier_delay&object=Northway"
    status, found = await bridge.call("GET", path, headers=PROGRAM)
    assert (status, found["root_causes"]) == (200, [])
    status, _ = await bridge.call("GET", "/api/insights?root_cause=bad_luck", headers=PROGRAM)
    assert status == 400
