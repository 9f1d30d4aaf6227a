"""Records of opening a channel: the parts that the desk lends it, and what it hands back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
import socketio
from aiohttp import web

from actions.crm.port import Crm
from contracts.turn import Channel
from handoff.bot_link.health import Watch
from handoff.channels.webhooks.platform import Platform
from handoff.core.channel.port import ChannelPort
from handoff.core.clock import Clock
from handoff.core.identity_tokens import IdentityTokens
from handoff.core.invitations import Invitations
from handoff.core.model import Conversation
from handoff.http.limits import Limits
from handoff.http.origins import Origins
from handoff.jobs.engine.engine import AnyKind
from handoff.store.accounts.accounts import Accounts
from handoff.store.accounts.customer_sign_outs import CustomerSignOuts
from handoff.store.db.database import Database
from handoff.store.delivery.webhook_inbox import Update
from handoff.store.files.media import MediaStore
from handoff.store.files.scanner import Scanner
from handoff.usecases.customer.chat_links import ChatLinks
from handoff.usecases.customer.inbound import CustomerMessages

Typing = Callable[[Conversation, str], Awaitable[None]]
"""Shows the customer of a conversation that the agent of that name is writing."""
Keep = Callable[[Channel, Sequence[Update], datetime], Awaitable[None]]
"""Commits what a webhook told; see `WebhookInbox.keep`."""


class Lent(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk lends each channel. The desk built it and closes it."""

    db: Database
    clock: Clock
    customer_messages: CustomerMessages
    """The way of a customer's message into the desk: `receive`."""
    keep: Keep
    """The way of a webhook into the inbox, from where it is acted on in order, by a `Platform`."""
    accounts: Accounts
    crm: Crm
    bot: Watch
    media: MediaStore
    scanner: Scanner | None = None
    folder: Path
    """Where `media` keeps files."""
    identities: IdentityTokens
    sign_outs: CustomerSignOuts
    invitations: Invitations
    chat_links: ChatLinks
    origins: Origins
    limits: Limits
    sio: socketio.AsyncServer
    key: Callable[[str], bytes]
    """A secret for one purpose, which is named."""


async def shows_no_typing(_conversation: Conversation, _name: str) -> None:
    """For channels on which nobody sees that somebody is writing."""


async def has_nothing_to_close() -> None:
    """For channels that keep no connections."""


class OpenChannel(msgspec.Struct, frozen=True, kw_only=True):
    """A channel that is on: its way out, its ways in, and what it has running."""

    port: ChannelPort
    routes: tuple[web.RouteDef, ...] = ()
    namespaces: tuple[socketio.AsyncNamespace, ...] = ()
    platform: Platform | None = None
    """What is needed to act on webhooks that were kept; None where there are none."""
    work: tuple[AnyKind, ...] = ()
    """What goes on beside the requests: streams that are followed, rounds, kinds of jobs."""
    typing: Typing = shows_no_typing
    close: Callable[[], Awaitable[None]] = has_nothing_to_close
