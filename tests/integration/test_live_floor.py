"""The live floor through the socket: who sees it, what is told of it, what is moved on it."""

from __future__ import annotations

import asyncio
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.bridge import Bridge, Console, Page
from tests.node import NODE

FOLD = Path(__file__).parents[2] / "handoff" / "web" / "console" / "floor_fold.js"
SCRIPT = f"""
import {{ readFileSync }} from "node:fs";
import {{ foldFloor }} from {json.dumps(FOLD.as_uri())};
const {{ floor, changes }} = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(changes.reduce(foldFloor, floor)));
"""


@pytest.fixture
async def lou(bridge: Bridge) -> Console:
    """A supervisor's console."""
    member = await bridge.member("Lou", "supervisor")
    return await bridge.console_of(member.agent, member.cookie)


async def _case(bridge: Bridge, sam: Console) -> tuple[Page, str]:
    """A customer whose case Sam has."""
    page = await bridge.page()
    await bridge.handed_off(page)
    return page, await sam.take_next()


async def test_changes_of_the_floor_give_a_fresh_one(bridge: Bridge, lou: Console) -> None:
    """From the offer to the end of a case, folding what was told equals reading it again."""
    await lou.ask("presence", presence="away")
    first = await lou.ask("floor")
    sam = await bridge.console("Sam")
    page, where = await _case(bridge, sam)
    said = {"conversation_id": where, "epoch": await sam.epoch(where)}
    checked = await _agree(bridge, lou, first)
    await sam.ask("send", client_id="a-1", text="Hello", **said)
    await page.send("thank you")
    await sam.ask("presence", presence="away")
    checked += await _agree(bridge, lou, first)
    await sam.ask("resolve", disposition="solved", note="", **said)
    checked += await _agree(bridge, lou, first)
    assert checked > 10


async def _agree(bridge: Bridge, lou: Console, first: dict[str, Any]) -> int:
    """Assert that folding gives what the desk says now; returns how many changes were folded."""
    await bridge.until_quiet()
    fresh = await lou.ask("floor")
    changes = [c for c in lou.all("floor") if c["cursor"] is not None]
    folded = await asyncio.to_thread(_folded, first, changes)
    assert _comparable(folded) == _comparable(fresh)
    return len(changes)


def _folded(floor: dict[str, Any], changes: list[dict[str, Any]]) -> dict[str, Any]:
    ran = subprocess.run(
        [NODE, "--input-type=module", "--eval", SCRIPT],
        input=json.dumps({"floor": floor, "changes": changes}),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    folded: dict[str, Any] = json.loads(ran.stdout)
    return folded


def _comparable(floor: dict[str, Any]) -> dict[str, Any]:
    """Numbers are told beside the events, and cursors lag where nothing changed."""
    clocks = sorted(floor["clocks"], key=lambda each: str(each["handoff_id"]))
    return {**floor, "clocks": clocks, "cursor": None, "numbers": None}


async def test_numbers_are_told_to_who_watches(bridge: Bridge, lou: Console) -> None:
    """Who comes into the queue is counted for the supervisor at once; for others not at all."""
    sam = await bridge.console("Sam")
    await sam.ask("presence", presence="away")
    await lou.ask("presence", presence="away")
    floor = await lou.ask("floor")
    assert floor["numbers"]["lines"] == []
    await bridge.handed_off(await bridge.page())
    told = await lou.next("floor", lambda change: change.get("numbers", {}).get("lines"))
    assert [(line["skill"], line["waiting"]) for line in told["numbers"]["lines"]] == [
        ("orders", 1)
    ]
    assert sam.all("floor") == []


async def test_who_leaves_the_floor_is_told_no_more(bridge: Bridge, lou: Console) -> None:
    """A page that is closed costs nothing."""
    await lou.ask("floor")
    await lou.ask("leave_floor")
    before = len(lou.all("floor"))
    sam = await bridge.console("Sam")
    await sam.ask("presence", presence="away")
    await bridge.until_quiet()
    assert len(lou.all("floor")) == before


async def test_a_supervisor_moves_a_case_to_a_colleague(bridge: Bridge, lou: Console) -> None:
    """Kim is asked at once, with a note; Sam is told, and the customer hears why."""
    await lou.ask("presence", presence="away")
    sam = await bridge.console("Sam")
    page, where = await _case(bridge, sam)
    kim = await bridge.console("Kim")
    moved = {"conversation_id": where, "from_agent": sam.agent.id, "to_agent": kim.agent.id}
    assert await lou.ask("reassign", **moved, note="You know these") == {}
    assert await kim.take_next() == where
    opened = await kim.ask("open", conversation_id=where)
    notes = [m["text"] for m in opened["messages"] if m["kind"] == "note"]
    assert notes == ["Lou → Kim: You know these"]
    notice = await sam.next("event", lambda event: event["type"] == "notice.added")
    assert "Lou has passed on your conversation" in notice["data"]["notice"]["text"]
    assert any("Sam is passing you on" in str(text) for text in page.texts())


async def test_a_supervisor_moves_a_case_out_of_the_queue(bridge: Bridge, lou: Console) -> None:
    """A case that waits gets another skill, without a word to the customer."""
    await _keep_skill(bridge, "warranty")
    await lou.ask("presence", presence="away")
    page = await bridge.page()
    where = await bridge.handed_off(page)
    before = page.texts()
    moved = {"conversation_id": where, "from_agent": None, "to_skill": "warranty"}
    assert await lou.ask("reassign", **moved) == {}
    (item,) = (await lou.ask("snapshot"))["queue"]
    assert (item["skill"], item["state"]) == ("warranty", "queued")
    await bridge.until_quiet()
    assert not [text for text in page.texts()[len(before) :] if "passing you on" in str(text)]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"from_agent": None}, "conflict"),
        ({"to_agent": "ag_nobody"}, "not_found"),
        ({"to_skill": "warranty"}, "bad_request"),
        ({"to_agent": None}, "bad_request"),
        ({"note": "x" * 5_001}, "too_long"),
        ({"conversation_id": "cv_none"}, "not_found"),
    ],
)
async def test_what_cannot_be_moved(
    bridge: Bridge, lou: Console, changes: dict[str, Any], code: str
) -> None:
    """A case that somebody else has by now stays there, and wrong goals are refused."""
    await lou.ask("presence", presence="away")
    sam = await bridge.console("Sam")
    _, where = await _case(bridge, sam)
    kim = await bridge.console("Kim")
    wanted = {"conversation_id": where, "from_agent": sam.agent.id, "to_agent": kim.agent.id}
    answer = await lou.ask("reassign", **{**wanted, **changes})
    assert answer["error"]["code"] == code
    held = (await sam.ask("snapshot"))["conversations"]
    assert [each["id"] for each in held] == [where]


