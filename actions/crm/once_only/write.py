"""Ledger entry: what a system was told to do, and how far it is known that it did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from actions.crm.records.record import Record

WriteState = Literal["begun", "done", "uncertain", "failed"]
"""`begun` is being sent; `uncertain` was sent and not answered; the other two are ends.

begun → done | failed | uncertain; uncertain → done | failed | begun (sent again); failed → begun
(asked for again under the same key).
"""
OPEN: frozenset[WriteState] = frozenset({"begun", "uncertain"})
"""States of which it is not known what became of it."""
BEGUN: frozenset[WriteState] = frozenset({"begun"})
DONE: frozenset[WriteState] = frozenset({"done"})
ANY_STATE: frozenset[WriteState] = frozenset({"begun", "done", "uncertain", "failed"})


class Write(Record, frozen=True, kw_only=True):
    """A write of a facet, `act` by the method's name, to an order or a customer, the `target`.

    `request` are its arguments as plain data and `before` what was there, both kept only until it
    is known what became of it; `result` is the record that came of it, None where only the effect
    was seen. `tries` counts what was sent, `looks` how often was looked after it since. At `due_at`
    somebody has to look after it; None where nobody has to. `owed`: its end is to be told in the
    conversation.
    """

    key: str
    act: str
    target: str
    request_digest: str
    state: WriteState
    tried_at: datetime
    request: Mapping[str, Any] | None = None
    before: Mapping[str, Any] | None = None
    result: Mapping[str, Any] | None = None
    remote_id: str | None = None
    reason: str = ""
    conversation_id: str | None = None
    tries: int = 1
    looks: int = 0
    due_at: datetime | None = None
    owed: bool = False
