"""What a case is carried on with."""

from __future__ import annotations

from datetime import date

import msgspec

from actions.crm.port import Crm
from actions.turn import Turn


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """The CRM, what was just said, and the day."""

    crm: Crm
    turn: Turn
    today: date
