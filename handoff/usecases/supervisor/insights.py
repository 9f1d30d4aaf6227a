"""Query of insights: what the CRM's complaints tell of a span of time."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from actions.crm.errors import CrmError
from actions.crm.port import Crm
from handoff.core.complaints import CountedCause, counted
from handoff.core.errors import Unavailable


class CrmInsights:
    """Reads and counts complaints."""

    def __init__(self, crm: Crm) -> None:
        self._crm = crm

    async def root_causes(self, until: datetime, span: timedelta) -> tuple[CountedCause, ...]:
        """What let customers down in a span of time, compared with the one before.

        Raises `Unavailable` where the CRM does not answer.
        """
        since = until - span
        # The last moment counts as well: what was filed just now belongs to the answer.
        last = until + timedelta(microseconds=1)
        try:
            now, before = await asyncio.gather(
                self._crm.records.complaints(since, last),
                self._crm.records.complaints(since - span, since),
            )
        except CrmError as exc:
            raise Unavailable("The CRM does not answer just now. Please try again.") from exc
        return counted(now, before)
