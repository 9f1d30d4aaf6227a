"""Factory of the web chat: builds its parts out of what the desk lends."""

from __future__ import annotations

from aiohttp import web

from handoff.channels.base.opening import Lent, OpenChannel
from handoff.channels.webchat import routes
from handoff.channels.webchat.admission import Admission
from handoff.channels.webchat.entrance import Entrance
from handoff.channels.webchat.files import ChatFiles
from handoff.channels.webchat.invitations import Inviting
from handoff.channels.webchat.links import LinkEntrance
from handoff.channels.webchat.profile import SIZES
from handoff.channels.webchat.seats import Seats
from handoff.channels.webchat.sender import PLACES_SECONDS, WebChat
from handoff.channels.webchat.settings import WebChatSettings
from handoff.channels.webchat.socket import ChatNamespace
from handoff.channels.webchat.tokens import ChatTokens
from handoff.http.client_hash import ClientHashes
from handoff.http.file_links import FileLinks
from handoff.jobs.engine.background import Stream
from handoff.jobs.engine.rounds import Call
from handoff.store.db.event_dispatcher import EventDispatcher
from handoff.store.files.uploads import Uploads
from handoff.usecases.customer.ending import Endings

HOUR = 3_600.0
OVERDUE_SECONDS = 5.0
"""Between two looks for pages whose token has ended: until then they hear what is said."""


def open_channel(_settings: WebChatSettings, lent: Lent) -> OpenChannel:
    """The channel for pages of the desk and of host sites."""
    file_links = FileLinks(lent.key("file link"), lent.clock)
    chat = WebChat(lent.sio, lent.customer_messages, lent.accounts, lent.bot, file_links.path)
    tokens = ChatTokens(lent.key("chat token"), lent.clock)
    admission = Admission(tokens, lent.customer_messages, lent.sign_outs)
    uploads = Uploads(lent.folder, lent.clock, SIZES, lent.scanner)
    namespace = _namespace(lent, chat, admission, uploads)
    customers, ended = EventDispatcher(chat.handle), EventDispatcher(namespace.end_seats)
    for feed in (customers, ended):
        lent.db.subscribe(feed.push)
    lent.bot.on_change(chat.bot_changed)
    return OpenChannel(
        port=chat,
        routes=_routes(lent, tokens, admission, _files(lent, admission, uploads, file_links)),
        namespaces=(namespace,),
        work=(
            Stream("customers", customers.run),
            Stream("customers_ended", ended.run),
            Call("customers_overdue", namespace.end_overdue, every=OVERDUE_SECONDS),
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


def _routes(
    lent: Lent, tokens: ChatTokens, admission: Admission, files: ChatFiles
) -> tuple[web.RouteDef, ...]:
    entrance = Entrance(
        lent.customer_messages,
        lent.crm,
        tokens=tokens,
        admission=admission,
        sign_outs=lent.sign_outs,
        identities=lent.identities,
        origins=lent.origins,
        limits=lent.limits,
        bot=lent.bot,
        bot_name=lent.db.bot_name,
    )
    inviting = Inviting(
        lent.invitations,
        lent.crm,
        identities=lent.identities,
        origins=lent.origins,
        limits=lent.limits,
        clock=lent.clock,
    )
    return routes.of(entrance, inviting, LinkEntrance(lent.chat_links, tokens, lent.limits), files)


def _files(lent: Lent, admission: Admission, uploads: Uploads, links: FileLinks) -> ChatFiles:
    return ChatFiles(
        uploads,
        lent.media,
        links,
        admission=admission,
        origins=lent.origins,
        limits=lent.limits,
    )


def _namespace(lent: Lent, chat: WebChat, admission: Admission, uploads: Uploads) -> ChatNamespace:
    return ChatNamespace(
        chat,
        lent.customer_messages,
        Endings(lent.db, lent.clock),
        lent.invitations,
        uploads,
        admission,
        Seats(lent.clock),
        lent.limits,
        ClientHashes(lent.key("client mark")),
    )
