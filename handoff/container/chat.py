"""The web chat put together: its ways in, its files, its namespace."""

from __future__ import annotations

from handoff.channels.webchat.entrance import Entrance
from handoff.channels.webchat.files import ChatFiles
from handoff.channels.webchat.invitations import Inviting
from handoff.channels.webchat.links import LinkEntrance
from handoff.channels.webchat.socket import ChatNamespace
from handoff.config.keys import derive
from handoff.container.clock import now
from handoff.container.desk import Desk
from handoff.transport.client_hash import ClientMarks
from handoff.transport.limits import Buckets
from handoff.usecases.customer.ending import Endings

MESSAGES_AT_ONCE = 30
"""Messages that one customer may send at once; as many come back within a minute."""
UPLOADS_AT_ONCE = 20
UPLOADS_OF_A_PLACE = 60
"""Files that one customer, and all behind one address, may upload at once; as many come back within
five minutes."""


def entrance(desk: Desk) -> Entrance:
    """Where a page gets its token."""
    return Entrance(
        desk.service,
        desk.crm,
        tokens=desk.chat_tokens,
        identities=desk.identities,
        origins=desk.origins,
        bot=desk.bot_watch,
    )


def inviting(desk: Desk) -> Inviting:
    """What a page may offer its visitor."""
    return Inviting(
        desk.invitations, desk.crm, identities=desk.identities, origins=desk.origins, clock=now
    )


def link_entrance(desk: Desk) -> LinkEntrance:
    """Where a link from an e-mail leads."""
    return LinkEntrance(desk.chat_links, desk.chat_tokens)


def chat_files(desk: Desk) -> ChatFiles:
    """What customers upload, and read."""
    return ChatFiles(
        desk.uploads,
        desk.media,
        desk.file_links,
        tokens=desk.chat_tokens,
        origins=desk.origins,
        by_visitor=Buckets(UPLOADS_AT_ONCE, UPLOADS_AT_ONCE / 300),
        by_place=Buckets(UPLOADS_OF_A_PLACE, UPLOADS_OF_A_PLACE / 300),
    )


def chat_namespace(desk: Desk) -> ChatNamespace:
    """The customers' events."""
    return ChatNamespace(
        desk.chat,
        desk.service,
        Endings(desk.db, now),
        desk.invitations,
        desk.uploads,
        desk.chat_tokens,
        Buckets(MESSAGES_AT_ONCE, MESSAGES_AT_ONCE / 60),
        ClientMarks(derive(desk.settings.secret_key, "client mark")),
    )
