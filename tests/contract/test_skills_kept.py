"""The list of skills, on each database."""

from __future__ import annotations

import pytest

from handoff.core.errors import BadRequest, Conflict, NotFound
from handoff.store.cases.skills import MOST, Skills
from tests.desk import Desk


async def test_the_list_has_what_was_added_and_what_is_needed(desk: Desk) -> None:
    """In order, each once; what an open case needs is there by itself."""
    skills = Skills(desk.db, desk.clock)
    assert await skills.listed() == ()
    assert await skills.add("  two  words ", editor="Lou") == "two words"
    await desk.handed_off()
    assert await skills.listed() == ("orders", "two words")
    await skills.must_be_known(["orders", "two words"])
    with pytest.raises(BadRequest, match="order"):
        await skills.must_be_known(["order"])
    with pytest.raises(Conflict):
        await skills.add("Two Words", editor="Lou")


async def test_nobody_loses_a_skill_by_the_list(desk: Desk) -> None:
    """It is removed once neither a colleague nor an open case has it, and is then gone."""
    skills = Skills(desk.db, desk.clock)
    await desk.agent("Sam", skills=("returns",))
    await skills.add("returns", editor="Lou")
    with pytest.raises(Conflict, match="Sam"):
        await skills.remove("returns")
    await skills.add("orders", editor="Lou")
    await desk.handed_off()
    with pytest.raises(Conflict, match="open case"):
        await skills.remove("orders")
    await skills.add("payments", editor="Lou")
    await skills.remove("payments")
    with pytest.raises(NotFound):
        await skills.remove("payments")


async def test_the_list_ends_somewhere(desk: Desk) -> None:
    """More skills than anybody chooses from are refused."""
    skills = Skills(desk.db, desk.clock)
    for number in range(MOST):
        await skills.add(f"skill {number}", editor="Lou")
    with pytest.raises(Conflict, match="Remove one first"):
        await skills.add("one more", editor="Lou")
