"""The console's own folding, run by node over what the real bridge sends."""

from __future__ import annotations

import asyncio
import json
import subprocess
from pathlib import Path
from typing import Any

from tests.bridge import Bridge, Console
from tests.node import NODE

FOLD = Path(__file__).parents[2] / "handoff" / "web" / "console" / "fold.js"
SCRIPT = f"""
import {{ readFileSync }} from "node:fs";
import {{ fold }} from {json.dumps(FOLD.as_uri())};
const {{ snapshot, events }} = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(events.reduce(fold, snapshot)));
"""


async def test_the_consoles_fold_gives_a_fresh_snapshot(bridge: Bridge) -> None:
    """From queue to resolved, the page's folding of the bridge's events equals a new snapshot."""
    sam = await bridge.console()
    page = await bridge.page()
    first = await sam.ask("snapshot")
    checked = 0
    await bridge.handed_off(page)
    checked += await _agree(bridge, sam, first)
    conversation_id = await sam.take_next()
    checked += await _agree(bridge, sam, first)
    said = {"conversation_id": conversation_id, "epoch": await sam.epoch(conversation_id)}
    await sam.ask("send", client_id="a-1", text="Hello!\nI have read it all.", **said)
    await sam.ask("note", client_id="a-2", text="Careful", conversation_id=conversation_id)
    await page.shows("Hello!\nI have read it all.")
    await page.send("thank you")
    await sam.ask("presence", presence="away")
    checked += await _agree(bridge, sam, first)
    await _work_on(bridge, sam, conversation_id)
    checked += await _agree(bridge, sam, first)
    await sam.ask("resolve", disposition="solved", note="Sent again", **said)
    checked += await _agree(bridge, sam, first)
    assert checked > 10


async def test_it_does_while_the_bot_asks(bridge: Bridge) -> None:
    """A case that goes to the bot with a question, and comes back, is folded as well."""
    sam, page = await bridge.console(), await bridge.page()
    first = await sam.ask("snapshot")
    await bridge.handed_off(page)
    conversation_id = await sam.take_next()
    epoch = await sam.epoch(conversation_id)
    await sam.ask("ask_bot", kind="photo", conversation_id=conversation_id, epoch=epoch)
    await _agree(bridge, sam, first)
    await page.send("I have no camera")
    await _agree(bridge, sam, first)


async def _work_on(bridge: Bridge, sam: Console, conversation_id: str) -> None:
    """Label and prioritise a case, and have it named in a colleague's note."""
    boss = await bridge.member("Boss", "supervisor")
    _, label = await boss.call("POST", "labels", json={"name": "Fragile"})
    here = {"conversation_id": conversation_id}
    await sam.ask("label", labels=[label["id"]], **here)
    await sam.ask("prioritise", priority="high", **here)
    await sam.ask("look", writing="reply", **here)
    kim = await bridge.console("Kim")
    await kim.ask("note", client_id="k-1", text="@Sam look", **here)


async def _agree(bridge: Bridge, console: Console, first: dict[str, Any]) -> int:
    """Assert that folding gives what the bridge says now; returns how many events were folded."""
    fresh, events, _ = await console.since(first["cursor"])
    assert _comparable(await asyncio.to_thread(_folded, first, events)) == _comparable(fresh)
    return len(events)


def _folded(snapshot: dict[str, Any], events: list[dict[str, Any]]) -> dict[str, Any]:
    ran = subprocess.run(
        [NODE, "--input-type=module", "--eval", SCRIPT],
        input=json.dumps({"snapshot": snapshot, "events": events}),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    folded: dict[str, Any] = json.loads(ran.stdout)
    return folded


def _comparable(snapshot: dict[str, Any]) -> dict[str, Any]:
    """Only the queue's order has a meaning; a cursor may lag where events do not concern one."""
    lists = {
        name: sorted(snapshot[name], key=lambda each: str(each["id"]))
        for name in ("offers", "conversations", "agents", "notices")
    }
    clocks = sorted(snapshot["clocks"], key=lambda each: str(each["handoff_id"]))
    return {**snapshot, **lists, "clocks": clocks, "cursor": None}
