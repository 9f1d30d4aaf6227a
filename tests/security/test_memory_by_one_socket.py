"""Memory by one socket: what no page sends is refused, and what pages send is bounded."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from handoff.http.backlog import MOST_WAITING
from handoff.http.connections import BYTES_AT_ONCE, MAX_PACKET
from tests.bridge import Bridge
from tests.security.bridge_process import BridgeProcess
from tests.security.raw_socket import RawSocket

MEGABYTE = 1024 * 1024
POURED = 1024 * MEGABYTE
AT_A_TIME = 8 * MEGABYTE
HELD = 64 * MEGABYTE
"""More than this the bridge never holds beyond what it held before."""
PIECE = MAX_PACKET - 1024


@pytest.fixture
async def raw(bridge: Bridge) -> AsyncIterator[RawSocket]:
    """A connection that has joined nothing."""
    socket = await RawSocket(bridge.http, bridge.url).open()
    yield socket
    await socket.close()


async def cut(bridge: Bridge, why: str) -> bool:
    """Whether connections were cut for that reason."""
    headers = {"Authorization": "Bearer an-operators-token-for-tests-only"}
    async with bridge.http.get(f"{bridge.url}/metrics", headers=headers) as response:
        return f'warmdesk_sockets_cut_total{{why="{why}"}}' in await response.text()


async def test_memory_stays_flat_whatever_is_poured_in(process: BridgeProcess) -> None:
    """A gigabyte, binary and text, with a token and without, leaves the bridge as it was."""
    token = str((await process.session())["token"])
    attacks: tuple[tuple[bool, str, str | bytes], ...] = (
        (False, "451000000-[]", b"x" * PIECE),
        (False, "451000000-/chat,[]", b"x" * PIECE),
        (True, '451000000-/chat,["send"]', b"x" * PIECE),
        (True, '461000000-/chat,1["send"]', "b" + "eHh4" * (PIECE // 4)),
        (False, "40", "42" + '["send","' + "x" * PIECE + '"]'),
        (True, '42/chat,["typing"]', '42/chat,["send",{"text":"' + "x" * PIECE + '"}]'),
        (True, '42/chat,["typing"]', '42/chat,1["' + "x" * PIECE + '"]'),
    )
    before, poured, highest = process.memory(), 0, 0
    while poured < POURED:
        for joins, opening, piece in attacks:
            socket = await RawSocket(process.http, process.url).open()
            if joins:
                assert (await socket.join(token)).startswith("40/chat")
            await socket.send(opening)
            poured += await socket.pour(piece, AT_A_TIME) + len(piece)
            highest = max(highest, process.memory())
            await socket.close()
    assert highest - before < HELD
    assert await process.answers()
    assert "Traceback" not in process.log()


@pytest.mark.parametrize(
    ("packet", "why"),
    [
        ('451-/chat,["send",{"_placeholder":true,"num":0}]', "malformed"),
        ("461-/chat,1[]", "malformed"),
        ("40", "malformed"),
        ('42["send",{}]', "malformed"),
        ("44/chat,{}", "malformed"),
        ("49/chat,", "malformed"),
        ("42/chat,", "malformed"),
        ("42/chat,{}", "malformed"),
        ("42/chat,[1]", "malformed"),
        ('42/chat,["send"', "malformed"),
        ("42/chat," + "[" * 100_000, "malformed"),
        ("4" + "[" * 100_000, "malformed"),
        ("40/chat,[]", "malformed"),
        ("43/chat,[]", "malformed"),
        ("9", None),
        ("x", "malformed"),
        ("", "malformed"),
        (b"\x04\x00", "binary"),
        ("bAAAA", "binary"),
    ],
)
async def test_a_packet_that_no_page_sends_ends_its_connection(
    bridge: Bridge, raw: RawSocket, packet: str | bytes, why: str | None
) -> None:
    """Binary packets, the default namespace and what cannot be read are refused, and counted."""
    await raw.send(packet)
    if why is None:
        assert (await raw.join((await bridge.session())["token"])).startswith("40/chat")
        return
    await raw.until_gone()
    assert await cut(bridge, why)


async def test_a_connection_that_joins_nothing_is_dropped(
    bridge: Bridge, raw: RawSocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is in no namespace after some seconds is hung up on, also after leaving the last one."""
    monkeypatch.setattr("handoff.http.gate.JOIN_SECONDS", 0.1)
    await raw.until_gone()
    left = await RawSocket(bridge.http, bridge.url).open()
    assert (await left.join((await bridge.session())["token"])).startswith("40/chat")
    await left.send("41/chat,")
    await left.until_gone()
    assert await cut(bridge, "unjoined")


async def test_a_page_stays_connected(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has joined is left alone."""
    monkeypatch.setattr("handoff.http.gate.JOIN_SECONDS", 0.1)
    page = await bridge.page()
    stranger = await RawSocket(bridge.http, bridge.url).open()
    await stranger.until_gone()
    assert await page.ask("sync")


async def test_bytes_are_bounded(bridge: Bridge, raw: RawSocket) -> None:
    """Well-formed packets end the connection, too, where they are more than any page sends."""
    await raw.join((await bridge.session())["token"])
    piece = '42/chat,["typing",{"x":"' + "x" * PIECE + '"}]'
    assert await raw.pour(piece, 16 * BYTES_AT_ONCE) < 16 * BYTES_AT_ONCE
    await raw.until_gone()
    assert await cut(bridge, "flood")


async def test_who_reads_nothing_is_cut_off(process: BridgeProcess) -> None:
    """Answers that nobody reads are not collected without end."""
    token = str((await process.session())["token"])
    before = process.memory()
    socket = await RawSocket(process.http, process.url).open()
    await socket.join(token)
    sent = await socket.pour('42/chat,1["' + "x" * 20 + '"]', BYTES_AT_ONCE // 2)
    assert sent
    assert process.memory() - before < HELD + MOST_WAITING


async def test_polls_that_are_no_packets_are_refused(bridge: Bridge) -> None:
    """By the polling transport, too: 400 for what cannot be read, 413 for what is too long."""
    base = f"{bridge.url}/socket.io/?EIO=4&transport=polling"
    for body, status in (
        (b"x", 400),
        (b"\xff", 400),
        (b"bA", 400),
        (b"d=", 400),
        (b"4" + b"[" * 100_000, 400),
        (b"\x1e" * 40, 400),
        (b"4" + b"x" * MAX_PACKET, 413),
    ):
        async with bridge.http.get(base) as response:
            sid = (await response.text()).split('"')[3]
        async with bridge.http.post(f"{base}&sid={sid}", data=body) as response:
            assert response.status == status, body[:20]


async def test_binary_by_polling_is_refused(bridge: Bridge) -> None:
    """A base64 packet is binary as well."""
    base = f"{bridge.url}/socket.io/?EIO=4&transport=polling"
    async with bridge.http.get(base) as response:
        sid = (await response.text()).split('"')[3]
    async with bridge.http.post(f"{base}&sid={sid}", data="bAAAA") as response:
        assert response.status in (200, 400)
    assert await cut(bridge, "binary")
    async with bridge.http.get(f"{base}&sid={sid}") as response:
        assert response.status == 400
