"""From where files of customers are fetched, and from where never."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from aiohttp import web

from handoff.channels.meta.graph import Graph
from handoff.channels.meta.media_hosts import MediaHosts
from handoff.channels.webhooks.platform import Unfetched
from handoff.http.public_resolver import PublicResolver, is_public
from tests.bridge import serve

META = MediaHosts("https://graph.facebook.com/v25.0", "whatsapp.net")


@pytest.mark.parametrize(
    "url",
    [
        "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
        "https://scontent.xx.fbcdn.net/v/t1.jpg",
        "https://mmg.WhatsApp.net:443/v/1",
    ],
)
def test_platforms_hosts_are_taken(url: str) -> None:
    """Files lie below the platforms' own names, over https."""
    assert META.allows(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://scontent.xx.fbcdn.net/v/t1.jpg",
        "https://scontent.xx.fbcdn.net:8443/v/t1.jpg",
        "https://fbcdn.net.evil.example/x",
        "https://evilfbcdn.net/x",
        "https://fbcdn.net@evil.example/x",
        "https://user@fbcdn.net/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "https://[x",
        "https://fbcdn.net:x/",
        "",
    ],
)
def test_other_hosts_are_not(url: str) -> None:
    """No other name, no address, no other protocol or port."""
    assert not META.allows(url)


def test_a_stand_in_has_its_own_files() -> None:
    """Where META_GRAPH_URL names another server its files are fetched, and no neighbour's."""
    hosts = MediaHosts("http://127.0.0.1:8090/v25.0")
    assert hosts.allows("http://127.0.0.1:8090/files/1")
    assert not hosts.allows("http://127.0.0.1:8091/files/1")
    assert not hosts.allows("https://127.0.0.1:8090/files/1")


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "2002:0a00:1::"),
        *("224.0.0.1", "ff02::1"),
    ],
)
def test_private_addresses_are_not_public(address: str) -> None:
    """Neither this machine nor the company's network, however it is written."""
    assert not is_public(address)


def test_addresses_of_the_internet_are_public() -> None:
    """In both families."""
    assert is_public("157.240.1.1")
    assert is_public("2a03:2880:f12f:83:face:b00c:0:25de")


async def test_a_name_that_leads_inside_is_not_resolved() -> None:
    """A platform's name that somebody makes stand for an address inside is refused."""
    resolver = PublicResolver()
    with pytest.raises(OSError, match="private"):
        await resolver.resolve("localhost", 443, socket.AF_INET)
    await resolver.close()


async def test_the_desk_is_not_sent_on_to_another_place() -> None:
    """A redirect is followed only where files may lie, not for ever, and without our token."""
    seen: list[Any] = []

    async def file(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Authorization"))
        where = request.query.get("to")
        if where is not None:
            raise web.HTTPFound(where)
        return web.Response(body=b"picture", content_type="image/png")

    async def loop(_request: web.Request) -> web.Response:
        raise web.HTTPFound("loop")

    app = web.Application()
    app.router.add_get("/v1/file", file)
    app.router.add_get("/v1/loop", loop)
    runner = web.AppRunner(app)
    url = await serve(runner)
    graph = Graph("whatsapp", f"{url}/v1", "secret-token", file_field="file")
    try:
        found = await graph.fetch(f"{url}/v1/file?to=/v1/file", limit=100, with_token=True)
        assert found == (b"picture", "image/png")
        assert seen == ["Bearer secret-token", None]
        for where in ("http://127.0.0.1:1/x", "https://evil.example/", "loop"):
            with pytest.raises(Unfetched):
                await graph.fetch(f"{url}/v1/file?to={where}", limit=100, with_token=True)
        with pytest.raises(Unfetched):
            await graph.fetch("https://evil.example/x", limit=100, with_token=False)
    finally:
        await graph.close()
        await runner.cleanup()


async def test_an_inner_address_is_not_reached_over_a_public_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A platform's host whose name resolves to this machine is not fetched from."""

    async def inner(*_: Any, **__: Any) -> list[dict[str, Any]]:
        return [
            {"hostname": "x", "host": "127.0.0.1", "port": 443, "family": 2, "proto": 6, "flags": 0}
        ]

    monkeypatch.setattr("aiohttp.resolver.ThreadedResolver.resolve", inner)
    graph = Graph("whatsapp", "https://graph.facebook.com/v1", "t", file_field="file")
    with pytest.raises(Unfetched) as refused:
        await graph.fetch("https://scontent.fbcdn.net/x", limit=100, with_token=False)
    assert refused.value.again
    await graph.close()
