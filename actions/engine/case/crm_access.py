"""The one CRM of this process: opened when first needed, closed when the server stops."""

from __future__ import annotations

import os

from actions.crm.port import Crm
from actions.crm.registry import open_crm
from actions.settings import CrmSettings


class _Access:
    """Holds the open CRM, because actions are made without arguments."""

    crm: Crm | None = None


def crm() -> Crm:
    """The CRM of the business. Raises `CrmMisconfigured` and `SettingsError`."""
    if _Access.crm is None:
        settings = CrmSettings.read(os.environ)
        _Access.crm = open_crm(
            settings.crm_url,
            seconds=settings.crm_seconds,
            records_url=settings.records_url,
            env=os.environ,
        )
    return _Access.crm


def use(other: Crm | None) -> None:
    """Put another CRM in its place, or none."""
    _Access.crm = other


async def close() -> None:
    """Give the CRM back. Safe to call twice."""
    opened, _Access.crm = _Access.crm, None
    if opened is not None:
        await opened.close()
