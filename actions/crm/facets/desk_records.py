"""What the desk keeps of itself, whichever shop it works for."""

from __future__ import annotations

from typing import Protocol

from actions.crm.facets.feedback import Feedback
from actions.crm.facets.incidents import Incidents
from actions.crm.facets.proof import Proof
from actions.crm.facets.writes import Writes


class Records(Incidents, Feedback, Proof, Writes, Protocol):
    """Incidents, ratings, complaints, tries of proof, and what was written elsewhere: none of it
    is asked of the shop's system."""
