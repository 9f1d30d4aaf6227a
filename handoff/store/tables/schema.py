"""Registry of the whole schema, for whoever needs every table: migrations, and tests of them.

What must never be true of the data is forbidden in the tables, not only in code.
"""

from __future__ import annotations

from handoff.store.tables import accounts, agent_tools, blocks, cases, conversations, delivery, sla
from handoff.store.tables.metadata import metadata

AREAS = (accounts, conversations, cases, agent_tools, sla, delivery, blocks)

__all__ = ["AREAS", "metadata"]
