"""Factory of the web chat: builds its parts out of what the desk lends."""

from __future__ import annotations

from aiohttp import web

from handoff.channels.base.opening import Lent, OpenChannel
from handoff.channels.webchat import routes
from handoff.channels.webchat.entrance import Entrance
from handoff.channels.webchat.files import ChatFiles
from handoff.channels.webchat.invitations import Inviting
from handoff.channels.webchat.links import LinkEntrance
from handoff.channels.webchat.profile import SIZES
from handoff.channels.webchat.sender import PLACES_SECONDS, WebChat
from handoff.channels.webchat.settings import WebChatSettings
from handoff.channels.webchat.socket import ChatNamespace
from handoff.channels.webchat.tokens import ChatTokens
from handoff.http.client_hash import ClientHashes
from handoff.http.file_links import FileLinks
from handoff.http.limits import Buckets
from handoff.jobs.engine.background import Stream
from handoff.jobs.engine.rounds import Call
from handoff.store.db.event_dispatcher import EventDispatcher
from handoff.store.files.uploads import Uploads
from handoff.usecases.customer.ending import Endings

HOUR = 3_600.0
MESSAGES_AT_ONCE = 30
"""Messages that one customer may send at once; as many come back within a minute."""
UPLOADS_AT_ONCE = 20
UPLOADS_OF_A_PLACE = 60
"""Files that one customer, and all behind one address, may upload at once; as many come back within
five minutes."""


def open_channel(_settings: WebChatSettings, lent: Lent) -> OpenChannel:
    """The channel for pages of the desk and of host sites."""
    file_links = FileLinks(lent.key("file link"), lent.clock)
    chat = WebChat(lent.sio, lent.customer_messages, lent.accounts, lent.bot, file_links.path)
    tokens = ChatTokens(lent.key("chat token"), lent.clock)
    uploads = Uploads(lent.folder, lent.clock, SIZES, lent.scanner)
    customers = EventDispatcher(chat.handle)
    lent.db.subscribe(customers.push)
    lent.bot.on_change(chat.bot_changed)
    return OpenChannel(
        port=chat,
        routes=_routes(lent, tokens, _files(lent, tokens, uploads, file_links)),
        namespaces=(_namespace(lent, chat, tokens, uploads),),
        work=(
            Stream("customers", customers.run),
            Call(
                "places",
                chat.show_places,
                every=None,
                apart=PLACES_SECONDS,
                wakeup=chat.queue_moved,
            ),
            Call("uploads", uploads.tidy, every=HOUR),
        ),
        typing=chat.agent_types,
    )


def _routes(lent: Lent, tokens: ChatTokens, files: ChatFiles) -> tuple[web.RouteDef, ...]:
    entrance = Entrance(
        lent.customer_messages,
        lent.crm,
        tokens=tokens,
        identities=lent.identities,
        origins=lent.origins,
        bot=lent.bot,
        bot_name=lent.db.bot_name,
    )
    inviting = Inviting(
        lent.invitations,
        lent.crm,
        identities=lent.identities,
        origins=lent.origins,
        clock=lent.clock,
    )
    return routes.of(entrance, inviting, LinkEntrance(lent.chat_links, tokens), files)


def _files(lent: Lent, tokens: ChatTokens, uploads: Uploads, links: FileLinks) -> ChatFiles:
    return ChatFiles(
        uploads,
        lent.media,
        links,
        tokens=tokens,
        origins=lent.origins,
        by_visitor=Buckets(UPLOADS_AT_ONCE, UPLOADS_AT_ONCE / 300),
        by_place=Buckets(UPLOADS_OF_A_PLACE, UPLOADS_OF_A_PLACE / 300),
    )


def _namespace(lent: Lent, chat: WebChat, tokens: ChatTokens, uploads: Uploads) -> ChatNamespace:
    return ChatNamespace(
        chat,
        lent.customer_messages,
        Endings(lent.db, lent.clock),
        lent.invitations,
        uploads,
        tokens,
        Buckets(MESSAGES_AT_ONCE, MESSAGES_AT_ONCE / 60),
        ClientHashes(lent.key("client mark")),
    )
