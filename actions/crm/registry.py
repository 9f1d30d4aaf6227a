"""Which CRM stands behind `CRM_URL`. Adapters register here by the scheme of their URL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from actions.crm.embedded import EmbeddedCrm
from actions.crm.errors import CrmMisconfigured
from actions.crm.port import Books, Crm, WholeSystem, served_by
from actions.crm.sql import DEADLINE_SECONDS, SqlCrm
from actions.crm.terms import TERMS


class EmbeddedSystem(WholeSystem, Books, Protocol):
    """A shop's system that keeps the desk's own records as well."""


def open_crm(url: str, *, seconds: float = DEADLINE_SECONDS) -> Crm:
    """The CRM that the URL names; connects with its first use, and has `seconds` for each call.

    `sqlite:///path` and `postgresql://…` are the embedded CRM; `memory:` is one for unit tests
    that holds the demo customers and forgets what is written. Raises `CrmMisconfigured`.
    """
    scheme = url.partition(":")[0]
    if scheme not in _ADAPTERS:
        known = ", ".join(sorted(_ADAPTERS))
        raise CrmMisconfigured(f"CRM_URL begins with none of the known schemes: {known}.")
    system = _ADAPTERS[scheme](url, seconds)
    return served_by(system, system)


async def is_demo(crm: Crm) -> bool:
    """Whether this is the seeded demo, where anyone may act as anyone."""
    embedded = [system for system in crm.systems if isinstance(system, EmbeddedCrm)]
    return any([await system.seeded() for system in embedded])


def terms_of(crm: Crm) -> Mapping[str, int | frozenset[str]]:
    """What this CRM keeps by itself, by the policy's names; nothing where it does not tell."""
    return TERMS if isinstance(crm.orders, EmbeddedCrm) else {}


def _open_memory(_url: str, _seconds: float) -> EmbeddedSystem:
    from actions.crm.demo import demo_dataset
    from actions.crm.memory import MemoryCrm
    from actions.crm.writer import utc_now

    return MemoryCrm(demo_dataset(utc_now().date()), demo=True)


def _open_sql(url: str, seconds: float) -> EmbeddedSystem:
    return SqlCrm(url, deadline=seconds)


_ADAPTERS: Mapping[str, Callable[[str, float], EmbeddedSystem]] = {
    "memory": _open_memory,
    "postgresql": _open_sql,
    "sqlite": _open_sql,
}
