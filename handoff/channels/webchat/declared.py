"""What pages of the web chat may call and are told, gathered from where it is declared."""

from __future__ import annotations

from handoff.channels.base.wire import Wire
from handoff.channels.webchat.routes import chat_routes
from handoff.channels.webchat.socket import ChatNamespace
from handoff.channels.webchat.told import TOLD
from handoff.transport.calls import calls_of


def wire() -> Wire:
    """All of it."""
    return Wire(routes=chat_routes(), calls=calls_of(ChatNamespace), told=TOLD)
