"""The web chat's routes over HTTP, for pages of the desk and of host sites."""

from __future__ import annotations

from aiohttp import web

from handoff.channels.webchat.entrance import Entrance
from handoff.channels.webchat.files import ChatFiles
from handoff.channels.webchat.invitations import Inviting
from handoff.channels.webchat.links import LinkEntrance


def add(
    router: web.UrlDispatcher,
    entrance: Entrance,
    inviting: Inviting,
    links: LinkEntrance,
    files: ChatFiles,
) -> None:
    """Add all of them. A browser asks first, by OPTIONS, where a page is another site's."""
    for path, handler in (
        ("/api/chat/session", entrance.open),
        ("/api/chat/invitations", inviting.give),
        ("/api/chat/media", files.take),
    ):
        router.add_post(path, handler)
        router.add_route("OPTIONS", path, entrance.preflight)
    router.add_get("/api/chat/media/{ref}", files.give)
    # For the desk's own chat page alone: no other origin may read the answer.
    router.add_post("/api/chat/link", links.open)
