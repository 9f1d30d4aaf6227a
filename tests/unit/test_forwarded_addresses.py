"""Where a request comes from, and whose word on it counts."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from multidict import CIMultiDict

from handoff.http.origins import PROXIES, Origins, is_https, is_own, remote_address


def request(remote: str, *headers: tuple[str, str]) -> web.Request:
    """A request from that address, at a desk whose proxies are in 10.0.0.0/8."""
    app = web.Application()
    app[PROXIES] = ("10.0.0.0/8",)
    transport: Any = Mock()
    transport.get_extra_info = lambda name, default=None: (
        (remote, 1) if name == "peername" else default
    )
    given = CIMultiDict([("Host", "desk.example"), *headers])
    return make_mocked_request("GET", "/", given, app=app, transport=transport)


@pytest.mark.parametrize(
    ("remote", "lines", "found"),
    [
        ("203.0.113.9", ["198.51.100.7"], "203.0.113.9"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", ["1.1.1.1, 198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", ["1.1.1.1", "198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", ["1.1.1.1, 198.51.100.7, 10.0.0.2"], "198.51.100.7"),
        ("10.0.0.1", ["1.1.1.1, 10.0.0.3, 198.51.100.7, 10.0.0.2"], "198.51.100.7"),
        ("10.0.0.1", ["unknown"], "10.0.0.1"),
        ("10.0.0.1", [" , "], "10.0.0.1"),
    ],
)
def test_only_a_named_proxy_is_believed(remote: str, lines: list[str], found: str) -> None:
    """What callers write further left does not count, in one header or in several."""
    headers = [("X-Forwarded-For", line) for line in lines]
    assert remote_address(request(remote, *headers)) == found


def test_a_stranger_makes_no_site_the_desk_s_own() -> None:
    """The forwarded name and protocol count from a named proxy alone, and its last word of them."""
    told = (("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"))
    stranger, proxy = request("203.0.113.9", *told), request("10.0.0.1", *told)
    assert not is_own("https://evil.example", stranger)
    assert is_own("https://evil.example", proxy)
    assert is_own("https://desk.example", stranger)
    assert (is_https(stranger), is_https(proxy)) == (False, True)
    several = request("10.0.0.1", ("X-Forwarded-Proto", "https, http"))
    assert not is_https(several)


def test_an_origin_that_is_none_is_nobody_s() -> None:
    """What cannot be read as an address is not allowed."""
    assert not Origins(()).allows("http://[x", request("203.0.113.9"))