async def test_a_colleague_who_is_away_gets_nothing(bridge: Bridge, lou: Console) -> None:
    """Nobody is asked who is not there, nor who has the case already."""
    await lou.ask("presence", presence="away")
    sam = await bridge.console("Sam")
    _, where = await _case(bridge, sam)
    kim = await bridge.console("Kim")
    await kim.ask("presence", presence="away")
    for goal in (kim, sam):
        moved = {"conversation_id": where, "from_agent": sam.agent.id, "to_agent": goal.agent.id}
        assert (await lou.ask("reassign", **moved))["error"]["code"] == "conflict"


async def test_looking_at_the_floor_is_audited(bridge: Bridge, lou: Console) -> None:
    """It shows who the customers are, so it is written down; so is what was moved there."""
    await lou.ask("floor")
    await lou.ask("leave_floor")
    ada = await bridge.member("Ada", "admin")
    _, body = await ada.call("GET", "audit")
    acts = [entry["act"] for entry in body["entries"]]
    assert "floor" in acts
    assert "leave_floor" not in acts
    where = await bridge.handed_off(await bridge.page())
    await _keep_skill(bridge, "warranty")
    await lou.ask("reassign", conversation_id=where, to_skill="warranty")
    assert ("Lou", "reassign") in await bridge.audited(where)


async def test_clocks_reach_whom_they_concern(bridge: Bridge) -> None:
    """While a case waits everybody hears of its clock, afterwards its agent alone."""
    sam, kim = await bridge.console("Sam"), await bridge.console("Kim")
    await kim.ask("presence", presence="away")
    page, where = await _case(bridge, sam)
    await kim.next("event", lambda event: event["type"] == "clock.changed")
    before = len(kim.events("clock.changed"))
    epoch = await sam.epoch(where)
    await sam.ask("send", conversation_id=where, epoch=epoch, client_id="a-1", text="Hello")
    await sam.next(
        "event",
        lambda e: e["type"] == "clock.changed" and e["data"]["clock"]["waits_since"] is None,
    )
    await page.send("thanks")
    await bridge.until_quiet()
    assert len(kim.events("clock.changed")) == before
    (clock,) = (await sam.ask("snapshot"))["clocks"]
    assert (clock["conversation_id"], clock["waits_since"] is not None) == (where, True)
    assert (await kim.ask("snapshot"))["clocks"] == []


async def _keep_skill(bridge: Bridge, name: str) -> None:
    """Have a skill on the desk's list."""
    keeper = await bridge.member("Keeper", "supervisor")
    assert (await keeper.call("POST", "skills", json={"name": name}))[0] == 200
