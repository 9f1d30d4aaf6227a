"""Access policy: what each role may do on the desk, said in this one place. Pure."""

from __future__ import annotations

from typing import Literal

from handoff.core.model import Role

Permission = Literal[
    "desk",
    "answer",
    "incidents",
    "channels",
    "reassign",
    "replies",
    "labels",
    "accounts",
    "audit",
    "privacy",
    "floor",
    "reports",
    "bot_reports",
    "own_login",
    "blocks",
]
"""`desk`: see the queue, conversations and customers, and search them. `answer`: take cases and
write to customers. `reassign`: take a case from a colleague. `replies`: edit canned replies.
`labels`: keep the lists of labels and skills. `floor`: see who does what.
`reports`: read every figure.
`bot_reports`: read those of the bot. `blocks`: block verified customers, and lift any block.
`privacy`: export and erase what is kept of a customer.
`own_login`: know who one is."""

_AGENT: frozenset[Permission] = frozenset({"own_login", "desk", "answer", "incidents"})
_SUPERVISOR: frozenset[Permission] = _AGENT | {
    *("channels", "reassign", "replies", "labels", "floor", "reports", "bot_reports", "blocks")
}

GRANTS: dict[Role, frozenset[Permission]] = {
    "trainer": frozenset({"own_login", "bot_reports"}),
    "agent": _AGENT,
    "supervisor": _SUPERVISOR,
    "admin": _SUPERVISOR | {"accounts", "audit", "privacy"},
}

WHY_NOT: dict[Permission, str] = {
    "desk": "Your role has no business with customers' conversations.",
    "answer": "Your role does not answer customers.",
    "incidents": "Incidents are edited by agents and supervisors.",
    "channels": "A supervisor has to let the channel go on.",
    "reassign": "Only a supervisor takes a case from a colleague.",
    "replies": "Canned replies are edited by supervisors.",
    "labels": "The list of labels is kept by supervisors.",
    "accounts": "Accounts are for admins only.",
    "audit": "The audit log is for admins only.",
    "privacy": "What is kept of customers is exported and erased by admins only.",
    "floor": "The live floor is for supervisors.",
    "reports": "Reports are for supervisors.",
    "bot_reports": "Reports are for supervisors and trainers.",
    "own_login": "Please log in.",
    "blocks": "Blocks are listed, and lifted, by supervisors.",
}
"""The sentence for who may not."""


def may(role: Role, permission: Permission) -> bool:
    """Whether somebody of that role may do it."""
    return permission in GRANTS[role]
