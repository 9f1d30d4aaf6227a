"""Adapters that come with the desk, by the scheme of the address that names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions.crm.embedded import EmbeddedCrm
from actions.crm.errors import CrmMisconfigured
from actions.crm.sql import SqlCrm
from contracts.region import region


def open_address(
    url: str, seconds: float, setting: str = "CRM_URL", country: str | None = None
) -> EmbeddedCrm:
    """The system at an address: `sqlite:///path` and `postgresql://…` are the embedded CRM.

    `memory:` is one for unit tests that holds the demo customers and forgets what is written.
    `country` is whose telephone numbers are that say none. Connects with its first use. Raises
    `CrmMisconfigured`, which names the `setting`.
    """
    scheme = url.partition(":")[0]
    if scheme not in _ADAPTERS:
        known = ", ".join(sorted(_ADAPTERS))
        raise CrmMisconfigured(f"{setting} begins with none of the known schemes: {known}.")
    return _ADAPTERS[scheme](url, seconds, setting, country)


def _open_memory(_url: str, _seconds: float, _setting: str, country: str | None) -> EmbeddedCrm:
    from actions.crm.demo import demo_dataset
    from actions.crm.memory import MemoryCrm

    return MemoryCrm(demo_dataset(region().today()), demo=True, country=country)


def _open_sql(url: str, seconds: float, setting: str, country: str | None) -> EmbeddedCrm:
    return SqlCrm(url, deadline=seconds, setting=setting, country=country)


_ADAPTERS: Mapping[str, Callable[[str, float, str, str | None], EmbeddedCrm]] = {
    "memory": _open_memory,
    "postgresql": _open_sql,
    "sqlite": _open_sql,
}
