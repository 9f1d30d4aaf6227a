"""Call handlers of cases: how they end, where they go, their marks, what the bot is let ask."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from actions.crm.complaint import RootCause
from handoff.console.live.connected import Console
from handoff.console.live.queue import AcceptedAnswer
from handoff.core.bot_task_rules import Kind
from handoff.core.model import Disposition
from handoff.core.payloads import ConversationRequest, Id, Request
from handoff.http.calls import takes
from handoff.store.cases.skills import Skills
from handoff.usecases.agent.agent_actions import AgentActions
from handoff.usecases.agent.labelling import Labelling
from handoff.usecases.agent.transfers import Transfers
from handoff.usecases.casework.bot_tasks import BotTasks

Skill = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class ResolveRequest(Request, frozen=True, kw_only=True):
    """How a case ended."""

    conversation_id: Id
    epoch: int
    disposition: Disposition
    root_cause: RootCause | None = None
    note: str = ""


class TransferRequest(Request, frozen=True, kw_only=True):
    """To whom a case goes: exactly one of both, and why."""

    conversation_id: Id
    epoch: int
    to_agent: Id | None = None
    to_skill: Skill | None = None
    note: str = ""


class LabelRequest(Request, frozen=True, kw_only=True):
    """All labels of a conversation, by their ids."""

    conversation_id: Id
    labels: Annotated[tuple[Id, ...], msgspec.Meta(max_length=20)]


class PriorityRequest(Request, frozen=True, kw_only=True):
    """How urgent a case is. `low` is for the bot to say."""

    conversation_id: Id
    priority: Literal["normal", "high", "urgent"]


class AskBotRequest(Request, frozen=True, kw_only=True):
    """What the bot is to ask; `question` is for the kind `own`."""

    conversation_id: Id
    epoch: int
    kind: Kind
    question: str = ""


class CaseCalls:
    """What an agent does with a case beside talking."""

    def __init__(
        self,
        agent_actions: AgentActions,
        transfers: Transfers,
        labelling: Labelling,
        bot_tasks: BotTasks,
        skills: Skills,
    ) -> None:
        self._agent_actions = agent_actions
        self._transfers = transfers
        self._labelling = labelling
        self._bot_tasks = bot_tasks
        self._skills = skills

    @takes(ResolveRequest, needs="answer")
    async def resolve(self, console: Console, ended: ResolveRequest) -> None:
        """The case is over."""
        await self._agent_actions.resolve(
            console.agent_id,
            ended.conversation_id,
            epoch=ended.epoch,
            disposition=ended.disposition,
            root_cause=ended.root_cause,
            note=ended.note,
        )

    @takes(TransferRequest, needs="answer")
    async def transfer(self, console: Console, wanted: TransferRequest) -> None:
        """Pass a case on."""
        if wanted.to_skill is not None:
            await self._skills.must_be_known([wanted.to_skill])
        await self._transfers.transfer(
            console.agent_id,
            wanted.conversation_id,
            epoch=wanted.epoch,
            to_agent=wanted.to_agent,
            to_skill=wanted.to_skill,
            note=wanted.note,
        )

    @takes(ConversationRequest, needs="answer")
    async def take_over(self, console: Console, wanted: ConversationRequest) -> AcceptedAnswer:
        """Take a conversation from the bot, out of the queue, or from a colleague."""
        conversation = await self._transfers.take_over(console.agent_id, wanted.conversation_id)
        return AcceptedAnswer(conversation_id=conversation.id)

    @takes(LabelRequest, needs="answer")
    async def label(self, console: Console, wanted: LabelRequest) -> None:
        """A conversation has these labels, and no others."""
        await self._labelling.label(console.agent_id, wanted.conversation_id, wanted.labels)

    @takes(PriorityRequest, needs="answer")
    async def prioritise(self, console: Console, wanted: PriorityRequest) -> None:
        """A case is as urgent as this."""
        await self._labelling.prioritise(console.agent_id, wanted.conversation_id, wanted.priority)

    @takes(AskBotRequest, needs="answer")
    async def ask_bot(self, console: Console, wanted: AskBotRequest) -> None:
        """Let the bot ask the customer something, and bring the case back."""
        await self._bot_tasks.ask(
            console.agent_id,
            wanted.conversation_id,
            epoch=wanted.epoch,
            kind=wanted.kind,
            question=wanted.question,
        )
