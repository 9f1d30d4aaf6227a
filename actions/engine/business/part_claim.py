"""Hook of a business that sells parts: what becomes of one that is broken."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import msgspec

from actions.crm.port import Crm
from actions.engine.case.case import Case
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import ActionResult, Diagnosis
from actions.engine.case.turn import Turn


def nothing_else(_case: Case, _turn: Turn) -> Case | None:
    """Nothing is to be had instead of what was proposed."""
    return None


class PartClaim(msgspec.Struct, frozen=True, kw_only=True):
    """How a broken part is claimed, where a symptom says that one is broken.

    `prepare` gives the case a plan to agree to, out of the kinds of parts that may be meant, or
    asks for what it takes; `file` does it. Both may raise `CrmError`. `verdict` is the
    id of what the customer hears once the repair steps are over, with `{said}`, what the cause
    says: a title, since it is said once. `rather` takes up what is wanted instead of the claim.
    """

    prepare: Callable[[Case, Desk, Sequence[str]], Awaitable[Case]]
    file: Callable[[Crm, Diagnosis, str, Turn], Awaitable[ActionResult]]
    verdict: str
    rather: Callable[[Case, Turn], Case | None] = nothing_else
