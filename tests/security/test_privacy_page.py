"""Attacks on the page of privacy: by lesser roles, borrowed desks, and a slip of the hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from handoff.container.clock import now
from handoff.store.db.database import Database
from handoff.store.tables.accounts import audit, logins
from handoff.store.tables.delivery import erasures
from tests.bridge import Bridge, Member

WHO = {"customer_id": "c-0002"}
WORDS = "my zither has no strings"


async def customer(bridge: Bridge) -> None:
    """Somebody has said something."""
    page = await bridge.page(identity=await bridge.identity("c-0002"))
    await page.send(WORDS)
    await page.shows(f"echo {WORDS}")


async def rows(bridge: Bridge, query: Any) -> list[Any]:
    """What the desk keeps."""
    db = Database(f"sqlite:///{bridge.database}")
    async with db.read() as connection:
        found = list((await connection.execute(query)).all())
    await db.close()
    return found


async def stale(bridge: Bridge) -> None:
    """Let every login have shown its password long ago."""
    db = Database(f"sqlite:///{bridge.database}")
    async with db.write() as tx:
        long_ago = now() - timedelta(minutes=30)
        await tx.connection.execute(logins.update().values(confirmed_at=long_ago))
    await db.close()


async def tried(member: Member, **more: Any) -> list[int]:
    """The status of each thing that the page can do."""
    erasing = {**WHO, "confirm": "c-0002", **more}
    calls = (("GET", "privacy", None), ("POST", "privacy/find", WHO))
    calls += (("POST", "privacy/export", WHO), ("POST", "privacy/erase", erasing))
    return [(await member.call(method, path, json=body))[0] for method, path, body in calls]


@pytest.mark.parametrize("role", ["trainer", "agent", "supervisor"])
async def test_lesser_roles_may_do_nothing(bridge: Bridge, role: Any) -> None:
    """Whoever is no admin neither sees, exports nor erases anybody."""
    await customer(bridge)
    member = await bridge.member("Kim", role)
    assert await tried(member) == [403] * 4
    assert await rows(bridge, erasures.select()) == []


async def test_a_desk_left_alone_exports_and_erases_nothing(bridge: Bridge) -> None:
    """Without the password shown a short while ago neither is done."""
    await customer(bridge)
    ada = await bridge.member("Ada", "admin")
    await stale(bridge)
    status, answer = await ada.call("POST", "privacy/export", json=WHO)
    assert (status, answer["error"]["code"]) == (403, "not_confirmed")
    status, answer = await ada.call("POST", "privacy/erase", json={**WHO, "confirm": "c-0002"})
    assert (status, answer["error"]["code"]) == (403, "not_confirmed")
    assert await rows(bridge, erasures.select()) == []


@pytest.mark.parametrize("typed", ["", "c-0003", "C-0002", "yes"])
async def test_a_slip_of_the_hand_erases_nobody(bridge: Bridge, typed: str) -> None:
    """Only the very customer's key, typed by hand, lets an erasure begin."""
    await customer(bridge)
    ada = await bridge.member("Ada", "admin")
    status, _ = await ada.call("POST", "privacy/erase", json={**WHO, "confirm": typed})
    assert status == 400
    assert await rows(bridge, erasures.select()) == []


async def test_what_stays_of_an_erasure_names_nobody(bridge: Bridge) -> None:
    """Neither its receipt, the list of them, nor the audit log says who it was."""
    await customer(bridge)
    ada = await bridge.member("Ada", "admin")
    status, found = await ada.call("POST", "privacy/find", json=WHO)
    assert (status, found["key"], found["names"]) == (200, "c-0002", ["Ben Okafor"])
    status, made = await ada.call("POST", "privacy/erase", json={**WHO, "confirm": " c-0002 "})
    assert status == 200
    _, page = await ada.call("GET", "privacy")
    assert [one["id"] for one in page["erasures"]] == [made["id"]]
    entries = await rows(bridge, audit.select())
    assert {"privacy.find", "privacy.erase"} <= {entry.act for entry in entries}
    for told in (str(made), str(page), str(entries)):
        assert "c-0002" not in told
        assert "Okafor" not in told
