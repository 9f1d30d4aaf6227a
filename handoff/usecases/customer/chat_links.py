"""Use cases of chat links: an e-mail opens one conversation on any device; signed, expiring."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from handoff.core.channel.profile import Catalogue
from handoff.core.clock import Clock
from handoff.core.errors import BadRequest, LinkOver, Unauthorized
from handoff.core.model import Conversation
from handoff.core.signed_tokens import claims_of, sign
from handoff.usecases.customer.inbound import CustomerMessages

LIFE = timedelta(days=7)
LONGEST_DAYS = 30
_AUDIENCE = "warmdesk-chat-link"


class ChatLink(msgspec.Struct, frozen=True, kw_only=True):
    """Where a link leads on the desk, and until when it works."""

    path: str
    expires_at: datetime


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """What a link opens, and until when."""

    conversation: Conversation
    until: datetime


class ChatLinks:
    """Gives links out and opens them. A link ends with its conversation, and by `revoke`."""

    def __init__(
        self,
        customer_messages: CustomerMessages,
        channels: Catalogue,
        *,
        key: bytes,
        clock: Clock,
    ) -> None:
        self._customer_messages = customer_messages
        self._channels = channels
        self._key = key
        self._clock = clock

    async def issue(self, conversation_id: str, life: timedelta = LIFE) -> ChatLink:
        """A link to a conversation. Raises `NotFound`, `BadRequest` where there can be none."""
        conversation = await self._customer_messages.conversation(conversation_id)
        if not self._is_open(conversation):
            where = " or ".join(each.label.lower() for each in self._channels if each.linkable)
            raise BadRequest(f"A link needs a conversation of the {where} that has not ended.")
        until = self._clock() + life
        which = {"sub": conversation.id, "epoch": conversation.link_epoch}
        claims = {"aud": _AUDIENCE, "exp": until, **which}
        # Behind the #, where no server's log and no referrer has it.
        return ChatLink(path=f"/chat#/c/{sign(claims, self._key)}", expires_at=until)

    async def open(self, token: str) -> Linked:
        """What a link opens; raises `LinkOver` when it is over, `NotFound`."""
        try:
            claims = claims_of(token, self._key, audience=_AUDIENCE, now=self._clock())
        except Unauthorized as exc:
            raise LinkOver from exc
        conversation = await self._customer_messages.conversation(claims["sub"])
        # Links from before they could be ended have no epoch, which is that of the first ones.
        revoked = claims.get("epoch", 0) != conversation.link_epoch
        if revoked or not self._is_open(conversation):
            raise LinkOver
        until = datetime.fromtimestamp(int(claims["exp"]), UTC)
        return Linked(conversation=conversation, until=until)

    async def revoke(self, conversation_id: str) -> None:
        """End every link into a conversation, and what was opened by one. Raises `NotFound`."""
        await self._customer_messages.end_links(conversation_id)

    def _is_open(self, conversation: Conversation) -> bool:
        over = conversation.ended or self._customer_messages.is_over(conversation)
        return self._channels.of(conversation.channel).linkable and not over
