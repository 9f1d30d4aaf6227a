"""Proof by number: whose telephone number a platform names, as the CRM knows it and nobody else."""

from __future__ import annotations

import structlog

from actions.crm import telephone
from actions.crm.errors import CrmError
from actions.crm.port import Crm
from actions.crm.records.customer import Customer as Contact
from handoff.http.paces import Buckets

AGAIN_SECONDS = 60
"""A number that the CRM does not know is not asked for again so soon."""

_log = structlog.get_logger(__name__)


class NumberProof:
    """Looks numbers up; `country` (ISO 3166) is whose those are that the CRM has without one."""

    def __init__(self, crm: Crm, country: str | None) -> None:
        self._crm = crm
        self._country = country
        self._look_ups = Buckets(1, 1 / AGAIN_SECONDS)

    async def owner(self, digits: str, address: str) -> Contact | None:
        """The one customer with that number; None for nobody, several, and while it is unknown.

        `digits` are the platform's, country first; `address` is where somebody writes from.
        """
        number = telephone.of_platform(digits)
        if number is None or not self._look_ups.take(address):
            return None
        try:
            found = [await self._known(number, form) for form in telephone.spellings(number)]
        except CrmError as exc:
            _log.warning("number_not_looked_up", error=type(exc).__name__)
            return None
        owners = {one.id: one for one in found if one is not None}
        return next(iter(owners.values())) if len(owners) == 1 else None

    async def _known(self, number: str, form: str) -> Contact | None:
        """Whom a system finds, if it is by this number: some search more loosely than they say."""
        found = await self._crm.people.customer_by_phone(form)
        if found is None or telephone.e164(found.phone, self._country) != number:
            return None
        return found
