"""Whatever customers, bot, agents, clocks and crashes do in whichever order, the rules hold."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from contracts.turn import Channel, Customer, Turn, TurnResult
from handoff import migrations
from handoff.bot_link.client import BotAway, BotFailed
from handoff.core.channel.port import Undelivered
from handoff.core.errors import HandoffError
from handoff.core.model import Agent, Conversation
from handoff.core.states import OPEN_HANDOFF
from handoff.store.tables.accounts import agents
from handoff.store.tables.cases import handoffs, offers
from handoff.store.tables.conversations import conversations, messages, turns
from handoff.store.tables.delivery import outbox
from handoff.store.tables.sla import clocks
from handoff.usecases.casework.bot_tasks import WAITS
from tests.desk import Desk, a_request, says
from tests.postgres import postgres_url

_T = TypeVar("_T")
PLACES: tuple[tuple[Channel, str], ...] = (
    ("webchat", "v:1"),
    ("whatsapp", "w:2"),
    ("webchat", "v:3"),
)
"""Where the customers are: on a channel that follows events, and on one that the outbox serves."""
KNOWN = Customer(id="c-0001", name="Ada", level="verified", how="site_token")
WHO = st.integers(0, 2)
SOON = st.sampled_from([1.0, 5.0, 31.0, 45.0])
WORK = ("say", "resolve", "take", "pass", "skill", "assign", "assign skill", "ask", "mark")


class Desktop(RuleBasedStateMachine):
    """Three customers, three agents (one of them a supervisor), one bot that may fail."""

    new_database: Callable[[str], str]
    """The URL of a migrated one without a row; it may lie in the folder."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.sent: dict[str, set[str]] = defaultdict(set)
        self.delivered: dict[str, list[int]] = defaultdict(list)
        self.owners: dict[str, str] = {}
        self.here: set[str] = set()
        self.count = 0

    def run(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Do something on the desk, to its end."""
        return self.loop.run_until_complete(work)

    def try_(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do something that the desk may refuse, with a reason."""
        with contextlib.suppress(HandoffError):
            self.run(work)

    @initialize()
    def open(self) -> None:
        """An empty desk; everybody is there."""
        self.folder = tempfile.TemporaryDirectory()
        self.where = self.new_database(self.folder.name)
        self.desk = Desk(self.where)
        self.watch()
        people = (("Sam", "agent"), ("Kim", "agent"), ("Lou", "supervisor"))
        self.agents: list[Agent] = [
            self.run(self.desk.agent(name, role=role, capacity=2)) for name, role in people
        ]
        self.here = {agent.id for agent in self.agents}

    def watch(self) -> None:
        """Read along what the desk says that it did, and what customers receive."""
        self.desk.db.subscribe(lambda recorded: [self.check_event(r.event) for r in recorded])
        self.desk.channel.sent = _Deliveries(self.delivered)  # type: ignore[assignment]

    def check_event(self, event: Any) -> None:
        """No word of the bot's turns while the bot does not own the conversation."""
        if type(event).__name__ == "ConversationChanged":
            self.owners[event.conversation.id] = event.conversation.owner
        if type(event).__name__ == "MessageAdded" and event.message.turn_id is not None:
            assert self.owners.get(event.message.conversation_id, "bot") == "bot"

    # --- customers ---

    @rule(who=WHO, again=st.booleans(), text=st.sampled_from(["hello", "never mind", "4"]))
    def customer_writes(self, who: int, again: bool, text: str) -> None:
        """A message, maybe the last one once more."""
        self.count += not again
        client_id = f"m{self.count}"
        self.sent[f"{who}:{client_id}"].add(
            self.run(self.write(who, text=text, client_id=client_id))
        )

    async def write(self, who: int, **inbound: Any) -> str:
        """A message of one of the customers; one of them is known to the CRM."""
        customer = KNOWN if who == 0 else Customer()
        channel, address = PLACES[who]
        where = {"channel": channel, "address": address}
        return (await self.desk.write(customer=customer, **where, **inbound)).id

    @rule(who=WHO, pick=st.integers(0, 9))
    def customer_presses(self, who: int, pick: int) -> None:
        """Any button that was ever shown, also one of the past."""
        conversation = self.run(self.desk.customers.conversation_at(*PLACES[who]))
        if conversation is None:
            return
        said = self.run(self.desk.customers.transcript(conversation.id))
        shown = [(m.seq, place) for m in said for place in range(len(m.buttons))]
        if shown:
            self.count += 1
            self.try_(
                self.write(who, button=shown[-1 - pick % len(shown)], client_id=f"m{self.count}")
            )

    @rule(who=WHO)
    def customer_ends(self, who: int) -> None:
        """The customer is done, wherever the conversation stands."""
        found = self.run(self.desk.customers.conversation_at(*PLACES[who]))
        if found is None:
            return
        self.run(self.desk.endings.end(found.id))
        ended = self.run(self.desk.customers.conversation(found.id))
        assert (ended.owner, ended.ended) == ("closed", True)

    # --- the bot ---

    @rule(
        does=st.sampled_from(["answers", "hands over", "fails", "is away", "breaks", "never ends"])
    )
    def bot(self, does: str) -> None:
        """The next turns run; how is chance."""
        script = self.desk.bot.script
        if does == "hands over":
            script.append(says("One moment.", handoff=a_request()))
        elif does == "fails":
            script.append(BotFailed("timeout"))
        elif does == "is away":
            script.append(BotAway("connection_refused"))
        elif does == "breaks":
            script.append(_breaks)
        if does == "never ends":
            self.run(self.crash_in_a_turn())
        else:
            self.run(self.desk.turns.run_due())

    async def crash_in_a_turn(self) -> None:
        """The bridge dies while it waits for the bot."""
        asked = asyncio.Event()

        async def hangs(_: Turn) -> TurnResult:
            asked.set()
            await asyncio.Event().wait()
            return says("never")

        self.desk.bot.script.append(hangs)
        run = asyncio.create_task(self.desk.turns.run_due())
        waits = asyncio.create_task(asked.wait())
        await asyncio.wait({run, waits}, return_when=asyncio.FIRST_COMPLETED)
        for task in (run, waits):
            task.cancel()
        await asyncio.gather(run, waits, return_exceptions=True)
        await self.restart()

    async def restart(self) -> None:
        """Another bridge on the same database; what was only in memory is gone."""
        clock = self.desk.clock
        await self.desk.close()
        count = self.desk._count
        self.desk = Desk(self.where, clock=clock)
        self.desk._count = count
        self.watch()

    @rule()
    def crash(self) -> None:
        """The bridge dies between two things that it does."""
        self.run(self.restart())

    # --- agents ---

    @rule(who=WHO, accepts=st.booleans())
    def agent_answers_an_offer(self, who: int, accepts: bool) -> None:
        """The oldest offer, by a yes or a no."""
        agent = self.agents[who]
        pending = self.run(self.desk.overview.snapshot(agent.id)).offers
        if pending and accepts:
            self.try_(self.desk.floor.accept(agent.id, pending[0].offer.id))
        elif pending:
            self.try_(self.desk.floor.decline(agent.id, pending[0].offer.id))

    @rule(who=WHO, which=WHO, does=st.sampled_from(WORK))
    def agent_works(self, who: int, which: int, does: str) -> None:
        """Something with a conversation, whether it is theirs or not."""
        agent, floor, moves = self.agents[who], self.desk.floor, self.desk.transfers
        found = self.run(self.desk.customers.conversation_at(*PLACES[which]))
        if found is None:
            return
        self.count += 1
        id_, epoch = found.id, found.epoch
        to = self.agents[which].id
        work: dict[str, Any] = {
            "say": lambda: floor.say(
                agent.id, id_, epoch=epoch, client_id=f"a{self.count}", text="Hello"
            ),
            "resolve": lambda: floor.resolve(
                agent.id, id_, epoch=epoch, disposition="solved", note="Done"
            ),
            "take": lambda: moves.take_over(agent.id, id_),
            "pass": lambda: moves.transfer(
                agent.id, id_, epoch=epoch, to_agent=to, to_skill=None, note="Please"
            ),
            "skill": lambda: moves.transfer(
                agent.id, id_, epoch=epoch, to_agent=None, to_skill="warranty", note=""
            ),
            "assign": lambda: moves.reassign(
                agent.id, id_, from_agent=found.agent_id, to_agent=to, to_skill=None, note="You"
            ),
            "assign skill": lambda: moves.reassign(
                agent.id, id_, from_agent=found.agent_id, to_agent=None, to_skill="money", note=""
            ),
            "ask": lambda: self.desk.bot_tasks.ask(
                agent.id, id_, epoch=epoch, kind="order_number", question=""
            ),
            "mark": lambda: self.desk.marking.prioritise(agent.id, id_, "urgent"),
        }
        self.try_(work[does]())

    @rule(who=WHO)
    def agent_comes_or_goes(self, who: int) -> None:
        """A console is opened, or closed."""
        agent = self.agents[who].id
        if agent in self.here:
            self.here.remove(agent)
        else:
            self.here.add(agent)
            self.run(self.desk.floor.connected(agent))

    @rule(who=WHO, presence=st.sampled_from(["available", "away"]))
    def agent_pauses(self, who: int, presence: Any) -> None:
        """An agent says whether they take cases."""
        if self.agents[who].id in self.here:
            self.run(self.desk.floor.set_presence(self.agents[who].id, presence))

    # --- time, and the way out ---

    @rule(seconds=SOON)
    def time_passes(self, seconds: float) -> None:
        """Some time, and everything that happens by itself."""
        self.run(self.desk.floor.still_there(sorted(self.here)))
        self.desk.clock.forward(seconds=seconds)
        self.run(self.desk.floor.still_there(sorted(self.here)))
        self.run(self.desk.routing.run_due())
        self.run(self.desk.bot_task_deadlines.run_due())
        self.run(self.desk.announcer.run_due())

    @rule(days=st.integers(1, 2))
    def a_day_passes(self, days: int) -> None:
        """What was closed may be over now."""
        self.desk.clock.forward(days=days)
        self.run(self.desk.floor.still_there(sorted(self.here)))
        self.run(self.desk.routing.run_due())
        self.run(self.desk.bot_task_deadlines.run_due())

    @rule(fails=st.sampled_from([None, "down", "blocked"]))
    def outbox(self, fails: str | None) -> None:
        """Messages go out, or do not."""
        if fails is not None:
            self.desk.channel.failing = Undelivered(fails, retry=fails == "down")
        self.run(self.desk.outbox.run_due())
        self.desk.channel.failing = None

    # --- what always holds ---

    @invariant()
    def the_rules_hold(self) -> None:
        """Everything that must never be otherwise, read from the database."""
        if hasattr(self, "desk"):
            self.run(self.check())

    async def check(self) -> None:
        """One look at all tables."""
        async with self.desk.db.read() as connection:
            tables = (conversations, messages, handoffs, offers, turns, outbox, agents, clocks)
            found = {t.name: (await connection.execute(sa.select(t))).all() for t in tables}
        seqs: dict[str, list[int]] = defaultdict(list)
        for row in found["messages"]:
            seqs[row.conversation_id].append(row.seq)
        for row in found["conversations"]:
            assert sorted(seqs[row.id]) == list(range(1, row.last_seq + 1)), "a gap in seq"
            _check_owner(row, [h for h in found["handoffs"] if h.conversation_id == row.id])
        for row in found["handoffs"]:
            _check_offers(row, [o for o in found["offers"] if o.handoff_id == row.id])
            said = [m for m in found["messages"] if m.conversation_id == row.conversation_id]
            _check_clock(row, [c for c in found["clocks"] if c.handoff_id == row.id], said)
        for ids in self.sent.values():
            assert len(ids) == 1, "one client id, two messages"
        for numbers in self.delivered.values():
            assert numbers == sorted(numbers), "a customer received something out of order"
        _check_turns(found["turns"], found["conversations"])

    def teardown(self) -> None:
        """Once everybody works again, everything comes to its end."""
        if hasattr(self, "desk"):
            self.run(self.finish())
            self.run(self.desk.close())
            self.folder.cleanup()
        self.loop.close()

    async def finish(self) -> None:
        """Agents are there, the bot answers, the channel takes everything."""
        self.desk.bot.script.clear()
        ids = [agent.id for agent in self.agents]
        for agent_id in ids:
            await self.desk.floor.connected(agent_id)
            await self.desk.floor.set_presence(agent_id, "available")
        self.desk.clock.now += WAITS
        await self.desk.bot_task_deadlines.run_due()
        for _ in range(14):
            self.desk.clock.forward(seconds=61)
            await self.desk.floor.still_there(ids)
            await self.desk.routing.run_due()
            await self.desk.settle()
            for agent_id in ids:
                await self.work_off(agent_id)
        async with self.desk.db.read() as connection:
            waiting = await connection.scalar(
                sa.select(sa.func.count()).where(handoffs.c.state.in_(sorted(OPEN_HANDOFF)))
            )
            undone = await connection.scalar(
                sa.select(sa.func.count()).where(turns.c.state.in_(("waiting", "running")))
            )
            unsent = await connection.scalar(
                sa.select(sa.func.count()).where(outbox.c.state == "queued")
            )
        assert (waiting, undone, unsent) == (0, 0, 0), "something was forgotten"

    async def work_off(self, agent_id: str) -> None:
        """An agent takes what is offered and resolves what they have."""
        snapshot = await self.desk.overview.snapshot(agent_id)
        for pending in snapshot.offers:
            with contextlib.suppress(HandoffError):
                await self.desk.floor.accept(agent_id, pending.offer.id)
        for held in (await self.desk.overview.snapshot(agent_id)).conversations:
            await self.resolve(agent_id, held.conversation)

    async def resolve(self, agent_id: str, conversation: Conversation) -> None:
        """End a case."""
        await self.desk.floor.resolve(
            agent_id, conversation.id, epoch=conversation.epoch, disposition="solved", note=""
        )


class _Deliveries(list[Any]):
    """What customers received: each message once, by its number, as their pages show it."""

    def __init__(self, delivered: dict[str, list[int]]) -> None:
        super().__init__()
        self._delivered = delivered

    def append(self, item: Any) -> None:
        message = item[1]
        numbers = self._delivered[message.conversation_id]
        if message.seq not in numbers:
            numbers.append(message.seq)


async def _breaks(_: Turn) -> TurnResult:
    raise RuntimeError("nobody expected this")


def _check_owner(conversation: Any, all_handoffs: list[Any]) -> None:
    open_ = [row for row in all_handoffs if row.state in OPEN_HANDOFF]
    assert len(open_) <= 1, "two open handoffs"
    state = open_[0].state if open_ else None
    owner = conversation.owner
    assert (owner == "queue") == (state in ("queued", "offered")), (owner, state)
    asking = conversation.task_id is not None
    assert not asking or owner == "bot", "a task in the hands of nobody"
    assert (owner == "agent" or asking) == (state == "assigned"), (owner, asking, state)
    if owner == "agent":
        assert conversation.agent_id == open_[0].agent_id


def _check_offers(handoff: Any, all_offers: list[Any]) -> None:
    pending = [row for row in all_offers if row.state == "pending"]
    accepted = [row for row in all_offers if row.state == "accepted"]
    assert len(accepted) <= 1, "two accepted offers"
    assert len(pending) == (handoff.state == "offered"), (handoff.state, len(pending))
    if accepted:
        assert handoff.state in ("assigned", "resolved")
        assert handoff.agent_id == accepted[0].agent_id


def _check_clock(handoff: Any, of_case: list[Any], said: list[Any]) -> None:
    (clock,) = of_case
    assert (clock.ended_at is None) == (handoff.state in OPEN_HANDOFF), "a clock that runs on"
    if clock.ended_at is not None:
        return
    assert (clock.agent_id, clock.skill) == (handoff.agent_id, handoff.skill)
    people = [m for m in said if m.kind == "text" and m.author_kind in ("customer", "agent")]
    last = max(people, key=lambda message: int(message.seq))
    if last.author_kind == "customer":
        assert clock.waits_since is not None, "a customer who waits, and nobody knows"
        assert (clock.held_since is None) == (clock.agent_id is None)


def _check_turns(all_turns: list[Any], all_conversations: list[Any]) -> None:
    owner = {row.id: row.owner for row in all_conversations}
    open_ = [row for row in all_turns if row.state in ("waiting", "running")]
    assert len({row.conversation_id for row in open_}) == len(open_), "two turns at once"
    waiting = [row for row in open_ if row.state == "waiting"]
    asking = {row.id for row in all_conversations if row.task_id is not None}
    assert not asking & {row.conversation_id for row in waiting}, "a turn beside a task"
    assert all(owner[row.conversation_id] == "bot" for row in waiting), "a turn that nobody wants"


FEW = settings(
    max_examples=4,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)


@pytest.mark.parametrize(
    "database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def test_the_rules_hold_whatever_happens(database: str, migrated: Path) -> None:
    """Random sequences of customer, bot, agent, timer and crash events break no invariant."""

    class OnOne(Desktop):
        """On the one database."""

        @staticmethod
        def new_database(folder: str) -> str:
            if database == "postgresql":
                return postgres_url(migrations.upgrade)
            return f"sqlite:///{shutil.copy(migrated, folder)}"

    run_state_machine_as_test(OnOne, settings=FEW)
