"""Routing table of the web chat over HTTP, for pages of the desk and of host sites."""

from __future__ import annotations

from aiohttp import web

from handoff.channels.webchat.entrance import Entrance
from handoff.channels.webchat.files import ChatFiles
from handoff.channels.webchat.invitations import Inviting
from handoff.channels.webchat.links import LinkEntrance


def of(
    entrance: Entrance, inviting: Inviting, links: LinkEntrance, files: ChatFiles
) -> tuple[web.RouteDef, ...]:
    """All of them. A browser asks first, by OPTIONS, where a page is another site's."""
    shared = {
        "/api/chat/session": entrance.open,
        "/api/chat/invitations": inviting.give,
        "/api/chat/media": files.take,
    }
    return (
        *(web.post(path, handler) for path, handler in shared.items()),
        *(web.options(path, entrance.preflight) for path in shared),
        web.get("/api/chat/media/{ref}", files.give),
        # For the desk's own chat page alone: no other origin may read the answer.
        web.post("/api/chat/link", links.open),
    )
