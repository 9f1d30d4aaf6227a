"""A shop in one system, as the desk sees it."""

from __future__ import annotations

from actions.crm.memory import MemoryCrm
from actions.crm.port import Crm, served_by
from actions.crm.sql import SqlCrm


def whole(shop: MemoryCrm | SqlCrm) -> Crm:
    """The CRM that this system makes, with the desk's own records."""
    return served_by(shop, shop.own_records())
