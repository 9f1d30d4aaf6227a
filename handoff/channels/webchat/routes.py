"""Routing table of the web chat, made of what its handlers declare."""

from __future__ import annotations

from aiohttp import web

from handoff.channels.webchat.entrance import Entrance
from handoff.channels.webchat.files import ChatFiles
from handoff.channels.webchat.invitations import Inviting
from handoff.channels.webchat.links import LinkEntrance
from handoff.http.routes import Route, definitions, routes_of

HANDLERS = (Entrance, Inviting, ChatFiles, LinkEntrance)


def of(
    entrance: Entrance, inviting: Inviting, links: LinkEntrance, files: ChatFiles
) -> tuple[web.RouteDef, ...]:
    """All of them. A link is for the desk's own page: no other origin may read the answer."""
    return (
        *definitions(entrance, inviting, files, links),
        *(web.options(each.path, entrance.preflight) for each in chat_routes() if each.shared),
    )


def chat_routes() -> tuple[Route, ...]:
    """Every route that pages of the desk and of host sites call."""
    return tuple(each for handlers in HANDLERS for each in routes_of(handlers))
