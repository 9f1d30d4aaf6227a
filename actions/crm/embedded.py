"""What writing to the embedded CRM means, said once for every store that it can live in."""

from __future__ import annotations

from abc import abstractmethod

from actions.crm.desk_writer import DeskWriter
from actions.crm.history_writer import HistoryWriter
from actions.crm.money_writer import MoneyWriter
from actions.crm.order_writer import OrderWriter
from actions.crm.remedy_writer import RemedyWriter


class EmbeddedCrm(OrderWriter, RemedyWriter, MoneyWriter, HistoryWriter, DeskWriter):
    """The writing half of the `Crm` port; stores add reading, and `_once`."""

    @abstractmethod
    async def seeded(self) -> bool:
        """Whether it holds the demo's content."""
