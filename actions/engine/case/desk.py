"""What a case is carried on with."""

from __future__ import annotations

from datetime import date

import msgspec

from actions.crm.incident import Incident
from actions.crm.port import Crm
from actions.engine.case.turn import Turn

ORDERS_LOOKED_THROUGH = 50
"""The newest orders of a customer: those that somebody may still ask about."""


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """The CRM, what was just said, the day, and the incidents of this moment."""

    crm: Crm
    turn: Turn
    today: date
    incidents: tuple[Incident, ...] = ()
