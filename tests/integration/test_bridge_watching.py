"""What operators see of a running bridge: metrics, and messages that were given up."""

from __future__ import annotations

import re

import pytest

from handoff.core.channel.port import Undelivered
from tests.bridge import ADMIN, Bridge
from tests.desk import a_request, says
from tests.platforms import Platforms, shown


async def metrics(bridge: Bridge) -> dict[str, float]:
    """All samples by name and labels."""
    headers = {"Authorization": f"Bearer {ADMIN}"}
    async with bridge.http.get(f"{bridge.url}/metrics", headers=headers) as response:
        assert response.status == 200
        text = await response.text()
    return {name: float(value) for name, value in re.findall(r"^(warm\S+) (\S+)$", text, re.M)}


async def test_metrics_tell_what_goes_on(bridge: Bridge) -> None:
    """Messages, calls of the bot, the queue and offers show up, with nothing personal."""
    page = await bridge.page()
    await bridge.handed_off(page)
    await bridge.console()
    found = await metrics(bridge)
    assert found['warmdesk_messages_total{author="customer"}'] == 1
    assert found['warmdesk_bot_seconds_count{outcome="answered"}'] == 1
    assert found["warmdesk_queue"] == 1
    assert found['warmdesk_agents{presence="available"}'] == 1
    assert found['warmdesk_handoffs_total{why="asked"}'] == 1


async def test_every_kind_of_job_is_counted(bridge: Bridge) -> None:
    """Rows and rounds alike: how many, how long, how many are under way, how late the next is."""
    page = await bridge.page()
    await bridge.handed_off(page)
    found = await metrics(bridge)
    assert found['warmdesk_job_seconds_count{kind="turns",outcome="done"}'] == 1
    assert found['warmdesk_job_seconds_count{kind="announcer",outcome="done"}'] >= 1
    assert found['warmdesk_jobs_under_way{kind="turns"}'] == 0
    late = {name: value for name, value in found.items() if name.startswith("warmdesk_job_lag")}
    kinds = ("turns", "webhooks", "outbox", "crm_tasks", "bot_task_deadlines", "routing", "health")
    assert {f'warmdesk_job_lag{{kind="{kind}"}}' for kind in kinds} <= set(late)


async def test_metrics_are_not_for_everybody(bridge: Bridge) -> None:
    """Without the token there are none."""
    status, _ = await bridge.call("GET", "/metrics")
    assert status == 401


async def test_a_failed_message_is_shown_and_can_be_sent_again(
    platforms: Platforms, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The agent sees `failed`, operators the dead letter, and sending again delivers it."""
    bridge, phone = platforms.bridge, platforms.whatsapp()
    sam = await bridge.console()
    bridge.bot.script.append(says("One moment.", handoff=a_request()))
    phone.says("a person please")
    conversation_id = await sam.take_next()
    await shown(phone, "has joined")
    epoch = await sam.epoch(conversation_id)

    async def refuses(*_: object) -> None:
        raise Undelivered("blocked", retry=False)

    with monkeypatch.context() as broken:
        broken.setattr("handoff.channels.whatsapp.sender.WhatsApp.send", refuses)
        said = {"conversation_id": conversation_id, "epoch": epoch, "client_id": "a-1"}
        seq = (await sam.ask("send", text="Hello", **said))["seq"]
        await sam.next("event", lambda e: e["data"].get("state") == "failed")
    [letter] = (await bridge.read("/api/dead-letters"))["dead_letters"]
    assert (letter["seq"], letter["error"]) == (seq, "blocked")
    assert (await metrics(bridge))["warmdesk_dead_letters"] == 1
    assert await sam.ask("send_again", conversation_id=conversation_id, seq=seq) == {}
    await shown(phone, "Hello")
    await sam.next(
        "event", lambda e: (e["data"].get("seq"), e["data"].get("state")) == (seq, "sent")
    )
    refused = await sam.ask("send_again", conversation_id=conversation_id, seq=seq)
    assert refused["error"]["code"] == "conflict"


async def test_consoles_pass_cases_on_and_take_them_over(bridge: Bridge) -> None:
    """A transfer and a takeover over the wire, with the reason for a message that came too late."""
    page, sam = await bridge.page(), await bridge.console("Sam")
    conversation_id = await bridge.handed_off(page)
    await sam.take_next()
    kim = await bridge.console("Kim")
    epoch = await sam.epoch(conversation_id)
    moved = await sam.ask(
        "transfer", conversation_id=conversation_id, epoch=epoch, to_agent=kim.agent.id, note="GPU"
    )
    assert moved == {}
    assert await kim.take_next() == conversation_id
    late = {"conversation_id": conversation_id, "epoch": epoch, "client_id": "a-9"}
    answer = await sam.ask("send", text="One more thing", **late)
    assert answer["error"]["code"] == "not_owner"
    assert "was not sent" in answer["error"]["message"]
    refused = await sam.ask("take_over", conversation_id=conversation_id)
    assert refused["error"]["code"] == "forbidden"
    assert (await sam.ask("queue"))["queue"] == []
