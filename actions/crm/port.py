"""What the desk needs of a CRM. Kept small, so that any CRM can stand behind it.

Every method may raise `CrmUnavailable` and takes at most three seconds. Every writing method takes
an `idempotency_key` (`turn_id:action:target`), unique in the CRM's store: a repeat with the same
key changes nothing and returns the first result, a key used for another kind of write raises
`CrmKeyReused`.
"""

from __future__ import annotations

from typing import Protocol

from actions.crm.facets.catalogue import Catalogue
from actions.crm.facets.feedback import Feedback
from actions.crm.facets.history import History
from actions.crm.facets.incidents import Incidents
from actions.crm.facets.money import Money
from actions.crm.facets.orders import Orders
from actions.crm.facets.people import People
from actions.crm.facets.remedies import Remedies


class Crm(People, Orders, Catalogue, Remedies, Money, History, Incidents, Feedback, Protocol):
    """A customer-relationship system, seen through what a support desk asks of it."""

    async def ping(self) -> None:
        """Return when the CRM answers."""

    async def close(self) -> None:
        """Give back connections. Safe to call twice."""
