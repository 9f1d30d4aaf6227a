"""Canned replies, on each database."""

from __future__ import annotations

import pytest

from handoff.core.errors import BadRequest, Conflict, NotFound
from handoff.store.cases.canned_replies import CannedReplies
from tests.desk import Desk


@pytest.fixture
def replies(desk: Desk) -> CannedReplies:
    """What keeps them."""
    return CannedReplies(desk.db, desk.clock)


async def test_replies_are_kept_by_title(desk: Desk, replies: CannedReplies) -> None:
    """They are listed by title, with who wrote them last and when."""
    late = await replies.add(" Late parcel ", "Sorry, {customer}!", editor="Sam")
    await replies.add("Bye", "Goodbye from {agent}, about {order}", editor="Sam")
    desk.clock.forward(hours=1)
    changed = await replies.change(late.id, "Late parcel", "So sorry!", editor="Kim")
    assert [reply.title for reply in await replies.listed()] == ["Bye", "Late parcel"]
    assert (await replies.listed())[1] == changed
    assert (changed.text, changed.edited_by, changed.edited_at) == (
        "So sorry!",
        "Kim",
        desk.clock.now,
    )
    await replies.remove(late.id)
    assert [reply.title for reply in await replies.listed()] == ["Bye"]


async def test_a_title_is_taken_once(replies: CannedReplies) -> None:
    """Two replies never have one title."""
    await replies.add("Bye", "Goodbye", editor="Sam")
    other = await replies.add("Hello", "Good morning", editor="Sam")
    with pytest.raises(Conflict):
        await replies.add("Bye", "Farewell", editor="Sam")
    with pytest.raises(Conflict):
        await replies.change(other.id, "Bye", "Farewell", editor="Sam")


async def test_only_what_is_known_is_filled_in(replies: CannedReplies) -> None:
    """What the console could not fill in is refused, with what it can."""
    with pytest.raises(BadRequest, match=r"\{customer\}"):
        await replies.add("Bye", "Goodbye {custmoer}", editor="Sam")


async def test_what_is_gone_is_not_found(replies: CannedReplies) -> None:
    """A reply that somebody has removed can neither be changed nor removed."""
    with pytest.raises(NotFound):
        await replies.change("re_1", "Bye", "Goodbye", editor="Sam")
    with pytest.raises(NotFound):
        await replies.remove("re_1")
