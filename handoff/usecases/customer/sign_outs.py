"""Use case of signing out: a verified customer is nobody on every page, until vouched for anew."""

from __future__ import annotations

from handoff.core.errors import Conflict
from handoff.store.accounts.customer_sign_outs import CustomerSignOuts
from handoff.usecases.customer.inbound import CustomerMessages


class SignOuts:
    """Signs out whom agents and programs name."""

    def __init__(self, customer_messages: CustomerMessages, sign_outs: CustomerSignOuts) -> None:
        self._customer_messages = customer_messages
        self._sign_outs = sign_outs

    async def of_conversation(self, conversation_id: str) -> None:
        """Sign out the customer of a conversation. Raises `NotFound`, `Conflict` for a stranger."""
        customer_id = (await self._customer_messages.conversation(conversation_id)).customer_id
        if customer_id is None:
            raise Conflict("Nobody is signed in here: there is nothing to end.")
        await self._sign_outs.sign_out(customer_id)

    async def of(self, customer_id: str) -> None:
        """Sign out the customer with that id in the CRM, known here or not."""
        await self._sign_outs.sign_out(customer_id)
