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

    def allows(self, origin: str, request: web.BaseRequest) -> bool:
        """Whether a page of `origin` may chat."""
        return "*" in self._allowed or origin in self._allowed or is_own(origin, request)

    def admit(self, request: web.Request) -> str | None:
        """The site whose page calls, None for a program; raises `Forbidden` for one not listed."""
        origin = request.headers.get("Origin")
        if origin is not None and not self.allows(origin, request):
            raise Forbidden("This site may not use the chat: add it to CHAT_ORIGINS.")
        return origin

    def accepts_socket(self, origin: str, environ: Mapping[str, object]) -> bool:
        """`allows` in the form that python-socketio calls."""
        request = environ["aiohttp.request"]
        return isinstance(request, web.BaseRequest) and self.allows(origin, request)


def is_own(origin: str, request: web.BaseRequest) -> bool:
    """Whether `origin` is this server under the name that the request was made to."""
    names = (request.headers.get("Host"), _told(request, "X-Forwarded-Host"))
    try:
        return urlsplit(origin).netloc in {name for name in names if name}
    except ValueError:
        return False


def permit(response: web.Response, origin: str | None) -> None:
    """Let a page of that origin read the answer."""
    response.headers["Vary"] = "Origin"
    if origin is not None:
        response.headers["Access-Control-Allow-Origin"] = origin


def remote_address(request: web.BaseRequest) -> str:
    """Where a request comes from, which is what the outermost of our named proxies says.

    Whatever stands further left in `X-Forwarded-For` was written by the caller.
    """
    remote, proxies = request.remote or "", _proxies(request)
    lines: list[str] = request.headers.getall("X-Forwarded-For", [])
    for told in reversed([each.strip() for line in lines for each in line.split(",")]):
        if not _within(remote, proxies) or not _is_address(told):
            break
        remote = told
    return remote


def is_https(request: web.BaseRequest) -> bool:
    """Whether the browser sees this request as encrypted."""
    return request.secure or _told(request, "X-Forwarded-Proto").lower() == "https"


def _told(request: web.BaseRequest, header: str) -> str:
    """What a named proxy says last in a header; nothing where somebody else sends it."""
    lines: list[str] = request.headers.getall(header, [])
    if not lines or not _within(request.remote or "", _proxies(request)):
        return ""
    return lines[-1].rpartition(",")[2].strip()


def _proxies(request: web.BaseRequest) -> tuple[str, ...]:
    if isinstance(request, web.Request):
        known: tuple[str, ...] = request.config_dict.get(PROXIES, THIS_MACHINE)
        return known
    return THIS_MACHINE


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _within(remote: str, networks: tuple[str, ...]) -> bool:
    return _is_address(remote) and any(ip_address(remote) in ip_network(n) for n in networks)
