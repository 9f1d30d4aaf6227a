"""Access rules of origins: which web sites a browser may call the bridge from."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from aiohttp import web

from handoff.config.networks import THIS_MACHINE
from handoff.core.errors import Forbidden

PROXIES = web.AppKey("PROXIES", tuple)
"""Key of the application's networks of reverse proxies; without it they are on this machine."""


class Origins:
    """The allow-list of sites that embed the widget; the desk's own pages are always allowed."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        self._allowed = frozenset(allowed)

    def allows(self, origin: str, headers: Mapping[str, str]) -> bool:
        """Whether a page of `origin` may chat; `headers` are those of the request."""
        return "*" in self._allowed or origin in self._allowed or is_own(origin, headers)

    def admit(self, request: web.Request) -> str | None:
        """The site whose page calls, None for a program; raises `Forbidden` for one not listed."""
        origin = request.headers.get("Origin")
        if origin is not None and not self.allows(origin, request.headers):
            raise Forbidden("This site may not use the chat: add it to CHAT_ORIGINS.")
        return origin

    def accepts_socket(self, origin: str, environ: Mapping[str, object]) -> bool:
        """`allows` in the form that python-socketio calls."""
        request = environ["aiohttp.request"]
        return isinstance(request, web.BaseRequest) and self.allows(origin, request.headers)


def is_own(origin: str, headers: Mapping[str, str]) -> bool:
    """Whether `origin` is this server under the name that the request was made to."""
    names = (headers.get("Host"), headers.get("X-Forwarded-Host"))
    return urlsplit(origin).netloc in {name for name in names if name}


def permit(response: web.Response, origin: str | None) -> None:
    """Let a page of that origin read the answer."""
    response.headers["Vary"] = "Origin"
    if origin is not None:
        response.headers["Access-Control-Allow-Origin"] = origin


def remote_address(request: web.BaseRequest) -> str:
    """Where a request comes from; what a reverse proxy in PROXIES says is believed."""
    remote = request.remote or ""
    forwarded = request.headers.get("X-Forwarded-For")
    if forwarded and _within(remote, _proxies(request)):
        return forwarded.rpartition(",")[2].strip()
    return remote


def _proxies(request: web.BaseRequest) -> tuple[str, ...]:
    if isinstance(request, web.Request):
        known: tuple[str, ...] = request.config_dict.get(PROXIES, THIS_MACHINE)
        return known
    return THIS_MACHINE


def _within(remote: str, networks: tuple[str, ...]) -> bool:
    try:
        address = ip_address(remote)
    except ValueError:
        return False
    return any(address in ip_network(each) for each in networks)


def is_https(request: web.BaseRequest) -> bool:
    """Whether the browser sees this request as encrypted."""
    return request.secure or request.headers.get("X-Forwarded-Proto", "").lower() == "https"
