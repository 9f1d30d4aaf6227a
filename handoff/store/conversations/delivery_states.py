"""State transitions of deliveries: how far messages have come; a later state never goes back."""

from __future__ import annotations

import sqlalchemy as sa

from handoff.core.events import MessageUpdated
from handoff.core.states import DELIVERY_ORDER, DeliveryState
from handoff.store.db.database import WriteTx
from handoff.store.tables.conversations import messages

_MARKABLE = sa.select(messages.c.seq).where(
    (messages.c.conversation_id == sa.bindparam("conversation_id"))
    & (messages.c.seq <= sa.bindparam("last"))
    & messages.c.state.in_(sa.bindparam("before", expanding=True))
)
_MARK = messages.update().where(
    (messages.c.conversation_id == sa.bindparam("which"))
    & messages.c.seq.in_(sa.bindparam("which_seqs", expanding=True))
)
_MARK_ONE = messages.update().where(
    (messages.c.conversation_id == sa.bindparam("which"))
    & (messages.c.seq == sa.bindparam("which_seq"))
    & messages.c.state.in_(sa.bindparam("before", expanding=True))
)


async def mark(
    tx: WriteTx, conversation_id: str, state: DeliveryState, *, up_to: int, only: int | None = None
) -> None:
    """Raise the delivery state of messages to the customer; a later state never goes back.

    With `only` one message is marked, otherwise all up to `up_to`.
    """
    before, raised = _before(state), {"which": conversation_id, "state": state}
    if only is not None:
        one = {**raised, "which_seq": only, "before": before}
        seqs = [only] if (await tx.connection.execute(_MARK_ONE, one)).rowcount else []
    else:
        where = {"conversation_id": conversation_id, "last": up_to, "before": before}
        seqs = sorted((await tx.connection.execute(_MARKABLE, where)).scalars())
        if seqs:
            await tx.connection.execute(_MARK, {**raised, "which_seqs": seqs})
    for seq in seqs:
        tx.record(MessageUpdated(conversation_id=conversation_id, seq=seq, state=state))


def _before(state: DeliveryState) -> tuple[str, ...]:
    if state == "failed":
        return ("queued", "sent")
    if state == "queued":
        return ("failed",)
    return DELIVERY_ORDER[: DELIVERY_ORDER.index(state)]
