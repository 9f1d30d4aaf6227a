"""What every facet of the CRM port tells of itself."""

from __future__ import annotations

from typing import Protocol

from actions.crm.abilities import Abilities


class Facet(Protocol):
    """A part of the CRM port that one system serves."""

    def abilities(self) -> Abilities:
        """Which of its writes the system cannot do, and why; answered without asking it."""
