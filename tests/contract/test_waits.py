"""What customers in the queue have been told is kept for each case, on both databases."""

from __future__ import annotations

from datetime import timedelta

from handoff.core.model import Handoff
from handoff.store.cases import queue, waits
from handoff.store.cases.waits import Wait
from tests.desk import Desk

LONG = timedelta(minutes=10)
AGAIN = timedelta(minutes=3)
QUIET = timedelta(seconds=4)


async def in_queue(desk: Desk, address: str = "v:1") -> Handoff:
    """A case whose customer has been told their place."""
    conversation = await desk.handed_off(address)
    async with desk.db.read() as connection:
        handoff = await queue.open_in(connection, conversation.id)
    assert handoff is not None
    return handoff


async def told(desk: Desk, handoff: Handoff) -> Wait | None:
    """What its customer has heard."""
    async with desk.db.read() as connection:
        return await waits.find(connection, handoff.id)


async def due(desk: Desk, *, limit: int = 10) -> tuple[str, ...]:
    """Whose customers may have to be told something, where no page shows their place."""
    async with desk.db.read() as connection:
        return await waits.due(
            connection,
            desk.clock(),
            way_out_after=LONG,
            again_after=AGAIN,
            quiet_for=QUIET,
            show_places=(),
            limit=limit,
        )


async def test_what_was_told_is_kept_until_it_is_forgotten(desk: Desk) -> None:
    """The first that is told makes the row; another place and a way out change it."""
    await desk.agent()
    handoff = await in_queue(desk)
    async with desk.db.write() as tx:
        await waits.forget(tx, handoff.id)
    assert await told(desk, handoff) is None
    first = Wait(
        handoff_id=handoff.id, position=3, told_at=desk.clock(), acknowledged=0, way_out=False
    )
    later = desk.clock() + AGAIN
    async with desk.db.write() as tx:
        await waits.add(tx, first)
    assert await told(desk, handoff) == first
    async with desk.db.write() as tx:
        await waits.told(tx, handoff.id, 2, later)
        await waits.offered_way_out(tx, handoff.id)
    assert await told(desk, handoff) == Wait(
        handoff_id=handoff.id, position=2, told_at=later, acknowledged=0, way_out=True
    )


async def test_answers_are_counted(desk: Desk) -> None:
    """So that the next one is worded otherwise."""
    await desk.agent()
    handoff = await in_queue(desk)
    async with desk.db.write() as tx:
        assert [await waits.acknowledge(tx, handoff.id) for _ in range(3)] == [0, 1, 2]


async def test_due_is_who_had_the_last_word_and_has_paused(desk: Desk) -> None:
    """Not before the pause, and not once they were answered."""
    await desk.agent()
    handoff = await in_queue(desk)
    await desk.write("and it is urgent")
    assert await due(desk) == ()
    desk.clock.forward(seconds=4)
    assert await due(desk) == (handoff.conversation_id,)
    await desk.settle()
    assert await due(desk) == ()


async def test_due_is_who_heard_nothing_or_waits_for_long(desk: Desk) -> None:
    """Who heard nothing is due at once; who has a place only when it may be told again."""
    await desk.agent(capacity=1)
    handoffs = [await in_queue(desk, f"v:{number}") for number in (1, 2)]
    assert await due(desk) == ()
    async with desk.db.write() as tx:
        await waits.forget(tx, handoffs[0].id)
    assert await due(desk) == (handoffs[0].conversation_id,)
    desk.clock.forward(minutes=4)
    both = tuple(handoff.conversation_id for handoff in handoffs)
    assert await due(desk) == both
    assert await due(desk, limit=1) == both[:1]


async def test_due_leaves_those_alone_whose_page_shows_their_place(desk: Desk) -> None:
    """On such a channel nothing is due until another way than to wait is."""
    await desk.agent(capacity=1)
    handoffs = [await in_queue(desk, f"v:{number}") for number in (1, 2)]
    waiting = tuple(handoff.conversation_id for handoff in handoffs)
    conversation = await desk.here("v:1")

    async def shown() -> tuple[str, ...]:
        async with desk.db.read() as connection:
            return await waits.due(
                connection,
                desk.clock(),
                way_out_after=LONG,
                again_after=AGAIN,
                quiet_for=QUIET,
                show_places=(conversation.channel,),
                limit=10,
            )

    desk.clock.forward(minutes=4)
    assert await shown() == ()
    desk.clock.forward(minutes=7)
    assert await shown() == waiting
