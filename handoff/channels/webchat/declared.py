"""Composition of the web chat's wire: what its handlers declare that pages call and are told."""

from __future__ import annotations

from handoff.channels.base.wire import Wire
from handoff.channels.webchat.routes import chat_routes
from handoff.channels.webchat.socket import ChatNamespace
from handoff.channels.webchat.told import TOLD
from handoff.http.calls import calls_of


def wire() -> Wire:
    """All of it."""
    return Wire(routes=chat_routes(), calls=calls_of(ChatNamespace), told=TOLD)
