"""Cases and colleagues get their skills from the list that the desk keeps."""

from __future__ import annotations

from typing import Any

from tests.bridge import Bridge, Console, Member


async def listed(member: Member) -> list[str]:
    """The list as a dialog gets it."""
    status, answer = await member.call("GET", "skills")
    assert status == 200
    return list(answer["skills"])


async def passed_on(sam: Console, where: str, skill: str) -> Any:
    """What passing a case to a skill is answered with."""
    return await sam.ask(
        "transfer", conversation_id=where, epoch=await sam.epoch(where), to_skill=skill
    )


async def test_a_mistyped_skill_makes_no_queue(bridge: Bridge) -> None:
    """What nobody put on the list is refused, with what to do; what is on it is taken."""
    sam, lou = await bridge.console(), await bridge.member("Lou", "supervisor")
    await bridge.handed_off(await bridge.page())
    where = await sam.take_next()
    refused = await passed_on(sam, where, "shiping")
    assert refused["error"]["code"] == "bad_request"
    assert "“shiping” is not on the list of skills" in refused["error"]["message"]
    assert (await lou.call("POST", "skills", json={"name": " shipping "}))[0] == 200
    assert "shipping" in await listed(lou)
    assert await passed_on(sam, where, "shipping") == {}


async def test_the_list_is_kept_by_supervisors(bridge: Bridge) -> None:
    """Agents read it; a skill is there once, and stays while a colleague or an open case has it."""
    sam, lou = await bridge.member("Sam", "agent"), await bridge.member("Lou", "supervisor")
    ada = await bridge.member("Ada", "admin")
    assert (await sam.call("POST", "skills", json={"name": "returns"}))[0] == 403
    for status in (200, 409):
        assert (await lou.call("POST", "skills", json={"name": "returns"}))[0] == status
    assert (await lou.call("POST", "skills", json={"name": "Returns"}))[0] == 409
    assert await listed(sam) == ["returns"]
    await bridge.handed_off(await bridge.page())
    assert await listed(sam) == ["orders", "returns"]
    assert (await lou.call("DELETE", "skills/orders"))[0] == 409
    form = {"name": "Kim", "role": "agent", "capacity": 4, "email": "kim@example.com"}
    status, answer = await ada.call("POST", "accounts", json={**form, "skills": ["retruns"]})
    assert (status, answer["error"]["code"]) == (400, "bad_request")
    assert (await ada.call("POST", "accounts", json={**form, "skills": ["returns"]}))[0] == 200
    assert (await lou.call("DELETE", "skills/returns"))[0] == 409
    assert (await lou.call("DELETE", "skills/nothing"))[0] == 404
