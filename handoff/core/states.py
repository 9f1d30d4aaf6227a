"""State machines of conversations, handoffs, offers and messages, each written once."""

from __future__ import annotations

from typing import Literal

Owner = Literal["bot", "queue", "agent", "closed"]
DeliveryState = Literal["queued", "sent", "delivered", "read", "failed"]
HandoffState = Literal["queued", "offered", "assigned", "resolved", "abandoned"]
OfferState = Literal["pending", "accepted", "declined", "expired", "withdrawn", "returned"]
"""`withdrawn`: the case went elsewhere before an answer, or came back from the bot to be offered
anew; `returned`: it was accepted, and has left that agent's hands again."""
Why = Literal[
    "asked",
    "offered",
    "accepted",
    "declined",
    "expired",
    "returned",
    "transferred",
    "taken_over",
    "resolved",
    "never_mind",
    "ended",
    "ticket",
    "marked",
    "bot_asks",
    "bot_asked",
    "blocked",
    "idle",
]
"""What moved a handoff. `returned`: its agent was gone for too long. `ended`: the customer has
ended the conversation. `marked`: its labels, its priority or its mood are new. `bot_asks`: the
bot asks something for its agent; `bot_asked`: it is back. `blocked`: its customer may not write
here any more. `idle`: its customer has not answered."""

OWNER_MOVES: dict[Owner, frozenset[Owner]] = {
    "bot": frozenset({"queue", "agent", "closed"}),
    "queue": frozenset({"agent", "bot", "closed"}),
    "agent": frozenset({"agent", "bot", "closed", "queue"}),
    "closed": frozenset({"bot"}),
}
HANDOFF_MOVES: dict[HandoffState, frozenset[HandoffState]] = {
    "queued": frozenset({"queued", "offered", "assigned", "abandoned"}),
    "offered": frozenset({"offered", "queued", "assigned", "abandoned"}),
    "assigned": frozenset({"assigned", "queued", "resolved", "abandoned"}),
    "resolved": frozenset(),
    "abandoned": frozenset(),
}
OFFER_MOVES: dict[OfferState, frozenset[OfferState]] = {
    "pending": frozenset({"accepted", "declined", "expired", "withdrawn"}),
    "accepted": frozenset({"returned", "withdrawn"}),
    "declined": frozenset(),
    "expired": frozenset(),
    "withdrawn": frozenset(),
    "returned": frozenset(),
}
WAITING_HANDOFF: frozenset[HandoffState] = frozenset({"queued", "offered"})
OPEN_HANDOFF: frozenset[HandoffState] = WAITING_HANDOFF | {"assigned"}
DELIVERY_ORDER: tuple[DeliveryState, ...] = ("queued", "sent", "delivered", "read")
"""A state never goes back along this order; `failed` may follow `queued` and `sent`."""
