"""Route handler of links into one conversation of the web chat, made by agents and programs.

Whoever holds one is a visitor of that conversation alone: nothing else of its customer is seen,
and the bot no longer takes them for a verified one.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from aiohttp import web

from handoff.channels.webchat.profile import NAME
from handoff.channels.webchat.tokens import ChatTokens, Visitor, linked_visitor
from handoff.channels.webchat.wire import VisitorView
from handoff.core.model import Conversation
from handoff.core.payloads import Request
from handoff.http.json_http import answer, read_body
from handoff.http.limit_rules import LINKS
from handoff.http.limits import Limits
from handoff.http.routes import route
from handoff.usecases.customer.chat_links import ChatLinks
from handoff.usecases.customer.inbound import CustomerMessages


class LinkRequest(Request, frozen=True, kw_only=True):
    """What stands behind the last `/` of a link's path."""

    link: Annotated[str, msgspec.Meta(min_length=1, max_length=2_000)]


class LinkOpened(msgspec.Struct, frozen=True, kw_only=True):
    """A session of that conversation, for as long as the link."""

    token: str
    visitor: VisitorView
    conversation_id: str


class LinkEntrance:
    """Where the chat page opens links."""

    def __init__(self, links: ChatLinks, tokens: ChatTokens, limits: Limits) -> None:
        self._links = links
        self._tokens = tokens
        self._limits = limits

    @route("POST", "/api/chat/link", body=LinkRequest, answer=LinkOpened, statuses=(409, 429))
    async def open(self, request: web.Request) -> web.Response:
        """Open the conversation of a link, on the desk's own page.

        409 `link_over` for one that has expired or was never ours.
        """
        await self._limits.take(LINKS, self._limits.place(request))
        body = await read_body(request, LinkRequest)
        linked = await self._links.open(body.link)
        conversation = linked.conversation
        visitor = linked_visitor(conversation)
        opened = LinkOpened(
            token=self._tokens.issue(visitor, until=linked.until),
            visitor=VisitorView(id=visitor.address, name=None, level="anonymous"),
            conversation_id=conversation.id,
        )
        response = answer(opened)
        response.headers["Cache-Control"] = "no-store"
        return response


async def conversation_of(
    customer_messages: CustomerMessages, visitor: Visitor
) -> Conversation | None:
    """The conversation that a visitor's page shows; None before the first, or when it is over."""
    if visitor.only is None:
        return await customer_messages.conversation_at(NAME, visitor.address, visitor.customer)
    conversation = await customer_messages.conversation(visitor.only)
    holds = conversation.link_epoch == visitor.link_epoch
    here = holds and conversation.channel == NAME and not customer_messages.is_over(conversation)
    return conversation if here else None
