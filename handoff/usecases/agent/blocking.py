"""Use cases of blocking: somebody may not write any more, their case ends; and the way back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from handoff.core import texts
from handoff.core.channel.blocks import Block, Scope, value_of
from handoff.core.clock import Clock
from handoff.core.errors import BadRequest, Conflict, Forbidden, NotFound
from handoff.core.model import SYSTEM, Agent, Conversation, Handoff
from handoff.core.payloads import Request
from handoff.core.permissions import WHY_NOT, may
from handoff.store.accounts import accounts
from handoff.store.cases import notices, offers, queue
from handoff.store.conversations import blocks, log, turn_log
from handoff.store.conversations.blocks import KeptApart
from handoff.store.conversations.drafts import Draft
from handoff.store.db.database import Database, WriteTx
from handoff.store.db.ids import new_id
from handoff.usecases.casework import bot_tasks

SHOWN = 200
"""Blocks of the list, those that hold first."""
LONGEST_HOURS = 24 * 366


class BlockWish(Request, frozen=True, kw_only=True):
    """Whom to block, why, and for how many hours; None is for good."""

    reason: Annotated[str, msgspec.Meta(max_length=300)]
    scope: Scope = "address"
    spam: bool = False
    hours: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_HOURS)] | None = None


class ListedBlock(Block, frozen=True, kw_only=True):
    """A block with what was written since, the latest first."""

    kept: tuple[KeptApart, ...] = ()


class Blocking:
    """Blocks of the desk in the hands of its agents."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def block(self, agent: Agent, conversation_id: str, wish: BlockWish) -> Block:
        """Block whoever is in a conversation, and end it.

        Raises `Forbidden` where only a supervisor may, `BadRequest` without a reason or for a
        scope that names nobody here, `NotFound`.
        """
        now = self._clock()
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            _must_be_allowed(agent, conversation, wish)
            block = _block(agent, conversation, wish, now)
            await blocks.add(tx, block)
            await _end(tx, conversation, block, now)
            return block

    async def lift(self, agent: Agent, block_id: str) -> Block:
        """Let somebody write again; whoever has blocked them may, and supervisors.

        Raises `NotFound`, `Forbidden`, `Conflict` for one that was lifted already.
        """
        async with self._db.write() as tx:
            await tx.line_up()
            block = await blocks.by_id(tx.connection, block_id)
            if block is None:
                raise NotFound
            if agent.id != block.by_id and not may(agent.role, "blocks"):
                raise Forbidden(WHY_NOT["blocks"])
            if block.lifted_at is not None:
                raise Conflict("This block was lifted already.")
            return await blocks.lift(tx, block, agent.name, self._clock())

    async def listed(self) -> tuple[ListedBlock, ...]:
        """All blocks, those that hold first."""
        async with self._db.read() as connection:
            found = await blocks.listed(connection, SHOWN)
            kept = await blocks.kept_of(connection, [one.id for one in found])
        return tuple(
            ListedBlock(
                **msgspec.structs.asdict(one),
                kept=tuple(each for each in kept if each.block_id == one.id),
            )
            for one in found
        )


def _must_be_allowed(agent: Agent, conversation: Conversation, wish: BlockWish) -> None:
    grave = conversation.level == "verified" or wish.scope == "customer"
    if grave and not may(agent.role, "blocks"):
        raise Forbidden("A customer who was verified is blocked by a supervisor only.")
    if not wish.reason.strip():
        raise BadRequest("Say why they are blocked.")


def _block(agent: Agent, conversation: Conversation, wish: BlockWish, now: datetime) -> Block:
    value = value_of(wish.scope, conversation)
    if not value:
        raise BadRequest("Nothing of that kind is known of them; block the address.")
    return Block(
        id=new_id("bl"),
        scope=wish.scope,
        channel=None if wish.scope == "customer" else conversation.channel,
        value=value,
        spam=wish.spam,
        reason=wish.reason.strip(),
        conversation_id=conversation.id,
        customer_name=conversation.customer_name,
        by_id=agent.id,
        by_name=agent.name,
        at=now,
        until=None if wish.hours is None else now + timedelta(hours=wish.hours),
    )


async def _end(tx: WriteTx, conversation: Conversation, block: Block, now: datetime) -> None:
    """Close the conversation; whoever reads along there is told why, and the customer once."""
    note = Draft(author=SYSTEM, kind="note", text=_why(block))
    conversation, _ = await log.append(tx, conversation, note, now)
    if tx.channels.of(conversation.channel).follows_events:
        said = Draft(author=SYSTEM, text=texts.no_more_of_you(block.until))
        conversation, _ = await log.append(tx, conversation, said, now)
    if conversation.owner == "closed":
        return
    handoff = await queue.open_in(tx.connection, conversation.id)
    had = conversation.agent_id
    if conversation.task_id is not None and handoff is not None:
        had = handoff.agent_id
        await bot_tasks.leave(tx, conversation, "ended", now)
    await turn_log.drop_waiting(tx, conversation.id, now)
    last = conversation.last_seq
    conversation = await log.move(tx, conversation, "closed", now, handled_seq=last)
    if handoff is not None:
        await _abandon(tx, conversation, handoff, now)
    if had is not None:
        await _set_free(tx, conversation, had, block, now)
    await log.change(tx, conversation, updated_at=now)


def _why(block: Block) -> str:
    return texts.blocked_by(block.by_name, block.reason, block.until, spam=block.spam)


async def _abandon(
    tx: WriteTx, conversation: Conversation, handoff: Handoff, now: datetime
) -> None:
    await offers.let_go(tx, handoff, now)
    await queue.move(
        tx, handoff, "abandoned", conversation, why="blocked", ended_at=now, agent_id=None
    )


async def _set_free(
    tx: WriteTx, conversation: Conversation, agent_id: str, block: Block, now: datetime
) -> None:
    await accounts.change(tx, agent_id, idle_since=now)
    if agent_id != block.by_id:
        text = _why(block)
        await notices.tell(tx, agent_id, text, now, conversation_id=conversation.id)
