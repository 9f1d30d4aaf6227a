"""Composition of the API for operators' programs."""

from __future__ import annotations

import msgspec

from handoff.api.callers import Callers
from handoff.api.openapi import document
from handoff.api.operators import Operators
from handoff.api.revocations import Revocations
from handoff.container.clock import now
from handoff.container.desk import Desk
from handoff.store.read_models.records import Records
from handoff.usecases.supervisor.insights import CrmInsights

VERSION = "0.1.0"


def revocations(desk: Desk) -> Revocations:
    """What ends links, and logins of customers."""
    return Revocations(desk.chat_links, desk.sign_outs, now)


def operators(desk: Desk) -> Operators:
    """What answers the routes."""
    return Operators(
        Records(desk.db),
        desk.customer_messages,
        desk.audit,
        CrmInsights(desk.crm),
        desk.incidents,
        desk.chat_links,
        now,
        callers=Callers(desk.api_tokens, desk.limits, desk.settings.admin_api_token),
        document=msgspec.json.encode(document(VERSION)),
    )
