"""What one connection may have put aside for it, may send, and may ask for at once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from engineio.packet import MESSAGE, Packet

from handoff.core.payloads import Nothing
from handoff.http.backlog import MOST_WAITING, Backlog
from handoff.http.calls import takes
from handoff.http.connections import BYTES_A_SECOND, BYTES_AT_ONCE, Allowance
from handoff.http.packets import PacketRefused, StrictPacket
from handoff.http.sockets import CALLS_AT_ONCE, Namespace


async def test_a_reader_that_does_not_read_is_told_of_once_it_has_too_much_waiting() -> None:
    """One packet has its place however long it is; what comes after it is dropped."""
    told: list[str] = []
    backlog = Backlog()
    backlog.on_overflow = lambda: told.append("overflow")
    await backlog.put(Packet(MESSAGE, "x" * (MOST_WAITING + 1)))
    await backlog.put(Packet(MESSAGE, "one more"))
    assert (backlog.qsize(), told) == (1, ["overflow"])
    await backlog.put(None)
    assert backlog.qsize() == 2


async def test_what_was_read_makes_room() -> None:
    """Only what waits is counted."""
    backlog = Backlog()
    for _ in range(3):
        await backlog.put(Packet(MESSAGE, "x" * (MOST_WAITING + 1)))
        assert (await backlog.get()).data
    assert backlog.empty()


def test_an_allowance_runs_out_and_comes_back_by_the_second() -> None:
    """So many bytes at once, then so many as time brings, and never more than at first."""
    allowed = Allowance(0.0)
    assert allowed.take(BYTES_AT_ONCE, 0.0)
    assert not allowed.take(1, 0.0)
    assert allowed.take(BYTES_A_SECOND - 1, 1.0)
    assert not Allowance(0.0).take(BYTES_AT_ONCE + 1, 1_000.0)


@pytest.mark.parametrize("text", ["2/chat,", "5/chat,[]", "²", "2/chat,12[", "3/chat,1{}"])
def test_a_packet_is_read_or_refused(text: str) -> None:
    """There is one error for whatever no page sends."""
    with pytest.raises(PacketRefused):
        StrictPacket(encoded_packet=text)


@pytest.mark.parametrize("text", ['2/chat,["send",{}]', "0/chat,{}", "1/chat,", "3/chat,1[]"])
def test_what_pages_send_is_read(text: str) -> None:
    """Joining, leaving, calling and acknowledging."""
    assert StrictPacket(encoded_packet=text).namespace == "/chat"


class Slow(Namespace):
    """A namespace whose one call waits."""

    def __init__(self) -> None:
        super().__init__("/slow")
        self.go = asyncio.Event()

    @takes(Nothing)
    async def on_wait(self, _sid: str, _nothing: Nothing) -> None:
        """Wait until it may go."""
        await self.go.wait()


async def test_calls_at_once_are_bounded() -> None:
    """A connection with too many calls under way is told so; others are not concerned."""
    slow = Slow()
    running = [asyncio.create_task(slow.trigger_event("wait", "a")) for _ in range(CALLS_AT_ONCE)]
    await asyncio.sleep(0)
    refused: dict[str, Any] = await slow.trigger_event("wait", "a")
    assert refused["error"]["code"] == "too_many"
    other = asyncio.create_task(slow.trigger_event("wait", "b"))
    slow.go.set()
    assert await asyncio.gather(*running, other) == [{}] * (CALLS_AT_ONCE + 1)
    assert await slow.trigger_event("wait", "a") == {}
