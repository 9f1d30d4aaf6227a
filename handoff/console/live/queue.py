"""Call handlers of the queue: its pages, and the offers that come out of it."""

from __future__ import annotations

import msgspec

from handoff.console.http.views import QueueItemView, SlaTimerView, queue_item, sla_timer_view
from handoff.console.live.connected import Console
from handoff.core.payloads import Id, Request
from handoff.http.calls import takes
from handoff.store.read_models.overview import Overview, Waiting
from handoff.usecases.agent.agent_actions import AgentActions


class OfferRequest(Request, frozen=True, kw_only=True):
    """An offer to the agent."""

    offer_id: Id


class QueueRequest(Request, frozen=True, kw_only=True):
    """Where a page of the queue begins: behind this handoff, or at the head."""

    after: Id | None = None


class QueuePage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the queue, in the order in which it is served."""

    queue: tuple[QueueItemView, ...]
    clocks: tuple[SlaTimerView, ...]


class AcceptedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What the offer was about."""

    conversation_id: str


class QueueCalls:
    """What an agent does with the queue."""

    def __init__(self, overview: Overview, agent_actions: AgentActions) -> None:
        self._overview = overview
        self._agent_actions = agent_actions

    @takes(QueueRequest, needs="desk")
    async def queue(self, console: Console, wanted: QueueRequest) -> QueuePage:
        """One more page of the queue."""
        return queue_page(await self._overview.waiting(after=wanted.after))

    @takes(OfferRequest, needs="answer")
    async def accept(self, console: Console, offer: OfferRequest) -> AcceptedAnswer:
        """Take the handoff that was offered."""
        conversation = await self._agent_actions.accept(console.agent_id, offer.offer_id)
        return AcceptedAnswer(conversation_id=conversation.id)

    @takes(OfferRequest, needs="answer")
    async def decline(self, console: Console, offer: OfferRequest) -> None:
        """Leave the handoff to somebody else."""
        await self._agent_actions.decline(console.agent_id, offer.offer_id)


def queue_page(waiting: Waiting) -> QueuePage:
    """A page of the queue as the console takes it."""
    return QueuePage(
        queue=tuple(queue_item(e.handoff, e.conversation, e.offered_to) for e in waiting.entries),
        clocks=tuple(sla_timer_view(clock) for clock in waiting.clocks),
    )
