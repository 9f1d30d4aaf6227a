"""The web chat's routes over HTTP, for pages of the desk and of host sites."""

from __future__ import annotations

from aiohttp import web

from handoff.channels.webchat_entrance import Entrance
from handoff.channels.webchat_invitations import Inviting


def add(router: web.UrlDispatcher, entrance: Entrance, inviting: Inviting) -> None:
    """Add all of them. A browser asks first, by OPTIONS, where a page is another site's."""
    for path, handler in (
        ("/api/chat/session", entrance.open),
        ("/api/chat/invitations", inviting.give),
    ):
        router.add_post(path, handler)
        router.add_route("OPTIONS", path, entrance.preflight)
