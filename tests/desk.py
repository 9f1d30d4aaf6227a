"""A desk without its servers: the bridge's core on a real database, with a bot that is a script."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from contracts.turn import (
    Button,
    Channel,
    Customer,
    HandoffRequest,
    Reply,
    Summary,
    Turn,
    TurnResult,
)
from handoff.bot_link.client import BotError
from handoff.channels.registry import HOUSE
from handoff.core.channel.port import Inbound, Undelivered
from handoff.core.channel.profile import Catalogue
from handoff.core.events import ConversationChanged, MessageAdded, Recorded
from handoff.core.model import Agent, Conversation, Message
from handoff.core.packet import Contact
from handoff.core.sla.hours import ALWAYS, Hours
from handoff.core.sla.idle import IdleRules, Silence
from handoff.core.sla.rules import Timekeeper
from handoff.core.sla.targets import NONE, Targets
from handoff.jobs.engine.rounds import Rounds
from handoff.jobs.engine.worker import Worker
from handoff.jobs.outbox import Outbox
from handoff.jobs.queue.announcer import QueueAnnouncer
from handoff.jobs.queue.idle_closing import IdleClosing
from handoff.jobs.queue.routing import CaseRouting
from handoff.jobs.turns.bot_task_deadlines import BotTaskDeadlines
from handoff.jobs.turns.turns import Turns
from handoff.store.accounts.accounts import Accounts
from handoff.store.cases.sla import SlaTimers
from handoff.store.db.database import Database
from handoff.store.read_models.overview import Overview
from handoff.store.read_models.wallboard import WallboardReader
from handoff.usecases.agent.agent_actions import AgentActions
from handoff.usecases.agent.blocking import Blocking
from handoff.usecases.agent.labelling import Labelling
from handoff.usecases.agent.transfers import Transfers
from handoff.usecases.casework.bot_tasks import BotTasks
from handoff.usecases.casework.contacts import ContactReader
from handoff.usecases.casework.idle_cases import IdleCases
from handoff.usecases.customer.ending import Endings
from handoff.usecases.customer.inbound import CustomerMessages
from handoff.usecases.customer.rating import Given

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
Answer = Callable[[Turn], Awaitable[TurnResult]]


class ManualClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **amount: float) -> None:
        """Let time pass, in the units of `timedelta`."""
        self.now += timedelta(**amount)


class ScriptedBot:
    """Answers each turn as told: a result, or an error to raise. Echoes when nothing is left."""

    def __init__(self) -> None:
        self.seen: list[Turn] = []
        self.script: list[TurnResult | BotError | Answer] = []

    async def turn(self, turn: Turn) -> TurnResult:
        """The next answer of the script."""
        self.seen.append(turn)
        answer = self.script.pop(0) if self.script else says(f"echo {text_of(turn)}")
        if isinstance(answer, BotError):
            raise answer
        return answer if isinstance(answer, TurnResult) else await answer(turn)


class ListChannel:
    """Writes down what customers get: on the web chat by the events, elsewhere by the outbox.

    `failing` is raised instead of sending when set.
    """

    name = "whatsapp"

    def __init__(self) -> None:
        self.sent: list[tuple[str, Message]] = []
        self.failing: Undelivered | None = None
        self._addresses: dict[str, str] = {}

    def follow(self, recorded: tuple[Recorded, ...]) -> None:
        """Tell the web chat of a commit."""
        for event in (item.event for item in recorded):
            if isinstance(event, ConversationChanged):
                self._addresses[event.conversation.id] = event.conversation.address
        for event in (item.event for item in recorded):
            if isinstance(event, MessageAdded) and event.message.state == "sent":
                self.sent.append((self._addresses[event.message.conversation_id], event.message))

    async def send(self, message: Message, address: str) -> str | None:
        """Keep the message."""
        if self.failing is not None:
            raise self.failing
        self.sent.append((address, message))
        return None

    def texts(self) -> list[str | None]:
        """What customers got, in order."""
        return [message.text for _, message in self.sent]


async def no_crm(conversation: Conversation) -> Contact:
    """A contact of which nothing is known."""
    return Contact(level=conversation.level, how=conversation.how, scope=conversation.scope)


class Desk:
    """The bridge's parts on one migrated database, each run by hand."""

    def __init__(
        self,
        url: str,
        *,
        read_contact: ContactReader = no_crm,
        hours: Hours = ALWAYS,
        targets: Targets = NONE,
        clock: ManualClock | None = None,
        channels: Catalogue = HOUSE,
    ) -> None:
        self.db = Database(url, channels)
        self.clock = clock or ManualClock()
        self.bot = ScriptedBot()
        self.channel = ListChannel()
        self.events: list[Recorded] = []
        self.db.subscribe(self.events.extend)
        self.accounts = Accounts(self.db, self.clock)
        self.sla_timers = SlaTimers(self.db, Timekeeper(hours, targets))
        self.wallboard = WallboardReader(self.db, self.clock)
        self.agent_actions = AgentActions(self.db, self.clock)
        self.blocking = Blocking(self.db, self.clock)
        self.overview = Overview(self.db)
        self.transfers = Transfers(
            self.db, self.clock, read_contact, offer_for=timedelta(seconds=30)
        )
        self.labelling = Labelling(self.db)
        self.bot_tasks = BotTasks(self.db, self.clock)
        self.hours = hours
        self.bot_task_deadlines = Worker(BotTaskDeadlines(self.bot_tasks))
        self.customers = CustomerMessages(
            self.db, self.clock, read_contact, reopen_after=timedelta(hours=24)
        )
        self.endings = Endings(self.db, self.clock)
        self.turns = self.new_turn_worker(read_contact)
        self.db.subscribe(self.channel.follow)
        self.outbox = Worker(Outbox(self.db, self.clock, {"whatsapp": self.channel}))
        routing = CaseRouting(
            self.db,
            self.clock,
            offer_for=timedelta(seconds=30),
            offline_after=timedelta(seconds=60),
            relax_after=timedelta(seconds=60),
        )
        self.routing = Rounds(routing)
        announcer = QueueAnnouncer(self.db, self.clock, hours, limit=timedelta(minutes=10))
        self.announcer = Rounds(announcer)
        self._count = 0

    def new_turn_worker(self, read_contact: ContactReader = no_crm) -> Worker[str, Turn, None]:
        """Another worker on the same database, as after a restart."""
        turns = Turns(
            self.db,
            self.bot,
            self.clock,
            read_contact,
            lease=timedelta(seconds=30),
            away_after=timedelta(seconds=120),
        )
        return Worker(turns)

    def idle_worker(self, rules: IdleRules | None = None) -> Worker[Silence, Silence, None]:
        """What closes cases by these rules for silent customers, or by the usual ones."""
        cases = IdleCases(self.db, self.clock, self.hours, rules or IdleRules())
        return Worker(IdleClosing(cases))

    async def close(self) -> None:
        """Give the connections back."""
        await self.db.close()

    async def write(self, text: str | None = None, **more: object) -> Message:
        """A customer's message, on the web chat unless a channel is named."""
        self._count += 1
        here = {"channel": "webchat", "address": "v:1", "client_id": f"c{self._count}"}
        values = {**here, "customer": Customer(), **more}
        return await self.customers.receive(Inbound(text=text, **values))  # type: ignore[arg-type]

    async def say(self, text: str, **more: object) -> Message:
        """A customer's message and whatever the bot answers to it."""
        message = await self.write(text, **more)
        await self.settle()
        return message

    async def settle(self) -> None:
        """Run turns, the announcer and the outbox until nothing is due."""
        while (
            await self.turns.run_due()
            or await self.announcer.run_due()
            or await self.outbox.run_due()
        ):
            pass

    async def here(self, address: str = "v:1", channel: Channel = "webchat") -> Conversation:
        """The conversation at an address."""
        found = await self.customers.conversation_at(channel, address)
        assert found is not None
        return found

    async def transcript(self, address: str = "v:1") -> list[tuple[str, str | None]]:
        """Who said what."""
        conversation = await self.here(address)
        messages = await self.customers.transcript(conversation.id, notes=True)
        return [(message.author.kind, message.text) for message in messages]

    async def agent(self, name: str = "Sam", **more: object) -> Agent:
        """A new agent who is available."""
        values = {"email": f"{name}@example.com", "password_hash": "x", **more}
        agent = await self.accounts.create(name=name, **values)  # type: ignore[arg-type]
        return await self.agent_actions.connected(agent.id)

    async def handed_off(self, address: str = "v:1") -> Conversation:
        """A conversation that waits in the queue."""
        self.bot.script.append(says("One moment.", handoff=a_request()))
        await self.say("a person please", address=address)
        return await self.here(address)

    async def rate(
        self,
        handoff_id: str,
        score: int,
        comment: str = "",
        *,
        address: str = "v:1",
        client_id: str = "r",
    ) -> None:
        """A customer rates an agent's case, as the form does."""
        given = Given(
            channel="webchat", address=address, score=score, comment=comment, client_id=client_id
        )
        await self.customers.rate(given, handoff_id=handoff_id)

    async def taken_by(self, agent: Agent, address: str = "v:1") -> Conversation:
        """A conversation that was handed off and accepted."""
        await self.handed_off(address)
        await self.routing.run_due()
        offer = (await self.overview.snapshot(agent.id)).offers[0].offer
        conversation = await self.agent_actions.accept(agent.id, offer.id)
        await self.settle()
        return conversation


async def do_all(worker: Worker[Any, Any, Any]) -> None:
    """Do what is due, and what was waiting for that."""
    while await worker.run_due():
        pass


def says(*texts: str, buttons: tuple[Button, ...] = (), **more: object) -> TurnResult:
    """A bot's answer; the last text has the buttons."""
    replies = [Reply(text=text) for text in texts]
    if buttons:
        replies[-1] = msgspec.structs.replace(replies[-1], buttons=buttons)
    return TurnResult(replies=tuple(replies), **more)  # type: ignore[arg-type]


def text_of(turn: Turn) -> str:
    """What a turn says, in one string."""
    return " | ".join(message.text or message.button_id or "" for message in turn.messages)


def a_request(**changes: object) -> HandoffRequest:
    """A wish for a person."""
    request = HandoffRequest(
        reason="customer_asked",
        reason_text="The customer asked for a person.",
        skill="orders",
        summary=Summary(situation="A graphics card has not arrived."),
        facts={"order_number": "10432"},
    )
    return msgspec.structs.replace(request, **changes)
