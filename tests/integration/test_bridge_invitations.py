"""Invitations over the wire: who is told of which, and how a conversation begins with one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from actions.crm.errors import CrmUnavailable
from actions.crm.memory import MemoryCrm
from tests.bridge import Bridge
from tests.integration.conftest import StartBridge
from tests.unit.test_invitations import FILE

SHOP = "https://shop.example"


@pytest.fixture
async def inviting(start_bridge: StartBridge, tmp_path: Path) -> Bridge:
    """A bridge with rules."""
    path = tmp_path / "invitations.yml"
    path.write_text(FILE)
    return await start_bridge(invitations_file=str(path), chat_origins=(SHOP,))


async def asked(bridge: Bridge, **body: Any) -> list[dict[str, Any]]:
    """What a page is told."""
    status, answer = await bridge.call("POST", "/api/chat/invitations", json=body)
    assert status == 200, answer
    assert answer["per_day"] == 2
    return list(answer["invitations"])


async def test_a_visitor_is_told_of_what_concerns_everybody(inviting: Bridge) -> None:
    """In their language, with what the page itself can tell, and without customers' matters."""
    [told] = await asked(inviting, locale="de")
    assert told == {
        "id": "pay",
        "page": "/checkout*",
        "seconds": 40,
        "cart_value": 500,
        "error": False,
        "bubble": "Ist etwas unklar?",
        "opening": "Was möchten Sie wissen?",
    }
    assert len(await asked(inviting, identity="nonsense")) == 1


async def test_who_waits_for_a_parcel_is_told_of_that(inviting: Bridge) -> None:
    """A late order is looked up for who is signed in, and for nobody else."""
    told = {}
    _, customers = await inviting.call("GET", "/demo/customers")
    for customer in customers:
        identity = await inviting.identity(customer["id"])
        told[customer["id"]] = [each["id"] for each in await asked(inviting, identity=identity)]
    assert ["pay", "late"] in told.values()
    assert ["pay"] in told.values()


async def test_a_crm_that_is_down_only_costs_an_invitation(
    inviting: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the orders nobody is told that one is late."""
    identity = await inviting.identity("c-0002")

    async def down(*_: object, **__: object) -> None:
        raise CrmUnavailable("down")

    monkeypatch.setattr(MemoryCrm, "orders", down)
    assert [each["id"] for each in await asked(inviting, identity=identity)] == ["pay"]


async def test_other_sites_are_told_nothing(inviting: Bridge) -> None:
    """The same sites may ask that may chat; a browser asks for leave first."""
    where = f"{inviting.url}/api/chat/invitations"
    for origin, status in ((SHOP, 200), ("https://elsewhere.example", 403)):
        headers = {"Origin": origin}
        async with inviting.http.post(where, json={}, headers=headers) as response:
            assert response.status == status
        async with inviting.http.options(where, headers=headers) as response:
            allowed = response.headers.get("Access-Control-Allow-Origin")
            assert (allowed == SHOP) is (origin == SHOP)


async def test_a_conversation_begins_with_what_the_bot_said(inviting: Bridge) -> None:
    """The opening is the bot's first message in the log, in the visitor's language, once."""
    page = await inviting.page(locale="de")
    first = await page.send("ja, zur Garantie", invitation="pay")
    assert first["seq"] == 2
    opening = await page.shows("Was möchten Sie wissen?")
    assert (opening["seq"], opening["author"]["kind"]) == (1, "bot")
    await page.send("noch etwas", invitation="pay")
    assert page.texts().count("Was möchten Sie wissen?") == 1


async def test_an_unknown_invitation_is_no_invitation(inviting: Bridge) -> None:
    """A page with old rules still gets its message through."""
    page = await inviting.page()
    assert (await page.send("hello", invitation="of-last-year"))["seq"] == 1


async def test_the_loader_asks_only_where_there_are_rules(
    inviting: Bridge, start_bridge: StartBridge
) -> None:
    """Sites of a desk without invitations load nothing for them."""
    plain = await start_bridge()
    for bridge, invites in ((inviting, True), (plain, False)):
        async with bridge.http.get(f"{bridge.url}/widget.js") as response:
            assert ('"invites":true' in await response.text()) is invites
