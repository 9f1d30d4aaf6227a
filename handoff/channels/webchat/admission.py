"""Gate of the web chat: whom a page's token stands for, as long as nothing has ended it."""

from __future__ import annotations

from handoff.channels.webchat.links import conversation_of
from handoff.channels.webchat.tokens import ChatTokens, Pass
from handoff.core.errors import NotFound, Unauthorized
from handoff.store.accounts.customer_sign_outs import CustomerSignOuts
from handoff.usecases.customer.inbound import CustomerMessages


class Admission:
    """Reads tokens: one may be over before its time."""

    def __init__(
        self, tokens: ChatTokens, customer_messages: CustomerMessages, sign_outs: CustomerSignOuts
    ) -> None:
        self._tokens = tokens
        self._customer_messages = customer_messages
        self._sign_outs = sign_outs

    async def read(self, token: str) -> Pass:
        """Whom it was given to. Raises `Unauthorized`: it has ended, or was ended."""
        found = self._tokens.read(token)
        visitor = found.visitor
        if visitor.only is not None and not await self._opens(found):
            raise Unauthorized("The link is over.")
        if visitor.known and await self._sign_outs.ended(visitor.customer.id, found.since):
            raise Unauthorized("The customer has been signed out.")
        return found

    async def _opens(self, found: Pass) -> bool:
        try:
            return await conversation_of(self._customer_messages, found.visitor) is not None
        except NotFound:
            return False
